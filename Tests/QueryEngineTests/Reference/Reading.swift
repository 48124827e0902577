import CareUnits
import Glibc
import QueryEngine

/// Valid search parameters as the reference reads them.
struct Reading {
    /// One restriction.
    struct Filter {
        let parameter: String
        let holds: (ReferenceCorpus.Entry) -> Bool
    }

    let corpus: ReferenceCorpus
    let parameters: [SearchRequest.Parameter]
    let day: LocalDate

    func values(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.map(\.value)
    }

    func value(_ name: String) -> String? { values(name).first }

    // MARK: Place

    var centres: [Coordinate] {
        values("near").compactMap { point($0) }
    }

    private func point(_ text: some StringProtocol) -> Coordinate? {
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 2 else { return nil }
        return Coordinate(latitude: numbers[0], longitude: numbers[1])
    }

    /// The metres to several places as one.
    func combined(_ metres: [Double]) -> Double? {
        switch value("nearMode") ?? "max" {
        case "sum": metres.reduce(0, +)
        case "any": metres.min()
        default: metres.max()
        }
    }

    /// The municipality of the first place: without borders, that of the nearest postcode.
    private var municipality: Municipality? {
        guard let place = centres.first, (54.1...58.2).contains(place.latitude),
            (7.1...15.9).contains(place.longitude)
        else { return nil }
        let nearest = Postcode.all.compactMap { postcode in
            postcode.centre.map { (postcode, metres(place, $0)) }
        }.min { $0.1 < $1.1 }
        guard let nearest, nearest.1 < 50_000 else { return nil }
        return Municipality.withCode(nearest.0.municipalityCodes[0])
    }

    /// Metres on a plane around the first point.
    private func metres(_ from: Coordinate, _ to: Coordinate) -> Double {
        let north = 6_371_008.8 * .pi / 180 * (to.latitude - from.latitude)
        let east = 6_371_008.8 * .pi / 180 * (to.longitude - from.longitude)
        return hypot(north, east * cos(from.latitude * .pi / 180))
    }

    /// A home within the radius, or a supplier that comes to the first place.
    func reaches() -> (ReferenceCorpus.Entry, Double?) -> Bool {
        if centres.isEmpty { return { _, _ in true } }
        let municipality = municipality
        return { entry, distance in
            if entry.unit.kind.isHome { return isNear(distance) }
            return entry.unit.coverage.contains {
                $0.municipality == municipality && $0.period.contains(day)
            }
        }
    }

    /// Whether homes and suppliers come in two groups.
    var isGrouped: Bool {
        if centres.isEmpty { return false }
        let kinds = values("kind").compactMap { UnitKind(rawValue: $0) }
        if kinds.isEmpty || rule("kind") == "only" { return true }
        return Set(kinds.map(\.isHome)).count == 2
    }

