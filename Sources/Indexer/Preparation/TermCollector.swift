import Analyzers
import IndexFormat

/// Gathers the terms of one document with their positions by field.
struct TermCollector<Field: IndexedField> {
    /// Positions left free between two values of a field, so that no phrase spans them.
    private static var gap: Int { 10 }

    private var occurrences: [String: [[Int]]] = [:]
    private var nextPosition = Array(repeating: 0, count: Field.allCases.count)
    /// Tokens in each field.
    private(set) var lengths = Array(repeating: 0, count: Field.allCases.count)

    /// Texts of which passages can be shown.
    private(set) var texts: [FieldText<Field>] = []

    /// Adds the tokens of a text to a field, and keeps the text under a key.
    mutating func add(_ tokens: [Token], of text: String, key: String, to field: Field) {
        guard !tokens.isEmpty else { return }
        texts.append(
            FieldText(
                field: field,
                key: key,
                text: Array(text.utf8),
                firstPosition: nextPosition[Int(field.rawValue)],
                marks: Self.marks(of: tokens)
            )
        )
        add(tokens, to: field)
    }

    /// Where the word at each position is; of several at one position the first.
    static func marks(of tokens: [Token]) -> [(offset: Int, length: Int)] {
        var marks: [(offset: Int, length: Int)] = []
        for token in tokens where token.position >= marks.count {
            marks.append((token.utf8Offset, token.utf8Length))
        }
        return marks
    }

    /// Adds the tokens of one value to a field.
    mutating func add(_ tokens: [Token], to field: Field) {
        guard !tokens.isEmpty else { return }
        let index = Int(field.rawValue)
        let base = nextPosition[index]
        var last = base
        for token in tokens {
            let position = base + token.position
            last = max(last, position)
            var lists =
                occurrences[token.surface]
                ?? Array(repeating: [], count: Field.allCases.count)
            if lists[index].last != position { lists[index].append(position) }
            occurrences[token.surface] = lists
        }
        lengths[index] += last - base + 1
        nextPosition[index] = last + Self.gap
    }

    /// The terms in order of their bytes.
    var terms: [PreparedTerm<Field>] {
        occurrences.map { surface, lists in
            PreparedTerm(
                bytes: Array(surface.utf8),
                occurrences: Field.allCases.compactMap { field in
                    let positions = lists[Int(field.rawValue)]
                    return positions.isEmpty ? nil : (field, positions.sorted())
                }
            )
        }
        .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
}
