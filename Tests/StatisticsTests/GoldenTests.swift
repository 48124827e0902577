import Foundation
import Statistics
import Testing

/// Our functions beside SciPy and statsmodels; the values are made by `benchmarks/statistics/make-golden`.
@Suite struct GoldenTests {
    private static func rows(_ name: String) throws -> [[Double]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name).tsv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t").compactMap { Double($0) } }
        try #require(rows.count > 9)
        return rows
    }

    /// Whether two numbers agree to 1e-9, relative to the larger or, below one, absolutely for bounds.
    private func agree(_ found: Double, _ wanted: Double) -> Bool {
        if found == wanted { return true }
        return abs(found - wanted) <= 1e-9 * max(abs(wanted), 1e-3)
    }

    private func check(
        _ name: String,
        results: Int,
        _ function: ([Double]) -> [Double]
    ) throws {
        for row in try Self.rows(name) {
            let found = function(row)
            for (value, wanted) in zip(found, row.suffix(results)) {
                #expect(agree(value, wanted), "\(name) \(row): \(found)")
            }
        }
    }

    @Test func distributions() throws {
        try check("normal", results: 1) { [Normal.quantile($0[0])] }
        try check("t-quantile", results: 1) {
            [StudentT.quantile($0[0], degreesOfFreedom: $0[1])]
        }
        try check("t-probability", results: 1) {
            [StudentT.probability($0[0], degreesOfFreedom: $0[1])]
        }
        try check("beta-probability", results: 1) { [Beta.probability($0[0], $0[1], $0[2])] }
        try check("beta-quantile", results: 1) { [Beta.quantile($0[0], $0[1], $0[2])] }
        try check("gamma-quantile", results: 1) { [Gamma.quantile($0[0], shape: $0[1])] }
        try check("gamma-probability", results: 1) { [Gamma.probability($0[0], shape: $0[1])] }
    }

    @Test func intervals() throws {
        func bounds(_ interval: Interval) -> [Double] { [interval.lower, interval.upper] }
        try check("wilson", results: 2) {
            bounds(Wilson.interval($0[0] / $0[1], n: $0[1], confidence: $0[2]))
        }
        try check("clopper-pearson", results: 2) {
            bounds(ClopperPearson.interval(events: $0[0], n: $0[1], confidence: $0[2]))
        }
        try check("poisson", results: 2) {
            bounds(PoissonExact.interval(events: $0[0], exposure: $0[1], confidence: $0[2]))
        }
        try check("student", results: 2) {
            bounds(
                StudentInterval.interval(
                    $0[0],
                    deviation: $0[1],
                    n: $0[2],
                    confidence: $0[3]
                )
            )
        }
    }

    @Test func differences() throws {
        try check("newcombe", results: 2) {
            let found = Newcombe.interval(
                ($0[0] / $0[1], $0[1]),
                ($0[2] / $0[3], $0[3]),
                confidence: $0[4]
            )
            return [found.lower, found.upper]
        }
        try check("welch", results: 3) {
            let one = Welch.Mean(value: $0[0], deviation: $0[1], n: $0[2])
            let two = Welch.Mean(value: $0[3], deviation: $0[4], n: $0[5])
            let found = Welch.interval(one, two, confidence: $0[6])
            return [Welch.degreesOfFreedom(one, two), found.lower, found.upper]
        }
        try check("rate-ratio", results: 2) {
            let found = RateRatio.interval(($0[0], $0[1]), ($0[2], $0[3]), confidence: $0[4])
            return [found.lower, found.upper]
        }
    }

    @Test func multiplicity() throws {
        let sets = Dictionary(grouping: try Self.rows("multiplicity")) { $0[0] }
        for rows in sets.values {
            let holm = Multiplicity.holm(rows.map { $0[1] })
            let hochberg = Multiplicity.benjaminiHochberg(rows.map { $0[1] })
            for (place, row) in rows.enumerated() {
                #expect(agree(holm[place], row[2]) && agree(hochberg[place], row[3]), "\(row)")
            }
        }
    }

    // MARK: Published examples

    /// Newcombe 1998, table II: the two samples, and the bounds of method 10 to four digits.
    private static let newcombe: [(k: Double, n: Double, j: Double, m: Double, Double, Double)] = [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ]

    @Test(arguments: newcombe.indices)
    func newcombesOwnExamples(place: Int) {
        let row = Self.newcombe[place]
        let found = Newcombe.interval(
            (row.k / row.n, row.n),
            (row.j / row.m, row.m),
            confidence: 0.95
        )
        #expect(abs(found.lower - row.4) < 5.1e-5 && abs(found.upper - row.5) < 5.1e-5, "\(found)")
    }

    @Test func otherPublishedExamples() {
        // Wilson's interval of 15 out of 148 (Newcombe 1998, Statistics in Medicine 17:857, table I).
        let wilson = Wilson.interval(15.0 / 148, n: 148, confidence: 0.95)
        #expect(abs(wilson.lower - 0.0624) < 5e-5 && abs(wilson.upper - 0.1605) < 5e-5)
        // The rule of three and what it approximates (Hanley & Lippman-Hand 1983, JAMA 249:1743).
        let none = ClopperPearson.upperBound(events: 0, n: 24, confidence: 0.95)
        #expect(abs(none - (1 - pow(0.05, 1.0 / 24))) < 1e-12)
        #expect(none < 3.0 / 24 && none > 0.11)
        // Garwood's limits for ten events (as tabled by Ulm 1990).
        let ten = PoissonExact.interval(events: 10, exposure: 1, confidence: 0.95)
        #expect(abs(ten.lower - 4.795) < 5e-4 && abs(ten.upper - 18.390) < 5e-4)
        // No events: at most 3.689.
        #expect(
            abs(PoissonExact.interval(events: 0, exposure: 1, confidence: 0.95).upper - 3.689)
                < 5e-4
        )
    }

    @Test func aWholePopulationLeavesNothingUncertain() {
        #expect(FinitePopulation.effectiveSize(20, of: 20) == .infinity)
        #expect(FinitePopulation.effectiveSize(20, of: nil) == 20)
        // 20 of 25: (N − n)/(N − 1) = 5/24 of the variance is left.
        #expect(abs(FinitePopulation.effectiveSize(20, of: 25) - 20 * 24.0 / 5) < 1e-12)
        let all = Wilson.interval(0.8, n: .infinity, confidence: 0.95)
        #expect(all == Interval(lower: 0.8, upper: 0.8))
        let mean = StudentInterval.interval(
            4,
            deviation: 0.5,
            n: 25,
            population: 25,
            confidence: 0.95
        )
        #expect(mean == Interval(lower: 4, upper: 4))
    }

    @Test func aDeviationIsReadBackFromItsInterval() {
        for n in [2.0, 3, 24, 500] {
            let interval = StudentInterval.interval(4.2, deviation: 0.7, n: n, confidence: 0.95)
            let half = (interval.upper - interval.lower) / 2
            #expect(abs(StudentInterval.deviation(halfWidth: half, n: n) - 0.7) < 1e-12)
        }
    }
}
