import Glibc
import Statistics
import Testing

/// How often units that are equal are called different, and how often intervals hold.
///
/// The seeds are fixed; `PLEJESOEG_LONG_TESTS=1` draws more, and `PLEJESOEG_PRINT=1` prints the tables
/// that docs/methods.md quotes.
@Suite struct SideBySideTests {
    private static let isLong = isSet("PLEJESOEG_LONG_TESTS")
    private static let prints = isSet("PLEJESOEG_PRINT")
    private static func isSet(_ name: String) -> Bool {
        getenv(name).map { String(cString: $0) == "1" } ?? false
    }

    private static let draws = isLong ? 20_000 : 1500

    /// Random numbers that a seed brings back (SplitMix64, Steele, Lea & Flood 2014).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

        mutating func binomial(_ n: Int, _ p: Double) -> Double {
            Double((0..<n).reduce(0) { count, _ in count + (uniform() < p ? 1 : 0) })
        }

        mutating func normal() -> Double {
            (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
        }

        mutating func poisson(_ mean: Double) -> Double {
            // Waiting times between events, summed.
            var events = 0.0
            var time = -log(1 - uniform())
            while time < mean {
                events += 1
                time -= log(1 - uniform())
            }
            return events
        }
    }

    /// A number that the normal test does not exceed by chance: three standard errors above 5 %.
    private static func limit(_ share: Double) -> Double {
        share + 3 * (share * (1 - share) / Double(draws)).squareRoot()
    }

    /// How often equal units are called clearly and possibly different.
    private func falseDifferences(
        seed: UInt64,
        _ draw: (inout Generator) -> [Measurement]
    ) -> (clearly: Double, possibly: Double) {
        var random = Generator(state: seed)
        var (clearly, possibly) = (0, 0)
        for _ in 0..<Self.draws {
            switch SideBySide(draw(&random)).verdict {
            case .clearlyDifferent:
                clearly += 1
                possibly += 1
            case .possiblyDifferent: possibly += 1
            case .identical, .noDemonstrableDifference: break
            }
        }
        return (Double(clearly) / Double(Self.draws), Double(possibly) / Double(Self.draws))
    }

    private func report(_ name: String, _ rates: (clearly: Double, possibly: Double)) {
        #expect(rates.clearly <= 0.05, "\(name): clearly \(rates.clearly)")
        if Self.prints { print("| \(name) | \(rates.clearly) | \(rates.possibly) |") }
    }

    @Test func equalSharesAreSeldomCalledDifferent() {
        for sizes in [
            [20, 20], [12, 60], [40, 300], [25, 25, 25, 25], Array(repeating: 30, count: 12),
            [200] + Array(repeating: 2, count: 11), [5, 5], [300, 5, 5, 5],
        ] {
            for p in [0.5, 0.82, 0.95] {
                let rates = falseDifferences(seed: UInt64(sizes[0]) + 1) { random in
                    sizes.map { n in
                        let share = random.binomial(n, p) / Double(n)
                        return .share(proportion: share, n: Double(n), population: nil)
                    }
                }
                report("shares \(p), n \(sizes)", rates)
            }
        }
    }

    @Test func equalMeansAreSeldomCalledDifferent() {
        for sizes in [[10, 10], [8, 80], [40, 40], Array(repeating: 25, count: 12)] {
            let rates = falseDifferences(seed: UInt64(sizes[0]) + 2) { random in
                sizes.map { n in
                    let values = (0..<n).map { _ in 4 + 0.8 * random.normal() }
                    let mean = values.reduce(0, +) / Double(n)
                    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                    let deviation = (squares / Double(n - 1)).squareRoot()
                    return .mean(
                        value: mean,
                        deviation: deviation,
                        n: Double(n),
                        population: nil
                    )
                }
            }
            report("means, n \(sizes)", rates)
        }
    }

    /// Answers on a scale from one to five: a few of them are often all alike.
    @Test func equalMeansOnAScaleAreSeldomCalledDifferent() {
        for sizes in [[10, 10], [5, 40], [200] + Array(repeating: 2, count: 11), [3, 3, 3, 3]] {
            let rates = falseDifferences(seed: UInt64(sizes[0]) + 5) { random in
                sizes.map { n in
                    let answers = (0..<n).map { _ -> Double in
                        let draw = random.uniform()
                        return draw < 0.5
                            ? 5 : draw < 0.85 ? 4 : draw < 0.95 ? 3 : draw < 0.98 ? 2 : 1
                    }
                    let mean = answers.reduce(0, +) / Double(n)
                    let squares = answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                    let deviation = (squares / Double(n - 1)).squareRoot()
                    return .mean(value: mean, deviation: deviation, n: Double(n), population: nil)
                }
            }
            report("means of 1 to 5, n \(sizes)", rates)
        }
    }

    @Test func equalRatesAreSeldomCalledDifferent() {
        for expected in [[3.0, 3], [5, 60], [90, 90], Array(repeating: 30, count: 12)] {
            let rates = falseDifferences(seed: UInt64(expected[0]) + 3) { random in
                expected.map { .rate(events: random.poisson($0), exposure: $0 / 0.006) }
            }
            report("rates, events \(expected)", rates)
        }
    }

