import Analyzers
import CareUnits
import IndexFormat

/// A sentence of feedback that a search met.
struct FeedbackPassage {
    var theme: Theme?
    var segments: [TextSegment]
    /// The words that say that what was met is not so ("ingen bemærkninger"), if any do.
    var negation: String?
}

/// Picks the sentences that show what a search met, and marks what it met in them.
struct FeedbackPassages {
    let index: SearchIndex
    let match: FeedbackMatch
    /// The themes that are asked for; all where empty.
    let themes: [Theme]
    /// What each word of the query is looked for by.
    private let terms: [[SoughtTerm]]

    /// The most passages of one inspection.
    private static let most = 3
    /// Words with more terms than these are looked for by their best terms only.
    private static let mostTerms = 64

    init(index: SearchIndex, match: FeedbackMatch, themes: [Theme]) {
        self.index = index
        self.match = match
        self.themes = themes
        terms = match.words.map { word in
            word.role == .optional ? [] : word.terms(atMost: Self.mostTerms)
        }
    }

    /// A sentence with the words of the query in it.
    private struct Candidate {
        var order: Int
        var paragraph: FieldText<FeedbackField>
        var sentence: Range<Int>
        var hits: [(word: Int, place: Int)]

        var words: Int { Set(hits.map(\.word)).count }
    }

    /// The best sentences of an inspection, in the order of the text.
    func passages(of inspection: Int) -> [FeedbackPassage] {
        var candidates: [Candidate] = []
        let paragraphs = index.generation.inspections.paragraphs(inspection)
        for paragraph in paragraphs
        where themes.isEmpty || paragraph.field.theme.map(themes.contains) == true {
            let hits = hits(in: paragraph, of: inspection)
            guard !hits.isEmpty else { continue }
            let whole = 0..<paragraph.text.count
            for sentence in FeedbackText.sentences(of: paragraph.text, in: whole) {
                let inside = hits.filter { sentence.contains(paragraph.marks[$0.place].offset) }
                guard !inside.isEmpty else { continue }
                candidates.append(
                    Candidate(
                        order: candidates.count,
                        paragraph: paragraph,
                        sentence: sentence,
                        hits: inside
                    )
                )
            }
        }
        let best = candidates.sorted {
            ($1.words, $1.hits.count, $0.order) < ($0.words, $0.hits.count, $1.order)
        }.prefix(Self.most)
        return best.sorted { $0.order < $1.order }.map(passage(of:))
    }

    /// Where words of the query are in a paragraph, by the positions that the index holds.
    private func hits(
        in paragraph: FieldText<FeedbackField>,
        of inspection: Int
    ) -> [(word: Int, place: Int)] {
        var hits: [(word: Int, place: Int)] = []
        let postings = index.generation.inspections.postings
        let positions = paragraph.firstPosition..<paragraph.firstPosition + paragraph.marks.count
        for number in match.words.indices where !terms[number].isEmpty {
            let cost = match.lists.match(of: number, in: inspection)?.cost
            for sought in terms[number] where sought.reach.cost == cost {
                let found = postings.positions(
                    of: sought.term,
                    in: UInt32(inspection),
                    field: paragraph.field
                )
                for position in found where positions.contains(position) {
                    hits.append((number, position - paragraph.firstPosition))
                }
            }
        }
        return hits.sorted { ($0.place, $0.word) < ($1.place, $1.word) }
    }

    private func passage(of candidate: Candidate) -> FeedbackPassage {
        let paragraph = candidate.paragraph
        let ranges = candidate.hits.map { hit in
            let mark = paragraph.marks[hit.place]
            return mark.offset..<mark.offset + mark.length
        }
        return FeedbackPassage(
            theme: paragraph.field.theme,
            segments: Highlighter.segments(
                of: paragraph.text,
                in: candidate.sentence,
                marking: ranges
            ),
            negation: negation(in: candidate)
        )
    }

    // MARK: Negation

    /// The words by which the sentence says that what was met is not so; a hit within these words
    /// themselves is what was asked for.
    private func negation(in candidate: Candidate) -> String? {
        let paragraph = candidate.paragraph
        let places = paragraph.marks.indices.filter {
            candidate.sentence.contains(paragraph.marks[$0].offset)
        }
        let words = places.map { place -> String in
            let mark = paragraph.marks[place]
            let bytes = paragraph.text[mark.offset..<mark.offset + mark.length]
            return String(decoding: bytes, as: UTF8.self).lowercased()
        }
        let negations = index.analyzer.negations.negations(in: words) { place in
            beginsClause(at: places[place], words[place], in: paragraph)
        }
        let hits = candidate.hits.compactMap { hit in places.firstIndex(of: hit.place) }
        let found = negations.first { negation in
            hits.contains { negation.scope.contains($0) && !negation.cue.contains($0) }
        }
        return found.map { words[$0.cue].joined(separator: " ") }
    }

    /// Whether a comma before "og", "så" or "som", or a semicolon, stands before a word.
    private func beginsClause(
        at place: Int,
        _ word: String,
        in paragraph: FieldText<FeedbackField>
    ) -> Bool {
        guard place > 0 else { return true }
        let former = paragraph.marks[place - 1]
        let start = former.offset + former.length
        let end = paragraph.marks[place].offset
        guard start <= end else { return false }
        let between = paragraph.text[start..<end]
        if between.contains(UInt8(ascii: ";")) || between.contains(UInt8(ascii: ":")) {
            return true
        }
        return between.contains(UInt8(ascii: ",")) && ["og", "så", "som", "hvilket"].contains(word)
    }
}
