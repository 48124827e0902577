import Analyzers
import IndexFormat
import LMDB

/// Why a hit stands where it stands: what each word met, how, where, and what it adds.
struct Explanation {
    /// One word of the query.
    struct Word {
        var typed: String
        /// The terms that met it in this document, the best first; none where a fact did.
        var matched: [String]
        var level: MatchLevel
        var cost: UInt8
        var fields: [SearchField]
        /// How much the word tells, in 32nds of a bit.
        var rarity: UInt32
        /// What it adds to the score.
        var score: UInt32
    }

    var quality: MatchQuality
    /// How many words count, all but function words, very common ones and unknown ones; and how many of
    /// them are met.
    var wordsAsked: Int
    var wordsMet: Int
    var score: UInt32
    var words: [Word]
    /// The place among equals, which the day decides.
    var rotation: UInt64

    /// Explains a hit of `match`.
    ///
    /// Looks for each term of each word in the document: O(terms · log postings).
    init(of document: Int, _ index: SearchIndex, _ match: TextMatch, on day: Int32) {
        guard let entry = match.entry(of: document) else {
            preconditionFailure("document \(document) is no hit of the text")
        }
        quality = entry.quality
        score = entry.score
        wordsAsked = match.words.count { $0.isCounted }
        wordsMet = match.words.indices.count {
            match.words[$0].isCounted && match.lists.match(of: $0, in: document) != nil
        }
        rotation = SortKey.rotation(ofHash: index.generation.idHashes[document], on: day)
        words = match.words.indices.compactMap { place in
            guard let met = match.lists.match(of: place, in: document) else { return nil }
            let rarity = TextMatcher.inverseFrequency(
                match.lists.ranges[place].count,
                of: match.lists.documentCount
            )
            return Word(
                typed: match.words[place].token.surface,
                matched: Self.terms(of: match.words[place], met, index),
                level: met.level,
                cost: met.cost,
                fields: SearchField.allCases.filter { met.fields & $0.bit != 0 },
                rarity: rarity,
                score: (met.score * rarity) >> 8
            )
        }
    }

    /// The terms by which a document meets a word, the closest first.
    private static func terms(
        of word: QueryWord,
        _ met: WordMatch,
        _ index: SearchIndex
    ) -> [String] {
        var terms = word.terms.filter { $0.value.cost == met.cost }
            .map { (term: $0.key, level: $0.value.level) }
        for phrase in word.phrases where phrase.reach.cost == met.cost {
            terms += phrase.terms.map { ($0, phrase.reach.level) }
        }
        let postings = index.generation.postings
        let dictionary = index.generation.dictionary
        return terms.filter { postings.contains($0.term, in: met.document) }
            .sorted { ($0.level, $0.term) < ($1.level, $1.term) }
            .prefix(8)
            .map { dictionary.terms.text(Int($0.term)) }
    }
}
