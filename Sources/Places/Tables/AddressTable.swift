import CareUnits
import IndexFormat
import LMDB

/// Roads, house numbers and addresses.
///
/// A *road* is a name within a postcode, a municipality and a supplementary town: where its house numbers are
/// not ambiguous. Its houses are neighbours in the arrays, by number and letter; the addresses of a
/// house, its floors and doors, likewise.
///
///     streets.*                  NameTable      names of roads, official and short
///     streets.roads              NumberLists    the roads that each name stands for
///     streets.houses             UInt32[n]      how many houses these have
///     roads.names                UInt32[r]      its official name
///     roads.postcodes, .municipalities   UInt16[r]
///     roads.towns                UInt32[r]      its supplementary town plus one, or 0
///     roads.latitudes …          PointColumn    the middle of its houses
///     roads.houses               UInt32[r+1]    where its houses begin
///     towns.*                    NameTable      supplementary towns
///     towns.roads                NumberLists
///     postcodes.codes            UInt16[p]      ascending
///     postcodes.names            ByteStrings
///     postcodes.letters, .sounds, .bare   ByteStrings   of the names: `StreetKeys`, and as `bare` leaves them
///     postcodes.roads            NumberLists
///     houses.numbers, .letters   UInt16[h], UInt8[h]   0 is no letter, else the ASCII capital
///     houses.ids                 UInt64[2h]     the `husnummer` id, high half first; nil is unknown
///     houses.latitudes …         PointColumn
///     houses.units               UInt32[h+1]    where its addresses begin
///     units.ids                  UInt64[2u]     the `adresse` id
///     units.floors, .doors       UInt16[u]      places in `access`
///     access                     ByteStrings    floors and doors as written; the first is empty
struct AddressTable: Sendable {
    let streets: NameTable
    let streetRoads: NumberLists
    let streetHouses: MappedArray<UInt32>
    let roadNames: MappedArray<UInt32>
    let roadPostcodes: MappedArray<UInt16>
    let roadMunicipalities: MappedArray<UInt16>
    let roadTowns: MappedArray<UInt32>
    let roadPoints: PointColumn
    let roadHouses: MappedArray<UInt32>
    let towns: NameTable
    let townRoads: NumberLists
    let postcodes: MappedArray<UInt16>
    let postcodeNames: ByteStrings
    let postcodeLetters: ByteStrings
    let postcodeSounds: ByteStrings
    let postcodeBare: ByteStrings
    let postcodeRoads: NumberLists
    let houseNumbers: MappedArray<UInt16>
    let houseLetters: MappedArray<UInt8>
    private let houseIds: MappedArray<UInt64>
    let housePoints: PointColumn
    let houseUnits: MappedArray<UInt32>
    private let unitIds: MappedArray<UInt64>
    private let unitFloors: MappedArray<UInt16>
    private let unitDoors: MappedArray<UInt16>
    private let access: ByteStrings

    init(_ sections: SectionReader) throws(IndexError) {
        streets = try NameTable("streets", sections)
        streetRoads = try NumberLists("streets.roads", sections)
        streetHouses = try sections.array("streets.houses")
        roadNames = try sections.array("roads.names")
        let roads = roadNames.count
        roadPostcodes = try sections.array("roads.postcodes")
        roadMunicipalities = try sections.array("roads.municipalities")
        roadTowns = try sections.array("roads.towns")
        roadPoints = try PointColumn("roads", count: roads, sections)
        roadHouses = try sections.array("roads.houses")
        towns = try NameTable("towns", sections)
        townRoads = try NumberLists("towns.roads", sections)
        postcodes = try sections.array("postcodes.codes")
        postcodeNames = try ByteStrings("postcodes.names", sections)
        postcodeLetters = try ByteStrings("postcodes.letters", sections)
        postcodeSounds = try ByteStrings("postcodes.sounds", sections)
        postcodeBare = try ByteStrings("postcodes.bare", sections)
        postcodeRoads = try NumberLists("postcodes.roads", sections)
        houseNumbers = try sections.array("houses.numbers")
        let houses = houseNumbers.count
        houseLetters = try sections.array("houses.letters")
        houseIds = try sections.array("houses.ids")
        housePoints = try PointColumn("houses", count: houses, sections)
        houseUnits = try sections.array("houses.units")
        unitIds = try sections.array("units.ids")
        unitFloors = try sections.array("units.floors")
        unitDoors = try sections.array("units.doors")
        access = try ByteStrings("access", sections)
        let units = unitFloors.count
        try IndexError.unless(
            streetRoads.count == streets.count && streetHouses.count == streets.count
                && roadPostcodes.count == roads
                && roadMunicipalities.count == roads && roadTowns.count == roads
                && roadHouses.count == roads + 1 && townRoads.count == towns.count
                && postcodeNames.count == postcodes.count
                && postcodeLetters.count == postcodes.count
                && postcodeSounds.count == postcodes.count
                && postcodeBare.count == postcodes.count
                && postcodeRoads.count == postcodes.count && houseLetters.count == houses
                && houseIds.count == 2 * houses && houseUnits.count == houses + 1
                && unitDoors.count == units && unitIds.count == 2 * units
                && Int(roadHouses[roads]) == houses && Int(houseUnits[houses]) == units,
            "addresses",
            "the arrays differ in length"
        )
    }

