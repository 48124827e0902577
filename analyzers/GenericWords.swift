/// The type words of names, which do not tell one home from another, in any form and spelling.
struct GenericWords: Sendable {
    private let keys: Set<String>

    /// Reads `generic.txt`, any number of words on a line.
    init(_ file: WordListFile, inflection: Inflection) {
        var stemmer = SnowballStemmer()
        var keys: Set<String> = []
        for word in file.words() {
            keys.insert(inflection.foldedLemma(of: word) { stemmer.stem($0) })
        }
        self.keys = keys
    }

    /// Whether a word with this ``Inflection/foldedLemma(of:stem:)`` is a type word.
    func contains(_ key: String) -> Bool {
        keys.contains(key)
    }
}
