import Analyzers
import IndexFormat

/// One word of the query with all that it may stand for.
struct QueryWord {
    /// What a document owes to a word.
    enum Role {
        /// It must be met.
        case required
        /// It says where or what the home is, and was recognised as that: it is met by the best hits,
        /// and its absence alone does not exclude.
        case recognized
        /// A function word: it counts where it is met.
        case optional
        /// Nothing in the index is like it: it is left out, and the answer says so.
        case unknown
    }

    var token: Token
    var role: Role
    /// The terms it stands for.
    var terms: [UInt32: Reach] = [:]
    /// What stands for it in documents that hold several terms at once, or have a certain fact.
    var phrases: [PhraseReading] = []
    /// The word that it was taken for, where it is not in the index itself.
    var correction: String?

    /// Whether a kind of home or operator is all that it says.
    var isGeneric = false

    /// Whether it was recognised as a place.
    var isPlace = false

    /// Whether a hit is judged by it.
    var isCounted: Bool { role == .required || role == .recognized }

    /// What a document is ranked by, without the terms.
    var traits: WordTraits {
        WordTraits(
            isCounted: isCounted,
            isRecognized: role == .recognized,
            isGeneric: isGeneric,
            isPlace: isPlace
        )
    }

    /// Whether anything in the index stands for it.
    var isMet: Bool { !terms.isEmpty || !phrases.isEmpty }

    /// The terms it stands for, those of its phrases too; beyond a number the closest only.
    func terms(atMost most: Int) -> [SoughtTerm] {
        var all = terms.map { SoughtTerm(term: $0.key, reach: $0.value) }
        for phrase in phrases {
            all += phrase.terms.map { SoughtTerm(term: $0, reach: phrase.reach) }
        }
        guard all.count > most else { return all }
        all.sort { ($0.reach.level, $0.term) < ($1.reach.level, $1.term) }
        return Array(all.prefix(most))
    }

    /// Adds a term unless there is a better way to it already.
    mutating func add(_ term: UInt32, _ reach: Reach) {
        if let known = terms[term], !reach.isBetter(than: known) { return }
        terms[term] = reach
    }
}

/// What a word of the query is, in so few bytes that a loop over documents need not count references.
struct WordTraits {
    var isCounted: Bool
    var isRecognized: Bool
    var isGeneric: Bool
    var isPlace: Bool

    /// What it counts where not all words are met (`MatchQuality.WordsMet`).
    @inline(__always)
    func worth(in fields: UInt8) -> Int {
        if isGeneric { return 1 }
        if !isRecognized, fields & SearchField.name.bit != 0 { return 3 }
        return fields & SearchField.structured != 0 ? 2 : 1
    }
}

/// A term that a word of the query stands for, to be found in texts.
struct SoughtTerm {
    var term: UInt32
    var reach: Reach
}

/// A reading of a word that single terms do not give.
struct PhraseReading {
    var reach: Reach
    /// The terms of which it consists, for the name; none where it is a fact.
    var terms: Set<UInt32>
    /// The documents, ascending, with how they meet it.
    var matches: [WordMatch]
}

/// How a word is met in one document: by its cheapest readings there, all others left out.
struct WordMatch {
    var document: UInt32
    /// Impact times weight, at most 255 × 256.
    var score: UInt32
    /// Bits of the fields in which it is met.
    var fields: UInt8
    var cost: UInt8
    var level: MatchLevel

    /// Fields, cost and level in 21 bits, of which the highest is set: what quality depends on.
    @inline(__always)
    var signature: UInt64 {
        1 << 20 | UInt64(fields) << 12 | UInt64(cost) << 4 | UInt64(level.rawValue)
    }

    /// Takes in another way in which the same document meets the same word.
    @inline(__always)
    mutating func merge(_ other: WordMatch) {
        if other.cost > cost { return }
        if other.cost < cost {
            self = other
            return
        }
        score = max(score, other.score)
        fields |= other.fields
        level = min(level, other.level)
    }
}
