/// Reads a file line by line with bounded memory.
///
/// A line longer than `limit` is stepped over without being kept and comes out as `tooLong`. A last
/// line without a newline is given only at the true end of a source that does not grow.
public struct LineReader {
    /// One line, or the place of one that is too long to be one.
    public enum Line {
        case complete([UInt8])
        case tooLong(bytes: Int, excerpt: [UInt8])
    }

    private let reader: ByteReader
    private let limit: Int
    private var buffer: [UInt8] = []
    private var searched = 0
    private var start = 0
    private var skipped = 0
    private var excerpt: [UInt8] = []
    /// Whether the last line given out had no newline: more of it may come.
    public private(set) var isUnfinished = false
    /// Byte offset in the source behind the last line given out.
    public private(set) var offset: UInt64

    /// Opens a file at a byte offset; `-` is standard input.
    public init(path: String, offset: UInt64 = 0, limit: Int) throws(FileError) {
        reader = try ByteReader(path: path, offset: Int(offset))
        self.offset = offset
        self.limit = limit
    }

    /// The next line, or `nil` when nothing complete is there.
    ///
    /// - Parameter takesRest: Whether bytes after the last newline are a line too.
    /// - Returns: The line without its newline.
    /// - Throws: What reading throws.
    public mutating func next(takesRest: Bool) throws(FileError) -> Line? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                return take(upTo: end, newline: 1)
            }
            searched = buffer.count
            if buffer.count - start > limit { skipPart() }
            guard let chunk = try reader.read(upTo: 1 << 18) else {
                guard takesRest, buffer.count > start || skipped > 0 else { return nil }
                return take(upTo: buffer.count, newline: 0)
            }
            buffer.removeSubrange(..<start)
            searched -= start
            start = 0
            buffer += chunk
        }
    }

    private mutating func skipPart() {
        if skipped == 0 { excerpt = Array(buffer[start...].prefix(200)) }
        skipped += buffer.count - start
        buffer.removeAll(keepingCapacity: true)
        start = 0
        searched = 0
    }

    private mutating func take(upTo end: Int, newline: Int) -> Line {
        let line = Array(buffer[start..<end])
        offset += UInt64(skipped + line.count + newline)
        isUnfinished = newline == 0
        start = end + newline
        searched = start
        guard skipped == 0, line.count <= limit else {
            let total = skipped + line.count
            let head = skipped == 0 ? Array(line.prefix(200)) : excerpt
            skipped = 0
            return .tooLong(bytes: total, excerpt: head)
        }
        return .complete(line)
    }
}
