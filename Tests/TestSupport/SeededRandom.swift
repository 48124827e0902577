/// SplitMix64: the same numbers for the same seed everywhere.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from zero up to, not including, `limit`.
    public mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    /// True once in `chance` times.
    public mutating func once(in chance: Int) -> Bool { below(chance) == 0 }

    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// Seeds for a test's arguments, so that a failure names the one it failed with: so many that are
    /// the same in every run, and one that is new.
    public static func seeds(_ count: UInt64) -> [UInt64] {
        Array(1...count) + [UInt64.random(in: 0...UInt64.max)]
    }
}
