/// Counts the slips of the keys between one typed word and many others: letters left out, added,
/// replaced, or exchanged with their neighbour.
///
/// Bit-parallel optimal string alignment: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
/// Damerau edit distances", Nordic Journal of Computing 10 (2003). A typed word counts up to its
/// 64th letter. O(length of the other word).
struct SlipMeter {
    /// For each byte the places at which the typed word has it.
    private var places: [UInt64]
    private let count: Int

    init(_ typed: [UInt8]) {
        places = Array(repeating: 0, count: 256)
        count = min(typed.count, 64)
        for (place, byte) in typed.prefix(64).enumerated() {
            places[Int(byte)] |= 1 << UInt64(place)
        }
    }

    /// The slips that lead from the typed word to another.
    func slips(to other: Span<UInt8>) -> Int {
        measure(other).whole
    }

    /// The slips that lead from the typed word to the beginning of another that is nearest to it.
    func slips(toBeginningOf other: Span<UInt8>) -> Int {
        measure(other).beginning
    }

    func slips(toBeginningOf other: [UInt8]) -> Int {
        let span = other.span
        return measure(span).beginning
    }

    func slips(to other: [UInt8]) -> Int {
        let span = other.span
        return measure(span).whole
    }

    private func measure(_ other: Span<UInt8>) -> (whole: Int, beginning: Int) {
        guard count > 0 else { return (other.count, 0) }
        let places = places.span
        let last: UInt64 = 1 << UInt64(count - 1)
        var positive: UInt64 = .max
        var negative: UInt64 = 0
        var diagonal: UInt64 = 0
        var former: UInt64 = 0
        var score = count
        var least = count
        for index in 0..<other.count {
            let matches = places[Int(other[index])]
            let exchanged = ((~diagonal & matches) << 1) & former
            diagonal =
                (((matches & positive) &+ positive) ^ positive) | matches | negative | exchanged
            let up = negative | ~(diagonal | positive)
            let down = diagonal & positive
            if up & last != 0 { score += 1 }
            if down & last != 0 { score -= 1 }
            least = min(least, score)
            let shifted = up << 1 | 1
            positive = down << 1 | ~(diagonal | shifted)
            negative = diagonal & shifted
            former = matches
        }
        return (score, least)
    }
}
