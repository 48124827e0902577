import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// Holds postcode and towns of roads against what one reading of a text says of them.
///
/// A class, since many roads share a postcode and a town: each is compared once.
final class AreaScorer {
    private typealias Cost = AddressMatcher.Cost
    typealias AreaFit = AddressMatcher.AreaFit

    private let table: AddressTable
    private let gazetteer: Gazetteer
    private let postcode: UInt16?
    private let written: Postcode?
    private let town: Written?
    private let between: Written?
    private let betweenWords: Int
    private var byPostcode: [UInt32: (postcode: Double, town: Double, isTownAsWritten: Bool)] = [:]
    private var byMunicipality: [UInt16: Double] = [:]
    private var byTown: [Int: (town: Double, between: Double)] = [:]

    init(_ matcher: AddressMatcher, _ reading: AddressText.Reading) {
        table = matcher.table
        gazetteer = matcher.gazetteer
        postcode = reading.postcode
        written = reading.postcode.flatMap { Postcode.holding($0) }
        betweenWords = reading.between.count
        let keys = matcher.gazetteer.keys
        town = Written(matcher.text, reading.town, keys)
        between = Written(matcher.text, reading.between, keys)
    }

    /// Words that may be the name of a town.
    private struct Written {
        let typed: NameTable.Typed
        let bare: [UInt8]

        init?(_ text: AddressText, _ words: Range<Int>, _ keys: StreetKeys) {
            guard !words.isEmpty else { return nil }
            let written = text.text(words)
            typed = NameTable.Typed(written, keys)
            bare = Array(bareText(written).utf8)
        }
    }

    /// The name of a town, as it is compared.
    private struct Name {
        let letters: [UInt8]
        let sound: [UInt8]
        let bare: [UInt8]

        init(_ name: String, _ keys: StreetKeys) {
            letters = keys.letters(of: name)
            sound = keys.sound(of: name)
            bare = Array(bareText(name).utf8)
        }

        init(letters: [UInt8], sound: [UInt8], bare: [UInt8]) {
            self.letters = letters
            self.sound = sound
            self.bare = bare
        }
    }

    /// The town behind a postcode, whose keys are stored.
    private func name(ofPostcode code: UInt16) -> Name {
        guard let place = table.postcode(code) else {
            return Name(table.postalTown(ofPostcode: code), gazetteer.keys)
        }
        return Name(
            letters: table.postcodeLetters.copy(place),
            sound: table.postcodeSounds.copy(place),
            bare: table.postcodeBare.copy(place)
        )
    }

    func fit(_ road: Int) -> AreaFit {
        let code = table.roadPostcodes[road]
        let municipality = table.roadMunicipalities[road]
        let area = postal(code, municipality)
        var fit = AreaFit()
        fit.cost = area.postcode
        fit.isAsWritten = area.postcode == 0
        let supplementary =
            town == nil && between == nil
            ? nil : table.town(ofRoad: road).map { self.supplementary($0) }
        if town == nil {
            fit.cost += Cost.noTown
            fit.isAsWritten = false
        } else {
            var cost = area.town
            if let supplementary, supplementary.town < cost { cost = supplementary.town }
            fit.cost += cost
            fit.isAsWritten = fit.isAsWritten && area.isTownAsWritten && cost == area.town
            fit.hasUnknownWords = cost >= Cost.otherTown
        }
        if between != nil {
            let cost = min(supplementary?.between ?? .infinity, betweenAsTown(code))
            let unknown = Cost.unknownWord * Double(betweenWords)
            fit.cost += min(cost, unknown)
            if cost > 0 { fit.isAsWritten = false }
            if cost >= unknown { fit.hasUnknownWords = true }
        }
        return fit
    }

    // MARK: Postcode and its town

