/// A point on the earth in WGS84 degrees.
public struct Coordinate: Hashable, Sendable {
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double

    /// A point, or `nil` outside -90...90 and -180...180 degrees.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Whether the point lies in the box around Denmark: 54.3 to 58.0 north, 7.4 to 15.6 east.
    public var isInDenmark: Bool {
        (54.3...58.0).contains(latitude) && (7.4...15.6).contains(longitude)
    }

    /// Whether the point would lie in Denmark if latitude and longitude were swapped, and does not now.
    public var looksSwapped: Bool {
        !isInDenmark
            && (Coordinate(latitude: longitude, longitude: latitude)?.isInDenmark ?? false)
    }
}
