/// The interval of a difference of two shares.
///
/// Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison
/// of eleven methods", Statistics in Medicine 17:873, method 10: from the two Wilson intervals.
public enum Newcombe {
    /// The interval of `first` − `second`.
    public static func interval(
        _ first: (proportion: Double, n: Double),
        _ second: (proportion: Double, n: Double),
        confidence: Double
    ) -> Interval {
        interval(first, second, z: Normal.quantile((1 + confidence) / 2))
    }

    static func interval(
        _ first: (proportion: Double, n: Double),
        _ second: (proportion: Double, n: Double),
        z: Double
    ) -> Interval {
        combined(
            first.proportion,
            Wilson.interval(first.proportion, n: first.n, z: z),
            second.proportion,
            Wilson.interval(second.proportion, n: second.n, z: z)
        )
    }

    /// The same from two exact intervals (Clopper & Pearson): never too short, often too long.
    public static func exactInterval(
        _ first: (proportion: Double, n: Double),
        _ second: (proportion: Double, n: Double),
        confidence: Double
    ) -> Interval {
        func exact(_ share: (proportion: Double, n: Double)) -> Interval {
            guard share.n.isFinite else {
                return Interval(lower: share.proportion, upper: share.proportion)
            }
            let events = share.proportion * share.n
            return ClopperPearson.interval(events: events, n: share.n, confidence: confidence)
        }
        return combined(first.proportion, exact(first), second.proportion, exact(second))
    }

    private static func combined(
        _ first: Double,
        _ one: Interval,
        _ second: Double,
        _ two: Interval
    ) -> Interval {
        func reach(_ left: Double, _ right: Double) -> Double {
            (left * left + right * right).squareRoot()
        }
        return Interval(
            lower: first - second - reach(first - one.lower, two.upper - second),
            upper: first - second + reach(one.upper - first, second - two.lower)
        )
    }
}

/// The interval of a difference of two means whose variances need not be alike.
///
/// Welch 1947, "The generalization of 'Student's' problem when several different population variances
/// are involved", Biometrika 34:28; degrees of freedom after Satterthwaite 1946.
public enum Welch {
    /// A mean with what is known of its spread.
    public struct Mean: Sendable, Equatable {
        public var value: Double
        /// The squared standard error.
        public var variance: Double
        /// Degrees of freedom of that error: the number of answers less one.
        public var degreesOfFreedom: Double

        public init(value: Double, deviation: Double, n: Double, population: Double? = nil) {
            self.value = value
            let size = FinitePopulation.effectiveSize(n, of: population)
            variance = size.isFinite ? deviation * deviation / size : 0
            degreesOfFreedom = n - 1
        }
    }

    /// The degrees of freedom of a difference.
    public static func degreesOfFreedom(_ first: Mean, _ second: Mean) -> Double {
        let sum = first.variance + second.variance
        let parts =
            first.variance * first.variance / first.degreesOfFreedom
            + second.variance * second.variance / second.degreesOfFreedom
        return sum * sum / parts
    }

    /// The interval of `first` − `second`.
    public static func interval(_ first: Mean, _ second: Mean, confidence: Double) -> Interval {
        let difference = first.value - second.value
        let error = (first.variance + second.variance).squareRoot()
        guard error > 0 else { return Interval(lower: difference, upper: difference) }
        let t = StudentT.quantile(
            (1 + confidence) / 2,
            degreesOfFreedom: degreesOfFreedom(first, second)
        )
        return Interval(lower: difference - t * error, upper: difference + t * error)
    }
}

/// The exact interval of the ratio of two rates.
///
/// Given how many events there were in all, those of the first are binomial (Przyborowski & Wilenski
/// 1940, Biometrika 31:313); the interval of that share by Clopper & Pearson gives the ratio's (Ulm
/// 1990, American Journal of Epidemiology 131:373).
public enum RateRatio {
    /// The interval of `first` / `second`; the whole half-line when there were no events.
    public static func interval(
        _ first: (events: Double, exposure: Double),
        _ second: (events: Double, exposure: Double),
        confidence: Double
    ) -> Interval {
        let total = first.events + second.events
        guard total > 0 else { return Interval(lower: 0, upper: .infinity) }
        let share = ClopperPearson.interval(
            events: first.events,
            n: total,
            confidence: confidence
        )
        let scale = second.exposure / first.exposure
        return Interval(
            lower: scale * share.lower / (1 - share.lower),
            upper: share.upper >= 1 ? .infinity : scale * share.upper / (1 - share.upper)
        )
    }
}
