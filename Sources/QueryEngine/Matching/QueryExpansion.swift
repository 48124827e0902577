import Analyzers
import IndexFormat
import LMDB

/// Turns a text into words and each word into the terms of the index that it may stand for.
struct QueryExpansion {
    let texts: TextIndex
    let stages: TextStages
    let shown: ShownPart
    /// What words stood for that were expanded of late, where it is still so.
    var memo: WordMemo?

    private var dictionary: TermDictionary { texts.dictionary }
    private var analyzer: DanishAnalyzer { texts.analyzer }

    /// The most neighbouring words that are tried as one.
    private static let mostJoined = 3

    /// The words of a text, each with what it stands for if it is spelt as meant; a word that is not
    /// in the index at all, with what it may have been meant for.
    func words(of text: String) -> [QueryWord] {
        let all = analyzer.tokens(in: text, kind: .query)
        let tokens = Array(all.filter { !$0.isAddition }.prefix(TextMatcher.wordLimit))
        let allAreStopWords = tokens.allSatisfy { analyzer.isStopWord($0.surface) }
        var words = tokens.map { token in
            QueryWord(
                token: token,
                role: allAreStopWords || !analyzer.isStopWord(token.surface)
                    ? .required : .optional
            )
        }
        for place in words.indices {
            expandKnown(&words[place], isLast: place == words.count - 1)
        }
        for addition in all where addition.isAddition {
            guard let place = words.firstIndex(where: { $0.token.position == addition.position })
            else { continue }
            // "demens- og aflastningspladser" means demenspladser, and says only demens.
            _ = addSpellings(
                of: addition.surface,
                to: &words[place],
                exact: Reach(.compound),
                fold: Reach(.compound)
            )
        }
        if stages.contains(.compounds) { addJoined(to: &words) }
        for place in words.indices where !words[place].isMet {
            let isLast = place == words.count - 1
            if stages.contains(.compounds) { addSplits(to: &words[place]) }
            if stages.contains(.corrections) { correct(&words[place], isLast: isLast) }
            if !isLast, stages.contains(.completion) { addUnfinished(to: &words[place]) }
        }
        if stages.contains(.synonyms) { addSynonyms(to: &words) }
        for place in words.indices {
            if !words[place].isMet {
                // A function word that no text has is a function word all the same.
                if words[place].role == .required { words[place].role = .unknown }
            } else if words[place].role == .required, isGeneric(words[place]) {
                words[place].role = .recognized
                words[place].isGeneric = true
            }
        }
        return words
    }

    /// Adds what words that are in the index may have been meant for instead.
    ///
    /// For words whose reading as typed led nowhere.
    func reconsider(_ words: inout [QueryWord]) {
        for place in words.indices
        where words[place].role == .required && words[place].correction == nil {
            let isLast = place == words.count - 1
            if stages.contains(.compounds) { addSplits(to: &words[place]) }
            if stages.contains(.corrections) { correct(&words[place], isLast: isLast) }
            if !isLast, stages.contains(.completion) { addUnfinished(to: &words[place]) }
        }
    }

    /// Adds the completions of a word that others follow, as a slip.
    private func addUnfinished(to word: inout QueryWord) {
        let surface = word.token.surface
        guard surface.unicodeScalars.count >= 3 else { return }
        let reach = Reach(.prefix, cost: Self.unfinishedCost)
        add(dictionary.folds, beginning: analyzer.foldKey(of: surface), reach, to: &word)
    }

    /// What it costs that a Danish letter was typed for another letter: as much as a likely edit.
    private static let letterCost: UInt8 = 5

    /// What it costs that a word is unfinished though others follow: more than any one edit.
    private static let unfinishedCost: UInt8 = 7

    // MARK: One word as it is spelt

    /// Expands a word, from the memo if it was expanded before.
    private func expandKnown(_ word: inout QueryWord, isLast: Bool) {
        guard let memo else { return expand(&word, isLast: isLast) }
        let key = WordMemo.Key(
            word: word.token.surface,
            isLast: isLast,
            role: .typed,
            stages: stages
        )
        let known = memo.reading(of: key) {
            expand(&word, isLast: isLast)
            return .init(terms: word.terms, phrases: word.phrases)
        }
        word.terms = known.terms
        word.phrases = known.phrases
    }

