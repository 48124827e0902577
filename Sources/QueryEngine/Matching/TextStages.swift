/// The ways in which a word of a query is understood beyond its letters.
///
/// All are used to answer; leaving one out shows what it gains (`plejesoeg judge --without`).
public struct TextStages: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// å, ø, æ and accents typed otherwise.
    public static let folding = TextStages(rawValue: 1 << 0)
    /// Other forms of a word.
    public static let inflection = TextStages(rawValue: 1 << 1)
    public static let abbreviations = TextStages(rawValue: 1 << 2)
    public static let synonyms = TextStages(rawValue: 1 << 3)
    /// Words written together or apart, and parts of compounds.
    public static let compounds = TextStages(rawValue: 1 << 4)
    /// Slips of the keys.
    public static let corrections = TextStages(rawValue: 1 << 5)
    /// The last word may be unfinished.
    public static let completion = TextStages(rawValue: 1 << 6)
    /// Places, kinds and facts are recognised; words that match nothing may be left out.
    public static let understanding = TextStages(rawValue: 1 << 7)

    public static let all = TextStages(rawValue: (1 << 8) - 1)

    /// The stages by the names under which they are switched off.
    public static let names: [(name: String, stage: TextStages)] = [
        ("folding", .folding), ("inflection", .inflection), ("abbreviations", .abbreviations),
        ("synonyms", .synonyms), ("compounds", .compounds), ("corrections", .corrections),
        ("completion", .completion), ("understanding", .understanding),
    ]
}
