import Analyzers
import Glibc
import IndexFormat
import LMDB

/// How a word of the query met a term of the index, the closest first.
enum MatchLevel: UInt8, Comparable {
    case exact, fold, abbreviation, inflection, synonym, looseFold, prefix

    /// How much of an occurrence's impact counts, in 256ths.
    var weight: Int {
        switch self {
        case .exact: 256
        case .fold: 244
        case .abbreviation: 224
        case .inflection: 205
        case .synonym: 160
        case .looseFold: 150
        case .prefix: 128
        }
    }

    static func < (left: MatchLevel, right: MatchLevel) -> Bool { left.rawValue < right.rawValue }
}

/// One word of the query with the terms that it stands for.
struct QueryWord {
    var token: Token
    /// Function words need not occur.
    var isRequired: Bool
    /// Terms with the closest level at which each is reached, and its weight in 256ths.
    var terms: [UInt32: (level: MatchLevel, weight: Int)] = [:]
    /// Documents in which a replacement of several words occurs whole.
    var phrases: [[WordMatch]] = []
}

/// How well a word matches in one document.
struct WordMatch {
    var document: UInt32
    /// Impact times weight, at most 255 × 256.
    var score: UInt32
    /// Bits of the fields in which any of the word's terms occurs.
    var fields: UInt8
    /// Whether the name holds the word itself, in any spelling or abbreviation.
    var isNamedExactly: Bool
}

/// What the text of a query matches.
struct TextMatch {
    /// One document with its order by text.
    struct Entry {
        var document: UInt32
        /// The quality class, higher is better (`TextMatcher.quality`).
        var quality: UInt8
        var score: UInt32
    }

    var words: [QueryWord]
    /// Matching documents, ascending.
    var entries: [Entry] = []
}

/// Finds the documents that match a text: every required word must be met in some way.
struct TextMatcher {
    /// The most words of a query that are looked at.
    static let wordLimit = 24

    let index: SearchIndex

    /// The documents that match all required words, ascending, with their order by text.
    func match(_ words: [QueryWord]) -> TextMatch {
        var result = TextMatch(words: words)
        // One array for all words: the loop below walks it in place, without a reference per list.
        var matches: [WordMatch] = []
        var ranges: [Range<Int>] = []
        for word in words {
            let start = matches.count
            merge(word, into: &matches)
            ranges.append(start..<matches.count)
        }
        let required = words.indices.filter { words[$0].isRequired }
            .sorted { ranges[$0].count < ranges[$1].count }
        guard let rarest = required.first, !ranges[rarest].isEmpty else { return result }
        let others = Array(required.dropFirst()) + words.indices.filter { !words[$0].isRequired }
        let requiredOthers = required.count - 1
        let weights = ranges.map { inverseFrequency($0.count) }
        // A word that is typed twice names no more than once.
        let isFirst = words.indices.map { place in
            !words[..<place].contains { $0.token.surface == words[place].token.surface }
        }
        let norms = index.generation.lengths[Int(SearchField.name.rawValue)]
        let nameLengths = norms.span
        let all = matches.span
        var places = ranges.map(\.lowerBound)
        result.entries.reserveCapacity(ranges[rarest].count)
        candidates: for start in ranges[rarest] {
            let first = all[start]
            var tally = Tally()
            tally.count(first, weights[rarest], isRequired: true, isFirst: isFirst[rarest])
            for (order, word) in others.enumerated() {
                let end = ranges[word].upperBound
                let place = Self.advance(all, places[word], end, to: first.document)
                places[word] = place
                if place < end, all[place].document == first.document {
                    tally.count(
                        all[place],
                        weights[word],
                        isRequired: order < requiredOthers,
                        isFirst: isFirst[word]
                    )
                } else if order < requiredOthers {
                    if place == end { break candidates }
                    continue candidates
                }
            }
            result.entries.append(
                TextMatch.Entry(
                    document: first.document,
                    quality: tally.quality(nameLength: Int(nameLengths[Int(first.document)])),
                    score: tally.score
                )
            )
        }
        return result
    }

    /// What the words of a query come to in one document.
    private struct Tally {
        var score: UInt32 = 0
        private var named = 0
        private var namedExactly = 0
        private var isStructured = true

