import Analyzers
import IndexFormat
import LMDB

/// What a text matches in feedback.
struct FeedbackMatch {
    /// One inspection with its order by text.
    struct Entry {
        var document: UInt32
        /// Words not met, what was presumed mistyped, and whether no one theme holds all words.
        var order: UInt64
        /// Impacts by how much each word tells.
        var score: UInt32
        /// Bits of the fields in which all met words are.
        var sharedFields: UInt8
    }

    /// How each inspection meets each word, those of phrases last.
    var lists: MatchLists
    /// Matching inspections, ascending.
    var entries: [Entry] = []
    /// Whether every word is met; else the inspections that meet most.
    var isComplete = true

    var words: [QueryWord] { lists.words }

    /// The order of an inspection by text.
    ///
    /// O(log entries).
    func entry(of inspection: Int) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].document < inspection { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].document == inspection ? entries[low] : nil
    }
}

/// Finds the inspections whose feedback a text matches.
struct FeedbackMatcher {
    let index: SearchIndex
    /// The inspections that may be known of.
    let alive: DocumentSet

    private var texts: TextIndex { index.feedbackTexts }

    /// How a word may be met: what is not of the language of names (kinds, places) applies.
    private static let usual = TextStages.all.subtracting([.completion, .understanding])
    /// A phrase is as typed, but for the spelling of letters.
    private static let literal: TextStages = [.folding]
    /// What is excluded is excluded in all its forms.
    private static let forms: TextStages = [.folding, .inflection]

    func match(_ query: FeedbackQuery) -> FeedbackMatch {
        let shown = ShownPart(alive, of: texts.postings)
        var words = words(of: query.words, shown)
        let plain = words.count
        var phrases: [Range<Int>] = []
        let literal = QueryExpansion(texts: texts, stages: Self.literal, shown: shown)
        for phrase in query.phrases {
            var own = literal.words(of: phrase)
            for place in own.indices { own[place].role = .required }
            guard !own.isEmpty else { continue }
            phrases.append(words.count..<words.count + own.count)
            words += own
        }
        let matcher = WordMatcher(texts: texts, shown: shown)
        let lists = matcher.lists(of: words)
        var match = FeedbackMatch(lists: lists)
        let needed = words.indices.filter { words[$0].role == .required }
        let excluded = excluded(by: query, shown)
        var counts = Array(repeating: UInt8(0), count: texts.count)
        for word in needed {
            for found in lists.matches[lists.ranges[word]] { counts[Int(found.document)] += 1 }
        }
        var candidates = counts.indices.filter {
            counts[$0] == needed.count && alive.contains($0) && !excluded.contains($0)
        }
        if needed.isEmpty {
            // Nothing but what is excluded, or words that nothing is required of.
            let isEmpty = words.isEmpty && query.phrases.isEmpty
            candidates = isEmpty ? candidates : words.isEmpty ? [] : met(words.indices, lists)
        }
        // A phrase is asked for as it stands: it is never let go.
        if candidates.isEmpty, phrases.isEmpty, let most = counts.max(), most > 0 {
            match.isComplete = false
            candidates = counts.indices.filter {
                counts[$0] == most && alive.contains($0) && !excluded.contains($0)
            }
        }
        let weights = lists.ranges.map {
            TextMatcher.inverseFrequency($0.count, of: max(1, lists.documentCount))
        }
        for candidate in candidates {
            guard phrases.allSatisfy({ holds(words[$0], in: UInt32(candidate)) }) else { continue }
            match.entries.append(
                entry(candidate, words.prefix(plain).indices, needed, lists, weights)
            )
        }
        return match
    }

    /// The words of a text; one that no feedback has as it is spelt may be unfinished.
    private func words(of text: String, _ shown: ShownPart) -> [QueryWord] {
        let expansion = QueryExpansion(texts: texts, stages: Self.usual, shown: shown)
        var words = expansion.words(of: text)
        if words.last.map({ !$0.isMet || $0.correction != nil }) == true {
            let completing = Self.usual.union(.completion)
            words = QueryExpansion(texts: texts, stages: completing, shown: shown).words(of: text)
        }
        // "plejehjem" tells little of feedback, but where it is all that is asked for, it is asked for.
        if !words.contains(where: { $0.role == .required }) {
            for place in words.indices where words[place].role == .recognized {
                words[place].role = .required
            }
        }
        return words
    }

    private func met(_ words: Range<Int>, _ lists: MatchLists) -> [Int] {
        var set = DocumentSet(emptyOf: texts.count)
        for word in words {
            for found in lists.matches[lists.ranges[word]] { set.insert(Int(found.document)) }
        }
        set.formIntersection(alive)
        var found: [Int] = []
        set.forEach { found.append($0) }
        return found
    }

    private func entry(
        _ candidate: Int,
        _ plain: Range<Int>,
        _ needed: [Int],
        _ lists: MatchLists,
        _ weights: [UInt32]
    ) -> FeedbackMatch.Entry {
        var score: UInt32 = 0
        var cost = 0
        var met = 0
        var shared = UInt8.max
        for word in lists.words.indices {
            guard let found = lists.match(of: word, in: candidate) else { continue }
            score += (found.score * weights[word]) >> 8
            guard lists.words[word].role == .required else { continue }
            met += 1
            cost += Int(found.cost)
            shared &= found.fields
        }
        if met == 0 { shared = 0 }
        let isScattered: UInt64 = shared == 0 ? 1 : 0
        return FeedbackMatch.Entry(
            document: UInt32(candidate),
            order: UInt64(needed.count - met) << 32 | UInt64(cost) << 8 | isScattered,
            score: score,
            sharedFields: shared
        )
    }

    // MARK: Phrases

    private func excluded(by query: FeedbackQuery, _ shown: ShownPart) -> DocumentSet {
        var set = DocumentSet(emptyOf: texts.count)
        let expansion = QueryExpansion(texts: texts, stages: Self.forms, shown: shown)
        let literal = QueryExpansion(texts: texts, stages: Self.literal, shown: shown)
        for text in query.excluded {
            let isPhrase = text.contains { $0.isWhitespace }
            let words = (isPhrase ? literal : expansion).words(of: text)
            guard !words.isEmpty else { continue }
            let lists = WordMatcher(texts: texts, shown: shown).lists(of: words)
            for found in lists.matches[lists.ranges[0]]
            where words.count == 1 || holds(words[...], in: found.document) {
                set.insert(Int(found.document))
            }
        }
        return set
    }

    /// Whether words stand one behind the other, as they were typed, in one field of an inspection.
    private func holds(_ words: ArraySlice<QueryWord>, in document: UInt32) -> Bool {
        FeedbackField.allCases.contains { field in
            !PhraseFinder(postings: texts.postings).starts(of: words, in: document, field).isEmpty
        }
    }
}

/// Finds where words stand one behind the other.
struct PhraseFinder {
    let postings: Postings

    /// The positions at which a phrase begins, ascending.
    func starts(
        of words: ArraySlice<QueryWord>,
        in document: UInt32,
        _ field: FeedbackField
    ) -> [Int] {
        guard let first = words.first else { return [] }
        var starts: Set<Int>?
        for word in words {
            let offset = word.token.position - first.token.position
            var own = Set<Int>()
            for term in word.terms.keys {
                for position in postings.positions(of: term, in: document, field: field) {
                    own.insert(position - offset)
                }
            }
            starts = starts.map { $0.intersection(own) } ?? own
            if starts?.isEmpty == true { return [] }
        }
        return (starts ?? []).sorted()
    }
}
