import CareUnits
import QueryEngine
import Testing

/// The neutral order of equals.
@Suite struct RotationTests {
    private let index: TestIndex

    init() throws {
        index = try TestIndex()
    }

    private func published(_ ids: [String]) throws -> SearchIndex {
        var feed = Feed()
        for id in ids { feed.add(UnitSketch(id, "Ens")) }
        return try index.publish(feed.lines)
    }

    private let ids = (0..<12).map { "plov-\($0)" }

    @Test func theOrderIsTheOnePublishedAndChangesWithTheDate() throws {
        let engine = try published(ids)
        var orders = Set<[String]>()
        for offset in 0..<60 {
            let day = testDay.adding(days: offset)
            let order = try engine.search(parameters("q=ens"), on: day).hits.map(\.id)
            let expected = ids.sorted { rotation(of: $0, on: day) < rotation(of: $1, on: day) }
            #expect(order == expected)
            #expect(try engine.search(parameters("q=ens"), on: day).hits.map(\.id) == order)
            orders.insert(order)
        }
        #expect(orders.count == 60)
    }

    @Test func everyRequestWithoutAnOrderOfItsOwnRotatesTheSame() throws {
        let engine = try published(ids)
        let order = try engine.search(parameters("q=ens")).hits.map(\.id)
        for query in ["", "sort=name", "sort=name.desc", "sort=inspectedAt", "kind=nursingHome"] {
            #expect(try engine.search(parameters(query)).hits.map(\.id) == order)
        }
    }

    @Test func aDifferentNumberingOfTheDocumentsChangesNothing() throws {
        let order = try published(ids).search([]).hits.map(\.id)
        // Other units before and between them, and a municipality that sorts differently.
        let other = try TestIndex()
        var feed = Feed()
        for (place, id) in ids.reversed().enumerated() {
            var unit = UnitSketch(id, "Ens")
            unit.municipality = place.isMultiple(of: 2) ? "0101" : "0860"
            unit.kind = place.isMultiple(of: 3) ? .publicCareHousing : .nursingHome
            feed.add(unit)
            feed.add(UnitSketch("plov-between-\(place)", "Anden"))
        }
        let found = try other.publish(feed.lines).search(parameters("limit=100")).hits.map(\.id)
        #expect(found.filter { ids.contains($0) } == order)
    }

    /// Every unit leads, and comes last, about equally often: chi-square with 11 degrees of freedom
    /// exceeds 40 by chance once in 30,000; the days and ids are fixed, so this never varies.
    @Test func everyUnitLeadsAboutEquallyOften() throws {
        let engine = try published(ids)
        let days = 1200
        var first: [String: Int] = [:]
        var last: [String: Int] = [:]
        var pairs: [String: Int] = [:]
        for offset in 0..<days {
            let hits = try engine.search([], on: testDay.adding(days: offset)).hits.map(\.id)
            first[hits[0], default: 0] += 1
            last[hits[11], default: 0] += 1
            pairs["\(hits[0]) \(hits[1])", default: 0] += 1
        }
        for counts in [first, last] {
            let expected = Double(days) / Double(ids.count)
            let chiSquare = ids.reduce(0.0) { sum, id in
                let difference = Double(counts[id] ?? 0) - expected
                return sum + difference * difference / expected
            }
            #expect(chiSquare < 40, "\(counts)")
        }
        // No unit stands behind the same neighbour: 132 pairs, 9 days each on average.
        #expect((pairs.values.max() ?? 0) < 30)
    }
}
