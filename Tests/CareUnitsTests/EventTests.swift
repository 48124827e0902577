import CareUnits
import TestSupport
import Testing

@Suite struct EventTests {
    @Test func anEventIsReadWithItsEnvelope() throws {
        let event = try Event.parse(Sample.event("unit.published.v1", Sample.unit))
        #expect(event.id == "e1")
        #expect(event.sequence == "00000000000000001234")
        #expect(event.time == Instant("2026-03-02T10:15:00Z"))
        #expect(event.data == Sample.unit)
        guard case .unitPublished(let unit) = event.payload else {
            Issue.record("not a unit")
            return
        }
        #expect(unit.sorId == "404684003")
        #expect(unit.version == 3)
        #expect(unit.ownership == .unknown)
        #expect(unit.address.streetLine == "Skovvej 1")
        #expect(unit.address.geocodeQuality == .exact)
        #expect(unit.serviceAgreements.first?.period.to == nil)
        #expect(try CareUnit(storedData: event.data) == unit)
        #expect(unit.warnings.isEmpty)
    }

    @Test func aWrongCheckDigitIsAWarningOnly() throws {
        let data = Sample.unit.with("sorId", "404684004")
        #expect(faults(Sample.event("unit.published.v1", data)) == [])
        #expect(try CareUnit(storedData: data).warnings.map(\.pointer) == ["/sorId"])
        let provisional = Sample.unit.with("sorId", "plov-17")
        #expect(try CareUnit(storedData: provisional).warnings.isEmpty)
    }

    @Test(arguments: [
        ("", " notJSON"), ("{", " notJSON"), ("nonsense", " notJSON"), ("[]", " wrongType"),
        ("\"text\"", " wrongType"), (#"{"a":1,"a":2}"#, " notJSON"),
    ])
    func aLineThatIsNoObjectIsOneFault(line: String, fault: String) {
        #expect(faults(Array(line.utf8)) == [fault])
    }

    @Test func anEmptyObjectLacksTheWholeEnvelope() {
        #expect(
            faults(Array("{}".utf8)) == [
                "/data missing", "/id missing", "/sequence missing", "/source missing",
                "/specversion missing", "/time missing", "/type missing",
            ]
        )
    }

    @Test(
        arguments: [
            ("specversion", "0.3", "/specversion unsupported"), ("id", "  ", "/id blank"),
            ("id", 7, "/id wrongType"), ("time", "yesterday", "/time notADateTime"),
            ("sequence", "12a", "/sequence malformed"), ("sequence", 12, "/sequence wrongType"),
            ("sequence", "123456789012345678901", "/sequence malformed"),
            ("type", "dk.plejeoverblikket.unit.publishd.v1", "/type unknownType"),
            ("type", "unit.published.v1", "/type unknownType"),
            ("subject", "138875005", "/subject mismatch"), ("data", "{}", "/data wrongType"),
            ("data", nil, "/data missing"), ("source", nil, "/source missing"),
        ] as [(String, JSONValue?, String)]
    )
    func faultsOfTheEnvelopeAreNamed(key: String, value: JSONValue?, fault: String) {
        let line = Sample.event("unit.published.v1", Sample.unit, with: [key: value])
        #expect(faults(line) == [fault])
    }

