extension RepairRule {
    static let placeholderContact = RepairRule(
        "placeholderContact",
        "Empties telephone, mail and web fields that say \"Besøg hjemmeside\"."
    ) { draft, _ in
        let fields: [TargetField] = [.phone, .email, .website]
        let placeholders = fields.filter { field in
            draft[field]?.containsIgnoringCase("besøg hjemmeside") == true
        }
        for field in placeholders { draft[field] = nil }
        return placeholders.isEmpty ? [] : [.repaired]
    }

    static let twoPhoneNumbers = RepairRule(
        "twoPhoneNumbers",
        "Keeps the first of several telephone numbers in one field, with a warning."
    ) { draft, _ in
        guard let text = draft[.phone], let first = firstPhoneNumber(of: text) else { return [] }
        draft[.phone] = first
        return [.warned("The telephone field has more than one number; the first is kept.")]
    }

    /// The first number of a text that has two or more, or `nil`.
    private static func firstPhoneNumber(of text: String) -> String? {
        let conjunctions = ["og", "eller", "el."]
        let separated = text.words.map { conjunctions.contains($0.lowercased()) ? "/" : $0 }
            .joined(separator: " ")
        let parts = separated.split { "/,;".contains($0) }.map(\.collapsingSpaces)
            .filter { $0.count(where: \.isNumber) >= 8 }
        if parts.count > 1 { return parts[0] }
        // Sixteen digits without anything between are two Danish numbers.
        guard text.allSatisfy({ $0.isWhitespace || $0.isNumber }),
            text.count(where: \.isNumber) == 16
        else { return nil }
        var digits = 0
        let first = text.prefix { character in
            if character.isNumber { digits += 1 }
            return digits <= 8
        }
        return first.collapsingSpaces
    }

    static let brokenWebAddress = RepairRule(
        "brokenWebAddress",
        "Drops a web address without a host, as \"https:///sitecore/…\", with a warning."
    ) { draft, _ in
        guard let address = draft[.website], !hasHost(address) else { return [] }
        draft[.website] = nil
        return [.warned("\"\(address)\" is no web address; left out.")]
    }

    private static func hasHost(_ address: String) -> Bool {
        var rest = Substring(address)
        for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            break
        }
        let host = rest.prefix { !"/?#".contains($0) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
            && !host.contains { $0.isWhitespace || $0 == "@" }
    }

    static let personalMailbox = RepairRule(
        "personalMailbox",
        "Warns of a mail address that seems to be a person's and not the unit's."
    ) { draft, _ in
        guard let local = draft[.email]?.lowercased().cut(at: "@")?.before else { return [] }
        let functions = [
            "info", "post", "mail", "kontakt", "plej", "center", "centr", "hjem", "leder", "adm",
            "omsorg", "sekretariat", "kontor", "visitation", "pc", "ok",
        ]
        guard !functions.contains(where: local.contains) else { return [] }
        let parts = local.split(separator: ".")
        let isFullName =
            parts.count > 1 && parts.allSatisfy { $0.count > 1 && $0.allSatisfy(\.isLetter) }
        let letters = local.prefix(while: \.isLetter)
        let isInitials =
            (2...5).contains(letters.count) && local.dropFirst(letters.count).allSatisfy(\.isNumber)
        // The address itself is left out: reports are passed on.
        return isFullName || isInitials ? [.warned("The mail address seems to be a person's.")] : []
    }
}
