public import Analyzers
public import CareUnits
public import IndexFormat

/// One line of an address file.
public struct AddressRow: Sendable, Equatable {
    public var street: String
    /// The short name on labels, if it is another ("adresseringsvejnavn").
    public var shortStreet: String?
    public var number: UInt16
    /// The ASCII capital, or 0.
    public var letter: UInt8
    public var supplementaryTown: String?
    public var postcode: UInt16
    public var postalTown: String
    public var municipality: UInt16
    public var coordinate: Coordinate?
    /// The `husnummer` id.
    public var houseId: UUIDNumber?
    /// The `adresse` id, where the line is that of a floor and door, or of the house as a whole.
    public var unitId: UUIDNumber?
    public var floor: String
    public var door: String

    public init(
        street: String,
        shortStreet: String?,
        number: UInt16,
        letter: UInt8,
        supplementaryTown: String?,
        postcode: UInt16,
        postalTown: String,
        municipality: UInt16,
        coordinate: Coordinate?,
        houseId: UUIDNumber?,
        unitId: UUIDNumber?,
        floor: String,
        door: String
    ) {
        self.street = street
        self.shortStreet = shortStreet
        self.number = number
        self.letter = letter
        self.supplementaryTown = supplementaryTown
        self.postcode = postcode
        self.postalTown = postalTown
        self.municipality = municipality
        self.coordinate = coordinate
        self.houseId = houseId
        self.unitId = unitId
        self.floor = floor
        self.door = door
    }
}

/// Gathers address rows and writes them as an `AddressTable`.
///
/// Keeps 40 bytes a house and 56 an address, and each text once.
public struct AddressTableBuilder: Sendable {
    private struct Road: Hashable {
        var street: UInt32
        var postcode: UInt16
        var municipality: UInt16
        var town: UInt32
    }

    private struct House {
        var id: UUIDNumber
        var latitude: Int32
        var longitude: Int32
        var road: UInt32
        var number: UInt16
        var letter: UInt8
        var isLocated: Bool
        /// Whether the row was one of the house itself, whose names count before those of its addresses.
        var isOwn: Bool

        var place: (UInt32, UInt16, UInt8) { (road, number, letter) }
    }

    private struct Unit {
        var house: UUIDNumber
        var id: UUIDNumber
        var street: UInt32
        /// The place of its house, once the houses are in the order of their ids.
        var place: UInt32 = 0
        var number: UInt16
        var floor: UInt16
        var door: UInt16
        var letter: UInt8
    }

    private let keys: StreetKeys
    private var streets = TextNumbers()
    private var towns = TextNumbers()
    private var access = TextNumbers()
    private var roads: [Road: UInt32] = [:]
    private var roadList: [Road] = []
    private var shortNames: [UInt32: Set<UInt32>] = [:]
    private var postalTowns: [UInt16: String] = [:]
    private var houses: [House] = []
    private var units: [Unit] = []
    /// Houses without an id get one of their own, so that addresses find them; it is not written.
    private var unnamed: UInt64 = 0

    public init(_ keys: StreetKeys) {
        self.keys = keys
        _ = access.number(of: "")
    }

    /// How many rows of addresses with floors or doors, and of houses, were added.
    public var rowCount: Int { houses.count + units.count }

    /// Adds a row; rows of one house may come in any order, and twice.
    public mutating func add(_ row: AddressRow) {
        let street = streets.number(of: row.street)
        if let short = row.shortStreet, short != row.street, !short.isEmpty {
            shortNames[street, default: []].insert(streets.number(of: short))
        }
        let town =
            row.supplementaryTown.flatMap { $0.isEmpty ? nil : towns.number(of: $0) + 1 } ?? 0
        let road = Road(
            street: street,
            postcode: row.postcode,
            municipality: row.municipality,
            town: town
        )
        let number = self.number(of: road)
        if !row.postalTown.isEmpty { postalTowns[row.postcode] = row.postalTown }
        let isUnit = row.unitId != nil || !row.floor.isEmpty || !row.door.isEmpty
        let id = row.houseId ?? temporaryId(number, row)
        let house = House(
            id: id,
            latitude: PointColumn.unit(row.coordinate?.latitude ?? 0),
            longitude: PointColumn.unit(row.coordinate?.longitude ?? 0),
            road: number,
            number: row.number,
            letter: row.letter,
            isLocated: row.coordinate != nil,
            isOwn: !isUnit
        )
        // Files list the addresses of a house one after the other.
        if !isUnit || houses.last.map({ $0.id != id || $0.place != house.place }) ?? true {
            houses.append(house)
        }
        guard isUnit else { return }
        units.append(
            Unit(
                house: id,
                id: row.unitId ?? .unknown,
                street: street,
                number: row.number,
                floor: UInt16(truncatingIfNeeded: access.number(of: row.floor)),
                door: UInt16(truncatingIfNeeded: access.number(of: row.door)),
                letter: row.letter
            )
        )
    }

