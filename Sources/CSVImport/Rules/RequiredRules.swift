import CareUnits

extension RepairRule {
    static let malformedId = RepairRule(
        "malformedId",
        "Rejects a row whose id is empty or has more than letters, digits and hyphens."
    ) { draft, _ in
        guard !SORIdentifier.isWellFormed(draft.id) else { return [] }
        return [.rejected(reason: "malformedId", "\"\(draft.id)\" cannot name a unit.")]
    }

    static let emptyName = RepairRule("emptyName", "Rejects a row without a name.") { draft, _ in
        guard (draft[.name] ?? "").collapsingSpaces.isEmpty else { return [] }
        return [.rejected(reason: "emptyName", "The row has no name.")]
    }

    static let unknownMunicipality = RepairRule(
        "unknownMunicipality",
        "Rejects a row whose municipality is missing or none of the 98."
    ) { draft, _ in
        let spelling = (draft[.municipality] ?? "").collapsingSpaces
        guard !spelling.isEmpty else {
            return [.rejected(reason: "missingMunicipality", "The row names no municipality.")]
        }
        draft.municipality = Municipality.matching(spelling)
        guard draft.municipality == nil else { return [] }
        let names = Municipality.nearest(to: spelling).map(\.name).joined(separator: ", ")
        return [
            .rejected(
                reason: "unknownMunicipality",
                "There is no municipality \"\(spelling)\"; nearest are \(names)."
            )
        ]
    }

    static let invalidPostcode = RepairRule(
        "invalidPostcode",
        "Drops a postcode that is not four digits, with a warning."
    ) { draft, _ in
        guard let postcode = draft[.postcode], postcode.utf8.count != 4 || !postcode.isDigits else {
            return []
        }
        draft[.postcode] = nil
        return [.warned("\"\(postcode)\" is no postcode; left out.")]
    }

    static let coordinatesOutsideDenmark = RepairRule(
        "coordinatesOutsideDenmark",
        "Rejects a row that lies outside Denmark; drops coordinates that are no numbers."
    ) { draft, _ in
        let texts = (draft[.latitude], draft[.longitude])
        guard texts.0 != nil || texts.1 != nil else { return [] }
        guard let latitude = degrees(texts.0), let longitude = degrees(texts.1) else {
            draft[.latitude] = nil
            draft[.longitude] = nil
            return [.warned("The coordinates are not two numbers; left out.")]
        }
        let coordinate = Coordinate(latitude: latitude, longitude: longitude)
        if let coordinate, coordinate.isInDenmark {
            draft.coordinate = coordinate
            return []
        }
        let hint = coordinate?.looksSwapped == true ? "; they look swapped" : ""
        return [
            .rejected(
                reason: "coordinatesOutsideDenmark",
                "\(latitude), \(longitude) lies outside Denmark\(hint)."
            )
        ]
    }

    static let duplicateId = RepairRule(
        "duplicateId",
        "Rejects a row whose id an earlier row has: the feed would keep only one of them."
    ) { draft, memory in
        if let line = memory.linesById[draft.id] {
            return [.rejected(reason: "duplicateId", "Line \(line) has the same id.")]
        }
        memory.linesById[draft.id] = draft.line
        return []
    }

    /// Degrees with a decimal point or, as in files made for Danish spreadsheets, a comma.
    private static func degrees(_ text: String?) -> Double? {
        guard let text = text?.collapsingSpaces else { return nil }
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || [0x2B, 0x2C, 0x2D, 0x2E].contains($0)
        }
        guard isPlain else { return nil }
        return Double(String(text.map { $0 == "," ? "." : $0 }))
    }
}
