import LMDB

/// Byte strings one after the other, each found by its number.
///
///     <name>.offsets  UInt64[n + 1]   where each begins; the last entry is the total
///     <name>.bytes    UInt8[total]
public struct ByteStrings: Sendable {
    let offsets: MappedArray<UInt64>
    let bytes: MappedArray<UInt8>

    public init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        offsets = try sections.array(name + ".offsets")
        bytes = try sections.array(name + ".bytes")
        try IndexError.unless(offsets.count > 0, name, "no offsets")
        try IndexError.unless(
            Int(offsets[offsets.count - 1]) == bytes.count,
            name,
            "offsets do not end at the bytes"
        )
    }

    public var count: Int { offsets.count - 1 }

    /// The bytes of one string, in place.
    public subscript(index: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let offsets = offsets.span
            let range = Int(offsets[index])..<Int(offsets[index + 1])
            return bytes.span.extracting(range)
        }
    }

    /// How many bytes one string has.
    @inline(__always)
    public func length(_ index: Int) -> Int {
        let offsets = offsets.span
        return Int(offsets[index + 1] - offsets[index])
    }

    /// Appends one string's bytes to an array.
    public func append(_ index: Int, to target: inout [UInt8]) {
        bytes.append(Int(offsets[index])..<Int(offsets[index + 1]), to: &target)
    }

    /// A copy of one string's bytes.
    public func copy(_ index: Int) -> [UInt8] {
        var copy: [UInt8] = []
        append(index, to: &copy)
        return copy
    }

    /// One string as text.
    public func text(_ index: Int) -> String {
        bytes.text(Int(offsets[index])..<Int(offsets[index + 1]))
    }

    /// The first string not below `key`, if the strings are sorted by their bytes.
    ///
    /// O(log n).
    public func lowerBound(_ key: [UInt8]) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if compare(middle, key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The number of the string equal to `key`, if the strings are sorted.
    ///
    /// O(log n).
    public func find(_ key: [UInt8]) -> Int? {
        let index = lowerBound(key)
        return index < count && compare(index, key) == 0 ? index : nil
    }

    /// The strings that begin with `prefix`, if the strings are sorted.
    ///
    /// O(log n).
    public func range(withPrefix prefix: [UInt8]) -> Range<Int> {
        let start = lowerBound(prefix)
        var low = start
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if begins(middle, with: prefix) { low = middle + 1 } else { high = middle }
        }
        return start..<low
    }

    private func begins(_ index: Int, with prefix: [UInt8]) -> Bool {
        let string = self[index]
        guard string.count >= prefix.count else { return false }
        for position in 0..<prefix.count where string[position] != prefix[position] { return false }
        return true
    }

    /// Negative, zero or positive as the string sorts before, with or after `key`.
    public func compare(_ index: Int, _ key: [UInt8]) -> Int {
        let string = self[index]
        let shared = min(string.count, key.count)
        for position in 0..<shared where string[position] != key[position] {
            return string[position] < key[position] ? -1 : 1
        }
        return string.count - key.count
    }

    func check(_ name: String, sorted: Bool) throws(IndexError) {
        let offsets = offsets.span
        for index in 1..<offsets.count where offsets[index] < offsets[index - 1] {
            throw .corrupt(structure: name, detail: "offset \(index) runs backwards")
        }
        guard sorted else { return }
        for index in 0..<max(0, count - 1) where compare(index, copy(index + 1)) >= 0 {
            throw .corrupt(structure: name, detail: "string \(index) is not below the next")
        }
    }
}

/// Builds `ByteStrings`.
public struct ByteStringsBuilder: Sendable, Equatable {
    private var offsets: [UInt64] = [0]
    private var bytes: [UInt8] = []

    public init() {}

    /// A builder with room for strings that are known to come.
    public init(reservingCapacity strings: Int, bytes total: Int) {
        offsets.reserveCapacity(strings + 1)
        bytes.reserveCapacity(total)
    }

    public var count: Int { offsets.count - 1 }
    /// Bytes of all strings.
    public var totalBytes: Int { bytes.count }

    /// A copy of one string's bytes.
    public func copy(_ index: Int) -> [UInt8] {
        Array(bytes[Int(offsets[index])..<Int(offsets[index + 1])])
    }

    public mutating func append(_ string: some Sequence<UInt8>) {
        bytes.append(contentsOf: string)
        offsets.append(UInt64(bytes.count))
    }

    public mutating func append(_ text: String) {
        append(text.utf8)
    }

    /// Appends a part of lent bytes.
    public mutating func append(_ range: Range<Int>, of lent: Span<UInt8>) {
        bytes.append(lent.extracting(range))
        offsets.append(UInt64(bytes.count))
    }

    public func write(_ name: String, to sections: inout SectionWriter) {
        sections.add(name + ".offsets", offsets)
        sections.add(name + ".bytes", bytes)
    }
}

/// Lists of numbers, one for each document or key.
///
///     <name>.starts  UInt64[n + 1]
///     <name>.values  UInt32[…]
public struct NumberLists: Sendable {
    let starts: MappedArray<UInt64>
    let values: MappedArray<UInt32>

    public init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        starts = try sections.array(name + ".starts")
        values = try sections.array(name + ".values")
        try IndexError.unless(starts.count > 0, name, "no starts")
        try IndexError.unless(
            Int(starts[starts.count - 1]) == values.count,
            name,
            "starts do not end at the values"
        )
    }

    public var count: Int { starts.count - 1 }

    public subscript(index: Int) -> Span<UInt32> {
        @_lifetime(borrow self)
        get {
            let starts = starts.span
            return values.span.extracting(Int(starts[index])..<Int(starts[index + 1]))
        }
    }

    /// How many values a list has.
    public func length(_ index: Int) -> Int { Int(starts[index + 1] - starts[index]) }

    /// How many values all lists have.
    public var total: Int { values.count }

    func check(_ name: String, below limit: Int) throws(IndexError) {
        let starts = starts.span
        for index in 1..<starts.count where starts[index] < starts[index - 1] {
            throw .corrupt(structure: name, detail: "start \(index) runs backwards")
        }
        let values = values.span
        for index in 0..<values.count where Int(values[index]) >= limit {
            throw .corrupt(structure: name, detail: "value \(values[index]) is not below \(limit)")
        }
    }
}

/// Builds `NumberLists`.
public struct NumberListsBuilder: Sendable {
    private var starts: [UInt64] = [0]
    private var values: [UInt32] = []

    public init() {}

    public mutating func append(_ list: some Sequence<UInt32>) {
        values.append(contentsOf: list)
        starts.append(UInt64(values.count))
    }

    public func write(_ name: String, to sections: inout SectionWriter) {
        sections.add(name + ".starts", starts)
        sections.add(name + ".values", values)
    }
}
