import CareUnits
import LMDB
import TestSupport

@testable import IndexFormat

/// A generation of random content, with the plain arrays it was written from.
struct SampleGeneration {
    struct Posting {
        var document: Int
        var impact: UInt8
        /// Positions by field, in order of the fields.
        var positions: [(field: SearchField, list: [Int])]
    }

    var ids: [[UInt8]] = []
    var names: [String] = []
    var lists: [[UInt32]] = []
    var numbers: [UInt64] = []
    var points: [Coordinate?] = []
    var terms: [[UInt8]] = []
    /// Of each term its fold and lemma key, its loose key, and the classes of its parts.
    var keys: [[UInt8]] = []
    var looseKeys: [[UInt8]] = []
    var parts: [[[UInt8]]] = []
    var generic: [UInt8] = []
    /// What is written in place of the bytes that loose keys share.
    var damagedSharedBytes: [UInt8]?
    var texts: [[FieldText<SearchField>]] = []
    var compared: [ComparedUnit] = []
    var areas: [AreaFigures.Entry] = []
    var postings: [[Posting]] = []
    var ordinals: [Int?] = []
    var members: [[Int]] = []
    var measures: [Double?] = []
    let values = ["a", "b", "c", "d"]

    var documentCount: Int { ids.count }

    /// Peer values of what is compared, where the first field is a number.
    var peers: PeerTable {
        PeerTable(of: compared, catalog: Self.catalog, on: LocalDate(daysSinceEpoch: 20_758))
    }

