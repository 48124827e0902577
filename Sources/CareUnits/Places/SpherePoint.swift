import Glibc

/// A point on the unit sphere, for distances on a spherical earth.
public struct SpherePoint: Hashable, Sendable {
    public let x: Double
    public let y: Double
    public let z: Double

    /// The mean radius of the earth in metres (IUGG, R1); within 0.3 % of the geodesic in Denmark.
    public static let earthRadius = 6_371_008.8

    public init(x: Double, y: Double, z: Double) {
        self.x = x
        self.y = y
        self.z = z
    }

    public init(_ coordinate: Coordinate) {
        let latitude = coordinate.latitude * .pi / 180
        let longitude = coordinate.longitude * .pi / 180
        x = cos(latitude) * cos(longitude)
        y = cos(latitude) * sin(longitude)
        z = sin(latitude)
    }

    /// The square of the straight chord to another point: grows with the distance.
    public func squaredChord(to other: SpherePoint) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        return dx * dx + dy * dy + dz * dz
    }

    /// The great-circle distance in metres that belongs to a squared chord.
    public static func metres(squaredChord: Double) -> Double {
        2 * earthRadius * asin(min(1, squaredChord.squareRoot() / 2))
    }

    /// The squared chord that belongs to a great-circle distance in metres.
    public static func squaredChord(metres: Double) -> Double {
        let half = sin(min(metres / (2 * earthRadius), .pi / 2))
        return 4 * half * half
    }
}

/// The place of a point of Denmark on a Hilbert curve of 2^16 by 2^16 cells: near points get near numbers.
///
/// Source: D. Hilbert 1891; the iterative form follows "Hilbert curve" in J. Skilling 2004.
public func hilbertIndex(of coordinate: Coordinate) -> UInt32 {
    let side: UInt32 = 1 << 16
    func cell(_ value: Double, _ range: ClosedRange<Double>) -> UInt32 {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return UInt32(max(0, min(Double(side - 1), share * Double(side))))
    }
    var x = cell(coordinate.longitude, 7.4...15.6)
    var y = cell(coordinate.latitude, 54.3...58.0)
    var index: UInt32 = 0
    var step = side / 2
    while step > 0 {
        let right: UInt32 = x & step > 0 ? 1 : 0
        let upper: UInt32 = y & step > 0 ? 1 : 0
        index &+= step &* step &* ((3 &* right) ^ upper)
        if upper == 0 {
            if right == 1 {
                x = side - 1 - x
                y = side - 1 - y
            }
            swap(&x, &y)
        }
        step /= 2
    }
    return index
}
