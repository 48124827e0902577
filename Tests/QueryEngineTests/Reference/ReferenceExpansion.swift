import Analyzers
import IndexFormat
import QueryEngine

/// Reads a text as words of the corpus, rule by rule, looking at every word for each.
final class ReferenceExpansion {
    private let vocabulary: ReferenceVocabulary
    private let slips: ReferenceSlips
    /// What was asked before: requests repeat their words.
    private var spelled: [String: ReferenceWord] = [:]
    private var mistyped: [String: ReferenceWord] = [:]
    private var joined: [String: [Int: ReferenceWay]] = [:]

    init(_ vocabulary: ReferenceVocabulary) {
        self.vocabulary = vocabulary
        slips = ReferenceSlips(vocabulary.places.map { vocabulary.corpus.words[$0].loose })
    }

    func words(of text: String) -> [ReferenceWord] {
        let tokens = analyzer.tokens(in: text, kind: .query)
        let own = tokens.filter { !$0.isAddition }.prefix(24)
        let isAllFunction = own.allSatisfy { analyzer.isStopWord($0.surface) }
        var words: [ReferenceWord] = []
        for token in own {
            var word = asSpelled(token, isLast: token.position == own.last?.position)
            word.role =
                analyzer.isStopWord(token.surface) && !isAllFunction ? .optional : .required
            words.append(word)
        }
        for token in tokens where token.isAddition {
            for place in words.indices where words[place].position == token.position {
                words[place].add(
                    vocabulary.words(foldingLike: token.surface),
                    ReferenceWay(.compound)
                )
            }
        }
        join(&words)
        for place in words.indices where !words[place].isMet {
            presume(&words[place], isLast: place == words.count - 1)
        }
        addSynonyms(to: &words)
        for place in words.indices where words[place].role == .required {
            if !words[place].isMet {
                words[place].role = .unknown
            } else if analyzer.isGeneric(words[place].correction ?? words[place].surface) {
                words[place].role = .recognized
                words[place].isGeneric = true
            }
        }
        return words
    }

    /// Presumes slips in words that led nowhere.
    func reconsider(_ words: inout [ReferenceWord]) {
        for place in words.indices
        where words[place].role == .required && words[place].correction == nil {
            presume(&words[place], isLast: place == words.count - 1)
        }
    }

    // MARK: As spelt

    private func asSpelled(_ token: Token, isLast: Bool) -> ReferenceWord {
        let surface = token.surface
        let memory = "\(surface) \(token.position) \(isLast)"
        if let known = spelled[memory] { return known }
        var word = ReferenceWord(surface: surface, position: token.position)
        word.add(vocabulary.words { $0.surface == surface }, ReferenceWay(.exact))
        word.add(vocabulary.words(foldingLike: surface), ReferenceWay(.fold))
        for other in analyzer.alternatives(of: surface) {
            word.add(vocabulary.words(foldingLike: other), ReferenceWay(.abbreviation))
        }
        word.add(vocabulary.forms(of: surface), ReferenceWay(.inflection))
        word.add(vocabulary.compounds(of: surface), ReferenceWay(.part))
        word.add(vocabulary.words(looselyLike: surface), ReferenceWay(.looseFold))
        if isLast { addCompletions(of: surface, to: &word) }
        addParts(to: &word)
        spelled[memory] = word
        return word
    }

    private func addCompletions(of surface: String, to word: inout ReferenceWord) {
        word.add(vocabulary.words(foldBeginningLike: surface), ReferenceWay(.prefix))
        if !analyzer.hasDanishLetters(surface) {
            let loosely = ReferenceWay(.prefix, weight: 96)
            word.add(vocabulary.words(looselyBeginningLike: surface), loosely)
        }
    }

    /// The parts of a compound, standing by themselves.
    private func addParts(to word: inout ReferenceWord) {
        let spelling =
            vocabulary.words(foldingLike: word.surface).first.map { vocabulary.surface($0) }
            ?? word.surface
        let parts = analyzer.parts(of: spelling).filter { !$0.isNested }.map(\.surface)
        guard parts.count > 1, !analyzer.isGeneric(spelling) else { return }
        if let phrase = phrase(of: parts, ReferenceWay(.part)) { word.phrases.append(phrase) }
    }

