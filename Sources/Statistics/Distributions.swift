import Glibc

/// The standard normal distribution.
public enum Normal {
    /// The probability of a value of at most x.
    public static func probability(_ x: Double) -> Double {
        0.5 * erfc(-x / 2.0.squareRoot())
    }

    /// The x below which a share p of all values lie.
    ///
    /// Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37:477; about 16 digits.
    public static func quantile(_ p: Double) -> Double {
        precondition(p > 0 && p < 1, "no quantile at \(p)")
        let q = p - 0.5
        if abs(q) <= 0.425 {
            let r = 0.180625 - q * q
            return q * polynomial(r, centre.numerator) / polynomial(r, centre.denominator)
        }
        let tail = (-log(min(p, 1 - p))).squareRoot()
        let size =
            tail <= 5
            ? polynomial(tail - 1.6, near.numerator) / polynomial(tail - 1.6, near.denominator)
            : polynomial(tail - 5, far.numerator) / polynomial(tail - 5, far.denominator)
        return q < 0 ? -size : size
    }

    private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }

    private static let centre: (numerator: [Double], denominator: [Double]) = (
        [
            3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
            1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
            3.3430575583588128105e+4, 2.5090809287301226727e+3,
        ],
        [
            1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
            2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
            5.2264952788528545610e+3,
        ]
    )
    private static let near: (numerator: [Double], denominator: [Double]) = (
        [
            1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
            2.27238449892691845833e-2, 7.74545014278341407640e-4,
        ],
        [
            1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
            1.05075007164441684324e-9,
        ]
    )
    private static let far: (numerator: [Double], denominator: [Double]) = (
        [
            6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
            2.71155556874348757815e-5, 2.01033439929228813265e-7,
        ],
        [
            1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
            2.04426310338993978564e-15,
        ]
    )
}

/// Student's t distribution; the degrees of freedom need not be whole.
public enum StudentT {
    /// The probability of a value of at most t.
    public static func probability(_ t: Double, degreesOfFreedom df: Double) -> Double {
        let tail = 0.5 * SpecialFunctions.incompleteBeta(df / (df + t * t), df / 2, 0.5)
        return t < 0 ? tail : 1 - tail
    }

    /// The t below which a share p of all values lie.
    ///
    /// From three degrees of freedom on Halley's steps from Cornish & Fisher's expansion (Hill 1970,
    /// "Student's t-quantiles", algorithm 396, Communications of the ACM 13:619, gives its terms).
    public static func quantile(_ p: Double, degreesOfFreedom df: Double) -> Double {
        precondition(p > 0 && p < 1 && df > 0, "no quantile at \(p) with \(df)")
        if p == 0.5 { return 0 }
        let tail = min(p, 1 - p)
        let size = df >= 3 && tail > 1e-6 ? steps(tail, df) : inverted(tail, df)
        return p < 0.5 ? -size : size
    }

    private static func steps(_ tail: Double, _ df: Double) -> Double {
        let z = -Normal.quantile(tail)
        let square = z * z
        let first = (square + 1) * z / 4
        let second = ((5 * square + 16) * square + 3) * z / 96
        let third = (((3 * square + 19) * square + 17) * square - 15) * z / 384
        var t = z + (first + (second + third / df) / df) / df
        let scale = 0.5 * log(df) + SpecialFunctions.logBeta(df / 2, 0.5)
        for _ in 0..<20 {
            let beyond = 0.5 * SpecialFunctions.incompleteBeta(df / (df + t * t), df / 2, 0.5)
            let density = exp(-(df + 1) / 2 * log1p(t * t / df) - scale)
            let newton = (tail - beyond) / density
            // The slope of the density over the density is −(df + 1)·t/(df + t²).
            let bend = -(df + 1) * t / (df + t * t)
            let step = newton / (1 - newton * bend / 2)
            t -= step
            if abs(step) <= 1e-7 * t { break }
        }
        return t
    }

    private static func inverted(_ tail: Double, _ df: Double) -> Double {
        let x = SpecialFunctions.inverseIncompleteBeta(2 * tail, df / 2, 0.5)
        // Near the middle 1 − x loses digits: ask the other side for it.
        let rest =
            x > 0.5
            ? SpecialFunctions.inverseIncompleteBeta(1 - 2 * tail, 0.5, df / 2) : 1 - x
        return (df * rest / x).squareRoot()
    }
}

/// The beta distribution.
public enum Beta {
    /// The probability of a value of at most x.
    public static func probability(_ x: Double, _ a: Double, _ b: Double) -> Double {
        SpecialFunctions.incompleteBeta(x, a, b)
    }

    /// The x below which a share p of all values lie.
    public static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        SpecialFunctions.inverseIncompleteBeta(p, a, b)
    }
}

/// The gamma distribution of scale one.
public enum Gamma {
    /// The probability of a value of at most x.
    public static func probability(_ x: Double, shape: Double) -> Double {
        SpecialFunctions.incompleteGamma(shape, x)
    }

    /// The x below which a share p of all values lie.
    public static func quantile(_ p: Double, shape: Double) -> Double {
        SpecialFunctions.inverseIncompleteGamma(p, shape)
    }
}