    /// Adds a word's spellings, inflections, compounds and completions.
    private func expand(_ word: inout QueryWord, isLast: Bool) {
        let surface = word.token.surface
        let close = addSpellings(of: surface, to: &word, exact: Reach(.exact), fold: Reach(.fold))
        if stages.contains(.abbreviations) {
            for other in analyzer.alternatives(of: surface) {
                let reach = Reach(.abbreviation)
                _ = addSpellings(of: other, to: &word, exact: reach, fold: reach)
            }
        }
        addForms(of: surface, reached: close, Reach(.inflection), Reach(.part), to: &word)
        if stages.contains(.folding) {
            addLoose(of: surface, to: &word)
        }
        if isLast, stages.contains(.completion) {
            addCompletions(of: surface, to: &word)
        }
        if stages.contains(.compounds) { addParts(of: surface, reached: close, to: &word) }
    }

    /// Adds the documents in which the parts of a compound stand by themselves.
    ///
    /// Not for words such as "plejehjem", which mean more than pleje and hjem.
    private func addParts(of surface: String, reached: [UInt32], to word: inout QueryWord) {
        let spelled = reached.first.map { dictionary.terms.text(Int($0)) } ?? surface
        guard !analyzer.isGeneric(spelled) else { return }
        let parts = analyzer.parts(of: spelled).filter { !$0.isNested }
        guard parts.count > 1 else { return }
        let reach = Reach(.part)
        let termLists = parts.map { terms(of: $0.surface, reach) }
        guard !termLists.contains(where: \.isEmpty), let phrase = phrase(termLists, reach)
        else { return }
        word.phrases.append(phrase)
    }

    /// Adds the terms spelt the same, and returns those that fold the same.
    private func addSpellings(
        of surface: String,
        to word: inout QueryWord,
        exact: Reach,
        fold: Reach
    ) -> [UInt32] {
        var folded: [UInt32] = []
        if stages.contains(.folding) {
            folded = shown.terms(of: dictionary.folds, for: analyzer.foldKey(of: surface))
            for term in folded { word.add(term, fold) }
        }
        if let term = dictionary.terms.find(Array(surface.utf8)), shown.contains(UInt32(term)) {
            word.add(UInt32(term), exact)
            if folded.isEmpty { folded = [UInt32(term)] }
        }
        return folded
    }

    /// Adds the terms of the same inflection classes, and the compounds with a part of the class.
    ///
    /// Classes come from real spellings, so that a word typed in ASCII is inflected as the word it
    /// stands for.
    private func addForms(
        of surface: String,
        reached: [UInt32],
        _ form: Reach,
        _ part: Reach?,
        to word: inout QueryWord
    ) {
        var surfaces = reached.map { dictionary.terms.text(Int($0)) }
        if surfaces.isEmpty { surfaces = [surface] }
        for surface in surfaces {
            let lemma = analyzer.lemma(of: surface)
            if stages.contains(.inflection) {
                for term in shown.terms(of: dictionary.lemmas, for: lemma) { word.add(term, form) }
            }
            if let part, stages.contains(.compounds) {
                for term in shown.terms(of: dictionary.parts, for: lemma) { word.add(term, part) }
            }
        }
    }

    /// Adds the terms that are the same but for Danish letters typed as a or o; what was typed as a
    /// Danish letter is meant as one.
    private func addLoose(of surface: String, to word: inout QueryWord) {
        for term in shown.terms(of: dictionary.looseFolds, for: analyzer.looseKey(of: surface))
        where analyzer.mayMean(surface, dictionary.terms.text(Int(term))) {
            word.add(term, Reach(.looseFold))
        }
    }

    private func addCompletions(of surface: String, to word: inout QueryWord) {
        add(dictionary.folds, beginning: analyzer.foldKey(of: surface), to: &word)
        if !analyzer.hasDanishLetters(surface), stages.contains(.folding) {
            let loose = Reach(.prefix, weight: MatchLevel.prefix.weight * 3 / 4)
            add(dictionary.looseFolds, beginning: analyzer.looseKey(of: surface), loose, to: &word)
        }
    }

    private func add(
        _ groups: TermGroups,
        beginning prefix: String,
        _ reach: Reach = Reach(.prefix),
        to word: inout QueryWord
    ) {
        for key in groups.keys.range(withPrefix: Array(prefix.utf8)) {
            for term in shown.terms(of: groups, at: key) { word.add(term, reach) }
        }
    }

