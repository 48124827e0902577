import CareUnits
import DemoFeed
import Testing

/// What the contract demands of values, held against the usual demo.
@Suite struct DemoRuleTests {
    let demo = Demo.usual
    let today = DemoFeed.Options().today.description

    @Test func decisionsOfEveryKindOccurInEveryState() {
        var latest: [String: JSONValue] = [:]
        for decision in demo.data("decision.registered.v1") {
            latest[decision["id"]?.string ?? ""] = decision
        }
        var states: [String: Set<String>] = [:]
        for decision in latest.values {
            let end = decision["periodTo"]?.string ?? decision["deadline"]?.string ?? ""
            let state =
                if decision["liftedAt"] != nil {
                    "lifted"
                } else if let from = decision["periodFrom"]?.string, from > today {
                    "planned"
                } else if end < today {
                    "lapsed"
                } else {
                    "active"
                }
            states[decision["kind"]?.string ?? "", default: []].insert(state)
        }
        #expect(Set(states.keys) == ["orderQuality", "orderAdvice", "banMoveIn", "banIntake"])
        for (kind, seen) in states {
            #expect(seen == ["planned", "active", "lapsed", "lifted"], "\(kind)")
        }
    }

    @Test func bansSuitTheKindOfUnit() {
        var kinds: [String: String] = [:]
        for unit in demo.units { kinds[unit["sorId"]?.string ?? ""] = unit["kind"]?.string }
        for decision in demo.data("decision.registered.v1") {
            let isSupplier = kinds[decision["sorId"]?.string ?? ""] == "homeCareSupplier"
            #expect(decision["kind"]?.string != (isSupplier ? "banMoveIn" : "banIntake"))
        }
    }

    @Test func identifiersPassTheirChecks() {
        for unit in demo.units {
            let id = unit["sorId"]?.string ?? ""
            #expect(id.hasPrefix("plov-") || passesVerhoeff(id) && id.hasSuffixBody("100001600"))
            #expect(unit["productionUnitNumber"]?.string?.utf8.count == 10)
            #expect(unit["cvrNumber"]?.string?.utf8.count == 8)
            if let gln = unit["gln"]?.string {
                #expect(gln.utf8.count == 13 && gln.hasPrefix("5790"))
            }
        }
        #expect(passesVerhoeff("311000016009") && passesVerhoeff("1280171000016004"))
        #expect(!passesVerhoeff("311000016008"))
    }

    @Test func coordinatesLieInDenmarkOrAreAbsent() {
        var without = 0
        for unit in demo.units {
            let address = unit["address"]
            let isNone = address?["geocodeQuality"]?.string == "none"
            guard let latitude = address?["lat"]?.number, let longitude = address?["lon"]?.number
            else {
                without += 1
                #expect(isNone)
                continue
            }
            #expect(!isNone)
            #expect((54.5...57.8).contains(latitude) && (8.0...15.2).contains(longitude))
        }
        #expect(without > 0)
    }

    @Test func attributesAndTextsAreThoseOfTheCatalog() {
        let fields = demo.data("catalog.published.v1").first?["fields"]?.array ?? []
        var kinds: [String: Set<String>] = [:]
        for field in fields {
            let appliesTo = field["appliesTo"]?.array?.compactMap(\.string) ?? []
            kinds[field["key"]?.string ?? ""] = Set(appliesTo)
        }
        #expect(fields.count >= 30)
        var used: Set<String> = []
        for unit in demo.units {
            for part in ["attributes", "texts"] {
                for member in unit[part]?.object?.members ?? [] {
                    used.insert(member.key)
                    let kind = unit["kind"]?.string ?? ""
                    #expect(kinds[member.key]?.contains(kind) == true, "\(member.key) of \(kind)")
                }
            }
            if let values = unit["texts"]?["values"]?.string {
                #expect(values.hasSuffix("(Fiktiv enhed i demonstrationsdata.)"))
            }
        }
        #expect(used == Set(kinds.keys))
    }

    @Test func someAgreementsAreMissingEndedOrYetToBegin() {
        var missing = 0
        var ended = 0
        var later = 0
        for unit in demo.units {
            let agreements = unit["serviceAgreements"]?.array ?? []
            if agreements.isEmpty { missing += 1 }
            if agreements.contains(where: { ($0["validTo"]?.string ?? "9") < today }) { ended += 1 }
            if agreements.contains(where: { ($0["validFrom"]?.string ?? "") > today }) {
                later += 1
            }
        }
        #expect(missing > 10 && ended > 10 && later > 10)
    }
}

extension String {
    fileprivate func hasSuffixBody(_ body: String) -> Bool {
        String(dropLast()).hasSuffix(body)
    }
}

/// Verhoeff's check by its published tables, apart from how the feed computes it.
private func passesVerhoeff(_ digits: String) -> Bool {
    let product: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ]
    let permutation: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ]
    var check = 0
    for (position, digit) in digits.utf8.reversed().enumerated() {
        check = product[check][permutation[position % 8][Int(digit) - 0x30]]
    }
    return check == 0
}
