public import CareUnits
public import Places
public import QueryEngine

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
            throw UnknownPath(target: request.target)
        }
    }
}

/// A request that is not timed in the engine.
struct UnknownPath: Error, CustomStringConvertible {
    let target: String

    var description: String { "\(target) is not timed here" }
}