    // MARK: Words written together or apart

    /// Adds what neighbouring words are when written together, with the joints -s- and -e-.
    private func addJoined(to words: inout [QueryWord]) {
        guard words.count > 1 else { return }
        for start in words.indices.dropLast() {
            for end in (start + 1)..<min(start + Self.mostJoined, words.count) {
                let surfaces = words[start...end].map(\.token.surface)
                guard Self.mayJoin(surfaces) else { break }
                let joints = surfaces.count == 2 ? ["", "s", "e"] : [""]
                for joint in joints {
                    let joined = surfaces.joined(separator: joint)
                    addJoined(joined, to: &words, start...end)
                }
            }
        }
    }

    private func addJoined(
        _ joined: String,
        to words: inout [QueryWord],
        _ range: ClosedRange<Int>
    ) {
        let isLast = range.upperBound == words.count - 1
        let key = WordMemo.Key(word: joined, isLast: isLast, role: .joined, stages: stages)
        let expand = {
            var reading = QueryWord.placeholder
            self.addReadings(of: joined, to: &reading, isLast: isLast)
            return WordMemo.Reading(terms: reading.terms, phrases: [])
        }
        let reading = reading(of: key, expand)
        for place in range {
            for (term, reach) in reading.terms { words[place].add(term, reach) }
        }
    }

    /// Adds what words written together stand for.
    private func addReadings(of joined: String, to reading: inout QueryWord, isLast: Bool) {
        let close = addSpellings(
            of: joined,
            to: &reading,
            exact: Reach(.compound),
            fold: Reach(.compound)
        )
        addForms(of: joined, reached: close, Reach(.inflection), nil, to: &reading)
        if stages.contains(.folding) {
            addLoose(of: joined, to: &reading)
        }
        if isLast, stages.contains(.completion) {
            addCompletions(of: joined, to: &reading)
        }
    }

    /// Whether words may be one: numbers are not joined but to a letter behind them.
    private static func mayJoin(_ surfaces: [String]) -> Bool {
        func hasDigit(_ surface: String) -> Bool {
            surface.utf8.contains { (0x30...0x39).contains($0) }
        }
        guard surfaces.contains(where: hasDigit) else { return true }
        return surfaces.count == 2 && !hasDigit(surfaces[1]) && surfaces[1].utf8.count == 1
    }

    /// Adds the ways to read a word as two or three that stand in one document.
    private func addSplits(to word: inout QueryWord) {
        for parts in WordSplitter(texts: texts, shown: shown).splits(of: word.token.surface) {
            if let phrase = phrase(parts, Reach(.compound)) { word.phrases.append(phrase) }
        }
    }

    // MARK: Slips of the keys

    /// Adds what a word may have been meant for.
    private func correct(_ word: inout QueryWord, isLast: Bool) {
        let surface = word.token.surface
        // A word of the lists is spelt as it should be, even where no home has it.
        guard !analyzer.isListed(surface) else { return }
        let corrector = SpellingCorrector(dictionary: dictionary, shown: shown)
        var corrections: [SpellingCorrector.Correction] = []
        let keys = analyzer.typedKeys(of: surface)
        for key in keys { corrections += corrector.corrections(of: surface, key: key) }
        // A slip in a word that is unfinished, too, is the last thing to presume.
        if corrections.isEmpty, isLast, stages.contains(.completion) {
            for key in keys {
                corrections += corrector.corrections(of: surface, key: key, completing: true)
            }
        }
        let groups = dictionary.looseFolds
        // One Danish letter typed for another, or for a plain one: the loose key is the same.
        if let key = groups.keys.find(Array(analyzer.looseKey(of: surface).utf8)),
            shown.hasTerms(of: groups, at: key)
        {
            corrections.append(.init(key: key, cost: Self.letterCost))
        }
        for correction in corrections {
            let reach = Reach.correction(cost: correction.cost)
            for term in shown.terms(of: groups, at: correction.key) { word.add(term, reach) }
        }
        guard let cheapest = corrections.map(\.cost).min() else { return }
        // The forms of what was most likely meant count as well, a little less.
        let likely = corrections.filter { $0.cost == cheapest }
            .flatMap { shown.terms(of: groups, at: $0.key) }
        let meant = likely.max { shown.frequency(of: $0) < shown.frequency(of: $1) }
        guard let meant else { return }
        word.correction = dictionary.terms.text(Int(meant))
        let form = Reach.correction(cost: cheapest + 1)
        for term in likely.prefix(4) {
            let text = dictionary.terms.text(Int(term))
            addForms(of: text, reached: [term], form, nil, to: &word)
        }
    }

