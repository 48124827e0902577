import CareUnits
import IndexFormat

/// Finds towns, postcodes, municipalities, regions and loaded places by name.
struct NameMatcher {
    let gazetteer: Gazetteer
    let text: AddressText

    private typealias Cost = AddressMatcher.Cost

    /// The places that the whole text may be, and, where addresses are not loaded, the town that an
    /// address names.
    func candidates(limit: Int) -> [PlaceCandidate] {
        let words = text.words
        let code = words.first { $0.digits == 4 }.flatMap { UInt16(exactly: $0.number ?? 0) }
        let names = words.indices.filter { words[$0].number == nil }
        let hasOtherNumbers = words.contains { $0.number != nil && $0.digits != 4 }
        guard hasOtherNumbers || names.count > 6 else {
            return sorted(places(names.map { words[$0] }, code), limit)
        }
        guard gazetteer.addresses == nil else { return [] }
        return sorted(townsOfAddress(), limit)
    }

    private func sorted(_ found: [PlaceCandidate], _ limit: Int) -> [PlaceCandidate] {
        var seen = Set<String>()
        let sorted = found.sorted { ($0.cost, $0.label) < ($1.cost, $1.label) }
            .filter { seen.insert("\($0.kind) \($0.label)").inserted }
        return sorted.enumerated().prefix(limit).map { index, candidate in
            var candidate = candidate
            // A town and the municipality of its name are no rivals.
            let rival = sorted.enumerated().first {
                $0.offset != index && $0.element.municipality != candidate.municipality
            }
            let margin = (rival?.element.cost ?? .infinity) - candidate.cost
            let isExact = candidate.cost <= Self.exact
            if !isExact || margin < Self.margin {
                let isSafe =
                    candidate.cost <= 1.6 && margin >= Self.margin && (index == 0 || isExact)
                candidate.category = isSafe ? .safe : .uncertain
            }
            return candidate
        }
    }

    /// What a name costs that is written as it is, at most.
    private static let exact = 0.03
    /// How far a place elsewhere must be for a name to be safe.
    private static let margin = 0.25

    private func places(_ words: [AddressText.Word], _ code: UInt16?) -> [PlaceCandidate] {
        let postcode = code.flatMap { Postcode.holding($0) }
        var words = words
        var onlyMunicipalities = false
        if words.count > 1, let last = words.last?.small, last == "kommune" || last == "kom" {
            words.removeLast()
            onlyMunicipalities = true
        }
        if words.isEmpty {
            guard let code, let postcode else { return [] }
            return [candidate(postcode, code, cost: 0)]
        }
        let name = words.map { $0.text + ($0.hasFullStop ? "." : "") }.joined(separator: " ")
        let typed = NameTable.Typed(name, gazetteer.keys)
        var found: [PlaceCandidate] = []
        for table in [gazetteer.shipped, gazetteer.loaded] {
            guard let table else { continue }
            for (index, cost) in matches(typed, name, table) {
                let place = table[index]
                if onlyMunicipalities, place.kind != .municipality { continue }
                found += candidates(place, name, code, postcode, cost: cost)
            }
        }
        return found
    }

    private func matches(
        _ typed: NameTable.Typed,
        _ text: String,
        _ table: NamedPlaces
    ) -> [(index: Int, cost: Double)] {
        let count = typed.letters.count
        let slips = count < 4 ? 0 : count < 8 ? 1 : 2
        var best: [Int: Double] = [:]
        for match in table.names.matches(typed, slips: slips) {
            var cost = min(Double(match.letterSlips), Double(match.soundSlips) + Cost.sound)
            if match.letterSlips == 0,
                bareText(text) != bareText(table.names.names.text(match.name))
            {
                cost = 0.05
            }
            best[match.name] = cost + 0.01 * Double(match.letterSlips)
        }
        if count >= 3 {
            for name in table.names.range(beginningWith: typed.letters).prefix(50)
            where best[name] == nil {
                let rest = table.names.letters.length(name) - count
                best[name] = 0.3 + 0.05 * Double(rest)
            }
        }
        return best.map { ($0.key, $0.value) }
    }

