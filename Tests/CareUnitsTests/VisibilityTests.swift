import CareUnits
import Testing

@Suite struct VisibilityTests {
    let catalog: Catalog
    let today: LocalDate

    init() throws {
        catalog = try Catalog(storedData: sampleCatalog)
        today = try #require(LocalDate("2026-11-01"))
    }

    private let shown = Sample.unit.with("attributes", ["homeCount": 40])

    private func reasons(_ data: JSONValue, _ offset: Int = 0) throws -> [HiddenReason] {
        try CareUnit(storedData: data)
            .hiddenReasons(catalog: catalog, on: today.adding(days: offset))
    }

    @Test func aUnitWithoutReasonsIsShown() throws {
        #expect(try reasons(shown) == [])
    }

    @Test(arguments: [nil, JSONValue.null])
    func aMandatoryFieldMustBeFilled(value: JSONValue?) throws {
        let expected = HiddenReason.mandatoryFieldMissing(key: "homeCount", label: "Boliger")
        #expect(try reasons(shown.with("attributes.homeCount", value)) == [expected])
    }

    @Test func aMandatoryFieldBindsOnlyItsKinds() throws {
        let other = shown.with("kind", "otherHousing").with("attributes", nil)
        #expect(try reasons(other) == [])
    }

    @Test(
        arguments: [
            ("text", "attributes.f", "  ", false), ("text", "attributes.f", "x", true),
            ("text", "texts.f", "\n", false), ("text", "texts.f", "x", true),
            ("set", "attributes.f", [], false), ("set", "attributes.f", ["v"], true),
            ("bool", "attributes.f", false, true), ("int", "attributes.f", 0, true),
        ] as [(String, String, JSONValue, Bool)]
    )
    func blankIsNotFilled(type: String, path: String, value: JSONValue, isFilled: Bool) throws {
        let catalog = try Catalog(
            storedData: [
                "fields": [
                    [
                        "key": "f", "labelDa": "F", "type": .string(type), "mandatory": true,
                        "values": [["value": "v"]],
                    ]
                ]
            ]
        )
        let unit = try CareUnit(storedData: Sample.unit.with(path, value))
        #expect(unit.hiddenReasons(catalog: catalog, on: today).isEmpty == isFilled)
    }

    @Test func masterDataFillsTheFieldOfItsName() throws {
        let catalog = try Catalog(
            storedData: [
                "fields": [["key": "phone", "labelDa": "Tlf", "type": "text", "mandatory": true]]
            ]
        )
        let without = try CareUnit(storedData: Sample.unit)
        #expect(
            without.hiddenReasons(catalog: catalog, on: today).map(\.code) == [
                "mandatoryFieldMissing"
            ]
        )
        let with = try CareUnit(storedData: Sample.unit.with("contact.phone", "12345678"))
        #expect(with.hiddenReasons(catalog: catalog, on: today) == [])
    }

    @Test func agreementsHoldOnBothTheirEnds() throws {
        let data = shown.with("serviceAgreements.0.validFrom", "2026-11-01")
            .with("serviceAgreements.0.validTo", "2026-11-03")
        #expect(
            try reasons(data, -1) == [.noActiveServiceAgreement(ended: nil, begins: today)]
        )
        for offset in 0...2 { #expect(try reasons(data, offset) == []) }
        #expect(
            try reasons(data, 3)
                == [.noActiveServiceAgreement(ended: today.adding(days: 2), begins: nil)]
        )
    }

    @Test func withoutAgreementsAUnitIsHidden() throws {
        #expect(
            try reasons(shown.with("serviceAgreements", nil))
                == [.noActiveServiceAgreement(ended: nil, begins: nil)]
        )
    }

    @Test func inAGapBothNeighboursAreNamed() throws {
        let data = shown.with(
            "serviceAgreements",
            [
                [
                    "municipalityCode": "0751", "kind": "municipal", "validFrom": "2020-01-01",
                    "validTo": "2020-12-31",
                ],
                [
                    "municipalityCode": "0751", "kind": "municipal", "validFrom": "2022-01-01",
                    "validTo": "2026-10-31",
                ],
                ["municipalityCode": "0751", "kind": "municipal", "validFrom": "2027-01-01"],
            ]
        )
        #expect(
            try reasons(data) == [
                .noActiveServiceAgreement(
                    ended: today.adding(days: -1),
                    begins: today.adding(days: 61)
                )
            ]
        )
    }

    @Test func freeCareHousingNeedsItsCertificate() throws {
        let free = shown.with("kind", "freeCareHousing").with("attributes", nil)
        #expect(try reasons(free) == [.notCertified(ended: nil, begins: nil)])
        #expect(try reasons(free.with("serviceAgreements.0.kind", "freeCareCertified")) == [])
        let ended = free.with("serviceAgreements.0.kind", "freeCareCertified")
            .with("serviceAgreements.0.validTo", "2026-10-31")
        #expect(
            try reasons(ended) == [.notCertified(ended: today.adding(days: -1), begins: nil)]
        )
        #expect(try reasons(shown.with("serviceAgreements.0.kind", "freeCareCertified")) == [])
    }

    @Test func everyReasonComesAtOnce() throws {
        let data = shown.with("attributes", ["meals": "none", "x": 1, "homeCount": "many"])
            .with("serviceAgreements.0.validTo", "2026-10-31")
        #expect(
            try reasons(data).map(\.code) == [
                "catalogFault", "catalogFault", "catalogFault", "mandatoryFieldMissing",
                "noActiveServiceAgreement",
            ]
        )
    }
}
