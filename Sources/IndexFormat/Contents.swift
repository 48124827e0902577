public import CareUnits
public import LMDB

/// What is rendered and kept of one unit, whole, so that a change of one unit writes one record.
///
///     UInt32        how many parts there are
///     UInt32[parts] where each ends, counted from the first
///     bytes         hit, detail, texts, compared, then the texts of each inspection
///
/// Numbers are little endian.
public enum ContentRecord {
    /// The parts that every record has.
    public enum Part: Int, Sendable {
        /// The members of the hit's JSON object that do not depend on the request.
        case hit
        /// The members of the unit's JSON object that do not depend on the request.
        case detail
        /// What was searched, for passages (`FieldText`).
        case texts
        /// What comparisons read (`ComparedUnit`).
        case compared
    }

    /// How many parts stand before those of inspections.
    public static let fixedParts = 4

    /// A record of parts.
    public static func encode(_ parts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + parts.reduce(0) { $0 + $1.count + 4 })
        func append(_ number: Int) {
            for shift in stride(from: 0, to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        append(parts.count)
        var end = 0
        for part in parts {
            end += part.count
            append(end)
        }
        for part in parts { bytes += part }
        return bytes
    }

    /// Where a part lies in a record.
    @inline(__always)
    public static func range(of part: Int, in record: Span<UInt8>) -> Range<Int> {
        let count = number(record, 0)
        precondition(part < count, "a record of \(count) parts has no part \(part)")
        let first = 4 + 4 * count
        let start = part == 0 ? 0 : number(record, part)
        return (first + start)..<(first + number(record, part + 1))
    }

    @inline(__always)
    private static func number(_ record: Span<UInt8>, _ place: Int) -> Int {
        let at = 4 * place
        return Int(record[at]) | Int(record[at + 1]) << 8 | Int(record[at + 2]) << 16
            | Int(record[at + 3]) << 24
    }
}

/// The records of a generation's units: most lie in a base that many generations share, those that changed since
/// in the generation itself.
///
///     contents.places              UInt32[n]    the record of each document: its place in the base, or with the
///                                               highest bit set its place in `contents.recent`
///     contents.recent.{…}          ByteStrings  records
public struct Contents: Sendable {
    /// Marks places in the generation itself.
    public static let recentBit: UInt32 = 1 << 31

    public let base: ContentBase
    private let baseRecords: RecordPieces
    private let recent: ByteStrings
    private let places: MappedArray<UInt32>

    init(_ base: ContentBase, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.base = base
        baseRecords = base.records
        recent = try ByteStrings("contents.recent", sections)
        places = try sections.array("contents.places")
        try IndexError.unless(
            places.count == documents,
            "contents.places",
            "\(places.count) entries for \(documents)"
        )
    }

    /// How many documents there are.
    public var count: Int { places.count }

    /// The record of a document, in place.
    public subscript(document: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let place = places[document]
            if place & Self.recentBit == 0 { return baseRecords[Int(place)] }
            return recent[Int(place & ~Self.recentBit)]
        }
    }

    /// One part of every record.
    func part(_ part: ContentRecord.Part) -> ContentPart {
        ContentPart(contents: self, part: part.rawValue)
    }

    func check() throws(IndexError) {
        try base.check()
        try recent.check("contents.recent", sorted: false)
        for document in 0..<places.count {
            let place = places[document]
            let isRecent = place & Self.recentBit != 0
            try IndexError.unless(
                Int(place & ~Self.recentBit) < (isRecent ? recent.count : baseRecords.count),
                "contents.places",
                "document \(document) has no record"
            )
        }
    }
}

/// One part of the records of a generation's units, found by the document.
public struct ContentPart: Sendable {
    private let contents: Contents
    private let part: Int

    init(contents: Contents, part: Int) {
        self.contents = contents
        self.part = part
    }

    /// The bytes of the part, in place.
    public subscript(document: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let record = contents[document]
            return record.extracting(ContentRecord.range(of: part, in: record))
        }
    }

    /// Appends the bytes of the part to an array.
    public func append(_ document: Int, to target: inout [UInt8]) {
        let record = contents[document]
        target.append(record.extracting(ContentRecord.range(of: part, in: record)))
    }

    /// A copy of the bytes of the part.
    public func copy(_ document: Int) -> [UInt8] {
        var copy: [UInt8] = []
        append(document, to: &copy)
        return copy
    }
}

