import CareUnits
import Places
import IndexFormat
import QueryEngine
import Testing

/// Searching near a place: distances for homes, delivery for suppliers.
@Suite struct PlaceTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private func point(_ latitude: Double, _ longitude: Double) -> Coordinate? {
        Coordinate(latitude: latitude, longitude: longitude)
    }

    /// Two homes and five suppliers around Aarhus C (56.145, 10.197), which is in Aarhus (0751).
    private func register() throws -> SearchIndex {
        var feed = Feed()
        var near = UnitSketch("plov-home-near", "Nærhjemmet")
        near.coordinate = point(56.150, 10.200)
        var far = UnitSketch("plov-home-far", "Fjernhjemmet")
        far.coordinate = point(56.400, 10.200)
        var lost = UnitSketch("plov-home-lost", "Uden Sted")
        lost.coordinate = nil
        func supplier(
            _ id: String,
            _ latitude: Double,
            _ coverage: [JSONValue]
        ) -> UnitSketch {
            var unit = UnitSketch(id, "Hjemmepleje \(id)")
            unit.kind = .homeCareSupplier
            unit.coordinate = point(latitude, 10.197)
            unit.coverage = coverage
            return unit
        }
        func area(_ code: String, _ districts: [String] = [], to: String? = nil) -> JSONValue {
            var members: [(String, JSONValue)] = [
                ("municipalityCode", .string(code)), ("agreement", "contract"),
                ("validFrom", "2025-01-01"),
            ]
            if let to { members.append(("validTo", .string(to))) }
            if !districts.isEmpty {
                members.append(("districts", .array(districts.map { .string($0) })))
            }
            return .object(JSONObject(members.map { .init(key: $0.0, value: $0.1) }))
        }
        feed.add(near)
        feed.add(far)
        feed.add(lost)
        feed.add(supplier("plov-next-door", 56.1451, [area("0461")]))
        feed.add(supplier("plov-far-away", 55.40, [area("0751")]))
        feed.add(supplier("plov-some-districts", 56.15, [area("0751", ["Nord", "Syd"])]))
        feed.add(supplier("plov-this-district", 56.15, [area("0751", ["aarhus c"])]))
        feed.add(supplier("plov-ended", 56.15, [area("0751", to: "2026-10-31")]))
        return try index.publish(feed.lines)
    }

    private func ids(_ answer: JSONValue, _ group: Int) -> [String] {
        let own = answer["groups"]?.array?[group]
        let first = Int(own?["first"]?.integer ?? 0)
        let count = Int(own?["count"]?.integer ?? 0)
        let hits = (answer["hits"]?.array ?? []).compactMap { $0["id"]?.string }
        return Array(hits[first..<first + count])
    }

    @Test func mixedListsComeInTwoGroups() throws {
        let engine = try register()
        for query in ["address=8000 Aarhus C", "near=56.145,10.197"] {
            let answer = try engine.answer(parameters(query))
            let groups = answer["groups"]?.array ?? []
            #expect(groups.map { $0["key"]?.string } == ["homes", "suppliers"])
            #expect(groups.allSatisfy { $0["label"]?.string?.isEmpty == false })
            #expect(groups.map { $0["total"]?.integer } == [3, 3])
            #expect(answer["total"]?.integer == 6)
            #expect(ids(answer, 0) == ["plov-home-near", "plov-home-far", "plov-home-lost"])
            #expect(
                Set(ids(answer, 1)) == [
                    "plov-far-away", "plov-some-districts", "plov-this-district",
                ]
            )
            #expect(answer["distanceMethod"]?["label"]?.string == "i luftlinje")
            #expect(answer["places"]?.array?.first?["municipality"]?["code"]?.string == "0751")
        }
    }

    @Test func suppliersSayWhetherAndWhyTheyCome() throws {
        let answer = try register().answer(parameters("address=8000 Aarhus C"))
        let hits = answer["hits"]?.array ?? []
        func hit(_ id: String) -> JSONValue? { hits.first { $0["id"]?.string == id } }
        #expect(hit("plov-home-near")?["deliversHere"] == nil)
        #expect(
            hit("plov-home-near")?["distance"]?.integer.map { (500...800).contains($0) } == true
        )
        #expect(hit("plov-far-away")?["distance"] == nil)
        #expect(hit("plov-far-away")?["deliversHere"] == .bool(true))
        #expect(
            hit("plov-far-away")?["delivery"]?["reason"]?.string == "Leverer i hele Aarhus Kommune."
        )
        // Nobody has drawn the districts on a map: the answer is open, and says so.
        #expect(hit("plov-some-districts")?["deliversHere"] == .null)
        #expect(
            hit("plov-some-districts")?["delivery"]?["reason"]?.string?.hasPrefix(
                "Leverer i dele af Aarhus Kommune: Nord, Syd."
            ) == true
        )
        #expect(hit("plov-this-district")?["deliversHere"] == .bool(true))
    }

    @Test func theKindDecides() throws {
        let engine = try register()
        let homes = try engine.answer(parameters("address=8000 Aarhus C&kind=nursingHome"))
        #expect(homes["groups"] == nil && homes["total"]?.integer == 3)
        let suppliers = try engine.answer(
            parameters("address=8000 Aarhus C&kind=homeCareSupplier&radius=1&sort=distance")
        )
        // How far an office lies does not matter, for the radius or for the order.
        #expect(suppliers["groups"] == nil && suppliers["total"]?.integer == 3)
        let both = try engine.answer(parameters("address=8000 Aarhus C&radius=5"))
        #expect((both["groups"]?.array ?? []).map { $0["total"]?.integer } == [1, 3])
    }

    @Test func whoDoesNotDeliverIsLeftOutAndNamed() throws {
        let answer = try register().answer(parameters("address=8000 Aarhus C&explain=true"))
        let leftOut = answer["leftOut"]
        #expect(leftOut?["total"]?.integer == 2)
        let first = leftOut?["nearest"]?.array?.first
        #expect(first?["id"]?.string == "plov-next-door")
        #expect(first?["officeDistance"]?.integer.map { $0 < 50 } == true)
        #expect(first?["delivery"]?["reason"]?.string == "Leverer ikke i Aarhus Kommune.")
        let home = try register().answer(
            parameters("address=8000 Aarhus C&explain=true&kind=nursingHome")
        )
        #expect(home["leftOut"] == nil)
    }

    @Test func atSeaNobodyDelivers() throws {
        let answer = try register().answer(parameters("near=56.9,7.0"))
        #expect((answer["groups"]?.array ?? []).map { $0["total"]?.integer } == [3, 0])
    }

    // MARK: Several places

    @Test(arguments: [
        ("max", ["plov-middle", "plov-west", "plov-east"]),
        ("sum", ["plov-middle", "plov-west", "plov-east"]),
        ("any", ["plov-west", "plov-east", "plov-middle"]),
    ])
    func severalPlacesAreCombined(mode: String, expected: [String]) throws {
        var feed = Feed()
        for (id, longitude) in [("plov-west", 8.98), ("plov-middle", 10.0), ("plov-east", 11.05)] {
            var unit = UnitSketch(id, id)
            unit.coordinate = point(56, longitude)
            feed.add(unit)
        }
        let engine = try index.publish(feed.lines)
        let answer = try engine.answer(
            parameters("near=56,9&near=56,11&nearMode=\(mode)&sort=distance&kind=nursingHome")
        )
        let hits = answer["hits"]?.array ?? []
        #expect(hits.compactMap { $0["id"]?.string } == expected)
        for hit in hits {
            let each = (hit["distances"]?.array ?? []).compactMap(\.integer)
            #expect(each.count == 2)
            let whole = hit["distance"]?.integer ?? 0
            switch mode {
            case "sum": #expect(abs(whole - each.reduce(0, +)) <= 1)
            case "any": #expect(whole == each.min())
            default: #expect(whole == each.max())
            }
        }
    }

    // MARK: The map

    @Test func clustersCountEveryMatchOnceOnEveryPage() throws {
        var random = SeededGenerator(seed: 12)
        var feed = Feed()
        for number in 0..<150 {
            var unit = UnitSketch("plov-\(number)", "Enhed")
            unit.coordinate = number % 10 == 0 ? nil : RandomCorpus.point(&random)
            feed.add(unit)
        }
        let engine = try index.publish(feed.lines)
        for zoom in [0, 3, 6, 9, 14, 20] {
            var query = "cluster=\(zoom)&limit=20"
            let first = try engine.answer(parameters(query))
            let clusters = try #require(first["clusters"])
            let marks = clusters["marks"]?.array ?? []
            let counted = marks.reduce(0) { $0 + ($1["count"]?.integer ?? 0) }
            #expect(clusters["withoutPlace"]?.integer == 15)
            #expect(counted == 135)
            for mark in marks {
                let box = (mark["bbox"]?.array ?? []).compactMap(\.number)
                #expect(box[0] <= mark["lon"]?.number ?? 0 && mark["lon"]?.number ?? 0 <= box[2])
                #expect((mark["id"] != nil) == (mark["count"]?.integer == 1))
            }
            query += "&cursor=\(first["page"]?["next"]?.string ?? "")"
            #expect(try engine.answer(parameters(query))["clusters"] == clusters)
        }
        let coarse = try engine.answer(parameters("cluster=0"))["clusters"]?["marks"]?.array
        let fine = try engine.answer(parameters("cluster=14"))["clusters"]?["marks"]?.array
        #expect((coarse?.count ?? 0) < (fine?.count ?? 0))
    }

    // MARK: Comparing

    @Test func aComparisonTakesAnAddress() throws {
        let engine = try register()
        let request = try CompareRequest.parse(
            parameters("units=plov-home-near,plov-far-away&address=8000 Aarhus C"),
            in: engine,
            on: testDay
        )
        let bytes = AnswerWriter(engine, language: .danish, today: testDay).compare(request)
        let units = try JSONValue.parse(bytes)["units"]?.array ?? []
        #expect(units[0]["distance"]?.integer.map { (500...800).contains($0) } == true)
        #expect(units[1]["distance"] == nil)
        #expect(units[1]["deliversHere"] == .bool(true))
        #expect(throws: InvalidRequest.self) {
            try CompareRequest.parse(
                parameters("units=plov-home-near,plov-far-away&near=56,10&near=57,10"),
                in: engine,
                on: testDay
            )
        }
    }

    @Test func deliveriesMayBeAskedByAddress() throws {
        let engine = try register()
        let answer = try engine.answer(parameters("deliversTo=8200 Aarhus N"))
        #expect(answer["total"]?.integer == 3)
    }

    /// What is not certain is never taken for granted.
    @Test(arguments: [
        ("address=Nykøbing Sjælland F", "unknownAddress"), ("address=Xyzzyvej 1", "unknownAddress"),
        ("address=Region Syddanmark", "noPoint"),
    ])
    func uncertainAddressesAreRefused(query: String, code: String) throws {
        let engine = try register()
        let found = faults(parameters(query), in: engine)
        #expect(found == ["address \(code)"] || found == ["address uncertainAddress"])
    }
}
