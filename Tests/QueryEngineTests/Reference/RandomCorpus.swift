import CareUnits
import DemoFeed

/// Invented registers, small and dense: few words and few values, so that most requests find something.
enum RandomCorpus {
    private static let nameWords = [
        "Solgården", "Søndergård", "Plejecenter", "Plejecentret", "Plejehjemmet", "Åhuset",
        "Aahuset", "Engen", "Engparken", "Skovvang", "Bakken", "Bakkens", "Sct.", "Sankt",
        "Jørgens", "Jørgen", "De", "Gamles", "Hjem", "på", "Bådhuset", "Badhuset", "Friplejehjem",
        "Lokalcentret", "12", "B", "Nr.", "Nørre", "Læsø", "Ældrecenter", "Ældrecentret", "Gl.",
        "Lindegården", "Lindehaven", "Solhaven", "Rosenbakken", "Møllebakken", "Kildebakken",
        "Demensplejehjemmet", "Demens", "Pleje- og Aktivitetscenter", "Botilbud § 108", "H.C.",
        "Andersens", "Solgaardens", "Ærøhus", "Østerbo", "Munkebo", "Odense", "Aarhus", "Hus",
        "Skov", "Vang", "Bolig", "Solgarden", "Kathrinehøj", "Catharinehøj",
    ]
    private static let proseWords = [
        "demens", "have", "haven", "haver", "mad", "køkken", "køkkenet", "hund", "kæledyr", "og",
        "i", "musik", "plejehjem", "plejehjemmet", "på", "de", "beboerne", "beboere", "Engen",
        "pladser", "plads", "midlertidige", "sang", "sange", "ro", "Aarhus", "eget", "natur",
        "demensplejehjem", "demensafsnit", "aflastningspladser", "aflastning", "sansehave",
        "tekøkken", "hjemmehjælp", "personale", "medarbejdere", "rengøring", "madlavning",
        "gåture", "skoven", "lindetræer", "hyggelige", "fællesspisning", "kat", "husdyr",
        "parkinson", "kørestol", "§ 83", "pleje- og ældreboliger",
    ]
    private static let municipalities = [
        "0751", "0101", "0561", "0671", "0253", "0400", "0461", "0825",
    ]
    private static let towns = [
        ("8000", "Aarhus C"), ("8240", "Risskov"), ("2100", "København Ø"), ("6700", "Esbjerg"),
        ("8001", "Aarhus C"), ("9940", "Læsø"), ("5000", "Odense C"), ("7600", "Struer"),
    ]
    private static let operators = ["Forenede Care", "Diakonissestiftelsen", "OK-Fonden"]

    /// The catalog: a field of each type.
    static let catalog: JSONValue = [
        "fields": [
            field("homeCount", "int", ["sortable": true, "mandatory": true], homesOnly: true),
            field("rent", "money", ["sortable": true]),
            field("area", "decimal", ["sortable": true]),
            field("openedOn", "date", ["sortable": true]),
            field(
                "petsAllowed",
                "enum",
                ["sortable": true, "searchable": true],
                values: ["yes", "no", "byAgreement"]
            ),
            field("garden", "bool", ["sortable": true, "searchable": true]),
            field("groups", "set", ["searchable": true], values: ["dementia", "brain", "young"]),
            field("profile", "text", ["searchable": true]),
            field("remarks", "text", [:]),
        ],
        "indicators": [
            ["code": "satisfaction", "labelDa": "Tilfredshed", "type": "share"],
            ["code": "stays", "labelDa": "Ophold", "type": "rate"],
        ],
        "assessments": [
            ["code": "good", "labelDa": "God", "rank": 1],
            ["code": "fair", "labelDa": "Rimelig", "rank": 2],
            ["code": "poor", "labelDa": "Ringe", "rank": 3],
        ],
    ]

