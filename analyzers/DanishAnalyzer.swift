/// Takes Danish text apart into the terms it is searched by.
///
/// Indexing and searching must use the same ``fingerprint``. Thread-safe; share one instance. The
/// keys go from exact to forgiving: surface, ``foldKey(of:)``, ``lemma(of:)``, ``looseKey(of:)``.
public final class DanishAnalyzer: Sendable {
    private let benches: Workbenches

    /// Creates an analyzer with the word lists of this build.
    public init() {
        benches = Workbenches(count: 8)
    }

    private var lists: WordLists { WordLists.shared }
    private var inflection: Inflection { WordLists.shared.inflection }

    /// Reads the word lists of this build, unless they have been read, and traps if one is malformed.
    ///
    /// The first text in a process would wait for it, some ten thousand forms.
    public static func readLists() {
        _ = WordLists.shared
    }

    /// Names the analysis: chain version, word lists, ICU with Unicode, and Snowball, 16 hex digits.
    ///
    /// An index made under another fingerprint has other terms and must not be searched with this.
    public static var fingerprint: String { Fingerprint.current }

    // MARK: Tokens

    /// The words of `text` in order, as a field of `kind` holds them; queries are of kind `.query`.
    ///
    /// Additions follow the token they add to. Takes any text and never fails. Linear in its length.
    public func tokens(in text: String, kind: FieldKind) -> [Token] {
        let tokenizer = Tokenizer(chain: lists.chains.of(kind), lists: lists)
        return benches.with { bench in
            let bytes = text.utf8.span
            return tokenizer.tokens(in: bytes, words: bench.segmenter.words(in: bytes))
        }
    }

    /// Whether `surface` is a function word that says little about what is sought.
    public func isStopWord(_ surface: String) -> Bool {
        lists.stopWords.contains(surface)
    }

    /// Whether `surface` is a type word of names, which does not tell one home from another.
    ///
    /// In any form and spelling: *plejecentrene*, "aeldrecenter" and "pl.hj" are; *solvang* is not.
    public func isGeneric(_ surface: String) -> Bool {
        lists.generic.contains(inflection.foldedLemma(of: surface, stem: stem))
    }

    /// Whether `surface` says that something is wanted and not what ("tillader", "findes").
    public func isFiller(_ surface: String) -> Bool {
        lists.fillers.contains(surface)
    }

    /// What finds the words that a sentence negates.
    public var negations: NegationFinder { lists.negations }

    /// What names of roads and towns are found by.
    public var streetKeys: StreetKeys { StreetKeys.shared }

    // MARK: Keys

    /// The word as typed on a foreign keyboard: å→aa, æ and ä→ae, ø and ö→oe, ü→u, no accents.
    ///
    /// Idempotent, and never the other way: "aa" stays "aa".
    public func foldKey(of surface: String) -> String {
        FoldKey.long(surface)
    }

    /// The fold with its vowel pairs shortened: *Læsø*, "laesoe" and "laso" all give "laso".
    public func looseKey(of surface: String) -> String {
        FoldKey.loose(surface)
    }

    /// The keys that a mistyped word may be near to: the loose key, and the one that takes "ae", "oe"
    /// and "aa" for two letters that happened to meet.
    public func typedKeys(of surface: String) -> [String] {
        let loose = FoldKey.loose(surface)
        let letters = FoldKey.letterwise(surface)
        return loose == letters ? [loose] : [loose, letters]
    }

    /// Whether a word typed as `surface` can be meant for `other`, whose loose key is the same: a letter
    /// typed as å, æ or ø is meant, while a, ae, o and oe may stand for one.
    public func mayMean(_ surface: String, _ other: String) -> Bool {
        FoldKey.agree(surface, other)
    }

    /// Whether a word has å, æ or ø in it.
    public func hasDanishLetters(_ surface: String) -> Bool {
        surface.unicodeScalars.contains { $0 == "å" || $0 == "æ" || $0 == "ø" }
    }

    /// Whether a word is in one of the lists, in any form: then it is spelt as it should be.
    public func isListed(_ surface: String) -> Bool {
        lists.isListed(surface)
    }

    /// The inflection class of a word of prose; equal for *plads* and *pladserne*.
    ///
    /// A class name, not always a word. By the lemma table, then the protected words, which stay as
    /// they are, then the last part of a compound, then Snowball. Give it real Danish letters.
    public func lemma(of surface: String) -> String {
        lemma(of: surface, kind: .prose)
    }

    /// The inflection class of a word in a field of `kind`.
    ///
    /// What counts is declared by the chain: in names and places only the lemma table and the
    /// genitive -s, in codes nothing.
    public func lemma(of surface: String, kind: FieldKind) -> String {
        inflection.lemma(of: surface, lists.chains.of(kind).inflection, stem: stem)
    }

    /// The parts of a compound of care words: *demensplejehjem* gives demens, plejehjem; pleje, hjem.
    ///
    /// Empty for words that are no compound, and for those the lexicon does not know: *Solhaven* and
    /// other names stay whole. Give it real Danish letters. About a microsecond.
    public func parts(of surface: String) -> [CompoundPart] {
        lists.compounds.parts(of: surface)
    }

    /// Snowball's stem alone, to measure against.
    package func stem(_ surface: String) -> String {
        benches.with { $0.stemmer.stem(surface) }
    }

    /// The words of `text` by ICU alone, to measure against.
    package func referenceWords(in text: String) -> [Range<Int>] {
        benches.with { $0.segmenter.referenceWords(in: text.utf8.span) }
    }

    /// The words of `text` before anything is joined or parted.
    package func words(in text: String) -> [Range<Int>] {
        benches.with { $0.segmenter.words(in: text.utf8.span) }
    }

    // MARK: Other words for the same

    /// What parts of a query may also be called, for the surface forms of all its tokens in order.
    ///
    /// Any inflected form and any spelling of a listed phrase is found. Sorted by place, then by
    /// falling weight; words inside a listed phrase are not read on their own.
    public func synonyms(of surfaces: [String]) -> [SynonymMatch] {
        lists.synonyms.matches(of: surfaces.map { inflection.foldedLemma(of: $0, stem: stem) })
    }

    /// What `surface` may abbreviate, and how it may be abbreviated, without itself.
    ///
    /// "st" gives *store*, *sankt* and *stuen*: the caller decides, or tries them all.
    public func alternatives(of surface: String) -> [String] {
        lists.abbreviations.alternatives(of: surface)
    }

    /// The same as ``alternatives(of:)``, ordered by what the words beside `surface` speak for.
    ///
    /// "st" after a number is *stuen* first, before a name *sankt* and *store*; "nr" before a number is
    /// *nummer* first. The others follow, since people leave words out.
    public func alternatives(of surface: String, previous: String?, next: String?) -> [String] {
        lists.abbreviations.alternatives(of: surface, previous: previous, next: next)
    }
}
