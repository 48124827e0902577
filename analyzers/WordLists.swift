/// Every word list and chain of the analysis, read once per process from the bytes in the binary.
///
/// A class, so that handing it to the steps of an analysis costs one reference.
final class WordLists: Sendable {
    let abbreviations: Abbreviations
    let chains: Chains
    let compounds: CompoundSplitter
    let generic: GenericWords
    let fillers: Set<String>
    let inflection: Inflection
    let negations: NegationFinder
    let stopWords: Set<String>
    let synonyms: Synonyms

    /// Whether any list has a word, in any form or spelling.
    func isListed(_ surface: String) -> Bool {
        stopWords.contains(surface) || fillers.contains(surface)
            || inflection.protected.contains(surface)
            || inflection.lemmas.lemma(of: surface) != nil
            || inflection.lemmas.lemma(ofFolded: FoldKey.long(surface)) != nil
            || synonyms.words.contains(surface) || !compounds.parts(of: surface).isEmpty
    }

    /// The one instance, read when first asked for.
    static let shared = WordLists()

    /// The files whose bytes decide what an index holds, by name.
    static let files: [(name: String, bytes: [UInt8])] = [
        ("abbreviations.tsv", PackageResources.abbreviations_tsv),
        ("compounds.tsv", PackageResources.compounds_tsv),
        ("generic.txt", PackageResources.generic_txt),
        ("fillers.txt", PackageResources.fillers_txt),
        ("lemmas.tsv", PackageResources.lemmas_tsv),
        ("protected.txt", PackageResources.protected_txt),
        ("stopwords.txt", PackageResources.stopwords_txt),
        ("synonyms.tsv", PackageResources.synonyms_tsv),
    ]

    private init() {
        func file(_ name: String, _ bytes: [UInt8]) -> WordListFile {
            WordListFile(name: name, bytes: bytes)
        }
        chains = Chains()
        abbreviations = Abbreviations(
            file("abbreviations.tsv", PackageResources.abbreviations_tsv)
        )
        let protected = file("protected.txt", PackageResources.protected_txt).words()
        stopWords = file("stopwords.txt", PackageResources.stopwords_txt).words()
        fillers = file("fillers.txt", PackageResources.fillers_txt).words()
        negations = NegationFinder(file("negations.tsv", PackageResources.negations_tsv))
        let lemmas = LemmaTable(
            file("lemmas.tsv", PackageResources.lemmas_tsv),
            protected: protected
        )
        inflection = Inflection(lemmas: lemmas, protected: protected)
        compounds = CompoundSplitter(
            file("compounds.tsv", PackageResources.compounds_tsv),
            lemmas: lemmas
        )
        generic = GenericWords(
            file("generic.txt", PackageResources.generic_txt),
            inflection: inflection
        )
        synonyms = Synonyms(
            file("synonyms.tsv", PackageResources.synonyms_tsv),
            inflection: inflection
        )
    }
}
