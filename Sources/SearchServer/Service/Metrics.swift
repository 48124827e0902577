import CareUnits
import IndexFormat
import QueryEngine
import Synchronization

/// Counts of the service in the text format of Prometheus (version 0.0.4).
///
/// Labels are path patterns and status codes: nothing that a citizen typed.
final class Metrics: Sendable {
    /// Upper bounds of the latency buckets in seconds.
    private static let bounds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1,
    ]

    private struct Series {
        var statuses: [Int: Int] = [:]
        var buckets = Array(repeating: 0, count: bounds.count + 1)
        var seconds = 0.0
        var count = 0
    }

    private let series = Mutex<[String: Series]>([:])

    /// Notes one answered request.
    func record(path: String, status: Int, seconds: Double) {
        series.withLock { series in
            var own = series[path] ?? Series()
            own.statuses[status, default: 0] += 1
            own.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            own.seconds += seconds
            own.count += 1
            series[path] = own
        }
    }

    /// The counts, with the state of the index.
    func text(_ provider: IndexProvider) -> [UInt8] {
        var text = "# TYPE plejesoeg_requests_total counter\n"
        let series = series.withLock { $0 }.sorted { $0.key < $1.key }
        for (path, own) in series {
            for (status, count) in own.statuses.sorted(by: { $0.key < $1.key }) {
                text +=
                    "plejesoeg_requests_total{path=\"\(path)\",status=\"\(status)\"} \(count)\n"
            }
        }
        text += "# TYPE plejesoeg_request_seconds histogram\n"
        for (path, own) in series {
            var sum = 0
            for (index, count) in own.buckets.enumerated() {
                sum += count
                let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
                text +=
                    "plejesoeg_request_seconds_bucket{path=\"\(path)\",le=\"\(bound)\"} \(sum)\n"
            }
            text += "plejesoeg_request_seconds_sum{path=\"\(path)\"} \(own.seconds)\n"
            text += "plejesoeg_request_seconds_count{path=\"\(path)\"} \(own.count)\n"
        }
        if let manifest = provider.current?.generation.manifest {
            text += "# TYPE plejesoeg_generation gauge\n"
            text += "plejesoeg_generation \(manifest.generation)\n"
            text += "# TYPE plejesoeg_units gauge\nplejesoeg_units \(manifest.documentCount)\n"
            text += "# TYPE plejesoeg_published_seconds gauge\n"
            text +=
                "plejesoeg_published_seconds \(Double(manifest.publishedAt.milliseconds) / 1000)\n"
        }
        text += "# TYPE plejesoeg_index_damaged gauge\n"
        text += "plejesoeg_index_damaged \(provider.damage == nil ? 0 : 1)\n"
        return Array(text.utf8)
    }
}
