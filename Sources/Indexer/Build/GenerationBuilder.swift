import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// Builds a generation from the prepared units of the store.
///
/// Two passes over the prepared units, which are read in place: the first numbers the terms and counts,
/// the second fills arrays of their final size. Nothing is written but the sections in memory.
struct GenerationBuilder {
    let store: UnitStore
    let analyzer: DanishAnalyzer
    let catalog: Catalog
    /// The day whose visible units go in.
    let today: LocalDate

    /// What a build yields before it is written.
    struct Result {
        var sections: SectionWriter
        var averageLengths: [Double]
        var columns: [Manifest.Column]
        var documentCount: Int
        /// What the public will have seen, for the store.
        var shown: [(id: String, record: ShownRecord)]
    }

    /// Builds the sections of the generation with this number.
    func build(
        generation: UInt64,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> Result {
        let units = try shownUnits(transaction)
        var sections = SectionWriter()
        let model = ImpactModel(averageLengths: averageLengths(units))
        try writeTerms(units, model, to: &sections, transaction)
        try writeDocuments(units, to: &sections, transaction)
        let columns = ColumnWriter(catalog: catalog).write(units, to: &sections)
        let shown = try writeChanges(units, generation, to: &sections, transaction)
        try InspectionIndexBuilder(store: store, analyzer: analyzer, catalog: catalog).write(
            units,
            to: &sections,
            transaction
        )
        let areas = try AreaFigureCollector(
            store: store,
            catalog: catalog,
            today: today
        ).entries(transaction)
        sections.add("areas", AreaFigures.encode(areas))
        sections.add("catalog", try single("catalog", transaction) ?? Self.emptyCatalog)
        sections.add("transition", try transitionEntries(transaction))
        return Result(
            sections: sections,
            averageLengths: model.averageLengths,
            columns: columns,
            documentCount: units.count,
            shown: shown
        )
    }

    /// The catalog before any was published.
    static let emptyCatalog = Array(#"{"fields":[],"indicators":[],"assessments":[]}"#.utf8)

    private func single(
        _ name: String,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [UInt8]? {
        try store.get(Array(name.utf8), in: .single, transaction).map { StoredDocument($0).data }
    }

    private func transitionEntries(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [UInt8] {
        guard let data = try single("transition", transaction) else { return Array("[]".utf8) }
        return try JSONValue.parse(data)["entries"]?.encoded ?? Array("[]".utf8)
    }

    // MARK: Units

    /// The heads of the units shown today, in document order.
    private func shownUnits(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [PreparedUnit] {
        var units: [PreparedUnit] = []
        try store.forEach(in: .prepared, transaction) { _, value in
            let unit = PreparedUnit.head(value)
            if unit.isShown(on: today) { units.append(unit) }
            return true
        }
        // Neighbours on the map and of one kind get neighbouring numbers: filters become runs.
        let keys = units.map { unit in
            (
                kind: UnitKind.allCases.firstIndex(of: unit.kind) ?? 0,
                municipality: unit.municipalityCode,
                cell: unit.coordinate.map(hilbertIndex(of:)) ?? .max, id: unit.sorId
            )
        }
        return units.indices.sorted { keys[$0] < keys[$1] }.map { units[$0] }
    }

    private func averageLengths(_ units: [PreparedUnit]) -> [Double] {
        SearchField.allCases.map { field in
            let total = units.reduce(0) { $0 + $1.fieldLengths[Int(field.rawValue)] }
            return units.isEmpty ? 0 : Double(total) / Double(units.count)
        }
    }

    // MARK: Terms

    private func writeTerms(
        _ units: [PreparedUnit],
        _ model: ImpactModel,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        var builder = TermIndexBuilder()
        for unit in units {
            try with(unit, transaction) { bytes in
                PreparedUnit.forEachTerm(in: bytes) { term, _, positions in
                    builder.count(bytes, term, positions: positions.count)
                }
            }
        }
        builder.writeDictionary(analyzer, to: &sections)
        var nameTerms = NumberListsBuilder()
        for (document, unit) in units.enumerated() {
            var nameTermsOfUnit = Array(
                repeating: UInt32.max,
                count: unit.nameMarks.count
            )
            try with(unit, transaction) { bytes in
                PreparedUnit.forEachTerm(in: bytes) { bytesOfTerm, fields, positions in
                    let encoded = bytes.extracting(positions)
                    if fields & SearchField.name.bit != 0 {
                        let isParagraph = bytes.extracting(bytesOfTerm).begins(with: "§")
                        Self.note(builder.nextTerm, isParagraph, in: &nameTermsOfUnit, at: encoded)
                    }
                    builder.post(
                        document: UInt32(document),
                        impact: Self.impact(fields, encoded, unit.fieldLengths, model),
                        fields: fields,
                        positions: encoded
                    )
                }
            }
            nameTerms.append(nameTermsOfUnit)
        }
        builder.writePostings(to: &sections)
        nameTerms.write("names.terms", to: &sections)
    }

    /// Notes a term at its positions in the name, which is the first field of encoded positions.
    private static func note(
        _ term: Int,
        _ isParagraph: Bool,
        in terms: inout [UInt32],
        at positions: Span<UInt8>
    ) {
        var decoder = ByteDecoder(positions)
        var position = 0
        for _ in 0..<decoder.integer() {
            position += decoder.integer()
            // Of several words at one position the first in the alphabet is what is written there: a
            // completed word begins with the one it completes. But "§83" stands behind its number.
            if terms[position] == .max || isParagraph { terms[position] = UInt32(term) }
        }
    }

    /// Lends the encoded form of a unit.
    private func with(
        _ unit: PreparedUnit,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (Span<UInt8>) -> Void
    ) throws {
        let found: Void? = try store.with(
            Array(unit.sorId.utf8),
            in: .prepared,
            transaction,
            body
        )
        precondition(found != nil, "prepared unit \(unit.sorId) vanished within a transaction")
    }

    private static func impact(
        _ fields: UInt8,
        _ positions: Span<UInt8>,
        _ lengths: [Int],
        _ model: ImpactModel
    ) -> UInt8 {
        var decoder = ByteDecoder(positions)
        var weighted = 0.0
        for field in SearchField.allCases where fields & field.bit != 0 {
            let frequency = decoder.integer()
            for _ in 0..<frequency { _ = decoder.number() }
            weighted += model.weightedFrequency(
                frequency,
                length: lengths[Int(field.rawValue)],
                in: field
            )
        }
        return model.impact(weighted)
    }

    // MARK: Documents

    private func writeDocuments(
        _ units: [PreparedUnit],
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        var ids = ByteStringsBuilder()
        var names = ByteStringsBuilder()
        var marks = NumberListsBuilder()
        var hits = ByteStringsBuilder()
        var details = ByteStringsBuilder()
        var texts = ByteStringsBuilder()
        var compared = ByteStringsBuilder()
        var values: [ComparedUnit] = []
        for unit in units {
            ids.append(unit.sorId)
            names.append(unit.name)
            marks.append(unit.nameMarks.flatMap { [UInt32($0.offset), UInt32($0.length)] })
            try with(unit, transaction) { bytes in
                let rendered = PreparedUnit.rendered(in: bytes)
                hits.append(rendered.hit, of: bytes)
                details.append(rendered.detail, of: bytes)
                texts.append(rendered.texts, of: bytes)
                compared.append(rendered.compared, of: bytes)
                values.append(ComparedUnit(bytes.extracting(rendered.compared)))
            }
        }
        ids.write("ids", to: &sections)
        names.write("names", to: &sections)
        marks.write("names.marks", to: &sections)
        hits.write("hits", to: &sections)
        details.write("details", to: &sections)
        texts.write("texts", to: &sections)
        compared.write("compared", to: &sections)
        sections.add("peers", PeerTable(of: values, catalog: catalog, on: today).encoded)
        let byId = units.indices.sorted {
            units[$0].sorId.utf8.lexicographicallyPrecedes(units[$1].sorId.utf8)
        }
        sections.add("ids.sorted", byId.map { UInt32($0) })
        sections.add("ids.hashes", units.map { XXH64.hash(Array($0.sorId.utf8)) })
        let (ranks, order) = nameRanks(units)
        sections.add("names.ranks", ranks)
        sections.add("names.order", order)
        for field in SearchField.allCases {
            sections.add(
                "lengths.\(field)",
                units.map { UInt16(clamping: $0.fieldLengths[Int(field.rawValue)]) }
            )
        }
        NumberIndex.write(
            "numbers.production",
            units.enumerated().compactMap { document, unit in
                unit.productionUnitNumber.flatMap { UInt64($0) }
                    .map { ($0, UInt32(document)) }
            },
            to: &sections
        )
        NumberIndex.write(
            "numbers.cvr",
            units.enumerated().flatMap { document, unit in
                unit.cvrNumbers.compactMap { UInt64($0) }.map { ($0, UInt32(document)) }
            },
            to: &sections
        )
        Locations.write(
            units.map { unit in
                unit.coordinate.map { ($0.latitude, $0.longitude, EarthPoint($0)) }
            },
            to: &sections
        )
        writeDates(units, to: &sections)
    }

    private func nameRanks(
        _ units: [PreparedUnit]
    ) -> (ranks: [UInt32], order: [UInt32]) {
        let order = units.indices.sorted {
            units[$0].nameSortKey.lexicographicallyPrecedes(units[$1].nameSortKey)
        }
        var ranks = Array(repeating: UInt32(0), count: units.count)
        var rank: UInt32 = 0
        for (index, document) in order.enumerated() {
            if index > 0, units[order[index - 1]].nameSortKey != units[document].nameSortKey {
                rank += 1
            }
            ranks[document] = rank
        }
        return (ranks, order.map { UInt32($0) })
    }

    /// What depends on the date is stored as dates (`StoredDay`).
    private func writeDates(_ units: [PreparedUnit], to sections: inout SectionWriter) {
        var agreements = NumberListsBuilder()
        var coverage = NumberListsBuilder()
        var decisions = NumberListsBuilder()
        var members = ByteStringsBuilder()
        var memberCount: UInt32 = 0
        for unit in units {
            agreements.append(
                unit.agreementPeriods.flatMap { [StoredDay.from($0.from), StoredDay.to($0.to)] }
            )
            coverage.append(
                unit.coverage.flatMap { area in
                    [
                        UInt32(area.municipalityCode) ?? 0, area.wholeMunicipality ? 1 : 0,
                        StoredDay.from(area.period.from), StoredDay.to(area.period.to),
                    ]
                }
            )
            var list: [UInt32] = []
            for stored in unit.decisions {
                let decision = stored.decision
                list += [
                    UInt32(Decision.Kind.allCases.firstIndex(of: decision.kind) ?? 0),
                    StoredDay.from(decision.period.from ?? decision.decidedAt),
                    StoredDay.to(decision.period.to), StoredDay.to(decision.liftedAt),
                    memberCount,
                ]
                members.append(stored.members)
                memberCount += 1
            }
            decisions.append(list)
        }
        agreements.write("agreements", to: &sections)
        coverage.write("coverage", to: &sections)
        decisions.write("decisions", to: &sections)
        members.write("decisions.members", to: &sections)
    }

    // MARK: Changes

    /// Writes when each unit last changed for the public; a unit once shown and now gone is a tombstone.
    private func writeChanges(
        _ units: [PreparedUnit],
        _ generation: UInt64,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [(id: String, record: ShownRecord)] {
        let sequence = try store.lastSequence(transaction)
        var records: [String: ShownRecord] = [:]
        try store.forEach(in: .shown, transaction) { key, value in
            records[String(decoding: copy(key), as: UTF8.self)] = ShownRecord(value)
            return true
        }
        var changed: [(id: String, record: ShownRecord)] = []
        var present = Set<String>()
        for unit in units {
            present.insert(unit.sorId)
            if let record = records[unit.sorId], record.isShown,
                record.contentHash == unit.contentHash
            {
                continue
            }
            let record = ShownRecord(
                isShown: true,
                contentHash: unit.contentHash,
                sequence: sequence,
                generation: generation
            )
            records[unit.sorId] = record
            changed.append((unit.sorId, record))
        }
        for (id, record) in records where record.isShown && !present.contains(id) {
            let gone = ShownRecord(
                isShown: false,
                contentHash: 0,
                sequence: sequence,
                generation: generation
            )
            records[id] = gone
            changed.append((id, gone))
        }
        let ordered = records.sorted {
            ($0.value.sequence, $0.value.generation, $0.key)
                < ($1.value.sequence, $1.value.generation, $1.key)
        }
        var sequences = ByteStringsBuilder()
        var ids = ByteStringsBuilder()
        for (id, record) in ordered {
            sequences.append(record.sequence)
            ids.append(id)
        }
        sequences.write("changes.sequences", to: &sections)
        ids.write("changes.ids", to: &sections)
        sections.add("changes.generations", ordered.map(\.value.generation))
        sections.add("changes.shown", ordered.map { UInt8($0.value.isShown ? 1 : 0) })
        return changed
    }
}

extension Span<UInt8> {
    fileprivate func begins(with text: String) -> Bool {
        let wanted = Array(text.utf8)
        return count >= wanted.count && wanted.indices.allSatisfy { self[$0] == wanted[$0] }
    }
}
