/// What was measured of one unit.
public enum Measurement: Sendable, Equatable {
    /// A share from 0 to 1 of n answers, from a population if the question is about it alone.
    case share(proportion: Double, n: Double, population: Double?)
    /// A mean of n answers with their standard deviation.
    case mean(value: Double, deviation: Double, n: Double, population: Double?)
    /// Events in an exposure.
    case rate(events: Double, exposure: Double)

    /// The share, mean or rate.
    public var estimate: Double {
        switch self {
        case .share(let proportion, _, _): proportion
        case .mean(let value, _, _, _): value
        case .rate(let events, let exposure): events / exposure
        }
    }

    /// The interval of the measurement alone.
    public func interval(confidence: Double) -> Interval {
        switch self {
        case .share(let proportion, let n, let population):
            Wilson.interval(
                proportion,
                n: FinitePopulation.effectiveSize(n, of: population),
                confidence: confidence
            )
        case .mean(let value, let deviation, let n, let population):
            StudentInterval.interval(
                value,
                deviation: deviation,
                n: n,
                population: population,
                confidence: confidence
            )
        case .rate(let events, let exposure):
            PoissonExact.interval(events: events, exposure: exposure, confidence: confidence)
        }
    }

    /// How much stands behind the measurement; compares measurements of one kind.
    ///
    /// The number of answers, not the error seen: choosing the unit whose answers happen to lie closest
    /// makes differences look surer than they are.
    var support: Double {
        switch self {
        case .share(_, let n, let population), .mean(_, _, let n, let population):
            FinitePopulation.effectiveSize(n, of: population)
        case .rate(_, let exposure): exposure
        }
    }
}

/// Several units' measurements held against the best supported one.
///
/// With k units there are k − 1 differences; their intervals hold together (Bonferroni). A difference is
/// clear when the 99 % interval leaves no difference out, and possible when the 95 % interval does: two
/// levels, since a reader sees many rows at once. `docs/methods.md` tells how often equal units are
/// called different.
public struct SideBySide: Sendable {
    public enum Kind: Sendable {
        case shares, means, rates
    }

    public enum Verdict: Sendable {
        case clearlyDifferent, possiblyDifferent, noDemonstrableDifference, identical
    }

    /// One unit against the reference.
    public struct Difference: Sendable {
        /// The unit's estimate less the reference's.
        public let estimate: Double
        /// The unit's rate over the reference's, where both are rates and the reference's is not zero.
        public let ratio: Double?
        /// The simultaneous 95 % interval: of the difference or, for rates, of the ratio.
        public let interval: Interval
        public let verdict: Verdict
        /// How far the estimate lies from no difference, in lengths from it to the nearer end of its 95 %
        /// interval; above one where the interval leaves no difference out.
        public let clarity: Double
    }

    /// The confidence of all intervals together by which a difference is possible.
    public static let possible = 0.95
    /// The confidence of all intervals together by which a difference is clear.
    public static let clear = 0.99

    public let kind: Kind
    /// The place of the measurement that the others are held against.
    public let reference: Int
    /// Each measurement's difference; `nil` for the reference.
    public let differences: [Difference?]

    /// The clearest of the differences.
    public var verdict: Verdict {
        let found = differences.compactMap { $0?.verdict }
        if found.contains(.clearlyDifferent) { return .clearlyDifferent }
        if found.contains(.possiblyDifferent) { return .possiblyDifferent }
        return found.contains(.noDemonstrableDifference) ? .noDemonstrableDifference : .identical
    }

    /// Holds measurements against each other.
    ///
    /// The reference has the largest effective number of answers or the longest exposure; of equals it
    /// is the first. O(k).
    ///
    /// - Parameter measurements: Two or more, all of one kind.
    public init(_ measurements: [Measurement]) {
        precondition(measurements.count >= 2, "there is nothing to hold against each other")
        var reference = 0
        for place in measurements.indices
        where measurements[place].support > measurements[reference].support {
            reference = place
        }
        self.reference = reference
        switch measurements[0] {
        case .share: kind = .shares
        case .mean: kind = .means
        case .rate: kind = .rates
        }
        let levels = Levels(intervals: measurements.count - 1)
        let best = measurements[reference]
        differences = measurements.indices.map { place in
            place == reference ? nil : levels.difference(measurements[place], from: best)
        }
    }

    /// The two confidences of one comparison, with what depends on them alone.
    private struct Levels {
        let possible: Double
        let clear: Double
        let possibleZ: Double
        let clearZ: Double

