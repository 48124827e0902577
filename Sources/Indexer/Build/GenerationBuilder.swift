import CareUnits
import IndexFormat
import LMDB

/// Builds a generation from the prepared units of the store.
///
/// What is needed of every unit comes from the `WorkingSet`; terms are read in place from the prepared units, into
/// arrays of their final size. Nothing is written but the sections in memory and, now and then, a base of records.
struct GenerationBuilder: Sendable {
    let store: UnitStore
    let folder: IndexFolder
    let dictionaries: DictionaryWriter
    let withheld: WithheldFigures
    let inspections: InspectionSections
    /// The base of records of the generation in force, if there is one.
    let base: ContentBase?
    let catalog: Catalog
    /// The day whose visible units go in.
    let today: LocalDate

    /// What a build yields before it is written.
    struct Result: Sendable {
        var sections: SectionWriter
        var averageLengths: [Double]
        var columns: [Manifest.Column]
        var base: FilePublication
        var documentCount: Int
        /// What the public will have seen, for the store.
        var shown: [(id: String, record: ShownRecord)]
    }

    /// Builds the sections of the generation with this number.
    ///
    /// Two jobs at once, each in a read transaction of its own: they see the same state, because the
    /// only one who writes waits for them.
    func build(generation: UInt64, of working: WorkingSet) throws -> Result {
        try store.read { transaction in try working.update(from: store, transaction) }
        let units = working.shown(on: today)
        let vocabulary = working.vocabulary(of: units)
        let model = ImpactModel(averageLengths: averageLengths(units))
        var (result, sections) = try Threads.concurrently {
            try store.read { transaction in
                var sections = SectionWriter()
                writeDocuments(units, to: &sections)
                let base = try ContentWriter(
                    store: store,
                    folder: folder,
                    base: base,
                    today: today
                ).write(units, generation: generation, to: &sections, transaction)
                let columns = ColumnWriter(catalog: catalog).write(units, to: &sections)
                let shown = try writeChanges(units, generation, to: &sections, transaction)
                try InspectionIndexBuilder(
                    store: store,
                    dictionaries: dictionaries,
                    memo: inspections,
                    catalog: catalog
                ).write(units, to: &sections, transaction)
                let areas = try AreaFigureCollector(
                    store: store,
                    catalog: catalog,
                    today: today,
                    memo: withheld
                ).entries(transaction)
                sections.add("areas", AreaFigures.encode(areas))
                let catalog = try single("catalog", transaction) ?? Self.emptyCatalog
                sections.add("catalog", catalog)
                sections.add("transition", try transitionEntries(transaction))
                return Result(
                    sections: sections,
                    averageLengths: model.averageLengths,
                    columns: columns,
                    base: base,
                    documentCount: units.count,
                    shown: shown
                )
            }
        } and: {
            try store.read { transaction in
                var sections = SectionWriter()
                try writeTerms(units, vocabulary, model, to: &sections, transaction)
                let peers = PeerTable(of: units.map(\.compared), catalog: catalog, on: today)
                sections.add("peers", peers.encoded)
                return sections
            }
        }
        result.sections.add(sections)
        return result
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

    private func averageLengths(_ units: [WorkingUnit]) -> [Double] {
        SearchField.allCases.map { field in
            let total = units.reduce(0) { $0 + $1.head.fieldLengths[Int(field.rawValue)] }
            return units.isEmpty ? 0 : Double(total) / Double(units.count)
        }
    }

    // MARK: Terms

    private func writeTerms(
        _ units: [WorkingUnit],
        _ vocabulary: Vocabulary,
        _ model: ImpactModel,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        dictionaries.write(vocabulary.terms, to: &sections, prefix: "")
        var postings = PostingsBuilder(
            frequencies: vocabulary.frequencies,
            positionBytes: vocabulary.positionBytes
        )
        var nameTerms = NumberListsBuilder()
        for (document, unit) in units.enumerated() {
            var nameTermsOfUnit = Array(
                repeating: UInt32.max,
                count: unit.head.nameMarks.count
            )
            let weights = SearchField.allCases.map { field in
                model.weightedFrequency(
                    1,
                    length: unit.head.fieldLengths[Int(field.rawValue)],
                    in: field
                )
            }
            let terms = unit.terms
            var next = 0
            try with(unit, transaction) { bytes in
                PreparedUnit.forEachTerm(in: bytes) { bytesOfTerm, fields, positions in
                    let term = vocabulary.places[Int(terms[next].number)]
                    next += 1
                    let encoded = bytes.extracting(positions)
                    if fields & SearchField.name.bit != 0 {
                        let isParagraph = bytes.extracting(bytesOfTerm).begins(with: "§")
                        Self.note(term, isParagraph, in: &nameTermsOfUnit, at: encoded)
                    }
                    postings.append(
                        term: Int(term),
                        document: UInt32(document),
                        impact: Self.impact(fields, encoded, weights, model),
                        fields: fields,
                        positions: encoded
                    )
                }
            }
            nameTerms.append(nameTermsOfUnit)
        }
        postings.write(to: &sections)
        nameTerms.write("names.terms", to: &sections)
    }

    /// Notes a term at its positions in the name, which is the first field of encoded positions.
    private static func note(
        _ term: UInt32,
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
            if terms[position] == .max || isParagraph { terms[position] = term }
        }
    }

