/// A request to be timed, under the label that it is counted with.
public struct BenchRequest: Sendable {
    public var label: String
    /// Path and query, as `/v1/search?q=skovvang`.
    public var target: String

    public init(label: String, target: String) {
        self.label = label
        self.target = target
    }
}

/// The times of one label's requests.
public struct BenchMeasurement: Sendable {
    public let label: String
    public fileprivate(set) var microseconds: [Double] = []
    /// Of the round that is not counted, in which everything is asked for the first time.
    public fileprivate(set) var firstMicroseconds: [Double] = []
    /// Bytes of all answers of one round.
    public fileprivate(set) var bytes = 0
    /// Sum of the totals of one round.
    public fileprivate(set) var totals = 0

    /// The smallest time that `percent` of all times do not exceed.
    public func percentile(_ percent: Double) -> Double {
        Self.percentile(percent, of: microseconds)
    }

    /// The median of the first round.
    public var firstMedian: Double { Self.percentile(50, of: firstMicroseconds) }

    private static func percentile(_ percent: Double, of microseconds: [Double]) -> Double {
        guard !microseconds.isEmpty else { return 0 }
        let sorted = microseconds.sorted()
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[max(0, min(sorted.count, rank) - 1)]
    }

    public var mean: Double {
        microseconds.isEmpty ? 0 : microseconds.reduce(0, +) / Double(microseconds.count)
    }

    /// A time with one decimal.
    public func rounded(_ microseconds: Double) -> String {
        "\((microseconds * 10).rounded() / 10)"
    }
}

/// Keeps measurements by label in the order of their first request.
package struct Measurements {
    package private(set) var list: [BenchMeasurement] = []

    package init() {}

    package mutating func add(
        _ label: String,
        microseconds: Double,
        bytes: Int,
        total: Int,
        isCounted: Bool
    ) {
        let place = list.firstIndex { $0.label == label } ?? list.count
        if place == list.count { list.append(BenchMeasurement(label: label)) }
        if isCounted {
            list[place].microseconds.append(microseconds)
        } else {
            list[place].firstMicroseconds.append(microseconds)
            list[place].bytes += bytes
            list[place].totals += total
        }
    }
}

/// The microseconds since a moment.
package func microseconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now).components
    return Double(elapsed.seconds) * 1e6 + Double(elapsed.attoseconds) * 1e-12
}
