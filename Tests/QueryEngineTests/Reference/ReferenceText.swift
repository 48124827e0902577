import Analyzers
import IndexFormat
import Glibc

/// Text matching word by word, by the rules that the matcher documents and none of its structures.
final class ReferenceText {
    /// How a text meets a unit.
    struct Match {
        /// 4 the whole name, 3 the same inflected or unfinished, 2 part of the name, 1 facts, 0 prose.
        var quality: Int
        var score: Int
    }

    /// A word of the corpus that a word of the query stands for.
    private struct Reach {
        var weight: Int
        /// Whether it is the same word in any spelling or abbreviation.
        var isSame: Bool
    }

    /// How a word of the query meets one unit.
    private struct Meeting {
        var score: Int
        var fields: Set<SearchField>
        var isSame: Bool
    }

    private static let facts: Set<SearchField> = [
        .name, .alias, .place, .street, .operator, .category,
    ]

    private let corpus: ReferenceCorpus
    private let keys: [(word: String, fold: String, loose: String, lemma: String)]
    private var remembered: [String: [String: Reach]] = [:]
    private var rememberedForms: [String: Set<String>] = [:]

    init(_ corpus: ReferenceCorpus) {
        self.corpus = corpus
        keys = corpus.vocabulary.map {
            ($0, analyzer.foldKey(of: $0), analyzer.looseKey(of: $0), analyzer.lemma(of: $0))
        }
    }

    /// How the text meets each unit, or `nil` for those it does not; `nil` if it has no words.
    func matches(_ query: String) -> [Match?]? {
        let words = analyzer.tokens(in: query, kind: .place).prefix(24).map(\.surface)
        guard !words.isEmpty else { return nil }
        let onlyStopWords = words.allSatisfy { analyzer.isStopWord($0) }
        let isRequired = words.map { onlyStopWords || !analyzer.isStopWord($0) }
        let synonyms = analyzer.synonyms(of: words)
        let meetings = words.indices.map { place in
            let own = reach(words[place], isLast: place == words.count - 1)
            let others = synonyms.filter { $0.range.contains(place) }
            return corpus.entries.map { meet($0, own, others) }
        }
        let total = Double(corpus.entries.count)
        let rarity = meetings.map { list -> Int in
            let frequency = list.count { $0 != nil }
            return frequency == 0 ? 0 : Int((log2(1 + total / Double(frequency)) * 32).rounded())
        }
        return corpus.entries.indices.map { entry in
            var score = 0
            var named = Set<String>()
            var namedSame = Set<String>()
            var isFactual = true
            for place in words.indices {
                guard let meeting = meetings[place][entry] else {
                    if isRequired[place] { return nil }
                    continue
                }
                score += meeting.score * rarity[place] / 256
                if meeting.fields.contains(.name) {
                    named.insert(words[place])
                    if meeting.isSame { namedSame.insert(words[place]) }
                }
                if isRequired[place], meeting.fields.isDisjoint(with: Self.facts) {
                    isFactual = false
                }
            }
            let length = corpus.entries[entry].lengths[.name] ?? 0
            let quality =
                if !isFactual {
                    0
                } else if length > 0, namedSame.count >= length {
                    4
                } else if length > 0, named.count >= length {
                    3
                } else {
                    named.isEmpty ? 1 : 2
                }
            return Match(quality: quality, score: score)
        }
    }

    private func meet(
        _ entry: ReferenceCorpus.Entry,
        _ own: [String: Reach],
        _ synonyms: [SynonymMatch]
    ) -> Meeting? {
        var reach = own
        var meeting: Meeting?
        func add(_ score: Int, _ fields: Set<SearchField>, _ isSame: Bool) {
            let former = meeting ?? Meeting(score: 0, fields: [], isSame: false)
            meeting = Meeting(
                score: max(former.score, score),
                fields: former.fields.union(fields),
                // Only the spelling in the name itself says that the name was typed.
                isSame: former.isSame || isSame && fields.contains(.name)
            )
        }
        for synonym in synonyms {
            let weight = 160 * synonym.weight / 100
            if synonym.replacement.count == 1 {
                for word in formsOf(synonym.replacement[0]) where weight > reach[word]?.weight ?? 0
                {
                    reach[word] = Reach(weight: weight, isSame: false)
                }
                continue
            }
            // A phrase counts where all of it occurs, as well as its weakest word.
            var weakest = Int.max
            var common = Set(SearchField.allCases)
            for word in synonym.replacement {
                let found = formsOf(word).filter { entry.impacts[$0] != nil }
                weakest = min(weakest, found.compactMap { entry.impacts[$0] }.max() ?? 0)
                common.formIntersection(
                    found.reduce(into: Set()) {
                        $0.formUnion(entry.words[$1]?.keys.map { $0 } ?? [])
                    }
                )
            }
            if weakest > 0 { add(weakest * weight, common, false) }
        }
        for (word, impact) in entry.impacts {
            guard let found = reach[word] else { continue }
            add(impact * found.weight, Set(entry.words[word]?.keys.map { $0 } ?? []), found.isSame)
        }
        return meeting
    }

    /// The words of the corpus that are a word, its spellings or its inflections.
    private func formsOf(_ word: String) -> Set<String> {
        if let known = rememberedForms[word] { return known }
        let fold = analyzer.foldKey(of: word)
        let spellings = keys.filter { $0.fold == fold || $0.word == word }
        let folded = keys.filter { $0.fold == fold }
        let lemmas = Set(folded.isEmpty ? [analyzer.lemma(of: word)] : folded.map(\.lemma))
        let forms = Set(spellings.map(\.word)).union(
            keys.filter { lemmas.contains($0.lemma) }.map(\.word)
        )
        rememberedForms[word] = forms
        return forms
    }

    /// The words of the corpus that a word of a query stands for, without synonyms.
    private func reach(_ word: String, isLast: Bool) -> [String: Reach] {
        let memory = isLast ? word + "…" : word
        if let known = remembered[memory] { return known }
        let fold = analyzer.foldKey(of: word)
        let loose = analyzer.looseKey(of: word)
        let others = analyzer.alternatives(of: word)
        let otherFolds = Set(others.map { analyzer.foldKey(of: $0) })
        let spellings = keys.filter { $0.fold == fold }
        let lemmas = Set(
            spellings.isEmpty ? [analyzer.lemma(of: word)] : spellings.map(\.lemma)
        )
        var found: [String: Reach] = [:]
        for key in keys {
            let reach: Reach? =
                if key.word == word {
                    Reach(weight: 256, isSame: true)
                } else if key.fold == fold {
                    Reach(weight: 244, isSame: true)
                } else if otherFolds.contains(key.fold) || others.contains(key.word) {
                    Reach(weight: 224, isSame: true)
                } else if lemmas.contains(key.lemma) {
                    Reach(weight: 205, isSame: false)
                } else if key.loose == loose {
                    Reach(weight: 150, isSame: false)
                } else if isLast, fold.utf8.count >= 2, key.fold.utf8.starts(with: fold.utf8) {
                    Reach(weight: 128, isSame: false)
                } else {
                    nil
                }
            if let reach { found[key.word] = reach }
        }
        remembered[memory] = found
        return found
    }
}
