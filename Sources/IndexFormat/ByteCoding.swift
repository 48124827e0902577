import LMDB

/// Writes the small records of the unit store: little-endian base-128 numbers and counted bytes.
public struct ByteEncoder: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends an unsigned number, seven bits a byte, lowest first (LEB128).
    public mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    public mutating func append(_ number: Int) {
        append(UInt64(number))
    }

    /// Appends a signed number; small magnitudes take few bytes (zigzag).
    public mutating func append(signed number: Int64) {
        append(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    public mutating func append(_ number: Double) {
        let bits = number.bitPattern
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }

    /// Appends bytes as they are.
    public mutating func append(raw content: [UInt8]) {
        bytes += content
    }

    /// Appends bytes with their count before them.
    public mutating func append(counted content: some Collection<UInt8>) {
        append(content.count)
        bytes.append(contentsOf: content)
    }

    public mutating func append(_ text: String) {
        append(counted: text.utf8)
    }

    public mutating func append(optional text: String?) {
        append(byte: text == nil ? 0 : 1)
        if let text { append(text) }
    }

    /// Appends a day, or that there is none.
    public mutating func append(day: Int32?) {
        append(byte: day == nil ? 0 : 1)
        if let day { append(signed: Int64(day)) }
    }
}

/// Reads what `ByteEncoder` wrote, in the same order; running past the end traps.
public struct ByteDecoder: ~Escapable {
    public let bytes: Span<UInt8>
    public var position: Int { at }
    @usableFromInline var at: Int

    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, at position: Int = 0) {
        self.bytes = bytes
        at = position
    }

    public var isAtEnd: Bool { at == bytes.count }

    @inlinable
    @_lifetime(self: copy self)
    public mutating func byte() -> UInt8 {
        let byte = bytes[at]
        at += 1
        return byte
    }

    @inlinable
    @_lifetime(self: copy self)
    public mutating func number() -> UInt64 {
        let first = byte()
        // Most numbers are small: one byte, one comparison.
        if first < 0x80 { return UInt64(first) }
        var result = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while true {
            let next = byte()
            result |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return result }
            shift += 7
        }
    }

    /// Steps over numbers.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func skipNumbers(_ count: Int) {
        var left = count
        while left > 0 {
            if bytes[at] < 0x80 { left -= 1 }
            at += 1
        }
    }

    @inlinable
    @_lifetime(self: copy self)
    public mutating func integer() -> Int {
        Int(number())
    }

    @_lifetime(self: copy self)
    public mutating func signed() -> Int64 {
        let raw = number()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    @_lifetime(self: copy self)
    public mutating func double() -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 8) { bits |= UInt64(byte()) << UInt64(shift) }
        return Double(bitPattern: bits)
    }

    /// Where the next counted bytes lie; steps over them.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func countedRange() -> Range<Int> {
        let count = integer()
        let start = at
        at += count
        return start..<at
    }

    @_lifetime(self: copy self)
    public mutating func counted() -> [UInt8] {
        let range = countedRange()
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        content.append(bytes.extracting(range))
        return content
    }

    @_lifetime(self: copy self)
    public mutating func text() -> String {
        String(decoding: counted(), as: UTF8.self)
    }

    @_lifetime(self: copy self)
    public mutating func optionalText() -> String? {
        byte() == 0 ? nil : text()
    }

    @_lifetime(self: copy self)
    public mutating func day() -> Int32? {
        byte() == 0 ? nil : Int32(signed())
    }
}