    private func candidates(
        _ place: NamedPlace,
        _ name: String,
        _ code: UInt16?,
        _ postcode: Postcode?,
        cost: Double
    ) -> [PlaceCandidate] {
        if let code, place.kind == .town {
            if let postcode, place.codes.contains(postcode.codes.lowerBound) {
                var found = candidate(postcode, code, cost: cost)
                if bareText(name) != bareText(postcode.town) {
                    found.cost += found.cost < 0.05 ? 0.1 : 0
                    found.note(.postalTown, name, postcode.town)
                }
                return [found]
            }
        }
        var found = candidate(place, cost: cost)
        if bareText(name) != bareText(place.name) { found.note(.name, name, place.name) }
        if let code {
            found.note(.postcode, fourDigits(code), found.postcode ?? "")
            found.cost += 1
        }
        return [found]
    }

    private func candidate(_ postcode: Postcode, _ code: UInt16, cost: Double) -> PlaceCandidate {
        var found = PlaceCandidate(kind: .postcode, category: .exact, cost: cost, label: "")
        found.postcode = fourDigits(code)
        found.postalTown = postcode.town
        found.label = "\(fourDigits(code)) \(postcode.town)"
        found.coordinate = postcode.centre
        found.municipality = Municipality.withCode(postcode.municipalityCodes[0])
        found.precision = .postcode
        return found
    }

    private func candidate(_ place: NamedPlace, cost: Double) -> PlaceCandidate {
        var found = PlaceCandidate(kind: .place, category: .exact, cost: cost, label: place.name)
        found.name = place.name
        found.coordinate = place.coordinate
        switch place.kind {
        case .municipality:
            found.kind = .municipality
            found.cost += 0.02
            found.municipality = place.codes.first.flatMap { Municipality.withCode(fourDigits($0)) }
            found.label = (found.municipality?.name ?? place.name) + " Kommune"
        case .region:
            found.kind = .region
            found.cost += 0.02
        case .town:
            found.kind = .town
            found.precision = .postcode
            let postcodes = place.codes.compactMap { Postcode.holding($0) }
            found.municipality = postcodes.first.flatMap {
                Municipality.withCode($0.municipalityCodes[0])
            }
            if postcodes.count == 1, postcodes[0].codes.count == 1 {
                found.postcode = fourDigits(postcodes[0].codes.lowerBound)
                found.postalTown = place.name
                found.label = "\(fourDigits(postcodes[0].codes.lowerBound)) \(place.name)"
            }
        case .village, .district, .island, .hamlet, .locality:
            found.cost += place.kind.obscurity
            let location = place.coordinate.map { gazetteer.location(of: $0) }
            found.municipality = location?.municipality
            found.postcode = location?.postcode
            found.postalTown = location?.postalTown
            if let town = location?.postalTown, let postcode = location?.postcode {
                found.label = "\(place.name), \(postcode) \(town)"
            }
        }
        return found
    }

    /// The town at the end of an address, where its road cannot be looked up.
    private func townsOfAddress() -> [PlaceCandidate] {
        text.readings().filter { $0.number != nil }.prefix(3).flatMap { reading in
            let town = text.text(reading.town)
            let left = text.text(reading.street)
            let words = AddressText(town).words.filter { $0.number == nil }
            guard !words.isEmpty || reading.postcode != nil else { return [PlaceCandidate]() }
            return places(words, reading.postcode).map { candidate in
                var candidate = candidate
                candidate.note(.words, "\(left) \(reading.number.map(String.init) ?? "")", "")
                candidate.cost += 0.1
                return candidate
            }
        }
    }
}

extension NamedPlace.Kind {
    /// How much less likely it is that a name means such a place than a town, in slips.
    fileprivate var obscurity: Double {
        switch self {
        case .village, .district, .island: 0.03
        default: 0.35
        }
    }
}
