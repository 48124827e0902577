public import CareUnits
public import LMDB

/// One immutable state of the index, mapped and read in place.
///
/// Documents are numbered from 0 in an order chosen for speed; the numbers mean nothing outside.
///
///     manifest, catalog, transition  UInt8[…]   JSON
///     ids                            ByteStrings  sorId of each document
///     ids.sorted                     UInt32[n]    documents in order of their sorId's bytes
///     ids.hashes                     UInt64[n]    XXH64 of the sorId, for the neutral rotation
///     numbers.production             UInt64[k], numbers.production.documents UInt32[k]   sorted
///     numbers.cvr                    UInt64[k], numbers.cvr.documents        UInt32[k]   sorted
///     names                          ByteStrings, names.marks NumberLists (offset, length pairs)
///     names.terms                    NumberLists  the term of each token of the name
///     names.ranks                    UInt32[n]    Danish collation rank; equal names share one
///     lengths.<field>                UInt16[n]    tokens in a field (field norms)
///     agreements                     NumberLists  (from, to) days, biased; when a unit may be shown
///     coverage                       NumberLists  (municipality, whole, from, to)
///     decisions                      NumberLists  (kind, from, to, lifted, place of its members)
///     decisions.members              ByteStrings  JSON members of each decision
///     contents.{…}                   what is rendered and kept of each document (`Contents`)
///     areas                          bytes        figures about areas (`AreaFigures`)
///     peers                          bytes        medians and quartiles (`PeerTable`)
///     inspections.{…}                feedback and its words (`InspectionIndex`)
///     changes.{sequences,…}          what changed when (`ChangeList`)
public final class Generation: Sendable {
    public let manifest: Manifest
    public let catalog: Catalog
    /// The catalog as published, for the answer that repeats it.
    public let catalogJSON: [UInt8]
    /// The transition list's entries as a JSON array.
    public let transitionJSON: [UInt8]
    public let dictionary: TermDictionary
    public let postings: Postings
    public let ids: ByteStrings
    public let sortedIds: MappedArray<UInt32>
    public let idHashes: MappedArray<UInt64>
    public let productionNumbers: NumberIndex
    public let cvrNumbers: NumberIndex
    public let names: ByteStrings
    public let nameMarks: NumberLists
    public let nameTerms: NumberLists
    public let nameRanks: MappedArray<UInt32>
    /// The documents in the order of their names.
    public let nameOrder: MappedArray<UInt32>
    public let lengths: [MappedArray<UInt16>]
    public let locations: Locations
    public let ordinalColumns: [String: OrdinalColumn]
    public let setColumns: [String: SetColumn]
    public let numberColumns: [String: NumberColumn]
    public let agreements: NumberLists
    public let coverage: NumberLists
    public let decisions: NumberLists
    public let decisionMembers: ByteStrings
    /// What is rendered and kept of each document.
    public let contents: Contents
    public let hits: ContentPart
    public let details: ContentPart
    /// What was searched of each document, for passages (`FieldText`).
    public let texts: ContentPart
    /// What comparisons read of each document (`ComparedUnit`).
    public let compared: ContentPart
    public let areas: AreaFigures
    /// Peer values of all documents, with the regions of the day that the generation was built for.
    public let peers: PeerTable
    public let inspections: InspectionIndex
    public let changes: ChangeList
    private let published: PublishedFile
    private let entries: [Manifest.SectionEntry]

    public var documentCount: Int { manifest.documentCount }