        init(intervals: Int) {
            possible = Multiplicity.confidence(
                familywise: SideBySide.possible,
                intervals: intervals
            )
            clear = Multiplicity.confidence(familywise: SideBySide.clear, intervals: intervals)
            possibleZ = Normal.quantile((1 + possible) / 2)
            clearZ = Normal.quantile((1 + clear) / 2)
        }

        func difference(_ unit: Measurement, from best: Measurement) -> Difference {
            switch (unit, best) {
            case (.share(let p, let n, let size), .share(let other, let m, let otherSize)):
                let one = (proportion: p, n: FinitePopulation.effectiveSize(n, of: size))
                let two = (proportion: other, n: FinitePopulation.effectiveSize(m, of: otherSize))
                let interval = Newcombe.interval(one, two, z: possibleZ)
                // A handful of answers may agree by chance more often than any score interval allows for.
                let isClear =
                    !interval.contains(0)
                    && !Newcombe.interval(one, two, z: clearZ).contains(0)
                    && !Newcombe.exactInterval(one, two, confidence: clear).contains(0)
                return Self.difference(p - other, interval, isClear: isClear)
            case (.mean(let a, let s, let n, let size), .mean(let b, let t, let m, let otherSize)):
                // Few answers on a scale may all be alike by chance: the larger deviation stands for both
                // where that says less.
                let wide = max(s, t)
                let pairs = [(s, t), (wide, wide)].map { deviations in
                    (
                        Welch.Mean(value: a, deviation: deviations.0, n: n, population: size),
                        Welch.Mean(value: b, deviation: deviations.1, n: m, population: otherSize)
                    )
                }
                func interval(_ confidence: Double) -> Interval {
                    let both = pairs.map { Welch.interval($0.0, $0.1, confidence: confidence) }
                    return Interval(
                        lower: min(both[0].lower, both[1].lower),
                        upper: max(both[0].upper, both[1].upper)
                    )
                }
                let likely = interval(possible)
                let isClear = !likely.contains(0) && !interval(clear).contains(0)
                return Self.difference(a - b, likely, isClear: isClear)
            case (.rate(let a, let days), .rate(let b, let otherDays)):
                let one = (events: a, exposure: days)
                let two = (events: b, exposure: otherDays)
                let interval = RateRatio.interval(one, two, confidence: possible)
                let isClear =
                    !interval.contains(1)
                    && !RateRatio.interval(one, two, confidence: clear).contains(1)
                return Self.ratio(one, two, interval, isClear: isClear)
            default:
                preconditionFailure("a \(unit) cannot be held against a \(best)")
            }
        }

        private static func verdict(
            _ estimate: Double,
            _ interval: Interval,
            none: Double,
            isClear: Bool
        ) -> Verdict {
            if estimate == 0 { return .identical }
            if isClear { return .clearlyDifferent }
            return interval.contains(none) ? .noDemonstrableDifference : .possiblyDifferent
        }

        private static func difference(
            _ estimate: Double,
            _ interval: Interval,
            isClear: Bool
        ) -> Difference {
            let reach = estimate > 0 ? estimate - interval.lower : interval.upper - estimate
            return Difference(
                estimate: estimate,
                ratio: nil,
                interval: interval,
                verdict: verdict(estimate, interval, none: 0, isClear: isClear),
                clarity: clarity(abs(estimate), reach)
            )
        }

        private static func ratio(
            _ one: (events: Double, exposure: Double),
            _ two: (events: Double, exposure: Double),
            _ interval: Interval,
            isClear: Bool
        ) -> Difference {
            let other = two.events / two.exposure
            let estimate = one.events / one.exposure - other
            let isAbove = estimate > 0
            let bound = isAbove ? interval.lower : interval.upper
            let reach = (isAbove ? 1 : -1) * (estimate + other - bound * other)
            return Difference(
                estimate: estimate,
                ratio: two.events > 0 ? one.events / one.exposure / other : nil,
                interval: interval,
                verdict: verdict(estimate, interval, none: 1, isClear: isClear),
                clarity: bound.isFinite ? clarity(estimate.magnitude, reach) : 0
            )
        }

        private static func clarity(_ distance: Double, _ reach: Double) -> Double {
            if distance == 0 { return 0 }
            return reach > 0 ? min(distance / reach, 1e9) : 1e9
        }
    }
}
