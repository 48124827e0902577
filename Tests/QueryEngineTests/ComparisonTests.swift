import CareUnits
import IndexFormat
import QueryEngine
import Testing

/// Units side by side: cases as data, each a few units and what their row must say.
@Suite final class ComparisonTests {
    /// Where the last case was published.
    private var index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    /// A figure of one unit as a case writes it: `0.8/50` is value and number, a word a status.
    struct Figure {
        var text: String
        var period = "2025"
        var more = JSONObject()
    }

    private static let catalog: JSONValue = [
        "fields": [
            [
                "key": "petsAllowed", "labelDa": "Dyr", "type": "bool", "comparable": true,
                "group": "everyday",
            ],
            [
                "key": "rent", "labelDa": "Husleje", "type": "money", "unit": "kr.",
                "comparable": true, "group": "economy", "direction": "lowerBetter",
            ],
            [
                "key": "homeCount", "labelDa": "Boliger", "type": "int", "comparable": true,
                "appliesTo": ["nursingHome"], "group": "housing",
            ],
            ["key": "food", "labelDa": "Mad", "type": "text", "comparable": true],
            ["key": "secret", "labelDa": "Ikke sammenlignet", "type": "int"],
        ],
        "groups": [["key": "economy", "labelDa": "Økonomi", "labelEn": "Costs"]],
        "indicators": [
            [
                "code": "share", "labelDa": "Tilfredse", "type": "share", "unit": "andel",
                "decimals": 2, "minimumN": 5, "levels": ["unit", "municipality", "national"],
                "direction": "higherBetter", "method": "wilson-95",
            ],
            [
                "code": "percent", "labelDa": "Procent", "type": "share", "unit": "%",
                "levels": ["unit"],
            ],
            [
                "code": "here", "labelDa": "Beboerne nu", "type": "share", "theseResidents": true,
                "populationField": "homeCount", "levels": ["unit"], "decimals": 2,
            ],
            ["code": "mean", "labelDa": "Middel", "type": "mean", "decimals": 1],
            [
                "code": "rate", "labelDa": "Fald", "type": "rate", "unit": "pr. 1.000 dage",
                "decimals": 1,
            ],
            ["code": "count", "labelDa": "Antal", "type": "number"],
            [
                "code": "area", "labelDa": "Kommunens tal", "type": "rate", "unit": "pr. 1.000",
                "levels": ["municipality", "national"],
            ],
            [
                "code": "homes", "labelDa": "Kun hjem", "type": "share",
                "appliesTo": ["nursingHome"],
            ],
        ],
        "assessments": [
            ["code": "good", "labelDa": "God", "rank": 1, "validFrom": "2026-04-01"],
            ["code": "fair", "labelDa": "Rimelig", "rank": 2, "validFrom": "2026-04-01"],
            ["code": "old", "labelDa": "Gammel", "rank": 1, "validTo": "2026-03-31"],
        ],
    ]

    /// Publishes units and the figures of one indicator about them.
    private func engine(
        _ units: [UnitSketch],
        _ indicator: String? = nil,
        _ figures: [Figure?] = [],
        areas: [JSONValue] = [],
        more: [(type: String, data: JSONValue)] = [],
        on day: LocalDate = testDay
    ) throws -> SearchIndex {
        var feed = Feed()
        feed.add("catalog.published.v1", Self.catalog)
        for unit in units { feed.add(unit) }
        for event in more { feed.add(event.type, event.data) }
        if let indicator {
            for period in Set(figures.compactMap { $0?.period } + ["2025"]).sorted() {
                var values = period == "2025" ? areas : []
                for (unit, figure) in zip(units, figures) {
                    guard let figure, figure.period == period else { continue }
                    values.append(value(figure, of: unit.id))
                }
                feed.add(
                    "indicators.published.v1",
                    [
                        "indicator": .string(indicator), "period": .string(period),
                        "values": .array(values),
                    ]
                )
            }
        }
        index = try TestIndex()
        return try index.publish(feed.lines, on: day)
    }

