import CareUnits
import IndexFormat
import LMDB

/// Finds what an address means: names within slips, then house, postcode and town, weighed together.
///
/// Every part that differs costs; the cheapest whole wins, so that a right postcode makes up for a
/// misspelt road and the other way round. The costs are in slips of the keys; what they are is in
/// `docs/decisions/0016-address-matching.md`.
struct AddressMatcher {
    let table: AddressTable
    let gazetteer: Gazetteer
    let text: AddressText

    /// What the parts of an address cost where they differ, in slips.
    enum Cost {
        /// Spelt alike by sound, not by letters.
        static let sound = 0.4
        /// Without the word that says what kind of road it is.
        static let withoutWay = 1.0
        /// Without words of the road's name.
        static let withoutWords = 1.4
        static let noSuchHouse = 2.0
        static let otherLetter = 0.9
        static let noPostcode = 0.3
        static let noTown = 0.1
        static let postcodeOneDigitOff = 0.7
        static let postcodeOfMunicipality = 1.0
        static let otherPostcode = 1.8
        static let townAsPart = 0.15
        static let slipInTown = 0.45
        static let otherTown = 1.3
        static let unknownWord = 0.7
        static let numberUnread = 1.5
        /// More than this is no answer.
        static let most = 5.0
        /// Up to this an answer may be safe.
        static let safe = 2.6
        /// How far the next best must be for an answer to be safe.
        static let margin = 0.45
    }

    /// A name of a road that what was typed may stand for.
    private struct Name {
        var name: Int
        var cost: Double
        /// Whether its letters are the typed ones.
        var isSpelt: Bool
    }

    /// A road or house with what it costs.
    struct Found {
        var reading: Int
        var road: Int
        var house: Int?
        var cost: Double
        /// The part of it that the road's name has.
        var nameCost: Double
        var hasExactHouse: Bool
        var isStreetAsWritten: Bool
        var area: AreaFit
    }

    /// How postcode and towns of a road fit what was written.
    struct AreaFit {
        var cost = 0.0
        /// Whether every word was written as it is, and none is missing.
        var isAsWritten = true
        /// Whether words fit nothing.
        var hasUnknownWords = false
    }

    /// How far names are looked for; the first effort that finds something near enough is the last.
    private enum Effort: CaseIterable {
        /// Spelt or sounding as typed.
        case same
        /// Within one slip.
        case oneSlip
        /// Within as many slips as a name of its length may have, or without its last word.
        case manySlips
        /// Any name of the postcode that has something of what was typed.
        case loose

        /// Up to which cost no dearer name could come near.
        var enough: Double {
            switch self {
            case .same: 0.55
            case .oneSlip, .manySlips: 1.5
            case .loose: .infinity
            }
        }
    }

    /// The roads and houses that cost least, cheapest first, each once.
    ///
    /// O(log names) for what is spelt right, else O(names) for each stretch of words that may be a road.
    func search(limit: Int) -> (readings: [AddressText.Reading], found: [Found]) {
        let readings = text.readings()
        let typed = readings.map { NameTable.Typed(text.text($0.street), gazetteer.keys) }
        let areas = readings.map { AreaScorer(self, $0) }
        var best: [Int: Found] = [:]
        for effort in Effort.allCases {
            var known: [Range<Int>: [Name]] = [:]
            for (index, reading) in readings.enumerated() {
                if effort != .same, reading.number == nil, hasNumber(reading.street) { continue }
                let names: [Name]
                if effort == .loose {
                    names = looselySpelt(reading, typed[index])
                } else if let found = known[reading.street] {
                    names = found
                } else {
                    names = self.names(typed[index], effort)
                    known[reading.street] = names
                }
                collect(names, reading, index, areas[index], &best)
            }
            if let least = best.values.lazy.map(\.cost).min(), least <= effort.enough { break }
        }
        let sorted = best.values.sorted {
            ($0.cost, $0.road, $0.house ?? -1) < ($1.cost, $1.road, $1.house ?? -1)
        }
        return (readings, Array(sorted.prefix(limit)))
    }

    private func collect(
        _ names: [Name],
        _ reading: AddressText.Reading,
        _ index: Int,
        _ areas: AreaScorer,
        _ best: inout [Int: Found]
    ) {
        let roads = table.streetRoads
        for name in names where name.cost <= Cost.most {
            let list = roads[name.name]
            for place in 0..<list.count {
                let road = Int(list[place])
                var found = score(name, road, reading, areas)
                found.reading = index
                guard found.cost <= Cost.most else { continue }
                // One for each house, and one for each road without a house.
                let key = found.house.map { $0 } ?? -1 - road
                if best[key].map({ found.cost < $0.cost }) ?? true { best[key] = found }
            }
        }
    }

    private func score(
        _ name: Name,
        _ road: Int,
        _ reading: AddressText.Reading,
        _ areas: AreaScorer
    ) -> Found {
        let fit = areas.fit(road)
        var found = Found(
            reading: 0,
            road: road,
            house: nil,
            cost: name.cost + fit.cost,
            nameCost: name.cost,
            hasExactHouse: false,
            isStreetAsWritten: name.isSpelt && isAsWritten(reading.street, road),
            area: fit
        )
        guard let number = reading.number else {
            // "Vej 3" is a name with a number; of others the number was left unread.
            if hasNumber(reading.street), !hasDigits(name.name) {
                found.cost += Cost.numberUnread
                found.area.hasUnknownWords = true
            }
            return found
        }
        if let house = table.house(ofRoad: road, number: number, letter: reading.letter) {
            found.house = house
            found.hasExactHouse = true
        } else {
            let first = table.firstHouse(ofRoad: road, from: number)
            let isSameNumber =
                first < table.houses(ofRoad: road).upperBound
                && Int(table.houseNumbers[first]) == number
            if isSameNumber { found.house = first }
            found.cost += isSameNumber ? Cost.otherLetter : Cost.noSuchHouse
        }
        return found
    }

