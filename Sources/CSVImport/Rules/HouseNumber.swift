/// A house number in the form of the address register, read from the spellings of registers.
struct HouseNumber: Equatable {
    /// Digits and a capital letter, as "87A", or two such with a hyphen between, as "38-49".
    let number: String
    /// What follows the number, as "og 6" in "4 og 6"; empty when nothing does.
    let rest: String

    /// Reads text that begins with a house number; `nil` if it does not.
    init?(_ text: String) {
        var scanner = Scanner(rest: Substring(text.collapsingSpaces))
        guard let first = scanner.number() else { return nil }
        if let last = scanner.rangeEnd() {
            number = "\(first)-\(last)"
        } else {
            number = first
        }
        rest = scanner.rest.collapsingSpaces
    }

    private struct Scanner {
        var rest: Substring

        /// One to four digits and perhaps a letter, with or without a space between.
        mutating func number() -> String? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...4).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            let afterSpace = rest.first == " " ? rest.dropFirst() : rest
            guard let letter = afterSpace.first, letter.isLetter,
                afterSpace.dropFirst().first.map({ !$0.isLetter && !$0.isNumber && $0 != "." })
                    ?? true
            else { return String(digits) }
            rest = afterSpace.dropFirst()
            return digits + letter.uppercased()
        }

        /// The number after a hyphen.
        mutating func rangeEnd() -> String? {
            var ahead = Scanner(rest: Substring(rest.collapsingSpaces))
            guard let hyphen = ahead.rest.first, hyphen == "-" || hyphen == "–" else { return nil }
            ahead.rest = Substring(ahead.rest.dropFirst().collapsingSpaces)
            guard let last = ahead.number() else { return nil }
            rest = ahead.rest
            return last
        }
    }
}

/// A street with the number that was written behind it.
struct StreetLine: Equatable {
    let street: String
    let numbers: String

    /// Cuts before the first word that begins with a digit and is no ordinal, the first word aside.
    init?(_ text: String) {
        let words = text.words
        let index = words.indices.dropFirst().first { index in
            words[index].first?.isNumber == true && !words[index].isOrdinal
        }
        guard let index else { return nil }
        street = words[..<index].joined(separator: " ").trimmingPunctuation
        numbers = words[index...].joined(separator: " ")
        guard !street.isEmpty else { return nil }
    }
}

extension String {
    /// Whether the word is a number with a full stop behind it, which names a street after a date or a king.
    var isOrdinal: Bool {
        hasSuffix(".") && dropLast().isDigits
    }

    /// The text without commas, hyphens and spaces at its end.
    var trimmingPunctuation: String {
        var text = Substring(self)
        while let last = text.last, last == "," || last == "-" || last.isWhitespace {
            text.removeLast()
        }
        return String(text)
    }

    /// Whether the word is digits with at most one letter behind them.
    var isNumberWord: Bool {
        guard let last else { return false }
        return isDigits || (last.isLetter && dropLast().isDigits)
    }
}
