import CareUnits
import Testing

/// A catalog with one field of each type.
let sampleCatalog: JSONValue = [
    "fields": [
        ["key": "petsAllowed", "labelDa": "Husdyr", "type": "bool"],
        [
            "key": "homeCount", "labelDa": "Boliger", "labelEn": "Homes", "type": "int",
            "appliesTo": ["nursingHome"], "mandatory": true,
        ],
        ["key": "ratio", "labelDa": "Normering", "type": "decimal"],
        ["key": "rent", "labelDa": "Husleje", "type": "money"],
        ["key": "opened", "labelDa": "Åbnet", "type": "date"],
        ["key": "motto", "labelDa": "Motto", "type": "text"],
        [
            "key": "meals", "labelDa": "Mad", "type": "enum",
            "values": [["value": "own", "labelDa": "Eget køkken"], ["value": "delivered"]],
        ],
        [
            "key": "offers", "labelDa": "Tilbud", "type": "set",
            "values": [["value": "music"], ["value": "garden"], ["value": "gym"]],
        ],
    ],
    "indicators": [["code": "falls", "labelDa": "Fald", "type": "rate"]],
    "assessments": [["code": "a", "labelDa": "A", "rank": 1, "severity": 2]],
]

@Suite struct CatalogTests {
    let catalog: Catalog

    init() throws {
        catalog = try Catalog(storedData: sampleCatalog)
    }

    @Test func definitionsAreReadWithTheirDefaults() throws {
        #expect(catalog.fields.count == 8)
        let homes = try #require(catalog.field("homeCount"))
        #expect(homes.label == Label(danish: "Boliger", english: "Homes"))
        #expect(homes.mandatory)
        #expect(homes.applies(to: .nursingHome))
        #expect(!homes.applies(to: .homeCareSupplier))
        let pets = try #require(catalog.field("petsAllowed"))
        #expect(pets.label.english == "Husdyr")
        #expect(!pets.mandatory)
        #expect(pets.applies(to: .homeCareSupplier))
        #expect(catalog.field("meals")?.values.map(\.label.danish) == ["Eget køkken", "delivered"])
        #expect(catalog.field("meal") == nil)
        #expect(catalog.assessments.first?.severity == "2")
        #expect(catalog.indicators.first?.direction == .neutral)
    }

    @Test func whatALaterAnnexAddsIsLeftAlone() {
        let later = sampleCatalog.with("fields.0.colour", "red").with("edition", 7)
        #expect(faults(Sample.event("catalog.published.v1", later)) == [])
    }

    @Test(
        arguments: [
            ("fields.0.key", nil, "/fields/0/key missing"),
            ("fields.0.key", "pets allowed", "/fields/0/key malformed"),
            ("fields.0.key", "radius", "/fields/0/key reserved"),
            ("fields.0.key", "homeCount", "/fields repeated"),
            ("fields.0.labelDa", " ", "/fields/0/labelDa blank"),
            ("fields.0.type", "number", "/fields/0/type unknownWord"),
            ("fields.6.values", [], "/fields/6/values missing"),
            ("fields.1.appliesTo", ["home"], "/fields/1/appliesTo/0 unknownWord"),
            ("fields.1.mandatory", "yes", "/fields/1/mandatory wrongType"),
            ("fields.3", 5, "/fields/3 wrongType"),
            ("indicators.0.decimals", 10, "/indicators/0/decimals outOfRange"),
            ("assessments.0.rank", nil, "/assessments/0/rank missing"),
            ("assessments.0.validFrom", "x", "/assessments/0/validFrom notADate"),
        ] as [(String, JSONValue?, String)]
    )
    func faultsOfACatalogAreNamed(path: String, value: JSONValue?, fault: String) {
        let data = sampleCatalog.with(path, value)
        #expect(faults(Sample.event("catalog.published.v1", data)) == ["/data" + fault])
    }

