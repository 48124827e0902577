/// Which columns of a table, or members of an object, say what of an address.
///
/// The names are those of Danmarks Adresseregister and of the services that hand its data out: "husnr",
/// "husnummertekst", "adgangsadresseid" and "husnummer_id" and so on.
struct AddressColumns: Sendable {
    enum Fact: CaseIterable {
        case id, houseId, street, shortStreet, number, floor, door, supplementaryTown, postcode
        case postalTown, municipality, latitude, longitude, easting, northing, x, y, point, text
        case status, darStatus

        var names: [String] {
            switch self {
            case .id: ["id", "id_lokalid", "adresseid"]
            case .houseId:
                [
                    "adgangsadresseid", "husnummer_id", "husnummerid", "accessaddressid",
                    "adgangsadresse_id",
                ]
            case .street: ["vejnavn", "street", "vej"]
            case .shortStreet: ["adresseringsvejnavn", "adresseringsnavn", "vejadresseringsnavn"]
            case .number: ["husnr", "husnummertekst", "husnummer", "housenumber", "house_number"]
            case .floor: ["etage", "etagebetegnelse", "floor"]
            case .door: ["doer", "dør", "doerbetegnelse", "dørbetegnelse", "door"]
            case .supplementaryTown:
                ["supplerendebynavn", "supplerende_bynavn", "supplementarytown", "supplerendeby"]
            case .postcode: ["postnr", "postnummer", "postcode"]
            case .postalTown: ["postnrnavn", "postdistrikt", "postnummernavn", "postaltown", "by"]
            case .municipality: ["kommunekode", "kommunenr", "municipalitycode", "kommune"]
            case .latitude: ["wgs84koordinat_bredde", "lat", "latitude", "bredde"]
            case .longitude:
                [
                    "wgs84koordinat_laengde", "wgs84koordinat_længde", "lon", "lng", "longitude",
                    "laengde",
                ]
            case .easting:
                [
                    "etrs89koordinat_ost", "etrs89koordinat_øst", "etrs89koordinat_oest", "easting",
                    "oest",
                ]
            case .northing: ["etrs89koordinat_nord", "northing", "nord"]
            case .x: ["x", "vejpunkt_x", "adgangspunkt_x"]
            case .y: ["y", "vejpunkt_y", "adgangspunkt_y"]
            case .point: ["position", "geometri", "geometry", "wkt", "adgangspunkt"]
            case .text:
                ["adressebetegnelse", "adgangsadressebetegnelse", "betegnelse", "titel"]
            case .status: ["status"]
            case .darStatus: ["darstatus"]
            }
        }
    }

    private var places: [Fact: Int] = [:]

    /// The places of the facts among columns in small letters.
    init(_ columns: [String]) {
        for fact in Fact.allCases {
            for name in fact.names {
                if let place = columns.firstIndex(of: name) {
                    places[fact] = place
                    break
                }
            }
        }
    }

    func place(of fact: Fact) -> Int? { places[fact] }

    /// Whether a road, a house number and a postcode can be read.
    var isAddress: Bool {
        let isParted = [Fact.street, .number, .postcode].allSatisfy { places[$0] != nil }
        return isParted || places[.text] != nil
    }

    static func normalized(_ column: String) -> String {
        column.lowercased().filter { $0 != "\"" && $0 != " " && $0 != "\r" }
    }
}
