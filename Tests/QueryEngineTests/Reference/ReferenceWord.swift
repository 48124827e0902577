import IndexFormat
import QueryEngine

/// How a word of a query stands for a word of the corpus.
struct ReferenceWay: Equatable {
    var level: MatchLevel
    /// What was presumed to be mistyped.
    var cost = 0
    /// How much of an occurrence counts, in 256ths.
    var weight: Int

    init(_ level: MatchLevel, cost: Int = 0, weight: Int? = nil) {
        self.level = level
        self.cost = cost
        self.weight = weight ?? Self.weights[level] ?? 0
    }

    /// A slip of the keys of this cost.
    static func slip(_ cost: Int) -> ReferenceWay {
        ReferenceWay(.correction, cost: cost, weight: 140 - 4 * cost)
    }

    private static let weights: [MatchLevel: Int] = [
        .exact: 256, .fold: 244, .abbreviation: 224, .compound: 224, .inflection: 205,
        .synonym: 160, .value: 160, .part: 110, .looseFold: 150, .prefix: 128,
    ]

    /// How far each level is from the word itself.
    static let distances: [MatchLevel: Int] = [
        .exact: 0, .fold: 0, .abbreviation: 0, .compound: 0, .inflection: 1, .synonym: 2,
        .value: 2, .part: 3, .looseFold: 4, .prefix: 5, .correction: 6,
    ]

    /// The levels that are the same word, however it is spelt.
    static let same: Set<MatchLevel> = [.exact, .fold, .abbreviation, .compound]

    /// The cheapest way is the best, then the one that weighs most, then the closest.
    func isBetter(than other: ReferenceWay) -> Bool {
        if cost != other.cost { return cost < other.cost }
        if weight != other.weight { return weight > other.weight }
        return level < other.level
    }
}

/// How a unit meets a word of a query.
struct ReferenceMeeting: Equatable {
    var cost: Int
    var level: MatchLevel
    var score: Int
    var fields: Set<SearchField>

    /// Of several ways to meet one word the cheapest count, together.
    static func best(_ all: [ReferenceMeeting]) -> ReferenceMeeting? {
        guard let cost = all.map(\.cost).min() else { return nil }
        let cheapest = all.filter { $0.cost == cost }
        return ReferenceMeeting(
            cost: cost,
            level: cheapest.map(\.level).min() ?? .correction,
            score: cheapest.map(\.score).max() ?? 0,
            fields: cheapest.reduce(into: []) { $0.formUnion($1.fields) }
        )
    }
}

/// One word of a query with all that it may stand for.
struct ReferenceWord {
    enum Role: String {
        case required, recognized, optional, unknown
    }

    let surface: String
    /// Its place among the words of the text as the analyzer counts them.
    let position: Int
    var role = Role.required
    /// Words of the corpus, by their places, each with the best way to it.
    var ways: [Int: ReferenceWay] = [:]
    /// What several words of the corpus say together, or a fact.
    var phrases: [Phrase] = []
    /// What it was taken for.
    var correction: String?
    var isGeneric = false
    var isPlace = false

    /// A reading that single words of the corpus do not give.
    struct Phrase {
        var way: ReferenceWay
        /// The words of the corpus in it, none for a fact.
        var words: Set<Int>
        /// By place of the unit.
        var meetings: [Int: ReferenceMeeting]
    }

    var isCounted: Bool { role == .required || role == .recognized }
    var isMet: Bool { !ways.isEmpty || !phrases.isEmpty }

    mutating func add(_ places: [Int], _ way: ReferenceWay) {
        for place in places {
            if let known = ways[place], !way.isBetter(than: known) { continue }
            ways[place] = way
        }
    }
}
