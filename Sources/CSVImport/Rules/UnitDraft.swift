package import CareUnits

/// A row on its way to becoming a unit: texts that rules repair, and what they found out.
package struct UnitDraft: Sendable {
    /// The 1-based line of the file on which the row begins.
    package let line: Int
    /// The provisional id.
    package var id: String
    /// The texts of the filled fields; a field without text is absent.
    package var values: [TargetField: String]
    package var aliases: [String] = []
    /// The texts of the filled attributes, not yet read as numbers.
    package var attributes: [String: String]
    package var texts: [String: String] = [:]
    /// Set by `zeroHomes`: a number was there, and it was no number of homes.
    package var hadZeroHomes = false
    /// Set by `unknownMunicipality`.
    package var municipality: Municipality?
    /// Set by `coordinatesOutsideDenmark`.
    package var coordinate: Coordinate?

    package init(
        line: Int,
        id: String,
        values: [TargetField: String],
        attributes: [String: String] = [:]
    ) {
        self.line = line
        self.id = id
        self.values = values
        self.attributes = attributes
    }

    /// The text of a field; an empty one counts as none.
    package subscript(field: TargetField) -> String? {
        get { values[field] }
        set { values[field] = newValue?.isEmpty == true ? nil : newValue }
    }

    /// Adds another name of the unit unless it has it already.
    mutating func addAlias(_ alias: String) {
        guard !alias.isEmpty, alias != self[.name], !aliases.contains(alias) else { return }
        aliases.append(alias)
    }
}

/// What rules remember from row to row.
package struct RuleMemory: Sendable {
    /// Names that, inside a unit's name, are those of companies that run many units.
    package let operatorNames: [String]
    var linesById: [String: Int] = [:]
    var linesByName: [String: Int] = [:]
    var linesBySite: [String: Int] = [:]

    package init(operatorNames: [String] = []) {
        self.operatorNames = operatorNames
    }
}