    // MARK: Other words for it

    /// Adds synonyms: a replacement counts for every word it replaces.
    private func addSynonyms(to words: inout [QueryWord]) {
        let surfaces = words.map { $0.correction ?? $0.token.surface }
        for match in analyzer.synonyms(of: surfaces) {
            let cost = words[match.range].compactMap { word in
                word.correction == nil ? nil : word.terms.values.map(\.cost).min()
            }.max()
            // Another word for what was presumed to be meant is no surer than that.
            let reach = Reach(
                cost == nil ? .synonym : .correction,
                weight: MatchLevel.synonym.weight * match.weight / 100,
                cost: cost.map { $0 + 2 } ?? 0
            )
            if match.replacement.count == 1 {
                let terms = terms(of: match.replacement[0], reach)
                for place in match.range {
                    for term in terms { words[place].add(term, reach) }
                }
            } else if let phrase = phrase(match.replacement.map { terms(of: $0, reach) }, reach) {
                for place in match.range { words[place].phrases.append(phrase) }
            }
        }
    }

    /// The terms that a replacement's word stands for: its spellings and inflections.
    private func terms(of surface: String, _ reach: Reach) -> [UInt32] {
        let expand = {
            var word = QueryWord.placeholder
            let reached = self.addSpellings(of: surface, to: &word, exact: reach, fold: reach)
            self.addForms(of: surface, reached: reached, reach, nil, to: &word)
            return WordMemo.Reading(terms: word.terms, phrases: [])
        }
        // Which terms they are does not depend on the reach, which is the caller's.
        let key = WordMemo.Key(word: surface, isLast: false, role: .other, stages: stages)
        return Array(reading(of: key, expand).terms.keys)
    }

    /// What a word stands for, from the memo if there is one.
    private func reading(
        of key: WordMemo.Key,
        _ expand: () -> WordMemo.Reading
    ) -> WordMemo.Reading {
        memo?.reading(of: key, expand) ?? expand()
    }

    private func isGeneric(_ word: QueryWord) -> Bool {
        analyzer.isGeneric(word.correction ?? word.token.surface)
    }

    // MARK: Phrases

    /// The documents in which a term of each list occurs.
    private func phrase(_ parts: [[UInt32]], _ reach: Reach) -> PhraseReading? {
        let matcher = WordMatcher(texts: texts, shown: shown)
        var result: [WordMatch]?
        for terms in parts {
            var word = QueryWord.placeholder
            for term in terms { word.terms[term] = reach }
            var list: [WordMatch] = []
            matcher.merge(word, into: &list)
            result = result.map { intersect($0, list) } ?? list
        }
        guard let result, !result.isEmpty else { return nil }
        return PhraseReading(reach: reach, terms: Set(parts.joined()), matches: result)
    }

    private func intersect(_ left: [WordMatch], _ right: [WordMatch]) -> [WordMatch] {
        var result: [WordMatch] = []
        var place = 0
        for match in left {
            while place < right.count, right[place].document < match.document { place += 1 }
            guard place < right.count else { break }
            guard right[place].document == match.document else { continue }
            var both = match
            both.score = min(match.score, right[place].score)
            // Where one part is in the name and the other is not, the word is in what both share.
            let common = match.fields & right[place].fields
            both.fields = common != 0 ? common : match.fields | right[place].fields
            result.append(both)
        }
        return result
    }
}

extension QueryWord {
    /// A word to gather terms in.
    static var placeholder: QueryWord {
        QueryWord(
            token: Token(surface: "", position: 0, utf8Offset: 0, utf8Length: 0),
            role: .required
        )
    }
}

extension Reach {
    /// A correction of this cost: the dearer, the less it weighs.
    static func correction(cost: UInt8) -> Reach {
        Reach(.correction, weight: MatchLevel.correction.weight - 4 * Int(cost), cost: cost)
    }
}
