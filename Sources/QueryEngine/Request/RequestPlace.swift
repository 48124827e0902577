public import CareUnits
public import Places

/// A place that a request is about: an address, or a point.
public struct RequestPlace: Sendable, Equatable {
    /// Where it lies.
    public var coordinate: Coordinate
    /// The municipality and postcode of the place.
    public var location: Gazetteer.Location
    /// What an address was read as; `nil` for a point.
    public var candidate: PlaceCandidate?

    /// The parameter that it came from.
    public var parameter: String { candidate == nil ? "near" : "address" }
}

/// How the distances to several places become one.
public enum NearMode: String, CaseIterable, Sendable {
    /// The longest of them: near to everyone.
    case max
    /// All of them together.
    case sum
    /// The shortest of them: near to one.
    case any

    func combined(_ distances: [Double]) -> Double {
        switch self {
        case .max: distances.max() ?? 0
        case .sum: distances.reduce(0, +)
        case .any: distances.min() ?? 0
        }
    }
}

/// A ring of points on the map that does not cross itself.
public struct MapPolygon: Sendable, Equatable {
    public var points: [Coordinate]

    /// The most corners that a request may give.
    public static let mostPoints = 200

    /// Whether two sides that are no neighbours meet.
    ///
    /// O(n²).
    var crossesItself: Bool {
        let count = points.count
        for first in 0..<count {
            for second in (first + 1)..<max(first + 1, count) {
                if second == first + 1 || first == 0 && second == count - 1 { continue }
                if Self.meet(side(first), side(second)) { return true }
            }
        }
        return false
    }

    /// Whether the corners lie on a line, so that nothing is inside.
    var isFlat: Bool {
        let first = points[0]
        return points.indices.dropFirst().allSatisfy { index in
            Self.turn(first, points[index], points[(index + 1) % points.count]) == 0
        }
    }

    private typealias Side = (from: Coordinate, to: Coordinate)

    private func side(_ index: Int) -> Side {
        (points[index], points[(index + 1) % points.count])
    }

    private static func meet(_ one: Side, _ other: Side) -> Bool {
        let turns = [
            turn(one.from, one.to, other.from), turn(one.from, one.to, other.to),
            turn(other.from, other.to, one.from), turn(other.from, other.to, one.to),
        ]
        return turns[0] * turns[1] < 0 && turns[2] * turns[3] < 0
            || turns.contains(0) && overlapsInBoxes(one, other)
                && turns[0] * turns[1] <= 0 && turns[2] * turns[3] <= 0
    }

    /// Positive if the way from `a` over `b` to `c` turns left, negative if right.
    private static func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
        (b.longitude - a.longitude) * (c.latitude - a.latitude)
            - (b.latitude - a.latitude) * (c.longitude - a.longitude)
    }

    private static func overlapsInBoxes(_ one: Side, _ other: Side) -> Bool {
        func overlap(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bool {
            max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
        }
        return overlap(
            one.from.longitude,
            one.to.longitude,
            other.from.longitude,
            other.to.longitude
        ) && overlap(one.from.latitude, one.to.latitude, other.from.latitude, other.to.latitude)
    }

    /// Whether a point lies inside, by even-odd counting.
    func contains(latitude: Double, longitude: Double) -> Bool {
        var isInside = false
        for index in points.indices {
            let (from, to) = side(index)
            if (from.latitude > latitude) != (to.latitude > latitude),
                longitude < from.longitude + (latitude - from.latitude)
                    / (to.latitude - from.latitude) * (to.longitude - from.longitude)
            {
                isInside.toggle()
            }
        }
        return isInside
    }
}
