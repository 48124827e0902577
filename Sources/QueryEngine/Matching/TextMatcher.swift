import Glibc
import IndexFormat
import LMDB

/// What the text of a query matches.
struct TextMatch {
    /// One document with its order by text.
    struct Entry {
        var document: UInt32
        var quality: MatchQuality
        /// Impacts by how much each word tells; what orders equals of one quality.
        var score: UInt32
    }

    /// The words with what they stand for, and the documents that meet each.
    var lists: MatchLists
    /// What was recognised in the words.
    var recognized: [RecognizedPart] = []
    /// Matching documents, ascending.
    var entries: [Entry] = []
    /// Whether documents meet every word; else those count that meet as many as any does.
    var isComplete = true

    var words: [QueryWord] { lists.words }

    /// The order of a document by text.
    ///
    /// O(log entries).
    func entry(of document: Int) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].document < document { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].document == document ? entries[low] : nil
    }
}

/// Finds the documents that match words, and ranks how well.
struct TextMatcher {
    /// The most words of a query that are looked at.
    static let wordLimit = 24

    /// Which words a document must meet.
    enum Demand {
        /// All that are not function words.
        case all
        /// Those that name no place, kind or fact; where there are only such, all but one of these.
        case allButRecognized
        /// As many as any document meets.
        case most
    }

    let index: SearchIndex

    /// The documents that meet the demand, ascending.
    func entries(_ lists: MatchLists, _ demand: Demand) -> [TextMatch.Entry] {
        switch demand {
        case .all:
            let needed = lists.words.indices.filter {
                lists.words[$0].role == .required || lists.words[$0].role == .recognized
            }
            return entries(lists, meeting: needed)
        case .allButRecognized:
            let needed = lists.words.indices.filter { lists.words[$0].role == .required }
            if !needed.isEmpty { return entries(lists, meeting: needed) }
            let known = lists.words.indices.filter { lists.words[$0].role == .recognized }
            return evaluate(lists, candidates(lists, known) { $0 >= max(1, known.count - 1) }, [])
        case .most:
            let known = lists.words.indices.filter {
                lists.words[$0].role == .required || lists.words[$0].role == .recognized
            }
            let counts = counts(lists, known)
            guard let most = counts.max(), most > 0 else { return [] }
            return evaluate(lists, candidates(lists, known) { $0 == Int(most) }, [])
        }
    }

    /// The documents that meet all of `needed`.
    private func entries(_ lists: MatchLists, meeting needed: [Int]) -> [TextMatch.Entry] {
        let ordered = needed.sorted { lists.ranges[$0].count < lists.ranges[$1].count }
        guard let rarest = ordered.first, !lists.ranges[rarest].isEmpty else {
            // Function words alone stand for themselves.
            return []
        }
        let candidates = lists.matches[lists.ranges[rarest]].map(\.document)
        return evaluate(lists, candidates, ordered)
    }

    /// How many of `words` each document meets.
    private func counts(_ lists: MatchLists, _ words: [Int]) -> [UInt8] {
        var counts = Array(repeating: UInt8(0), count: index.count)
        for word in words {
            for match in lists.matches[lists.ranges[word]] { counts[Int(match.document)] += 1 }
        }
        return counts
    }

    private func candidates(
        _ lists: MatchLists,
        _ words: [Int],
        _ suffices: (Int) -> Bool
    ) -> [UInt32] {
        let counts = counts(lists, words)
        return counts.indices.filter { suffices(Int(counts[$0])) }.map { UInt32($0) }
    }

    /// Ranks the candidates, ascending documents, that meet all of `needed`.
    private func evaluate(
        _ lists: MatchLists,
        _ candidates: [UInt32],
        _ needed: [Int]
    ) -> [TextMatch.Entry] {
        let words = lists.words
        let others = words.indices.filter { !needed.contains($0) }
        let weights = lists.ranges.map { inverseFrequency($0.count) }
        let counted = words.map { $0.role == .required || $0.role == .recognized }
        let order = needed + others
        var names = NameFitter(index: index, words: words)
        let all = lists.matches.span
        var places = lists.ranges.map(\.lowerBound)
        // Where the list of a word is at the document; -1 where the document does not meet it.
        var current = Array(repeating: -1, count: words.count)
        var entries: [TextMatch.Entry] = []
        entries.reserveCapacity(candidates.count)
        candidates: for document in candidates {
            var tally = Tally()
            for (step, word) in order.enumerated() {
                let end = lists.ranges[word].upperBound
                let place = Self.advance(all, places[word], end, to: document)
                places[word] = place
                if place < end, all[place].document == document {
                    current[word] = place
                    tally.count(all[place], weights[word], isCounted: counted[word])
                } else if step < needed.count {
                    if place == end { break candidates }
                    continue candidates
                } else {
                    current[word] = -1
                }
            }
            let fit =
                tally.isNamed
                ? names.fit(of: document) { word in
                    current[word] < 0 ? nil : all[current[word]].cost
                } : NameFit.none
            entries.append(
                TextMatch.Entry(
                    document: document,
                    quality: tally.quality(fit),
                    score: tally.score
                )
            )
        }
        return entries
    }

