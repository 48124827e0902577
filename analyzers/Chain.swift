/// How the text of one kind of field becomes tokens and lemma classes.
///
/// The segmentation into words is the same for all (UAX #29, ``WordSegmenter``). What follows it is
/// declared by a file of `chains/` for each ``FieldKind``, in words an editor can read and change.
struct Chain: Sendable, Equatable {
    /// Counts the changes to what the steps of a chain do, to folds and to the order of the lemma rules.
    ///
    /// An index made with another version holds other terms and must be built anew.
    static let version = 3

    /// Whether "A/S" and "v/" are one word each.
    var joinsSlashes: Bool

    /// Whether abbreviations with full stops that the list knows stay whole: "pl.hj.".
    var keepsListedAbbreviations: Bool

    /// Whether a full stop between letters parts words: "Sct.Jørgens".
    var partsAtFullStops: Bool

    /// Whether "2,2730" is a house number and a postcode, and no decimal number.
    var partsAtCommas: Bool

    /// Whether "DK-8000" is 8000.
    var dropsCountryCodes: Bool

    /// Whether "12 B" is the house number "12b".
    var joinsHouseLetters: Bool

    /// What becomes of "12-14".
    var houseRanges: HouseRanges

    /// Which single letters in a row are one word.
    var initials: Initials

    /// What becomes of "§ 83".
    var paragraphs: Paragraphs

    /// Whether "pleje- og ældreboliger" gives plejeboliger too.
    var completesSharedHeads: Bool

    /// How inflected forms are brought together.
    var inflection: Inflection

    /// What becomes of a range of house numbers.
    enum HouseRanges: String {
        /// Two numbers.
        case no
        /// One token, "12-14".
        case whole
        /// One token, with the house numbers it names added.
        case withEnds = "with ends"
    }

    /// Which single letters in a row are joined.
    enum Initials: String {
        case no
        /// Capitals only.
        case capitals
        /// Small letters too, but not those that are words.
        case anyCase = "any case"
    }

    /// What becomes of the number behind a paragraph sign.
    enum Paragraphs: String {
        /// The number alone.
        case no
        /// One token, "§83".
        case join
        /// One token, with the number added.
        case withNumber = "with number"
    }

    /// How far the inflection of a word may be undone.
    enum Inflection: String {
        /// Lemma table, protected words, then Snowball.
        case full
        /// Lemma table and the genitive -s: the other endings of a name belong to the name.
        case genitive
        /// None.
        case none
    }
}
