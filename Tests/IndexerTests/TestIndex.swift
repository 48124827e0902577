import Analyzers
import CareUnits
import IndexFormat
import Indexer
import LMDB
import TestSupport
import Testing

/// An index in a folder of its own with the feeds that go into it.
struct TestIndex {
    static let today = LocalDate(daysSinceEpoch: 20_758)
    static let analyzer = DanishAnalyzer()

    let folder = TemporaryFolder()

    var index: IndexFolder { IndexFolder(path: folder.file("index")) }

    func writer(storeLimit: Int = 1 << 38) throws -> IndexWriter {
        try IndexWriter(index, analyzer: Self.analyzer, storeLimit: storeLimit)
    }

    /// Writes lines to a file of the folder and returns it as a source.
    func source(_ lines: [[UInt8]], _ name: String = "feed.ndjson") -> FeedSource {
        FeedSource(path: folder.write(Self.text(lines), to: name))
    }

    static func text(_ lines: [[UInt8]]) -> [UInt8] {
        Array(lines.map { $0 + [0x0A] }.joined())
    }

    /// The index folder's generation in force, which must be whole and sound.
    func generation() throws -> Generation {
        let (generation, damage) = try index.openCurrent()
        #expect(damage == nil)
        #expect(generation.faults() == [])
        return generation
    }

    /// The bytes of the files of the generation in force.
    func generationBytes() throws -> [UInt8] {
        let pointer = try #require(try index.pointer())
        let own = try Files.read(index.generationPath(pointer.current.generation))
        let base = try index.open(pointer.current).manifest.base
        return try #require(own) + #require(try Files.read(index.contentsPath(base.generation)))
    }

    /// A checksum for each section of the generation in force but those that tell its history.
    func sections() throws -> [String: UInt64] {
        let pointer = try #require(try index.pointer())
        let file = try ImmutableFile(path: index.generationPath(pointer.current.generation))
        var checksums: [String: UInt64] = [:]
        for name in try file.sectionNames()
        where name != "manifest" && !name.hasPrefix("changes.") && !name.hasPrefix("contents.") {
            let section = try #require(try file.section(name))
            checksums[name] = section.checksum(ofFirst: section.count)
        }
        // Where records lie is history; what they are is not.
        let contents = try index.open(pointer.current).contents
        var hash = XXH64()
        for document in 0..<contents.count { hash.update(copy(contents[document])) }
        checksums["contents"] = hash.digest
        return checksums
    }
}

extension IndexWriter {
    func publish() throws -> Publication {
        let publication = try publish(on: TestIndex.today, at: Instant(milliseconds: 0))
        try removeUnused()
        return publication
    }

    /// What the store holds that may depend on nothing but the set of events.
    func content() throws -> [String: UInt64] {
        let names: [UnitStore.Name] = [
            .units, .inspections, .decisions, .indicators, .figures, .staffing, .single, .byUnit,
            .byNumber, .conflicts, .prepared, .dirty,
        ]
        return try store.read { transaction in
            var checksums: [String: UInt64] = [:]
            for name in names {
                var hash = XXH64()
                try store.forEach(in: name, transaction) { key, value in
                    hash.update(copy(key))
                    hash.update([0xFF])
                    hash.update(copy(value))
                    hash.update([0xFE])
                    return true
                }
                checksums[name.rawValue] = hash.digest
            }
            checksums["sequence"] = XXH64.hash(
                Array(try store.lastSequence(transaction).utf8)
            )
            return checksums
        }
    }

    /// The keys of one of the store's databases as texts.
    func keys(_ name: UnitStore.Name) throws -> [String] {
        try store.read { transaction in
            try store.keys(in: name, transaction).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    func rejects() throws -> [RejectRecord] {
        try store.read { transaction in
            var records: [RejectRecord] = []
            try store.forEach(in: .rejects, transaction) { _, value in
                records.append(RejectRecord(copy(value)))
                return true
            }
            return records.sorted { $0.line < $1.line }
        }
    }
}

extension Generation {
    var shownIds: Set<String> { Set((0..<documentCount).map { ids.text($0) }) }

    /// The list of changes: id, whether shown, and the generation it happened in.
    var changeList: [String: [UInt64]] {
        var list: [String: [UInt64]] = [:]
        for index in 0..<changes.count {
            list[changes.ids.text(index)] = [
                UInt64(changes.shown[index]), changes.generations[index],
            ]
        }
        return list
    }
}