    /// What the words of a query come to in one document.
    private struct Tally {
        var score: UInt32 = 0
        private(set) var isNamed = false
        private var met = 0
        private var cost = 0
        private var distance = 0
        private var isStructured = true

        @inline(__always)
        mutating func count(_ match: WordMatch, _ weight: UInt32, isCounted: Bool) {
            // A shift binds tighter than a product in Swift.
            score += (match.score * weight) >> 8
            if match.fields & SearchField.name.bit != 0 { isNamed = true }
            // Function words do not lower a match.
            guard isCounted else { return }
            met += 1
            cost += Int(match.cost)
            distance += match.level.distance
            if match.fields & SearchField.structured == 0 { isStructured = false }
        }

        func quality(_ fit: NameFit) -> MatchQuality {
            MatchQuality(
                wordsMet: met,
                typingCost: cost,
                place: isStructured ? fit.place : .runningText,
                kindDistance: distance,
                neighbours: fit.neighbours,
                extraWords: fit.extraWords
            )
        }
    }

    /// How much a word tells: its inverse document frequency, in 32nds of a bit.
    func inverseFrequency(_ frequency: Int) -> UInt32 {
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

    // MARK: One word

    /// The documents that meet each word.
    func lists(of words: [QueryWord]) -> MatchLists {
        var lists = MatchLists(words: words)
        for word in words {
            let start = lists.matches.count
            merge(word, into: &lists.matches)
            lists.ranges.append(start..<lists.matches.count)
        }
        return lists
    }

    /// Appends the documents that meet a word, ascending.
    func merge(_ word: QueryWord, into target: inout [WordMatch]) {
        let postings = index.generation.postings
        let documents = postings.documents.span
        let impacts = postings.impacts.span
        let fields = postings.fields.span
        if word.terms.count == 1, word.phrases.isEmpty, let (term, reach) = word.terms.first {
            let range = postings.range(of: term)
            target.reserveCapacity(target.count + range.count)
            for place in range {
                target.append(
                    WordMatch(
                        document: documents[place],
                        score: UInt32(impacts[place]) * UInt32(reach.weight),
                        fields: fields[place],
                        cost: reach.cost,
                        level: reach.level
                    )
                )
            }
            return
        }
        var union = MatchUnion(universe: index.count)
        for (term, reach) in word.terms {
            let weight = UInt32(reach.weight)
            for place in postings.range(of: term) {
                union.add(
                    WordMatch(
                        document: documents[place],
                        score: UInt32(impacts[place]) * weight,
                        fields: fields[place],
                        cost: reach.cost,
                        level: reach.level
                    )
                )
            }
        }
        for phrase in word.phrases {
            for match in phrase.matches { union.add(match) }
        }
        union.append(to: &target)
    }
}

/// The documents that meet each word of a query: one array for all, walked in place.
struct MatchLists {
    let words: [QueryWord]
    fileprivate(set) var matches: [WordMatch] = []
    /// Where the documents of each word are, ascending.
    fileprivate(set) var ranges: [Range<Int>] = []

    /// How a document meets a word, if it does.
    ///
    /// O(log matches).
    func match(of word: Int, in document: Int) -> WordMatch? {
        var low = ranges[word].lowerBound
        var high = ranges[word].upperBound
        while low < high {
            let middle = (low + high) / 2
            if matches[middle].document < document { low = middle + 1 } else { high = middle }
        }
        guard low < ranges[word].upperBound, matches[low].document == document else { return nil }
        return matches[low]
    }

    fileprivate init(words: [QueryWord]) {
        self.words = words
    }
}

/// Gathers postings of several terms by document.
private struct MatchUnion {
    private var matches: [WordMatch]
    private var touched: DocumentSet

    init(universe: Int) {
        matches = Array(
            repeating: WordMatch(document: 0, score: 0, fields: 0, cost: .max, level: .correction),
            count: universe
        )
        touched = DocumentSet(emptyOf: universe)
    }

    @inline(__always)
    mutating func add(_ match: WordMatch) {
        let place = Int(match.document)
        touched.insert(place)
        matches[place].merge(match)
    }

    func append(to target: inout [WordMatch]) {
        target.reserveCapacity(target.count + touched.count)
        touched.forEach { target.append(matches[$0]) }
    }
}