    private static func field(
        _ key: String,
        _ type: String,
        _ flags: [String: JSONValue],
        values: [String] = [],
        homesOnly: Bool = false
    ) -> JSONValue {
        let labels = ["yes": "Dyr tilladt", "no": "Ingen dyr", "byAgreement": "Dyr efter aftale"]
        var field = JSONObject()
        field["key"] = .string(key)
        field["type"] = .string(type)
        field["labelDa"] = .string(key == "garden" ? "Have" : key)
        field["filterable"] = .bool(type != "text")
        field["comparable"] = true
        for (name, value) in flags { field[name] = value }
        if homesOnly {
            field["appliesTo"] = .array(
                UnitKind.allCases.filter(\.isHome).map { .string($0.rawValue) }
            )
        }
        field["values"] = .array(
            values.map { ["value": .string($0), "labelDa": .string(labels[$0] ?? $0)] }
        )
        return .object(field)
    }

    /// The events of a register of `count` units.
    static func feed(units count: Int, _ random: inout SeededGenerator) -> Feed {
        var feed = Feed()
        feed.add("catalog.published.v1", catalog)
        let points = (0..<12).map { _ in point(&random) }
        for number in 0..<count {
            let unit = unit(number, points, &random)
            feed.add(unit)
            if random.chance(6) {
                var second = unit
                second.version = 2
                second.name = name(&random)
                feed.add(second)
            }
            if random.chance(5) { feed.withdraw(unit.id, version: random.chance(80) ? 9 : 1) }
            addSupervision(of: unit, to: &feed, &random)
        }
        addFigures(count, to: &feed, &random)
        return feed
    }

    static func id(_ number: Int) -> String { "plov-\(number)" }

    static func point(_ random: inout SeededGenerator) -> Coordinate {
        let latitude = Double.random(in: 54.8...57.5, using: &random)
        let longitude = Double.random(in: 8.2...12.5, using: &random)
        guard let point = Coordinate(latitude: latitude, longitude: longitude) else {
            preconditionFailure("Denmark is on earth")
        }
        return point
    }

    private static func name(_ random: inout SeededGenerator) -> String {
        words(nameWords, 1...3, &random)
    }

    private static func words(
        _ words: [String],
        _ counts: ClosedRange<Int>,
        _ random: inout SeededGenerator
    ) -> String {
        (0..<Int.random(in: counts, using: &random)).map { _ in random.pick(words) }
            .joined(separator: " ")
    }

    private static func unit(
        _ number: Int,
        _ points: [Coordinate],
        _ random: inout SeededGenerator
    ) -> UnitSketch {
        var unit = UnitSketch(id(number), name(&random))
        unit.kind = random.pick(UnitKind.allCases)
        if random.chance(15) { unit.aliases = [name(&random)] }
        unit.ownership = random.pick(Ownership.allCases)
        unit.operatorName = random.chance(50) ? random.pick(operators) : nil
        unit.municipality = random.pick(municipalities)
        if random.chance(80) { (unit.postcode, unit.postalTown) = random.pick(towns) }
        if random.chance(70) {
            unit.street = random.pick([
                "Engvej", "Skovvangsvej", "Nørre Allé", "H.C. Andersens Vej", "Lindevej",
            ])
            unit.houseNumber = random.pick(["1", "12", "12B", "3 a", "12-14"])
        }
        if random.chance(85) {
            unit.coordinate = random.chance(50) ? random.pick(points) : point(&random)
        }
        switch random.pick([0, 0, 0, 0, 0, 0, 1, 2, 3]) {
        case 1: unit.agreement = ("2027-01-01", nil)
        case 2: unit.agreement = ("2024-01-01", "2026-11-20")
        case 3: unit.agreement = nil
        default: break
        }
        if !unit.kind.isHome { unit.coverage = coverage(&random) }
        fill(&unit, &random)
        return unit
    }

