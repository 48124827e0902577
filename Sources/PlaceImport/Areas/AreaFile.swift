import CareUnits
import Places

/// Polygons of municipalities or postcodes from GeoJSON (RFC 7946).
struct AreaFile {
    let part: GazetteerFolder.Part
    let builder: AreaMapBuilder

    /// What is wrong with such a file.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a whole file; it is refused if a single feature cannot be read, since an area that is missing
    /// would give its points to the neighbours.
    init(_ bytes: [UInt8], name: String) throws {
        guard let root = try? JSONValue.parse(bytes) else {
            throw Fault(description: "\(name) is no JSON; is it cut off?")
        }
        guard let features = root["features"]?.array, !features.isEmpty else {
            throw Fault(description: "\(name) has no features")
        }
        let codes = features.map { Self.code($0["properties"]) }
        let isMunicipal = Self.areMunicipalities(features, codes.compactMap(\.self))
        var builder = AreaMapBuilder()
        for (index, feature) in features.enumerated() {
            guard let code = codes[index] else {
                throw Fault(description: "\(name): feature \(index) has no code of an area")
            }
            guard let polygons = Self.polygons(feature["geometry"]) else {
                throw Fault(description: "\(name): feature \(index) is no polygon in degrees")
            }
            for polygon in polygons { builder.add(polygon, to: code) }
        }
        part = isMunicipal ? .municipalities : .postcodes
        self.builder = builder
    }

    private static let municipalityKeys = ["kommunekode", "komkode", "region_code", "regionskode"]
    private static let postcodeKeys = ["postnr", "postnr_txt", "postnummer", "postcode"]
    private static let codeKeys = municipalityKeys.prefix(2) + postcodeKeys + ["code", "nr", "id"]

    private static func members(_ properties: JSONValue?) -> [(key: String, value: JSONValue)] {
        (properties?.object?.members ?? []).map { ($0.key.lowercased(), $0.value) }
    }

    private static func code(_ properties: JSONValue?) -> UInt16? {
        let members = members(properties)
        for key in codeKeys {
            guard let value = members.first(where: { $0.key == key })?.value else { continue }
            if let number = value.integer { return UInt16(exactly: number) }
            // "1000-1499" is named by its first code.
            if let text = value.string { return UInt16(text.prefix { $0 != "-" }) }
        }
        return nil
    }

    private static func areMunicipalities(_ features: [JSONValue], _ codes: [UInt16]) -> Bool {
        let keys = Set(members(features[0]["properties"]).map(\.key))
        if !keys.isDisjoint(with: postcodeKeys) { return false }
        if !keys.isDisjoint(with: municipalityKeys) { return true }
        let known = codes.count { code in
            let text = String(code)
            return Municipality.withCode(
                String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
            ) != nil
        }
        return known > codes.count / 2
    }

    private static func polygons(_ geometry: JSONValue?) -> [[[Coordinate]]]? {
        let coordinates = geometry?["coordinates"]?.array
        switch geometry?["type"]?.string {
        case "Polygon": return coordinates.flatMap(rings).map { [$0] }
        case "MultiPolygon":
            let polygons = coordinates?.compactMap { $0.array.flatMap(rings) }
            return polygons?.count == coordinates?.count ? polygons : nil
        default: return nil
        }
    }

    private static func rings(_ values: [JSONValue]) -> [[Coordinate]]? {
        let rings = values.compactMap { ring -> [Coordinate]? in
            let points = ring.array?.compactMap { point -> Coordinate? in
                guard let numbers = point.array, numbers.count >= 2, let x = numbers[0].number,
                    let y = numbers[1].number
                else { return nil }
                return Coordinate(latitude: y, longitude: x)
            }
            return points?.count == ring.array?.count && (points?.count ?? 0) >= 3 ? points : nil
        }
        return rings.count == values.count ? rings : nil
    }
}