    private mutating func number(of road: Road) -> UInt32 {
        if let number = roads[road] { return number }
        let number = UInt32(roadList.count)
        roads[road] = number
        roadList.append(road)
        return number
    }

    /// An id for a house that came without: the same for the same road, number and letter.
    private func temporaryId(_ road: UInt32, _ row: AddressRow) -> UUIDNumber {
        UUIDNumber(
            high: 0,
            low: 1 << 63 | UInt64(road) << 24 | UInt64(row.number) << 8 | UInt64(row.letter)
        )
    }

    /// Writes the table; the builder is used up, so that its memory is free while the file is written.
    public consuming func write(to sections: inout SectionWriter) {
        mergeHouses()
        let streetPlaces = NameTable.write("streets", streets.texts, keys, to: &sections)
        let townPlaces = NameTable.write("towns", towns.texts, keys, to: &sections)
        // The houses are by id now: bring the addresses beside them, then both into the order of the roads.
        let numbers = numberedUnits()
        let roadOrder = orderOfRoads(streetPlaces)
        var roadRank = [UInt32](repeating: 0, count: roadList.count)
        for (rank, road) in roadOrder.enumerated() { roadRank[road] = UInt32(rank) }
        for index in houses.indices { houses[index].road = roadRank[Int(houses[index].road)] }
        var houseOrder = houses.indices.map { UInt32($0) }
        houseOrder.sort { left, right in
            let (one, other) = (houses[Int(left)], houses[Int(right)])
            return one.place == other.place ? one.id < other.id : one.place < other.place
        }
        let roadsOfName = writeRoads(roadOrder, streetPlaces, townPlaces, to: &sections)
        var housesOfRoad = [UInt32](repeating: 0, count: roadList.count)
        for house in houses { housesOfRoad[Int(house.road)] += 1 }
        sections.add(
            "streets.houses",
            roadsOfName.map { roads in roads.reduce(0) { $0 + housesOfRoad[Int($1)] } }
        )
        writeHouses(houseOrder, numbers, to: &sections)
        writeUnits(houseOrder, numbers, to: &sections)
    }

    /// Leaves one row of each house: its own where there is one, located where one is, with the
    /// supplementary town that any of its rows names; then the roads that still have houses.
    ///
    /// Where rows of one house disagree about road or number, as after a road was given another name, the
    /// house stands under both.
    private mutating func mergeHouses() {
        houses.sort { left, right in
            if left.id != right.id { return left.id < right.id }
            if left.isOwn != right.isOwn { return left.isOwn }
            return left.place < right.place
        }
        var kept = 0
        // Where the rows of the house begin that was kept last.
        var first = 0
        for index in houses.indices {
            if kept > 0, houses[kept - 1].id != houses[index].id { first = kept }
            if let same = (first..<kept).first(where: { isOneHouse(houses[$0], houses[index]) }) {
                let town = roadList[Int(houses[index].road)].town
                var road = roadList[Int(houses[same].road)]
                if road.town == 0, town != 0 {
                    road.town = town
                    houses[same].road = number(of: road)
                }
                if !houses[same].isLocated, houses[index].isLocated {
                    houses[same].isLocated = true
                    houses[same].latitude = houses[index].latitude
                    houses[same].longitude = houses[index].longitude
                }
                continue
            }
            houses[kept] = houses[index]
            kept += 1
        }
        houses.removeLast(houses.count - kept)
        var numbers = [UInt32?](repeating: nil, count: roadList.count)
        var used: [Road] = []
        for index in houses.indices {
            let road = Int(houses[index].road)
            if numbers[road] == nil {
                numbers[road] = UInt32(used.count)
                used.append(roadList[road])
            }
            houses[index].road = numbers[road] ?? 0
        }
        roadList = used
        roads = [:]
    }

