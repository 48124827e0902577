import Analyzers
import IndexFormat
import LMDB

/// A piece of an original text, met by the query or not.
struct TextSegment: Equatable {
    /// UTF-8.
    var text: ArraySlice<UInt8>
    var isMatch: Bool
}

/// An excerpt of a searched text around what the query met.
struct Passage {
    var field: SearchField
    /// The catalog's key of the text.
    var key: String
    var segments: [TextSegment]
    /// Whether text before and after it was left out.
    var isCutBefore: Bool
    var isCutAfter: Bool
}

/// Marks in original texts what the query met, by the terms that matched and not by searching again.
///
/// One for all hits of an answer: what words are looked for by is found out once.
struct Highlighter {
    let index: SearchIndex
    let match: TextMatch
    /// What each word of the query is looked for by in texts.
    private let terms: [[SoughtTerm]]

    /// The most passages of one hit.
    private static let mostPassages = 2
    /// How many words a passage has at most.
    private static let passageLength = 36
    /// Words with more terms than these are looked for in texts by their best terms only.
    private static let mostTerms = 48

    init(index: SearchIndex, match: TextMatch) {
        self.index = index
        self.match = match
        terms = match.words.map { $0.isCounted ? $0.terms(atMost: Self.mostTerms) : [] }
    }

    // MARK: Names

    /// The name in segments, or `nil` if no word of it is met.
    func name(of document: Int) -> [TextSegment]? {
        // Phrases of several terms do not say in which fields these are.
        let mayBeMet = match.words.indices.contains { word in
            !match.words[word].phrases.isEmpty
                || (match.lists.match(of: word, in: document)?.fields ?? 0)
                    & SearchField.name.bit != 0
        }
        guard mayBeMet else { return nil }
        let generation = index.generation
        let nameTerms = generation.nameTerms
        let terms = nameTerms[document]
        let nameMarks = generation.nameMarks
        let marks = nameMarks[document]
        let costs = match.words.indices.map { match.lists.match(of: $0, in: document)?.cost }
        let name = generation.names.copy(document)
        var ranges: [Range<Int>] = []
        for place in 0..<terms.count {
            let start = Int(marks[place * 2])
            let token = start..<start + Int(marks[place * 2 + 1])
            for (word, cost) in zip(match.words, costs) {
                guard let reach = reach(of: terms[place], by: word), reach.cost == cost else {
                    continue
                }
                ranges.append(marked(token, of: name, terms[place], word, reach))
            }
        }
        return ranges.isEmpty ? nil : Self.segments(of: name, in: 0..<name.count, marking: ranges)
    }

    private func reach(of term: UInt32, by word: QueryWord) -> Reach? {
        if let reach = word.terms[term] { return reach }
        return word.phrases.first { $0.terms.contains(term) }?.reach
    }

    /// The part of a word of a text that was met: a typed beginning, a part of a compound, or all.
    private func marked(
        _ token: Range<Int>,
        of text: [UInt8],
        _ term: UInt32,
        _ word: QueryWord,
        _ reach: Reach
    ) -> Range<Int> {
        let surface = index.generation.dictionary.terms.text(Int(term))
        // Where signs were left out of the surface, its places are not those of the text.
        guard surface.utf8.count == token.count else { return token }
        let part: Range<Int>? =
            switch reach.level {
            case .prefix: typedBeginning(of: surface, word.token.surface)
            case .part: compoundPart(of: surface, like: word.correction ?? word.token.surface)
            default: nil
            }
        guard let part, !part.isEmpty, part.upperBound <= token.count else { return token }
        let range = token.lowerBound + part.lowerBound..<token.lowerBound + part.upperBound
        return Self.isCharacters(range, of: text) ? range : token
    }

    /// Whether a range of a text begins and ends between characters.
    private static func isCharacters(_ range: Range<Int>, of text: [UInt8]) -> Bool {
        [range.lowerBound, range.upperBound].allSatisfy { place in
            place == text.count || text[place] & 0b1100_0000 != 0b1000_0000
        }
    }

    /// How much of a surface has been typed, whatever the spelling.
    private func typedBeginning(of surface: String, _ typed: String) -> Range<Int>? {
        let analyzer = index.analyzer
        let (long, loose) = (analyzer.foldKey(of: typed), analyzer.looseKey(of: typed))
        var beginning = ""
        for character in surface {
            beginning.append(character)
            if analyzer.foldKey(of: beginning).utf8.count >= long.utf8.count
                && analyzer.foldKey(of: beginning).hasPrefix(long)
                || analyzer.looseKey(of: beginning) == loose
            {
                return 0..<beginning.utf8.count
            }
        }
        return nil
    }

    private func compoundPart(of surface: String, like word: String) -> Range<Int>? {
        let lemma = index.analyzer.lemma(of: word)
        return index.analyzer.parts(of: surface).first { part in
            index.analyzer.lemma(of: part.surface) == lemma
        }?.range
    }

    // MARK: Passages

    /// Excerpts of texts that show the words which no fact about the unit meets.
    func passages(of document: Int) -> [Passage] {
        let shown = match.words.indices.filter { word in
            guard match.words[word].isCounted,
                let met = match.lists.match(of: word, in: document)
            else { return false }
            return met.fields & (SearchField.structured & ~SearchField.alias.bit) == 0
        }
        guard !shown.isEmpty else { return [] }
        let places = places(of: shown, in: document)
        guard !places.isEmpty else { return [] }
        let stored = index.generation.texts
        let texts = FieldText<SearchField>.decode(stored[document]) { field, positions in
            places.contains { $0.field == field.bit && positions.contains($0.position) }
        }
        let found = texts.map { excerpt(of: $0, hits(at: places, in: $0)) }
        let ranked = found.enumerated().sorted {
            ($1.element.words, $1.element.hits, $0.offset)
                < ($0.element.words, $0.element.hits, $1.offset)
        }
        return ranked.prefix(Self.mostPassages).map(\.element.passage)
    }

