import CareUnits

/// A result with its uncertainty, drawn so that value, number and interval agree.
///
/// Arithmetic and square roots only, which IEEE 754 rounds alike everywhere.
struct DemoIndicatorValue: Sendable {
    let n: Int
    private let value: Double
    private let interval: (lower: Double, upper: Double)?

    /// A value among `people`; `spread` divides how far it strays from the indicator's middle.
    init(
        _ indicator: CatalogIndicator,
        people: Int,
        spread: Int,
        _ random: inout DemoRandom
    ) {
        // The sum of two even draws: most near the middle.
        let reach = max(1, indicator.spread / spread)
        let drawn =
            indicator.middle + random.between(-reach, reach) / 2
            + random.between(-reach, reach) / 2
        switch indicator.measure {
        case .share:
            n = max(1, people * random.between(45, 95) / 100)
            let share = Double(min(n, (n * drawn + 50) / 100)) / Double(n)
            value = Self.rounded(share, 10_000)
            interval = Self.wilson(share, Double(n))
        case .mean:
            n = max(1, people * random.between(45, 95) / 100)
            value = Double(drawn) / 10
            let half = 1.96 * (Double(indicator.spread) / 8) / Double(n).squareRoot()
            interval = (
                Self.rounded(max(0, value - half), 100), Self.rounded(value + half, 100)
            )
        case .rate:
            n = indicator.levels.contains(.unit) ? people * 365 : people * 2
            let events = max(1, n * max(1, drawn) / 10_000)
            value = Self.rounded(Double(events) * 1000 / Double(n), 100)
            interval = Self.poisson(Double(events), Double(n))
        case .number:
            n = people
            value = Double(max(0, drawn)) / 10
            interval = nil
        }
    }

    /// Writes the members of the number, with how many could have answered if given.
    func write(populationSize: Int?, to writer: inout JSONWriter) {
        writer.member("value", value)
        writer.member("n", n)
        if let populationSize { writer.member("populationSize", populationSize) }
        guard let interval else { return }
        writer.member("lower", interval.lower)
        writer.member("upper", interval.upper)
    }

    /// Wilson's score interval of a share at 95 %.
    private static func wilson(_ share: Double, _ n: Double) -> (lower: Double, upper: Double) {
        let square = 1.96 * 1.96
        let middle = share + square / (2 * n)
        let half = 1.96 * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        return (
            rounded(max(0, (middle - half) / scale), 10_000),
            rounded(min(1, (middle + half) / scale), 10_000)
        )
    }

    /// Byar's approximation to the exact Poisson interval of a rate per thousand at 95 %.
    private static func poisson(_ events: Double, _ n: Double) -> (lower: Double, upper: Double) {
        let below = 1 - 1 / (9 * events) - 1.96 / (3 * events.squareRoot())
        let more = events + 1
        let above = 1 - 1 / (9 * more) + 1.96 / (3 * more.squareRoot())
        return (
            rounded(max(0, events * below * below * below) * 1000 / n, 100),
            rounded(more * above * above * above * 1000 / n, 100)
        )
    }

    private static func rounded(_ number: Double, _ scale: Double) -> Double {
        (number * scale).rounded() / scale
    }
}