    /// Whether two rows call the same house the same, by the name of its road in full or short.
    private func isOneHouse(_ one: House, _ other: House) -> Bool {
        one.id == other.id && one.number == other.number && one.letter == other.letter
            && areOneName(roadList[Int(one.road)].street, roadList[Int(other.road)].street)
    }

    private func areOneName(_ one: UInt32, _ other: UInt32) -> Bool {
        one == other || shortNames[one]?.contains(other) == true
            || shortNames[other]?.contains(one) == true
    }

    /// The addresses in the order of their houses' ids, and where each house's begin.
    private mutating func numberedUnits() -> [UInt32] {
        units.sort { $0.house < $1.house }
        var first = 0
        for index in units.indices {
            while houses[first].id < units[index].house { first += 1 }
            // Of a house with two names, the one that the address has.
            var place = first
            var next = first
            while next < houses.count, houses[next].id == units[index].house {
                let house = houses[next]
                if house.number == units[index].number, house.letter == units[index].letter,
                    areOneName(roadList[Int(house.road)].street, units[index].street)
                {
                    place = next
                    break
                }
                next += 1
            }
            units[index].place = UInt32(place)
        }
        units.sort { left, right in
            if left.place != right.place { return left.place < right.place }
            if left.floor != right.floor { return left.floor < right.floor }
            if left.door != right.door { return left.door < right.door }
            return left.id < right.id
        }
        var starts = [UInt32](repeating: 0, count: houses.count + 1)
        for unit in units { starts[Int(unit.place) + 1] += 1 }
        for place in 1..<starts.count { starts[place] += starts[place - 1] }
        return starts
    }

    /// The roads by name, postcode, municipality and town.
    private func orderOfRoads(_ streetPlaces: [UInt32]) -> [Int] {
        roadList.indices.sorted { left, right in
            let (one, other) = (roadList[left], roadList[right])
            let names = (streetPlaces[Int(one.street)], streetPlaces[Int(other.street)])
            if names.0 != names.1 { return names.0 < names.1 }
            return (one.postcode, one.municipality, one.town)
                < (other.postcode, other.municipality, other.town)
        }
    }

    /// Writes the roads; answers the roads of each name.
    private func writeRoads(
        _ order: [Int],
        _ streetPlaces: [UInt32],
        _ townPlaces: [UInt32],
        to sections: inout SectionWriter
    ) -> [[UInt32]] {
        let names = order.map { streetPlaces[Int(roadList[$0].street)] }
        sections.add("roads.names", names)
        sections.add("roads.postcodes", order.map { roadList[$0].postcode })
        sections.add("roads.municipalities", order.map { roadList[$0].municipality })
        let towns = order.map { road -> UInt32 in
            let town = roadList[road].town
            return town == 0 ? 0 : townPlaces[Int(town) - 1] + 1
        }
        sections.add("roads.towns", towns)
        var roadsOfName = [[UInt32]](repeating: [], count: streetPlaces.count)
        var roadsOfTown = [[UInt32]](repeating: [], count: townPlaces.count)
        var roadsOfPostcode: [UInt16: [UInt32]] = [:]
        for (rank, road) in order.enumerated() {
            let street = roadList[road].street
            for name in [street] + (shortNames[street] ?? []).sorted() {
                roadsOfName[Int(streetPlaces[Int(name)])].append(UInt32(rank))
            }
            if towns[rank] != 0 { roadsOfTown[Int(towns[rank]) - 1].append(UInt32(rank)) }
            roadsOfPostcode[roadList[road].postcode, default: []].append(UInt32(rank))
        }
        Self.add("streets.roads", roadsOfName, to: &sections)
        Self.add("towns.roads", roadsOfTown, to: &sections)
        let postcodes = roadsOfPostcode.keys.sorted()
        sections.add("postcodes.codes", postcodes)
        let postalNames = postcodes.map { postalTowns[$0] ?? Postcode.holding($0)?.town ?? "" }
        Self.add("postcodes.names", postalNames.map { Array($0.utf8) }, to: &sections)
        Self.add("postcodes.letters", postalNames.map { keys.letters(of: $0) }, to: &sections)
        Self.add("postcodes.sounds", postalNames.map { keys.sound(of: $0) }, to: &sections)
        Self.add("postcodes.bare", postalNames.map { Array(bareText($0).utf8) }, to: &sections)
        Self.add("postcodes.roads", postcodes.map { roadsOfPostcode[$0] ?? [] }, to: &sections)
        return roadsOfName
    }

