import CareUnits
public import Measuring

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
