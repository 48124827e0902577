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
    let memos: BuildMemos
    /// The base of records of the generation in force, if there is one.
    let base: ContentBase?
    let catalog: Catalog
    /// The hash of everything that prepared units depend on (`UnitPreparation.basis`).
    let fingerprint: UInt64
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
        let plan = try plan(of: working)
        var (result, terms) = try Threads.concurrently {
            try store.read { transaction in
                var made = try makeDocuments(plan, generation: generation, transaction)
                let units = plan.selection.units
                let base = try ContentWriter(
                    store: store,
                    folder: folder,
                    base: base,
                    today: today
                ).write(units, generation: generation, to: &made.sections, transaction)
                let catalogBytes = try single("catalog", transaction) ?? Self.emptyCatalog
                made.sections.add("catalog", catalogBytes)
                made.sections.add("transition", try transitionEntries(transaction))
                return Result(
                    sections: made.sections,
                    averageLengths: plan.model.averageLengths,
                    columns: made.columns,
                    base: base,
                    documentCount: units.count,
                    shown: made.shown
                )
            }
        } and: {
            try store.read { transaction in try makeTerms(plan, transaction) }
        }
        result.sections.add(terms)
        return result
    }

    /// Makes what the generation in force was made of, so that the next build takes most of it over.
    func warm(generation: UInt64, of working: WorkingSet) throws {
        let plan = try plan(of: working)
        _ = try Threads.concurrently {
            try store.read { transaction in
                try makeDocuments(plan, generation: generation, transaction)
            }
        } and: {
            try store.read { transaction in try makeTerms(plan, transaction) }
        }
    }

    /// What is decided before two jobs share the work.
    private struct Plan: Sendable {
        var selection: Selection
        var model: ImpactModel
        var identities: UInt64
    }

    private func plan(of working: WorkingSet) throws -> Plan {
        try store.read { transaction in try working.update(from: store, transaction) }
        let selection = working.select(on: today)
        return Plan(
            selection: selection,
            model: ImpactModel(averageLengths: averageLengths(selection.units)),
            identities: working.identities
        )
    }

    /// What is made of the units one by one, but for their records.
    private struct Documents: Sendable {
        var sections: SectionWriter
        var columns: [Manifest.Column]
        var shown: [(id: String, record: ShownRecord)]
    }

    private func makeDocuments(
        _ plan: Plan,
        generation: UInt64,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> Documents {
        let selection = plan.selection
        var sections = SectionWriter()
        writeDocuments(selection, to: &sections)
        let columns = memos.columns.value(for: selection, basis: fingerprint) {
            ColumnWriter(catalog: catalog).write(selection.units)
        }
        sections.add(columns.sections)
        let shown = try ChangeListWriter(
            store: store,
            memo: memos.changes,
            generation: generation
        ).write(selection, to: &sections, transaction)
        try InspectionIndexBuilder(
            store: store,
            dictionaries: memos.dictionaries,
            memo: memos.inspections,
            catalog: catalog
        ).write(selection.units, to: &sections, transaction)
        return Documents(sections: sections, columns: columns.list, shown: shown)
    }

    /// The terms with their postings, and what is counted over many units.
    private func makeTerms(
        _ plan: Plan,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> SectionWriter {
        let selection = plan.selection
        var sections = SectionWriter()
        memos.dictionaries.write(selection.vocabulary.terms, to: &sections, prefix: "")
        try PostingsWriter(store: store, memo: memos.postings, model: plan.model)
            .write(selection, to: &sections, transaction)
        let day = UInt64(bitPattern: Int64(today.daysSinceEpoch))
        sections.add(
            memos.peers.value(for: selection, basis: fingerprint ^ day) {
                let compared = selection.units.map(\.compared)
                let peers = PeerTable(of: compared, catalog: catalog, on: today)
                return SectionWriter { $0.add("peers", peers.encoded) }
            }
        )
        let areas = AreaFigureCollector(
            store: store,
            catalog: catalog,
            today: today,
            memo: memos.areas
        )
        let encoded = try areas.encoded(fingerprint, identities: plan.identities, transaction)
        sections.add("areas", encoded)
        return sections
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

    // MARK: Documents

    private func writeDocuments(_ selection: Selection, to sections: inout SectionWriter) {
        let units = selection.units
        sections.add(
            memos.identity.value(for: selection) { SectionWriter { writeIdentity(units, to: &$0) } }
        )
        sections.add(
            memos.names.value(for: selection) { SectionWriter { writeNames(units, to: &$0) } }
        )
        sections.add(
            memos.lengths.value(for: selection) {
                SectionWriter { sections in
                    for field in SearchField.allCases {
                        let place = Int(field.rawValue)
                        sections.add(
                            "lengths.\(field)",
                            units.map { UInt16(clamping: $0.head.fieldLengths[place]) }
                        )
                    }
                }
            }
        )
        sections.add(
            memos.dates.value(for: selection) { SectionWriter { writeDates(units, to: &$0) } }
        )
    }

    private func writeIdentity(_ units: [WorkingUnit], to sections: inout SectionWriter) {
        var ids = ByteStringsBuilder()
        for unit in units { ids.append(unit.head.sorId) }
        ids.write("ids", to: &sections)
        let byId = units.indices.sorted {
            units[$0].head.sorId.utf8.lexicographicallyPrecedes(units[$1].head.sorId.utf8)
        }
        sections.add("ids.sorted", byId.map { UInt32($0) })
        sections.add("ids.hashes", units.map { XXH64.hash(Array($0.head.sorId.utf8)) })
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
    }

    private func writeNames(_ units: [WorkingUnit], to sections: inout SectionWriter) {
        var names = ByteStringsBuilder()
        var marks = NumberListsBuilder()
        for unit in units {
            names.append(unit.head.name)
            marks.append(unit.head.nameMarks.flatMap { [UInt32($0.offset), UInt32($0.length)] })
        }
        names.write("names", to: &sections)
        marks.write("names.marks", to: &sections)
        let (ranks, order) = nameRanks(units)
        sections.add("names.ranks", ranks)
        sections.add("names.order", order)
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
}