    private static func coverage(_ random: inout SeededGenerator) -> [JSONValue] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            var area = JSONObject()
            area["municipalityCode"] = .string(random.pick(municipalities))
            if random.chance(30) { area["districts"] = ["Nord"] }
            area["agreement"] = "contract"
            area["validFrom"] = .string(random.pick(["2025-01-01", "2026-11-01", "2026-12-01"]))
            if random.chance(30) { area["validTo"] = .string("2026-12-10") }
            return .object(area)
        }
    }

    private static func fill(_ unit: inout UnitSketch, _ random: inout SeededGenerator) {
        if unit.kind.isHome, random.chance(94) {
            unit.attributes["homeCount"] = .integer(Int64.random(in: 0...12, using: &random) * 5)
        }
        if random.chance(60) {
            unit.attributes["rent"] = .decimal(
                Double(Int.random(in: 8...14, using: &random)) * 500.5
            )
        }
        if random.chance(60) {
            unit.attributes["area"] = .decimal(Double(Int.random(in: -3...9, using: &random)) / 4)
        }
        if random.chance(60) {
            unit.attributes["openedOn"] = .string(
                random.pick(["1969-07-20", "1999-12-31", "2011-05-01", "2024-02-29"])
            )
        }
        if random.chance(70) {
            unit.attributes["petsAllowed"] = .string(random.pick(["yes", "no", "byAgreement"]))
        }
        if random.chance(70) { unit.attributes["garden"] = .bool(random.chance(50)) }
        if random.chance(60) {
            let members = ["dementia", "brain", "young"].filter { _ in random.chance(45) }
            unit.attributes["groups"] = .array(members.map { .string($0) })
        }
        if random.chance(5) { unit.attributes["petsAllowed"] = "sometimes" }
        if random.chance(50) {
            unit.attributes["profile"] = .string(words(proseWords, 3...12, &random))
        }
        if random.chance(30) {
            unit.texts["remarks"] = .string(words(proseWords, 3...12, &random))
        }
        if random.chance(40) {
            unit.texts["values"] = .string(words(proseWords, 3...20, &random))
        }
    }

    private static func addSupervision(
        of unit: UnitSketch,
        to feed: inout Feed,
        _ random: inout SeededGenerator
    ) {
        let days = ["2025-10-01", "2026-03-15", "2026-10-30"]
        for number in 0..<random.pick([0, 0, 1, 1, 2]) {
            var visit = JSONObject()
            visit["id"] = .string("visit-\(unit.id)-\(number)")
            visit["sorId"] = .string(unit.id)
            visit["kind"] = "announced"
            visit["inspectedAt"] = .string(random.pick(days))
            if random.chance(85) {
                visit["overallAssessment"] = .string(random.pick(["good", "fair", "poor", "odd"]))
            }
            visit["themes"] = .array(
                Theme.allCases.filter { _ in random.chance(60) }.map { theme in
                    [
                        "theme": .string(theme.rawValue),
                        "assessment": .string(random.pick(["good", "fair", "poor", "odd"])),
                    ]
                }
            )
            if random.chance(50) {
                visit["feedback"] = [
                    "language": "da", "text": .string(words(proseWords, 4...15, &random)),
                ]
            }
            feed.add("inspection.registered.v1", .object(visit))
            if random.chance(10) { feed.add("inspection.withdrawn.v1", .object(visit)) }
        }
        guard random.chance(35) else { return }
        var decision = JSONObject()
        decision["id"] = .string("decision-\(unit.id)")
        decision["sorId"] = .string(unit.id)
        decision["kind"] = .string(random.pick(Decision.Kind.allCases).rawValue)
        decision["decidedAt"] = .string(random.pick(days))
        if random.chance(50) { decision["periodFrom"] = .string("2026-11-01") }
        if random.chance(50) {
            decision["periodTo"] = .string(random.pick(["2026-11-01", "2026-12-01"]))
        }
        if random.chance(25) {
            decision["liftedAt"] = .string(random.pick(["2026-11-01", "2026-11-30"]))
        }
        feed.add("decision.registered.v1", .object(decision))
    }

    private static func addFigures(
        _ count: Int,
        to feed: inout Feed,
        _ random: inout SeededGenerator
    ) {
        for (indicator, period) in [
            ("satisfaction", "2025"), ("satisfaction", "2026"), ("stays", "2026"),
        ] {
            var values: [JSONValue] = []
            for number in 0..<count where random.chance(60) {
                var value = JSONObject()
                value["level"] = "unit"
                value["subject"] = .string(id(number))
                let isKnown = random.chance(75)
                value["status"] = isKnown ? "ok" : "tooFew"
                if isKnown {
                    value["value"] = .integer(Int64.random(in: 0...10, using: &random) * 10)
                }
                values.append(.object(value))
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
}
