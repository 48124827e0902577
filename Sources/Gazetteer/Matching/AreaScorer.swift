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
    private let town: NameTable.Typed?
    private let townText: String
    private let between: NameTable.Typed?
    private let betweenText: String
    private let betweenWords: Int
    private let townWords: Int
    private var byPostcode: [UInt32: (postcode: Double, town: Double, isTownAsWritten: Bool)] = [:]
    private var byTown: [Int: (town: Double, between: Double)] = [:]

    init(_ matcher: AddressMatcher, _ reading: AddressText.Reading) {
        table = matcher.table
        gazetteer = matcher.gazetteer
        postcode = reading.postcode
        written = reading.postcode.flatMap { Postcode.holding($0) }
        let text = matcher.text
        townText = text.text(reading.town)
        betweenText = text.text(reading.between)
        townWords = reading.town.count
        betweenWords = reading.between.count
        let keys = matcher.gazetteer.keys
        town = reading.town.isEmpty ? nil : NameTable.Typed(townText, keys)
        between = reading.between.isEmpty ? nil : NameTable.Typed(betweenText, keys)
    }

    func fit(_ road: Int) -> AreaFit {
        let code = table.roadPostcodes[road]
        let municipality = table.roadMunicipalities[road]
        let area = postal(code, municipality)
        var fit = AreaFit()
        fit.cost = area.postcode
        fit.isAsWritten = area.postcode == 0
        let supplementary = table.town(ofRoad: road).map { self.supplementary($0) }
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
        let name = table.postalTown(ofPostcode: code)
        var fit = (
            postcode: postcodeCost(code, municipality), town: 0.0,
            isTownAsWritten: bare(townText) == bare(name)
        )
        if let town {
            fit.town = min(cost(of: town, townText, against: name), cost(municipality))
            // The town of a large receiver's code stands for the real one.
            if let written, written.isLargeReceiver, fit.postcode == 0,
                bare(townText) == bare(written.town)
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
    private func cost(of typed: NameTable.Typed, _ text: String, against name: String) -> Double {
        let letters = gazetteer.keys.letters(of: name)
        if typed.letters == letters { return bare(text) == bare(name) ? 0 : 0.05 }
        var best = Cost.otherTown
        if typed.sound == gazetteer.keys.sound(of: name) { best = 0.1 }
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
    private func cost(_ municipality: UInt16) -> Double {
        guard let town, let known = Municipality.withCode(fourDigits(municipality)) else {
            return Cost.otherTown
        }
        return cost(of: town, townText, against: known.name) + Cost.townAsPart
    }

    private func supplementary(_ town: Int) -> (town: Double, between: Double) {
        if let known = byTown[town] { return known }
        let name = table.towns.names.text(town)
        var costs = (town: Double.infinity, between: Double.infinity)
        if let typed = self.town {
            costs.town = cost(of: typed, townText, against: name) + 0.1
        }
        if let between { costs.between = cost(of: between, betweenText, against: name) }
        byTown[town] = costs
        return costs
    }

    /// What it costs to read the words before the postcode as the town behind it.
    private func betweenAsTown(_ code: UInt16) -> Double {
        guard let between else { return .infinity }
        let cost = cost(of: between, betweenText, against: table.postalTown(ofPostcode: code))
        return cost >= Cost.otherTown ? .infinity : cost + 0.1
    }
}
