/// How the text of one kind of field becomes tokens and lemma classes.
///
/// The segmentation into words is the same for all (UAX #29, ``WordSegmenter``). What follows it is
/// declared here, a chain per ``FieldKind``; a change to any of them needs a new ``version``.
struct Chain {
    /// Counts the changes to chains, joins, folds and the order of the lemma rules.
    ///
    /// An index made with another version holds other terms and must be built anew.
    static let version = 1

    /// Whether "A/S" and "v/" are one word each, and abbreviations such as "pl.hj." stay whole.
    var keepsAbbreviations: Bool

    /// Whether "12 B" is the house number "12b".
    var joinsHouseLetters: Bool

    /// How inflected forms are brought together.
    var inflection: Inflection

    /// How far the inflection of a word may be undone.
    enum Inflection {
        /// Lemma table, protected words, then Snowball.
        case full
        /// Lemma table and the genitive -s: the other endings of a name belong to the name.
        case genitive
        /// None.
        case none
    }

    /// What homes, operators and persons are called.
    static let name = Chain(
        keepsAbbreviations: true,
        joinsHouseLetters: false,
        inflection: .genitive
    )

    /// Addresses and the names of towns, municipalities and regions.
    static let place = Chain(
        keepsAbbreviations: true,
        joinsHouseLetters: true,
        inflection: .genitive
    )

    /// Sentences.
    static let prose = Chain(
        keepsAbbreviations: true,
        joinsHouseLetters: false,
        inflection: .full
    )

    /// Numbers and identifiers.
    static let code = Chain(
        keepsAbbreviations: false,
        joinsHouseLetters: false,
        inflection: .none
    )

    /// The chain of `kind`.
    static func of(_ kind: FieldKind) -> Chain {
        switch kind {
        case .name: name
        case .place: place
        case .prose: prose
        case .code: code
        }
    }
}
