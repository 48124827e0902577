import Statistics
import TestSupport
import Testing

/// An attacker who knows every unit that is not withheld and every total that is shown.
@Suite struct DisclosureTests {
    /// Which unknowns the equations determine, by Gaussian elimination over whole numbers' ratios.
    private func determined(_ equations: [[Double]], unknowns: Int) -> Set<Int> {
        var rows = equations
        var rank = 0
        for column in 0..<unknowns {
            guard let pivot = (rank..<rows.count).first(where: { abs(rows[$0][column]) > 1e-9 })
            else {
                continue
            }
            rows.swapAt(rank, pivot)
            let scale = rows[rank][column]
            rows[rank] = rows[rank].map { $0 / scale }
            for row in rows.indices where row != rank && abs(rows[row][column]) > 1e-9 {
                let factor = rows[row][column]
                rows[row] = zip(rows[row], rows[rank]).map { $0 - factor * $1 }
            }
            rank += 1
        }
        var found = Set<Int>()
        for row in rows {
            let places = row.indices.filter { abs(row[$0]) > 1e-9 }
            if places.count == 1 { found.insert(places[0]) }
        }
        return found
    }

    /// The units of each area by number, and the areas they lie in.
    private func attack(_ areas: [Disclosure.Area], hidden: Set<Int>) -> Set<Int> {
        var areaOfUnit: [Int] = []
        for (place, area) in areas.enumerated() {
            areaOfUnit += Array(repeating: place, count: area.withheld)
        }
        let equations = areas.indices.filter { areas[$0].isShown && !hidden.contains($0) }
            .map { total in
                areaOfUnit.map { own -> Double in
                    var place: Int? = own
                    while let area = place {
                        if area == total { return 1 }
                        place = areas[area].parent
                    }
                    return 0
                }
            }
        return determined(equations, unknowns: areaOfUnit.count)
    }

    @Test(arguments: SeededRandom.seeds(400))
    func nothingWithheldIsGivenAway(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var areas = [
            Disclosure.Area(parent: nil, isShown: !random.once(in: 5), n: 9e5, withheld: 0)
        ]
        for _ in 0...random.below(5) {
            let region = areas.count
            areas.append(
                .init(parent: 0, isShown: !random.once(in: 4), n: 1e4, withheld: 0)
            )
            for _ in 0...random.below(9) {
                areas.append(
                    .init(
                        parent: random.once(in: 12) ? 0 : region,
                        isShown: !random.once(in: 6),
                        n: Double(random.below(3000)),
                        withheld: random.once(in: 2) ? 0 : random.below(4)
                    )
                )
            }
        }
        let hidden = Disclosure.hidden(areas)
        #expect(attack(areas, hidden: hidden).isEmpty, "\(areas)")
        #expect(hidden.allSatisfy { areas[$0].isShown })
        // Nothing is hidden where nothing is given away.
        if attack(areas, hidden: []).isEmpty { #expect(hidden.isEmpty) }
    }

    /// Municipalities (withheld units, answers) of one region in one nation, and what is hidden: places
    /// from 2 on are the municipalities, 1 is the region, 0 the nation.
    private static let cases: [(municipalities: [(withheld: Int, n: Double)], hidden: Set<Int>)] = [
        ([(0, 50), (0, 60)], []),
        ([(2, 50), (0, 60)], []),
        // One alone: its municipality, and what contains it.
        ([(1, 50), (0, 60)], [2, 1, 0]),
        // Two that stand alone in their municipalities protect each other in the region.
        ([(1, 50), (1, 60), (0, 70)], [2, 3]),
        // A municipality with several, the smallest, joins the one that is alone, and the region stays.
        ([(1, 50), (2, 60), (3, 40)], [2, 4]),
    ]

    @Test(arguments: cases.indices)
    func theLeastIsHidden(place: Int) {
        let row = Self.cases[place]
        let areas =
            [
                Disclosure.Area(parent: nil, isShown: true, n: 1e6, withheld: 0),
                Disclosure.Area(parent: 0, isShown: true, n: 1e5, withheld: 0),
            ]
            + row.municipalities.map {
                Disclosure.Area(parent: 1, isShown: true, n: $0.n, withheld: $0.withheld)
            }
        #expect(Disclosure.hidden(areas) == row.hidden)
    }
}
