import Analyzers
import CareUnits
import IndexFormat

/// What was understood of a text, in words for people and parameters for programs.
struct QueryReading {
    /// A part of the text.
    struct Part {
        var text: String
        /// A `RecognizedPart.Kind`, or `ignored` for a word that nothing in the index is like.
        var kind: String
        var label: Label?
        /// What would demand the part: the rest of the text as `q`, and its filter.
        var parameters: [SearchRequest.Parameter]
    }

    /// A word that was, or could be, read as another one.
    struct Correction {
        var typed: String
        var reading: String
        /// Whether the hits are those of the reading.
        var isApplied: Bool
        /// The text with the reading in place of the word.
        var parameters: [SearchRequest.Parameter]
        /// How many hits the parameters have, where they are not those of this answer.
        var total: Int?
    }

    private(set) var parts: [Part] = []
    private(set) var corrections: [Correction] = []

    init(
        of match: TextMatch,
        _ result: SearchResult,
        _ request: SearchRequest,
        _ index: SearchIndex
    ) {
        let bytes = Array((request.query ?? "").utf8)
        let parameters = request.parameters
        for part in match.recognized {
            parts.append(
                Part(
                    text: Self.text(of: part.words, match, bytes),
                    kind: part.kind.rawValue,
                    label: part.label,
                    parameters: Self.strict(part, match, bytes, parameters)
                )
            )
        }
        for place in match.words.indices where match.words[place].role == .unknown {
            parts.append(
                Part(
                    text: Self.text(of: place..<place + 1, match, bytes),
                    kind: "ignored",
                    label: nil,
                    parameters: []
                )
            )
        }
        addCorrections(match, result, bytes, parameters, index)
        for offer in result.offeredCorrections {
            corrections.append(
                Correction(
                    typed: Self.text(of: offer.word..<offer.word + 1, match, bytes),
                    reading: offer.reading,
                    isApplied: false,
                    parameters: offer.parameters,
                    total: offer.total
                )
            )
        }
    }

    /// What the words say, as they were typed.
    private static func text(
        of words: Range<Int>,
        _ match: TextMatch,
        _ query: [UInt8]
    ) -> String {
        let first = match.words[words.lowerBound].token
        let last = match.words[words.upperBound - 1].token
        return String(
            decoding: query[first.utf8Offset..<last.utf8Offset + last.utf8Length],
            as: UTF8.self
        )
    }

    /// The request with the filter that demands a part, and without its words.
    private static func strict(
        _ part: RecognizedPart,
        _ match: TextMatch,
        _ query: [UInt8],
        _ parameters: [SearchRequest.Parameter]
    ) -> [SearchRequest.Parameter] {
        let rest = match.words.indices.filter { !part.words.contains($0) }
            .map { text(of: $0..<$0 + 1, match, query) }
        let hasRest = match.words.indices.contains {
            !part.words.contains($0) && match.words[$0].role != .optional
        }
        // The same name twice would mean either; what was recognised replaces what was given.
        let replaced = Set(part.parameters.map(\.name) + ["q"])
        return (hasRest ? [.init(name: "q", value: rest.joined(separator: " "))] : [])
            + parameters.filter { !replaced.contains($0.name) } + part.parameters
    }

    /// The words that the best hit meets by a correction.
    private mutating func addCorrections(
        _ match: TextMatch,
        _ result: SearchResult,
        _ query: [UInt8],
        _ parameters: [SearchRequest.Parameter],
        _ index: SearchIndex
    ) {
        guard let best = result.hits.first else { return }
        var read: [(place: Int, reading: String)] = []
        for place in match.words.indices {
            guard let met = match.lists.match(of: place, in: best.document), met.cost > 0,
                met.level == .correction,
                let term = Self.term(of: match.words[place], met, index)
            else { continue }
            read.append((place, term))
        }
        for (place, reading) in read {
            corrections.append(
                Correction(
                    typed: Self.text(of: place..<place + 1, match, query),
                    reading: reading,
                    isApplied: true,
                    parameters: parameters.map {
                        $0.name == "q"
                            ? .init(name: "q", value: Self.replacing(read, match, query)) : $0
                    },
                    total: nil
                )
            )
        }
    }

    private static func replacing(
        _ read: [(place: Int, reading: String)],
        _ match: TextMatch,
        _ query: [UInt8]
    ) -> String {
        var text: [UInt8] = []
        var written = 0
        for (place, reading) in read {
            let token = match.words[place].token
            text += query[written..<token.utf8Offset]
            text += Array(reading.utf8)
            written = token.utf8Offset + token.utf8Length
        }
        text += query[written...]
        return String(decoding: text, as: UTF8.self)
    }

    /// The term by which a document meets a word, the likeliest first.
    private static func term(
        of word: QueryWord,
        _ met: WordMatch,
        _ index: SearchIndex
    ) -> String? {
        let postings = index.generation.postings
        let terms = word.terms
            .filter { $0.value.cost == met.cost && postings.contains($0.key, in: met.document) }
            .sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
        return terms.first.map { index.generation.dictionary.terms.text(Int($0.key)) }
    }
}
