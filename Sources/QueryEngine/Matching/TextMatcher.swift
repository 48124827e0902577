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

        /// The better a document fits the text, the smaller.
        @inline(__always)
        var order: UInt64 { ~(UInt64(quality.bits) << 32 | UInt64(score)) }
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

    /// The same match, of which only some documents, ascending, are known.
    func limited(to documents: [UInt32]) -> TextMatch {
        var match = self
        match.entries = []
        match.lists = lists.limited(to: documents)
        return match
    }

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
        /// Those that name no place, kind or fact; or all but one, as long as they are worth something.
        case nearlyAll
        /// As many as any document meets.
        case most
        /// One that is no function word.
        case any
    }

    let index: SearchIndex
    let shown: ShownPart

    /// The documents that meet the demand, ascending.
    func entries(_ lists: MatchLists, _ demand: Demand) -> [TextMatch.Entry] {
        switch demand {
        case .all:
            return entries(lists, meeting: lists.words.indices.filter { lists.words[$0].isCounted })
        case .nearlyAll:
            let counted = lists.words.indices.filter { lists.words[$0].isCounted }
            let needed = counted.filter { lists.words[$0].role == .required }
            let counts = counts(lists, counted)
            var candidates = DocumentSet(emptyOf: index.count)
            for document in counts.indices where Int(counts[document]) >= counted.count - 1 {
                candidates.insert(document)
            }
            if !needed.isEmpty {
                for entry in entries(lists, meeting: needed) {
                    candidates.insert(Int(entry.document))
                }
            }
            var documents: [UInt32] = []
            candidates.forEach { documents.append(UInt32($0)) }
            return evaluate(lists, documents, []).filter { $0.quality.wordsMet.isWorthShowing }
        case .most:
            let counts = counts(lists, lists.words.indices.filter { lists.words[$0].isCounted })
            guard let most = counts.max(), most > 0 else { return [] }
            let documents = counts.indices.filter { counts[$0] == most }.map { UInt32($0) }
            return evaluate(lists, documents, [])
        case .any:
            var candidates = DocumentSet(emptyOf: index.count)
            for word in lists.words.indices where lists.words[word].isCounted {
                for match in lists.matches[lists.ranges[word]] {
                    candidates.insert(Int(match.document))
                }
            }
            var documents: [UInt32] = []
            documents.reserveCapacity(candidates.count)
            candidates.forEach { documents.append(UInt32($0)) }
            return evaluate(lists, documents, [])
        }
    }

    /// The documents that meet all of `needed`.
    private func entries(_ lists: MatchLists, meeting needed: [Int]) -> [TextMatch.Entry] {
        let ordered = needed.sorted { lists.ranges[$0].count < lists.ranges[$1].count }
        guard let rarest = ordered.first, !lists.ranges[rarest].isEmpty else {
            // Function words alone stand for themselves.
            return []
        }
        return evaluate(lists, nil, ordered)
    }

    /// How many of `words` each document meets.
    private func counts(_ lists: MatchLists, _ words: [Int]) -> [UInt8] {
        var counts = Array(repeating: UInt8(0), count: index.count)
        for word in words {
            for match in lists.matches[lists.ranges[word]] { counts[Int(match.document)] += 1 }
        }
        return counts
    }

    /// A word's list, read forward.
    private struct Reader {
        let word: Int
        let traits: WordTraits
        let weight: UInt32
        let end: Int
        var place: Int
        /// Whether the document at hand meets the word.
        var isMet = false
    }

    /// Ranks the candidates, ascending documents, that meet all of `needed`; without candidates those that
    /// meet the first needed word, which is the rarest.
    private func evaluate(
        _ lists: MatchLists,
        _ candidates: [UInt32]?,
        _ needed: [Int]
    ) -> [TextMatch.Entry] {
        let words = lists.words
        let others = words.indices.filter { !needed.contains($0) }
        let traits = words.map(\.traits)
        let asked = traits.count { $0.isCounted }
        var readers = (needed + others).map { word in
            let range = lists.ranges[word]
            return Reader(
                word: word,
                traits: traits[word],
                weight: Self.inverseFrequency(range.count, of: lists.documentCount),
                end: range.upperBound,
                place: range.lowerBound
            )
        }
        var names = NameFitter(index: index, words: words)
        // By which cost the document at hand meets each word of the query; none where it does not.
        var costs = Array(repeating: NameFitter.unmet, count: words.count)
        let all = lists.matches.span
        let driver = candidates == nil ? lists.ranges[needed[0]] : 0..<(candidates?.count ?? 0)
        var entries: [TextMatch.Entry] = []
        entries.reserveCapacity(driver.count)
        let neededCount = needed.count
        let isDriven = candidates == nil
        let readerCount = readers.count
        // Most documents meet the words in the same way as the one before them, and then fit as well.
        let mayRepeat = readerCount <= Self.mostInSignature
        var formerSignature = UInt64.max
        var formerQuality = MatchQuality(bits: 0)
        candidates: for step in driver {
            let document = candidates?[step] ?? all[step].document
            var score: UInt32 = 0
            var signature: UInt64 = 0
            var fields: UInt8 = 0
            var own = readers.mutableSpan
            for index in 0..<readerCount {
                let end = own[index].end
                let place =
                    index == 0 && isDriven
                    ? step : Self.advance(all, own[index].place, end, to: document)
                own[index].place = place
                let isMet = place < end && all[place].document == document
                own[index].isMet = isMet
                if isMet {
                    let match = all[place]
                    // A shift binds tighter than a product in Swift.
                    score += (match.score * own[index].weight) >> 8
                    fields |= match.fields
                    signature = signature << Self.signatureBits | match.signature
                } else if index < neededCount {
                    if place == end { break candidates }
                    continue candidates
                } else {
                    signature <<= Self.signatureBits
                }
            }
            let isNamed = fields & SearchField.name.bit != 0
            var quality = formerQuality
            if isNamed || !mayRepeat || signature != formerSignature {
                var tally = Tally()
                for index in 0..<readerCount where own[index].isMet {
                    tally.count(all[own[index].place], own[index].traits)
                }
                var fit = NameFit.none
                if isNamed {
                    for index in 0..<readerCount {
                        costs[own[index].word] =
                            own[index].isMet
                            ? UInt16(all[own[index].place].cost) : NameFitter.unmet
                    }
                    fit = names.fit(of: document, costs)
                }
                quality = tally.quality(fit, asked: asked)
                // How a name fits depends on the name: that does not repeat.
                formerSignature = isNamed ? .max : signature
                formerQuality = quality
            }
            entries.append(TextMatch.Entry(document: document, quality: quality, score: score))
        }
        return entries
    }

    /// How many words' ways of being met fit into a signature of 64 bits.
    private static let mostInSignature = 3
    private static let signatureBits: UInt64 = 21

    /// What the words of a query come to in one document.
    private struct Tally {
        private var met = 0
        private var worth = 0
        private var cost = 0
        private var distance = 0
        private var isStructured = true
        /// Whether something is met outside the name that is no place and no kind of home.
        private var isAboutMore = false

        @inline(__always)
        mutating func count(_ match: WordMatch, _ word: WordTraits) {
            // Function words do not lower a match.
            guard word.isCounted else { return }
            met += 1
            worth += word.worth(in: match.fields)
            cost += Int(match.cost)
            distance += match.level.distance
            if match.fields & SearchField.structured == 0 { isStructured = false }
            if !word.isGeneric, !word.isPlace, match.fields & SearchField.name.bit == 0 {
                isAboutMore = true
            }
        }

        @inline(__always)
        func quality(_ fit: NameFit, asked: Int) -> MatchQuality {
            // Who asks for something in a place does not ask for who is called after the place.
            let fit = isAboutMore && fit.isPlaceOnly ? .none : fit
            return MatchQuality(
                wordsMet: met == asked ? .all : .some(worth: worth),
                typingCost: cost,
                place: isStructured ? fit.place : .runningText,
                kindDistance: distance,
                neighbours: fit.neighbours,
                nameDistance: fit.distance
            )
        }
    }

    /// How much a word tells: its inverse document frequency, in 32nds of a bit.
    static func inverseFrequency(_ frequency: Int, of documents: Int) -> UInt32 {
        guard frequency > 0 else { return 0 }
        return UInt32((log2(1 + Double(documents) / Double(frequency)) * 32).rounded())
    }

    /// The first place not before `document`, by doubling steps and then halving ones.
    @inline(__always)
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
}

/// The documents that meet each word of a query: one array for all, walked in place.
struct MatchLists {
    let words: [QueryWord]
    /// The documents there are, matching or not.
    let documentCount: Int
    var matches: [WordMatch] = []
    /// Where the documents of each word are, ascending.
    var ranges: [Range<Int>] = []

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

    init(words: [QueryWord], documentCount: Int) {
        self.words = words
        self.documentCount = documentCount
    }

    /// The lists of some documents, ascending.
    func limited(to documents: [UInt32]) -> MatchLists {
        var words = words
        for word in words.indices {
            for phrase in words[word].phrases.indices { words[word].phrases[phrase].matches = [] }
        }
        var limited = MatchLists(words: words, documentCount: documentCount)
        for word in words.indices {
            let start = limited.matches.count
            for document in documents {
                if let match = match(of: word, in: Int(document)) { limited.matches.append(match) }
            }
            limited.ranges.append(start..<limited.matches.count)
        }
        return limited
    }

    /// The same lists for words that differ in their roles only.
    func with(_ words: [QueryWord]) -> MatchLists {
        var lists = MatchLists(words: words, documentCount: documentCount)
        lists.matches = matches
        lists.ranges = ranges
        return lists
    }
}
