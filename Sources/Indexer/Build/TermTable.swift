import IndexFormat

/// The distinct terms of a generation while it is built: bytes to a number, in order of arrival.
///
/// Open addressing over an arena of bytes: a build looks up every term of every document twice, and
/// a `Dictionary` of strings costs an allocation and a hash of Unicode scalars for each.
struct TermTable: ~Copyable {
    private var slots: [UInt32]
    private var starts: [Int] = [0]
    private var arena: [UInt8] = []
    private var hashes: [UInt32] = []

    init() {
        slots = Array(repeating: 0, count: 1 << 12)
    }

    var count: Int { hashes.count }

    /// The number of a term, a new one if it was never seen.
    mutating func number(of bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        if (count + 1) * 2 > slots.count { grow() }
        let hash = Self.hash(bytes, range)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let candidate = Int(slots[slot] - 1)
            if hashes[candidate] == hash, matches(candidate, bytes, range) {
                return UInt32(candidate)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(count)
        slots[slot] = number + 1
        hashes.append(hash)
        for index in range { arena.append(bytes[index]) }
        starts.append(arena.count)
        return number
    }

    /// The bytes of a term.
    func bytes(of number: Int) -> ArraySlice<UInt8> {
        arena[starts[number]..<starts[number + 1]]
    }

    /// The numbers of all terms, or of those from one on, in order of their bytes.
    ///
    /// O(n log n).
    func sortedNumbers(from first: Int = 0) -> [UInt32] {
        (UInt32(first)..<UInt32(count)).sorted { precedes($0, $1) }
    }

    /// Whether one term stands before another in the order of their bytes.
    func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        bytes(of: Int(left)).lexicographicallyPrecedes(bytes(of: Int(right)))
    }

    private func matches(_ number: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == range.count else { return false }
        for offset in 0..<range.count
        where arena[start + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number) + 1
        }
    }

    /// FNV-1a with a final mix, so that the low bits depend on all bytes.
    private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
