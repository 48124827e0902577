import CareUnits
import IndexFormat
import LMDB

extension Gazetteer {
    /// What a text may mean, the likeliest first: an address, a road, a postcode, a town, a municipality.
    ///
    /// Nothing of the text is kept. Some hundred microseconds where it has to forgive.
    public func find(_ text: String, limit: Int = 5) -> [PlaceCandidate] {
        let words = AddressText(text)
        guard !words.words.isEmpty else { return [] }
        var candidates = addressCandidates(words, limit: limit)
        candidates += NameMatcher(gazetteer: self, text: words).candidates(limit: limit)
        candidates.sort { ($0.cost, $0.label) < ($1.cost, $1.label) }
        return Array(candidates.prefix(limit))
    }

    private func addressCandidates(_ text: AddressText, limit: Int) -> [PlaceCandidate] {
        guard let addresses else { return [] }
        let matcher = AddressMatcher(table: addresses, gazetteer: self, text: text)
        // One more than asked for, since what comes next decides how sure the first is.
        let (readings, found) = matcher.search(limit: limit + 1)
        return found.enumerated().prefix(limit).map { index, one in
            let reading = readings[one.reading]
            let rivals = found.indices.filter { $0 != index }.map { found[$0] }
            return CandidateWriter(matcher: matcher, reading: reading, rivals: rivals).candidate(
                one
            )
        }
    }
}

/// Says what was found in the words of an envelope, and what was changed.
private struct CandidateWriter {
    let matcher: AddressMatcher
    let reading: AddressText.Reading
    /// What else was found.
    let rivals: [AddressMatcher.Found]

    private var table: AddressTable { matcher.table }

    func candidate(_ found: AddressMatcher.Found) -> PlaceCandidate {
        let road = found.road
        let code = table.roadPostcodes[road]
        var candidate = PlaceCandidate(
            kind: found.house == nil ? .street : .address,
            category: category(found),
            cost: found.cost,
            label: ""
        )
        candidate.street = table.name(ofRoad: road)
        candidate.supplementaryTown = table.town(ofRoad: road).map { table.towns.names.text($0) }
        candidate.postcode = fourDigits(code)
        candidate.postalTown = table.postalTown(ofPostcode: code)
        let municipality = fourDigits(table.roadMunicipalities[road])
        candidate.municipality = Municipality.withCode(municipality)
        candidate.precision = .street
        candidate.coordinate = table.roadPoints[road]
        noteChanges(found, &candidate)
        if let house = found.house { add(house, found, &candidate) }
        candidate.label = PlaceLabel.text(of: candidate)
        return candidate
    }

    private func category(_ found: AddressMatcher.Found) -> PlaceCandidate.Category {
        let hasHouse = reading.number == nil || found.hasExactHouse
        let nearestRival = rivals.map(\.cost).min() ?? .infinity
        let isAlone = nearestRival > found.cost + 1e-9
        if hasHouse, isAlone, found.isStreetAsWritten, found.area.isAsWritten { return .exact }
        // "Mosede Kægvej 6": Mosede Engvej has a number 6, but Mosede Kærvej is spelt more like it.
        let isBestSpelt = !rivals.contains {
            $0.nameCost < found.nameCost - Self.spellingMargin && $0.area.cost <= found.area.cost
        }
        let isSafe =
            hasHouse && isBestSpelt && !found.area.hasUnknownWords
            && found.cost <= AddressMatcher.Cost.safe
            && nearestRival - found.cost >= AddressMatcher.Cost.margin
        return isSafe ? .safe : .uncertain
    }

    private static let spellingMargin = 0.5

