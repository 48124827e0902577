/// The place of a document in an order; smaller comes first, and no two documents are equal.
struct SortKey: Sendable, Equatable, Comparable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    /// Where the document stands among equals on the day (`SortKey.rotation(of:on:)`).
    var rotation: UInt64
    var document: UInt32

    @inline(__always)
    static func < (left: SortKey, right: SortKey) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        if left.rotation != right.rotation { return left.rotation < right.rotation }
        return left.document < right.document
    }

    /// The neutral order of equals: a permutation that the date alone decides.
    ///
    /// `mixed(XXH64(sorId) ^ mixed(day))` with the day counted from 1970: nobody can buy or foresee a
    /// place, every unit is first equally often, and anyone can recompute it.
    @inline(__always)
    static func rotation(ofHash hash: UInt64, on day: Int32) -> UInt64 {
        mixed(hash ^ rotationKey(of: day))
    }

    /// The part of the rotation that the day decides.
    static func rotationKey(of day: Int32) -> UInt64 {
        mixed(UInt64(UInt32(bitPattern: day)))
    }

    /// A number that orders as the floating-point values do, with missing values last either way.
    static func ordered(_ number: Double?, descending: Bool) -> UInt64 {
        guard let number else { return .max }
        let bits = (number == 0 ? 0 : number).bitPattern
        let ascending = bits >> 63 == 1 ? ~bits : bits | 1 << 63
        // Finite numbers never reach the extremes, so missing stays last.
        return descending ? ~ascending : ascending
    }
}

/// Keeps the smallest keys of many, in order.
///
/// A page is short, so a sorted array beats a heap: what comes in order is appended, and nothing is left
/// to sort at the end.
struct TopKeys {
    private let capacity: Int
    /// Only keys behind this one count.
    private let lowerBound: SortKey?
    /// The keys in order.
    private(set) var sorted: [SortKey] = []
    /// No key whose first part is greater gets in any more.
    private(set) var bound = UInt64.max

    init(capacity: Int, after lowerBound: SortKey? = nil) {
        self.capacity = capacity
        self.lowerBound = lowerBound
        sorted.reserveCapacity(capacity + 1)
    }

    /// Whether there are as many keys as there may be.
    var isFull: Bool { sorted.count == capacity }

    @inline(__always)
    mutating func offer(_ key: SortKey) {
        if let lowerBound, !(lowerBound < key) { return }
        if sorted.count == capacity {
            guard let worst = sorted.last, key < worst else { return }
            sorted.removeLast()
        }
        insert(key)
    }

    private mutating func insert(_ key: SortKey) {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < key { low = middle + 1 } else { high = middle }
        }
        sorted.insert(key, at: low)
        if sorted.count == capacity { bound = sorted[capacity - 1].first }
    }
}
