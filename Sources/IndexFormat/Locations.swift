public import CareUnits
public import LMDB

/// Where documents lie: degrees for boxes, and points on the ellipsoid for distances.
///
///     geo.latitudes, geo.longitudes  Float64[n]   degrees; read only where present
///     geo.x, geo.y, geo.z            Float64[n]   the same point on the ellipsoid, in mean earth radii
///     geo.present                    UInt64[…]
///     geo.balls                      Float64[4·…] for each 64 documents a ball that holds their points:
///                                                 its centre and its radius, below 0 where none has one
///
/// Documents are neighbours on the map, so a ball is small and one look at it answers for 64.
///
/// The order of straight chords is that of distances, so distances compare without a trigonometric
/// function for each document.
public struct Locations: Sendable {
    public let latitudes: MappedArray<Double>
    public let longitudes: MappedArray<Double>
    public let x: MappedArray<Double>
    public let y: MappedArray<Double>
    public let z: MappedArray<Double>
    public let present: MappedArray<UInt64>
    public let balls: MappedArray<Double>

    init(documents: Int, _ sections: SectionReader) throws(IndexError) {
        latitudes = try sections.array("geo.latitudes")
        longitudes = try sections.array("geo.longitudes")
        x = try sections.array("geo.x")
        y = try sections.array("geo.y")
        z = try sections.array("geo.z")
        present = try sections.array("geo.present")
        balls = try sections.array("geo.balls")
        try IndexError.unless(
            latitudes.count == documents && longitudes.count == documents && x.count == documents
                && y.count == documents && z.count == documents
                && present.count == wordCount(documents)
                && balls.count == 4 * wordCount(documents),
            "geo",
            "the arrays differ in length"
        )
    }

    func check() throws(IndexError) {
        for document in 0..<x.count where isSet(present.span, document) {
            let (x, y, z) = (x[document], y[document], z[document])
            // From the poles, 6,356.8 km from the centre, to the equator, 6,378.1 km.
            try IndexError.unless(
                (0.9955...1.0023).contains(x * x + y * y + z * z),
                "geo",
                "document \(document) is off the surface of the earth"
            )
            let ball = document / 64 * 4
            let centre = EarthPoint(x: balls[ball], y: balls[ball + 1], z: balls[ball + 2])
            let distance = EarthPoint(x: x, y: y, z: z).squaredChord(to: centre).squareRoot()
            try IndexError.unless(
                distance <= balls[ball + 3],
                "geo.balls",
                "document \(document) is outside of its ball"
            )
        }
    }

    /// Writes the points of all documents; `nil` is a document without coordinates.
    public static func write(
        _ points: [(latitude: Double, longitude: Double, vector: EarthPoint)?],
        to sections: inout SectionWriter
    ) {
        sections.add("geo.latitudes", points.map { $0?.latitude ?? 0 })
        sections.add("geo.longitudes", points.map { $0?.longitude ?? 0 })
        sections.add("geo.x", points.map { $0?.vector.x ?? 0 })
        sections.add("geo.y", points.map { $0?.vector.y ?? 0 })
        sections.add("geo.z", points.map { $0?.vector.z ?? 0 })
        var words = Array(repeating: UInt64(0), count: wordCount(points.count))
        for (document, point) in points.enumerated() where point != nil {
            words[document >> 6] |= 1 << UInt64(document & 63)
        }
        sections.add("geo.present", words)
        sections.add("geo.balls", balls(around: points.map { $0?.vector }))
    }

    /// A ball around each 64 points: the middle of their box and the distance of the farthest.
    private static func balls(around points: [EarthPoint?]) -> [Double] {
        var balls: [Double] = []
        for start in stride(from: 0, to: points.count, by: 64) {
            let own = points[start..<min(start + 64, points.count)].compactMap { $0 }
            guard let first = own.first else {
                balls += [0, 0, 0, -1]
                continue
            }
            func middle(_ part: (EarthPoint) -> Double) -> Double {
                var (low, high) = (part(first), part(first))
                for point in own {
                    low = min(low, part(point))
                    high = max(high, part(point))
                }
                return (low + high) / 2
            }
            let centre = EarthPoint(x: middle(\.x), y: middle(\.y), z: middle(\.z))
            let radius = own.map { $0.squaredChord(to: centre).squareRoot() }.max() ?? 0
            // Rounded up, so that no point is left outside by the last digit.
            balls += [centre.x, centre.y, centre.z, (radius * (1 + 1e-12)).nextUp]
        }
        return balls
    }
}
