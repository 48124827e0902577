import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// A word that could be read as another one, with how many hits that reading has.
public struct OfferedCorrection: Sendable, Equatable {
    /// The place of the word among those of the text.
    var word: Int
    public var reading: String
    /// The request with the reading in place of the word.
    public var parameters: [SearchRequest.Parameter]
    public var total: Int
}

/// Finds other readings for words that are in the index but lead to hardly any hits.
struct CorrectionFinder {
    private static let offers = 2
    /// A reading that costs more than one edit is no offer for a word that exists.
    private static let mostCost: UInt8 = 7

    let searcher: Searcher
    /// What this state no longer shows does not count.
    let newest: SearchIndex?

    /// The readings that find more than `total`, the one that finds most first.
    func find(
        _ request: SearchRequest,
        _ text: TextMatch,
        moreThan total: Int,
        _ today: LocalDate
    ) -> [OfferedCorrection] {
        let index = searcher.index
        let dictionary = index.generation.dictionary
        let shown = index.shown(on: today)
        let corrector = SpellingCorrector(dictionary: dictionary, shown: shown)
        var offers: [OfferedCorrection] = []
        for (place, word) in text.words.enumerated()
        where word.correction == nil && word.role == .required {
            let surface = word.token.surface
            guard !index.analyzer.isListed(surface) else { continue }
            let corrections = corrector.corrections(
                of: surface,
                key: index.analyzer.looseKey(of: surface)
            )
            let terms = corrections.filter { $0.cost <= Self.mostCost }
                .flatMap { shown.terms(of: dictionary.looseFolds, at: $0.key) }
            let best = terms.max { shown.frequency(of: $0) < shown.frequency(of: $1) }
            guard let best else { continue }
            let reading = dictionary.terms.text(Int(best))
            let changed = replacing(word, with: reading, request)
            guard
                let parsed = try? RequestParser.search(
                    changed,
                    against: index.generation,
                    places: searcher.places
                )
            else { continue }
            let found = searcher.count(parsed, on: today, hidingGoneIn: newest)
            guard found > total else { continue }
            offers.append(
                OfferedCorrection(
                    word: place,
                    reading: reading,
                    parameters: changed,
                    total: found
                )
            )
        }
        let ranked = offers.enumerated().sorted {
            ($1.element.total, $0.offset) < ($0.element.total, $1.offset)
        }
        return ranked.prefix(Self.offers).map(\.element)
    }

    private func replacing(
        _ word: QueryWord,
        with reading: String,
        _ request: SearchRequest
    ) -> [SearchRequest.Parameter] {
        var text = Array((request.query ?? "").utf8)
        let token = word.token
        text.replaceSubrange(
            token.utf8Offset..<token.utf8Offset + token.utf8Length,
            with: Array(reading.utf8)
        )
        return request.parameters.map {
            $0.name == "q"
                ? .init(name: "q", value: String(decoding: text, as: UTF8.self)) : $0
        }
    }
}
