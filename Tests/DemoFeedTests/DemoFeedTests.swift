import CareUnits
import DemoFeed
import Testing

@Suite struct DemoFeedTests {
    let demo = Demo.usual

    @Test func sameOptionsGiveTheSameBytes() {
        var options = DemoFeed.Options(units: 100)
        let first = fingerprint(options)
        #expect(first == fingerprint(options))
        // Golden: what other machines must give. Changes only together with the demo's contents.
        #expect(first == 4_500_831_326_715_933_641)
        options.seed = 2
        #expect(first != fingerprint(options))
    }

    @Test func everyLineIsJSONInAnEnvelopeAndTheSequenceRises() {
        #expect(demo.unparsed.isEmpty)
        var last = ""
        var ids: Set<String> = []
        for event in demo.events {
            #expect(event["specversion"]?.string == "1.0")
            #expect(event["source"]?.string == "/plejeoverblikket/demo")
            #expect(event["subject"]?.string?.isEmpty == false)
            #expect(event["time"]?.string.flatMap(Instant.init) != nil)
            let sequence = event["sequence"]?.string ?? ""
            #expect(sequence.utf8.count == 20 && sequence > last)
            last = sequence
            ids.insert(event["id"]?.string ?? "")
        }
        #expect(ids.count == demo.events.count)
        #expect(demo.events.first?["type"]?.string == "dk.plejeoverblikket.catalog.published.v1")
    }

    @Test(arguments: [1, 2, 3, 97, 200])
    func smallDemosAreWholeToo(units: Int) {
        let demo = Demo(options: DemoFeed.Options(units: units, seed: 7))
        #expect(demo.unparsed.isEmpty)
        #expect(Set(demo.units.compactMap { $0["sorId"]?.string }).count == units)
    }

    @Test func everythingOfTheCountryOccurs() {
        func all(_ key: String) -> Set<String> {
            Set(demo.units.compactMap { $0[key]?.string })
        }
        #expect(
            all("kind") == [
                "nursingHome", "publicCareHousing", "elderlyDisabledCareHousing",
                "freeCareHousing", "otherHousing", "homeCareSupplier",
            ]
        )
        #expect(
            all("ownership") == [
                "municipal", "selfOwned", "private", "freeCare", "localCareCompany", "unknown",
            ]
        )
        let codes = Set(demo.units.compactMap { $0["address"]?["municipalityCode"]?.string })
        #expect(codes == Set(Municipality.all.map(\.code)))
        #expect(demo.units.allSatisfy { ($0["version"]?.integer ?? 0) >= 1 })
        let temporary = demo.units.compactMap { $0["attributes"]?["temporaryPlaces"]?.bool }
        #expect(Set(temporary) == [true, false])
        let consents = demo.units.flatMap { $0["images"]?.array ?? [] }
            .compactMap { $0["consent"]?["given"]?.bool }
        #expect(Set(consents) == [true, false])
        #expect(demo.data("unit.withdrawn.v1").contains { $0["successor"] != nil })
        #expect(demo.units.contains { $0["predecessors"] != nil })
        #expect(demo.data("transitionList.replaced.v1").first?["entries"]?.array?.isEmpty == false)
    }

    @Test func everyStatusAndLevelOfIndicatorsOccursAndOnlyOkIsANumber() {
        let values = demo.data("indicators.published.v1").flatMap { $0["values"]?.array ?? [] }
        #expect(
            Set(values.compactMap { $0["status"]?.string }) == [
                "ok", "notDue", "notReported", "tooFew", "withheld", "notApplicable",
                "underAppeal", "late", "fault",
            ]
        )
        #expect(
            Set(values.compactMap { $0["level"]?.string })
                == ["unit", "municipality", "region", "national"]
        )
        for value in values {
            #expect((value["status"]?.string == "ok") == (value["value"]?.number != nil))
            guard let number = value["value"]?.number, let lower = value["lower"]?.number,
                let upper = value["upper"]?.number
            else { continue }
            #expect(lower <= number && number <= upper)
        }
    }

    @Test func inspectionsOfEveryKindOccurAndSomeUnitsHaveNone() {
        let inspections = demo.data("inspection.registered.v1")
        #expect(
            Set(inspections.compactMap { $0["kind"]?.string })
                == ["announced", "riskBased", "reactive", "followUp"]
        )
        #expect(inspections.contains { $0["supersedes"] != nil })
        #expect(!demo.data("inspection.withdrawn.v1").isEmpty)
        let inspected = Set(inspections.compactMap { $0["sorId"]?.string })
        #expect((1000..<2200).contains(inspected.count))
        for inspection in inspections {
            let words = inspection["feedback"]?["text"]?.string?.split(separator: " ").count ?? 0
            #expect((80...260).contains(words))
        }
    }
}