    /// Whether a point lies within the polygon: the angles at which its sides are seen add up to a turn.
    func isInPolygon(_ coordinate: Coordinate?) -> Bool {
        guard let corners = value("polygon")?.split(separator: ";").compactMap({ point($0) }) else {
            return true
        }
        guard let coordinate else { return false }
        var sum = 0.0
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            let from = atan2(
                corner.latitude - coordinate.latitude,
                corner.longitude - coordinate.longitude
            )
            let to = atan2(
                next.latitude - coordinate.latitude,
                next.longitude - coordinate.longitude
            )
            sum += remainder(to - from, 2 * .pi)
        }
        return abs(sum) > .pi
    }

    func isInBox(_ coordinate: Coordinate?) -> Bool {
        guard let box = value("bbox")?.split(separator: ",").compactMap({ Double($0) }) else {
            return true
        }
        guard let coordinate else { return false }
        return box[0] <= coordinate.longitude && coordinate.longitude <= box[2]
            && box[1] <= coordinate.latitude && coordinate.latitude <= box[3]
    }

    func isNear(_ distance: Double?) -> Bool {
        guard let radius = value("radius").flatMap({ Double($0) }) else { return true }
        return distance.map { $0 <= radius * 1000 } ?? false
    }

    // MARK: Filters

    func facetNames() -> [String] {
        let names = values("facets").flatMap { $0.split(separator: ",").map(String.init) }
        guard names.contains("all") else { return names }
        return ReadingFacets.names(corpus.catalog)
    }

    func filters() -> [Filter] {
        let keys = corpus.catalog.fields.filter { $0.filterable }
        let words = keys.filter { !$0.type.isOrdered && $0.type != .text }.map(\.key)
        var filters = (["kind", "ownership", "postcode", "assessment"] + themeNames).compactMap {
            wordFilter($0)
        }
        filters += words.compactMap { wordFilter($0) }
        filters += keys.filter(\.type.isOrdered).compactMap { field in
            rangeFilter(field.key, isDate: field.type == .date) {
                $0.number(field.key, corpus.catalog)
            }
        }
        filters += corpus.catalog.indicators.compactMap { indicator in
            rangeFilter("indicator.\(indicator.code)", isDate: false) { $0.figures[indicator.code] }
        }
        let since = value("inspectedSince").flatMap { LocalDate($0) }
        if since != nil || value("inspectedSince.missing") == "only" {
            let rule = rule("inspectedSince")
            filters.append(
                Filter(parameter: "inspectedSince") { entry in
                    guard let visit = entry.inspection else { return rule != "exclude" }
                    return rule != "only" && since.map { $0 <= visit.inspectedAt } ?? true
                }
            )
        }
        return filters
            + [places("municipality"), regions(), delivery(), decisions(), decided()]
            .compactMap { $0 }
    }

    private func decided() -> Filter? {
        let wanted = values("decision")
        guard !wanted.isEmpty else { return nil }
        return Filter(parameter: "decision") { entry in
            entry.decisions.contains { wanted.contains($0.kind.rawValue) }
        }
    }

    private func rule(_ name: String) -> String {
        value(name + ".missing") ?? value("missing") ?? "exclude"
    }

    private func wordFilter(_ name: String) -> Filter? {
        let truths = ["yes": "true", "ja": "true", "no": "false", "nej": "false"]
        let isFlag = corpus.catalog.field(name)?.type == .bool
        let wanted = Set(values(name).map { isFlag ? truths[$0] ?? $0 : $0 })
        guard !wanted.isEmpty || value(name + ".missing") == "only" else { return nil }
        let rule = rule(name)
        return Filter(parameter: name) { entry in
            if name == "assessment", wanted.contains("notYetInspected"), entry.inspection == nil {
                return true
            }
            let own = entry.values(of: name, corpus.catalog, on: day)
            if own.isEmpty {
                return rule != "exclude" || name == "ownership" && wanted.contains("unknown")
            }
            return rule != "only" && !own.isDisjoint(with: wanted)
        }
    }

    private func rangeFilter(
        _ name: String,
        isDate: Bool,
        _ read: @escaping (ReferenceCorpus.Entry) -> Double?
    ) -> Filter? {
        func bound(_ name: String) -> Double? {
            value(name).flatMap {
                isDate ? LocalDate($0).map { Double($0.daysSinceEpoch) } : Double($0)
            }
        }
        let from = bound(name) ?? bound(name + ".min")
        let to = bound(name) ?? bound(name + ".max")
        guard from != nil || to != nil || value(name + ".missing") == "only" else { return nil }
        let rule = rule(name)
        return Filter(parameter: name) { entry in
            guard let number = read(entry) else { return rule != "exclude" }
            return rule != "only" && from ?? -.infinity <= number && number <= to ?? .infinity
        }
    }

    private func places(_ name: String) -> Filter? {
        let wanted = values(name).compactMap { Municipality.matching($0)?.code }
        guard !wanted.isEmpty else { return nil }
        return Filter(parameter: name) { wanted.contains($0.unit.address.municipality.code) }
    }

    private func regions() -> Filter? {
        let wanted = values("region").compactMap { Region.matching($0) }
        guard !wanted.isEmpty else { return nil }
        return Filter(parameter: "region") {
            wanted.contains($0.unit.address.municipality.region(on: day))
        }
    }

    private func delivery() -> Filter? {
        let wanted = values("deliversTo").compactMap { Municipality.matching($0) }
        guard !wanted.isEmpty else { return nil }
        return Filter(parameter: "deliversTo") { entry in
            entry.unit.coverage.contains {
                wanted.contains($0.municipality) && $0.period.contains(day)
            }
        }
    }

    private func decisions() -> Filter? {
        let wanted = values("activeDecision")
        guard !wanted.isEmpty else { return nil }
        return Filter(parameter: "activeDecision") { entry in
            let active = entry.decisions.filter { $0.state(on: day) == .active }
            if wanted == ["none"] { return active.isEmpty }
            return active.contains { wanted == ["any"] || wanted.contains($0.kind.rawValue) }
        }
    }
}