    /// Whether a house number stands in these words or anywhere behind them.
    private func hasNumber(_ words: Range<Int>) -> Bool {
        text.words[words.lowerBound...].contains { (1...3).contains($0.digits) }
    }

    private func hasDigits(_ name: Int) -> Bool {
        let letters = table.streets.letters
        let span = letters[name]
        for index in 0..<span.count where (0x30...0x39).contains(span[index]) { return true }
        return false
    }

    /// Whether the typed words are the road's name, but for capitals, spaces and marks.
    private func isAsWritten(_ words: Range<Int>, _ road: Int) -> Bool {
        bareText(text.text(words)) == bareText(table.name(ofRoad: road))
    }

    // MARK: Names

    /// The slips that are looked for in a name of so many letters.
    private static func slips(of count: Int) -> Int {
        switch count {
        case ..<3: 0
        case ..<5: 1
        case ..<8: 2
        default: 3
        }
    }

    private func names(_ typed: NameTable.Typed, _ effort: Effort) -> [Name] {
        guard !typed.letters.isEmpty else { return [] }
        let slips = Self.slips(of: typed.letters.count)
        switch effort {
        case .same: return table.streets.matches(sameAs: typed).map { name($0, typed) }
        case .oneSlip:
            return table.streets.matches(typed, slips: min(1, slips)).map { name($0, typed) }
        case .manySlips, .loose:
            return table.streets.matches(typed, slips: slips).map { name($0, typed) }
                + withoutWay(typed)
        }
    }

    private func name(_ match: NameTable.Match, _ typed: NameTable.Typed) -> Name {
        // In a short name a slip says more.
        let weight = typed.letters.count < 5 ? 1.4 : 1.0
        let bySound = Double(match.soundSlips) * 1.05 + Cost.sound
        let cost = min(Double(match.letterSlips), bySound) * weight
        return Name(
            name: match.name,
            cost: cost + 0.01 * Double(match.letterSlips),
            isSpelt: match.letterSlips == 0
        )
    }

    /// Names that go on with nothing but a word for a road: "Borgm Christiansens" for … Gade.
    private func withoutWay(_ typed: NameTable.Typed) -> [Name] {
        guard typed.letters.count >= 4 else { return [] }
        let range = table.streets.range(beginningWith: typed.letters)
        var names: [Name] = []
        for name in range.prefix(200) {
            let rest = table.streets.letters.length(name) - typed.letters.count
            guard rest > 0, rest <= 9 else { continue }
            names.append(
                Name(name: name, cost: Cost.withoutWay + 0.02 * Double(rest), isSpelt: false)
            )
        }
        table.streets.forEach(soundingAtFirstAs: typed.sound) { name in
            let rest = table.streets.sounds.length(name) - typed.sound.count
            guard names.count < 400 else { return false }
            guard rest > 0, rest <= 9 else { return true }
            names.append(
                Name(
                    name: name,
                    cost: Cost.withoutWay + Cost.sound + 0.02 * Double(rest),
                    isSpelt: false
                )
            )
            return true
        }
        return names
    }

    /// Names within the postcode or town, with more slips, or with words left out or added.
    private func looselySpelt(
        _ reading: AddressText.Reading,
        _ typed: NameTable.Typed
    ) -> [Name] {
        guard reading.number != nil, typed.letters.count >= 5 else { return [] }
        let most = max(3, typed.letters.count * 2 / 5)
        var seen = Set<Int>()
        var names: [Name] = []
        func consider(_ road: Int) {
            let name = Int(table.roadNames[road])
            guard seen.insert(name).inserted else { return }
            let match = table.streets.match(typed, with: name)
            if min(match.letterSlips, match.soundSlips) <= most {
                names.append(self.name(match, typed))
            } else if sharesWords(reading.street, name) {
                names.append(Name(name: name, cost: Cost.withoutWords, isSpelt: false))
            }
        }
        let roads = table.postcodeRoads
        for code in codes(reading) {
            guard let place = table.postcode(code) else { continue }
            let list = roads[place]
            for index in 0..<list.count { consider(Int(list[index])) }
        }
        return names
    }

    /// The postcodes that a reading names, by number or by town.
    private func codes(_ reading: AddressText.Reading) -> Set<UInt16> {
        var codes = Set<UInt16>()
        if let postcode = reading.postcode { codes.insert(postcode) }
        if !reading.town.isEmpty {
            let typed = NameTable.Typed(text.text(reading.town), gazetteer.keys)
            for match in gazetteer.shipped.names.matches(typed, slips: 1) {
                let place = gazetteer.shipped[match.name]
                if place.kind == .town { codes.formUnion(place.codes) }
            }
        }
        return codes
    }

    /// Whether all long words of one of two names are words of the other.
    private func sharesWords(_ range: Range<Int>, _ name: Int) -> Bool {
        let typed = range.map { words($0) }.filter { $0.utf8.count > 3 }
        let named = AddressText(table.streets.names.text(name)).words.map { bareText($0.text) }
            .filter { $0.utf8.count > 3 }
        guard !typed.isEmpty, !named.isEmpty else { return false }
        return typed.allSatisfy(named.contains) || named.allSatisfy(typed.contains)
    }

    private func words(_ index: Int) -> String { bareText(text.words[index].text) }
}

/// The letters and digits of a text in small letters: what is left when capitals, spaces and marks do not count.
func bareText(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
            }
        )
    )
}
