import TestSupport

/// Ways in which people write an address otherwise than the register does, each one error.
enum AddressNoise: String, CaseIterable {
    case letterLeftOut, letterDoubled, letterReplaced, lettersExchanged
    case danishLettersAsPairs, danishLettersBare, spaceLeftOut, spaceAdded
    case wayAbbreviated, firstWordAbbreviated, soundsAlike
    case postcodeLeftOut, townLeftOut, postcodeDigitWrong, townMisspelt, townWithoutDistrict
    case letterApart, otherCase, commasLeftOut, townFirst, countryAdded

    /// An address in parts.
    struct Parts {
        var street: String
        var number: String
        var access: String
        var postcode: String
        var town: String
        var usesCommas = true
        var hasTownFirst = false
        var tail = ""

        var text: String {
            let house = number.isEmpty ? street : "\(street) \(number)"
            let place = [postcode, town].filter { !$0.isEmpty }.joined(separator: " ")
            let parts = hasTownFirst ? [place, house, access] : [house, access, place + tail]
            return parts.filter { !$0.isEmpty }.joined(separator: usesCommas ? ", " : " ")
        }
    }

    /// Makes the error, or answers `nil` where the address has no place for it.
    func apply(_ parts: Parts, _ random: inout SeededRandom) -> Parts? {
        var noisy = parts
        switch self {
        case .letterLeftOut, .letterDoubled, .letterReplaced, .lettersExchanged:
            guard let street = slip(parts.street, &random) else { return nil }
            noisy.street = street
        case .danishLettersAsPairs:
            noisy.street = Self.replaced(parts.street, [("å", "aa"), ("æ", "ae"), ("ø", "oe")])
        case .danishLettersBare:
            noisy.street = Self.replaced(parts.street, [("å", "a"), ("æ", "a"), ("ø", "o")])
        case .spaceLeftOut:
            noisy.street = parts.street.filter { $0 != " " }
        case .spaceAdded:
            noisy.street = Self.parted(parts.street) ?? parts.street
        case .wayAbbreviated:
            noisy.street = Self.abbreviated(parts.street, Self.ways, atEnd: true)
        case .firstWordAbbreviated:
            noisy.street = Self.abbreviated(parts.street, Self.firstWords, atEnd: false)
        case .soundsAlike:
            noisy.street = Self.soundingAlike(parts.street)
        case .postcodeLeftOut: noisy.postcode = ""
        case .townLeftOut: noisy.town = ""
        case .postcodeDigitWrong:
            var digits = Array(parts.postcode)
            guard digits.count == 4 else { return nil }
            let place = 1 + random.below(3)
            digits[place] = Character(
                String((Int(String(digits[place]))! + 1 + random.below(9)) % 10)
            )
            noisy.postcode = String(digits)
        case .townMisspelt:
            guard parts.town.count >= 5,
                let town = AddressNoise.letterLeftOut.slip(parts.town, &random)
            else { return nil }
            noisy.town = town
        case .townWithoutDistrict:
            let words = parts.town.split(separator: " ")
            guard words.count > 1, words[words.count - 1].count <= 2 else { return nil }
            noisy.town = words.dropLast().joined(separator: " ")
        case .letterApart:
            guard let letter = parts.number.last, letter.isLetter else { return nil }
            noisy.number = parts.number.dropLast() + " " + letter.lowercased()
        case .otherCase:
            noisy.street = parts.street.uppercased()
            noisy.town = parts.town.lowercased()
        case .commasLeftOut: noisy.usesCommas = false
        case .townFirst: noisy.hasTownFirst = true
        case .countryAdded: noisy.tail = ", Danmark"
        }
        return noisy.text == parts.text ? nil : noisy
    }

    /// Whether the error is in the name of the road.
    var isInStreet: Bool {
        switch self {
        case .letterLeftOut, .letterDoubled, .letterReplaced, .lettersExchanged,
            .danishLettersAsPairs, .danishLettersBare, .spaceLeftOut, .spaceAdded,
            .wayAbbreviated, .firstWordAbbreviated, .soundsAlike:
            true
        default: false
        }
    }

    private static let neighbours = Array("qwertyuiopåasdfghjklæøzxcvbnm")

    private func slip(_ text: String, _ random: inout SeededRandom) -> String? {
        var letters = Array(text)
        guard letters.count >= 5 else { return nil }
        let place = 1 + random.below(letters.count - 2)
        guard letters[place].isLetter else { return nil }
        switch self {
        case .letterDoubled: letters.insert(letters[place], at: place)
        case .letterReplaced:
            guard let key = Self.neighbours.firstIndex(of: letters[place]) else { return nil }
            letters[place] = Self.neighbours[key == 0 ? 1 : key - 1]
        case .lettersExchanged:
            guard letters[place + 1] != " " else { return nil }
            letters.swapAt(place, place + 1)
        default: letters.remove(at: place)
        }
        return String(letters)
    }

    private static func replaced(_ text: String, _ pairs: [(String, String)]) -> String {
        pairs.reduce(text) { text, pair in
            text.replacing(pair.0, with: pair.1).replacing(pair.0.uppercased(), with: pair.1)
        }
    }

    private static let ways = [
        ("vej", "v."), ("gade", "g."), ("plads", "pl."), ("pladsen", "pl."), ("allé", "al."),
        ("boulevard", "blvd."), ("stræde", "str."), ("vænget", "vgt."), ("parken", "pk."),
    ]
    private static let firstWords = [
        ("Gammel", "Gl."), ("Nørre", "Nr."), ("Sønder", "Sdr."), ("Sankt", "Skt."),
        ("Store", "St."),
        ("Lille", "Ll."), ("Doktor", "Dr."), ("Borgmester", "Borgm."), ("Vester", "V."),
        ("Øster", "Ø."), ("Kongens", "Kgs."), ("Christian", "Chr."), ("Frederik", "Fr."),
    ]

    private static func abbreviated(
        _ text: String,
        _ pairs: [(String, String)],
        atEnd: Bool
    ) -> String {
        for (long, short) in pairs {
            if atEnd, text.lowercased().hasSuffix(long), text.count > long.count + 2 {
                return String(text.dropLast(long.count)) + short
            }
            if !atEnd, text.hasPrefix(long + " ") { return short + text.dropFirst(long.count) }
        }
        return text
    }

    /// "Rådhus pladsen".
    private static func parted(_ text: String) -> String? {
        guard !text.contains(" ") else { return nil }
        for (way, _) in ways where text.hasSuffix(way) && text.count > way.count + 2 {
            return text.dropLast(way.count) + " " + way
        }
        return nil
    }

    private static func soundingAlike(_ text: String) -> String {
        for (one, other) in [
            ("th", "t"), ("kj", "k"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("ph", "f"),
            ("dh", "d"),
            ("aa", "å"), ("Chr", "Kr"), ("ll", "l"), ("nn", "n"), ("ss", "s"),
        ] where text.contains(one) {
            return text.replacing(one, with: other)
        }
        return text
    }
}
