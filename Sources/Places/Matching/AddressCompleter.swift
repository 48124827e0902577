import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// One way in which what is being typed may go on.
public struct PlaceCompletion: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case street, address, postcode, town
    }

    public var kind: Kind
    public var label: String
    /// Where it is, if the label does not say.
    public var detail: String?
    /// What the field then holds.
    public var text: String
    /// After how many characters one goes on to type; `nil` where nothing is missing.
    public var caret: Int?
}

extension Gazetteer {
    /// The ways in which an address may go on: roads, then house numbers, then floors and doors.
    ///
    /// From the first letter on, forgiving as `find` is. Well under a millisecond among four million addresses.
    public func complete(_ text: String, limit: Int) -> [PlaceCompletion] {
        let words = AddressText(text)
        guard !words.words.isEmpty, limit > 0 else { return [] }
        var found: [PlaceCompletion] = []
        if let addresses {
            found = AddressCompleter(table: addresses, gazetteer: self, text: words)
                .completions(limit: limit)
        }
        // A town or a postcode may be all that someone types.
        let towns = townCompletions(words, limit: max(2, limit - found.count))
        return Array((found.prefix(limit - min(2, towns.count)) + towns).prefix(limit))
    }

    private func townCompletions(_ text: AddressText, limit: Int) -> [PlaceCompletion] {
        let words = text.words
        guard let first = words.first, !words.dropFirst().contains(where: { $0.number != nil })
        else {
            return []
        }
        if first.number != nil {
            guard (2...4).contains(first.digits) else { return [] }
            let rest = keys.letters(of: text.text(1..<words.count))
            let codes = Postcode.all.filter { postcode in
                fourDigits(postcode.codes.lowerBound).hasPrefix(first.text)
                    && keys.letters(of: postcode.town).starts(with: rest)
            }
            return codes.prefix(limit).map { postcode in
                let label = "\(fourDigits(postcode.codes.lowerBound)) \(postcode.town)"
                return PlaceCompletion(kind: .postcode, label: label, text: label)
            }
        }
        let typed = keys.letters(of: text.text(0..<words.count))
        guard typed.count >= 2 else { return [] }
        var found: [(place: NamedPlace, rest: Int)] = []
        for name in shipped.names.range(beginningWith: typed).prefix(60) {
            let place = shipped[name]
            if place.kind == .town {
                found.append((place, shipped.names.letters.length(name) - typed.count))
            }
        }
        // The large towns, which have several postcodes, first.
        return found.sorted {
            (-$0.place.codes.count, $0.rest, $0.place.name)
                < (-$1.place.codes.count, $1.rest, $1.place.name)
        }
        .prefix(limit)
        .map { place, _ in
            let code = place.codes.count == 1 ? "\(fourDigits(place.codes[0])) " : ""
            let label = code + place.name
            return PlaceCompletion(kind: .town, label: label, text: label)
        }
    }
}

/// Completes addresses from the table.
private struct AddressCompleter {
    let table: AddressTable
    let gazetteer: Gazetteer
    let text: AddressText

    /// The most roads of one name, and the most names, that are looked at.
    private static let mostRoads = 1500
    private static let mostNames = 60

    func completions(limit: Int) -> [PlaceCompletion] {
        let words = text.words
        // The first number behind a word that may be a house number.
        let number = words.indices.first { index in
            index > 0 && (1...3).contains(words[index].digits) && text.hasLetters(0..<index)
        }
        if let number {
            let found = houses(numberAt: number, limit: limit)
            if !found.isEmpty { return found }
        }
        return streets(limit: limit)
    }

    // MARK: Roads

    private func streets(limit: Int) -> [PlaceCompletion] {
        let words = text.words
        let comma = words.indices.first { $0 > 0 && words[$0].followsComma } ?? words.count
        guard text.hasLetters(0..<comma) else { return [] }
        let typed = NameTable.Typed(text.text(0..<comma), gazetteer.keys)
        let area = AreaPrefix(text, from: comma, gazetteer)
        var found: [PlaceCompletion] = []
        for name in names(beginningAs: typed, area, limit: limit) {
            let roads = roads(of: name, area)
            let isWhole = table.streets.letters.length(name) == typed.letters.count
            let label = table.streets.names.text(name)
            if roads.count == 1 || isWhole || !area.isEmpty {
                for road in roads.prefix(max(1, limit - found.count)) {
                    found.append(completion(ofRoad: road))
                }
            } else {
                found.append(
                    PlaceCompletion(
                        kind: .street,
                        label: label,
                        detail: "\(roads.count) steder",
                        text: label + " ",
                        caret: label.count + 1
                    )
                )
            }
            if found.count >= limit { break }
        }
        return Array(found.prefix(limit))
    }

    private func completion(ofRoad road: Int) -> PlaceCompletion {
        let name = table.name(ofRoad: road)
        let place = place(ofRoad: road)
        return PlaceCompletion(
            kind: .street,
            label: "\(name), \(place)",
            text: "\(name) , \(place)",
            caret: name.count + 1
        )
    }

