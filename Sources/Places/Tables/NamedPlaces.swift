public import Analyzers
public import CareUnits
public import IndexFormat
import LMDB

/// A place that people call by a name and no address is needed for.
public struct NamedPlace: Sendable, Equatable {
    /// What kind of place; the larger stand first where names are the same.
    public enum Kind: UInt8, CaseIterable, Sendable {
        case municipality, town, region, village, district, island, hamlet, locality
    }

    public var name: String
    public var kind: Kind
    /// Where one would look for it; `nil` for a region.
    public var coordinate: Coordinate?
    /// The codes of its postcodes, or of its municipality; none for regions and loaded places.
    public var codes: [UInt16]

    public init(name: String, kind: Kind, coordinate: Coordinate?, codes: [UInt16] = []) {
        self.name = name
        self.kind = kind
        self.coordinate = coordinate
        self.codes = codes
    }
}

/// Towns, municipalities, regions and other places by their names.
///
///     places.*             NameTable
///     places.kinds         UInt8[n]
///     places.latitudes, .longitudes   Int32[n]   ten-millionths of a degree; read only where present
///     places.present       UInt64[…]   a bit for each that has a point
///     places.codes         NumberLists
public struct NamedPlaces: Sendable {
    let names: NameTable
    private let kinds: MappedArray<UInt8>
    private let points: PointColumn
    private let codes: NumberLists

    init(_ sections: SectionReader) throws(IndexError) {
        names = try NameTable("places", sections)
        kinds = try sections.array("places.kinds")
        points = try PointColumn("places", count: names.count, sections)
        codes = try NumberLists("places.codes", sections)
        try IndexError.unless(
            kinds.count == names.count && codes.count == names.count,
            "places",
            "the arrays differ in length"
        )
    }

    subscript(index: Int) -> NamedPlace {
        let codes = codes
        let list = codes[index]
        return NamedPlace(
            name: names.names.text(index),
            kind: NamedPlace.Kind(rawValue: kinds[index]) ?? .locality,
            coordinate: points[index],
            codes: (0..<list.count).map { UInt16(truncatingIfNeeded: list[$0]) }
        )
    }

    public static func write(
        _ places: [NamedPlace],
        _ keys: StreetKeys,
        to sections: inout SectionWriter
    ) {
        let order = NameTable.write("places", places.map(\.name), keys, to: &sections)
        var sorted = places
        for (index, place) in order.enumerated() { sorted[Int(place)] = places[index] }
        sections.add("places.kinds", sorted.map(\.kind.rawValue))
        PointColumn.write("places", sorted.map(\.coordinate), to: &sections)
        var codes = NumberListsBuilder()
        for place in sorted { codes.append(place.codes.map { UInt32($0) }) }
        codes.write("places.codes", to: &sections)
    }
}

/// Points to a centimetre, each in eight bytes.
///
///     X.latitudes, X.longitudes   Int32[n]   ten-millionths of a degree
///     X.present                   UInt64[…]  a bit for each that has a point
struct PointColumn: Sendable {
    private let latitudes: MappedArray<Int32>
    private let longitudes: MappedArray<Int32>
    private let present: MappedArray<UInt64>

    init(_ name: String, count: Int, _ sections: SectionReader) throws(IndexError) {
        latitudes = try sections.array(name + ".latitudes")
        longitudes = try sections.array(name + ".longitudes")
        present = try sections.array(name + ".present")
        try IndexError.unless(
            latitudes.count == count && longitudes.count == count
                && present.count == wordCount(count),
            name,
            "the arrays differ in length"
        )
    }

    subscript(index: Int) -> Coordinate? {
        guard isSet(present.span, index) else { return nil }
        return Coordinate(
            latitude: Double(latitudes[index]) / Self.units,
            longitude: Double(longitudes[index]) / Self.units
        )
    }

    /// Units in a degree.
    static let units = 1e7

    static func unit(_ degrees: Double) -> Int32 { Int32((degrees * units).rounded()) }

    static func write(_ name: String, _ points: [Coordinate?], to sections: inout SectionWriter) {
        sections.add(name + ".latitudes", points.map { unit($0?.latitude ?? 0) })
        sections.add(name + ".longitudes", points.map { unit($0?.longitude ?? 0) })
        var words = [UInt64](repeating: 0, count: wordCount(points.count))
        for (index, point) in points.enumerated() where point != nil {
            words[index >> 6] |= 1 << UInt64(index & 63)
        }
        sections.add(name + ".present", words)
    }
}

extension NamedPlace {
    /// What is known without loading anything: municipalities, regions, and the towns of postcodes.
    static func shipped() -> [NamedPlace] {
        var towns: [String: [Postcode]] = [:]
        for postcode in Postcode.all {
            towns[postcode.town, default: []].append(postcode)
            // "Aarhus" is all of Aarhus C, N and V.
            if let whole = postcode.townWithoutDistrict {
                towns[whole, default: []].append(postcode)
            }
        }
        var places = towns.sorted { $0.key < $1.key }.map { town, postcodes in
            NamedPlace(
                name: town,
                kind: .town,
                coordinate: postcodes.lazy.compactMap(\.centre).first,
                codes: postcodes.map(\.codes.lowerBound)
            )
        }
        for municipality in Municipality.all {
            let code = UInt16(municipality.code) ?? 0
            for name in [municipality.name] + municipality.aliases {
                places.append(
                    NamedPlace(
                        name: name,
                        kind: .municipality,
                        coordinate: Coordinate(
                            latitude: municipality.latitude,
                            longitude: municipality.longitude
                        ),
                        codes: [code]
                    )
                )
            }
        }
        for region in Region.all {
            places.append(NamedPlace(name: region.name, kind: .region, coordinate: nil))
        }
        return places
    }
}

extension Postcode {
    /// The words behind a town's name that say which part of it.
    private static let districts: Set<String> = [
        "C", "K", "M", "N", "S", "V", "Ø", "NV", "NØ", "SV", "SØ", "Øst",
    ]

    /// "Aarhus" of "Aarhus N", or `nil` where the name has no such ending.
    var townWithoutDistrict: String? {
        let words = town.split(separator: " ")
        guard words.count > 1, let last = words.last, Self.districts.contains(String(last))
        else { return nil }
        return words.dropLast().joined(separator: " ")
    }
}
