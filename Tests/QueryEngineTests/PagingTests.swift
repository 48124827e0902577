import CareUnits
import IndexFormat
import QueryEngine
import Testing

/// Walking through pages by their cursors.
@Suite struct PagingTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private static let seed: UInt64 = 71

    private func nextCursor(_ answer: JSONValue) -> String? { answer["page"]?["next"]?.string }

    private func ids(_ answer: JSONValue) -> [String] {
        (answer["hits"]?.array ?? []).compactMap { $0["id"]?.string }
    }

    /// All pages of a request with page sizes from `limits`, each answer's total checked.
    private func walk(
        _ engine: SearchIndex,
        _ parameters: [SearchRequest.Parameter],
        _ random: inout SeededGenerator,
        on days: [LocalDate] = [testDay]
    ) throws -> [String] {
        func ask(_ page: Int, _ cursor: String?) throws -> JSONValue {
            var page = (parameters, days[page % days.count])
            page.0.append(.init(name: "limit", value: "\(Int.random(in: 1...7, using: &random))"))
            if let cursor { page.0.append(.init(name: "cursor", value: cursor)) }
            return try engine.answer(page.0, on: page.1)
        }
        let first = try ask(0, nil)
        let total = first["total"]?.integer
        let groups = first["groups"]?.array
        var found: [String] = []
        // Without groups the whole answer is one.
        for group in 0..<(groups?.count ?? 1) {
            var answer = first
            for page in 1..<1000 {
                #expect(answer["total"]?.integer == total)
                guard let own = answer["groups"]?.array?[group] else {
                    found += ids(answer)
                    guard let cursor = nextCursor(answer) else { break }
                    answer = try ask(page, cursor)
                    continue
                }
                let start = Int(own["first"]?.integer ?? 0)
                found += ids(answer)[start..<start + Int(own["count"]?.integer ?? 0)]
                guard let cursor = own["next"]?.string else { break }
                answer = try ask(page, cursor)
            }
        }
        #expect(total == Int64(found.count))
        return found
    }

    @Test func pagesTogetherAreTheWholeOrder() throws {
        var random = SeededGenerator(seed: Self.seed)
        let feed = RandomCorpus.feed(units: 90, &random)
        let engine = try index.publish(feed.lines)
        let reference = ReferenceSearch(try ReferenceCorpus(feed.lines, builtOn: testDay))
        let requests = RandomRequests(reference.corpus)
        for _ in 0..<(runsLongTests ? 2000 : 120) {
            let parameters = requests.next(&random)
            let whole = reference.answer(parameters, on: testDay).ids
            let walked = try walk(engine, parameters, &random)
            #expect(
                walked == whole,
                "seed \(Self.seed), \(parameters.map { "\($0.name)=\($0.value)" })"
            )
        }
    }

    @Test func anOrderThatBeganYesterdayGoesOnTheSame() throws {
        var random = SeededGenerator(seed: Self.seed)
        var feed = Feed()
        for number in 0..<40 { feed.add(UnitSketch("plov-\(number)", "Ens")) }
        let engine = try index.publish(feed.lines)
        let days = (0..<9).map { testDay.adding(days: $0) }
        let whole = try engine.search(parameters("limit=100")).hits.map(\.id)
        #expect(try walk(engine, [], &random, on: days) == whole)
    }

    @Test func withdrawnUnitsDropOutOfAWalkAndNothingElseMoves() throws {
        var random = SeededGenerator(seed: Self.seed)
        var feed = Feed()
        for number in 0..<60 {
            var unit = UnitSketch("plov-\(number)", number.isMultiple(of: 2) ? "Engen" : "Bakken")
            unit.coordinate = RandomCorpus.point(&random)
            feed.add(unit)
        }
        let own = try index.publish(feed.take())
        var whole = try own.search(parameters("sort=name&limit=100")).hits.map(\.id)
        var newest = own
        var cursor: String?
        var found: [String] = []
        var gone = Set<String>()
        repeat {
            var request = parameters("sort=name&limit=7")
            if let cursor { request.append(.init(name: "cursor", value: cursor)) }
            let parsed = try RequestParser.search(request, against: own.generation)
            #expect(
                parsed.cursor.map { $0.generation == own.generation.manifest.generation } ?? true
            )
            let answer = try own.answer(request, hidingGoneIn: newest)
            #expect(answer["total"]?.integer == Int64(60 - gone.count))
            found += ids(answer)
            cursor = nextCursor(answer)
            // Another generation in between: one unit gone, one lapsed, one new, one renamed.
            let rest = whole.filter { !found.contains($0) }
            guard let first = rest.first, let last = rest.last, first != last else { continue }
            feed.withdraw(first)
            var lapsed = UnitSketch(last, "Engen")
            lapsed.version = 2
            lapsed.agreement = ("2025-01-01", "2026-10-31")
            feed.add(lapsed)
            feed.add(UnitSketch("plov-new-\(found.count)", "Aaaa"))
            var renamed = UnitSketch(found[0], "Ååå")
            renamed.version = Int64(found.count)
            feed.add(renamed)
            gone.formUnion([first, last])
            whole.removeAll { gone.contains($0) }
            newest = try index.publish(feed.take())
        } while cursor != nil
        #expect(found == whole)
        #expect(gone.count > 8)
    }

    @Test func aWalkHidesNothingFromItself() throws {
        var feed = Feed()
        for number in 0..<5 { feed.add(UnitSketch("plov-\(number)", "Engen")) }
        let engine = try index.publish(feed.lines)
        #expect(try engine.search(parameters("q=engen"), hidingGoneIn: engine).total == 5)
    }

    @Test func whatANewerStateWithdrewIsNotOfferedAsAWayOut() throws {
        var feed = Feed()
        for number in 0..<3 { feed.add(UnitSketch("plov-\(number)", "Engen")) }
        let own = try index.publish(feed.take())
        for number in 0..<3 { feed.withdraw("plov-\(number)") }
        let newest = try index.publish(feed.take())
        let found = try own.search(parameters("q=engen&kind=nursingHome"), hidingGoneIn: newest)
        #expect(found.total == 0)
        #expect(found.relaxations == [])
    }

    @Test func cursorsOfOthersAreRefused() throws {
        var feed = Feed()
        for number in 0..<5 { feed.add(UnitSketch("plov-\(number)", "Engen")) }
        let engine = try index.publish(feed.lines)
        let cursor = try #require(nextCursor(try engine.answer(parameters("q=engen&limit=2"))))
        func faults(_ query: String, _ cursor: String) -> [String] {
            QueryEngineTests.faults(
                parameters(query) + [.init(name: "cursor", value: cursor)],
                in: engine
            )
        }
        #expect(faults("q=engen", cursor) == [])
        #expect(faults("q=engen&limit=9&facets=kind", cursor) == [])
        #expect(faults("q=bakken", cursor) == ["cursor otherRequest"])
        #expect(faults("q=engen&kind=nursingHome", cursor) == ["cursor otherRequest"])
        #expect(faults("", cursor) == ["cursor otherRequest"])
        #expect(Cursor(cursor) != nil)
        var forged = 0
        for (place, character) in cursor.enumerated() {
            for other in ["A", "b", "_", "9", "="] where other != String(character) {
                let text =
                    String(cursor.prefix(place)) + other + String(cursor.dropFirst(place + 1))
                #expect(faults("q=engen", text) == ["cursor notACursor"], "\(text)")
                forged += 1
            }
            #expect(Cursor(String(cursor.prefix(place))) == nil)
        }
        #expect(forged > 300)
        for text in [cursor + "A", "AAAA" + cursor, " " + cursor, cursor + "=", "æøå", "%%%"] {
            #expect(faults("q=engen", text) == ["cursor notACursor"], "\(text)")
        }
    }
}
