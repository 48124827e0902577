import Analyzers
import IndexFormat

/// Texts that words are looked for in: those about units, or those of inspections.
struct TextIndex {
    let dictionary: TermDictionary
    let postings: Postings
    let analyzer: DanishAnalyzer
    /// The number of documents.
    let count: Int
    /// What lists are merged in.
    let scratch: MatchScratch
}

extension SearchIndex {
    /// The texts about units.
    var unitTexts: TextIndex {
        TextIndex(
            dictionary: generation.dictionary,
            postings: generation.postings,
            analyzer: analyzer,
            count: count,
            scratch: unitScratch
        )
    }

    /// What inspectors wrote.
    var feedbackTexts: TextIndex {
        TextIndex(
            dictionary: generation.inspections.dictionary,
            postings: generation.inspections.postings,
            analyzer: analyzer,
            count: generation.inspections.count,
            scratch: feedbackScratch
        )
    }
}
