public import CareUnits
public import LMDB

/// Where documents lie: degrees for boxes, and points on the ellipsoid for distances.
///
///     geo.latitudes, geo.longitudes  Float64[n]   degrees; read only where present
///     geo.x, geo.y, geo.z            Float64[n]   the same point on the ellipsoid, in mean earth radii
///     geo.present                    UInt64[…]
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

    init(documents: Int, _ sections: SectionReader) throws(IndexError) {
        latitudes = try sections.array("geo.latitudes")
        longitudes = try sections.array("geo.longitudes")
        x = try sections.array("geo.x")
        y = try sections.array("geo.y")
        z = try sections.array("geo.z")
        present = try sections.array("geo.present")
        try IndexError.unless(
            latitudes.count == documents && longitudes.count == documents && x.count == documents
                && y.count == documents && z.count == documents
                && present.count == wordCount(documents),
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
    }
}
