/// Chooses a word by the first condition that holds, as the kind of a unit by its ownership.
package struct DecisionList: Sendable, Equatable {
    /// One line of the list.
    package struct Rule: Sendable, Equatable {
        /// What the condition looks at: a target field, or `kind` once that is decided.
        package var field: String
        package var test: Test
        package var result: String
    }

    /// What a value is asked; letter case does not count.
    package enum Test: Sendable, Equatable {
        case equals([String])
        case contains([String])
    }

    package var rules: [Rule]
    /// The word when no condition holds.
    package var otherwise: String

    /// The word for the values that `lookUp` gives.
    func decide(_ lookUp: (String) -> String?) -> String {
        for rule in rules {
            guard let value = lookUp(rule.field)?.lowercased() else { continue }
            switch rule.test {
            case .equals(let texts):
                if texts.contains(where: { $0.lowercased() == value }) { return rule.result }
            case .contains(let texts):
                if texts.contains(where: { value.contains($0.lowercased()) }) { return rule.result }
            }
        }
        return otherwise
    }
}
