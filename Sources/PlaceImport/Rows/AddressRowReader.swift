import CareUnits
import Places

/// Why a row of an address file is left out.
public enum RowFault: String, Sendable, CaseIterable {
    /// Neither road, number and postcode, nor a text that has them.
    case incomplete
    /// The house number is none.
    case houseNumber
    /// The postcode is none.
    case postcode
    /// The address was closed or never came to be; no fault of the file.
    case notInForce
    /// The row cannot be taken apart.
    case malformed
    /// The coordinates lie far from Denmark.
    case coordinate

    /// Whether the row says so itself, as those of closed addresses do.
    public var isExpected: Bool { self == .notInForce }
}

/// Reads addresses from the values of a row.
struct AddressRowReader {
    let columns: AddressColumns

    private typealias Fact = AddressColumns.Fact

    /// The address of a row, whose values a function hands out by their place, or why there is none.
    func row(_ value: (Int) -> String?) -> Result<AddressRow, Fault> {
        func text(_ fact: AddressColumns.Fact) -> String {
            columns.place(of: fact).flatMap(value) ?? ""
        }
        guard isInForce(text(.darStatus), text(.status)) else {
            return .failure(Fault(.notInForce))
        }
        var parts = EnvelopeParts(text(.text))
        func set(_ path: WritableKeyPath<EnvelopeParts, String>, _ fact: AddressColumns.Fact) {
            let given = text(fact)
            if !given.isEmpty { parts[keyPath: path] = given }
        }
        set(\.street, .street)
        set(\.number, .number)
        set(\.floor, .floor)
        set(\.door, .door)
        set(\.supplementaryTown, .supplementaryTown)
        set(\.postcode, .postcode)
        set(\.postalTown, .postalTown)
        if parts.street.isEmpty { parts.street = text(.shortStreet) }
        guard !parts.street.isEmpty, !parts.number.isEmpty, !parts.postcode.isEmpty else {
            return .failure(Fault(.incomplete))
        }
        guard let (number, letter) = Self.houseNumber(parts.number) else {
            return .failure(Fault(.houseNumber))
        }
        guard let postcode = UInt16(parts.postcode), (1...9999).contains(postcode) else {
            return .failure(Fault(.postcode))
        }
        let (coordinate, isFar) = coordinate(text)
        if isFar { return .failure(Fault(.coordinate)) }
        let ids = ids(text, hasAccess: columns.place(of: .floor) != nil)
        return .success(
            AddressRow(
                street: parts.street,
                shortStreet: text(.shortStreet),
                number: number,
                letter: letter,
                supplementaryTown: parts.supplementaryTown.isEmpty ? nil : parts.supplementaryTown,
                postcode: postcode,
                postalTown: parts.postalTown,
                municipality: UInt16(text(.municipality)) ?? 0,
                coordinate: coordinate,
                houseId: ids.house,
                unitId: ids.unit,
                floor: parts.floor.lowercased(),
                door: parts.door.lowercased()
            )
        )
    }

    struct Fault: Error {
        let reason: RowFault
        init(_ reason: RowFault) { self.reason = reason }
    }

    /// Whether an address is planned or in force: 2 and 3 in the register; the older service numbered
    /// otherwise and gave the register's number beside.
    private func isInForce(_ darStatus: String, _ status: String) -> Bool {
        let given = darStatus.isEmpty ? status : darStatus
        return given != "4" && given != "5" && given != "henlagt" && given != "nedlagt"
    }

    /// The row's own id is that of the address where another names its house, else that of the house.
    private func ids(
        _ text: (AddressColumns.Fact) -> String,
        hasAccess: Bool
    ) -> (house: UUIDNumber?, unit: UUIDNumber?) {
        let own = UUIDNumber(Array(text(.id).utf8))
        guard let house = UUIDNumber(Array(text(.houseId).utf8)) else {
            return hasAccess ? (nil, own) : (own, nil)
        }
        return (house, own)
    }

    /// A number up to 9,999 and its letter, zeros before it left out.
    static func houseNumber(_ text: String) -> (UInt16, UInt8)? {
        let bytes = Array(text.uppercased().utf8).filter { $0 != 0x20 }
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        let rest = bytes.dropFirst(digits.count)
        guard (1...4).contains(digits.count), rest.count <= 1,
            rest.allSatisfy({ (0x41...0x5A).contains($0) }),
            let number = UInt16(String(decoding: digits, as: UTF8.self))
        else { return nil }
        return (number, rest.first ?? 0)
    }

    // MARK: Coordinates

    /// The point of a row; none where it has none, and whether the one it has is far from Denmark.
    private func coordinate(
        _ text: (AddressColumns.Fact) -> String
    ) -> (point: Coordinate?, isFar: Bool) {
        var pairs: [(first: String, second: String)] = [
            (text(.longitude), text(.latitude)), (text(.easting), text(.northing)),
            (text(.x), text(.y)),
        ]
        // "POINT (574743.25 6223719)".
        let numbers = text(.point).split { !"0123456789.-".contains($0) }.map(String.init)
        if numbers.count >= 2 { pairs.append((numbers[0], numbers[1])) }
        for pair in pairs {
            guard let x = Double(pair.first), let y = Double(pair.second), x.isFinite, y.isFinite
            else { continue }
            let point =
                abs(x) <= 180 && abs(y) <= 90
                ? Coordinate(latitude: y, longitude: x) : UTM32.coordinate(easting: x, northing: y)
            guard let point else { return (nil, true) }
            if point.isInDenmark { return (point, false) }
            // Nought and nought is how some say that they know none.
            if x == 0, y == 0 { continue }
            return (nil, true)
        }
        return (nil, false)
    }
}

/// The parts of an address as the register writes it: "Skeevej 39B, Skee, 4370 Store Merløse".
struct EnvelopeParts {
    var street = ""
    var number = ""
    var floor = ""
    var door = ""
    var supplementaryTown = ""
    var postcode = ""
    var postalTown = ""

    init(_ text: String) {
        let parts = text.split(separator: ",").map { part in
            String(part.drop { $0 == " " })
        }
        guard parts.count >= 2, let last = parts.last else { return }
        let town = last.split(separator: " ", maxSplits: 1).map(String.init)
        guard town.count == 2, town[0].utf8.count == 4 else { return }
        postcode = town[0]
        postalTown = town[1]
        let words = parts[0].split(separator: " ")
        guard words.count >= 2, let number = words.last, number.first?.isNumber == true else {
            return
        }
        street = words.dropLast().joined(separator: " ")
        self.number = String(number)
        // What stands between: floor and door, then a supplementary town, either may be missing.
        for part in parts[1..<(parts.count - 1)] {
            if supplementaryTown.isEmpty, floor.isEmpty, door.isEmpty,
                let access = Self.access(part)
            {
                (floor, door) = access
            } else {
                supplementaryTown = part
            }
        }
    }

    /// Floor and door, or either, where they are not the name of a town.
    private static func access(_ part: String) -> (floor: String, door: String)? {
        let words = part.split(separator: " ").map(String.init)
        guard let first = words.first, words.count <= 2 else { return nil }
        if first.hasSuffix(".") {
            return (String(first.dropLast()), words.count == 2 ? words[1] : "")
        }
        let isDoor =
            first.utf8.count <= 4 && first.contains(where: \.isNumber)
            || ["th", "tv", "mf"].contains(first)
        return words.count == 1 && isDoor ? ("", first) : nil
    }
}
