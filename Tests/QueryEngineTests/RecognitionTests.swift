import CareUnits
import DemoFeed
import IndexFormat
import QueryEngine
import Testing

/// What is understood of a text: places, kinds and facts, and what demands them.
@Suite struct RecognitionTests {
    private static let published = Result {
        var feed = Feed()
        feed.add("catalog.published.v1", catalog)
        for unit in units { feed.add(unit) }
        feed.add(
            "decision.registered.v1",
            [
                "id": "decision-1", "sorId": "plov-2", "kind": "orderQuality",
                "decidedAt": "2026-09-01",
            ]
        )
        feed.add(
            "inspection.registered.v1",
            [
                "id": "visit-1", "sorId": "plov-1", "kind": "announced",
                "inspectedAt": "2026-05-01",
            ]
        )
        return try TestIndex().publish(feed.lines)
    }

    private static let units: [UnitSketch] = {
        func unit(_ id: String, _ name: String, _ code: String, _ town: String, _ post: String)
            -> UnitSketch
        {
            var unit = UnitSketch("plov-\(id)", name)
            unit.municipality = code
            (unit.postalTown, unit.postcode) = (town, post)
            unit.attributes["homeCount"] = 20
            return unit
        }
        var aarhus = unit("1", "Solvang", "0751", "Aarhus C", "8000")
        aarhus.attributes["pets"] = "yes"
        aarhus.attributes["groups"] = ["dementia"]
        var odense = unit("2", "Engen", "0461", "Odense C", "5000")
        odense.attributes["garden"] = true
        odense.kind = .publicCareHousing
        odense.ownership = .selfOwned
        var sonderborg = unit("3", "Mosen", "0540", "Gråsten", "6300")
        sonderborg.kind = .freeCareHousing
        let hillerod = unit("4", "Skoven", "0219", "Hillerød", "3400")
        let naestved = unit("5", "Bakken", "0370", "Næstved", "4700")
        var supplier = unit("supplier", "Hjælpen", "0461", "Odense C", "5000")
        supplier.kind = .homeCareSupplier
        supplier.attributes = JSONObject()
        supplier.coverage = [
            ["municipalityCode": "0751", "agreement": "voucher", "validFrom": "2026-01-01"]
        ]
        return [aarhus, odense, sonderborg, hillerod, naestved, supplier]
    }()

    private static let catalog: JSONValue = [
        "fields": [
            [
                "key": "homeCount", "type": "int", "labelDa": "Boliger", "mandatory": true,
                "appliesTo": ["nursingHome", "publicCareHousing", "freeCareHousing"],
            ],
            field(
                "pets",
                "enum",
                "Husdyr tilladt",
                ["yes": "Ja", "no": "Nej", "some": "Efter aftale"]
            ),
            field("garden", "bool", "Have"),
            field("terrace", "bool", "Egen altan eller terrasse"),
            field("groups", "set", "Målgrupper", ["dementia": "Demens", "brain": "Hjerneskade"]),
        ]
    ]

    private static func field(
        _ key: String,
        _ type: String,
        _ label: String,
        _ values: KeyValuePairs<String, String> = [:]
    ) -> JSONValue {
        [
            "key": .string(key), "type": .string(type), "labelDa": .string(label),
            "filterable": true, "searchable": true,
            "values": .array(values.map { ["value": .string($0), "labelDa": .string($1)] }),
        ]
    }

    private let engine: SearchIndex

    init() throws {
        engine = try Self.published.get()
    }

    /// A part of what an answer says it understood.
    private struct Part: Equatable {
        var text: String
        var kind: String
        var parameters: [SearchRequest.Parameter]

        /// Without the rest of the text.
        var demands: String {
            parameters.filter { $0.name != "q" }.map { "\($0.name)=\($0.value)" }
                .joined(separator: "&")
        }
    }