    private func noteChanges(_ found: AddressMatcher.Found, _ candidate: inout PlaceCandidate) {
        let text = matcher.text
        if !found.isStreetAsWritten {
            candidate.note(.street, text.text(reading.street), candidate.street ?? "")
        }
        let written = reading.postcode.map(fourDigits) ?? ""
        if written != candidate.postcode {
            candidate.note(.postcode, written, candidate.postcode ?? "")
        }
        let town = text.text(reading.town)
        if bareText(town) != bareText(candidate.postalTown ?? "") {
            candidate.note(.postalTown, town, candidate.postalTown ?? "")
        }
        let between = text.text(reading.between)
        if !between.isEmpty, bareText(between) != bareText(candidate.supplementaryTown ?? "") {
            candidate.note(.supplementaryTown, between, candidate.supplementaryTown ?? "")
        }
        guard let number = reading.number, !found.hasExactHouse else { return }
        let letter = reading.letter == 0 ? "" : String(Unicode.Scalar(reading.letter))
        candidate.note(
            .houseNumber,
            "\(number)\(letter)",
            found.house.map(table.label(ofHouse:)) ?? ""
        )
    }

    private func add(
        _ house: Int,
        _ found: AddressMatcher.Found,
        _ candidate: inout PlaceCandidate
    ) {
        candidate.houseNumber = table.label(ofHouse: house)
        candidate.accessAddressId = table.id(ofHouse: house)
        if let point = table.housePoints[house] {
            candidate.coordinate = point
            candidate.precision = .house
        }
        let access = reading.access
        let units = table.units(ofHouse: house)
        if let unit = units.first(where: { fits(access, $0) }) {
            set(unit, &candidate)
        } else if units.isEmpty || access.isEmpty {
            // Not known, or not asked for: kept as it was written.
            candidate.floor = access.floor.isEmpty ? nil : access.floor
            candidate.door = access.door.isEmpty ? nil : access.door
        } else {
            let nearest = units.first {
                table.floor(ofUnit: $0) == access.floor && table.door(ofUnit: $0).isEmpty
            }
            if let nearest { set(nearest, &candidate) }
            if access.floor != candidate.floor ?? "" {
                candidate.note(.floor, access.floor, candidate.floor ?? "")
            }
            if access.door != candidate.door ?? "" {
                candidate.note(.door, access.door, candidate.door ?? "")
            }
            candidate.isUnitUnknown = true
            candidate.category = .uncertain
        }
    }

    private func set(_ unit: Int, _ candidate: inout PlaceCandidate) {
        candidate.addressId = table.id(ofUnit: unit)
        let (floor, door) = (table.floor(ofUnit: unit), table.door(ofUnit: unit))
        candidate.floor = floor.isEmpty ? nil : floor
        candidate.door = door.isEmpty ? nil : door
    }

    private func fits(_ access: Access, _ unit: Int) -> Bool {
        let floor = table.floor(ofUnit: unit)
        let door = Self.withoutZeros(table.door(ofUnit: unit))
        if floor == access.floor, door == access.door { return true }
        // "Tofthøjvej 20, 1" is a door without a floor.
        return access.isAmbiguous && access.door.isEmpty && floor.isEmpty && door == access.floor
    }

    private static func withoutZeros(_ door: String) -> String {
        let rest = door.drop { $0 == "0" }
        return rest.isEmpty ? door : rest.lowercased()
    }
}

extension PlaceCandidate {
    mutating func note(_ part: Change.Part, _ from: String, _ to: String) {
        changes.append(Change(part: part, from: from, to: to))
    }

    /// Whether the place may be taken for the one that is meant; a floor or door that is not known does
    /// not matter for that.
    public var isPlaceSafe: Bool {
        category != .uncertain || isUnitUnknown && cost <= AddressMatcher.Cost.safe
    }
}

/// How a place is written on one line.
enum PlaceLabel {
    /// Road and number, floor and door, supplementary town, postcode and town.
    static func text(of candidate: PlaceCandidate) -> String {
        let street = [candidate.street, candidate.houseNumber].compactMap(\.self)
            .joined(separator: " ")
        let floor = candidate.floor.map { $0 == "" ? $0 : "\($0)." }
        let access = [floor, candidate.door].compactMap(\.self).joined(separator: " ")
        let town = [candidate.postcode, candidate.postalTown].compactMap(\.self)
            .joined(separator: " ")
        return [street, access, candidate.supplementaryTown ?? "", town].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}