    /// Lends the encoded form of a unit.
    private func with(
        _ unit: WorkingUnit,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (Span<UInt8>) -> Void
    ) throws {
        let found: Void? = try store.with(
            Array(unit.head.sorId.utf8),
            in: .prepared,
            transaction,
            body
        )
        precondition(found != nil, "prepared unit \(unit.head.sorId) vanished within a transaction")
    }

    private static func impact(
        _ fields: UInt8,
        _ positions: Span<UInt8>,
        _ weights: [Double],
        _ model: ImpactModel
    ) -> UInt8 {
        var decoder = ByteDecoder(positions)
        var weighted = 0.0
        var rest = fields
        while rest != 0 {
            let frequency = decoder.integer()
            decoder.skipNumbers(frequency)
            weighted += weights[rest.trailingZeroBitCount] * Double(frequency)
            rest &= rest - 1
        }
        return model.impact(weighted)
    }

    // MARK: Documents

    private func writeDocuments(_ units: [WorkingUnit], to sections: inout SectionWriter) {
        var ids = ByteStringsBuilder()
        var names = ByteStringsBuilder()
        var marks = NumberListsBuilder()
        for unit in units {
            ids.append(unit.head.sorId)
            names.append(unit.head.name)
            marks.append(unit.head.nameMarks.flatMap { [UInt32($0.offset), UInt32($0.length)] })
        }
        ids.write("ids", to: &sections)
        names.write("names", to: &sections)
        marks.write("names.marks", to: &sections)
        let byId = units.indices.sorted {
            units[$0].head.sorId.utf8.lexicographicallyPrecedes(units[$1].head.sorId.utf8)
        }
        sections.add("ids.sorted", byId.map { UInt32($0) })
        sections.add("ids.hashes", units.map { XXH64.hash(Array($0.head.sorId.utf8)) })
        let (ranks, order) = nameRanks(units)
        sections.add("names.ranks", ranks)
        sections.add("names.order", order)
        for field in SearchField.allCases {
            sections.add(
                "lengths.\(field)",
                units.map { UInt16(clamping: $0.head.fieldLengths[Int(field.rawValue)]) }
            )
        }
        NumberIndex.write(
            "numbers.production",
            units.enumerated().compactMap { document, unit in
                unit.head.productionUnitNumber.flatMap { UInt64($0) }
                    .map { ($0, UInt32(document)) }
            },
            to: &sections
        )
        NumberIndex.write(
            "numbers.cvr",
            units.enumerated().flatMap { document, unit in
                unit.head.cvrNumbers.compactMap { UInt64($0) }.map { ($0, UInt32(document)) }
            },
            to: &sections
        )
        Locations.write(
            units.map { unit in
                unit.head.coordinate.map { ($0.latitude, $0.longitude, EarthPoint($0)) }
            },
            to: &sections
        )
        writeDates(units, to: &sections)
    }

    private func nameRanks(
        _ units: [WorkingUnit]
    ) -> (ranks: [UInt32], order: [UInt32]) {
        let order = units.indices.sorted {
            units[$0].head.nameSortKey.lexicographicallyPrecedes(units[$1].head.nameSortKey)
        }
        var ranks = Array(repeating: UInt32(0), count: units.count)
        var rank: UInt32 = 0
        for (index, document) in order.enumerated() {
            if index > 0,
                units[order[index - 1]].head.nameSortKey != units[document].head.nameSortKey
            {
                rank += 1
            }
            ranks[document] = rank
        }
        return (ranks, order.map { UInt32($0) })
    }

    /// What depends on the date is stored as dates (`StoredDay`).
    private func writeDates(_ units: [WorkingUnit], to sections: inout SectionWriter) {
        var agreements = NumberListsBuilder()
        var coverage = NumberListsBuilder()
        var decisions = NumberListsBuilder()
        var members = ByteStringsBuilder()
        var memberCount: UInt32 = 0
        for unit in units {
            agreements.append(
                unit.head.agreementPeriods.flatMap {
                    [StoredDay.from($0.from), StoredDay.to($0.to)]
                }
            )
            coverage.append(
                unit.head.coverage.flatMap { area in
                    [
                        UInt32(area.municipalityCode) ?? 0, area.wholeMunicipality ? 1 : 0,
                        StoredDay.from(area.period.from), StoredDay.to(area.period.to),
                    ]
                }
            )
            var list: [UInt32] = []
            for stored in unit.head.decisions {
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
        _ units: [WorkingUnit],
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
            present.insert(unit.head.sorId)
            if let record = records[unit.head.sorId], record.isShown,
                record.contentHash == unit.head.contentHash
            {
                continue
            }
            let record = ShownRecord(
                isShown: true,
                contentHash: unit.head.contentHash,
                sequence: sequence,
                generation: generation
            )
            records[unit.head.sorId] = record
            changed.append((unit.head.sorId, record))
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