/// Records of units in a file of their own, which generations share until too many have changed.
///
///     manifest         UInt8[…]     JSON: format, day, counts of the sections
///     ids.{…}          ByteStrings  the sorId of each record
///     hashes           UInt64[k]    XXH64 of each record
///     records.{…}      RecordPieces  `ContentRecord`
///
/// A base holds what was shown when it was made. A unit that is shown no longer, or a new day, calls for a new one:
/// what is withdrawn does not stay on the disk.
public final class ContentBase: Sendable {
    public let publication: FilePublication
    /// The day whose visible units it was made of.
    public let day: LocalDate
    public let ids: ByteStrings
    public let hashes: MappedArray<UInt64>
    let records: RecordPieces
    private let published: PublishedFile

    public var count: Int { hashes.count }
    /// Bytes of all records.
    public var totalBytes: Int { records.totalBytes }

    init(path: String, expected: FilePublication) throws(IndexError) {
        publication = expected
        let name = Self.name(of: expected)
        published = try PublishedFile(path: path, expected: expected, name: name)
        let manifest = try JSONValue.manifest(of: published.file, name)
        guard let format = manifest["formatVersion"]?.integer,
            let day = manifest["day"]?.string.flatMap({ LocalDate($0) })
        else { throw .corrupt(structure: name, detail: "not a manifest") }
        guard format == Int64(Manifest.formatVersion) else {
            throw .incompatible(found: Int(format), supported: Manifest.formatVersion)
        }
        self.day = day
        let sections = SectionReader(file: published.file, manifest: manifest)
        ids = try ByteStrings("ids", sections)
        hashes = try sections.array("hashes")
        records = try RecordPieces("records", sections)
        try IndexError.unless(
            ids.count == hashes.count && records.count == hashes.count,
            name,
            "the arrays differ in length"
        )
    }

    /// What messages call a base.
    static func name(of publication: FilePublication) -> String {
        "contents \(publication.generation)"
    }

    func check() throws(IndexError) {
        let records = records
        try records.check("records")
        for place in 0..<count {
            var record: [UInt8] = []
            record.append(records[place])
            try IndexError.unless(
                XXH64.hash(record) == hashes[place],
                Self.name(of: publication),
                "record \(place) has another checksum"
            )
        }
    }
}

/// Collects the records of a new base.
public struct ContentBaseBuilder {
    private let day: LocalDate
    private var ids = ByteStringsBuilder()
    private var hashes: [UInt64] = []
    private var records: RecordPiecesBuilder

    /// A builder with room for records that are known to come.
    ///
    /// - Parameters:
    ///   - day: The day whose visible units the base holds.
    ///   - count: How many records will come.
    ///   - bytes: How many bytes they have together.
    public init(on day: LocalDate, reservingCapacity count: Int = 0, bytes: Int = 0) {
        self.init(
            on: day,
            RecordPiecesBuilder(reservingCapacity: count, bytes: bytes)
        )
    }

    init(on day: LocalDate, _ records: RecordPiecesBuilder) {
        self.day = day
        self.records = records
    }

    /// Adds the record of a unit, a part of lent bytes.
    public mutating func append(
        _ id: String,
        hash: UInt64,
        _ range: Range<Int>,
        of lent: Span<UInt8>
    ) {
        ids.append(id)
        hashes.append(hash)
        records.append(range, of: lent)
    }

    func sections() -> [ImmutableFile.Section] {
        var sections = SectionWriter()
        ids.write("ids", to: &sections)
        sections.add("hashes", hashes)
        records.write("records", to: &sections)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("formatVersion", Manifest.formatVersion)
        writer.member("day", day.description)
        writer.key("sections")
        writer.beginObject()
        for (name, count) in sections.counts.sorted(by: { $0.key < $1.key }) {
            writer.member(name, count)
        }
        writer.endObject()
        writer.endObject()
        return sections.sections + [ImmutableFile.Section("manifest", writer.bytes)]
    }
}
