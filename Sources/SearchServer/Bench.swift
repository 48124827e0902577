public import CareUnits
public import Places
public import QueryEngine
import Hummingbird
import NIOCore
import NIOPosix

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
    /// Bytes of all answers of one round.
    public fileprivate(set) var bytes = 0
    /// Sum of the totals of one round.
    public fileprivate(set) var totals = 0

    /// The smallest time that `percent` of all times do not exceed.
    public func percentile(_ percent: Double) -> Double {
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
private struct Measurements {
    private(set) var list: [BenchMeasurement] = []

    mutating func add(
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
            list[place].bytes += bytes
            list[place].totals += total
        }
    }
}

/// Times requests through the engine on this thread: from parameters to the bytes of the answer.
public struct EngineBench {
    /// How far a request is taken.
    public enum Extent: String, Sendable, CaseIterable {
        /// To the bytes of the answer.
        case answer
        /// To the total, the ids and the facets, as other engines are measured.
        case hits
    }

    private let index: SearchIndex
    private let places: Gazetteer
    private let today: LocalDate
    private let extent: Extent
    private let searcher: Searcher

    /// Creates a bench on a generation.
    ///
    /// - Parameters:
    ///   - index: What is searched.
    ///   - places: Where addresses are looked up.
    ///   - today: The day that is asked about.
    ///   - extent: How far a search is taken.
    ///   - stages: Leaves out ways to understand a text.
    ///   - usesMemo: Whether texts understood before are remembered, as a server does.
    public init(
        index: SearchIndex,
        places: Gazetteer,
        today: LocalDate,
        extent: Extent = .answer,
        stages: TextStages = .all,
        usesMemo: Bool = true
    ) {
        self.index = index
        self.places = places
        self.today = today
        self.extent = extent
        searcher = Searcher(index, stages: stages, places: places, usesMemo: usesMemo)
    }

    /// The total and the ids that each search finds; other requests find nothing.
    public func found(_ requests: [BenchRequest]) throws -> [(total: Int, ids: [String])] {
        try requests.map { request in
            guard request.target.hasPrefix("/v1/search") else { return (0, []) }
            let parsed = try RequestParser.search(
                parameters(of: request),
                against: index.generation,
                places: places
            )
            let result = searcher.search(parsed, on: today)
            return (result.total, result.hits.map(\.id))
        }
    }

    private func parameters(of request: BenchRequest) throws -> [SearchRequest.Parameter] {
        let parts = request.target.split(separator: "?", maxSplits: 1)
        return try QueryString.parse(parts.count == 2 ? String(parts[1]) : nil)
    }

    /// Runs all requests once unmeasured and then so many rounds; a request that fails throws.
    public func run(_ requests: [BenchRequest], rounds: Int) throws -> [BenchMeasurement] {
        var measurements = Measurements()
        var labels: [String] = []
        for request in requests where !labels.contains(request.label) {
            labels.append(request.label)
        }
        // Label by label, so that no class of requests drives another out of the caches.
        for label in labels {
            let own = try requests.filter { $0.label == label }.map {
                (request: $0, parameters: try parameters(of: $0))
            }
            for round in 0...rounds {
                for (request, parameters) in own {
                    let start = ContinuousClock.now
                    let (bytes, total) = try answer(request, parameters)
                    measurements.add(
                        label,
                        microseconds: microseconds(since: start),
                        bytes: bytes,
                        total: total,
                        isCounted: round > 0
                    )
                }
            }
        }
        return measurements.list
    }

    /// Times only what each word may be a slip of the keys for; `totals` are the readings found.
    public func runCorrections(_ words: [String], rounds: Int) -> BenchMeasurement {
        var measurements = Measurements()
        let label = "corrections among \(index.correctionKeyCount) keys"
        for round in 0...rounds {
            for word in words {
                let start = ContinuousClock.now
                let found = index.corrections(of: word, on: today).count
                measurements.add(
                    label,
                    microseconds: microseconds(since: start),
                    bytes: 0,
                    total: found,
                    isCounted: round > 0
                )
            }
        }
        return measurements.list.first ?? BenchMeasurement(label: label)
    }

