/// Two bounds between which a quantity lies with some confidence.
public struct Interval: Sendable, Equatable {
    public var lower: Double
    public var upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Whether a value lies between the bounds, ends included.
    public func contains(_ value: Double) -> Bool {
        lower <= value && value <= upper
    }
}

/// How much a sample of n says of a population of N, where the question is about these N alone.
///
/// Cochran 1977, "Sampling Techniques", 3rd ed., section 2.6: the variance of a mean shrinks by
/// (N − n)/(N − 1).
public enum FinitePopulation {
    /// The size of a sample from an endless population that would say as much; infinite when all answered.
    public static func effectiveSize(_ n: Double, of population: Double?) -> Double {
        guard let population else { return n }
        guard n < population else { return .infinity }
        return n * (population - 1) / (population - n)
    }
}

/// Wilson's score interval of a share.
///
/// Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22:209;
/// chosen after Newcombe 1998 and Brown, Cai & DasGupta 2001: right at small n and near 0 and 1.
public enum Wilson {
    /// The interval of a share of n answers; an infinite effective number leaves the share alone.
    public static func interval(
        _ proportion: Double,
        n: Double,
        confidence: Double
    ) -> Interval {
        interval(proportion, n: n, z: Normal.quantile((1 + confidence) / 2))
    }

    static func interval(_ proportion: Double, n: Double, z: Double) -> Interval {
        guard n.isFinite else { return Interval(lower: proportion, upper: proportion) }
        let square = z * z
        let middle = proportion + square / (2 * n)
        let half = z * (proportion * (1 - proportion) / n + square / (4 * n * n)).squareRoot()
        let scale = 1 + square / n
        // At 0 and 1 the bound is the share itself, which rounding must not miss.
        return Interval(
            lower: proportion == 0 ? 0 : max(0, (middle - half) / scale),
            upper: proportion == 1 ? 1 : min(1, (middle + half) / scale)
        )
    }
}

/// The exact interval of a share.
///
/// Clopper & Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26:404.
public enum ClopperPearson {
    /// The two-sided interval for `events` out of `n`.
    public static func interval(events: Double, n: Double, confidence: Double) -> Interval {
        let tail = (1 - confidence) / 2
        return Interval(
            lower: events <= 0 ? 0 : Beta.quantile(tail, events, n - events + 1),
            upper: events >= n ? 1 : Beta.quantile(1 - tail, events + 1, n - events)
        )
    }

    /// The share that is not exceeded, with all of the doubt on one side: for 0 of n this is
    /// 1 − (1 − confidence)^(1/n), which "3/n" approximates.
    public static func upperBound(events: Double, n: Double, confidence: Double) -> Double {
        events >= n ? 1 : Beta.quantile(confidence, events + 1, n - events)
    }
}

/// Student's t interval of a mean.
public enum StudentInterval {
    /// The interval of a mean from its standard deviation; with a population, of these residents alone.
    public static func interval(
        _ mean: Double,
        deviation: Double,
        n: Double,
        population: Double? = nil,
        confidence: Double
    ) -> Interval {
        let size = FinitePopulation.effectiveSize(n, of: population)
        guard size.isFinite, deviation > 0 else { return Interval(lower: mean, upper: mean) }
        let t = StudentT.quantile((1 + confidence) / 2, degreesOfFreedom: n - 1)
        let half = t * deviation / size.squareRoot()
        return Interval(lower: mean - half, upper: mean + half)
    }

    /// The standard deviation behind a published 95 % t interval, from half of its width.
    public static func deviation(halfWidth: Double, n: Double) -> Double {
        halfWidth * n.squareRoot() / StudentT.quantile(0.975, degreesOfFreedom: n - 1)
    }
}

/// The exact interval of a rate of events.
///
/// Garwood 1936, "Fiducial limits for the Poisson distribution", Biometrika 28:437.
public enum PoissonExact {
    /// Events per unit of exposure.
    public static func interval(
        events: Double,
        exposure: Double,
        confidence: Double
    ) -> Interval {
        let tail = (1 - confidence) / 2
        let lower = events <= 0 ? 0 : Gamma.quantile(tail, shape: events)
        let upper = Gamma.quantile(1 - tail, shape: events + 1)
        return Interval(lower: lower / exposure, upper: upper / exposure)
    }
}
