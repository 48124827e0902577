import CareUnits
import IndexFormat
import QueryEngine
import Testing

/// The other answers: units by their numbers, suggestions, comparisons and changes.
@Suite struct AnswerTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private func writer(_ engine: SearchIndex, _ language: Language = .danish) -> AnswerWriter {
        AnswerWriter(engine, language: language, today: testDay)
    }

    // MARK: Units by number

    private func numbered() throws -> SearchIndex {
        var feed = Feed()
        var one = UnitSketch("1280171000016004", "Engen")
        one.productionUnitNumber = "1000000001"
        one.cvrNumber = "20000001"
        var two = UnitSketch("plov-two", "Bakken")
        two.productionUnitNumber = "1000000002"
        two.cvrNumber = "20000001"
        var three = UnitSketch("plov-three", "Skoven")
        three.productionUnitNumber = "1000000002"
        // A unit whose id looks like another's production unit number.
        var four = UnitSketch("1000000001", "Dalen")
        four.cvrNumber = "20000004"
        var hidden = UnitSketch("plov-hidden", "Skjult")
        hidden.productionUnitNumber = "1000000005"
        hidden.cvrNumber = "20000001"
        hidden.agreement = nil
        var lapsing = UnitSketch("plov-lapsing", "Snart væk")
        lapsing.cvrNumber = "20000006"
        lapsing.agreement = ("2025-01-01", "2026-11-01")
        for unit in [one, two, three, four, hidden, lapsing] { feed.add(unit) }
        return try index.publish(feed.lines)
    }

    @Test func unitsAreFoundByTheNumbersPeopleHave() throws {
        let engine = try numbered()
        func ids(_ number: String, on day: LocalDate = testDay) throws -> [String]? {
            guard let found = UnitLookup(engine, today: day).find(number) else { return nil }
            let answer = try JSONValue.parse(writer(engine).unit(found))
            if let units = answer["units"]?.array {
                #expect(answer["total"]?.integer == Int64(units.count))
                return units.compactMap { $0["id"]?.string }.sorted()
            }
            return [answer["id"]?.string ?? "?"]
        }
        #expect(try ids("1280171000016004") == ["1280171000016004"])
        #expect(try ids("plov-two") == ["plov-two"])
        #expect(try ids("1000000002") == ["plov-three", "plov-two"])
        // The id comes before the number.
        #expect(try ids("1000000001") == ["1000000001"])
        #expect(try ids("20000001") == ["1280171000016004", "plov-two"])
        #expect(try ids("plov-lapsing") == ["plov-lapsing"])
        for unknown in [
            "", "plov-hidden", "1000000005", "20000009", "plov-unknown", "1", "PLOV-TWO",
            "plov-two ",
            "99999999999999999999999", "+000000002", "-1",
        ] {
            #expect(try ids(unknown) == nil, "\(unknown)")
        }
        let tomorrow = testDay.adding(days: 1)
        #expect(try ids("plov-lapsing", on: tomorrow) == nil)
        #expect(try ids("20000006", on: tomorrow) == nil)
    }

    // MARK: Suggestions

    @Test func suggestionsCompleteWhatIsTyped() throws {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        for (number, name) in ["Skovvang", "Skovbo", "Engen", "Søndergård"].enumerated() {
            var unit = UnitSketch("plov-\(number)", name)
            unit.attributes["homeCount"] = 9
            unit.attributes["petsAllowed"] = "yes"
            (unit.postcode, unit.postalTown) = number == 0 ? ("8000", "Aarhus C") : ("9300", "Sæby")
            unit.municipality = number == 0 ? "0751" : "0813"
            unit.operatorName = "Skovens Venner"
            feed.add(unit)
        }
        let engine = try index.publish(feed.lines)
        func suggest(_ query: String, _ more: String = "") throws -> [Suggestion] {
            let request = try SuggestRequest.parse(
                [.init(name: "q", value: query)] + parameters(more)
            )
            return Suggester(engine, today: testDay).suggest(request)
        }
        func labels(_ query: String) throws -> Set<String> {
            Set(try suggest(query).map { "\($0.kind.rawValue) \($0.label)" })
        }
        #expect(try labels("skov") == ["unit Skovvang", "unit Skovbo", "operator Skovens Venner"])
        #expect(try labels("soenderg") == ["unit Søndergård"])
        #expect(try labels("aarh").isSuperset(of: ["municipality Aarhus", "town Aarhus C"]))
        #expect(try labels("århus").contains("municipality Aarhus"))
        #expect(try labels("930").contains("postcode 9300"))
        #expect(try labels("dyr til") == ["filter Dyr tilladt"])
        #expect(try labels("plejehj").contains("filter Plejehjem"))
        #expect(try suggest("").isEmpty && suggest("  !").isEmpty && suggest("xyzzy").isEmpty)
        // Municipalities without units are not suggested.
        #expect(try labels("odense").isEmpty)
        for typed in ["s", "sk", "skov", "a", "9", "p"] {
            for limit in [1, 2, 3, 50] {
                #expect(try suggest(typed, "limit=\(limit)").count <= limit)
            }
        }
        // What is suggested with a count finds as many.
        for suggestion in try ["skov", "aar", "93", "plej", "dyr"].flatMap({ try suggest($0) }) {
            guard let count = suggestion.count else { continue }
            let total = try engine.search(suggestion.parameters).total
            #expect(total == count, "\(suggestion)")
        }
    }

    @Test func theCountOfATownIsWhatASearchForItFinds() throws {
        var feed = Feed()
        for (id, town) in [("plov-1", "Viborg"), ("plov-2", "Bjerringbro"), ("plov-3", "Løgstrup")]
        {
            var unit = UnitSketch(id, "Hjemmet \(id)")
            unit.municipality = "0791"
            unit.postalTown = town
            feed.add(unit)
        }
        let engine = try index.publish(feed.lines)
        let request = try SuggestRequest.parse(parameters("q=vibo"))
        let suggestions = Suggester(engine, today: testDay).suggest(request)
        #expect(suggestions.contains { $0.kind == .town })
        for suggestion in suggestions where suggestion.kind != .unit {
            let total = try engine.search(suggestion.parameters).total
            #expect(suggestion.count == total, "\(suggestion)")
        }
    }

    @Test(arguments: [
        "plejec", "plejecenter", "plejecenter ", "plejecenter e", "plejecenter en",
        "plejecenter eng",
    ])
    func aNameIsSuggestedWithEveryLetterThatIsTyped(typed: String) throws {
        var feed = Feed()
        feed.add(UnitSketch("plov-1", "Plejecenter Engen"))
        let engine = try index.publish(feed.lines)
        let request = try SuggestRequest.parse([.init(name: "q", value: typed)])
        let units = Suggester(engine, today: testDay).suggest(request).filter { $0.kind == .unit }
        #expect(units.map(\.label) == ["Plejecenter Engen"])
    }

    /// A word that stands for several values sets one parameter several times.
    @Test func aSuggestionNamesEachParameterOnce() throws {
        var feed = Feed()
        feed.add(UnitSketch("plov-1", "Engen"))
        var housing = UnitSketch("plov-2", "Bakken")
        housing.kind = .publicCareHousing
        feed.add(housing)
        let engine = try index.publish(feed.lines)
        let request = try SuggestRequest.parse(parameters("q=plejecenter"))
        let suggestions = Suggester(engine, today: testDay).suggest(request)
        let kinds = try #require(suggestions.first { $0.parameters.count > 1 }).parameters
        #expect(Set(kinds.map(\.name)) == ["kind"])
        let answer = try JSONValue.parse(writer(engine).suggestions(suggestions))
        let written = answer["suggestions"]?.array?.compactMap { $0["parameters"]?["kind"]?.array }
        #expect(written?.first?.compactMap(\.string) == kinds.map(\.value))
    }

    @Test(arguments: [
        ("q=a&limit=0", "limit outOfRange"), ("q=a&limit=51", "limit outOfRange"),
        ("q=a&lang=se", "lang unknownValue"), ("q=a&q=b", "q repeated"),
        ("qq=a", "qq unknownParameter"),
    ])
    func badSuggestRequestsSayWhatIsWrong(query: String, fault: String) {
        let error = #expect(throws: InvalidRequest.self) {
            try SuggestRequest.parse(parameters(query))
        }
        #expect(error?.faults.map { "\($0.parameter) \($0.code)" } == [fault])
    }

    // MARK: Comparison

    @Test func badComparisonsSayWhatIsWrong() throws {
        let engine = try numbered()
        func faults(_ query: String) -> [String] {
            do {
                _ = try CompareRequest.parse(parameters(query), in: engine, on: testDay)
                return []
            } catch {
                return error.faults.map { "\($0.parameter) \($0.code)" }
            }
        }
        #expect(faults("units=plov-two,plov-three") == [])
        #expect(faults("units=plov-two&units=plov-three&near=56,10&lang=en") == [])
        #expect(faults("") == ["units wrongCount"])
        #expect(faults("units=plov-two") == ["units wrongCount"])
        #expect(faults("units=plov-two,plov-two") == ["units repeated"])
        #expect(faults("units=plov-two,plov-nobody") == ["units unknownUnit"])
        #expect(faults("units=plov-two,plov-hidden") == ["units unknownUnit"])
        #expect(faults("units=plov-two,20000001") == ["units unknownUnit"])
        let many = (0..<13).map { "plov-\($0)" }.joined(separator: ",")
        #expect(faults("units=\(many)").first == "units wrongCount")
        #expect(
            Set(faults("units=plov-two&near=10,56&lang=se&x=1")) == [
                "units wrongCount", "near swapped", "lang unknownValue", "x unknownParameter",
            ]
        )
        // A hidden unit answers as one that never was.
        func message(_ id: String) -> String? {
            do {
                _ = try CompareRequest.parse(
                    parameters("units=plov-two,\(id)"),
                    in: engine,
                    on: testDay
                )
                return nil
            } catch {
                return error.faults.map(\.english).joined().replacing(id, with: "…")
            }
        }
        #expect(message("plov-hidden") == message("plov-nobody"))
    }

    @Test func aMissingCellHasAStatusAndNoValue() throws {
        var random = SeededGenerator(seed: 5)
        let feed = RandomCorpus.feed(units: 60, &random)
        let engine = try index.publish(feed.lines)
        let corpus = try ReferenceCorpus(feed.lines, builtOn: testDay)
        let shown = corpus.entries.filter { entry in
            entry.unit.agreementPeriods.contains { $0.contains(testDay) }
        }
        var empty = 0
        for start in stride(from: 0, to: shown.count - 4, by: 4) {
            let chosen = shown[start..<start + 4]
            let ids = chosen.map(\.unit.sorId)
            let query = "units=\(ids.joined(separator: ","))"
            let request = try CompareRequest.parse(parameters(query), in: engine, on: testDay)
            let answer = try JSONValue.parse(writer(engine).compare(request))
            #expect(answer["units"]?.array?.compactMap { $0["id"]?.string } == ids)
            let rows = try #require(answer["rows"]?.array)
            #expect(Set(rows.compactMap { $0["key"]?.string }).count == rows.count)
            for row in rows {
                let key = row["key"]?.string ?? ""
                let cells = row["cells"]?.array ?? []
                #expect(cells.count == ids.count)
                for (cell, entry) in zip(cells, chosen) {
                    let isKnown = cell["status"]?.string == "ok"
                    #expect((cell["value"] != nil) == isKnown, "\(key)")
                    #expect(cell["display"]?.string?.isEmpty == false, "\(key)")
                    #expect(cell["status"] != nil, "\(key)")
                    empty += isKnown ? 0 : 1
                    if key.hasPrefix("indicator."), let indicator = key.split(separator: ".").last {
                        #expect(cell["value"]?.number == entry.figures[String(indicator)])
                    } else if key == "assessment" {
                        #expect(cell["value"]?.string == entry.inspection?.overallAssessment)
                    } else if corpus.catalog.field(key)?.type.isOrdered == true,
                        key != "openedOn"
                    {
                        #expect(cell["value"]?.number == entry.number(key, corpus.catalog))
                    }
                }
            }
        }
        #expect(empty > 50)
    }

    // MARK: Changes

    private func changes(
        _ engine: SearchIndex,
        since: String?,
        limit: Int
    ) throws -> (changes: [(id: String, change: String)], next: String, hasMore: Bool) {
        var parameters = [SearchRequest.Parameter(name: "limit", value: "\(limit)")]
        if let since { parameters.append(.init(name: "since", value: since)) }
        let answer = try JSONValue.parse(
            writer(engine).changes(try ChangesRequest.parse(parameters))
        )
        let changes = (answer["changes"]?.array ?? []).map {
            (id: $0["id"]?.string ?? "?", change: $0["change"]?.string ?? "?")
        }
        return (changes, try #require(answer["next"]?.string), answer["more"]?.bool == true)
    }

    /// A reader that keeps a copy by the changes alone has what is shown, whatever its page size and
    /// however seldom it comes by.
    @Test(arguments: [1, 2, 3, 7, 1000])
    func aCopyKeptByChangesHasWhatIsShown(limit: Int) throws {
        let seed: UInt64 = 31
        var random = SeededGenerator(seed: seed)
        var feed = Feed()
        var copy = Set<String>()
        var since: String?
        var versions: [String: Int64] = [:]
        for round in 0..<14 {
            for _ in 0..<random.pick([0, 1, 2, 6]) {
                let id = "plov-\(Int.random(in: 0..<15, using: &random))"
                let version = (versions[id] ?? 0) + 1
                versions[id] = version
                if random.chance(30) {
                    feed.withdraw(id, version: version)
                } else {
                    var unit = UnitSketch(id, "Hjem \(version)")
                    unit.version = version
                    unit.agreement = random.chance(20) ? nil : ("2025-01-01", nil)
                    feed.add(unit)
                }
            }
            // Nothing new to apply happens too.
            let engine = try index.publish(feed.take())
            guard round == 13 || random.chance(70) else { continue }
            for _ in 0..<100 {
                let page = try changes(engine, since: since, limit: limit)
                for change in page.changes {
                    if change.change == "published" {
                        copy.insert(change.id)
                    } else {
                        copy.remove(change.id)
                    }
                }
                since = page.next
                if !page.hasMore { break }
            }
            let shown = Set(try engine.search(parameters("limit=100")).hits.map(\.id))
            #expect(copy == shown, "seed \(seed), round \(round)")
            let rest = try changes(engine, since: since, limit: limit)
            #expect(rest.changes.isEmpty && !rest.hasMore && rest.next == since)
        }
    }

    @Test func aLapsedAgreementIsAChangeWithoutAnyEvent() throws {
        var feed = Feed()
        var unit = UnitSketch("plov-1", "Engen")
        unit.agreement = ("2025-01-01", "2026-11-01")
        feed.add(unit)
        let before = try index.publish(feed.take())
        let first = try changes(before, since: nil, limit: 10)
        #expect(first.changes.map(\.change) == ["published"])
        let after = try index.publish([], on: testDay.adding(days: 1))
        let second = try changes(after, since: first.next, limit: 10)
        #expect(second.changes.map(\.change) == ["removed"])
    }

    @Test(arguments: [
        ("since=x", "since notASequence"), ("since=", "since notASequence"),
        ("since=1.2.3.4", "since notASequence"), ("since=1.x", "since notASequence"),
        ("since=-1", "since notASequence"), ("since=000000000000000000001", "since notASequence"),
        ("limit=0", "limit outOfRange"), ("limit=10001", "limit outOfRange"),
        ("since=1&since=1", "since repeated"), ("from=1", "from unknownParameter"),
    ])
    func badChangesRequestsSayWhatIsWrong(query: String, fault: String) {
        let error = #expect(throws: InvalidRequest.self) {
            try ChangesRequest.parse(parameters(query))
        }
        #expect(error?.faults.map { "\($0.parameter) \($0.code)" } == [fault])
    }
}
