import CareUnits
import IndexFormat
import LMDB

/// Reads a feed and applies it in batches, each one transaction with the place reached in the source.
struct FeedLoader {
    /// The longest line that is read as an event, in bytes.
    static let longestLine = 64 << 20
    /// A batch is closed at this many bytes or events, whichever comes first.
    static let batchBytes = 8 << 20
    static let batchLines = 10_000

    let store: UnitStore

    /// Applies what is new in a source.
    ///
    /// - Parameters:
    ///   - source: Where to read.
    ///   - follows: Whether the source may grow, so that an unfinished last line is left for later.
    ///   - progress: Called after each batch with the bytes read so far and the totals.
    /// - Returns: What became of the lines.
    /// - Throws: What reading or the store throws; batches applied until then stay applied.
    func load(
        _ source: FeedSource,
        follows: Bool,
        progress: (_ bytes: Int, FeedReport) -> Void
    ) throws -> FeedReport {
        var report = FeedReport()
        var bytesBefore = 0
        for file in try source.files() {
            let bytes = try load(file: file, follows: follows) { bytes, part in
                report += part
                progress(bytesBefore + bytes, report)
            }
            bytesBefore += bytes
        }
        return report
    }

    private func load(
        file: String,
        follows: Bool,
        progress: (_ bytes: Int, FeedReport) -> Void
    ) throws -> Int {
        let start = try position(of: file)
        if let size = Files.size(file), file != "-", UInt64(size) == start.offset {
            return size
        }
        var reader = try LineReader(path: file, offset: start.offset, limit: Self.longestLine)
        var lineNumber = start.lines
        var offset = start.offset
        var isAtEnd = false
        while !isAtEnd {
            var batch: [Entry] = []
            var bytes = 0
            while bytes < Self.batchBytes, batch.count < Self.batchLines {
                guard let line = try reader.next(takesRest: !follows) else {
                    isAtEnd = true
                    break
                }
                let entry = Entry(line, number: lineNumber + 1)
                if let entry { batch.append(entry) }
                // A line without its newline may go on: it is counted when it ends, and read again
                // whole if it was no event yet.
                if !reader.isUnfinished { lineNumber += 1 }
                if !(reader.isUnfinished && entry?.isRejected == true) { offset = reader.offset }
                if case .complete(let content) = line { bytes += content.count }
            }
            guard !batch.isEmpty || reader.offset > start.offset else { break }
            let reached = SourcePosition(
                identity: Self.identity(of: file, readTo: offset) ?? "",
                offset: offset,
                lines: lineNumber
            )
            let report = try apply(batch, bytes: bytes, of: file, reached: reached)
            progress(Int(reader.offset), report)
        }
        return Int(reader.offset)
    }

    /// Where to go on in a file: behind what was applied, or at the start if it is another file now.
    private func position(of file: String) throws -> SourcePosition {
        let fresh = SourcePosition(identity: "", offset: 0, lines: 0)
        guard file != "-" else { return fresh }
        let stored = try store.read { transaction in
            try store.get(Self.sourceKey(file), in: .sources, transaction)
        }
        guard let position = stored.map({ SourcePosition($0) }), let size = Files.size(file),
            UInt64(size) >= position.offset,
            position.identity == Self.identity(of: file, readTo: position.offset)
        else { return fresh }
        return position
    }

    /// What tells a file that has grown from another one in its place: device, inode, and the hash of
    /// the last bytes that were read, since a file may be written over and inodes are given out again.
    private static func identity(of file: String, readTo offset: UInt64) -> String? {
        guard let identity = Files.identity(file) else { return nil }
        let start = Int(offset) - min(Int(offset), 4096)
        guard let reader = try? ByteReader(path: file, offset: start) else { return nil }
        var tail: [UInt8] = []
        while tail.count < Int(offset) - start,
            let part = try? reader.read(upTo: Int(offset) - start - tail.count)
        {
            tail += part
        }
        return "\(identity):\(String(XXH64.hash(tail), radix: 16))"
    }

    private static func sourceKey(_ file: String) -> [UInt8] {
        let path = Array(file.utf8)
        guard path.count > 500 else { return path }
        return Array(("#" + String(XXH64.hash(path), radix: 16)).utf8)
    }

    private func apply(
        _ batch: [Entry],
        bytes: Int,
        of file: String,
        reached: SourcePosition
    ) throws -> FeedReport {
        try store.write(expecting: bytes) { transaction in
            var applier = try EventApplier(store, transaction)
            for entry in batch {
                applier.countLine()
                switch entry.content {
                case .event(let event):
                    try applier.apply(event, transaction)
                case .reject(let faults, let excerpt, let hash):
                    let record = RejectRecord(
                        source: file,
                        line: entry.line,
                        faults: faults,
                        excerpt: excerpt
                    )
                    try applier.reject(record, hash: hash, transaction)
                }
            }
            if file != "-" {
                try store.put(
                    reached.encoded,
                    for: Self.sourceKey(file),
                    in: .sources,
                    transaction
                )
            }
            return try applier.finish(transaction)
        }
    }

    /// A line as it was understood.
    private struct Entry {
        enum Content {
            case event(Event)
            case reject(faults: [UInt8], excerpt: [UInt8], hash: UInt64)
        }

        let line: UInt64
        let content: Content

        /// Whether the line is no event.
        var isRejected: Bool {
            if case .reject = content { true } else { false }
        }

        /// Reads a line; `nil` for a blank one.
        init?(_ line: LineReader.Line, number: UInt64) {
            self.line = number
            switch line {
            case .complete(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return nil }
                do {
                    content = .event(try Event.parse(bytes))
                } catch {
                    content = .reject(
                        faults: Self.json(error.faults),
                        excerpt: Array(bytes.prefix(200)),
                        hash: XXH64.hash(bytes)
                    )
                }
            case .tooLong(let count, let excerpt):
                let fault = Fault(
                    pointer: "",
                    code: "lineTooLong",
                    message: "The line has \(count) bytes; at most \(longestLine) are read."
                )
                content = .reject(
                    faults: Self.json([fault]),
                    excerpt: excerpt,
                    hash: XXH64.hash(excerpt, seed: UInt64(count))
                )
            }
        }

        private static func json(_ faults: [Fault]) -> [UInt8] {
            var writer = JSONWriter()
            writer.beginArray()
            for fault in faults {
                writer.beginObject()
                writer.member("pointer", fault.pointer)
                writer.member("code", fault.code)
                writer.member("message", fault.message)
                writer.endObject()
            }
            writer.endArray()
            return writer.bytes
        }
    }
}