    @Test(
        arguments: [
            ("petsAllowed", true, .bool(true)), ("homeCount", 12, .number(12)),
            ("ratio", 0.5, .number(0.5)), ("ratio", 2, .number(2)), ("rent", 7500, .number(7500)),
            ("opened", "2020-02-29", .date(LocalDate(daysSinceEpoch: 18_321))),
            ("opened", "2020-02-28T23:30:00Z", .date(LocalDate(daysSinceEpoch: 18_321))),
            ("motto", "Hjem", .text("Hjem")), ("meals", "delivered", .choice(1)),
            ("offers", ["gym", "music", "gym"], .choices([0, 2])), ("offers", [], .choices([])),
        ] as [(String, JSONValue, AttributeValue)]
    )
    func valuesAreReadByType(key: String, value: JSONValue, expected: AttributeValue) throws {
        let field = try #require(catalog.field(key))
        #expect(try field.read(value).get() == expected)
    }

    @Test(
        arguments: [
            ("petsAllowed", "yes", "wrongType"), ("petsAllowed", 1, "wrongType"),
            ("homeCount", 1.5, "wrongType"), ("homeCount", "12", "wrongType"),
            ("ratio", "0,5", "wrongType"), ("rent", [], "wrongType"), ("opened", 2020, "wrongType"),
            ("opened", "2020-02-30", "wrongType"), ("motto", ["Hjem"], "wrongType"),
            ("meals", "owned", "unknownValue"), ("meals", ["own"], "wrongType"),
            ("offers", ["gym", "pool"], "unknownValue"), ("offers", "gym", "wrongType"),
            ("offers", [1], "wrongType"), ("unknown", 1, "unknownKey"),
        ] as [(String, JSONValue, String)]
    )
    func wrongValuesAreJudgedByTheCatalogInForce(key: String, value: JSONValue, code: String) throws
    {
        // The event itself is right: what an attribute may be is the catalog's to say.
        let data = Sample.unit.with(
            "attributes",
            .object(JSONObject([.init(key: key, value: value)]))
        )
        #expect(faults(Sample.event("unit.published.v1", data)) == [])
        let found = catalog.faults(in: try CareUnit(storedData: data))
        #expect(found.map(\.code) == [code])
        #expect(found.map(\.pointer) == ["/attributes/\(key)"])
    }

    @Test func faultsComeWithHintsAndAllAtOnce() throws {
        let data = Sample.unit.with("kind", "otherHousing").with(
            "attributes",
            ["homeCout": 1, "homeCount": 2, "meals": "owns", "motto": nil, "a/b": 1]
        )
        let found = catalog.faults(in: try CareUnit(storedData: data))
        #expect(found.map(\.code) == ["unknownKey", "notForKind", "unknownValue", "unknownKey"])
        #expect(found[0].message.contains("Did you mean \"homeCount\"?"))
        #expect(found[2].message.contains("Did you mean \"own\"?"))
        #expect(found[3].pointer == "/attributes/a~1b")
        #expect(!found[3].message.contains("Did you mean"))
    }

    @Test func beforeAnyCatalogEveryKeyIsUnknown() throws {
        let data = Sample.unit.with("attributes", ["petsAllowed": true])
        let unit = try CareUnit(storedData: data)
        #expect(Catalog.empty.faults(in: unit).map(\.code) == ["unknownKey"])
    }

    @Test func masterDataMayBeDefinedAndIsJudgedByTheUnitItself() throws {
        let data: JSONValue = [
            "fields": [
                ["key": "name", "labelDa": "Navn", "type": "text", "mandatory": true],
                ["key": "postcode", "labelDa": "Postnummer", "type": "text", "mandatory": true],
                ["key": "phone", "labelDa": "Telefon", "type": "text", "mandatory": true],
            ]
        ]
        let catalog = try Catalog(storedData: data)
        let unit = try CareUnit(
            storedData: [
                "sorId": "1", "version": 1, "kind": "nursingHome", "name": "A",
                "address": ["municipalityCode": "0751", "postcode": "8000"],
                "serviceAgreements": [
                    [
                        "municipalityCode": "0751", "kind": "municipal",
                        "validFrom": "2026-01-01",
                    ]
                ],
            ]
        )
        let day = try #require(LocalDate("2026-11-01"))
        #expect(
            unit.hiddenReasons(catalog: catalog, on: day)
                == [.mandatoryFieldMissing(key: "phone", label: "Telefon")]
        )
    }
}
