import Analyzers
import IndexFormat

/// Gathers the terms of one document with their positions by field.
struct TermCollector<Field: IndexedField> {
    /// Positions left free between two values of a field, so that no phrase spans them.
    private static var gap: Int { 10 }

    /// The terms by their surfaces, in the order in which they first came.
    private var numbers: [String: Int] = Dictionary(minimumCapacity: 128)
    /// Every place of every term: term, field and position in 24, 8 and 32 bits.
    private var occurrences: [UInt64] = []
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
            let number = numbers[token.surface, default: numbers.count]
            if number == numbers.count { numbers[token.surface] = number }
            occurrences.append(Self.occurrence(of: number, index, position))
        }
        lengths[index] += last - base + 1
        nextPosition[index] = last + Self.gap
    }

    private static func occurrence(of term: Int, _ field: Int, _ position: Int) -> UInt64 {
        precondition(term < 1 << 24 && position < 1 << 32, "a text has too many words")
        return UInt64(term) << 40 | UInt64(field) << 32 | UInt64(position)
    }

    /// The terms in order of their bytes.
    var terms: [PreparedTerm<Field>] {
        var terms = numbers.map { surface, number in
            (number: number, term: PreparedTerm<Field>(bytes: Array(surface.utf8), occurrences: []))
        }
        terms.sort { $0.number < $1.number }
        var last: UInt64?
        // The same place may come twice, by two parts of a word that are written alike.
        for occurrence in occurrences.sorted() where occurrence != last {
            let term = Int(occurrence >> 40)
            let position = Int(UInt32(truncatingIfNeeded: occurrence))
            if let last, last >> 32 == occurrence >> 32 {
                let open = terms[term].term.occurrences.count - 1
                terms[term].term.occurrences[open].positions.append(position)
            } else if let field = Field(rawValue: UInt8(truncatingIfNeeded: occurrence >> 32)) {
                terms[term].term.occurrences.append((field, [position]))
            }
            last = occurrence
        }
        return terms.map(\.term).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
}
