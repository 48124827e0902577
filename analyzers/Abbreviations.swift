/// The abbreviations of names and addresses, each with what it may stand for.
///
/// Ambiguity is kept: "st" is *store*, *sankt* and *stuen*, and only the rest of a query can tell.
/// Hence alternatives at query time, never rewriting when the index is built.
struct Abbreviations: Sendable {
    /// Fold key of a word to the words it is interchangeable with, in the order of the list.
    private let alternatives: [String: [String]]

    /// Abbreviations with a full stop inside, which stay one token.
    private let dotted: Set<String>

    /// No abbreviation in the list is longer than this many UTF-8 bytes.
    static let longest = 24

    /// Reads `abbreviations.tsv`: a group of interchangeable words a line, then a remark.
    init(_ file: WordListFile) {
        var alternatives: [String: [String]] = [:]
        var dotted: Set<String> = []
        for line in file.lines {
            file.require(line.columns.count <= 2, line, "more than a group and a remark")
            let group = WordListFile.words(line.columns[0])
            for word in group {
                file.requireSurface(word, line)
                file.require(word.utf8.count <= Self.longest, line, "'\(word)' is too long")
                if word.utf8.contains(UInt8(ascii: ".")) { dotted.insert(word) }
                for other in group where other != word {
                    var known = alternatives[FoldKey.long(word), default: []]
                    if !known.contains(other) { known.append(other) }
                    alternatives[FoldKey.long(word)] = known
                }
            }
        }
        self.alternatives = alternatives
        self.dotted = dotted
    }

    /// The words `surface` may stand for or be written as, without itself.
    func alternatives(of surface: String) -> [String] {
        guard let found = alternatives[FoldKey.long(surface)] else { return [] }
        return found.filter { $0 != surface }
    }

    /// Whether a word with full stops inside is an abbreviation of the list.
    func isDotted(_ surface: String) -> Bool {
        dotted.contains(surface)
    }
}
