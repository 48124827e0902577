import CareUnits
import DemoFeed
import IndexFormat
import QueryEngine
import Testing

/// Random requests on random registers: the engine agrees exactly with plain arrays.
@Suite struct SearchOracleTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private static let seed: UInt64 = 20_261_122
    private static let requests = runsLongTests ? 5000 : 350

    @Test(arguments: [0, 1, 12, 40, 70, 110, 200])
    func denseRegistersAgreeWithPlainArrays(units: Int) throws {
        var random = SeededGenerator(seed: Self.seed &+ UInt64(units))
        let feed = RandomCorpus.feed(units: units, &random)
        try compare(feed.lines, requests: units < 10 ? 60 : Self.requests, &random)
    }

    @Test(arguments: [(30, 3), (90, 4)])
    func demosAgreeWithPlainArrays(units: Int, seed: UInt64) throws {
        var lines: [[UInt8]] = []
        DemoFeed(options: .init(units: units, seed: seed, today: testDay)).writeEvents {
            lines.append($0)
        }
        var random = SeededGenerator(seed: Self.seed &+ seed)
        try compare(lines, requests: Self.requests, &random)
    }

    private func compare(
        _ lines: [[UInt8]],
        requests: Int,
        _ random: inout SeededGenerator
    ) throws {
        let engine = try index.publish(lines)
        #expect(engine.generation.faults().isEmpty)
        let reference = ReferenceSearch(
            try ReferenceCorpus(lines, builtOn: testDay),
            engine
        )
        #expect(engine.generation.documentCount == reference.corpus.entries.count)
        let generator = RandomRequests(reference.corpus)
        // On the day of the build, on the next, and beyond the merger of two regions.
        let days = [0, 0, 0, 1, 20, 70].map { testDay.adding(days: $0) }
        var found = 0
        var differing = 0
        for _ in 0..<requests {
            let parameters =
                reference.corpus.entries.isEmpty ? [] : generator.next(&random)
            let day = random.pick(days)
            let answer = reference.answer(parameters, on: day)
            found += answer.ids.isEmpty ? 0 : 1
            let differences = try differences(engine, answer, parameters, day)
            if let first = differences.first {
                Issue.record("seed \(Self.seed), \(day), \(show(parameters)): \(first)")
                differing += 1
            }
            if differing >= 5 { break }
        }
        if requests > 100 {
            #expect(found > requests / 3, "\(found) of \(requests) found something")
        }
    }

    private func show(_ parameters: [SearchRequest.Parameter]) -> String {
        parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private func differences(
        _ engine: SearchIndex,
        _ expected: ReferenceSearch.Answer,
        _ parameters: [SearchRequest.Parameter],
        _ day: LocalDate
    ) throws -> [String] {
        let result = try engine.search(
            parameters + [.init(name: "limit", value: "100")],
            on: day
        )
        var differences: [String] = []
        if result.total != expected.ids.count {
            differences.append("total \(result.total) instead of \(expected.ids.count)")
        }
        let ids = result.hits.map(\.id)
        if ids != Array(expected.ids.prefix(100)) {
            differences.append("hits \(ids.prefix(8)) instead of \(expected.ids.prefix(8))")
        }
        for (hit, distance) in zip(result.hits, expected.distances) {
            let isSame =
                switch (hit.distance, distance) {
                case (let metres?, let other?): abs(metres - other) < 0.01
                case (nil, nil): true
                default: false
                }
            if !isSame { differences.append("\(hit.id) at \(String(describing: hit.distance))") }
        }
        if result.facets.count != expected.facets.count { differences.append("facets differ") }
        for facet in result.facets {
            let counted = ReferenceSearch.FacetAnswer(
                counts: Dictionary(uniqueKeysWithValues: facet.counts.map { ($0.value, $0.count) }),
                range: facet.range,
                missing: facet.missing
            )
            if counted != expected.facets[facet.name] {
                differences.append("\(facet.name): \(counted)")
            }
            let inOrder = facet.counts.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
            if facet.counts != inOrder { differences.append("\(facet.name) is out of order") }
        }
        return differences
    }
}