    /// Opens a generation file whose size and checksum must be as published.
    ///
    /// What `PublishedFile` costs, and nothing that grows with the number of documents.
    init(in folder: IndexFolder, _ expected: FilePublication) throws(IndexError) {
        published = try PublishedFile(
            path: folder.generationPath(expected.generation),
            expected: expected,
            name: Self.name(of: expected)
        )
        let file = published.file
        (manifest, entries) = try Manifest.decode(try file.manifest("manifest"))
        let sections = SectionReader(
            file: file,
            counts: Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.count) })
        )
        let count = manifest.documentCount
        catalogJSON = try Self.bytes("catalog", sections)
        transitionJSON = try Self.bytes("transition", sections)
        guard let value = try? JSONValue.parse(catalogJSON),
            let catalog = try? Catalog(storedData: value)
        else { throw .corrupt(structure: "catalog", detail: "not a catalog") }
        self.catalog = catalog
        dictionary = try TermDictionary(sections)
        postings = try Postings(sections)
        ids = try ByteStrings("ids", sections)
        sortedIds = try sections.array("ids.sorted")
        idHashes = try sections.array("ids.hashes")
        productionNumbers = try NumberIndex("numbers.production", sections)
        cvrNumbers = try NumberIndex("numbers.cvr", sections)
        names = try ByteStrings("names", sections)
        nameMarks = try NumberLists("names.marks", sections)
        nameTerms = try NumberLists("names.terms", sections)
        nameRanks = try sections.array("names.ranks")
        nameOrder = try sections.array("names.order")
        var lengths: [MappedArray<UInt16>] = []
        for field in SearchField.allCases { lengths.append(try sections.array("lengths.\(field)")) }
        self.lengths = lengths
        locations = try Locations(documents: count, sections)
        var ordinals: [String: OrdinalColumn] = [:]
        var sets: [String: SetColumn] = [:]
        var numbers: [String: NumberColumn] = [:]
        for column in manifest.columns {
            switch column.kind {
            case .ordinal:
                ordinals[column.name] = try OrdinalColumn(column.name, documents: count, sections)
            case .set: sets[column.name] = try SetColumn(column.name, documents: count, sections)
            case .number:
                numbers[column.name] = try NumberColumn(column.name, documents: count, sections)
            }
        }
        ordinalColumns = ordinals
        setColumns = sets
        numberColumns = numbers
        agreements = try NumberLists("agreements", sections)
        coverage = try NumberLists("coverage", sections)
        decisions = try NumberLists("decisions", sections)
        decisionMembers = try ByteStrings("decisions.members", sections)
        let base = try ContentBase(
            path: folder.contentsPath(manifest.base.generation),
            expected: manifest.base
        )
        contents = try Contents(base, documents: count, sections)
        hits = contents.part(.hit)
        details = contents.part(.detail)
        texts = contents.part(.texts)
        compared = contents.part(.compared)
        areas = AreaFigures(try Self.bytes("areas", sections))
        peers = PeerTable(try Self.bytes("peers", sections))
        inspections = try InspectionIndex(documents: count, contents, sections)
        changes = try ChangeList(sections)
        for (structure, length) in [
            ("ids", ids.count), ("ids.sorted", sortedIds.count), ("ids.hashes", idHashes.count),
            ("names", names.count), ("names.marks", nameMarks.count),
            ("names.terms", nameTerms.count),
            ("names.ranks", nameRanks.count), ("names.order", nameOrder.count),
            ("agreements", agreements.count),
            ("coverage", coverage.count), ("decisions", decisions.count),
        ] {
            try IndexError.unless(length == count, structure, "\(length) entries for \(count)")
        }
    }

    /// What messages call a generation.
    static func name(of publication: FilePublication) -> String {
        "generation \(publication.generation)"
    }

    private static func section(
        _ name: String,
        of file: ImmutableFile
    ) throws(IndexError) -> MappedArray<UInt8> {
        let section: MappedArray<UInt8>?
        do { section = try file.section(name) } catch { throw .storage(error) }
        guard let section else { throw .corrupt(structure: name, detail: "it is missing") }
        return section
    }

    private static func bytes(
        _ name: String,
        _ sections: SectionReader
    ) throws(IndexError) -> [UInt8] {
        let array = try sections.array(name, of: UInt8.self)
        return (0..<array.count).map { array[$0] }
    }

    /// The document with this sorId.
    ///
    /// O(log n).
    public func document(withId id: String) -> Int? {
        let key = Array(id.utf8)
        var low = 0
        var high = sortedIds.count
        while low < high {
            let middle = (low + high) / 2
            let order = ids.compare(Int(sortedIds[middle]), key)
            if order == 0 { return Int(sortedIds[middle]) }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Checks every structure against the others and every section against its checksum; returns
    /// what is wrong.
    ///
    /// O(size of the file).
    public func faults() -> [IndexError] {
        var faults: [IndexError] = []
        func note(_ body: () throws(IndexError) -> Void) {
            do { try body() } catch { faults.append(error) }
        }
        for entry in entries {
            note { () throws(IndexError) in
                let section = try Self.section(entry.name, of: published.file)
                let bytes = try Self.byteCount(entry, section)
                try IndexError.unless(
                    section.checksum(ofFirst: bytes) == entry.checksum,
                    entry.name,
                    "the checksum differs"
                )
            }
        }
        note { () throws(IndexError) in try dictionary.check() }
        note { () throws(IndexError) in
            try postings.check(terms: dictionary.terms.count, documentCount: documentCount)
        }
        note { () throws(IndexError) in
            for place in 0..<nameOrder.count {
                let document = Int(nameOrder[place])
                try IndexError.unless(
                    document < nameRanks.count
                        && (place == 0
                            || nameRanks[Int(nameOrder[place - 1])] <= nameRanks[document]),
                    "names.order",
                    "document \(document) is out of order"
                )
            }
        }
        for column in ordinalColumns.values {
            note { () throws(IndexError) in try column.check(documents: documentCount) }
        }
        for column in setColumns.values {
            note { () throws(IndexError) in try column.check(documents: documentCount) }
        }
        for column in numberColumns.values {
            note { () throws(IndexError) in try column.check() }
        }
        note { () throws(IndexError) in try locations.check() }
        note { () throws(IndexError) in try contents.check() }
        note { () throws(IndexError) in try checkIds() }
        note { () throws(IndexError) in try checkNames() }
        note { () throws(IndexError) in try inspections.check(documents: documentCount) }
        return faults
    }

    private static func byteCount(
        _ entry: Manifest.SectionEntry,
        _ section: MappedArray<UInt8>
    ) throws(IndexError) -> Int {
        // The element size is the only one with which the elements and the padding fit the section.
        for size in [1, 2, 4, 8] where max(entry.count * size, 4096) == section.count {
            let bytes = entry.count * size
            if section.checksum(ofFirst: bytes) == entry.checksum { return bytes }
        }
        throw .corrupt(structure: entry.name, detail: "the checksum differs")
    }

    /// Checks that names, their tokens' terms and the postings' positions say the same.
    private func checkNames() throws(IndexError) {
        try nameTerms.check("names.terms", below: max(dictionary.terms.count, 1))
        let (termLists, markLists) = (nameTerms, nameMarks)
        for document in 0..<documentCount {
            let terms = termLists[document]
            let marks = markLists[document]
            try IndexError.unless(
                terms.count * 2 == marks.count,
                "names",
                "document \(document): marks and terms"
            )
            for place in 0..<terms.count {
                let positions = postings.positions(
                    of: terms[place],
                    in: UInt32(document),
                    field: SearchField.name
                )
                try IndexError.unless(
                    positions.contains(place),
                    "names.terms",
                    "document \(document): term \(terms[place]) is not at \(place)"
                )
            }
        }
    }

    private func checkIds() throws(IndexError) {
        for index in 0..<max(0, sortedIds.count - 1) {
            try IndexError.unless(
                ids.compare(Int(sortedIds[index]), ids.copy(Int(sortedIds[index + 1]))) < 0,
                "ids.sorted",
                "entry \(index) is not below the next"
            )
        }
        for document in 0..<documentCount {
            try IndexError.unless(
                idHashes[document] == XXH64.hash(ids.copy(document)),
                "ids.hashes",
                "document \(document) has another id's hash"
            )
        }
    }
}

/// Documents by a number that several may share.
public struct NumberIndex: Sendable {
    private let numbers: MappedArray<UInt64>
    private let documents: MappedArray<UInt32>

    init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        numbers = try sections.array(name)
        documents = try sections.array(name + ".documents")
        try IndexError.unless(numbers.count == documents.count, name, "the arrays differ in length")
    }

    /// The documents of a number, ascending.
    ///
    /// O(log n).
    public func documents(of number: UInt64) -> [Int] {
        let span = numbers.span
        var low = 0
        var high = span.count
        while low < high {
            let middle = (low + high) / 2
            if span[middle] < number { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < span.count, span[low] == number {
            found.append(Int(documents[low]))
            low += 1
        }
        return found
    }

    public static func write(
        _ name: String,
        _ pairs: [(number: UInt64, document: UInt32)],
        to sections: inout SectionWriter
    ) {
        let sorted = pairs.sorted { ($0.number, $0.document) < ($1.number, $1.document) }
        sections.add(name, sorted.map(\.number))
        sections.add(name + ".documents", sorted.map(\.document))
    }
}

/// When each public unit last changed, tombstones included, in the order of the changes.
///
///     changes.sequences    ByteStrings  the sequence that the change became public with
///     changes.generations  UInt64[k]    the generation that it became public in
///     changes.ids          ByteStrings  sorId
///     changes.shown        UInt8[k]     1: to be read again, 0: gone
public struct ChangeList: Sendable {
    public let sequences: ByteStrings
    public let generations: MappedArray<UInt64>
    public let ids: ByteStrings
    public let shown: MappedArray<UInt8>

    init(_ sections: SectionReader) throws(IndexError) {
        sequences = try ByteStrings("changes.sequences", sections)
        generations = try sections.array("changes.generations")
        ids = try ByteStrings("changes.ids", sections)
        shown = try sections.array("changes.shown")
        try IndexError.unless(
            sequences.count == ids.count && generations.count == ids.count
                && shown.count == ids.count,
            "changes",
            "the arrays differ in length"
        )
    }

    public var count: Int { ids.count }
}