    private func postal(
        _ code: UInt16,
        _ municipality: UInt16
    ) -> (postcode: Double, town: Double, isTownAsWritten: Bool) {
        let key = UInt32(code) << 16 | UInt32(municipality)
        if let known = byPostcode[key] { return known }
        let name = name(ofPostcode: code)
        var fit = (
            postcode: postcodeCost(code, municipality), town: 0.0,
            isTownAsWritten: town?.bare == name.bare
        )
        if let town {
            fit.town = cost(of: town, against: name)
            if fit.town > Cost.townAsPart {
                fit.town = min(fit.town, cost(of: town, as: municipality))
            }
            // The town of a large receiver's code stands for the real one.
            if let written, written.isLargeReceiver, fit.postcode == 0,
                town.bare.elementsEqual(bareText(written.town).utf8)
            {
                fit.town = 0
                fit.isTownAsWritten = true
            }
        }
        byPostcode[key] = fit
        return fit
    }

    private func postcodeCost(_ code: UInt16, _ municipality: UInt16) -> Double {
        guard let postcode else { return Cost.noPostcode }
        if postcode == code { return 0 }
        if let written, written.codes.contains(code) { return 0.2 }
        let isOfMunicipality =
            written?.municipalityCodes.contains { UInt16($0) == municipality } ?? false
        if let written, written.isLargeReceiver, isOfMunicipality { return 0 }
        if Self.isOneSlip(postcode, code) { return Cost.postcodeOneDigitOff }
        return isOfMunicipality ? Cost.postcodeOfMunicipality : Cost.otherPostcode
    }

    /// Whether two codes differ in one digit, or in two neighbours that were exchanged.
    private static func isOneSlip(_ left: UInt16, _ right: UInt16) -> Bool {
        let (one, other) = (Array(fourDigits(left).utf8), Array(fourDigits(right).utf8))
        let different = one.indices.filter { one[$0] != other[$0] }
        if different.count == 1 { return true }
        return different.count == 2 && different[1] == different[0] + 1
            && one[different[0]] == other[different[1]] && one[different[1]] == other[different[0]]
    }

    // MARK: Names of towns

    /// What it costs to read one name of a town as another.
    private func cost(of written: Written, against name: Name) -> Double {
        let typed = written.typed
        let letters = name.letters
        if typed.letters == letters { return written.bare == name.bare ? 0 : 0.05 }
        var best = Cost.otherTown
        if typed.sound == name.sound { best = 0.1 }
        // "Aarhus" for Aarhus C, and "Aarh" for both.
        if letters.starts(with: typed.letters), typed.letters.count >= 3 {
            let rest = letters.count - typed.letters.count
            best = min(best, rest <= 3 ? Cost.townAsPart : 0.4)
        }
        if typed.letters.starts(with: letters), typed.letters.count - letters.count <= 2 {
            best = min(best, 0.3)
        }
        if typed.letters.count >= 4 {
            let slips = typed.byLetters.slips(to: letters)
            if slips <= max(1, typed.letters.count / 4) {
                best = min(best, Cost.slipInTown * Double(slips))
            }
        }
        return best
    }

    /// What it costs to read the town as the name of the municipality.
    private func cost(of town: Written, as municipality: UInt16) -> Double {
        if let known = byMunicipality[municipality] { return known }
        var cost = Cost.otherTown
        if let known = Municipality.withCode(fourDigits(municipality)) {
            cost = self.cost(of: town, against: Name(known.name, gazetteer.keys)) + Cost.townAsPart
        }
        byMunicipality[municipality] = cost
        return cost
    }

    private func supplementary(_ town: Int) -> (town: Double, between: Double) {
        if let known = byTown[town] { return known }
        let name = Name(table.towns.names.text(town), gazetteer.keys)
        var costs = (town: Double.infinity, between: Double.infinity)
        if let written = self.town { costs.town = cost(of: written, against: name) + 0.1 }
        if let between { costs.between = cost(of: between, against: name) }
        byTown[town] = costs
        return costs
    }

    /// What it costs to read the words before the postcode as the town behind it.
    private func betweenAsTown(_ code: UInt16) -> Double {
        guard let between else { return .infinity }
        let name = name(ofPostcode: code)
        let cost = cost(of: between, against: name)
        return cost >= Cost.otherTown ? .infinity : cost + 0.1
    }
}
