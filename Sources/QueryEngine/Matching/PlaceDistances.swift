import CareUnits
import IndexFormat

/// How far documents lie from the places of a request; nothing for those that have no coordinates.
struct PlaceDistances {
    private let locations: Locations
    private let points: [EarthPoint]
    private let mode: NearMode

    init(_ index: SearchIndex, _ request: SearchRequest) {
        locations = index.generation.locations
        points = request.centres.map { EarthPoint($0.coordinate) }
        mode = request.nearMode
    }

    /// A number that grows with the distance: that of several places as the request combines them.
    @inline(__always)
    func order(_ document: Int) -> Double? {
        if points.count == 1 { return locations.squaredChord(of: document, to: points[0]) }
        return metres(document).map { mode.combined($0) }
    }

    /// The metres to each place.
    func metres(_ document: Int) -> [Double]? {
        var metres: [Double] = []
        for point in points {
            guard let chord = locations.squaredChord(of: document, to: point) else { return nil }
            metres.append(EarthPoint.metres(squaredChord: chord))
        }
        return metres
    }

    /// The metres to all places as one.
    func combined(_ metres: [Double]) -> Double { mode.combined(metres) }
}
