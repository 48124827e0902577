import CareUnits
import QueryEngine
import Testing

/// "No dead end": zero hits come with a change that helps.
@Suite struct RelaxationTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private static let seed: UInt64 = 2027

    /// The parts that a request is made of: each filter with its rules, the circle, the box, the polygon, the text,
    /// each word of it.
    private func changes(
        of parameters: [SearchRequest.Parameter]
    ) -> [[SearchRequest.Parameter]] {
        var changes: [[SearchRequest.Parameter]] = []
        let kept = ["near", "nearMode", "sort", "facets", "missing", "limit", "lang"]
        for base in Set(parameters.map { RandomRequests.base(of: $0.name) })
        where !kept.contains(base) {
            changes.append(parameters.filter { RandomRequests.base(of: $0.name) != base })
        }
        let words = parameters.first { $0.name == "q" }?.value.split(separator: " ") ?? []
        if words.count > 1 {
            for place in words.indices {
                let rest = words.enumerated().filter { $0.offset != place }.map(\.element)
                changes.append(
                    parameters.map {
                        $0.name == "q" ? .init(name: "q", value: rest.joined(separator: " ")) : $0
                    }
                )
            }
        }
        // A search for nothing is no help, and a rule for what is missing asks for nothing by itself.
        return changes.filter { change in
            change.contains {
                !kept.contains($0.name) && ($0.value == "only" || !$0.name.hasSuffix(".missing"))
            }
        }
    }

    @Test func everyDeadEndHasAWayOutAndEveryTotalIsTrue() throws {
        var random = SeededGenerator(seed: Self.seed)
        let feed = RandomCorpus.feed(units: 40, &random)
        let engine = try index.publish(feed.lines)
        let reference = ReferenceSearch(try ReferenceCorpus(feed.lines, builtOn: testDay))
        let requests = RandomRequests(reference.corpus)
        var deadEnds = 0
        for _ in 0..<(runsLongTests ? 10_000 : 700) {
            let request = requests.next(&random)
            let result = try engine.search(request)
            guard result.total < 2 else {
                #expect(result.relaxations.isEmpty && result.offeredCorrections.isEmpty)
                continue
            }
            if result.total == 0 { deadEnds += 1 }
            let text = "seed \(Self.seed), \(request.map { "\($0.name)=\($0.value)" })"
            for relaxation in result.relaxations {
                let found = reference.answer(relaxation.parameters, on: testDay).ids.count
                #expect(relaxation.total == found && found > result.total, "\(text)")
            }
            for offer in result.offeredCorrections {
                let found = reference.answer(offer.parameters, on: testDay).ids.count
                #expect(offer.total == found && found > result.total, "\(text)")
            }
            #expect(result.relaxations.count <= 3)
            let totals = result.relaxations.map(\.total)
            #expect(totals == totals.sorted(by: >), "\(text)")
            // With one hit no words are left out.
            guard result.total == 0 else { continue }
            let best =
                changes(of: request)
                .map { reference.answer($0, on: testDay).ids.count }.max() ?? 0
            // The best of the single changes is among those offered.
            #expect(totals.first ?? 0 >= best, "\(text): \(totals) instead of \(best)")
        }
        #expect(deadEnds > 100)
    }

    @Test(arguments: [("bbox=9,55,11,57&q=xyzzy", "bbox=9,55,11,57")])
    func oneChangeIsFound(query: String, helps: String) throws {
        var feed = Feed()
        var unit = UnitSketch("plov-1", "Engen Hjem")
        unit.coordinate = Coordinate(latitude: 56, longitude: 10)
        feed.add(unit)
        let engine = try index.publish(feed.lines)
        let relaxations = try engine.search(parameters(query)).relaxations
        let first = try #require(relaxations.first)
        #expect(first.total == 1)
        let text = first.parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        #expect(text.hasPrefix(helps) && !text.contains("xyzzy"))
    }

    @Test func aRadiusIsWidened() throws {
        var feed = Feed()
        var unit = UnitSketch("plov-1", "Engen")
        unit.coordinate = Coordinate(latitude: 56, longitude: 10)
        feed.add(unit)
        let engine = try index.publish(feed.lines)
        let answer = try engine.answer(parameters("near=56.1,10&radius=3"))
        let offers = answer["relaxations"]?.array ?? []
        #expect(offers.count == 3)
        let radii = offers.map { $0["parameters"]?["radius"]?.string }
        #expect(radii == ["15", "60", nil])
    }
}