    private func place(ofRoad road: Int) -> String {
        let code = table.roadPostcodes[road]
        let town = table.town(ofRoad: road).map { table.towns.names.text($0) + ", " } ?? ""
        return "\(town)\(fourDigits(code)) \(table.postalTown(ofPostcode: code))"
    }

    /// The roads of a name that lie where was typed, by postcode.
    private func roads(of name: Int, _ area: AreaPrefix) -> [Int] {
        let list = table.streetRoads
        let roads = list[name]
        var found: [Int] = []
        for index in 0..<min(roads.count, Self.mostRoads) {
            let road = Int(roads[index])
            if area.isEmpty || area.fits(road, table) { found.append(road) }
        }
        return found
    }

    /// Names that begin as typed, those with most houses first; then as they sound; then with slips.
    private func names(
        beginningAs typed: NameTable.Typed,
        _ area: AreaPrefix,
        limit: Int
    ) -> [Int] {
        let houses = table.streetHouses.span
        let range = table.streets.range(beginningWith: typed.letters)
        var best = Best(limit: area.isEmpty ? limit : Self.mostNames)
        for name in range {
            // A name that is typed whole stands first.
            let isWhole = table.streets.letters.length(name) == typed.letters.count
            best.offer(name, rank: isWhole ? .max : UInt64(houses[name]))
        }
        if best.isFull { return best.sorted }
        var names = best.sorted
        func add(_ more: [Int]) {
            for name in more where !names.contains(name) { names.append(name) }
        }
        if typed.sound.count >= 2 {
            var sounding = Best(limit: limit)
            table.streets.forEach(soundingAtFirstAs: typed.sound) { name in
                sounding.offer(name, rank: UInt64(houses[name]))
                return true
            }
            add(sounding.sorted)
        }
        if names.isEmpty, typed.letters.count >= 4 {
            var slipped = Best(limit: limit)
            let slips = typed.letters.count < 7 ? 1 : 2
            for match in table.streets.matches(beginningAs: typed, slips: slips) {
                let rank = UInt64(slips - match.slips) << 32 | UInt64(houses[match.name])
                slipped.offer(match.name, rank: rank)
            }
            add(slipped.sorted)
        }
        return names
    }

    // MARK: Houses

    private func houses(numberAt place: Int, limit: Int) -> [PlaceCompletion] {
        let words = text.words
        let typed = NameTable.Typed(text.text(0..<place), gazetteer.keys)
        guard !typed.letters.isEmpty, let number = words[place].number else { return [] }
        var next = place + 1
        var letter: UInt8 = 0
        if next < words.count, words[next].isGlued || !words[next].followsComma,
            let capital = words[next].text.uppercased().utf8.first,
            words[next].text.utf8.count == 1, (0x41...0x5A).contains(capital)
        {
            letter = capital
            next += 1
        }
        let (access, end) = text.access(from: next, to: words.count)
        // "Rådhuspladsen 2, 80" is on the way to 8000; "…, 2" may be a floor.
        let isOnlyNumber = next < words.count && end == words.count && words[next].number != nil
        let area = AreaPrefix(text, from: isOnlyNumber ? next : end, gazetteer)
        var found: [(road: Int, house: Int, isExact: Bool)] = []
        for name in names(numbered: typed) {
            for road in roads(of: name, area) {
                collect(number, letter, road, limit, &found)
            }
            if found.count > 20 * limit { break }
        }
        if found.isEmpty, isOnlyNumber {
            let anywhere = AreaPrefix(text, from: words.count, gazetteer)
            for name in names(numbered: typed) {
                for road in roads(of: name, anywhere) {
                    collect(number, letter, road, limit, &found)
                }
            }
        }
        found.sort { left, right in
            if left.isExact != right.isExact { return left.isExact }
            return (left.road, left.house) < (right.road, right.house)
        }
        let exact = found.filter(\.isExact)
        if exact.count == 1, table.units(ofHouse: exact[0].house).count > 1 {
            let units = units(of: exact[0].house, exact[0].road, access, limit: limit)
            // The house as a whole stands first until a floor or door is being typed.
            if !units.isEmpty, !access.isEmpty { return units }
            let houses = found.prefix(limit).map { completion(ofHouse: $0.house, $0.road) }
            let isLast = next == words.count
            return isLast ? houses : Array((houses.prefix(1) + units).prefix(limit))
        }
        return found.prefix(limit).map { completion(ofHouse: $0.house, $0.road) }
    }

    /// Names for a road whose number is being typed: as typed, as it sounds, with slips, or begun.
    private func names(numbered typed: NameTable.Typed) -> [Int] {
        let range = table.streets.range(beginningWith: typed.letters)
        let whole = range.prefix { table.streets.letters.length($0) == typed.letters.count }
        if !whole.isEmpty { return Array(whole) }
        let sounding = table.streets.matches(sameAs: typed).prefix(Self.mostNames).map(\.name)
        if !sounding.isEmpty { return sounding }
        if !range.isEmpty { return Array(range.prefix(Self.mostNames)) }
        guard typed.letters.count >= 4 else { return [] }
        let slips = typed.letters.count < 7 ? 1 : 2
        return table.streets.matches(typed, slips: slips)
            .sorted { min($0.letterSlips, $0.soundSlips) < min($1.letterSlips, $1.soundSlips) }
            .prefix(Self.mostNames).map(\.name)
    }