    /// A word of the query at a place of a text.
    private struct Hit {
        var place: Int
        var word: Int
        var range: Range<Int>
    }

    /// Where a word of the query stands in a document.
    private struct Place {
        var field: UInt8
        var position: Int
        var word: Int
        var sought: SoughtTerm
    }

    /// Where words of the query are in a document, by the positions that the index holds.
    private func places(of words: [Int], in document: Int) -> [Place] {
        var places: [Place] = []
        var found: [TermPosition] = []
        let postings = index.generation.postings
        for word in words {
            guard let met = match.lists.match(of: word, in: document) else { continue }
            for sought in terms[word] where sought.reach.cost == met.cost {
                found.removeAll(keepingCapacity: true)
                postings.append(
                    positionsOf: sought.term,
                    in: UInt32(document),
                    fields: met.fields,
                    to: &found
                )
                for place in found {
                    places.append(
                        Place(
                            field: place.field,
                            position: place.position,
                            word: word,
                            sought: sought
                        )
                    )
                }
            }
        }
        return places
    }

    /// Those places that are in a text.
    private func hits(at places: [Place], in text: FieldText<SearchField>) -> [Hit] {
        let positions = text.firstPosition..<text.firstPosition + text.marks.count
        var hits: [Hit] = []
        for place in places
        where place.field == text.field.bit && positions.contains(place.position) {
            let mark = text.marks[place.position - text.firstPosition]
            let token = mark.offset..<mark.offset + mark.length
            hits.append(
                Hit(
                    place: place.position - text.firstPosition,
                    word: place.word,
                    range: marked(
                        token,
                        of: text.text,
                        place.sought.term,
                        match.words[place.word],
                        place.sought.reach
                    )
                )
            )
        }
        return hits.sorted { ($0.place, $0.word) < ($1.place, $1.word) }
    }

    /// The stretch of a text with the most different words of the query.
    private func excerpt(
        of text: FieldText<SearchField>,
        _ hits: [Hit]
    ) -> (passage: Passage, words: Int, hits: Int) {
        var best = (start: 0, words: 0, hits: 0)
        for start in hits.indices {
            let inside = hits[start...].prefix {
                $0.place < hits[start].place + Self.passageLength
            }
            let words = Set(inside.map(\.word)).count
            if (words, inside.count) > (best.words, best.hits) {
                best = (start, words, inside.count)
            }
        }
        let first = hits[best.start].place
        let last = hits[best.start + best.hits - 1].place
        let places = window(around: first...last, in: text)
        let start = places.lowerBound == 0 ? 0 : text.marks[places.lowerBound].offset
        let lastMark = text.marks[places.upperBound]
        let end =
            places.upperBound == text.marks.count - 1
            ? text.text.count : lastMark.offset + lastMark.length
        let ranges = hits.map(\.range).filter { start <= $0.lowerBound && $0.upperBound <= end }
        let passage = Passage(
            field: text.field,
            key: text.key,
            segments: Self.segments(of: text.text, in: start..<end, marking: ranges),
            isCutBefore: start > 0,
            isCutAfter: end < text.text.count
        )
        return (passage, best.words, best.hits)
    }

    /// The words of a passage around those met: from the beginning of the sentence if it is near.
    private func window(around met: ClosedRange<Int>, in text: FieldText<SearchField>)
        -> ClosedRange<Int>
    {
        let room = max(0, Self.passageLength - met.count)
        var start = met.lowerBound
        while start > 0, met.lowerBound - start < room / 2, !beginsSentence(start, in: text) {
            start -= 1
        }
        let end = min(text.marks.count - 1, start + Self.passageLength - 1)
        return start...max(end, met.upperBound)
    }

    private func beginsSentence(_ place: Int, in text: FieldText<SearchField>) -> Bool {
        let former = text.marks[place - 1]
        let between = former.offset + former.length..<text.marks[place].offset
        guard between.lowerBound <= between.upperBound else { return false }
        return text.text[between].contains { ".!?\n".utf8.contains($0) }
    }

    /// Cuts a stretch of a text at the ranges to be marked, which may overlap.
    static func segments(
        of text: [UInt8],
        in stretch: Range<Int>,
        marking ranges: [Range<Int>]
    ) -> [TextSegment] {
        var segments: [TextSegment] = []
        var written = stretch.lowerBound
        func append(_ range: Range<Int>, _ isMatch: Bool) {
            guard !range.isEmpty else { return }
            segments.append(TextSegment(text: text[range], isMatch: isMatch))
        }
        var open: Range<Int>?
        for range in ranges.sorted(by: {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }) {
            if let current = open, range.lowerBound <= current.upperBound {
                open = current.lowerBound..<max(current.upperBound, range.upperBound)
                continue
            }
            if let current = open {
                append(written..<current.lowerBound, false)
                append(current, true)
                written = current.upperBound
            }
            open = range
        }
        if let current = open {
            append(written..<current.lowerBound, false)
            append(current, true)
            written = current.upperBound
        }
        append(written..<stretch.upperBound, false)
        return segments
    }
}
