extension RepairRule {
    static let zeroHomes = RepairRule(
        "zeroHomes",
        "Takes 0 homes for a number that is not known, with a warning."
    ) { draft, _ in
        guard let text = draft.attributes["homeCount"], text.isDigits,
            text.allSatisfy({ $0 == "0" })
        else { return [] }
        draft.attributes["homeCount"] = nil
        draft.hadZeroHomes = true
        return [.warned("0 homes; the number is left out.")]
    }

    static let missingHomes = RepairRule(
        "missingHomes",
        "Warns of a row that does not say how many homes there are."
    ) { draft, _ in
        // After zeroHomes the number is missing too, and that has been said.
        guard draft.attributes["homeCount"] == nil, !draft.hadZeroHomes else { return [] }
        return [.warned("The number of homes is missing.")]
    }

    static let duplicateName = RepairRule(
        "duplicateName",
        "Counts names that an earlier row has too; names need not be unique."
    ) { draft, memory in
        guard let name = draft[.name]?.lowercased() else { return [] }
        guard memory.linesByName[name] == nil else { return [.noted] }
        memory.linesByName[name] = draft.line
        return []
    }

    static let duplicateSite = RepairRule(
        "duplicateSite",
        "Keeps two records on one address or point, with a warning at the second."
    ) { draft, memory in
        let sites = sites(of: draft)
        var earlier: Int?
        for site in sites {
            if let line = memory.linesBySite[site] {
                earlier = earlier ?? line
            } else {
                memory.linesBySite[site] = draft.line
            }
        }
        guard let earlier else { return [] }
        return [.warned("Line \(earlier) has the same address or coordinates.")]
    }

    private static func sites(of draft: UnitDraft) -> [String] {
        var sites: [String] = []
        if let latitude = draft[.latitude], let longitude = draft[.longitude] {
            sites.append("\(latitude) \(longitude)")
        }
        if let street = draft[.street], let number = draft[.houseNumber],
            let place = draft[.postcode] ?? draft[.municipality]
        {
            sites.append("\(street) \(number), \(place)".lowercased())
        }
        return sites
    }
}
