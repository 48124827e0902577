public import CareUnits

/// What a generation says of itself; stored as JSON in its section `manifest`.
public struct Manifest: Sendable {
    /// Grows with every change of what the stored bytes mean; there is one reader for one version.
    public static let formatVersion = 7

    /// The place of this generation in the folder's history; only grows.
    public var generation: UInt64
    /// The state of the unit store that this generation was built from.
    public var storeRevision: UInt64
    /// The highest sequence among the events it contains.
    public var sequence: String
    public var publishedAt: Instant
    /// The day whose visible units it holds.
    public var builtFor: LocalDate
    /// The analyzers that made its terms.
    public var analyzers: String
    public var documentCount: Int
    /// Mean tokens of each field, in order of `SearchField`.
    public var averageLengths: [Double]
    public var columns: [Column]
    /// The base of records that its documents share with other generations.
    public var base: FilePublication

    /// How a column is stored.
    public enum ColumnKind: String, Sendable {
        case ordinal, set, number
    }

    /// A column and the section names' stem.
    public struct Column: Sendable {
        public var name: String
        public var kind: ColumnKind

        public init(name: String, kind: ColumnKind) {
            self.name = name
            self.kind = kind
        }
    }

    public init(
        generation: UInt64,
        storeRevision: UInt64,
        sequence: String,
        publishedAt: Instant,
        builtFor: LocalDate,
        analyzers: String,
        documentCount: Int,
        averageLengths: [Double],
        columns: [Column],
        base: FilePublication
    ) {
        self.generation = generation
        self.storeRevision = storeRevision
        self.sequence = sequence
        self.publishedAt = publishedAt
        self.builtFor = builtFor
        self.analyzers = analyzers
        self.documentCount = documentCount
        self.averageLengths = averageLengths
        self.columns = columns
        self.base = base
    }

    /// The manifest as JSON, with each section's count and checksum.
    func encoded(counts: [String: Int], checksums: [(name: String, checksum: UInt64)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("formatVersion", Self.formatVersion)
        writer.member("generation", generation)
        writer.member("storeRevision", storeRevision)
        writer.member("sequence", sequence)
        writer.member("publishedAt", publishedAt.description)
        writer.member("builtFor", builtFor.description)
        writer.member("analyzers", analyzers)
        writer.member("documentCount", documentCount)
        writer.key("averageLengths")
        writer.beginArray()
        for length in averageLengths { writer.value(length) }
        writer.endArray()
        writer.key("columns")
        writer.beginArray()
        for column in columns {
            writer.beginObject()
            writer.member("name", column.name)
            writer.member("kind", column.kind.rawValue)
            writer.endObject()
        }
        writer.endArray()
        writer.key("base")
        writer.beginObject()
        writer.member("generation", base.generation)
        writer.member("size", base.size)
        writer.member("xxh64", String(base.checksum, radix: 16))
        writer.endObject()
        writer.key("sections")
        writer.beginArray()
        for (name, checksum) in checksums {
            writer.beginObject()
            writer.member("name", name)
            writer.member("count", counts[name] ?? 0)
            writer.member("xxh64", String(checksum, radix: 16))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// A section as the manifest lists it.
    struct SectionEntry {
        let name: String
        let count: Int
        let checksum: UInt64
    }

    /// Reads a manifest; throws `incompatible` before anything else is looked at.
    static func decode(_ bytes: [UInt8]) throws(IndexError) -> (Manifest, [SectionEntry]) {
        let damaged = IndexError.corrupt(structure: "manifest", detail: "not a manifest")
        guard let root = try? JSONValue.parse(bytes), let format = root["formatVersion"]?.integer
        else { throw damaged }
        guard format == Int64(formatVersion) else {
            throw .incompatible(found: Int(format), supported: formatVersion)
        }
        guard let generation = root["generation"]?.integer,
            let revision = root["storeRevision"]?.integer,
            let sequence = root["sequence"]?.string,
            let publishedAt = root["publishedAt"]?.string.flatMap({ Instant($0) }),
            let builtFor = root["builtFor"]?.string.flatMap({ LocalDate($0) }),
            let analyzers = root["analyzers"]?.string,
            let documentCount = root["documentCount"]?.integer,
            let lengths = root["averageLengths"]?.array,
            let base = root["base"], let baseGeneration = base["generation"]?.integer,
            let baseSize = base["size"]?.integer,
            let baseChecksum = base["xxh64"]?.string.flatMap({ UInt64($0, radix: 16) }),
            let columns = root["columns"]?.array, let sections = root["sections"]?.array
        else { throw damaged }
        let manifest = Manifest(
            generation: UInt64(generation),
            storeRevision: UInt64(revision),
            sequence: sequence,
            publishedAt: publishedAt,
            builtFor: builtFor,
            analyzers: analyzers,
            documentCount: Int(documentCount),
            averageLengths: lengths.compactMap(\.number),
            columns: columns.compactMap { column in
                guard let name = column["name"]?.string,
                    let kind = column["kind"]?.string.flatMap(ColumnKind.init(rawValue:))
                else { return nil }
                return Column(name: name, kind: kind)
            },
            base: FilePublication(
                generation: UInt64(baseGeneration),
                size: Int(baseSize),
                checksum: baseChecksum
            )
        )
        let entries = sections.compactMap { section -> SectionEntry? in
            guard let name = section["name"]?.string, let count = section["count"]?.integer,
                let checksum = section["xxh64"]?.string.flatMap({ UInt64($0, radix: 16) })
            else { return nil }
            return SectionEntry(name: name, count: Int(count), checksum: checksum)
        }
        guard manifest.columns.count == columns.count, entries.count == sections.count,
            manifest.averageLengths.count == SearchField.allCases.count
        else { throw damaged }
        return (manifest, entries)
    }
}