    private static let catalog: Catalog = {
        let json = #"""
            {"fields":[{"key":"size","labelDa":"S","type":"int","comparable":true}],
             "indicators":[{"code":"a","labelDa":"A","type":"share"},
                           {"code":"b","labelDa":"B","type":"share"}]}
            """#
        guard let catalog = try? Catalog(storedData: JSONValue.parse(Array(json.utf8))) else {
            preconditionFailure("the sample's catalog is one")
        }
        return catalog
    }()

    private static func figure(_ random: inout SeededRandom) -> StoredFigure {
        func optional<Value>(_ value: Value) -> Value? { random.once(in: 2) ? nil : value }
        return StoredFigure(
            indicator: random.below(2),
            period: "\(2020 + random.below(5))",
            IndicatorValue(
                level: .unit,
                subject: "",
                value: optional(Double(random.below(900)) / 7),
                n: optional(Int64(random.below(500))),
                lower: optional(-0.5),
                upper: optional(1e9),
                deviation: optional(0.25),
                populationSize: optional(7),
                population: optional("pårørende"),
                method: optional(""),
                status: IndicatorStatus.allCases[random.below(IndicatorStatus.allCases.count)],
                source: optional("sds"),
                publishedAt: optional(Instant(milliseconds: 1_793_500_000_000))
            ),
            inheritedFrom: optional("plov-før")
        )
    }

    /// One inspection of each unit that has been inspected, without words: what words say is checked
    /// against real texts elsewhere.
    private func write(inspectionsTo sections: inout SectionWriter) {
        let heads = inspections.map(\.head)
        sections.add("inspections.units", inspections.map { UInt32($0.unit) })
        sections.add("inspections.days", heads.map { $0.summary.inspectedAt.daysSinceEpoch })
        sections.add("inspections.current", heads.map { _ in UInt8(1) })
        strings("inspections.heads", heads.map(\.encoded), &sections)
        sections.add("inspections.ordinals", heads.map { _ in UInt16(0) })
        strings("inspections.terms", [], &sections)
        TermDictionary.write([], to: &sections, prefix: InspectionIndex.prefix)
        PostingsBuilder(frequencies: [], positionBytes: [])
            .finish()
            .write(to: &sections, prefix: InspectionIndex.prefix)
        for name in ["kind", "authority", "assessment"] + Theme.allCases.map({ "theme.\($0)" }) {
            OrdinalColumn.write(
                InspectionIndex.prefix + name,
                values: ["a"],
                ordinals: heads.indices.map { $0.isMultiple(of: 2) ? 0 : nil },
                to: &sections
            )
        }
    }

    /// The inspections by the document of their unit.
    var inspections: [(unit: Int, head: InspectionHead)] {
        compared.enumerated().compactMap { unit, compared in
            compared.inspection.map { summary in
                let head = InspectionHead(
                    id: "visit-\(unit)",
                    summary: summary,
                    url: unit.isMultiple(of: 2) ? "https://x.example" : nil,
                    isCurrent: true,
                    length: unit
                )
                return (unit, head)
            }
        }
    }

    private static func compared(_ random: inout SeededRandom) -> ComparedUnit {
        let inspection = InspectionSummary(
            kind: Inspection.Kind.allCases[random.below(4)],
            inspectedAt: LocalDate(daysSinceEpoch: Int32(20_000 + random.below(900))),
            registeredAt: random.once(in: 2) ? nil : "2026-10-01T08:00:00Z",
            authority: random.once(in: 2) ? nil : "Tilsyn Ø",
            assessment: random.once(in: 2) ? nil : "god",
            themes: Theme.allCases.filter { _ in random.once(in: 2) }.map {
                Inspection.ThemeAssessment(theme: $0, assessment: "æ")
            },
            inheritedFrom: random.once(in: 2) ? nil : "plov-x"
        )
        return ComparedUnit(
            kind: UnitKind.allCases[random.below(6)],
            ownership: Ownership.allCases[random.below(6)],
            operatorName: random.once(in: 2) ? nil : "Drift",
            municipalityCode: random.once(in: 2) ? "0751" : "0461",
            publishedAt: random.once(in: 2) ? nil : "2026-10-01T08:00:00Z",
            attributes: random.once(in: 2) ? [] : [(0, .number(Double(random.below(90))))],
            images: Array("[]".utf8),
            inspection: random.once(in: 3) ? nil : inspection,
            figures: (0..<random.below(4)).map { _ in figure(&random) }
        )
    }

    init(documents: Int, terms termCount: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var seen = Set<[UInt8]>()
        while ids.count < documents {
            let id = Array("\(random.below(1_000_000))".utf8)
            if seen.insert(id).inserted { ids.append(id) }
        }
        for document in 0..<documents {
            names.append(random.once(in: 5) ? "" : "Hjem æ\(document)")
            lists.append(
                (0..<random.below(5)).map { _ in UInt32(truncatingIfNeeded: random.next()) }
            )
            numbers.append(UInt64(random.below(documents / 2 + 1)))
            points.append(
                random.once(in: 4)
                    ? nil
                    : Coordinate(
                        latitude: 54.5 + Double(random.below(300)) / 100,
                        longitude: 8 + Double(random.below(700)) / 100
                    )
            )
            ordinals.append(random.once(in: 3) ? nil : random.below(values.count))
            members.append(values.indices.filter { _ in random.once(in: 2) })
            measures.append(random.once(in: 3) ? nil : Double(random.below(1000)) / 8)
            texts.append((0..<random.below(4)).map { _ in Self.text(&random) })
            compared.append(Self.compared(&random))
        }
        for code in ["0751", "DK", ""] {
            areas += (0..<random.below(3)).map { _ in
                AreaFigures.Entry(
                    level: IndicatorLevel.allCases[random.below(4)],
                    code: code,
                    figure: Self.figure(&random)
                )
            }
        }
        guard documents > 0 else { return }
        var words = Set<[UInt8]>()
        while words.count < termCount {
            words.insert((0...random.below(3)).map { _ in UInt8(random.below(256)) })
        }
        terms = words.sorted { $0.lexicographicallyPrecedes($1) }
        for (number, _) in terms.enumerated() {
            keys.append([UInt8(random.below(20))])
            looseKeys.append((0...random.below(6)).map { _ in UInt8(97 + random.below(2)) })
            parts.append((0..<random.below(3)).map { _ in [UInt8(random.below(9))] })
            generic.append(UInt8(random.below(2)))
            var list: [Posting] = []
            // The first terms are in every document, so that there are several blocks.
            for document in 0..<documents where number < 2 || random.once(in: 4) {
                list.append(Self.posting(document, &random))
            }
            postings.append(list.isEmpty ? [Self.posting(random.below(documents), &random)] : list)
        }
    }

    /// A text of random bytes with marks in it, which may touch, repeat a word or be none.
    static func text(_ random: inout SeededRandom) -> FieldText<SearchField> {
        let bytes = random.bytes(random.below(300))
        var marks: [(offset: Int, length: Int)] = []
        var end = 0
        while end < bytes.count, !random.once(in: 12) {
            // A word said another way lies where the one before it does.
            let offset = random.once(in: 6) && !marks.isEmpty ? marks[marks.count - 1].offset : end
            let length = 1 + random.below(bytes.count - offset)
            marks.append((offset, length))
            end = offset + length + random.below(3)
        }
        return FieldText<SearchField>(
            field: SearchField.allCases[random.below(SearchField.allCases.count)],
            key: random.once(in: 3) ? "" : "æble\(random.below(100))",
            text: bytes,
            firstPosition: random.below(2000),
            marks: marks
        )
    }

    private static func posting(_ document: Int, _ random: inout SeededRandom) -> Posting {
        var fields = SearchField.allCases.filter { _ in random.once(in: 3) }
        if fields.isEmpty { fields = [.prose] }
        return Posting(
            document: document,
            impact: UInt8(1 + random.below(255)),
            positions: fields.map { field in
                var position = 0
                return (
                    field,
                    (0...random.below(4)).map { _ in
                        position += 1 + random.below(500)
                        return position
                    }
                )
            }
        )
    }

    func sections() -> SectionWriter {
        var sections = SectionWriter()
        sections.add("catalog", Array(#"{"fields":[]}"#.utf8))
        sections.add("transition", Array("[]".utf8))
        strings("terms", terms, &sections)
        writeDictionary(to: &sections)
        write(postings, &sections)
        strings("ids", ids, &sections)
        let sorted = ids.indices.sorted { ids[$0].lexicographicallyPrecedes(ids[$1]) }
        sections.add("ids.sorted", sorted.map { UInt32($0) })
        sections.add("ids.hashes", ids.map { XXH64.hash($0) })
        let pairs = numbers.enumerated().map { (number: $0.element, document: UInt32($0.offset)) }
        NumberIndex.write("numbers.production", pairs, to: &sections)
        NumberIndex.write("numbers.cvr", pairs.reversed(), to: &sections)
        sections.add("names.ranks", names.indices.map { UInt32($0) })
        sections.add("names.order", names.indices.map { UInt32($0) })
        for field in SearchField.allCases {
            sections.add("lengths.\(field)", ids.indices.map { UInt16($0 + Int(field.rawValue)) })
        }
        Locations.write(
            points.map { point in
                point.map { ($0.latitude, $0.longitude, EarthPoint($0)) }
            },
            to: &sections
        )
        OrdinalColumn.write("one", values: values, ordinals: ordinals, to: &sections)
        SetColumn.write("many", values: values, members: members, to: &sections)
        NumberColumn.write("measure", numbers: measures, to: &sections)
        // Names without tokens: what tokens say is checked against real texts elsewhere.
        for name in ["names.marks", "names.terms"] {
            var builder = NumberListsBuilder()
            for _ in ids { builder.append([]) }
            builder.write(name, to: &sections)
        }
        for name in ["agreements", "coverage", "decisions"] {
            var builder = NumberListsBuilder()
            for list in lists { builder.append(list) }
            builder.write(name, to: &sections)
        }
        for name in ["names"] {
            strings(name, names.map { Array($0.utf8) }, &sections)
        }
        write(contentsTo: &sections)
        write(inspectionsTo: &sections)
        sections.add("areas", AreaFigures.encode(areas))
        sections.add("peers", peers.encoded)
        strings("decisions.members", [], &sections)
        strings("changes.sequences", [], &sections)
        strings("changes.ids", [], &sections)
        sections.add("changes.generations", [UInt64]())
        sections.add("changes.shown", [UInt8]())
        return sections
    }

    private func writeDictionary(to sections: inout SectionWriter) {
        let isPlain = damagedSharedBytes == nil && generic.allSatisfy { $0 <= 1 }
        guard isPlain, generic.count == keys.count else {
            _ = TermGroups.write("terms.fold", keys: keys, to: &sections)
            let loose = TermGroups.write("terms.loose", keys: looseKeys, to: &sections)
            _ = TermGroups.write("terms.lemma", keys: keys, to: &sections)
            TermGroups.write("terms.parts", keyLists: parts, to: &sections)
            let shared = loose.indices.map { place in
                place == 0 ? 0 : TermDictionary.sharedPrefix(loose[place - 1], loose[place])
            }
            sections.add("terms.loose.shared", damagedSharedBytes ?? shared)
            sections.add("terms.generic", generic)
            return
        }
        let entries = keys.indices.map { term in
            TermDictionary.Keys(
                fold: keys[term],
                loose: looseKeys[term],
                lemma: keys[term],
                parts: parts[term],
                isGeneric: generic[term] == 1
            )
        }
        TermDictionary.write(entries, to: &sections)
    }

    private func strings(_ name: String, _ strings: [[UInt8]], _ sections: inout SectionWriter) {
        var builder = ByteStringsBuilder()
        for string in strings { builder.append(string) }
        builder.write(name, to: &sections)
    }

    private func write(_ postings: [[Posting]], _ sections: inout SectionWriter) {
        let encoded = postings.map { $0.map(Self.encoded) }
        var builder = PostingsBuilder(
            frequencies: postings.map { UInt32($0.count) },
            positionBytes: encoded.map { UInt64($0.reduce(0) { $0 + $1.count }) }
        )
        for document in 0..<documentCount {
            for (term, list) in postings.enumerated() {
                for (index, posting) in list.enumerated() where posting.document == document {
                    let bytes = encoded[term][index]
                    builder.append(
                        term: term,
                        document: UInt32(document),
                        impact: posting.impact,
                        fields: posting.positions.reduce(0) { $0 | $1.field.bit },
                        positions: bytes.span
                    )
                }
            }
        }
        builder.finish().write(to: &sections)
    }

    private static func encoded(_ posting: Posting) -> [UInt8] {
        var encoder = ByteEncoder()
        for (_, list) in posting.positions {
            encoder.append(list.count)
            var former = 0
            for position in list {
                encoder.append(position - former)
                former = position
            }
        }
        return encoder.bytes
    }

    /// The record of a document: its name for hit and detail, then what comparisons and passages read.
    private func record(_ document: Int) -> [UInt8] {
        let name = Array(names[document].utf8)
        let feedback = inspections.filter { $0.unit == document }.map { _ in [UInt8(0)] }
        return ContentRecord.encode(
            [
                name, name, FieldText<SearchField>.encode(texts[document]),
                compared[document].encoded,
            ] + feedback
        )
    }

    /// Every third record lies in the generation, the others in the base.
    private func isRecent(_ document: Int) -> Bool { document % 3 == 1 }

    private func write(contentsTo sections: inout SectionWriter) {
        var places: [UInt32] = []
        var recent = ByteStringsBuilder()
        var inBase: UInt32 = 0
        for document in names.indices {
            if isRecent(document) {
                places.append(Contents.recentBit | UInt32(recent.count))
                recent.append(record(document))
            } else {
                places.append(inBase)
                inBase += 1
            }
        }
        sections.add("contents.places", places)
        recent.write("contents.recent", to: &sections)
    }

    private func base() -> ContentBaseBuilder {
        // So small that the records take several sections.
        let records = RecordPiecesBuilder(reservingCapacity: 0, bytes: 0, longestPiece: 700)
        var builder = ContentBaseBuilder(on: LocalDate(daysSinceEpoch: 20_758), records)
        for document in names.indices where !isRecent(document) {
            let record = record(document)
            builder.append(
                "\(document)",
                hash: XXH64.hash(record),
                0..<record.count,
                of: record.span
            )
        }
        return builder
    }

    func manifest(
        _ generation: UInt64 = 1,
        base: FilePublication = FilePublication(generation: 0, size: 0, checksum: 0)
    ) -> Manifest {
        Manifest(
            generation: generation,
            storeRevision: generation * 10,
            sequence: "00000000000000000007",
            publishedAt: Instant(milliseconds: 1_772_446_500_123),
            builtFor: LocalDate(daysSinceEpoch: 20_758),
            analyzers: "test",
            documentCount: documentCount,
            averageLengths: SearchField.allCases.map { Double($0.rawValue) + 0.5 },
            columns: [
                .init(name: "one", kind: .ordinal), .init(name: "many", kind: .set),
                .init(name: "measure", kind: .number),
            ],
            base: base
        )
    }

    /// Writes the generation into a folder; it is not in force yet.
    func write(to folder: IndexFolder, generation: UInt64 = 1) throws -> FilePublication {
        try Files.makeDirectory(folder.generationsPath)
        try Files.makeDirectory(folder.contentsFolder)
        let base = try folder.write(base(), generation: generation)
        return try folder.write(sections(), manifest: manifest(generation, base: base))
    }
}