    private static func add(
        _ name: String,
        _ texts: [[UInt8]],
        to sections: inout SectionWriter
    ) {
        var builder = ByteStringsBuilder()
        for text in texts { builder.append(text) }
        builder.write(name, to: &sections)
    }

    private static func add(
        _ name: String,
        _ lists: [[UInt32]],
        to sections: inout SectionWriter
    ) {
        var builder = NumberListsBuilder()
        for list in lists { builder.append(list) }
        builder.write(name, to: &sections)
    }

    private func writeHouses(
        _ order: [UInt32],
        _ unitStarts: [UInt32],
        to sections: inout SectionWriter
    ) {
        var roadHouses = [UInt32](repeating: 0, count: roadList.count + 1)
        var sums = [(latitude: Int64, longitude: Int64, count: Int64)](
            repeating: (0, 0, 0),
            count: roadList.count
        )
        var present = [UInt64](repeating: 0, count: wordCount(order.count))
        for (place, index) in order.enumerated() {
            let house = houses[Int(index)]
            roadHouses[Int(house.road) + 1] += 1
            guard house.isLocated else { continue }
            present[place >> 6] |= 1 << UInt64(place & 63)
            sums[Int(house.road)].latitude += Int64(house.latitude)
            sums[Int(house.road)].longitude += Int64(house.longitude)
            sums[Int(house.road)].count += 1
        }
        for road in 1..<roadHouses.count { roadHouses[road] += roadHouses[road - 1] }
        sections.add("roads.houses", roadHouses)
        let middles = sums.map { sum in
            sum.count == 0
                ? nil
                : Coordinate(
                    latitude: Double(sum.latitude) / Double(sum.count) / PointColumn.units,
                    longitude: Double(sum.longitude) / Double(sum.count) / PointColumn.units
                )
        }
        PointColumn.write("roads", middles, to: &sections)
        sections.add("houses.numbers", order.map { houses[Int($0)].number })
        sections.add("houses.letters", order.map { houses[Int($0)].letter })
        sections.add("houses.latitudes", order.map { houses[Int($0)].latitude })
        sections.add("houses.longitudes", order.map { houses[Int($0)].longitude })
        sections.add("houses.present", present)
        var ids: [UInt64] = []
        ids.reserveCapacity(2 * order.count)
        for index in order {
            let id = houses[Int(index)].id
            let isTemporary = id.high == 0 && id.low >> 63 == 1
            ids.append(isTemporary ? 0 : id.high)
            ids.append(isTemporary ? 0 : id.low)
        }
        sections.add("houses.ids", ids)
        var starts: [UInt32] = []
        starts.reserveCapacity(order.count + 1)
        var start: UInt32 = 0
        for index in order {
            starts.append(start)
            start += unitStarts[Int(index) + 1] - unitStarts[Int(index)]
        }
        starts.append(start)
        sections.add("houses.units", starts)
    }

    private func writeUnits(
        _ order: [UInt32],
        _ unitStarts: [UInt32],
        to sections: inout SectionWriter
    ) {
        var ids: [UInt64] = []
        var floors: [UInt16] = []
        var doors: [UInt16] = []
        ids.reserveCapacity(2 * units.count)
        floors.reserveCapacity(units.count)
        doors.reserveCapacity(units.count)
        for index in order {
            for unit in unitStarts[Int(index)]..<unitStarts[Int(index) + 1] {
                let unit = units[Int(unit)]
                ids.append(unit.id.high)
                ids.append(unit.id.low)
                floors.append(unit.floor)
                doors.append(unit.door)
            }
        }
        sections.add("units.ids", ids)
        sections.add("units.floors", floors)
        sections.add("units.doors", doors)
        var texts = ByteStringsBuilder()
        for text in access.texts { texts.append(text) }
        texts.write("access", to: &sections)
    }
}

/// Texts with the numbers that they were given, each text once.
private struct TextNumbers: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]
    private var last: (text: String, number: UInt32)?

    mutating func number(of text: String) -> UInt32 {
        if let last, last.text == text { return last.number }
        let number = numbers[text] ?? UInt32(texts.count)
        if Int(number) == texts.count {
            numbers[text] = number
            texts.append(text)
        }
        last = (text, number)
        return number
    }
}
