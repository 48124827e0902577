import CareUnits
import Places

/// Reads named places from the values of a row: a name, a point, and what kind of place it is.
struct PlaceColumns: Sendable {
    private let name: Int
    private let latitude: Int
    private let longitude: Int
    private let kind: Int?

    /// The columns in small letters, or `nil` where they are not those of places.
    init?(_ columns: [String]) {
        func place(_ names: [String]) -> Int? {
            names.lazy.compactMap { columns.firstIndex(of: $0) }.first
        }
        guard let name = place(["name", "navn", "stednavn", "primærtnavn"]),
            let latitude = place(["lat", "latitude", "breddegrad", "visueltcenter_y"]),
            let longitude = place(["lon", "lng", "longitude", "længdegrad", "visueltcenter_x"])
        else { return nil }
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        kind = place(["place", "undertype", "type", "kind"])
    }

    func place(_ value: (Int) -> String?) -> NamedPlace? {
        guard let name = value(name), !name.isEmpty,
            let latitude = value(latitude).flatMap(Double.init),
            let longitude = value(longitude).flatMap(Double.init),
            let point = Coordinate(latitude: latitude, longitude: longitude), point.isInDenmark
        else { return nil }
        return NamedPlace(name: name, kind: kind(kind.flatMap(value) ?? ""), coordinate: point)
    }

    private func kind(_ word: String) -> NamedPlace.Kind {
        switch word.lowercased() {
        case "city", "town", "village", "by", "landsby": .village
        case "hamlet", "spredt bebyggelse", "isolated_dwelling": .hamlet
        case "suburb", "neighbourhood", "quarter", "bydel": .district
        case "island", "islet", "ø", "archipelago": .island
        default: .locality
        }
    }
}
