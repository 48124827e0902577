import Analyzers
import IndexFormat

/// Turns a text into words and each word into the terms of the index that it may stand for.
struct QueryExpansion {
    let index: SearchIndex

    private var dictionary: TermDictionary { index.generation.dictionary }
    private var analyzer: DanishAnalyzer { index.analyzer }

    /// The words of a text, each with the terms it stands for.
    func words(of text: String) -> [QueryWord] {
        let tokens = Array(
            analyzer.tokens(in: text, kind: .place).prefix(TextMatcher.wordLimit)
        )
        let allAreStopWords = tokens.allSatisfy { analyzer.isStopWord($0.surface) }
        var words = tokens.enumerated().map { place, token in
            var word = QueryWord(
                token: token,
                isRequired: allAreStopWords || !analyzer.isStopWord(token.surface)
            )
            expand(&word, isLast: place == tokens.count - 1)
            return word
        }
        addSynonyms(to: &words)
        return words
    }

    /// Adds a word's spellings, inflections and completions.
    private func expand(_ word: inout QueryWord, isLast: Bool) {
        let surface = word.token.surface
        let close = addSpellings(of: surface, to: &word, exact: .exact, fold: .fold)
        for other in analyzer.alternatives(of: surface) {
            _ = addSpellings(of: other, to: &word, exact: .abbreviation, fold: .abbreviation)
        }
        addInflections(of: surface, reached: close, to: &word, level: .inflection)
        for term in dictionary.looseFolds.terms(for: analyzer.looseKey(of: surface)) {
            add(term, .looseFold, to: &word)
        }
        if isLast { addCompletions(of: surface, to: &word) }
    }

    /// Adds the terms spelt the same, and returns those that fold the same.
    private func addSpellings(
        of surface: String,
        to word: inout QueryWord,
        exact: MatchLevel,
        fold: MatchLevel
    ) -> [UInt32] {
        let folded = dictionary.folds.terms(for: analyzer.foldKey(of: surface))
        for term in folded { add(term, fold, to: &word) }
        if let term = dictionary.terms.find(Array(surface.utf8)) {
            add(UInt32(term), exact, to: &word)
        }
        return folded
    }

    /// Adds the terms of the same inflection classes; classes come from real spellings, so that a
    /// word typed in ASCII is inflected as the word it stands for.
    private func addInflections(
        of surface: String,
        reached: [UInt32],
        to word: inout QueryWord,
        level: MatchLevel
    ) {
        var surfaces = reached.map { dictionary.terms.text(Int($0)) }
        if surfaces.isEmpty { surfaces = [surface] }
        for surface in surfaces {
            for term in dictionary.lemmas.terms(for: analyzer.lemma(of: surface)) {
                add(term, level, to: &word)
            }
        }
    }

    private func addCompletions(of surface: String, to word: inout QueryWord) {
        let folded = Array(analyzer.foldKey(of: surface).utf8)
        guard folded.count >= 2 else { return }
        let groups = dictionary.folds
        for key in groups.keys.range(withPrefix: folded) {
            let members = groups.members[key]
            for place in 0..<members.count { add(members[place], .prefix, to: &word) }
        }
    }

    private func add(
        _ term: UInt32,
        _ level: MatchLevel,
        weight: Int? = nil,
        to word: inout QueryWord
    ) {
        let weight = weight ?? level.weight
        if let known = word.terms[term], known.weight >= weight { return }
        word.terms[term] = (level, weight)
    }

    /// Adds synonyms: a replacement counts for every word it replaces.
    private func addSynonyms(to words: inout [QueryWord]) {
        for match in analyzer.synonyms(of: words.map(\.token.surface)) {
            let weight = MatchLevel.synonym.weight * match.weight / 100
            if match.replacement.count == 1 {
                let terms = terms(of: match.replacement[0])
                for place in match.range {
                    for term in terms { add(term, .synonym, weight: weight, to: &words[place]) }
                }
            } else if let phrase = phrase(match.replacement, weight: weight) {
                for place in match.range { words[place].phrases.append(phrase) }
            }
        }
    }

    /// The terms that a replacement's word stands for: its spellings and inflections.
    private func terms(of surface: String) -> some Collection<UInt32> {
        var word = QueryWord(
            token: Token(surface: surface, position: 0, utf8Offset: 0, utf8Length: 0),
            isRequired: true
        )
        let reached = addSpellings(of: surface, to: &word, exact: .synonym, fold: .synonym)
        addInflections(of: surface, reached: reached, to: &word, level: .synonym)
        return word.terms.keys
    }

    /// The documents in which all words of a replacement occur.
    private func phrase(_ surfaces: [String], weight: Int) -> [WordMatch]? {
        let matcher = TextMatcher(index: index)
        var result: [WordMatch]?
        for surface in surfaces {
            var word = QueryWord(
                token: Token(surface: surface, position: 0, utf8Offset: 0, utf8Length: 0),
                isRequired: true
            )
            for term in terms(of: surface) { word.terms[term] = (.synonym, weight) }
            var list: [WordMatch] = []
            matcher.merge(word, into: &list)
            result = result.map { intersect($0, list) } ?? list
        }
        return result
    }

    private func intersect(_ left: [WordMatch], _ right: [WordMatch]) -> [WordMatch] {
        var result: [WordMatch] = []
        var place = 0
        for match in left {
            while place < right.count, right[place].document < match.document { place += 1 }
            guard place < right.count else { break }
            guard right[place].document == match.document else { continue }
            result.append(
                WordMatch(
                    document: match.document,
                    score: min(match.score, right[place].score),
                    fields: match.fields & right[place].fields,
                    isNamedExactly: false
                )
            )
        }
        return result
    }
}
