import IndexFormat
import LMDB

/// How the words of a query cover the name of one document.
struct NameFit {
    var place: MatchQuality.Place
    /// Pairs of neighbours in the name that are neighbours, in the same order, in the query.
    var neighbours: Int
    /// How far the name is from the query: 3 for each word that is not met, less for one that is met in
    /// another form or by another word.
    var distance: Int
    /// Whether all that is met of the name, but for words such as "plejehjem", is where it is.
    var isPlaceOnly: Bool

    /// No word of the name is met.
    static let none = NameFit(place: .facts, neighbours: 0, distance: 0, isPlaceOnly: false)
}

/// Holds words against names, token by token.
struct NameFitter {
    /// A way in which a term is reached, in a list of all ways to the same term.
    private struct Way {
        var word: Int
        var cost: UInt8
        var level: MatchLevel
        var isPlace: Bool
        var next: Int32
    }

    private let nameTerms: NumberLists
    private let index: SearchIndex
    private let words: [QueryWord]
    /// Terms by hash, open addressing: term + 1 and the first of its ways.
    private var slots: [(term: UInt32, first: Int32)] = []
    private var ways: [Way] = []

    init(index: SearchIndex, words: [QueryWord]) {
        self.index = index
        self.words = words
        nameTerms = index.generation.nameTerms
    }

    /// The cost of a word that a document does not meet.
    static let unmet = UInt16.max

    /// How the name of a document is covered; `costs` tells by which cost the document meets each word.
    mutating func fit(of document: UInt32, _ costs: [UInt16]) -> NameFit {
        if slots.isEmpty { gather() }
        let terms = nameTerms[Int(document)]
        let generic = index.generation.dictionary.generic
        let isGeneric = generic.span
        var neighbours = 0
        var distance = 0
        var core = 0
        var coreMet = 0
        var coreSame = 0
        var genericMet = 0
        var genericSame = 0
        var isPlaceOnly = true
        var former: (first: Int, last: Int)?
        for place in 0..<terms.count {
            let term = terms[place]
            let met = met(term, costs)
            let says = isGeneric[Int(term)] == 0
            if says { core += 1 }
            guard let met else {
                distance += Self.unmetDistance
                former = nil
                continue
            }
            distance += min(met.level.distance, Self.unmetDistance - 1)
            if says {
                coreMet += 1
                if !met.isPlace { isPlaceOnly = false }
                if met.level.isSame { coreSame += 1 }
            } else {
                genericMet += 1
                if met.level.isSame { genericSame += 1 }
            }
            if let former, met.first <= former.last + 1, former.first <= met.last {
                neighbours += 1
            }
            former = (met.first, met.last)
        }
        // A name of nothing but such words is named by them.
        if core == 0 {
            core = terms.count
            coreMet = genericMet
            coreSame = genericSame
        }
        let place: MatchQuality.Place =
            if coreSame == core {
                .wholeNameExactly
            } else if coreMet == core {
                .wholeName
            } else {
                coreMet > 0 ? .partOfName : .facts
            }
        // Words such as "plejehjem" in the name are no better than the fact, nor worse.
        guard place > .facts else { return .none }
        return NameFit(
            place: place,
            neighbours: neighbours,
            distance: distance,
            isPlaceOnly: isPlaceOnly
        )
    }

    /// What a word of the name that is not met adds to the distance.
    private static let unmetDistance = 3

    /// Which words of the query a term meets, from the first to the last, and how closely.
    private func met(
        _ term: UInt32,
        _ costs: [UInt16]
    ) -> (first: Int, last: Int, level: MatchLevel, isPlace: Bool)? {
        var slot = Self.hash(term) & (slots.count - 1)
        while slots[slot].term != 0, slots[slot].term != term + 1 {
            slot = (slot + 1) & (slots.count - 1)
        }
        guard slots[slot].term != 0 else { return nil }
        var found: (first: Int, last: Int, level: MatchLevel, isPlace: Bool)?
        var way = slots[slot].first
        while way >= 0 {
            let candidate = ways[Int(way)]
            if costs[candidate.word] == UInt16(candidate.cost) {
                let isPlace = candidate.isPlace
                let known = found ?? (candidate.word, candidate.word, candidate.level, isPlace)
                found = (
                    min(known.first, candidate.word), max(known.last, candidate.word),
                    min(known.level, candidate.level), known.isPlace && isPlace
                )
            }
            way = candidate.next
        }
        return found
    }

    private mutating func gather() {
        let count = words.reduce(0) { total, word in
            total + word.terms.count + word.phrases.reduce(0) { $0 + $1.terms.count }
        }
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        slots = Array(repeating: (0, -1), count: capacity)
        ways.reserveCapacity(count)
        for (place, word) in words.enumerated() {
            for (term, reach) in word.terms { add(term, place, reach) }
            for phrase in word.phrases {
                for term in phrase.terms { add(term, place, phrase.reach) }
            }
        }
    }

    private mutating func add(_ term: UInt32, _ word: Int, _ reach: Reach) {
        var slot = Self.hash(term) & (slots.count - 1)
        while slots[slot].term != 0, slots[slot].term != term + 1 {
            slot = (slot + 1) & (slots.count - 1)
        }
        let next = slots[slot].term == 0 ? -1 : slots[slot].first
        slots[slot] = (term + 1, Int32(ways.count))
        ways.append(
            Way(
                word: word,
                cost: reach.cost,
                level: reach.level,
                isPlace: words[word].isPlace,
                next: next
            )
        )
    }

    private static func hash(_ term: UInt32) -> Int {
        Int((UInt64(term) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
}