    /// Houses of a road whose number begins as typed.
    private func collect(
        _ number: Int,
        _ letter: UInt8,
        _ road: Int,
        _ limit: Int,
        _ found: inout [(road: Int, house: Int, isExact: Bool)]
    ) {
        let end = table.houses(ofRoad: road).upperBound
        var first = number
        var last = number
        var count = 0
        while first <= 999 {
            var house = table.firstHouse(ofRoad: road, from: first)
            while house < end, Int(table.houseNumbers[house]) <= last, count < limit {
                let isSameNumber = first == number && Int(table.houseNumbers[house]) == number
                let fits =
                    isSameNumber ? letter == 0 || table.houseLetters[house] == letter : letter == 0
                if fits {
                    found.append((road, house, isSameNumber && table.houseLetters[house] == letter))
                    count += 1
                }
                house += 1
            }
            guard number > 0 else { return }
            first *= 10
            last = last * 10 + 9
        }
    }

    private func completion(ofHouse house: Int, _ road: Int) -> PlaceCompletion {
        let line = "\(table.name(ofRoad: road)) \(table.label(ofHouse: house))"
        let place = place(ofRoad: road)
        let isParted = table.units(ofHouse: house).count > 1
        return PlaceCompletion(
            kind: .address,
            label: "\(line), \(place)",
            text: isParted ? "\(line), , \(place)" : "\(line), \(place)",
            caret: isParted ? line.count + 2 : nil
        )
    }

    private func units(
        of house: Int,
        _ road: Int,
        _ access: Access,
        limit: Int
    ) -> [PlaceCompletion] {
        let line = "\(table.name(ofRoad: road)) \(table.label(ofHouse: house))"
        let place = place(ofRoad: road)
        var found: [PlaceCompletion] = []
        for unit in table.units(ofHouse: house) {
            let (floor, door) = (table.floor(ofUnit: unit), table.door(ofUnit: unit))
            let isFloor = access.floor.isEmpty || floor.hasPrefix(access.floor)
            let isDoor = access.isAmbiguous && floor.isEmpty && door.hasPrefix(access.floor)
            guard isFloor && door.hasPrefix(access.door) || isDoor else { continue }
            let parts = [floor.isEmpty ? "" : "\(floor).", door].filter { !$0.isEmpty }
            let middle = parts.isEmpty ? "" : ", " + parts.joined(separator: " ")
            let label = "\(line)\(middle), \(place)"
            found.append(PlaceCompletion(kind: .address, label: label, text: label))
            if found.count == limit { break }
        }
        return found
    }
}

/// The beginning of a supplementary town, a postcode and a town behind what is being completed.
private struct AreaPrefix {
    private let code: String
    /// What stands before the postcode, or all where there is none, and what stands behind it.
    private let names: [NameTable.Typed]
    private let gazetteer: Gazetteer

    init(_ text: AddressText, from start: Int, _ gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
        let rest = start..<text.words.count
        let number = rest.first { text.words[$0].number != nil }
        code = number.map { text.words[$0].text } ?? ""
        let end = number ?? rest.upperBound
        names = [rest.lowerBound..<end, min(end + 1, rest.upperBound)..<rest.upperBound]
            .map { NameTable.Typed(text.text($0), gazetteer.keys) }
            .filter { !$0.letters.isEmpty }
    }

    var isEmpty: Bool { code.isEmpty && names.isEmpty }

    func fits(_ road: Int, _ table: AddressTable) -> Bool {
        let postcode = table.roadPostcodes[road]
        guard code.isEmpty || fourDigits(postcode).hasPrefix(code) else { return false }
        if names.isEmpty { return true }
        let towns = [
            table.postalTown(ofPostcode: postcode),
            table.town(ofRoad: road).map { table.towns.names.text($0) } ?? "",
        ]
        .map { gazetteer.keys.letters(of: $0) }
        return names.allSatisfy { typed in
            towns.contains { begins($0, as: typed) || begins(towns[1] + towns[0], as: typed) }
        }
    }

    private func begins(_ letters: [UInt8], as typed: NameTable.Typed) -> Bool {
        if letters.starts(with: typed.letters) { return true }
        return typed.letters.count >= 4 && typed.byLetters.slips(toBeginningOf: letters) <= 1
    }
}

/// The entries with the highest ranks, few of many.
private struct Best {
    private let limit: Int
    private var entries: [(rank: UInt64, name: Int)] = []

    init(limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { entries.count >= limit }

    var sorted: [Int] { entries.map(\.name) }

    /// O(limit) for the few that get in.
    mutating func offer(_ name: Int, rank: UInt64) {
        if entries.count >= limit, rank <= entries[entries.count - 1].rank { return }
        let place = entries.firstIndex { $0.rank < rank } ?? entries.count
        entries.insert((rank, name), at: place)
        if entries.count > limit { entries.removeLast() }
    }
}