    /// Times where points lie, thousands of them at a time; `totals` are those in a municipality.
    public func runPoints(rounds: Int) -> BenchMeasurement {
        var measurements = Measurements()
        // The fractional parts of multiples of two roots spread evenly over the map.
        func fraction(_ number: Double) -> Double { number.truncatingRemainder(dividingBy: 1) }
        let points = (1...10_000).compactMap { index in
            Coordinate(
                latitude: 54.55 + 3.2 * fraction(Double(index) * 2.0.squareRoot()),
                longitude: 8.0 + 4.8 * fraction(Double(index) * 3.0.squareRoot())
            )
        }
        for round in 0...rounds {
            for start in stride(from: 0, to: points.count, by: 1000) {
                let began = ContinuousClock.now
                var found = 0
                for point in points[start..<min(start + 1000, points.count)]
                where places.location(of: point).municipality != nil {
                    found += 1
                }
                measurements.add(
                    "a point's municipality and postcode",
                    microseconds: microseconds(since: began) / 1000,
                    bytes: 0,
                    total: found,
                    isCounted: round > 0
                )
            }
        }
        return measurements.list[0]
    }

    private func answer(
        _ request: BenchRequest,
        _ parameters: [SearchRequest.Parameter]
    ) throws -> (bytes: Int, total: Int) {
        let writer = AnswerWriter(index, language: .danish, today: today)
        switch request.target.prefix(while: { $0 != "?" }) {
        case "/v1/search":
            let parsed = try RequestParser.search(
                parameters,
                against: index.generation,
                places: places
            )
            let result = searcher.search(parsed, on: today)
            if extent == .hits {
                return (result.hits.reduce(0) { $0 + $1.id.utf8.count }, result.total)
            }
            return (writer.search(result, parsed).count, result.total)
        case "/v1/suggest":
            let parsed = try SuggestRequest.parse(parameters)
            let found = Suggester(index, today: today, places: places).suggest(parsed)
            if extent == .hits { return (0, found.count) }
            return (writer.suggestions(found).count, found.count)
        case "/v1/compare":
            let parsed = try CompareRequest.parse(
                parameters,
                in: index,
                on: today,
                places: places
            )
            return (writer.compare(parsed).count, 0)
        case "/v1/inspections/search":
            let parsed = try InspectionRequest.parse(parameters, in: index, on: today)
            let result = InspectionSearch(index, today: today).search(parsed)
            return (writer.inspections(result, parsed).count, result.total)
        case "/v1/places":
            let parsed = try PlacesRequest.parse(parameters)
            let found = places.find(parsed.query ?? "", limit: parsed.limit)
            return (writer.places(found).count, found.count)
        default:
            throw Problem.noSuchPath(nil)
        }
    }
}

/// Times requests over one kept-alive HTTP connection.
public struct HTTPBench {
    private let base: String

    public init(base: String) {
        self.base = base
    }

    /// What kept an answer from being counted.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Runs all requests once unmeasured and then so many rounds.
    public func run(_ requests: [BenchRequest], rounds: Int) async throws -> [BenchMeasurement] {
        guard base.hasPrefix("http://") else {
            throw Failure(description: "\(base) is not http://HOST:PORT")
        }
        let authority = base.dropFirst(7).prefix { $0 != "/" }.split(separator: ":")
        guard let host = authority.first, authority.count == 2, let port = Int(authority[1]) else {
            throw Failure(description: "\(base) is not http://HOST:PORT")
        }
        let client = try await LoopbackClient(host: String(host), port: port)
        var measurements = Measurements()
        for round in 0...rounds {
            for request in requests {
                let start = ContinuousClock.now
                let body = try await client.get(request.target)
                measurements.add(
                    request.label,
                    microseconds: microseconds(since: start),
                    bytes: body.count,
                    total: round == 0 ? Self.total(of: body) : 0,
                    isCounted: round > 0
                )
            }
        }
        try await client.close()
        return measurements.list
    }

    private static func total(of body: [UInt8]) -> Int {
        (try? JSONValue.parse(body))?["total"]?.integer.map { Int($0) } ?? 0
    }
}

private func microseconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now).components
    return Double(elapsed.seconds) * 1e6 + Double(elapsed.attoseconds) * 1e-12
}
