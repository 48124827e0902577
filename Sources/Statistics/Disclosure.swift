/// Which totals must be left out, so that what is withheld cannot be worked out from what is shown.
///
/// Where a unit's figure protects persons, the figure of its municipality less those of the other units
/// would give it away. Every total that is shown is one equation over the withheld units within it. Areas
/// lie within each other or apart, so these equations come down to disjoint ones: each total less the
/// totals shown inside it. A unit is given away just when it stands alone in one of those.
///
/// What may not be known but is not withheld (not reported, late) counts as known to an attacker. Two
/// withheld units are protected from everyone but each other. Secondary suppression in a hierarchy:
/// Hundepool et al. 2012, "Statistical Disclosure Control", chapter 4.
public enum Disclosure {
    /// A municipality, a region or the nation.
    public struct Area: Sendable {
        /// The place of the area that this one lies in, among all areas.
        public var parent: Int?
        /// Whether a figure of the area would be shown.
        public var isShown: Bool
        /// The number of answers behind it; the smallest is hidden where there is a choice.
        public var n: Double
        /// How many units right inside it are withheld.
        public var withheld: Int

        public init(parent: Int?, isShown: Bool, n: Double, withheld: Int) {
            self.parent = parent
            self.isShown = isShown
            self.n = n
            self.withheld = withheld
        }
    }

    /// The places of the areas whose figures must be hidden too.
    ///
    /// A total with one withheld unit left in it is hidden; where a smaller total inside it has several,
    /// that one is hidden instead, so that the larger total stays. O(n·depth + n·log n).
    public static func hidden(_ areas: [Area]) -> Set<Int> {
        var hidden = Set<Int>()
        // The withheld units in an area that no shown total inside it accounts for.
        var left = areas.map(\.withheld)
        // The largest shown totals inside an area.
        var inside: [[Int]] = Array(repeating: [], count: areas.count)
        let deepestFirst = areas.indices.sorted {
            depth(of: $0, in: areas) > depth(of: $1, in: areas)
        }
        for place in deepestFirst {
            var isShown = areas[place].isShown
            if isShown, left[place] == 1 {
                let choices = inside[place].filter { left[$0] >= 2 }
                if let complement = choices.min(by: { areas[$0].n < areas[$1].n }) {
                    hidden.insert(complement)
                    left[place] += left[complement]
                    inside[place].removeAll { $0 == complement }
                    inside[place] += inside[complement]
                } else {
                    hidden.insert(place)
                    isShown = false
                }
            }
            guard let parent = areas[place].parent else { continue }
            if isShown {
                inside[parent].append(place)
            } else {
                left[parent] += left[place]
                inside[parent] += inside[place]
            }
        }
        return hidden
    }

    private static func depth(of place: Int, in areas: [Area]) -> Int {
        var depth = 0
        var area = areas[place].parent
        while let parent = area {
            depth += 1
            area = areas[parent].parent
        }
        return depth
    }
}