    /// Words in any spelling and form that stand in one unit.
    private func phrase(of surfaces: [String], _ way: ReferenceWay) -> ReferenceWord.Phrase? {
        vocabulary.phrase(surfaces.map { words(spelledOrFormedLike: $0) }, way)
    }

    private func words(spelledOrFormedLike surface: String) -> [Int] {
        Set(vocabulary.words(foldingLike: surface) + vocabulary.forms(of: surface)).sorted()
    }

    // MARK: Together and apart

    private func join(_ words: inout [ReferenceWord]) {
        for count in [2, 3] {
            for start in words.indices where start + count <= words.count {
                let range = start..<start + count
                let surfaces = words[range].map(\.surface)
                guard mayJoin(surfaces) else { continue }
                for joint in count == 2 ? ["", "s", "e"] : [""] {
                    let isLast = range.upperBound == words.count
                    let ways = ways(joined: surfaces.joined(separator: joint), isLast: isLast)
                    for place in range {
                        for (word, way) in ways { words[place].add([word], way) }
                    }
                }
            }
        }
    }

    private func ways(joined surface: String, isLast: Bool) -> [Int: ReferenceWay] {
        let memory = "\(surface) \(isLast)"
        if let known = joined[memory] { return known }
        var word = ReferenceWord(surface: surface, position: 0)
        word.add(vocabulary.words(foldingLike: surface), ReferenceWay(.compound))
        word.add(vocabulary.forms(of: surface), ReferenceWay(.inflection))
        word.add(vocabulary.words(looselyLike: surface), ReferenceWay(.looseFold))
        if isLast { addCompletions(of: surface, to: &word) }
        joined[memory] = word.ways
        return word.ways
    }

    /// Words with a digit are joined to nothing but one letter that follows: 12 b.
    private func mayJoin(_ surfaces: [String]) -> Bool {
        guard surfaces.contains(where: hasDigit) else { return true }
        return surfaces.count == 2 && !hasDigit(surfaces[1]) && surfaces[1].utf8.count == 1
    }

    private func hasDigit(_ surface: String) -> Bool {
        surface.utf8.contains { (0x30...0x39).contains($0) }
    }

    /// The first six ways to read a word as two words, else as three, longer beginnings first.
    private func splits(of surface: String) -> [[[Int]]] {
        let letters = surface.unicodeScalars.map { String($0) }
        guard letters.count >= 6 || hasDigit(surface) else { return [] }
        func isCut(_ place: Int) -> Bool {
            hasDigit(letters[place - 1]) != hasDigit(letters[place])
        }
        func words(_ range: Range<Int>, mayEndInJoint: Bool) -> [Int] {
            let part = letters[range].joined()
            let spelled = vocabulary.words(foldingLike: part)
            if !spelled.isEmpty { return spelled }
            let formed = vocabulary.words(ofClass: analyzer.lemma(of: part))
            if !formed.isEmpty || !mayEndInJoint || range.count <= 3 { return formed }
            guard ["s", "e"].contains(letters[range.upperBound - 1]) else { return [] }
            return words(range.lowerBound..<range.upperBound - 1, mayEndInJoint: false)
        }
        /// Whether a part between two cuts is long enough, or parted from its neighbour by being a
        /// number.
        func isPart(_ range: Range<Int>, at cut: Int) -> Bool { range.count >= 3 || isCut(cut) }
        var found: [[[Int]]] = []
        let cuts = (1..<letters.count).reversed()
        for cut in cuts where isPart(0..<cut, at: cut) && isPart(cut..<letters.count, at: cut) {
            found.append([
                words(0..<cut, mayEndInJoint: true),
                words(cut..<letters.count, mayEndInJoint: false),
            ])
        }
        found.removeAll { $0.contains(where: \.isEmpty) }
        if !found.isEmpty { return Array(found.prefix(6)) }
        for first in cuts where isPart(0..<first, at: first) {
            let beginning = words(0..<first, mayEndInJoint: true)
            guard !beginning.isEmpty else { continue }
            for second in cuts
            where second > first && isPart(first..<second, at: second)
                && isPart(second..<letters.count, at: second)
            {
                found.append([
                    beginning, words(first..<second, mayEndInJoint: true),
                    words(second..<letters.count, mayEndInJoint: false),
                ])
            }
        }
        found.removeAll { $0.contains(where: \.isEmpty) }
        return Array(found.prefix(6))
    }

