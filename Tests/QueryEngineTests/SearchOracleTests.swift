import Analyzers
import CareUnits
import DemoFeed
import IndexFormat
import Testing

@testable import QueryEngine

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
        let reference = ReferenceSearch(try ReferenceCorpus(lines, builtOn: testDay))
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
            let differences = try differences(
                engine,
                answer,
                reference.corpus,
                parameters,
                day
            )
            if let first = differences.first {
                Issue.record("seed \(Self.seed), \(day), \(show(parameters)): \(first)")
                differing += 1
            }
            if differing >= 5 { break }
        }
        if requests > 100 {
            #expect(found > requests / 4, "\(found) of \(requests) found something")
        }
    }

    private func show(_ parameters: [SearchRequest.Parameter]) -> String {
        parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private func differences(
        _ engine: SearchIndex,
        _ expected: ReferenceSearch.Answer,
        _ corpus: ReferenceCorpus,
        _ parameters: [SearchRequest.Parameter],
        _ day: LocalDate
    ) throws -> [String] {
        let result = try engine.search(
            parameters + [.init(name: "limit", value: "100")],
            on: day
        )
        var differences: [String] =
            result.text.map {
                self.differences(engine, $0, expected, corpus)
            } ?? []
        if (result.text == nil) != (expected.text == nil) { differences.append("words or none") }
        if result.total != expected.ids.count {
            differences.append("total \(result.total) instead of \(expected.ids.count)")
        }
        let ids = result.hits.map(\.id)
        let page = ReferenceSearch.firstPage(expected, limit: 100)
        if ids != page.map({ expected.ids[$0] }) {
            differences.append("hits \(ids.prefix(8)) instead of \(expected.ids.prefix(8))")
        }
        if expected.homes != result.groups.first?.total {
            differences.append("groups of \(String(describing: result.groups.first?.total)) homes")
        }
        for (hit, distance) in zip(result.hits, page.map({ expected.distances[$0] })) {
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

    /// What the engine understands and ranks otherwise than the reference.
    private func differences(
        _ engine: SearchIndex,
        _ match: TextMatch,
        _ expected: ReferenceSearch.Answer,
        _ corpus: ReferenceCorpus
    ) -> [String] {
        guard let text = expected.text else { return [] }
        var differences: [String] = []
        for (word, other) in zip(match.words, text.words) {
            if word.token.surface != other.surface || "\(word.role)" != other.role.rawValue
                || word.correction != other.correction || word.isGeneric != other.isGeneric
                || word.isPlace != other.isPlace
            {
                differences.append("\(word.token.surface) is \(word.role), not \(other.role)")
            }
            let ways = word.terms.map { term, reach in
                (
                    engine.generation.dictionary.terms.text(Int(term)),
                    ReferenceWay(reach.level, cost: Int(reach.cost), weight: reach.weight)
                )
            }
            let others = other.ways.map { (corpus.words[$0].surface, $1) }
            let left = Dictionary(uniqueKeysWithValues: ways)
            let right = Dictionary(uniqueKeysWithValues: others)
            for (term, way) in left where right[term] != way {
                differences.append(
                    "\(other.surface) reaches \(term) by \(way), not \(show(right[term]))"
                )
            }
            for (term, way) in right where left[term] == nil {
                differences.append("\(other.surface) does not reach \(term) by \(way)")
            }
        }
        if match.words.count != text.words.count { differences.append("other words") }
        let parts = Set(
            match.recognized.flatMap { part in
                part.parameters.map {
                    ReferenceRecognition.Part(
                        kind: part.kind.rawValue,
                        words: part.words,
                        name: $0.name,
                        value: $0.value
                    )
                }
            }
        )
        if parts != text.parts {
            differences.append(
                "recognised \(parts.subtracting(text.parts)), not \(text.parts.subtracting(parts))"
            )
        }
        return differences + rankDifferences(engine, match, text, corpus)
    }

    private func rankDifferences(
        _ engine: SearchIndex,
        _ match: TextMatch,
        _ text: ReferenceText.Result,
        _ corpus: ReferenceCorpus
    ) -> [String] {
        var differences: [String] = []
        for (entry, expected) in zip(corpus.entries, text.matches) {
            let document = engine.generation.document(withId: entry.unit.sorId)
            let found = document.flatMap { match.entry(of: $0) }
            if found.map({ Int($0.quality.bits) }) != expected?.quality.bits
                || found.map({ Int($0.score) }) != expected?.score
            {
                let quality = found.map { "\($0.quality) \($0.score)" }
                differences.append("\(entry.unit.name) is \(show(quality)), not \(show(expected))")
            }
        }
        return differences
    }

    private func show(_ value: (some Any)?) -> String { value.map { "\($0)" } ?? "none" }
}