    @Test func intervalsHoldAsOftenAsTheySay() {
        func coverage(seed: UInt64, _ holds: (inout Generator) -> Bool) -> Double {
            var random = Generator(state: seed)
            let held = (0..<Self.draws).count { _ in holds(&random) }
            return Double(held) / Double(Self.draws)
        }
        var wilson: [Double] = []
        for n in [8, 20, 41, 120] {
            for p in [0.05, 0.3, 0.5, 0.82, 0.95] {
                let rate = coverage(seed: UInt64(n)) { random in
                    let share = random.binomial(n, p) / Double(n)
                    return Wilson.interval(share, n: Double(n), confidence: 0.95).contains(p)
                }
                wilson.append(rate)
                if Self.prints { print("| Wilson, n \(n), p \(p) | \(rate) |") }
            }
        }
        // Wilson's interval holds 95 % on average, and a little less here and there.
        let mean = wilson.reduce(0, +) / Double(wilson.count)
        #expect(mean > 0.94 && mean < 0.97, "\(mean)")
        #expect(wilson.allSatisfy { $0 > 0.91 }, "\(wilson)")
        for expected in [0.5, 3, 12, 90] {
            let rate = coverage(seed: UInt64(expected * 2)) { random in
                let events = random.poisson(expected)
                return PoissonExact.interval(events: events, exposure: 1, confidence: 0.95)
                    .contains(expected)
            }
            #expect(rate >= 0.94, "exact for \(expected): \(rate)")
            if Self.prints { print("| Poisson, \(expected) events | \(rate) |") }
        }
    }

    /// A survey of most of a small population: the interval holds over the populations there may be, in
    /// some less often, since few answers are possible; without the correction it would be far wider.
    @Test func theFinitePopulationIntervalHoldsOnAverage() {
        for (population, answers) in [(25, 20), (40, 22), (90, 60)] {
            var random = Generator(state: UInt64(population))
            var (held, drawn, least) = (0, 0, 1.0)
            var (width, uncorrected) = (0.0, 0.0)
            for satisfied in 0...population {
                let members = (0..<population).map { $0 < satisfied ? 1.0 : 0 }
                let truth = Double(satisfied) / Double(population)
                let draws = max(60, Self.draws / population)
                var own = 0
                for _ in 0..<draws {
                    let sample = members.shuffled(using: &random).prefix(answers)
                    let share = sample.reduce(0, +) / Double(answers)
                    let n = Double(answers)
                    let size = FinitePopulation.effectiveSize(n, of: Double(population))
                    let interval = Wilson.interval(share, n: size, confidence: 0.95)
                    let endless = Wilson.interval(share, n: n, confidence: 0.95)
                    if interval.contains(truth) { own += 1 }
                    width += interval.upper - interval.lower
                    uncorrected += endless.upper - endless.lower
                }
                (held, drawn) = (held + own, drawn + draws)
                least = min(least, Double(own) / Double(draws))
            }
            let mean = Double(held) / Double(drawn)
            #expect(mean > 0.94, "\(answers) of \(population): \(mean)")
            #expect(width < 0.75 * uncorrected)
            if Self.prints { print("| \(answers) of \(population) | \(mean) | \(least) |") }
        }
    }

    // MARK: The reference and the order

    @Test func theBestSupportedUnitIsTheReference() {
        let shares: [Measurement] = [
            .share(proportion: 0.8, n: 40, population: nil),
            .share(proportion: 0.7, n: 30, population: 31),
            .share(proportion: 0.9, n: 60, population: nil),
        ]
        #expect(SideBySide(shares).reference == 1)
        #expect(SideBySide([shares[0], shares[0]]).reference == 0)
        let result = SideBySide([shares[0], shares[2]])
        #expect(result.reference == 1 && result.differences[1] == nil)
        #expect(abs((result.differences[0]?.estimate ?? 0) + 0.1) < 1e-12)
    }

    @Test func moreUnitsAskForMore() {
        let far = Measurement.share(proportion: 0.7, n: 40, population: nil)
        let best = Measurement.share(proportion: 0.9, n: 41, population: nil)
        let middle = Measurement.share(proportion: 0.82, n: 40, population: nil)
        #expect(SideBySide([far, best]).verdict == .possiblyDifferent)
        let many = SideBySide([far, best] + Array(repeating: middle, count: 10))
        #expect(many.verdict == .noDemonstrableDifference)
    }

    @Test func clarityGrowsWithTheDifference() {
        var last = -1.0
        for share in [0.8, 0.75, 0.6, 0.4, 0.1] {
            let result = SideBySide([
                .share(proportion: 0.8, n: 60, population: nil),
                .share(proportion: share, n: 50, population: nil),
            ])
            let clarity = result.differences[1]?.clarity ?? -2
            #expect(clarity > last)
            #expect((clarity > 1) == (result.verdict != .noDemonstrableDifference && share < 0.8))
            last = clarity
        }
        last = -1
        for events in [60.0, 70, 90, 200] {
            let result = SideBySide([
                .rate(events: 60, exposure: 10_000), .rate(events: events, exposure: 9_999),
            ])
            let clarity = result.differences[1]?.clarity ?? -2
            #expect(clarity > last)
            last = clarity
        }
    }
}
