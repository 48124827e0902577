/// How a word of the query stands for a term of the index, the closest first.
public enum MatchLevel: UInt8, CaseIterable, Comparable, Sendable {
    /// The same letters.
    case exact
    /// The same word with å, ø or æ typed as aa, oe or ae, or without its accents.
    case fold
    /// An abbreviation of it, or what it abbreviates.
    case abbreviation
    /// The same word written together, or in two.
    case compound
    /// Another form of the word.
    case inflection
    /// Another word for it.
    case synonym
    /// A fact about the unit, recognised in the query: the word itself need not occur.
    case value
    /// A part of a compound, or a compound of which the word is a part.
    case part
    /// The same word with å, ø or æ typed as a, o or a.
    case looseFold
    /// A word that begins with it.
    case prefix
    /// A word that it may be a slip of the keys for.
    case correction

    /// How much of an occurrence's impact counts, in 256ths.
    var weight: Int {
        switch self {
        case .exact: 256
        case .fold: 244
        case .abbreviation, .compound: 224
        case .inflection: 205
        case .synonym, .value: 160
        case .looseFold: 150
        case .correction: 140
        case .prefix: 128
        case .part: 110
        }
    }

    /// Whether it is the same word, however it is spelt.
    var isSame: Bool { self <= .compound }

    /// How far the kind of match is from the word itself, 0 for the same word (`MatchQuality`).
    var distance: Int {
        switch self {
        case .exact, .fold, .abbreviation, .compound: 0
        case .inflection: 1
        case .synonym, .value: 2
        case .part: 3
        case .looseFold: 4
        case .prefix: 5
        case .correction: 6
        }
    }

    public static func < (left: MatchLevel, right: MatchLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What leads from a word of the query to a term.
struct Reach: Equatable, Sendable {
    var level: MatchLevel
    /// What was presumed to be mistyped (`SpellingCorrector`); 0 where nothing was.
    var cost: UInt8
    /// How much of an occurrence's impact counts, in 256ths.
    var weight: Int

    init(_ level: MatchLevel, weight: Int? = nil, cost: UInt8 = 0) {
        self.level = level
        self.cost = cost
        self.weight = weight ?? level.weight
    }

    /// Whether this way is to be preferred to another one to the same term.
    func isBetter(than other: Reach) -> Bool {
        (cost, -weight, level.rawValue) < (other.cost, -other.weight, other.level.rawValue)
    }
}