    // MARK: Slips

    /// Adds what a word may be meant for: two words, another word, a longer one.
    private func presume(_ word: inout ReferenceWord, isLast: Bool) {
        let memory = "\(word.surface) \(isLast)"
        let presumed = mistyped[memory] ?? presumption(word.surface, isLast: isLast)
        mistyped[memory] = presumed
        for (place, way) in presumed.ways { word.add([place], way) }
        word.phrases += presumed.phrases
        word.correction = presumed.correction
    }

    private func presumption(_ surface: String, isLast: Bool) -> ReferenceWord {
        var word = ReferenceWord(surface: surface, position: 0)
        for parts in splits(of: surface) {
            if let phrase = vocabulary.phrase(parts, ReferenceWay(.compound)) {
                word.phrases.append(phrase)
            }
        }
        if !analyzer.isListed(surface) { correct(&word, isLast: isLast) }
        if !isLast, surface.unicodeScalars.count >= 3 {
            word.add(
                vocabulary.words(foldBeginningLike: surface),
                ReferenceWay(.prefix, cost: 7)
            )
        }
        return word
    }

    private func correct(_ word: inout ReferenceWord, isLast: Bool) {
        let surface = word.surface
        func found(isUnfinished: Bool) -> [ReferenceSlips.Slip] {
            analyzer.typedKeys(of: surface).flatMap {
                slips.slips(of: surface, typedAs: $0, isUnfinished: isUnfinished)
            }
        }
        var all = found(isUnfinished: false)
        if all.isEmpty, isLast { all = found(isUnfinished: true) }
        // Another Danish letter than the one meant leaves the loose key as it is.
        all.append(.init(key: analyzer.looseKey(of: surface), cost: 5))
        let meant = all.map { slip in
            (cost: slip.cost, places: vocabulary.words { $0.loose == slip.key })
        }.filter { !$0.places.isEmpty }
        for (cost, places) in meant { word.add(places, .slip(cost)) }
        guard let cheapest = meant.map(\.cost).min() else { return }
        let likely = meant.filter { $0.cost == cheapest }.flatMap(\.places)
        let most = likely.map { vocabulary.frequency(of: $0) }.max()
        word.correction = likely.first { vocabulary.frequency(of: $0) == most }
            .map { vocabulary.surface($0) }
        for place in likely.prefix(4) {
            let forms = vocabulary.words(ofClass: vocabulary.corpus.words[place].lemma)
            word.add(forms, .slip(cheapest + 1))
        }
    }

    // MARK: Synonyms

    private func addSynonyms(to words: inout [ReferenceWord]) {
        for synonym in analyzer.synonyms(of: words.map { $0.correction ?? $0.surface }) {
            let presumed = words[synonym.range].compactMap(\.costOfCorrection).max()
            let weight = 160 * synonym.weight / 100
            let way =
                presumed.map { ReferenceWay(.correction, cost: $0 + 2, weight: weight) }
                ?? ReferenceWay(.synonym, weight: weight)
            if synonym.replacement.count > 1 {
                guard let phrase = phrase(of: synonym.replacement, way) else { continue }
                for place in synonym.range { words[place].phrases.append(phrase) }
            } else {
                let found = self.words(spelledOrFormedLike: synonym.replacement[0])
                for place in synonym.range { words[place].add(found, way) }
            }
        }
    }
}

extension ReferenceWord {
    /// What it costs to read the word as what it was taken for.
    var costOfCorrection: Int? {
        correction == nil ? nil : ways.values.map(\.cost).min()
    }
}
