/// The abbreviations of names and addresses, each with what it may stand for.
///
/// Ambiguity is kept: "st" is *store*, *sankt* and *stuen*, and only the rest of a query can tell.
/// Hence alternatives at query time, never rewriting when the index is built. The words beside it say
/// which is the likelier, and that only orders them.
struct Abbreviations: Sendable {
    private struct Alternative {
        let word: String
        let context: Context?
    }

    /// Where an abbreviation has a meaning.
    private enum Context: String {
        case afterNumber = "after number"
        case beforeNumber = "before number"
        case beforeName = "before name"

        /// Whether the words beside an abbreviation speak for this.
        func holds(previous: String?, next: String?) -> Bool {
            switch self {
            case .afterNumber: Self.isNumber(previous)
            case .beforeNumber: Self.isNumber(next)
            case .beforeName: next != nil && !Self.isNumber(next) && !Self.isNumber(previous)
            }
        }

        private static func isNumber(_ word: String?) -> Bool {
            word?.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        }
    }

    /// Fold key of a word to the words it is interchangeable with, in the order of the list.
    private let alternatives: [String: [Alternative]]

    /// Abbreviations with a full stop inside, which stay one token.
    private let dotted: Set<String>

    /// No abbreviation in the list is longer than this many UTF-8 bytes.
    static let longest = 24

    /// Reads `abbreviations.tsv`: a group of interchangeable words a line, a remark, and a context.
    init(_ file: WordListFile) {
        var alternatives: [String: [Alternative]] = [:]
        var dotted: Set<String> = []
        for line in file.lines {
            file.require(line.columns.count <= 3, line, "more than a group, a remark and a context")
            let group = WordListFile.words(line.columns[0])
            let context = line.columns.count == 3 ? Context(rawValue: line.columns[2]) : nil
            file.require(line.columns.count < 3 || context != nil, line, "an unknown context")
            for word in group {
                file.requireSurface(word, line)
                file.require(word.utf8.count <= Self.longest, line, "'\(word)' is too long")
                if word.utf8.contains(UInt8(ascii: ".")) { dotted.insert(word) }
                for other in group where other != word {
                    var known = alternatives[FoldKey.long(word), default: []]
                    if !known.contains(where: { $0.word == other }) {
                        known.append(Alternative(word: other, context: context))
                    }
                    alternatives[FoldKey.long(word)] = known
                }
            }
        }
        self.alternatives = alternatives
        self.dotted = dotted
    }

    /// The words `surface` may stand for or be written as, without itself, in the order of the list.
    func alternatives(of surface: String) -> [String] {
        guard let found = alternatives[FoldKey.long(surface)] else { return [] }
        return found.lazy.map(\.word).filter { $0 != surface }
    }

    /// The same words, those first whose context the neighbours speak for, and those last that they
    /// speak against.
    func alternatives(of surface: String, previous: String?, next: String?) -> [String] {
        guard let found = alternatives[FoldKey.long(surface)] else { return [] }
        var ranked: [[String]] = [[], [], []]
        for alternative in found where alternative.word != surface {
            let holds = alternative.context?.holds(previous: previous, next: next)
            ranked[holds == true ? 0 : holds == nil ? 1 : 2].append(alternative.word)
        }
        return ranked.flatMap(\.self)
    }

    /// Whether a word with full stops inside is an abbreviation of the list.
    func isDotted(_ surface: String) -> Bool {
        dotted.contains(surface)
    }
}