        @inline(__always)
        mutating func count(
            _ match: WordMatch,
            _ weight: UInt32,
            isRequired: Bool,
            isFirst: Bool
        ) {
            // A shift binds tighter than a product in Swift.
            score += (match.score * weight) >> 8
            if isFirst, match.fields & SearchField.name.bit != 0 {
                named += 1
                if match.isNamedExactly { namedExactly += 1 }
            }
            // Function words do not lower a match: only what must occur decides.
            if isRequired, match.fields & SearchField.structured == 0 { isStructured = false }
        }

        /// How well the text fits, before any fine score:
        /// 4 the whole name was typed, and all else is in the facts about the unit; 3 the same with an
        /// inflected, synonymous or unfinished word; 2 a word of the name and facts; 1 facts; 0 running
        /// text.
        func quality(nameLength: Int) -> UInt8 {
            guard isStructured else { return 0 }
            if nameLength > 0, namedExactly >= nameLength { return 4 }
            if nameLength > 0, named >= nameLength { return 3 }
            return named > 0 ? 2 : 1
        }
    }

    /// How much a word tells: its inverse document frequency, in 32nds of a bit.
    private func inverseFrequency(_ frequency: Int) -> UInt32 {
        guard frequency > 0 else { return 0 }
        return UInt32((log2(1 + Double(index.count) / Double(frequency)) * 32).rounded())
    }

    /// The first place not before `document`, by doubling steps and then halving ones.
    private static func advance(
        _ matches: Span<WordMatch>,
        _ start: Int,
        _ end: Int,
        to document: UInt32
    ) -> Int {
        var step = 1
        var low = start
        var high = start
        while high < end, matches[high].document < document {
            low = high + 1
            high += step
            step *= 2
        }
        high = min(high, end)
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].document < document { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Appends the union of a word's postings, ascending: in each document the best score, all fields,
    /// and whether the name holds the word.
    func merge(_ word: QueryWord, into target: inout [WordMatch]) {
        let postings = index.generation.postings
        let documents = postings.documents.span
        let impacts = postings.impacts.span
        let fields = postings.fields.span
        if word.terms.count == 1, word.phrases.isEmpty, let (term, reach) = word.terms.first {
            let range = postings.range(of: term)
            let isExact = reach.level <= .abbreviation
            target.reserveCapacity(target.count + range.count)
            for place in range {
                target.append(
                    WordMatch(
                        document: documents[place],
                        score: UInt32(impacts[place]) * UInt32(reach.weight),
                        fields: fields[place],
                        isNamedExactly: isExact && fields[place] & SearchField.name.bit != 0
                    )
                )
            }
            return
        }
        var union = MatchUnion(universe: index.count)
        for (term, reach) in word.terms {
            let weight = UInt32(reach.weight)
            let isExact = reach.level <= .abbreviation
            for place in postings.range(of: term) {
                union.add(
                    WordMatch(
                        document: documents[place],
                        score: UInt32(impacts[place]) * weight,
                        fields: fields[place],
                        isNamedExactly: isExact && fields[place] & SearchField.name.bit != 0
                    )
                )
            }
        }
        for phrase in word.phrases {
            for match in phrase { union.add(match) }
        }
        union.append(to: &target)
    }
}

/// Gathers postings of several terms by document.
private struct MatchUnion {
    private var matches: [WordMatch]
    private var touched: DocumentSet

    init(universe: Int) {
        matches = Array(
            repeating: WordMatch(document: 0, score: 0, fields: 0, isNamedExactly: false),
            count: universe
        )
        touched = DocumentSet(emptyOf: universe)
    }

    @inline(__always)
    mutating func add(_ match: WordMatch) {
        let place = Int(match.document)
        touched.insert(place)
        var own = matches[place]
        own.document = match.document
        own.score = max(own.score, match.score)
        own.fields |= match.fields
        own.isNamedExactly = own.isNamedExactly || match.isNamedExactly
        matches[place] = own
    }

    func append(to target: inout [WordMatch]) {
        target.reserveCapacity(target.count + touched.count)
        touched.forEach { target.append(matches[$0]) }
    }
}
