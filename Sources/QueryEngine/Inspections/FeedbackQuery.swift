/// The text of a search in feedback, taken apart: words, phrases in quotes, and what is excluded.
///
/// `"fejl i medicinen" -fald` asks for the phrase and not for falls. Straight and typographic quotes
/// are alike; a quote that is not closed ends with the text. A minus excludes only before a word.
struct FeedbackQuery: Equatable, Sendable {
    /// What is neither quoted nor excluded.
    var words = ""
    var phrases: [String] = []
    var excluded: [String] = []

    init(_ text: String) {
        var rest = Substring(text)
        var isFirst = true
        while let character = rest.first {
            let follows = isFirst || words.last?.isWhitespace ?? true
            if character == "-", follows, rest.dropFirst().first.map({ !$0.isWhitespace }) == true {
                rest = rest.dropFirst()
                excluded.append(Self.takeTerm(&rest))
            } else if Self.isQuote(character) {
                phrases.append(Self.takeTerm(&rest))
                words.append(" ")
            } else {
                words.append(character)
                rest = rest.dropFirst()
            }
            isFirst = false
        }
        phrases.removeAll { $0.allSatisfy(\.isWhitespace) }
        excluded.removeAll { $0.allSatisfy(\.isWhitespace) }
    }

    private static func isQuote(_ character: Character) -> Bool {
        "\"“”„»«".contains(character)
    }

    /// Takes a quoted text or a word off the front.
    private static func takeTerm(_ rest: inout Substring) -> String {
        if let first = rest.first, isQuote(first) {
            rest = rest.dropFirst()
            let term = rest.prefix { !isQuote($0) }
            rest = rest.dropFirst(term.count + 1)
            return String(term)
        }
        let term = rest.prefix { !$0.isWhitespace && !isQuote($0) }
        rest = rest.dropFirst(term.count)
        return String(term)
    }
}
