extension StringProtocol {
    /// The text without space at its ends and with single spaces inside; O(n).
    ///
    /// Every kind of white space counts, the no-break space too, which spreadsheets like to leave.
    var collapsingSpaces: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The words between white space.
    var words: [String] {
        split(whereSeparator: \.isWhitespace).map { String($0) }
    }

    /// Whether the text contains `other`, letter case aside.
    func containsIgnoringCase(_ other: String) -> Bool {
        lowercased().contains(other.lowercased())
    }

    /// Whether every character is a digit from 0 to 9, and there is one.
    var isDigits: Bool {
        !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension String {
    /// The text without `prefix`, letter case aside, or `nil` if it does not begin so.
    func droppingPrefix(ignoringCase prefix: String) -> String? {
        guard lowercased().hasPrefix(prefix.lowercased()) else { return nil }
        return String(dropFirst(prefix.count))
    }

    /// The text without `suffix`, letter case aside, or `nil` if it does not end so.
    func droppingSuffix(ignoringCase suffix: String) -> String? {
        guard lowercased().hasSuffix(suffix.lowercased()) else { return nil }
        return String(dropLast(suffix.count))
    }

    /// Where the first `character` stands, with the texts before and after it.
    func cut(at character: Character) -> (before: String, after: String)? {
        guard let place = firstIndex(of: character) else { return nil }
        return (before: String(self[..<place]), after: String(self[index(after: place)...]))
    }
}
