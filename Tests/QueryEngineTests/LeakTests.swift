import CareUnits
import IndexFormat
import QueryEngine
import Testing

/// What is not shown leaks nowhere.
@Suite struct LeakTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    /// Units that are hidden for each reason there is, with words that occur nowhere else.
    private static let reasons = [
        "withdrawn", "lapsed", "future", "none", "mandatory", "unknownKey", "wrongValue",
        "uncertified",
    ]

    private func mark(_ reason: String) -> String { "qzx\(reason.lowercased())" }

    private func secret(_ reason: String) -> UnitSketch {
        let word = mark(reason)
        let place = Self.reasons.firstIndex(of: reason) ?? 0
        var unit = UnitSketch("plov-\(word)", "\(word)navn Hemmelig")
        unit.aliases = ["\(word)alias"]
        unit.attributes["homeCount"] = 73
        unit.attributes["profile"] = .string("\(word)tekst")
        unit.attributes["petsAllowed"] = "byAgreement"
        unit.operatorName = "\(word)drift"
        unit.street = "\(word)vej"
        unit.houseNumber = "1"
        unit.supplementaryTown = "\(word)by"
        unit.postalTown = "\(word)post"
        unit.postcode = "55\(10 + place)"
        unit.productionUnitNumber = "33333333\(10 + place)"
        unit.cvrNumber = "444444\(10 + place)"
        unit.municipality = "0482"
        unit.coordinate = Coordinate(latitude: 54.95, longitude: 10.8)
        switch reason {
        case "lapsed": unit.agreement = ("2025-01-01", "2026-10-31")
        case "future": unit.agreement = ("2026-11-02", nil)
        case "none": unit.agreement = nil
        case "mandatory": unit.attributes["homeCount"] = nil
        case "unknownKey": unit.attributes["\(word)key"] = 1
        case "wrongValue": unit.attributes["garden"] = "maybe"
        case "uncertified":
            unit.kind = .freeCareHousing
            unit.agreement = nil
        default: break
        }
        return unit
    }

    /// Everything that could be asked for: the words, ids and numbers of one unit.
    private func questions(_ unit: UnitSketch) -> [String] {
        let word = unit.id.dropFirst(5)
        return [
            unit.id, unit.name, String(word), "\(word)alias", "\(word)tekst", "\(word)drift",
            "\(word)vej", "\(word)by", "\(word)post", unit.postcode ?? "",
            unit.productionUnitNumber ?? "", unit.cvrNumber ?? "", "\(word)feedback",
        ]
    }

    /// A text with other markers and numbers, as long as these, that are nowhere.
    private func twin(_ text: String) -> String {
        text.replacing("qzx", with: "jwv").replacing("33333333", with: "36336633")
            .replacing("444444", with: "449944").replacing("551", with: "595")
    }

    /// Every answer that the engine gives to a question, as text.
    private func answers(
        _ engine: SearchIndex,
        _ question: String,
        on day: LocalDate
    ) throws -> [(endpoint: String, text: String)] {
        let writer = AnswerWriter(engine, language: .danish, today: day)
        var found: [(String, [UInt8])] = []
        for query in [
            "q=\(question)&facets=all&explain=true", "q=åbent \(question)&facets=all",
            "q=\(question) plejehjem aarhus", "q=hus\(question)", "facets=all&limit=100",
            "near=54.95,10.8&radius=1&facets=all", "q=\(question)&near=54.95,10.8&radius=1",
            "municipality=Langeland&facets=all", "q=\(question.prefix(8))&facets=all",
            "q=\(question.dropLast())x",
        ] {
            let request = try RequestParser.search(parameters(query), against: engine.generation)
            let result = Searcher(engine).search(request, on: day)
            found.append(("search \(query)", writer.search(result, request)))
            if query.hasPrefix("q=\(question)&") || query.contains("Langeland")
                || query.hasPrefix("near")
            {
                // "plov" is a part of every id.
                #expect(result.total == 0 || question.hasPrefix("plov-"), "\(query)")
            }
        }
        for typed in [question, String(question.prefix(5))] {
            let request = try SuggestRequest.parse([.init(name: "q", value: typed)])
            let suggestions = Suggester(engine, today: day).suggest(request)
            found.append(("suggest", writer.suggestions(suggestions)))
        }
        #expect(UnitLookup(engine, today: day).find(question) == nil, "\(question)")
        #expect(throws: InvalidRequest.self) {
            try CompareRequest.parse(
                [.init(name: "units", value: question), .init(name: "units", value: "plov-open")],
                in: engine,
                on: day
            )
        }
        return found.map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
    }

    /// Asks everything about a hidden unit, and the same about what is nowhere: what was typed comes
    /// back in an answer, and nothing else may differ.
    private func expectSilence(
        _ engine: SearchIndex,
        about unit: UnitSketch,
        on day: LocalDate
    ) throws {
        for question in questions(unit) {
            let asked = try answers(engine, question, on: day)
            let about = try answers(engine, twin(question), on: day)
            for (answer, other) in zip(asked, about) {
                #expect(twin(answer.text) == other.text, "\(answer.endpoint)")
            }
        }
    }

    private func register() -> Feed {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        var open = UnitSketch("plov-open", "Åbent Hus")
        open.attributes["homeCount"] = 10
        feed.add(open)
        for reason in Self.reasons {
            let unit = secret(reason)
            feed.add(unit)
            feed.add(
                "inspection.registered.v1",
                [
                    "id": .string("visit-\(reason)"), "sorId": .string(unit.id),
                    "kind": "announced",
                    "inspectedAt": "2026-05-01",
                    "overallAssessment": .string("\(mark(reason))code"),
                    "feedback": ["text": .string("\(mark(reason))feedback")],
                ]
            )
            feed.add(
                "decision.registered.v1",
                [
                    "id": .string("decision-\(mark(reason))"), "sorId": .string(unit.id),
                    "kind": "orderQuality", "decidedAt": "2026-05-01",
                ]
            )
            if reason == "withdrawn" { feed.withdraw(unit.id) }
        }
        return feed
    }

    @Test func unitsHiddenForAnyReasonOccurInNoAnswer() throws {
        let engine = try index.publish(register().lines)
        #expect(engine.generation.documentCount == 1)
        for reason in Self.reasons {
            try expectSilence(engine, about: secret(reason), on: testDay)
        }
        let changes = AnswerWriter(engine, language: .danish, today: testDay)
            .changes(try ChangesRequest.parse([]))
        #expect(!String(decoding: changes, as: UTF8.self).contains("qzx"))
    }

    /// The generation still holds what lapses overnight, until the next one is built.
    @Test func aUnitWhoseAgreementEndedYesterdayOccursInNoAnswer() throws {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        var open = UnitSketch("plov-open", "Åbent Hus")
        open.attributes["homeCount"] = 10
        feed.add(open)
        var unit = secret("withdrawn")
        unit.agreement = ("2025-01-01", "2026-11-01")
        feed.add(unit)
        let engine = try index.publish(feed.lines)
        #expect(try engine.search(parameters("q=\(unit.id)")).total == 1)
        try expectSilence(engine, about: unit, on: testDay.adding(days: 1))
    }

    /// A unit that was shown and is gone leaves its id as a tombstone, and nothing else of it.
    @Test func aTombstoneIsAllThatIsLeftOfAUnitOnceShown() throws {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        let unit = secret("withdrawn")
        feed.add(unit)
        var open = UnitSketch("plov-open", "Åbent Hus")
        open.attributes["homeCount"] = 10
        feed.add(open)
        _ = try index.publish(feed.take())
        feed.withdraw(unit.id)
        let engine = try index.publish(feed.take())
        try expectSilence(engine, about: unit, on: testDay)
        let changes = AnswerWriter(engine, language: .danish, today: testDay)
            .changes(try ChangesRequest.parse([]))
        let text = String(decoding: changes, as: UTF8.self).replacing(unit.id, with: "")
        #expect(!text.contains("qzx"))
    }
}
