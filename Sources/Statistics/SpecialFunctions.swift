import Glibc

/// The functions behind the distributions: gamma and beta, complete and incomplete.
///
/// Relative errors stay below 1e-10 where the results are not subnormal; `Tests/StatisticsTests` holds
/// them against SciPy.
enum SpecialFunctions {
    /// The logarithm of Γ(x) for x > 0.
    ///
    /// Stirling's series from 12 on (NIST DLMF 5.11.1); smaller x are lifted there by Γ(x + 1) = x·Γ(x).
    static func logGamma(_ x: Double) -> Double {
        precondition(x > 0, "the logarithm of Γ is asked for at \(x)")
        if x >= 12 {
            let inverse = 1 / x
            let square = inverse * inverse
            let series =
                inverse
                * (1.0 / 12
                    + square
                    * (-1.0 / 360
                        + square
                        * (1.0 / 1260
                            + square
                            * (-1.0 / 1680
                                + square
                                * (1.0 / 1188 + square * (-691.0 / 360_360 + square * (1.0 / 156)))))))
            return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_74 + series
        }
        // Γ(x) = Γ(x + k) / (x·(x + 1)…): lifted to where the series holds.
        var product = 1.0
        var lifted = x
        while lifted < 12 {
            product *= lifted
            lifted += 1
        }
        return logGamma(lifted) - log(product)
    }

