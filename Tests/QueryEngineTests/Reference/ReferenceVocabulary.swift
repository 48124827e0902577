import Analyzers
import IndexFormat

/// The words of the units shown on a day; every question is answered by looking at each word.
struct ReferenceVocabulary {
    let corpus: ReferenceCorpus
    /// By unit, whether it is shown.
    let isShown: [Bool]
    /// Places of the words of shown units among those of the corpus, in order of their bytes.
    let places: [Int]
    private let shown: [ReferenceCorpus.Word]

    init(_ corpus: ReferenceCorpus, isShown: [Bool]) {
        self.corpus = corpus
        self.isShown = isShown
        var found = Set<Int>()
        for (entry, isShown) in zip(corpus.entries, isShown) where isShown {
            found.formUnion(entry.occurrences.keys)
        }
        places = found.sorted()
        shown = places.map { corpus.words[$0] }
    }

    var shownCount: Int { isShown.count { $0 } }

    func surface(_ place: Int) -> String { corpus.words[place].surface }

    /// The words for which something holds.
    func words(where holds: (ReferenceCorpus.Word) -> Bool) -> [Int] {
        var found: [Int] = []
        // Counted by hand: unoptimized iterators take most of the time of a run.
        var index = 0
        while index < shown.count {
            if holds(shown[index]) { found.append(places[index]) }
            index += 1
        }
        return found
    }

    func words(foldingLike surface: String) -> [Int] {
        let fold = analyzer.foldKey(of: surface)
        return remembered("fold", fold) { words { $0.fold == fold } }
    }

    func words(ofClass lemma: String) -> [Int] {
        remembered("class", lemma) { words { $0.lemma == lemma } }
    }

    /// Requests repeat their words, and unoptimized tests are slow.
    private let memory = Memory()

    private final class Memory {
        var known: [String: [String: [Int]]] = [:]
    }

    private func remembered(_ rule: String, _ key: String, _ find: () -> [Int]) -> [Int] {
        if let known = memory.known[rule]?[key] { return known }
        let found = find()
        memory.known[rule, default: [:]][key] = found
        return found
    }

    /// The words of one class with a word that is spelt like this, whose class is then known, or that
    /// is spelt like none.
    func forms(of surface: String) -> [Int] {
        let classes = classes(of: surface)
        return classes.flatMap { words(ofClass: $0) }
    }

    /// The compounds that have a part of such a class.
    func compounds(of surface: String) -> [Int] {
        let classes = classes(of: surface)
        return words { !$0.partLemmas.isDisjoint(with: classes) }
    }

    private func classes(of surface: String) -> Set<String> {
        let spelled = words(foldingLike: surface)
        return spelled.isEmpty
            ? [analyzer.lemma(of: surface)] : Set(spelled.map { corpus.words[$0].lemma })
    }

    func words(looselyLike surface: String) -> [Int] {
        let loose = analyzer.looseKey(of: surface)
        return words { $0.loose == loose && analyzer.mayMean(surface, $0.surface) }
    }

    func words(foldBeginningLike surface: String) -> [Int] {
        let fold = analyzer.foldKey(of: surface)
        return words { $0.fold.utf8.starts(with: fold.utf8) }
    }

    func words(looselyBeginningLike surface: String) -> [Int] {
        let loose = analyzer.looseKey(of: surface)
        return words { $0.loose.utf8.starts(with: loose.utf8) }
    }

    /// How many shown units a word occurs in.
    func frequency(of place: Int) -> Int {
        zip(corpus.entries, isShown).count { $1 && $0.occurrences[place] != nil }
    }

    // MARK: Units

    /// How each shown unit meets any of some words; what is recognised counts alike everywhere.
    func meetings(
        _ ways: [Int: ReferenceWay],
        isRecognized: Bool = false
    ) -> [Int: ReferenceMeeting] {
        var found: [Int: ReferenceMeeting] = [:]
        for (unit, entry) in corpus.entries.enumerated() where isShown[unit] {
            let met = ways.compactMap { place, way in
                entry.occurrences[place].map { occurrence in
                    ReferenceMeeting(
                        cost: way.cost,
                        level: way.level,
                        score: (isRecognized ? 128 : occurrence.impact) * way.weight,
                        fields: occurrence.fields
                    )
                }
            }
            found[unit] = ReferenceMeeting.best(met)
        }
        return found
    }

    /// The reading of several words that stand in one unit, if any has them all.
    func phrase(_ parts: [[Int]], _ way: ReferenceWay) -> ReferenceWord.Phrase? {
        let lists = parts.map { places in
            self.meetings(Dictionary(uniqueKeysWithValues: places.map { ($0, way) }))
        }
        var meetings: [Int: ReferenceMeeting] = [:]
        for unit in corpus.entries.indices {
            let met = lists.compactMap { $0[unit] }
            guard let first = met.first, met.count == lists.count else { continue }
            meetings[unit] = met.dropFirst().reduce(first) { whole, part in
                var both = whole
                both.score = min(whole.score, part.score)
                let common = whole.fields.intersection(part.fields)
                both.fields = common.isEmpty ? whole.fields.union(part.fields) : common
                return both
            }
        }
        guard !meetings.isEmpty else { return nil }
        return .init(way: way, words: Set(parts.joined()), meetings: meetings)
    }
}
