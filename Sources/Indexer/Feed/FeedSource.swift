import IndexFormat
import LMDB

/// What events are read from: a file, every file of a directory, or standard input.
public struct FeedSource: Sendable, Hashable {
    /// A path, or `-` for standard input.
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// The files to read, in order of their names; a directory gives those that end in `.ndjson` or
    /// `.jsonl`.
    func files() throws(FileError) -> [String] {
        guard path != "-", Files.isDirectory(path) else { return [path] }
        let names = try Files.names(in: path)
        return names.filter { $0.hasSuffix(".ndjson") || $0.hasSuffix(".jsonl") }
            .map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }

    /// Bytes to be read in all, where that can be known.
    func size() -> Int? {
        guard path != "-" else { return nil }
        return (try? files())?.reduce(0) { $0 + (Files.size($1) ?? 0) }
    }
}

/// What became of the events of one run.
public struct FeedReport: Sendable, Equatable {
    /// Lines read, blank ones not counted.
    public var lines = 0
    /// Events that changed the store.
    public var applied = 0
    /// Events that an equal or later one had made superfluous.
    public var superseded = 0
    /// Lines put into the reject list.
    public var rejected = 0
    /// Decisions that do not fit the kind of their unit.
    public var conflicts = 0

    public init() {}

    public static func += (total: inout FeedReport, part: FeedReport) {
        total.lines += part.lines
        total.applied += part.applied
        total.superseded += part.superseded
        total.rejected += part.rejected
        total.conflicts += part.conflicts
    }
}
