import TestSupport
import Testing

@testable import Places

/// Slips counted bit by bit agree with the table that everybody knows.
@Suite struct SlipMeterTests {
    /// Optimal string alignment by dynamic programming: the whole, and the least over all beginnings.
    private func plain(_ typed: [UInt8], _ other: [UInt8]) -> (whole: Int, beginning: Int) {
        var table = [[Int]](
            repeating: [Int](repeating: 0, count: other.count + 1),
            count: typed.count + 1
        )
        for row in 0...typed.count {
            for column in 0...other.count {
                guard row > 0, column > 0 else {
                    table[row][column] = row + column
                    continue
                }
                let differs = typed[row - 1] == other[column - 1] ? 0 : 1
                var least = min(
                    table[row - 1][column] + 1,
                    table[row][column - 1] + 1,
                    table[row - 1][column - 1] + differs
                )
                if row > 1, column > 1, typed[row - 1] == other[column - 2],
                    typed[row - 2] == other[column - 1]
                {
                    least = min(least, table[row - 2][column - 2] + 1)
                }
                table[row][column] = least
            }
        }
        return (table[typed.count][other.count], table[typed.count].min() ?? 0)
    }

    @Test(arguments: SeededRandom.seeds(4))
    func agreeWithTheTable(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func word(_ longest: Int) -> [UInt8] {
            (0..<random.below(longest)).map { _ in UInt8(0x61 + random.below(4)) }
        }
        for _ in 0..<3000 {
            let (typed, other) = (word(random.once(in: 10) ? 64 : 12), word(14))
            let meter = SlipMeter(typed)
            let expected = plain(typed, other)
            #expect(meter.slips(to: other) == expected.whole, "seed \(seed): \(typed) \(other)")
            #expect(
                meter.slips(toBeginningOf: other) == expected.beginning,
                "seed \(seed): \(typed) \(other)"
            )
        }
    }

    /// What the quick look at letters leaves out is never within the slips.
    @Test(arguments: SeededRandom.seeds(4))
    func marksNeverHideAMatch(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<3000 {
            let typed = (0..<(1 + random.below(12))).map { _ in UInt8(0x61 + random.below(26)) }
            var other = typed
            let slips = random.below(4)
            for _ in 0..<slips {
                let place = random.below(other.count + 1)
                switch random.below(3) {
                case 0: other.insert(UInt8(0x61 + random.below(26)), at: place)
                case 1 where !other.isEmpty: other.remove(at: min(place, other.count - 1))
                default: if place < other.count { other[place] = UInt8(0x30 + random.below(10)) }
                }
            }
            let letters: UInt64 = (1 << 53) - 1
            let different = (NameTable.marks(of: typed) ^ NameTable.marks(of: other)) & letters
            #expect(different.nonzeroBitCount <= 2 * slips, "seed \(seed): \(typed) \(other)")
        }
    }
}
