/// Reads delimited text (RFC 4180) from chunks of bytes, record by record, and loses none.
///
/// Give it bytes with ``append(_:)``, take records with ``next()`` until that is `nil`, and call
/// ``finish()`` when there are no more bytes. The first record fixes the number of columns. Line breaks
/// are LF or CRLF; lines without a byte in them are no records. A quote inside a value that does not
/// begin with one is text.
///
/// A forgotten closing quote swallows every line up to the next quote. When that shows, only the first
/// of these lines is given up and the others are read again, each as a record of its own: a broken row
/// never takes its neighbours with it, and no byte is read more than twice.
public struct DelimitedReader: Sendable {
    /// The longest record in bytes; what is longer is reported as a fault.
    public static let maximumRecordLength = 1 << 20

    private enum State {
        case fieldStart
        case unquoted
        case quoted
        /// A quote inside a quoted value: the end of the value, or the first of two.
        case quoteInQuoted
        case carriageReturnAfterQuote
        /// Inside a record that is too long.
        case skipping
    }

    private let delimiter: UInt8
    private let encoding: TextEncoding

    private var buffer: [UInt8] = []
    private var position = 0
    private var recordStart = 0
    /// Where the second line of the record begins, if the record has one.
    private var secondLine: Int?
    /// Up to here bytes are read for the second time, and quoted values may not span lines.
    private var rereadEnd = 0

    private var state = State.fieldStart
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var fault: DelimitedFault?
    private var line = 1
    private var recordLine = 1
    private var columnCount: Int?
    private var hasLookedForByteOrderMark = false
    private var isFinished = false

    /// A reader of records whose values are separated by the byte `delimiter`.
    public init(delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8) {
        self.delimiter = delimiter
        self.encoding = encoding
    }

    /// Takes the next bytes of the file.
    public mutating func append(_ bytes: [UInt8]) {
        precondition(!isFinished, "bytes after the end")
        if recordStart > 0 {
            buffer.removeFirst(recordStart)
            position -= recordStart
            rereadEnd = max(0, rereadEnd - recordStart)
            secondLine = secondLine.map { $0 - recordStart }
            recordStart = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Declares that there are no more bytes.
    public mutating func finish() {
        isFinished = true
    }

    /// The next record, or `nil` when it needs more bytes or, after ``finish()``, at the end.
    public mutating func next() -> DelimitedRecord? {
        guard hasPassedByteOrderMark() else { return nil }
        while position < buffer.count {
            let byte = buffer[position]
            position += 1
            if let record = read(byte) { return record }
            if position - recordStart > Self.maximumRecordLength, let record = giveUpLongRecord() {
                return record
            }
        }
        return isFinished ? lastRecord() : nil
    }

    /// Whether the byte order mark, if there is one, is behind us.
    private mutating func hasPassedByteOrderMark() -> Bool {
        guard !hasLookedForByteOrderMark else { return true }
        guard buffer.count >= 3 || isFinished else { return false }
        hasLookedForByteOrderMark = true
        if encoding == .utf8, buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            recordStart = 3
        }
        return true
    }

    private mutating func read(_ byte: UInt8) -> DelimitedRecord? {
        switch state {
        case .fieldStart where byte == UInt8(ascii: "\""):
            state = .quoted
        case .fieldStart, .unquoted:
            return readPlain(byte)
        case .quoted:
            return readQuoted(byte)
        case .quoteInQuoted:
            switch byte {
            case UInt8(ascii: "\""):
                field.append(byte)
                state = .quoted
            case 0x0D: state = .carriageReturnAfterQuote
            case delimiter: endField()
            case 0x0A: return endRecord()
            default: return misplacedQuote(before: [byte])
            }
        case .carriageReturnAfterQuote:
            guard byte == 0x0A else { return misplacedQuote(before: [0x0D, byte]) }
            return endRecord()
        case .skipping:
            recordStart = position
            if byte == 0x0A { return endRecord() }
        }
        return nil
    }

    private mutating func readPlain(_ byte: UInt8) -> DelimitedRecord? {
        switch byte {
        case delimiter: endField()
        case 0x0A:
            if field.last == 0x0D { field.removeLast() }
            return endRecord()
        default:
            field.append(byte)
            state = .unquoted
        }
        return nil
    }

    private mutating func readQuoted(_ byte: UInt8) -> DelimitedRecord? {
        switch byte {
        case UInt8(ascii: "\""): state = .quoteInQuoted
        case 0x0A:
            line += 1
            if position <= rereadEnd { return giveUpFirstLine() }
            secondLine = secondLine ?? position
            field.append(byte)
        default: field.append(byte)
        }
        return nil
    }

    /// A quote that ends a value but is followed by more of it: on one line a fault of that record, over
    /// several lines the sign of a quote forgotten on the first.
    private mutating func misplacedQuote(before bytes: [UInt8]) -> DelimitedRecord? {
        if secondLine != nil { return giveUpFirstLine() }
        fault = fault ?? .textAfterQuote
        field.append(UInt8(ascii: "\""))
        field.append(contentsOf: bytes)
        state = .unquoted
        return nil
    }

    private mutating func giveUpFirstLine() -> DelimitedRecord {
        rereadEnd = max(rereadEnd, position)
        position = secondLine ?? position
        let record = DelimitedRecord(line: recordLine, fields: [], fault: .unterminatedQuote)
        line = recordLine + 1
        beginRecord()
        return record
    }

    private mutating func giveUpLongRecord() -> DelimitedRecord? {
        if secondLine != nil { return giveUpFirstLine() }
        fault = .recordTooLong
        state = .skipping
        field = []
        fields = []
        return nil
    }

    private mutating func endField() {
        fields.append(field)
        field = []
        state = .fieldStart
    }

    private mutating func endRecord() -> DelimitedRecord? {
        line += 1
        return completeRecord()
    }

    private mutating func lastRecord() -> DelimitedRecord? {
        switch state {
        case .quoted where secondLine != nil:
            let record = giveUpFirstLine()
            return record
        case .quoted: fault = .unterminatedQuote
        case .unquoted where field.last == 0x0D: field.removeLast()
        default: break
        }
        return completeRecord()
    }

    /// The record that ends here, or `nil` for a line without a byte.
    private mutating func completeRecord() -> DelimitedRecord? {
        defer { beginRecord() }
        let isBlank =
            fields.isEmpty && field.isEmpty && fault == nil
            && (state == .fieldStart || state == .unquoted)
        guard !isBlank else { return nil }
        fields.append(field)
        var texts: [String] = []
        for bytes in fields {
            switch encoding.decode(bytes) {
            case .success(let text): texts.append(text)
            case .failure(let invalid):
                fault = fault ?? invalid
                texts.append(encoding.decodeLossily(bytes))
            }
        }
        return DelimitedRecord(
            line: recordLine,
            fields: texts,
            fault: fault ?? columnFault(found: texts.count)
        )
    }

    private mutating func columnFault(found: Int) -> DelimitedFault? {
        guard let expected = columnCount else {
            columnCount = found
            return nil
        }
        if found < expected { return .tooFewColumns(found: found, expected: expected) }
        return found > expected ? .tooManyColumns(found: found, expected: expected) : nil
    }

    private mutating func beginRecord() {
        recordStart = position
        recordLine = line
        secondLine = nil
        state = .fieldStart
        field = []
        fields = []
        fault = nil
    }
}
