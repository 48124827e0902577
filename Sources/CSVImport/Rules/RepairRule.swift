/// One named thing that an import does about dirt in a register.
///
/// A mapping lists the rules to run, in order, by id. Each application is counted in the report. The
/// ``required`` ones, without which an event would break the contract, run last in every import.
public struct RepairRule: Sendable {
    /// The name in mapping files and reports.
    public let id: String
    /// What the rule does, in one sentence.
    public let summary: String

    private let body: @Sendable (inout UnitDraft, inout RuleMemory) -> [RuleEffect]

    package init(
        _ id: String,
        _ summary: String,
        _ body: @escaping @Sendable (inout UnitDraft, inout RuleMemory) -> [RuleEffect]
    ) {
        self.id = id
        self.summary = summary
        self.body = body
    }

    /// Applies the rule to a row and says what it did; nothing when the row has not this dirt.
    package func apply(
        to draft: inout UnitDraft,
        memory: inout RuleMemory
    ) -> [RuleEffect] {
        body(&draft, &memory)
    }

    /// Every rule that a mapping can name.
    public static let all: [RepairRule] =
        [
            .collapseSpaces, .inactiveRow, .temporarilyClosed, .closedUnit, .legalName,
            .descriptorAfterComma, .operatorInName, .allCapsName, .municipalityGenitive,
            .postcodeWithTown, .doubledHouseNumber, .townInStreet, .splitStreetAndNumber,
            .missingHouseNumber, .alleSpelling, .placeholderContact, .twoPhoneNumbers,
            .brokenWebAddress, .personalMailbox, .zeroHomes, .missingHomes, .duplicateName,
            .duplicateSite,
        ] + required

    /// The rules that run in every import, whether listed or not.
    public static let required: [RepairRule] = [
        .malformedId, .emptyName, .unknownMunicipality, .invalidPostcode,
        .coordinatesOutsideDenmark,
        .duplicateId,
    ]

    /// The rule with this id.
    public static func named(_ id: String) -> RepairRule? {
        all.first { $0.id == id }
    }
}

/// What a rule did to a row.
package enum RuleEffect: Sendable, Equatable {
    /// Made better without losing anything; only counted.
    case repaired
    /// Seen and left alone: nothing is wrong with it; only counted.
    case noted
    /// Kept, but somebody should look at it.
    case warned(String)
    /// Not imported, for the reason with this stable word.
    case rejected(reason: String, String)
}
