import CareUnits

extension RepairRule {
    static let municipalityGenitive = RepairRule(
        "municipalityGenitive",
        "Replaces \"Bornholms\", \"Københavns Kommune\" and other spellings by the code."
    ) { draft, _ in
        guard let spelling = draft[.municipality],
            let municipality = Municipality.matching(spelling),
            spelling != municipality.code, spelling != municipality.name
        else { return [] }
        draft[.municipality] = municipality.code
        return [.repaired]
    }

    static let postcodeWithTown = RepairRule(
        "postcodeWithTown",
        "Parts \"6740 Bramming\" into postcode and postal town."
    ) { draft, _ in
        guard let text = draft[.postcode] else { return [] }
        var words = text.words
        for prefix in ["DK-", "DK"] {
            if let first = words.first, let bare = first.droppingPrefix(ignoringCase: prefix) {
                if bare.isEmpty { words.removeFirst() } else { words[0] = bare }
            }
        }
        guard let postcode = words.first, postcode.isDigits, postcode.utf8.count == 4,
            postcode != text
        else { return [] }
        draft[.postcode] = postcode
        let town = words.dropFirst().joined(separator: " ")
        guard let known = draft[.postalTown] else {
            draft[.postalTown] = town
            return [.repaired]
        }
        guard !town.isEmpty, known.lowercased() != town.lowercased() else { return [.repaired] }
        return [.repaired, .warned("The postcode says \"\(town)\", the town column \"\(known)\".")]
    }

    static let doubledHouseNumber = RepairRule(
        "doubledHouseNumber",
        "Takes the second of \"99A 99A\" and the lone letter of \"Bygade A 85A\" out of the street."
    ) { draft, _ in
        guard let street = draft[.street] else { return [] }
        var words = street.words
        let separate = draft[.houseNumber]
        guard let number = separate ?? words.last, number.isNumberWord else { return [] }
        if separate == nil { words.removeLast() }
        guard words.count > 1 else { return [] }
        let doubled = words.lastIndex { word in
            word.trimmingPunctuation.lowercased() == number.lowercased()
        }
        if let doubled, doubled > 0 {
            if separate == nil {
                // "Torv 124, indgang B 124": the number stays where it stood first.
                draft[.street] = words.joined(separator: " ")
            } else {
                words.remove(at: doubled)
                draft[.street] = words.joined(separator: " ").trimmingPunctuation
            }
            return [.repaired]
        }
        guard let letter = number.last, letter.isLetter, let last = words.last,
            last.lowercased() == letter.lowercased()
        else { return [] }
        words.removeLast()
        if separate == nil { words.append(number) }
        draft[.street] = words.joined(separator: " ")
        return [.repaired]
    }

    static let townInStreet = RepairRule(
        "townInStreet",
        "Moves a village out of the street: \"Solhaven , Filskov 1\", \"Søndergade 20, Jebjerg\"."
    ) { draft, _ in
        guard draft[.supplementaryTown] == nil, let street = draft[.street],
            let (line, town) = takingTown(outOf: street, hasNumber: draft[.houseNumber] != nil)
        else { return [] }
        draft[.street] = line
        draft[.supplementaryTown] = town
        return [.repaired]
    }

    private static func takingTown(
        outOf street: String,
        hasNumber: Bool
    ) -> (line: String, town: String)? {
        guard let (before, after) = street.cut(at: ",") else {
            // "Hjarupvej 10 Vonsild": words behind the number, and nothing else there.
            guard let line = StreetLine(street), let number = line.numbers.words.first,
                number.isNumberWord
            else { return nil }
            let town = line.numbers.words.dropFirst().joined(separator: " ")
            return isTown(town) ? (line: "\(line.street) \(number)", town: town) : nil
        }
        let head = before.collapsingSpaces.trimmingPunctuation
        let tail = after.collapsingSpaces
        guard !head.isEmpty else { return nil }
        let headHasNumber = StreetLine(head) != nil
        if headHasNumber || hasNumber { return isTown(tail) ? (line: head, town: tail) : nil }
        guard let line = StreetLine(tail), isTown(line.street) else { return nil }
        return (line: "\(head) \(line.numbers)", town: line.street)
    }

    /// Whether the text could be the name of a village: capitalized, without a digit, and not beginning
    /// with a single letter, which belongs to the house number.
    private static func isTown(_ text: String) -> Bool {
        guard let first = text.words.first, first.first?.isUppercase == true else { return false }
        return first.count(where: \.isLetter) > 1 && !text.contains { $0.isNumber || $0 == "," }
    }

    static let splitStreetAndNumber = RepairRule(
        "splitStreetAndNumber",
        "Parts street and house number; of a list of numbers the first is kept, with a warning."
    ) { draft, _ in
        var effects: [RuleEffect] = []
        if draft[.houseNumber] == nil, let street = draft[.street], let line = StreetLine(street) {
            draft[.street] = line.street
            draft[.houseNumber] = line.numbers
            effects.append(.repaired)
        }
        guard let text = draft[.houseNumber] else { return effects }
        guard let number = HouseNumber(text) else {
            draft[.houseNumber] = nil
            return effects + [.warned("\"\(text)\" is no house number; left out.")]
        }
        if number.number != text, effects.isEmpty { effects.append(.repaired) }
        draft[.houseNumber] = number.number
        if !number.rest.isEmpty {
            effects.append(
                .warned("Of \"\(text)\" only the house number \(number.number) is kept.")
            )
        }
        return effects
    }

    static let missingHouseNumber = RepairRule(
        "missingHouseNumber",
        "Warns of an address without a street or without a house number."
    ) { draft, _ in
        if draft[.street] == nil { return [.warned("The address has no street.")] }
        return draft[.houseNumber] == nil ? [.warned("The address has no house number.")] : []
    }

    static let alleSpelling = RepairRule(
        "alleSpelling",
        "Counts \"Alle\" and \"Allè\" for \"Allé\"; kept, for the search takes them as equal."
    ) { draft, _ in
        let spellings = ["alle", "allè"]
        let isFound = (draft[.street] ?? "").words.contains { spellings.contains($0.lowercased()) }
        return isFound ? [.noted] : []
    }
}
