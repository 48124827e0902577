/// Every word list of the analysis, read once per process from the bytes in the binary.
struct WordLists: Sendable {
    let abbreviations: Abbreviations
    let inflection: Inflection
    let stopWords: Set<String>
    let synonyms: Synonyms

    /// The one instance, read when first asked for.
    static let shared = WordLists()

    /// The files whose bytes decide what an index holds, by name.
    static let files: [(name: String, bytes: [UInt8])] = [
        ("abbreviations.tsv", PackageResources.abbreviations_tsv),
        ("lemmas.tsv", PackageResources.lemmas_tsv),
        ("protected.txt", PackageResources.protected_txt),
        ("stopwords.txt", PackageResources.stopwords_txt),
        ("synonyms.tsv", PackageResources.synonyms_tsv),
    ]

    private init() {
        func file(_ name: String, _ bytes: [UInt8]) -> WordListFile {
            WordListFile(name: name, bytes: bytes)
        }
        abbreviations = Abbreviations(
            file("abbreviations.tsv", PackageResources.abbreviations_tsv)
        )
        let protected = Self.words(of: file("protected.txt", PackageResources.protected_txt))
        stopWords = Self.words(of: file("stopwords.txt", PackageResources.stopwords_txt))
        let lemmas = LemmaTable(
            file("lemmas.tsv", PackageResources.lemmas_tsv),
            protected: protected
        )
        inflection = Inflection(lemmas: lemmas, protected: protected)
        synonyms = Synonyms(
            file("synonyms.tsv", PackageResources.synonyms_tsv),
            inflection: inflection
        )
    }

    /// The words of a list that has any number of them on a line.
    private static func words(of file: WordListFile) -> Set<String> {
        var words: Set<String> = []
        for line in file.lines {
            file.require(line.columns.count == 1, line, "a tab, where only words belong")
            for word in WordListFile.words(line.columns[0]) {
                file.requireSurface(word, line)
                file.require(words.insert(word).inserted, line, "'\(word)' is listed twice")
            }
        }
        return words
    }
}