    /// The logarithm of the beta function for a, b > 0.
    ///
    /// Large arguments are not subtracted from each other: ln Γ(a) − ln Γ(a + b) loses digits.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        let (small, large) = (min(a, b), max(a, b))
        guard large >= 12 else {
            return logGamma(small) + logGamma(large) - logGamma(small + large)
        }
        let sum = small + large
        let correction = stirlingError(large) - stirlingError(sum)
        if small >= 12 {
            return -0.5 * log(large) + 0.918_938_533_204_672_74 + stirlingError(small) + correction
                + (small - 0.5) * log(small / sum) + large * log1p(-small / sum)
        }
        return logGamma(small) + correction + small - small * log(sum)
            + (large - 0.5) * log1p(-small / sum)
    }

    /// ln Γ(x) less Stirling's formula, for x ≥ 12.
    private static func stirlingError(_ x: Double) -> Double {
        let inverse = 1 / x
        let square = inverse * inverse
        return inverse
            * (1.0 / 12
                + square
                * (-1.0 / 360
                    + square
                    * (1.0 / 1260
                        + square
                        * (-1.0 / 1680 + square * (1.0 / 1188 + square * (-691.0 / 360_360))))))
    }

    /// The regularized incomplete beta function I_x(a, b).
    ///
    /// Continued fraction by Lentz's method (NIST DLMF 8.17.22), on the side where it converges fast.
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        incompleteBeta(x, a, b, logBeta: logBeta(a, b))
    }

    private static func incompleteBeta(
        _ x: Double,
        _ a: Double,
        _ b: Double,
        logBeta: Double
    ) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = exp(a * log(x) + b * log1p(-x) - logBeta)
        if x < (a + 1) / (a + b + 2) { return front * betaFraction(x, a, b) / a }
        return 1 - front * betaFraction(1 - x, b, a) / b
    }

    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        var fraction = d
        for step in 1...100_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            if abs(d) < tiny { d = tiny }
            c = 1 + even / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            if abs(d) < tiny { d = tiny }
            c = 1 + odd / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return fraction
    }

    /// The x with I_x(a, b) = p.
    ///
    /// Starts from the normal approximation of Abramowitz & Stegun 26.5.22 where both parameters are
    /// above one, as Press et al. 2007, "Numerical Recipes", 6.4, do.
    static func inverseIncompleteBeta(_ p: Double, _ a: Double, _ b: Double) -> Double {
        if p <= 0 { return 0 }
        if p >= 1 { return 1 }
        let scale = logBeta(a, b)
        return root(of: p, from: 0, to: 1, start: betaStart(p, a, b)) { x in
            let value = incompleteBeta(x, a, b, logBeta: scale)
            let logs = (log(x), log1p(-x))
            let density = exp((a - 1) * logs.0 + (b - 1) * logs.1 - scale)
            return (value, density, (a - 1) / x - (b - 1) / (1 - x))
        }
    }

    private static func betaStart(_ p: Double, _ a: Double, _ b: Double) -> Double {
        if a >= 1, b >= 1 {
            let z = -Normal.quantile(p)
            let lambda = (z * z - 3) / 6
            let h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1))
            let root = z * (h + lambda).squareRoot() / h
            let w =
                root - (1 / (2 * b - 1) - 1 / (2 * a - 1)) * (lambda + 5.0 / 6 - 2 / (3 * h))
            let x = a / (a + b * exp(2 * w))
            return x.isFinite && x > 0 && x < 1 ? x : a / (a + b)
        }
        let left = exp(a * log(a / (a + b))) / a
        let right = exp(b * log(b / (a + b))) / b
        let sum = left + right
        let x =
            p < left / sum
            ? exp(log(a * sum * p) / a) : 1 - exp(log(b * sum * (1 - p)) / b)
        return x > 0 && x < 1 ? x : a / (a + b)
    }

    /// The regularized incomplete gamma function P(a, x).
    ///
    /// Series below a + 1, continued fraction above (NIST DLMF 8.11.4, 8.9.2).
    static func incompleteGamma(_ a: Double, _ x: Double) -> Double {
        incompleteGamma(a, x, logGamma: logGamma(a))
    }

    private static func incompleteGamma(_ a: Double, _ x: Double, logGamma: Double) -> Double {
        if x <= 0 { return 0 }
        let front = exp(a * log(x) - x - logGamma)
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            var n = a
            for _ in 0..<100_000 {
                n += 1
                term *= x / n
                sum += term
                if term < sum * 1e-17 { break }
            }
            return min(1, front * sum)
        }
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var fraction = d
        for step in 1...100_000 {
            let i = Double(step)
            let an = -i * (i - a)
            b += 2
            d = an * d + b
            if abs(d) < tiny { d = tiny }
            c = b + an / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return max(0, 1 - front * fraction)
    }

    /// The x with P(a, x) = p.
    ///
    /// Starts from Wilson & Hilferty's approximation (1931, PNAS 17:684).
    static func inverseIncompleteGamma(_ p: Double, _ a: Double) -> Double {
        if p <= 0 { return 0 }
        if p >= 1 { return .infinity }
        let scale = logGamma(a)
        let ninth = 1 / (9 * a)
        let cube = 1 - ninth + Normal.quantile(p) * ninth.squareRoot()
        var start = a * cube * cube * cube
        if !(cube > 0.05) || a < 1 {
            // Near nought P(a, x) is about x^a / Γ(a + 1).
            let small = exp((log(p) + logGamma(a + 1)) / a)
            start = cube > 0.3 ? start : small
        }
        var high = max(start, a) * 2 + 10
        while incompleteGamma(a, high, logGamma: scale) < p { high *= 2 }
        return root(of: p, from: 0, to: high, start: min(max(start, 1e-300), high / 2)) { x in
            let value = incompleteGamma(a, x, logGamma: scale)
            return (value, exp((a - 1) * log(x) - x - scale), (a - 1) / x - 1)
        }
    }

    /// Where an increasing function reaches a value: Halley's steps, kept inside a bracket that only
    /// narrows; the function gives its value, its slope, and how the slope changes relative to itself.
    private static func root(
        of wanted: Double,
        from lower: Double,
        to upper: Double,
        start: Double,
        _ function: (Double) -> (value: Double, slope: Double, bend: Double)
    ) -> Double {
        var (low, high) = (lower, upper)
        var x = start
        for _ in 0..<200 {
            let (value, slope, bend) = function(x)
            if value == wanted { return x }
            if value < wanted { low = x } else { high = x }
            let newton = slope > 0 ? (value - wanted) / slope : .nan
            var next = x - newton / max(0.5, min(1.5, 1 - newton * bend / 2))
            let isStep = next > low && next < high
            if !isStep {
                // Far from the root of a distribution near zero the middle halves too slowly.
                next = low > 0 && high / low > 4 ? (low * high).squareRoot() : (low + high) / 2
                if low == 0, high < 1e-3 * upper { next = high / 16 }
            }
            if abs(next - x) <= 4e-16 * abs(x) || high - low <= 4e-16 * high { return next }
            // The step after one so small changes the last bits at most: steps converge cubically.
            if isStep, abs(next - x) <= 1e-8 * min(abs(x), upper - x) { return next }
            x = next
        }
        return x
    }
}
