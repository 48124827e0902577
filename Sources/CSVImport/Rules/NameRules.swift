extension RepairRule {
    static let collapseSpaces = RepairRule(
        "collapseSpaces",
        "Trims every text and makes runs of white space one space."
    ) { draft, _ in
        let before = draft
        draft.values = collapsed(draft.values)
        draft.attributes = collapsed(draft.attributes)
        draft.texts = collapsed(draft.texts)
        let isUnchanged =
            draft.values == before.values && draft.attributes == before.attributes
            && draft.texts == before.texts
        return isUnchanged ? [] : [.repaired]
    }

    /// The texts with single spaces, without those that were nothing but space.
    private static func collapsed<Key>(_ texts: [Key: String]) -> [Key: String] {
        texts.compactMapValues { text in
            let collapsed = text.collapsingSpaces
            return collapsed.isEmpty ? nil : collapsed
        }
    }

    static let inactiveRow = RepairRule(
        "inactiveRow",
        "Rejects a row that the register marks inactive."
    ) { draft, _ in
        guard draft[.inactive] == "yes" else { return [] }
        return [.rejected(reason: "inactive", "The register marks the row inactive.")]
    }

    static let temporarilyClosed = RepairRule(
        "temporarilyClosed",
        "Moves \"*midlertidigt lukket …*\" from the name to the text `notice`, with a warning."
    ) { draft, _ in
        guard let name = draft[.name], name.containsIgnoringCase("midlertidigt lukket") else {
            return []
        }
        guard let (bare, marker) = takingMarker(outOf: name) else {
            return [.warned("The name says that the unit is temporarily closed.")]
        }
        draft[.name] = bare
        let text = marker.prefix(1).uppercased() + marker.dropFirst()
        draft.texts["notice"] = text.hasSuffix(".") ? text : text + "."
        return [.warned("Temporarily closed: \"\(marker)\" was moved from the name to the notice.")]
    }

    /// The name without what stands between two asterisks or in parentheses about closing, and that.
    private static func takingMarker(outOf name: String) -> (bare: String, marker: String)? {
        for (open, close) in [("*", "*"), ("(", ")")] as [(Character, Character)] {
            guard let (before, rest) = name.cut(at: open),
                let (marker, after) = rest.cut(at: close),
                marker.containsIgnoringCase("midlertidigt lukket")
            else { continue }
            let bare = (before + " " + after).collapsingSpaces
            guard !bare.isEmpty else { return nil }
            return (bare: bare, marker: marker.collapsingSpaces)
        }
        return nil
    }

    static let closedUnit = RepairRule(
        "closedUnit",
        "Rejects a unit whose name says LUKKET; a \"lukket afsnit\" is a ward and stays."
    ) { draft, _ in
        guard let name = draft[.name], !name.containsIgnoringCase("midlertidigt lukket") else {
            return []
        }
        let isClosed =
            name.contains("LUKKET")
            || ["lukket!", "- lukket", "(lukket)"].contains {
                name.droppingSuffix(ignoringCase: $0) != nil
            }
        return isClosed ? [.rejected(reason: "closed", "\"\(name)\" is closed.")] : []
    }

    static let legalName = RepairRule(
        "legalName",
        "Adds the name without \"Den selvejende institution\", \"S/I\" and the like as an alias."
    ) { draft, _ in
        guard let name = draft[.name] else { return [] }
        let prefixes = ["den selvejende institution ", "selvejende institution ", "s/i "]
        let suffixes = [" s/i", " selvejende inst.", " selvejende institution"]
        let bare =
            prefixes.lazy.compactMap { name.droppingPrefix(ignoringCase: $0) }.first
            ?? suffixes.lazy.compactMap { name.droppingSuffix(ignoringCase: $0) }.first
        guard let bare, !bare.collapsingSpaces.isEmpty else { return [] }
        draft.addAlias(bare.collapsingSpaces)
        return [.repaired]
    }

    static let descriptorAfterComma = RepairRule(
        "descriptorAfterComma",
        "Adds the name before a comma as an alias, unless a number or a department follows."
    ) { draft, _ in
        guard let (before, after) = draft[.name]?.cut(at: ",") else { return [] }
        let descriptor = after.collapsingSpaces
        // A department's whole has a record of its own; a number goes on with an enumeration.
        guard let first = descriptor.first, first.isLetter, !before.collapsingSpaces.isEmpty,
            descriptor.droppingPrefix(ignoringCase: "afd") == nil
        else { return [.noted] }
        draft.addAlias(before.collapsingSpaces)
        return [.repaired]
    }

    static let operatorInName = RepairRule(
        "operatorInName",
        "Warns of a company in the name: its CVR number is not known, so no operator is filled in."
    ) { draft, memory in
        guard let name = draft[.name], draft[.operatorName] == nil else { return [] }
        let words = " \(name.lowercased()) "
        guard
            let company = memory.operatorNames.first(where: { company in
                [" ", ",", "-"].contains { words.contains(" \(company.lowercased())\($0)") }
            })
        else { return [] }
        return [.warned("The name has the operator \(company) in it.")]
    }

    static let allCapsName = RepairRule(
        "allCapsName",
        "Warns of a name in capitals; it stays, for nobody can tell \"OK\" from \"Ok\"."
    ) { draft, _ in
        guard let name = draft[.name], name.count(where: \.isLetter) > 3,
            !name.contains(where: \.isLowercase)
        else { return [] }
        return [.warned("The name is in capitals.")]
    }
}