    @Test func unknownWordsComeWithTheNearestKnownOne() throws {
        func messages(_ line: [UInt8]) -> String {
            do {
                _ = try Event.parse(line)
                return ""
            } catch { return "\(error)" }
        }
        let type = "dk.plejeoverblikket.unit.publishd.v1"
        #expect(
            messages(Sample.event("", Sample.unit, with: ["type": .string(type)]))
                .contains("Did you mean \"dk.plejeoverblikket.unit.published.v1\"?")
        )
        #expect(
            messages(Sample.event("unit.published.v1", Sample.unit.with("kind", "nursinghome")))
                .contains("Did you mean \"nursingHome\"?")
        )
        #expect(
            messages(Sample.event("unit.published.v1", Sample.unit.with("adress", [:])))
                .contains("Did you mean \"address\"?")
        )
    }

    @Test(
        arguments: [
            ("sorId", nil, "/sorId missing"), ("sorId", "12x", "/sorId malformed"),
            ("sorId", 404_684_003, "/sorId wrongType"), ("version", 0, "/version outOfRange"),
            ("version", "3", "/version wrongType"), ("version", 1.5, "/version wrongType"),
            ("version", nil, "/version missing"), ("kind", "hospital", "/kind unknownWord"),
            ("kind", "", "/kind blank"), ("name", " \u{A0}", "/name blank"),
            ("name", .string(String(repeating: "x", count: 501)), "/name tooLong"),
            ("name", nil, "/name missing"), ("name", .null, "/name missing"),
            ("ownership", "state", "/ownership unknownWord"),
            ("operator", "Firma", "/operator wrongType"),
            ("operator.cvrNumber", "123", "/operator/cvrNumber malformed"),
            ("operator.phone", "1", "/operator/phone unknownKey"),
            ("cvrNumber", "1234567x", "/cvrNumber malformed"),
            ("productionUnitNumber", "１２３４５６７８９０", "/productionUnitNumber malformed"),
            ("gln", 5_790_000_000_000, "/gln wrongType"), ("colour", "red", "/colour unknownKey"),
            ("a/b~c", 1, "/a~1b~0c unknownKey"), ("aliases", "x", "/aliases wrongType"),
            ("aliases", ["x", 1, nil], ["/aliases/1 wrongType", "/aliases/2 wrongType"]),
            ("address", nil, "/address missing"), ("address", [], "/address wrongType"),
            ("address.municipalityCode", "0999", "/address/municipalityCode unknownMunicipality"),
            ("address.municipalityCode", "751", "/address/municipalityCode malformed"),
            ("address.municipalityCode", nil, "/address/municipalityCode missing"),
            ("address.postcode", "80000", "/address/postcode malformed"),
            ("address.lat", nil, "/address/lat missing"),
            ("address.lon", nil, "/address/lon missing"),
            ("address.lat", "56,15", ["/address/lat missing", "/address/lat wrongType"]),
            ("address.lat", 59.0, "/address outsideDenmark"),
            ("address.lat", 1e300, "/address outsideDenmark"),
            ("address.lon", 16.1, "/address outsideDenmark"),
            ("address.geocodeQuality", "good", "/address/geocodeQuality unknownWord"),
            ("contact.fax", "1", "/contact/fax unknownKey"),
            (
                "coverage", [["municipalityCode": "0751"]],
                [
                    "/coverage notForKind", "/coverage/0/agreement missing",
                    "/coverage/0/validFrom missing",
                ]
            ),
            (
                "serviceAgreements.0.validTo", "2019-12-31",
                "/serviceAgreements/0/validTo endsBeforeItBegins"
            ),
            (
                "serviceAgreements.0.validFrom", "2020-13-01",
                "/serviceAgreements/0/validFrom notADate"
            ),
            ("serviceAgreements.0.kind", "none", "/serviceAgreements/0/kind unknownWord"),
            ("serviceAgreements.0", "none", "/serviceAgreements/0 wrongType"),
            ("attributes", [], "/attributes wrongType"),
            ("texts", ["food": 1], "/texts/food wrongType"),
            ("images", [["url": "https://x"]], "/images/0/alt missing"),
            (
                "images", [["url": "https://x", "alt": "x", "consent": [:]]],
                "/images/0/consent/given missing"
            ),
            (
                "images", [["url": "https://x", "alt": "x", "width": 0]],
                "/images/0/width outOfRange"
            ),
            ("updatedAt", "2026-01-01T25:00:00Z", "/updatedAt notADateTime"),
            ("registeredSince", "1. maj 2020", "/registeredSince notADate"),
        ] as [(String, JSONValue?, ExpectedFaults)]
    )
    func faultsOfAUnitAreNamed(path: String, value: JSONValue?, expected: ExpectedFaults) {
        let data = Sample.unit.with(path, value)
        let found = faults(Sample.event("unit.published.v1", data))
        #expect(found == expected.list.map { "/data" + $0 })
    }

    /// One fault or several, written as a literal.
    struct ExpectedFaults: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, Sendable {
        let list: [String]

        init(stringLiteral value: String) { list = [value] }
        init(arrayLiteral elements: String...) { list = elements }
    }

    @Test func swappedCoordinatesAreCalledSwapped() {
        let data = Sample.unit.with("address.lat", 10.2).with("address.lon", 56.15)
        let error = #expect(throws: InvalidDocument.self) {
            try Event.parse(Sample.event("unit.published.v1", data))
        }
        #expect(error?.description.contains("swapped") == true)
        let afar = Sample.unit.with("address.lat", 48.8)
        let other = #expect(throws: InvalidDocument.self) {
            try Event.parse(Sample.event("unit.published.v1", afar))
        }
        #expect(other?.description.contains("swapped") == false)
    }

    @Test func everyFaultOfALineComesAtOnce() {
        let data =
            Sample.unit.with("version", 0).with("kind", "x").with("name", nil)
            .with("address.postcode", "1").with("address.lat", 0).with("colour", 1)
            .with("serviceAgreements.0.validFrom", nil)
        let line = Sample.event(
            "unit.published.v1",
            data,
            with: ["specversion": "2.0", "time": "now", "sequence": "x"]
        )
        #expect(
            faults(line) == [
                "/data/address outsideDenmark", "/data/address/postcode malformed",
                "/data/colour unknownKey", "/data/kind unknownWord", "/data/name missing",
                "/data/serviceAgreements/0/validFrom missing", "/data/version outOfRange",
                "/sequence malformed", "/specversion unsupported", "/time notADateTime",
            ]
        )
    }

    @Test(
        arguments: [
            (
                "inspection.registered.v1", Sample.inspection.with("kind", "sudden"),
                "/kind unknownWord"
            ),
            (
                "inspection.registered.v1", Sample.inspection.with("inspectedAt", nil),
                "/inspectedAt missing"
            ),
            (
                "inspection.registered.v1",
                Sample.inspection.with("themes", [["theme": "food", "assessment": "a"]]),
                "/themes/0/theme unknownWord"
            ),
            (
                "inspection.registered.v1", Sample.inspection.with("feedback", "fine"),
                "/feedback wrongType"
            ),
            ("inspection.withdrawn.v1", ["sorId": "1"], "/id missing"),
            ("decision.registered.v1", Sample.decision.with("kind", "ban"), "/kind unknownWord"),
            (
                "decision.registered.v1",
                Sample.decision.with("periodFrom", "2026-02-02").with("periodTo", "2026-02-01"),
                "/periodTo endsBeforeItBegins"
            ),
            ("decision.registered.v1", Sample.decision.with("liftedAt", 5), "/liftedAt wrongType"),
            ("unit.withdrawn.v1", ["sorId": "1"], "/version missing"),
            ("unit.withdrawn.v1", ["sorId": "1", "version": 1, "why": "x"], "/why unknownKey"),
            (
                "indicators.published.v1", Sample.batch.with("values.0.value", nil),
                "/values/0/value missing"
            ),
            (
                "indicators.published.v1", Sample.batch.with("values.0.status", "tooFew"),
                "/values/0/value notOk"
            ),
            (
                "indicators.published.v1",
                Sample.batch.with("values.0.value", nil).with("values.0.status", "withheld")
                    .with("values.0.lower", 1),
                "/values/0/value notOk"
            ),
            (
                "indicators.published.v1", Sample.batch.with("values.0.period", "2025"),
                "/values/0/period mismatch"
            ),
            ("indicators.published.v1", Sample.batch.with("values", nil), "/values missing"),
            (
                "staffing.refreshed.v1", ["productionUnitNumber": "12", "period": "2026"],
                "/productionUnitNumber malformed"
            ),
            (
                "staffing.refreshed.v1",
                [
                    "productionUnitNumber": "1234567890", "period": "2026",
                    "employeeInterval": "5-2",
                ],
                "/employeeInterval malformed"
            ),
            (
                "transitionList.replaced.v1", ["entries": [["name": "A"]]],
                "/entries/0/cvrNumber missing"
            ),
            ("catalog.published.v1", [:], "/fields missing"),
        ] as [(String, JSONValue, String)]
    )
    func faultsOfOtherDocumentsAreNamed(type: String, data: JSONValue, fault: String) {
        #expect(faults(Sample.event(type, data)) == ["/data" + fault])
    }

    @Test func dateTimesAreReadAsDatesInCopenhagen() throws {
        let data = Sample.decision.with("decidedAt", "2026-06-30T22:00:00Z")
            .with("periodTo", "2026-12-31T23:30:00+01:00").with("liftedAt", "2026-12-31T23:30:00Z")
        let decision = try Decision(storedData: data)
        #expect(decision.decidedAt.description == "2026-07-01")
        #expect(decision.period.to?.description == "2026-12-31")
        #expect(decision.liftedAt?.description == "2027-01-01")
    }

    @Test func intervalsOfTheBusinessRegisterAreRead() throws {
        let staffing = try Staffing(
            storedData: [
                "productionUnitNumber": "1234567890", "period": "2026-06",
                "employeeInterval": "ANTAL_20_49", "fteInterval": "10-19",
            ]
        )
        #expect(staffing.employeeInterval.map { [$0.from, $0.to] } == [20, 49])
        #expect(staffing.fteInterval.map { [$0.from, $0.to] } == [10, 19])
        #expect(staffing.employeeCount == nil)
    }

    @Test(arguments: SeededRandom.seeds(4))
    func damagedEventsNeverTrap(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let lines = [
            Sample.event("unit.published.v1", Sample.unit),
            Sample.event("inspection.registered.v1", Sample.inspection),
            Sample.event("decision.registered.v1", Sample.decision),
            Sample.event("indicators.published.v1", Sample.batch),
        ]
        for _ in 0..<2000 {
            var line = lines[random.below(lines.count)]
            for _ in 0...random.below(4) {
                let place = random.below(line.count)
                switch random.below(3) {
                case 0: line[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: line.remove(at: place)
                default: line.insert(line[random.below(line.count)], at: place)
                }
            }
            _ = try? Event.parse(line)
        }
    }
}
