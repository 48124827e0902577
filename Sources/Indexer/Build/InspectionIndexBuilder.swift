import CareUnits
import IndexFormat
import LMDB
import Synchronization

/// Builds the index of inspections (`InspectionIndex`) from the prepared units of a generation.
struct InspectionIndexBuilder {
    let store: UnitStore
    let dictionaries: DictionaryWriter
    let memo: InspectionSections
    let catalog: Catalog

    /// Writes the sections; inspections are numbered in the order of their units.
    func write(
        _ units: [WorkingUnit],
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        let basis = InspectionSections.Basis(units, catalog)
        let own = try memo.sections(basis) {
            var own = SectionWriter()
            try build(units, to: &own, transaction)
            return own
        }
        sections.add(own)
    }

    private func build(
        _ units: [WorkingUnit],
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        var builder = TermIndexBuilder()
        var owners: [UInt32] = []
        var heads: [InspectionHead] = []
        var ordinals: [UInt16] = []
        try forEachInspection(of: units, transaction) { unit, bytes in
            let isFirst = owners.last != UInt32(unit)
            ordinals.append(isFirst ? 0 : ordinals[ordinals.count - 1] + 1)
            owners.append(UInt32(unit))
            heads.append(InspectionHead(bytes.extracting(PreparedInspection.head(in: bytes))))
            PreparedInspection.forEachTerm(in: bytes) { term, _, positions in
                builder.count(bytes, term, positions: positions.count)
            }
        }
        builder.writeDictionary(by: dictionaries, to: &sections, prefix: InspectionIndex.prefix)
        let total = heads.reduce(0) { $0 + $1.length }
        let average = heads.isEmpty ? 1 : max(1, Double(total) / Double(heads.count))
        var number = 0
        try forEachInspection(of: units, transaction) { _, bytes in
            let length = Double(heads[number].length)
            PreparedInspection.forEachTerm(in: bytes) { _, fields, positions in
                let encoded = bytes.extracting(positions)
                builder.post(
                    document: UInt32(number),
                    impact: Self.impact(fields, encoded, relativeLength: length / average),
                    fields: fields,
                    positions: encoded
                )
            }
            number += 1
        }
        builder.writePostings(to: &sections, prefix: InspectionIndex.prefix)
        sections.add("inspections.ordinals", ordinals)
        write(heads, owners, to: &sections)
    }

    private func forEachInspection(
        of units: [WorkingUnit],
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (_ unit: Int, _ bytes: Span<UInt8>) -> Void
    ) throws {
        for (place, unit) in units.enumerated() where unit.inspections != 0 {
            let key = Array(unit.head.sorId.utf8)
            try store.with(key, in: .prepared, transaction) { bytes in
                for range in PreparedUnit.inspections(in: bytes) {
                    body(place, bytes.extracting(range))
                }
            }
        }
    }

    /// The saturated frequency of a term, from 1 to 255: BM25 with k₁ = 1.2 and b = 0.75 (Robertson &
    /// Zaragoza 2009, "The Probabilistic Relevance Framework").
    private static func impact(
        _ fields: UInt8,
        _ positions: Span<UInt8>,
        relativeLength: Double
    ) -> UInt8 {
        var decoder = ByteDecoder(positions)
        var frequency = 0.0
        for _ in 0..<fields.nonzeroBitCount {
            let count = decoder.integer()
            decoder.skipNumbers(count)
            frequency += Double(count)
        }
        let norm = 1.2 * (0.25 + 0.75 * relativeLength)
        return UInt8(max(1, min(255, (frequency / (frequency + norm) * 255).rounded())))
    }

    private func write(
        _ heads: [InspectionHead],
        _ owners: [UInt32],
        to sections: inout SectionWriter
    ) {
        sections.add("inspections.units", owners)
        sections.add("inspections.days", heads.map { $0.summary.inspectedAt.daysSinceEpoch })
        sections.add("inspections.current", heads.map { UInt8($0.isCurrent ? 1 : 0) })
        var strings = ByteStringsBuilder()
        for head in heads { strings.append(head.encoded) }
        strings.write("inspections.heads", to: &sections)
        func column(_ name: String, _ listed: [String], _ word: (InspectionSummary) -> String?) {
            let words = heads.map { word($0.summary) }
            let unlisted = Set(words.compactMap { $0 }).subtracting(listed).sorted()
            let values = Array((listed + unlisted).prefix(Int(UInt16.max)))
            let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
            OrdinalColumn.write(
                InspectionIndex.prefix + name,
                values: values,
                ordinals: words.map { $0.flatMap { places[$0] } },
                to: &sections
            )
        }
        let codes = catalog.assessments.map(\.code)
        column("kind", Inspection.Kind.allCases.map(\.rawValue)) { $0.kind.rawValue }
        column("authority", []) { $0.authority }
        column("assessment", codes) { $0.assessment }
        for theme in Theme.allCases {
            column("theme." + theme.rawValue, codes) { summary in
                summary.themes.first { $0.theme == theme }?.assessment
            }
        }
    }
}

/// The sections of the last build: most changes of units leave all inspections as they are.
///
/// Share one instance among the builds of a writer.
final class InspectionSections: Sendable {
    /// What the sections depend on.
    struct Basis: Equatable, Sendable {
        /// The inspections of each document that has any.
        private let inspections: [UInt32: UInt64]
        /// The catalog's assessments, which columns list first.
        private let assessments: [String]

        init(_ units: [WorkingUnit], _ catalog: Catalog) {
            var inspections: [UInt32: UInt64] = [:]
            for (document, unit) in units.enumerated() where unit.inspections != 0 {
                inspections[UInt32(document)] = unit.inspections
            }
            self.inspections = inspections
            assessments = catalog.assessments.map(\.code)
        }
    }

    /// Sections of more bytes are not kept.
    private static let mostKept = 64 << 20

    private let last = Mutex<(basis: Basis, sections: SectionWriter)?>(nil)

    /// The sections, made by `build` unless the basis is that of the last time.
    func sections(_ basis: Basis, _ build: () throws -> SectionWriter) rethrows -> SectionWriter {
        if let known = last.withLock({ $0 }), known.basis == basis { return known.sections }
        last.withLock { $0 = nil }
        let sections = try build()
        if sections.byteCount <= Self.mostKept { last.withLock { $0 = (basis, sections) } }
        return sections
    }
}
