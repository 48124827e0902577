public import Analyzers
public import CareUnits
public import IndexFormat

/// Every place that is known by name, by number or by its borders.
///
/// Immutable; share one instance among all requests. Without loaded parts it knows municipalities,
/// regions and the towns of postcodes, and places a point by the nearest of these.
public final class Gazetteer: Sendable {
    let keys: StreetKeys
    let shipped: NamedPlaces
    let loaded: NamedPlaces?
    let addresses: AddressTable?
    private let municipalityMap: AreaMap?
    private let postcodeMap: AreaMap?
    /// Where each part in force comes from.
    public let origins: [GazetteerFolder.Part: PartFile.Origin]
    private let files: [PartFile]

    /// What the program ships with: municipalities, regions, and the towns of postcodes.
    public static let shipped: Gazetteer = {
        do {
            return try Gazetteer(DanishAnalyzer(), parts: [:])
        } catch {
            fatalError("what ships cannot be written to the folder for temporary files: \(error)")
        }
    }()

    /// Opens the parts that a folder's pointer names.
    ///
    /// Reads each file once, to compare its checksum.
    public convenience init(
        _ folder: GazetteerFolder,
        _ pointer: GazetteerFolder.Pointer,
        _ analyzer: DanishAnalyzer
    ) throws(IndexError) {
        var parts: [GazetteerFolder.Part: PartFile] = [:]
        for (part, publication) in pointer { parts[part] = try folder.open(part, publication) }
        try self.init(analyzer, parts: parts)
    }

    private init(
        _ analyzer: DanishAnalyzer,
        parts: [GazetteerFolder.Part: PartFile]
    ) throws(IndexError) {
        keys = analyzer.streetKeys
        var sections = SectionWriter()
        NamedPlaces.write(NamedPlace.shipped(), analyzer.streetKeys, to: &sections)
        let origin = PartFile.Origin(
            sources: [],
            loadedAt: Instant(milliseconds: 0),
            rows: 0
        )
        let own = try PartFile(temporary: .places, sections, origin)
        shipped = try NamedPlaces(own.sections)
        if let file = parts[.places] {
            loaded = try NamedPlaces(file.sections)
        } else {
            loaded = nil
        }
        if let file = parts[.addresses] {
            addresses = try AddressTable(file.sections)
        } else {
            addresses = nil
        }
        if let file = parts[.municipalities] {
            municipalityMap = try AreaMap("areas", file.sections)
        } else {
            municipalityMap = nil
        }
        if let file = parts[.postcodes] {
            postcodeMap = try AreaMap("areas", file.sections)
        } else {
            postcodeMap = nil
        }
        origins = parts.mapValues(\.origin)
        files = [own] + parts.values
    }

    /// Where a point lies.
    public struct Location: Sendable, Equatable {
        public var municipality: Municipality?
        /// Four digits.
        public var postcode: String?
        public var postalTown: String?
        /// Whether the municipality is only that of the nearest postcode, since no borders are loaded.
        public var isEstimated: Bool
        /// Metres outside the municipality that a point at sea or beyond the border was given to.
        public var distance: Double
    }

    /// The municipality and postcode of a point, or of the nearest area if the point is just off its
    /// coast; nothing far from Denmark.
    ///
    /// About a microsecond with borders loaded.
    public func location(of point: Coordinate) -> Location {
        var location = Location(
            municipality: nil,
            postcode: nil,
            postalTown: nil,
            isEstimated: municipalityMap == nil,
            distance: 0
        )
        guard Grid.isNear(point) else { return location }
        if let map = municipalityMap, let place = map.place(of: point) {
            location.municipality = Municipality.withCode(fourDigits(place.code))
            location.distance = place.distance
        }
        if let map = postcodeMap {
            if let place = map.place(of: point) { location.set(place.code) }
            if municipalityMap != nil { return location }
        }
        guard let (postcode, distance) = nearestPostcode(to: point), distance < 50_000 else {
            return location
        }
        if postcodeMap == nil { location.set(postcode.codes.lowerBound) }
        if municipalityMap == nil {
            location.municipality = Municipality.withCode(postcode.municipalityCodes[0])
        }
        return location
    }

    /// The municipality of a point by polygons alone, and how far outside it lies; for checks.
    public func area(of point: Coordinate) -> AreaMap.Place? {
        municipalityMap?.place(of: point)
    }

    /// The map of municipalities, where its borders are loaded.
    package var municipalities: AreaMap? { municipalityMap }

    private func nearestPostcode(to point: Coordinate) -> (Postcode, metres: Double)? {
        let plane = Plane(around: point)
        let centres = Self.centres
        var best = (place: -1, square: Double.infinity)
        for (place, centre) in centres.enumerated() {
            let x = (centre.longitude - point.longitude) * plane.metresEast
            let y = (centre.latitude - point.latitude) * plane.metresNorth
            let square = x * x + y * y
            if square < best.square { best = (place, square) }
        }
        guard best.place >= 0 else { return nil }
        return (Postcode.all[centres[best.place].postcode], best.square.squareRoot())
    }

    /// The middles of postcodes side by side, each with its postcode's place in the list of all.
    private static let centres: [(longitude: Double, latitude: Double, postcode: Int)] =
        Postcode.all.enumerated().compactMap { place, postcode in
            postcode.centre.map { ($0.longitude, $0.latitude, place) }
        }

    /// What is loaded, for people: counts by name.
    public var statistics: [(name: String, count: Int)] {
        var counts = [("shippedNames", shipped.names.count)]
        if let loaded { counts.append(("places", loaded.names.count)) }
        if let municipalityMap { counts.append(("municipalityAreas", municipalityMap.count)) }
        if let postcodeMap { counts.append(("postcodeAreas", postcodeMap.count)) }
        if let addresses {
            counts += [
                ("streetNames", addresses.streets.count), ("roads", addresses.roadCount),
                ("supplementaryTowns", addresses.towns.count), ("houses", addresses.houseCount),
                ("addressesWithin", addresses.unitCount),
            ]
        }
        return counts
    }
}

extension Gazetteer.Location {
    fileprivate mutating func set(_ code: UInt16) {
        postcode = fourDigits(code)
        postalTown = Postcode.holding(code)?.town
    }
}

/// A code of four digits with leading zeros.
func fourDigits(_ code: UInt16) -> String {
    let text = String(code)
    return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
}
