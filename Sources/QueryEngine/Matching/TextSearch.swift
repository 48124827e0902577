import CareUnits
import IndexFormat

/// Finds what a text means in an index: as it is spelt, else as it may have been meant, else as much
/// of it as can be met.
struct TextSearch {
    /// Fewer hits than this that meet every word are followed by those that lack what was recognised.
    static let few = 20

    let index: SearchIndex
    let today: LocalDate
    var stages = TextStages.all
    /// Whether a document need only meet one word.
    var meetsAny = false
    /// What may be known of, where it is less than what is shown today.
    var shown: ShownPart?
    /// Whether words expanded before may be taken from the generation's memo.
    var usesMemo = true

    /// The documents that a text matches, or `nil` if it has no words.
    func match(_ query: String) -> TextMatch? {
        let shown = shown ?? index.shown(on: today)
        var expansion = QueryExpansion(texts: index.unitTexts, stages: stages, shown: shown)
        if usesMemo { expansion.memo = WordMemo(words: index.wordMemo, day: today) }
        var words = expansion.words(of: query)
        guard !words.isEmpty else { return nil }
        let recognized = recognize(&words, shown)
        let matcher = TextMatcher(index: index, shown: shown)
        let wordMatcher = WordMatcher(texts: index.unitTexts, shown: shown)
        var lists = wordMatcher.lists(of: words)
        if meetsAny {
            var match = TextMatch(lists: lists, recognized: recognized)
            match.entries = matcher.entries(lists, .any)
            match.isComplete = !match.entries.isEmpty
            return match
        }
        if releaseCommon(&words, lists) { lists = lists.with(words) }
        var entries = matcher.entries(lists, .all)
        if entries.isEmpty, words.contains(where: \.isMet) {
            expansion.reconsider(&words)
            lists = wordMatcher.lists(of: words)
            entries = matcher.entries(lists, .all)
        }
        var match = TextMatch(lists: lists, recognized: recognized)
        match.isComplete = !entries.isEmpty
        if stages.contains(.understanding) {
            if entries.count < Self.few, words.count(where: \.isCounted) > 1,
                words.contains(where: { $0.role == .recognized })
            {
                let more = matcher.entries(lists, .nearlyAll)
                if more.count > entries.count { entries = more }
            }
            if entries.isEmpty { entries = matcher.entries(lists, .most) }
        }
        match.entries = entries
        return match
    }

    /// Lets words go that a great part of all documents meet, as long as a rarer one remains.
    ///
    /// They tell little, and a sentence has many of them. A place or a kind is no such rarer word: who
    /// asks for "demens plejecenter" asks for demens. Returns whether there were any.
    private func releaseCommon(_ words: inout [QueryWord], _ lists: MatchLists) -> Bool {
        let limit = lists.documentCount / Self.commonShare
        let common = words.indices.filter {
            words[$0].role == .required && lists.ranges[$0].count > limit
        }
        let required = words.count { $0.role == .required }
        guard !common.isEmpty, required > common.count else { return false }
        for place in common { words[place].role = .optional }
        return true
    }

    /// A word is common that more than one in so many documents meet.
    private static let commonShare = 4

    private func recognize(_ words: inout [QueryWord], _ shown: ShownPart) -> [RecognizedPart] {
        guard stages.contains(.understanding) else { return [] }
        return index.recognizer.recognize(&words, in: index, shown, on: today)
    }
}
