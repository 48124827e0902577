import CareUnits
import Places

/// The parameters that say where: `address`, `near`, `nearMode`, `radius`, `bbox`, `polygon`, `cluster`.
extension RequestParser {
    /// The most places that one request may be about.
    static let mostPlaces = 5

    /// Whether the request names a place that distances are measured from, right or wrong.
    var hasCentre: Bool {
        parameters.contains { $0.name == "address" || $0.name == "near" }
    }

    /// The places in the order in which they were given; that of who receives care is the first address,
    /// or else the first point.
    mutating func readCentres() -> [RequestPlace] {
        let addresses = values("address").compactMap { readAddress($0) }
        let points = values("near").compactMap { readPoint($0) }
        let count = values("address").count + values("near").count
        if count > Self.mostPlaces {
            fault(
                "near",
                "tooManyValues",
                "Der kan højst angives \(Self.mostPlaces) steder; der er \(count).",
                "There can be at most \(Self.mostPlaces) places; there are \(count)."
            )
            return []
        }
        return addresses + points
    }

    private mutating func readAddress(_ text: String) -> RequestPlace? {
        guard text.utf8.count <= Self.longestQuery else {
            fault("address", "tooLong", "Adressen er for lang.", "The address is too long.")
            return nil
        }
        let found = places.find(text, limit: 4)
        guard let first = found.first else {
            fault(
                "address",
                "unknownAddress",
                "Adressen kendes ikke. Skriv vej, husnummer, postnummer og by.",
                "The address is not known. Give road, house number, postcode and town."
            )
            return nil
        }
        guard first.isPlaceSafe else {
            let labels = found.map(\.label).joined(separator: "; ")
            fault(
                "address",
                "uncertainAddress",
                "Adressen kan være flere steder eller findes ikke. Mente du: \(labels)?",
                "The address may be several places, or none. Did you mean: \(labels)?"
            )
            return nil
        }
        guard let coordinate = first.coordinate else {
            fault(
                "address",
                "noPoint",
                "\(first.label) har intet punkt på kortet, så der kan ikke måles herfra.",
                "\(first.label) has no point on the map, so nothing can be measured from it."
            )
            return nil
        }
        var location = places.location(of: coordinate)
        // The register knows the municipality of an address better than any drawing of borders.
        if let municipality = first.municipality {
            location.municipality = municipality
            location.isEstimated = false
            location.distance = 0
        }
        if let postcode = first.postcode {
            location.postcode = postcode
            location.postalTown = first.postalTown
        }
        return RequestPlace(coordinate: coordinate, location: location, candidate: first)
    }

    private mutating func readPoint(_ text: String) -> RequestPlace? {
        guard let point = point(text, of: "near") else { return nil }
        return RequestPlace(
            coordinate: point,
            location: places.location(of: point),
            candidate: nil
        )
    }

    private mutating func point(
        _ text: some StringProtocol,
        of parameter: String
    ) -> Coordinate? {
        do {
            return try Coordinate(parameter: text, named: parameter)
        } catch {
            for one in error.faults { fault(one.parameter, one.code, one.danish, one.english) }
            return nil
        }
    }

    mutating func readNearMode() -> NearMode {
        guard let text = single("nearMode") else { return .max }
        if let mode = NearMode(rawValue: text) { return mode }
        fault(
            "nearMode",
            "unknownValue",
            "nearMode er max, sum eller any.",
            "nearMode is max, sum or any."
        )
        return .max
    }

    mutating func readRadius() -> Double? {
        guard let kilometres = number("radius") else { return nil }
        guard kilometres > 0, kilometres <= 1000 else {
            fault(
                "radius",
                "outOfRange",
                "radius skal være over 0 og højst 1000 km.",
                "radius must be above 0 and at most 1000 km."
            )
            return nil
        }
        if !hasCentre {
            fault(
                "radius",
                "needsNear",
                "radius kræver address eller near.",
                "radius needs address or near."
            )
        }
        return kilometres * 1000
    }

    mutating func readBox() -> BoundingBox? {
        guard let text = single("bbox") else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Self.decimal($0) ?? .nan }
        guard parts.count == 4, let low = Coordinate(latitude: parts[1], longitude: parts[0]),
            let high = Coordinate(latitude: parts[3], longitude: parts[2]),
            parts[0] <= parts[2], parts[1] <= parts[3]
        else {
            fault(
                "bbox",
                "notABox",
                "bbox skal være vest,syd,øst,nord i grader.",
                "bbox must be west,south,east,north in degrees."
            )
            return nil
        }
        if low.looksSwapped, high.looksSwapped {
            fault(
                "bbox",
                "swapped",
                "bbox ser ud til at være byttet om: vest,syd,øst,nord.",
                "bbox looks swapped: it is west,south,east,north."
            )
            return nil
        }
        return BoundingBox(west: parts[0], south: parts[1], east: parts[2], north: parts[3])
    }

    mutating func readPolygon() -> MapPolygon? {
        guard let text = single("polygon") else { return nil }
        let corners = text.split(separator: ";")
        guard (3...MapPolygon.mostPoints + 1).contains(corners.count) else {
            fault(
                "polygon",
                "notAPolygon",
                "polygon skal have 3 til \(MapPolygon.mostPoints) hjørner: bredde,længde;bredde,længde;…",
                "polygon must have 3 to \(MapPolygon.mostPoints) corners: latitude,longitude;latitude,longitude;…"
            )
            return nil
        }
        var points: [Coordinate] = []
        for corner in corners {
            guard let point = point(corner, of: "polygon") else { return nil }
            if points.last != point { points.append(point) }
        }
        if points.count > 1, points.first == points.last { points.removeLast() }
        let polygon = MapPolygon(points: points)
        guard points.count >= 3, !polygon.crossesItself, !polygon.isFlat else {
            fault(
                "polygon",
                "crossesItself",
                "polygon krydser sig selv eller har ingen flade.",
                "polygon crosses itself or has no area."
            )
            return nil
        }
        return polygon
    }

    mutating func readCluster() -> Int? {
        guard let text = single("cluster") else { return nil }
        guard let zoom = Int(text), (0...20).contains(zoom) else {
            fault(
                "cluster",
                "outOfRange",
                "cluster er kortets zoom, et helt tal fra 0 til 20.",
                "cluster is the zoom of the map, a whole number from 0 to 20."
            )
            return nil
        }
        return zoom
    }

    /// The municipalities that a value names: by name or code, or as the place of an address.
    mutating func readDeliveries() -> [Municipality] {
        values("deliversTo").compactMap { value in
            if let municipality = Municipality.matching(value) { return municipality }
            let found = places.find(value, limit: 3)
            if let first = found.first, first.isPlaceSafe, let municipality = first.municipality {
                return municipality
            }
            let near = Municipality.nearest(to: value).map(\.name).joined(separator: ", ")
            let labels = found.map(\.label).joined(separator: "; ")
            fault(
                "deliversTo",
                "unknownMunicipality",
                "\"\(value)\" er hverken en kommune eller en kendt adresse. Nærmeste navne: \(near)."
                    + (labels.isEmpty ? "" : " Mente du: \(labels)?"),
                "\"\(value)\" is neither a municipality nor a known address. Nearest names: \(near)."
                    + (labels.isEmpty ? "" : " Did you mean: \(labels)?")
            )
            return nil
        }
    }
}