    private func understood(_ typed: String, on day: LocalDate = testDay) throws -> [Part] {
        let answer = try engine.answer([.init(name: "q", value: typed)], on: day)
        return (answer["understood"]?.array ?? []).map { part in
            var parameters: [SearchRequest.Parameter] = []
            for member in part["parameters"]?.object?.members ?? [] {
                for value in member.value.array ?? [member.value] {
                    parameters.append(.init(name: member.key, value: value.string ?? "?"))
                }
            }
            return Part(
                text: part["text"]?.string ?? "?",
                kind: part["kind"]?.string ?? "?",
                parameters: parameters
            )
        }
    }

    @Test(arguments: [
        // Municipalities in any spelling, in the genitive, with the word for what they are.
        ("aarhus", "aarhus", "municipality", "municipality=0751"),
        ("Århus", "Århus", "municipality", "municipality=0751"),
        ("arhus", "arhus", "municipality", "municipality=0751"),
        ("plejehjem i Aarhus Kommune", "Aarhus Kommune", "municipality", "municipality=0751"),
        ("aarhus kommunes plejehjem", "aarhus kommunes", "municipality", "municipality=0751"),
        ("Odenses hjem", "Odenses", "municipality", "municipality=0461"),
        ("soenderborg", "soenderborg", "municipality", "municipality=0540"),
        ("sonderborg", "sonderborg", "municipality", "municipality=0540"),
        ("hillerod", "hillerod", "municipality", "municipality=0219"),
        ("Naestved", "Naestved", "municipality", "municipality=0370"),
        // Regions, with and without the word.
        ("region midtjylland", "region midtjylland", "region", "region=1082"),
        ("midtjylland", "midtjylland", "region", "region=1082"),
        // Landscapes, as the municipalities that lie in them.
        (
            "hjem på Fyn", "Fyn", "area",
            "municipality=0410&municipality=0420&municipality=0430&municipality=0440"
                + "&municipality=0450&municipality=0461&municipality=0479&municipality=0480"
                + "&municipality=0482&municipality=0492"
        ),
        ("als", "als", "area", "municipality=0540"),
        // Towns and postcodes that homes have.
        ("8000", "8000", "postcode", "postcode=8000"),
        ("gråsten", "gråsten", "town", "postcode=6300"),
        ("Graasten", "Graasten", "town", "postcode=6300"),
        // Kinds, by their names and by what people call them.
        ("plejehjem", "plejehjem", "kind", "kind=nursingHome"),
        ("plejehjemmene", "plejehjemmene", "kind", "kind=nursingHome"),
        ("friplejehjem", "friplejehjem", "kind", "kind=freeCareHousing"),
        ("almene plejeboliger", "almene plejeboliger", "kind", "kind=publicCareHousing"),
        ("hjemmepleje", "hjemmepleje", "kind", "kind=homeCareSupplier"),
        // A word that stands for several.
        ("plejecenter", "plejecenter", "kind", "kind=publicCareHousing&kind=nursingHome"),
        // Ownership.
        ("selvejende", "selvejende", "ownership", "ownership=selfOwned"),
        // Orders, and that there are none.
        ("påbud", "påbud", "decision", "activeDecision=orderQuality&activeDecision=orderAdvice"),
        ("uden påbud", "uden påbud", "decision", "activeDecision=none"),
        ("plejehjem uden påbud", "uden påbud", "decision", "activeDecision=none"),
        ("ikke haft tilsyn", "ikke haft tilsyn", "assessment", "assessment=notYetInspected"),
    ])
    func isUnderstood(typed: String, text: String, kind: String, demands: String) throws {
        let parts = try understood(typed)
        let part = try #require(parts.first { $0.kind == kind }, "\(parts)")
        #expect(part.text == text)
        #expect(
            Set(part.demands.split(separator: "&")) == Set(demands.split(separator: "&")),
            "\(part)"
        )
    }

    @Test(arguments: [
        "solvang", "engen", "hjem", "jacuzzi", "aarhusbakken", "8001", "12", "og", "dag",
    ])
    func isNothingThatCouldBeDemanded(typed: String) throws {
        let kinds = try understood(typed).map(\.kind).filter { $0 != "ignored" }
        #expect(kinds.isEmpty, "\(kinds)")
    }

    /// Region Hovedstaden and Region Sjælland become Region Østdanmark on 2027-01-01.
    @Test func regionsAreThoseOfTheDay() throws {
        let after = LocalDate(daysSinceEpoch: 20_819)
        for day in [after.adding(days: -1), after] {
            for (typed, codes) in [
                ("hovedstaden", ["0219"]), ("region sjælland", ["0370"]),
                ("østdanmark", ["0219", "0370"]),
            ] {
                let isInForce = (typed == "østdanmark") == (day == after)
                let part = try #require(try understood(typed, on: day).first)
                #expect(part.kind == "region")
                let hits = try engine.answer(part.parameters, on: day)["hits"]?.array ?? []
                let found = hits.compactMap { $0["municipality"]?["code"]?.string }.sorted()
                #expect(found == (isInForce ? codes : []), "\(typed) on \(day)")
            }
        }
    }

    @Test func aSupplierIsWhereItDelivers() throws {
        let names = try engine.names("hjemmepleje aarhus")
        #expect(names.first == "Hjælpen")
        let odense = try engine.names("hjælpen odense")
        #expect(odense.first == "Hjælpen")
    }

    @Test func aSupplierThatDoesNotDeliverThereIsNoHomeThere() throws {
        // Nobody delivers in Sønderborg; what is found says where it is or what it is.
        let hits = try engine.answer(parameters("q=hjemmepleje sønderborg&explain=true"))
        let first = try #require(hits["hits"]?.array?.first)
        #expect(first["why"]?["quality"]?["worth"] != nil)
    }

    // MARK: The catalog

    /// The phrase, the field and the value that it names.
    @Test(arguments: [
        ("have", "garden", "yes"), ("haver", "garden", "yes"), ("demens", "groups", "dementia"),
        // "Ja" by what its field is called; each of several things by itself.
        ("husdyr tilladt", "pets", "yes"), ("efter aftale", "pets", "some"),
        ("egen altan", "terrace", "yes"), ("terrasse", "terrace", "yes"),
    ])
    func valuesOfTheCatalogAreUnderstood(typed: String, field: String, value: String) throws {
        let parts = try understood(typed)
        let part = try #require(parts.first { $0.kind == "filter" }, "\(parts)")
        #expect(part.parameters.contains { $0.name == field && $0.value == value }, "\(part)")
    }

    /// Every label of a value is understood as a filter that has it.
    @Test func everyLabelOfTheCatalogIsUnderstood() throws {
        for field in engine.generation.catalog.fields where field.filterable {
            var labels = field.values.filter { $0.label.danish.count >= 4 }
                .map { ($0.label.danish, $0.value) }
            if field.type == .bool { labels.append((field.label.danish, "yes")) }
            for (label, value) in labels {
                let parameters = try understood(label).flatMap(\.parameters)
                #expect(
                    parameters.contains { $0.name == field.key && $0.value == value },
                    "\(label): \(parameters)"
                )
            }
        }
    }

    // MARK: Function words and fillers

    @Test func functionWordsInAPhraseCountForNothing() throws {
        let parts = try understood("plejehjem der ikke har haft et tilsyn")
        #expect(parts.contains { $0.kind == "assessment" }, "\(parts)")
        #expect(try engine.names("engen i den odense kommune") == ["Engen"])
    }

    @Test func fillersAreLetGoOnlyBesideWhatWasUnderstood() throws {
        // "tilbyder" is in no text: beside a place it says nothing.
        let beside = try engine.answer([.init(name: "q", value: "hjem der tilbyder have i odense")])
        #expect(beside["hits"]?.array?.first?["name"]?.string == "Engen")
        let ignored = try understood("odense tilbyder").filter { $0.kind == "ignored" }
        #expect(ignored.isEmpty)
        // By itself it is a word like any other.
        let alone = try understood("solvang tilbyder").filter { $0.kind == "ignored" }
        #expect(alone.map(\.text) == ["tilbyder"])
    }

    @Test(arguments: [
        ("xyzzyq", ["xyzzyq"]), ("solvang qqqqq", ["qqqqq"]), ("aarhus jjjjj", ["jjjjj"]),
        ("wwwww zzzzz", ["wwwww", "zzzzz"]), ("solvang", []),
    ])
    func whatNothingIsLikeIsIgnored(typed: String, ignored: [String]) throws {
        let parts = try understood(typed).filter { $0.kind == "ignored" }
        #expect(parts.map(\.text) == ignored)
        #expect(parts.allSatisfy { $0.parameters.isEmpty })
    }

    // MARK: What demands a part

    /// Sent back, the parameters of a part find only units that have it, and no more than before.
    @Test(arguments: [
        "aarhus", "solvang aarhus", "plejehjem aarhus", "plejehjem fyn", "plejehjem i odense",
        "midtjylland solvang", "selvejende plejeboliger", "uden påbud",
        "plejehjem uden påbud odense",
        "demens aarhus", "have odense", "hjemmepleje aarhus", "friplejehjem sønderborg",
        "8000 solvang",
        "plejecenter", "plejecenter odense", "tilsyn aarhus", "ikke haft tilsyn aarhus", "gråsten",
        "sonderborg mosen", "plejehjem hillerød næstved", "engen selvejende odense have",
    ])
    func parametersReallyDemandThePart(typed: String) throws {
        let total = try engine.search([.init(name: "q", value: typed)]).total
        let parts = try understood(typed)
        #expect(!parts.isEmpty)
        for part in parts where part.kind != "ignored" {
            let request = try RequestParser.search(part.parameters, against: engine.generation)
            let result = Searcher(engine).search(request, on: testDay)
            let hits = Set(result.hits.map(\.id))
            #expect(result.total <= total, "\(typed): \(part)")
            // Each filter alone holds for all hits.
            for filter in part.parameters where filter.name != "q" {
                let same = part.parameters.filter { $0.name == filter.name }
                let all = try engine.search(same + [.init(name: "limit", value: "100")])
                #expect(hits.isSubset(of: all.hits.map(\.id)), "\(typed): \(part)")
            }
        }
    }

    /// The same for all that can be said in a register with a full catalog.
    @Test func parametersOfAWholeRegisterDemandThePart() throws {
        let seed: UInt64 = 91
        var random = SeededGenerator(seed: seed)
        var lines: [[UInt8]] = []
        DemoFeed(options: .init(units: 150)).writeEvents { lines.append($0) }
        let engine = try TestIndex().publish(lines)
        let catalog = engine.generation.catalog
        let facts = catalog.fields.filter(\.filterable).flatMap { field in
            (field.type == .bool ? [field.label.danish] : field.values.map(\.label.danish))
        }
        let places = ["odense", "aarhus kommune", "fyn", "region midtjylland", "8000", "sjælland"]
        let kinds = ["plejehjem", "plejecenter", "friplejehjem", "hjemmepleje", "selvejende"]
        let others = ["sol", "bakken", "haven", "uden påbud", "musik", "hund", "i", "med", "xyzzq"]
        var checked = 0
        for _ in 0..<150 {
            let typed = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                random.pick(random.pick([facts, places, kinds, others]))
            }
            .joined(separator: " ")
            let query: [SearchRequest.Parameter] = [.init(name: "q", value: typed)]
            let total = try engine.search(query).total
            let answer = try engine.answer(query)
            for part in answer["understood"]?.array ?? [] {
                guard let members = part["parameters"]?.object?.members else { continue }
                let parameters = members.flatMap { member in
                    (member.value.array ?? [member.value]).map {
                        SearchRequest.Parameter(name: member.key, value: $0.string ?? "?")
                    }
                }
                // Another last word may be unfinished, and then finds more.
                let rest = parameters.first { $0.name == "q" }?.value
                if let rest, rest.split(separator: " ").last != typed.split(separator: " ").last {
                    continue
                }
                checked += 1
                let strict = try engine.search(parameters).total
                #expect(strict <= total, "seed \(seed), \(typed): \(parameters)")
            }
        }
        #expect(checked > 100)
    }
}