    var roadCount: Int { roadNames.count }
    var houseCount: Int { houseNumbers.count }
    var unitCount: Int { unitFloors.count }

    func houses(ofRoad road: Int) -> Range<Int> {
        Int(roadHouses[road])..<Int(roadHouses[road + 1])
    }

    func units(ofHouse house: Int) -> Range<Int> {
        Int(houseUnits[house])..<Int(houseUnits[house + 1])
    }

    /// The name of a road.
    func name(ofRoad road: Int) -> String {
        streets.names.text(Int(roadNames[road]))
    }

    /// The supplementary town of a road.
    func town(ofRoad road: Int) -> Int? {
        let town = roadTowns[road]
        return town == 0 ? nil : Int(town) - 1
    }

    /// The place of a postcode among those that have roads.
    ///
    /// O(log n).
    func postcode(_ code: UInt16) -> Int? {
        var low = 0
        var high = postcodes.count
        while low < high {
            let middle = (low + high) / 2
            if postcodes[middle] < code { low = middle + 1 } else { high = middle }
        }
        return low < postcodes.count && postcodes[low] == code ? low : nil
    }

    /// The town that stands behind a postcode on an envelope.
    func postalTown(ofPostcode code: UInt16) -> String {
        postcode(code).map { postcodeNames.text($0) } ?? Postcode.holding(code)?.town ?? ""
    }

    /// The first house of a road that is not before a number and letter.
    ///
    /// O(log n).
    func firstHouse(ofRoad road: Int, from number: Int, letter: UInt8 = 0) -> Int {
        let houses = houses(ofRoad: road)
        var low = houses.lowerBound
        var high = houses.upperBound
        while low < high {
            let middle = (low + high) / 2
            let (itsNumber, itsLetter) = (Int(houseNumbers[middle]), houseLetters[middle])
            if itsNumber < number || itsNumber == number && itsLetter < letter {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The house of a road with this number and letter.
    func house(ofRoad road: Int, number: Int, letter: UInt8) -> Int? {
        let house = firstHouse(ofRoad: road, from: number, letter: letter)
        guard house < Int(roadHouses[road + 1]), Int(houseNumbers[house]) == number,
            houseLetters[house] == letter
        else { return nil }
        return house
    }

    /// A house number with its letter, as "87A".
    func label(ofHouse house: Int) -> String {
        let letter = houseLetters[house]
        let number = String(houseNumbers[house])
        return letter == 0 ? number : number + String(Unicode.Scalar(letter))
    }

    func id(ofHouse house: Int) -> UUIDNumber? {
        UUIDNumber(high: houseIds[2 * house], low: houseIds[2 * house + 1]).ifKnown
    }

    func id(ofUnit unit: Int) -> UUIDNumber? {
        UUIDNumber(high: unitIds[2 * unit], low: unitIds[2 * unit + 1]).ifKnown
    }

    func floor(ofUnit unit: Int) -> String { access.text(Int(unitFloors[unit])) }

    func door(ofUnit unit: Int) -> String { access.text(Int(unitDoors[unit])) }
}

/// A universally unique identifier (RFC 9562) as a number.
public struct UUIDNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    var high: UInt64
    var low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The identifier in 32 hexadecimal digits, hyphens anywhere, or `nil`.
    public init?(_ text: some Collection<UInt8>) {
        var digits = 0
        (high, low) = (0, 0)
        for byte in text {
            let value: UInt8
            switch byte {
            case 0x30...0x39: value = byte - 0x30
            case 0x41...0x46: value = byte - 0x41 + 10
            case 0x61...0x66: value = byte - 0x61 + 10
            case 0x2D: continue
            default: return nil
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(value)
            digits += 1
        }
        guard digits == 32 else { return nil }
    }

    /// The nil identifier, which stands for none.
    static let unknown = UUIDNumber(high: 0, low: 0)

    var ifKnown: UUIDNumber? { self == .unknown ? nil : self }

    public static func < (left: UUIDNumber, right: UUIDNumber) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    public var description: String {
        let digits = [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        .joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