    private func value(_ figure: Figure, of id: String) -> JSONValue {
        var value = figure.more
        value["level"] = "unit"
        value["subject"] = .string(id)
        value["source"] = "sds"
        let parts = figure.text.split(separator: "/").compactMap { Double($0) }
        if let number = parts.first {
            value["value"] = .decimal(number)
            if parts.count > 1 { value["n"] = .integer(Int64(parts[1])) }
            value["status"] = "ok"
        } else {
            value["status"] = .string(figure.text)
        }
        return .object(value)
    }

    private func compare(
        _ engine: SearchIndex,
        _ ids: [String],
        _ more: String = "",
        on day: LocalDate = testDay
    ) throws -> JSONValue {
        let query = "units=\(ids.joined(separator: ","))" + (more.isEmpty ? "" : "&" + more)
        let request = try CompareRequest.parse(parameters(query), in: engine, on: day)
        let writer = AnswerWriter(engine, language: request.language, today: day)
        return try JSONValue.parse(writer.compare(request))
    }

    private func row(_ key: String, in answer: JSONValue) throws -> JSONValue {
        try #require(answer["rows"]?.array?.first { $0["key"]?.string == key })
    }

    private func sketches(_ count: Int) -> [UnitSketch] {
        (0..<count).map { UnitSketch("plov-\($0)", "Enhed \($0)") }
    }

    /// `verdict`, with the reason behind it where there is one.
    private func verdict(_ row: JSONValue) -> String {
        let reason = row["reason"]?.string.map { " " + $0 } ?? ""
        return (row["verdict"]?.string ?? "?") + reason
    }

    // MARK: Verdicts

    /// Indicator, the units' figures, the verdict.
    private static let verdicts: [(indicator: String, figures: [String], verdict: String)] = [
        ("share", ["0.95/200", "0.60/200"], "clearlyDifferent"),
        ("share", ["0.90/40", "0.70/40"], "possiblyDifferent"),
        ("share", ["0.82/40", "0.80/45"], "noDemonstrableDifference"),
        ("share", ["1.0/9", "0.67/9"], "noDemonstrableDifference"),
        ("share", ["0.82/40", "0.82/45"], "identical"),
        ("share", ["0.82/40", "withheld"], "notComparable missing"),
        ("share", ["tooFew", "late"], "notComparable missing"),
        ("share", ["0.82/4", "0.82/45"], "notComparable missing"),
        ("share", ["0.82", "0.40"], "notComparable spread"),
        ("percent", ["95/200", "60/200"], "clearlyDifferent"),
        ("percent", ["82/40", "80/45"], "noDemonstrableDifference"),
        ("rate", ["6.2/15000", "6.0/15000"], "noDemonstrableDifference"),
        ("rate", ["12/15000", "6.0/15000"], "clearlyDifferent"),
        ("rate", ["0/15000", "0.1/15000"], "noDemonstrableDifference"),
        ("count", ["21", "21"], "identical"),
        ("count", ["21", "22"], "clearlyDifferent"),
        ("homes", ["0.95/200", "0.60/200"], "clearlyDifferent"),
        // Of several units each is held against the best supported one, and more of them must differ
        // more: what is possible between two is not among twelve.
        ("share", ["0.95/200", "0.60/200", "0.80/30"], "clearlyDifferent"),
        (
            "share",
            ["0.90/40", "0.70/40"] + Array(repeating: "0.81/40", count: 10),
            "noDemonstrableDifference"
        ),
    ]

    @Test(arguments: verdicts.indices)
    func aRowSaysWhichDifferencesAreReal(place: Int) throws {
        let row = Self.verdicts[place]
        let units = sketches(row.figures.count)
        let engine = try engine(units, row.indicator, row.figures.map { Figure(text: $0) })
        let answer = try compare(engine, units.map(\.id))
        let found = try self.row("indicator." + row.indicator, in: answer)
        #expect(verdict(found) == row.verdict, "\(found)")
        #expect(found["verdictLabel"]?.string?.isEmpty == false)
        #expect(found["why"]?.string?.isEmpty == false)
    }

    @Test func meansAreHeldAgainstEachOtherByTheirIntervals() throws {
        func row(_ figures: [(value: String, lower: Double, upper: Double)]) throws -> JSONValue {
            let units = sketches(figures.count)
            let engine = try engine(
                units,
                "mean",
                figures.map { figure in
                    var more = JSONObject()
                    more["lower"] = .decimal(figure.lower)
                    more["upper"] = .decimal(figure.upper)
                    return Figure(text: figure.value, more: more)
                }
            )
            return try self.row("indicator.mean", in: compare(engine, units.map(\.id)))
        }
        let near = try row([("4.2/40", 4.0, 4.4), ("4.3/40", 4.1, 4.5)])
        #expect(verdict(near) == "noDemonstrableDifference")
        let far = try row([("3.2/40", 3.0, 3.4), ("4.3/40", 4.1, 4.5)])
        #expect(verdict(far) == "clearlyDifferent")
        #expect(far["method"]?.string == "welch")
        // Two intervals that overlap may belong to values that differ.
        let overlapping = try row([("4.0/40", 3.8, 4.2), ("4.35/40", 4.15, 4.55)])
        #expect(verdict(overlapping) == "possiblyDifferent")
    }

    @Test func whatIsNotOfOneKindIsNotComparable() throws {
        func verdict(_ left: Figure, _ right: Figure) throws -> String {
            let units = sketches(2)
            let engine = try engine(units, "share", [left, right])
            return self.verdict(
                try row("indicator.share", in: compare(engine, units.map(\.id)))
            )
        }
        let plain = Figure(text: "0.9/50")
        #expect(
            try verdict(plain, Figure(text: "0.5/50", period: "2024")) == "notComparable period"
        )
        var other = Figure(text: "0.5/50")
        other.more["method"] = "telefon"
        #expect(try verdict(plain, other) == "notComparable method")
        other.more = JSONObject()
        other.more["population"] = "pårørende"
        #expect(try verdict(plain, other) == "notComparable population")
    }

    @Test func aSurveyOfAllResidentsLeavesNothingToChance() throws {
        var units = sketches(2)
        for place in units.indices { units[place].attributes["homeCount"] = 20 }
        let all = [Figure(text: "0.8/20"), Figure(text: "0.7/20")]
        let answer = try compare(try engine(units, "here", all), units.map(\.id))
        let here = try row("indicator.here", in: answer)
        #expect(verdict(here) == "clearlyDifferent", "\(here)")
        #expect(here["cells"]?.array?[0]["interval"]?["lower"]?.number == 0.8)
        // The same answers say little of a place in general.
        let general = try compare(try engine(units, "share", all), units.map(\.id))
        #expect(try verdict(row("indicator.share", in: general)) == "noDemonstrableDifference")
    }

    @Test func factsAreEqualOrNot() throws {
        var units = sketches(3)
        for place in units.indices {
            units[place].attributes["petsAllowed"] = true
            units[place].attributes["food"] = "Vi laver mad selv."
        }
        units[0].attributes["rent"] = 5000
        units[2].attributes["rent"] = 5001
        units[2].texts["food"] = "Maden kommer udefra."
        units[2].attributes["food"] = nil
        units[2].kind = .homeCareSupplier
        units[2].coverage = [
            ["municipalityCode": "0751", "agreement": "contract", "validFrom": "2025-01-01"]
        ]
        let answer = try compare(try engine(units), units.map(\.id))
        let expected = [
            "kind": "clearlyDifferent", "ownership": "identical", "petsAllowed": "identical",
            "rent": "clearlyDifferent", "food": "notComparable text",
            "homeCount": "notComparable missing", "decisions": "identical",
            "assessment": "notComparable missing", "operator": "notComparable missing",
        ]
        for (key, wanted) in expected {
            #expect(try verdict(row(key, in: answer)) == wanted, "\(key)")
        }
        #expect(answer["rows"]?.array?.contains { $0["key"]?.string == "secret" } == false)
        let rent = try row("rent", in: answer)
        #expect(rent["cells"]?.array?[1]["status"]?.string == "notReported")
        #expect(rent["cells"]?.array?[1]["value"] == nil)
        #expect(rent["cells"]?.array?[2]["display"]?.string == "5.001 kr.")
        #expect(rent["groupLabel"]?.string == "Økonomi")
        let english = try compare(try engine(units), units.map(\.id), "lang=en")
        #expect(try row("rent", in: english)["groupLabel"]?.string == "Costs")
        #expect(try row("rent", in: english)["cells"]?.array?[2]["display"]?.string == "5,001 kr.")
    }

    // MARK: Cells

    @Test func smallNumbersSayWhatTheyCan() throws {
        let units = sketches(2)
        let engine = try engine(
            units,
            "share",
            [Figure(text: "0/24"), Figure(text: "0.5/4")]
        )
        let cells = try row("indicator.share", in: compare(engine, units.map(\.id)))["cells"]?.array
        let none = try #require(cells?[0])
        #expect(none["display"]?.string == "0 %")
        #expect(none["note"]?.string == "0 af 24: højst 12 %")
        // Fewer than the indicator asks for are too few, whatever the figure says of itself.
        let few = try #require(cells?[1])
        #expect(few["status"]?.string == "tooFew")
        #expect(few["value"] == nil && few["interval"] == nil)
        #expect(few["n"]?.integer == 4)
        #expect(few["note"]?.string == "4 svar; der kræves mindst 5")
        let detail = try JSONValue.parse(
            AnswerWriter(engine, language: .danish, today: testDay)
                .unit(try #require(UnitLookup(engine, today: testDay).find("plov-1")))
        )
        #expect(detail["indicators"]?.array?.first?["status"]?.string == "tooFew")
        #expect(detail["indicators"]?.array?.first?["value"] == nil)
    }

    @Test func withheldSaysNothingButThat() throws {
        let units = sketches(2)
        var more = JSONObject()
        more["n"] = 3
        let figures = [Figure(text: "withheld", more: more), Figure(text: "0.5/40")]
        let answer = try compare(try engine(units, "share", figures), units.map(\.id))
        let cell = try #require(row("indicator.share", in: answer)["cells"]?.array?[0])
        let names = cell.object?.members.map(\.key) ?? []
        #expect(
            Set(names).isSubset(of: [
                "display", "unit", "status", "period", "source", "sourceLabel",
            ]),
            "\(names)"
        )
    }

    @Test func theMunicipalitysFigureIsNotTheUnits() throws {
        let units = sketches(2)
        let areas: [JSONValue] = ["0751", "DK"].map { code in
            [
                "level": code == "DK" ? "national" : "municipality", "subject": .string(code),
                "value": 54.1, "n": 3000, "status": "ok", "source": "sds",
            ]
        }
        let answer = try compare(try engine(units, "area", [], areas: areas), units.map(\.id))
        let area = try row("indicator.area", in: answer)
        #expect(verdict(area) == "notComparable level")
        for cell in area["cells"]?.array ?? [] {
            #expect(cell["level"]?.string == "municipality")
            #expect(cell["levelLabel"]?.string == "Gælder hele Aarhus Kommune")
            #expect(cell["value"]?.number == 54.1)
        }
        let levels = area["reference"]?.array?.compactMap { $0["level"]?.string }
        #expect(levels == ["national", "municipality"])
        // It neither filters nor ranks units.
        let found = try index.folder.openCurrent().0
        let filtered = SearchIndex(found, analyzer: analyzer)
        #expect(try filtered.search(parameters("indicator.area.min=50")).total == 0)
    }

    @Test func referenceValuesNameTheirLevelAndTheUnitsBehind() throws {
        var units = sketches(4)
        units[3].municipality = "0461"
        let areas: [JSONValue] = [("DK", "national"), ("0751", "municipality")].map { area in
            [
                "level": .string(area.1), "subject": .string(area.0), "value": 0.8, "n": 900,
                "status": "ok", "source": "sds", "publishedAt": "2026-05-15T08:00:00Z",
            ]
        }
        let figures = ["0.7/50", "0.9/50", "late", "0.6/50"].map { Figure(text: $0) }
        let engine = try engine(units, "share", figures, areas: areas)
        let share = try row("indicator.share", in: compare(engine, ["plov-0", "plov-3"]))
        let reference = try #require(share["reference"]?.array)
        #expect(reference.map { $0["units"]?.integer } == [3, 2])
        #expect(reference.map { $0["label"]?.string } == ["Hele landet", "Aarhus Kommune"])
        let peers = try #require(share["peers"]?.array)
        let nation = try #require(peers.first)
        #expect(nation["median"]?.number == 0.7)
        #expect(nation["count"]?.integer == 3 && nation["missing"]?.integer == 1)
        #expect(
            peers.map { $0["subject"]?.string }
                == ["DK", "1082", "1083", "0751", "0461", "nursingHome"]
        )
    }

    // MARK: Inspections and decisions

    private func visit(_ id: String, _ unit: String, _ day: String, _ code: String) -> JSONValue {
        [
            "id": .string(id), "sorId": .string(unit), "kind": "riskBased",
            "inspectedAt": .string(day), "authority": "Tilsyn Midt",
            "overallAssessment": .string(code),
            "themes": [["theme": "selfDetermination", "assessment": .string(code)]],
        ]
    }

    @Test func anOldRegimeIsNotHeldAgainstTheNew() throws {
        let units = sketches(4)
        let engine = try engine(
            units,
            more: [
                ("inspection.registered.v1", visit("a", "plov-0", "2026-05-01", "good")),
                ("inspection.registered.v1", visit("b", "plov-1", "2026-06-01", "fair")),
                ("inspection.registered.v1", visit("c", "plov-2", "2026-02-01", "old")),
            ]
        )
        func verdict(_ ids: [String], _ key: String = "assessment") throws -> String {
            try self.verdict(row(key, in: compare(engine, ids)))
        }
        #expect(try verdict(["plov-0", "plov-1"]) == "clearlyDifferent")
        #expect(try verdict(["plov-0", "plov-2"]) == "notComparable method")
        #expect(
            try verdict(["plov-0", "plov-2"], "theme.selfDetermination") == "notComparable method"
        )
        #expect(try verdict(["plov-0", "plov-3"]) == "notComparable missing")
        let answer = try compare(engine, ["plov-2", "plov-3"])
        let cells = try #require(row("assessment", in: answer)["cells"]?.array)
        #expect(cells[0]["display"]?.string == "Gammel")
        #expect(cells[0]["note"]?.string?.contains("tidligere ordning") == true)
        #expect(cells[0]["period"]?.string == "2026-02-01")
        #expect(cells[1]["status"]?.string == "notYetInspected")
        let visits = try #require(row("inspectionKind", in: answer)["cells"]?.array)
        #expect(visits[0]["display"]?.string == "Risikobaseret tilsyn")
        #expect(
            try row("inspectionAuthority", in: answer)["cells"]?.array?[0]["value"] == "Tilsyn Midt"
        )
        // In the search, each category stays what it is called.
        for (query, total) in [
            ("theme.selfDetermination=old", 1), ("theme.selfDetermination=good", 1),
            ("assessment=old", 1), ("theme.trustStaffLeadership.missing=only", 4),
        ] {
            #expect(try engine.search(parameters(query)).total == total, "\(query)")
        }
    }

    /// The day, and what is in force on it.
    private static let days: [(day: String, decisions: String)] = [
        ("2026-02-28", ""), ("2026-03-01", "banMoveIn"), ("2026-06-30", "banMoveIn"),
        ("2026-07-01", ""), ("2026-08-01", "orderQuality"), ("2026-12-31", "orderQuality"),
    ]

    @Test(arguments: days.indices)
    func aBanIsInForceToTheMidnightItEnds(place: Int) throws {
        let units = sketches(2)
        let engine = try engine(
            units,
            more: [
                (
                    "decision.registered.v1",
                    [
                        "id": "ban", "sorId": "plov-0", "kind": "banMoveIn",
                        "decidedAt": "2026-02-20", "periodFrom": "2026-03-01",
                        "periodTo": "2026-06-30",
                    ]
                ),
                (
                    "decision.registered.v1",
                    [
                        "id": "order", "sorId": "plov-0", "kind": "orderQuality",
                        "decidedAt": "2026-08-01", "deadline": "2026-09-01",
                    ]
                ),
            ]
        )
        let day = try #require(LocalDate(Self.days[place].day))
        let answer = try compare(engine, units.map(\.id), on: day)
        let decisions = try row("decisions", in: answer)
        let wanted = Self.days[place].decisions
        let value = decisions["cells"]?.array?[0]["value"]?.array?.compactMap(\.string) ?? ["?"]
        #expect(value == (wanted.isEmpty ? [] : [wanted]))
        #expect(verdict(decisions) == (wanted.isEmpty ? "identical" : "clearlyDifferent"))
        #expect(answer["units"]?.array?[0]["decisions"]?.array?.count == (wanted.isEmpty ? 0 : 1))
        // Made once is made, whatever its state; in force is in force.
        #expect(try engine.search(parameters("decision=banMoveIn"), on: day).total == 1)
        let active = try engine.search(parameters("activeDecision=banMoveIn"), on: day).total
        #expect(active == (wanted == "banMoveIn" ? 1 : 0))
    }

    // MARK: A place under a new number

    @Test func whatWasFoundAtAPlaceStaysWithItAndIsMarked() throws {
        var successor = UnitSketch("plov-new", "Bakken")
        let former = UnitSketch("plov-old", "Bakken")
        let other = UnitSketch("plov-0", "Engen")
        var feed = Feed()
        feed.add("catalog.published.v1", Self.catalog)
        for unit in [former, other] { feed.add(unit) }
        var data = JSONObject(successor.data.object?.members ?? [])
        data["predecessors"] = ["plov-old", "plov-new"]
        feed.add("unit.published.v1", .object(data))
        for (id, day) in [("plov-old", "2026-05-01"), ("plov-0", "2026-05-02")] {
            feed.add("inspection.registered.v1", visit("v-\(id)", id, day, "good"))
        }
        feed.add(
            "indicators.published.v1",
            [
                "indicator": "share", "period": "2025",
                "values": .array([
                    value(Figure(text: "0.8/50"), of: "plov-old"),
                    value(Figure(text: "0.7/50"), of: "plov-0"),
                ]),
            ]
        )
        // As long as the former unit is published, its history is its own.
        var engine = try index.publish(feed.take())
        var answer = try compare(engine, ["plov-new", "plov-0"])
        #expect(
            try row("assessment", in: answer)["cells"]?.array?[0]["status"]?.string
                == "notYetInspected"
        )
        feed.withdraw("plov-old")
        engine = try index.publish(feed.take())
        answer = try compare(engine, ["plov-new", "plov-0"])
        for key in ["assessment", "indicator.share"] {
            let row = try row(key, in: answer)
            #expect(row["cells"]?.array?[0]["inheritedFrom"]?.string == "plov-old", "\(key)")
            #expect(row["cells"]?.array?[1]["inheritedFrom"] == nil)
            #expect(row["warnings"]?.array?.first?["code"]?.string == "inherited")
        }
        let unit = try #require(UnitLookup(engine, today: testDay).find("plov-new"))
        let detail = try JSONValue.parse(
            AnswerWriter(engine, language: .danish, today: testDay).unit(unit)
        )
        #expect(detail["inspection"]?["status"]?.string == "notYetInspected")
        #expect(detail["inspection"]?["inherited"]?["from"]?.string == "plov-old")
        // Its own inspection replaces what it inherited; and a filter sees its own only.
        #expect(try engine.search(parameters("assessment=good")).total == 1)
        feed.add("inspection.registered.v1", visit("own", "plov-new", "2026-06-01", "fair"))
        engine = try index.publish(feed.take())
        answer = try compare(engine, ["plov-new", "plov-0"])
        let own = try #require(row("assessment", in: answer)["cells"]?.array?[0])
        #expect(own["value"]?.string == "fair" && own["inheritedFrom"] == nil)
        // Where no unit names it as its former self any more, nothing is inherited.
        successor.version = 2
        feed.add(successor)
        engine = try index.publish(feed.take())
        answer = try compare(engine, ["plov-new", "plov-0"])
        #expect(
            try row("indicator.share", in: answer)["cells"]?.array?[0]["status"]?.string
                == "notReported"
        )
    }

    // MARK: Requests

    /// A request and what is wrong with it.
    private static let requests: [(query: String, faults: [String])] = [
        ("units=plov-0,plov-1", []), ("units=plov-0&units=plov-1&rows=share,economy", []),
        ("units=plov-0,plov-1&order=difference&themes=all&format=html&lang=en", []),
        ("units=plov-0", ["units wrongCount"]), ("", ["units wrongCount"]),
        ("units=plov-0,plov-0", ["units repeated"]),
        ("units=plov-0,plov-9", ["units unknownUnit"]),
        ("units=plov-0,plov-1&rows=shar", ["rows unknownValue"]),
        ("units=plov-0,plov-1&themes=medicin", ["themes unknownValue"]),
        ("units=plov-0,plov-1&order=best", ["order unknownValue"]),
        ("units=plov-0,plov-1&format=pdf", ["format unknownValue"]),
        ("units=plov-0,plov-1&unit=x", ["unit unknownParameter"]),
        (
            "units=plov-0,plov-1&near=here&lang=sv&lang=da",
            ["lang repeated", "lang unknownValue", "near notAPoint"]
        ),
    ]

    @Test func everyFaultOfARequestIsNamedAtOnce() throws {
        let engine = try engine(sketches(2))
        for row in Self.requests {
            var found: [String] = []
            do {
                _ = try CompareRequest.parse(parameters(row.query), in: engine, on: testDay)
            } catch {
                found = error.faults.map { "\($0.parameter) \($0.code)" }.sorted()
            }
            #expect(found == row.faults, "\(row.query)")
        }
    }

    @Test func rowsAreChosenAndOrderedTheSameForAll() throws {
        var units = sketches(2)
        for place in units.indices {
            units[place].attributes["rent"] = .integer(Int64(5000 + place))
            units[place].attributes["petsAllowed"] = true
        }
        let figures = [Figure(text: "0.95/200"), Figure(text: "0.60/200")]
        let engine = try engine(units, "share", figures)
        func keys(_ more: String) throws -> [String] {
            let answer = try compare(engine, units.map(\.id), more)
            return answer["rows"]?.array?.compactMap { $0["key"]?.string } ?? []
        }
        #expect(try keys("rows=share,economy") == ["rent", "indicator.share"])
        #expect(
            try keys("rows=indicator.share,rent&order=difference") == ["indicator.share", "rent"]
        )
        let byDifference = try keys("order=difference")
        #expect(byDifference.first == "indicator.share")
        #expect(try Set(keys("")) == Set(byDifference))
    }

    // MARK: An attacker

    /// Totals that are sums of the units' own figures, and an attacker who subtracts.
    @Test(arguments: SeededSeeds.all)
    func whatIsWithheldCannotBeWorkedOut(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let codes = ["0751", "0730", "0740", "0461", "0420", "0101", "0147"]
        var units: [UnitSketch] = []
        var figures: [Figure] = []
        var totals: [String: (n: Double, sum: Double)] = [:]
        for (place, code) in codes.enumerated() {
            for number in 0..<random.pick([2, 3, 6]) {
                var unit = UnitSketch("plov-\(place)-\(number)", "Enhed \(place) \(number)")
                unit.municipality = code
                units.append(unit)
                let n = Double(Int.random(in: 10...60, using: &random))
                let value = Double(Int.random(in: 1..<Int(n), using: &random)) / n
                figures.append(
                    Figure(text: random.chance(25) ? "withheld" : "\(value)/\(Int(n))")
                )
                let region = Municipality.withCode(code)?.region(on: testDay).code ?? ""
                for area in [code, region, "DK"] {
                    totals[area, default: (0, 0)].n += n
                    totals[area, default: (0, 0)].sum += value * n
                }
            }
        }
        let areas = totals.sorted { $0.key < $1.key }.map { code, total -> JSONValue in
            let level =
                code == "DK" ? "national" : codes.contains(code) ? "municipality" : "region"
            return [
                "level": .string(level), "subject": .string(code),
                "value": .decimal(total.sum / total.n), "n": .integer(Int64(total.n)),
                "status": "ok",
            ]
        }
        let engine = try engine(units, "share", figures, areas: areas)
        // Everything that any comparison shows.
        var shown: [String: (n: Double, sum: Double)] = [:]
        func note(_ key: String, _ cell: JSONValue) {
            guard let n = cell["n"]?.number else { return }
            guard let value = cell["value"]?.number else {
                Issue.record("\(key) has a number without a value: \(cell)")
                return
            }
            shown[key] = (n, value * n)
        }
        for start in stride(from: 0, to: units.count, by: 2) {
            let ids = [units[start].id, units[(start + 1) % units.count].id]
            let row = try row("indicator.share", in: compare(engine, ids))
            for (id, cell) in zip(ids, row["cells"]?.array ?? []) { note(id, cell) }
            for cell in row["reference"]?.array ?? [] {
                note(cell["subject"]?.string ?? "?", cell)
            }
        }
        let withheld = units.indices.filter { figures[$0].text == "withheld" }
        #expect(withheld.allSatisfy { shown[units[$0].id] == nil })
        for area in codes + ["DK"] where shown[area] != nil {
            let inside = units.indices.filter { area == "DK" || units[$0].municipality == area }
            // What the shown municipalities inside account for is known to the attacker.
            let left = withheld.filter { place in
                inside.contains(place)
                    && (area != "DK" || shown[units[place].municipality] == nil)
            }
            #expect(left.count != 1, "seed \(seed): \(area) gives \(left) away")
        }
    }

    // MARK: Peers

    @Test(arguments: SeededSeeds.all)
    func peerValuesAgreeWithPlainArrays(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let feed = RandomCorpus.feed(units: 150, &random)
        let engine = try index.publish(feed.lines)
        let corpus = try ReferenceCorpus(feed.lines, builtOn: testDay)
        // On later days some agreements have lapsed, and from 2027 regions are others.
        for day in [testDay, testDay.adding(days: 45), testDay.adding(days: 400)] {
            let shown = corpus.entries.filter { entry in
                entry.unit.agreementPeriods.contains { $0.contains(testDay) }
                    && entry.unit.agreementPeriods.contains { $0.contains(day) }
            }
            guard shown.count >= 2 else { continue }
            let chosen = Array(shown.shuffled(using: &random).prefix(6))
            let answer = try compare(engine, chosen.map(\.unit.sorId), on: day)
            var checked = 0
            for row in answer["rows"]?.array ?? [] {
                let key = row["key"]?.string ?? ""
                for peer in row["peers"]?.array ?? [] {
                    try check(peer, key, shown, corpus.catalog, on: day)
                    checked += 1
                }
            }
            #expect(checked > 10)
        }
    }

    private func check(
        _ peer: JSONValue,
        _ key: String,
        _ shown: [ReferenceCorpus.Entry],
        _ catalog: Catalog,
        on day: LocalDate
    ) throws {
        let subject = peer["subject"]?.string ?? ""
        let members = shown.filter { entry in
            let municipality = entry.unit.address.municipality
            return switch peer["group"]?.string {
            case "national": true
            case "region": municipality.region(on: day).code == subject
            case "municipality": municipality.code == subject
            case "kind": entry.unit.kind.rawValue == subject
            default: false
            }
        }
        let values: [Double?]
        if key.hasPrefix("indicator.") {
            let code = String(key.dropFirst(10))
            let definition = try #require(catalog.indicators.first { $0.code == code })
            let period = shown.compactMap { entry in
                entry.figures[code].flatMap { _ in entry.figurePeriods[code] }
            }.max()
            values = members.filter { definition.applies(to: $0.unit.kind) }.map {
                $0.figurePeriods[code] == period ? $0.figures[code] : nil
            }
        } else {
            let field = try #require(catalog.field(key))
            values = members.filter { field.applies(to: $0.unit.kind) }.map {
                $0.number(key, catalog)
            }
        }
        let known = values.compactMap { $0 }.sorted()
        #expect(peer["count"]?.integer == Int64(known.count), "\(key) \(subject)")
        #expect(peer["missing"]?.integer == Int64(values.count - known.count), "\(key) \(subject)")
        for (name, share) in [("lowerQuartile", 0.25), ("median", 0.5), ("upperQuartile", 0.75)] {
            let place = share * Double(known.count - 1)
            let (low, high) = (known[Int(place)], known[Int(place.rounded(.up))])
            let wanted = low + (place - place.rounded(.down)) * (high - low)
            #expect(abs((peer[name]?.number ?? .nan) - wanted) < 1e-9, "\(key) \(subject) \(name)")
        }
    }
}

/// Seeds that every run uses.
enum SeededSeeds {
    static let all: [UInt64] = [1, 2, 3]
}
