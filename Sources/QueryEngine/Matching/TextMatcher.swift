import Analyzers
import Glibc
import IndexFormat
import LMDB

/// How a word of the query met a term of the index, the closest first.
enum MatchLevel: UInt8, Comparable {
    case exact, fold, abbreviation, inflection, synonym, looseFold, prefix

    /// How much of an occurrence's impact counts, in 256ths.
    var weight: Int {
        switch self {
        case .exact: 256
        case .fold: 244
        case .abbreviation: 224
        case .inflection: 205
        case .synonym: 160
        case .looseFold: 150
        case .prefix: 128
        }
    }

    static func < (left: MatchLevel, right: MatchLevel) -> Bool { left.rawValue < right.rawValue }
}

/// One word of the query with the terms that it stands for.
struct QueryWord {
    var token: Token
    /// Function words need not occur.
    var isRequired: Bool
    /// Terms with the closest level at which each is reached, and its weight in 256ths.
    var terms: [UInt32: (level: MatchLevel, weight: Int)] = [:]
    /// Documents in which a replacement of several words occurs whole.
    var phrases: [PostingList] = []
}

/// Documents with how well a word matches in each, ascending.
struct PostingList {
    var documents: [UInt32] = []
    /// Impact times weight, at most 255 × 256.
    var scores: [UInt32] = []
    var fields: [UInt8] = []
    var levels: [MatchLevel] = []

    var count: Int { documents.count }

    mutating func append(_ document: UInt32, _ score: UInt32, _ fields: UInt8, _ level: MatchLevel)
    {
        documents.append(document)
        scores.append(score)
        self.fields.append(fields)
        levels.append(level)
    }
}

/// What the text of a query matches.
struct TextMatch {
    var words: [QueryWord]
    /// Matching documents, ascending, each with its order by text.
    var documents: [UInt32] = []
    /// The quality class, higher is better (`TextMatcher.quality`).
    var qualities: [UInt8] = []
    var scores: [UInt32] = []
}

/// Finds the documents that match a text: every required word must be met in some way.
struct TextMatcher {
    /// The most words of a query that are looked at.
    static let wordLimit = 24

    let index: SearchIndex

    private var dictionary: TermDictionary { index.generation.dictionary }
    private var analyzer: DanishAnalyzer { index.analyzer }

    /// The words of a text, each with the terms it stands for.
    func words(of text: String) -> [QueryWord] {
        let tokens = Array(analyzer.tokens(in: text, kind: .place).prefix(Self.wordLimit))
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
        for key in dictionary.folds.keys.range(withPrefix: folded) {
            let members = dictionary.folds.members[key]
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
                var scratch = QueryWord(
                    token: words[match.range.lowerBound].token,
                    isRequired: true
                )
                let replacement = match.replacement[0]
                let reached = addSpellings(
                    of: replacement,
                    to: &scratch,
                    exact: .synonym,
                    fold: .synonym
                )
                addInflections(
                    of: replacement,
                    reached: reached,
                    to: &scratch,
                    level: .synonym
                )
                for place in match.range {
                    for term in scratch.terms.keys {
                        add(term, .synonym, weight: weight, to: &words[place])
                    }
                }
            } else if let phrase = phrase(match.replacement, weight: weight) {
                for place in match.range { words[place].phrases.append(phrase) }
            }
        }
    }

    /// The documents in which all words of a replacement occur.
    private func phrase(_ surfaces: [String], weight: Int) -> PostingList? {
        var result: PostingList?
        for surface in surfaces {
            var word = QueryWord(
                token: Token(surface: surface, position: 0, utf8Offset: 0, utf8Length: 0),
                isRequired: true
            )
            let reached = addSpellings(of: surface, to: &word, exact: .synonym, fold: .synonym)
            addInflections(of: surface, reached: reached, to: &word, level: .synonym)
            for term in word.terms.keys { word.terms[term] = (.synonym, weight) }
            let list = merge(word)
            result = result.map { intersect($0, list) } ?? list
        }
        return result
    }

    private func intersect(_ left: PostingList, _ right: PostingList) -> PostingList {
        var result = PostingList()
        var place = 0
        for index in 0..<left.count {
            while place < right.count, right.documents[place] < left.documents[index] { place += 1 }
            guard place < right.count else { break }
            guard right.documents[place] == left.documents[index] else { continue }
            result.append(
                left.documents[index],
                min(left.scores[index], right.scores[place]),
                left.fields[index] & right.fields[place],
                .synonym
            )
        }
        return result
    }

    // MARK: Matching

    /// The documents that match all required words, with their order by text.
    func match(_ words: [QueryWord]) -> TextMatch {
        var result = TextMatch(words: words)
        let lists = words.map(merge)
        let required = words.indices.filter { words[$0].isRequired }
            .sorted { lists[$0].count < lists[$1].count }
        guard let rarest = required.first, lists[rarest].count > 0 else { return result }
        let weights = lists.map { inverseFrequency($0.count) }
        let nameNorms = index.generation.lengths[Int(SearchField.name.rawValue)]
        let nameLengths = nameNorms.span
        var places = Array(repeating: 0, count: lists.count)
        let others = Array(required.dropFirst())
        let optional = words.indices.filter { !words[$0].isRequired }
        candidates: for start in 0..<lists[rarest].count {
            let document = lists[rarest].documents[start]
            places[rarest] = start
            for other in others {
                places[other] = advance(lists[other].documents, places[other], to: document)
                guard places[other] < lists[other].count else { break candidates }
                guard lists[other].documents[places[other]] == document else {
                    continue candidates
                }
            }
            var score: UInt32 = 0
            var namedExactly = 0
            var named = 0
            var isStructured = true
            func count(_ word: Int) {
                let list = lists[word]
                let place = places[word]
                score += list.scores[place] * weights[word] >> 8
                let inName = list.fields[place] & SearchField.name.bit != 0
                if inName {
                    named += 1
                    if list.levels[place] <= .abbreviation { namedExactly += 1 }
                }
                if list.fields[place] & SearchField.structured == 0 { isStructured = false }
            }
            for word in required { count(word) }
            for word in optional {
                places[word] = advance(lists[word].documents, places[word], to: document)
                if places[word] < lists[word].count, lists[word].documents[places[word]] == document
                {
                    count(word)
                }
            }
            result.documents.append(document)
            result.scores.append(score)
            result.qualities.append(
                quality(
                    isStructured: isStructured,
                    named: named,
                    namedExactly: namedExactly,
                    nameLength: Int(nameLengths[Int(document)])
                )
            )
        }
        return result
    }

    /// How well the text fits, before any fine score:
    /// 4 the whole name was typed, and all else is in the facts about the unit; 3 the same with an
    /// inflected, synonymous or unfinished word; 2 a word of the name and facts; 1 facts; 0 running text.
    private func quality(
        isStructured: Bool,
        named: Int,
        namedExactly: Int,
        nameLength: Int
    ) -> UInt8 {
        guard isStructured else { return 0 }
        if nameLength > 0, namedExactly >= nameLength { return 4 }
        if nameLength > 0, named >= nameLength { return 3 }
        return named > 0 ? 2 : 1
    }

    /// How much a word tells: its inverse document frequency, in 32nds of a bit.
    private func inverseFrequency(_ frequency: Int) -> UInt32 {
        guard frequency > 0 else { return 0 }
        return UInt32((log2(1 + Double(index.count) / Double(frequency)) * 32).rounded())
    }

    /// The first place not before `document`, by doubling steps and then halving ones.
    private func advance(_ documents: [UInt32], _ start: Int, to document: UInt32) -> Int {
        var step = 1
        var low = start
        var high = start
        while high < documents.count, documents[high] < document {
            low = high + 1
            high += step
            step *= 2
        }
        high = min(high, documents.count)
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The union of a word's postings: in each document the best score, all fields, the closest level.
    private func merge(_ word: QueryWord) -> PostingList {
        let postings = index.generation.postings
        let documents = postings.documents.span
        let impacts = postings.impacts.span
        let fields = postings.fields.span
        if word.terms.count == 1, word.phrases.isEmpty, let (term, reach) = word.terms.first {
            let range = postings.range(of: term)
            var list = PostingList()
            list.documents.reserveCapacity(range.count)
            list.scores.reserveCapacity(range.count)
            list.fields.reserveCapacity(range.count)
            for place in range {
                list.documents.append(documents[place])
                list.scores.append(UInt32(impacts[place]) * UInt32(reach.weight))
                list.fields.append(fields[place])
            }
            list.levels = Array(repeating: reach.level, count: range.count)
            return list
        }
        var union = UnionBuffer(universe: index.count)
        for (term, reach) in word.terms {
            for place in postings.range(of: term) {
                union.add(
                    documents[place],
                    UInt32(impacts[place]) * UInt32(reach.weight),
                    fields[place],
                    reach.level
                )
            }
        }
        for phrase in word.phrases {
            for place in 0..<phrase.count {
                union.add(
                    phrase.documents[place],
                    phrase.scores[place],
                    phrase.fields[place],
                    phrase.levels[place]
                )
            }
        }
        return union.list
    }
}

/// Gathers postings of several terms by document.
private struct UnionBuffer {
    private var scores: [UInt32]
    private var fields: [UInt8]
    private var levels: [MatchLevel]
    private var touched: DocumentSet

    init(universe: Int) {
        scores = Array(repeating: 0, count: universe)
        fields = Array(repeating: 0, count: universe)
        levels = Array(repeating: .prefix, count: universe)
        touched = DocumentSet(emptyOf: universe)
    }

    @inline(__always)
    mutating func add(_ document: UInt32, _ score: UInt32, _ mask: UInt8, _ level: MatchLevel) {
        let place = Int(document)
        touched.insert(place)
        scores[place] = max(scores[place], score)
        fields[place] |= mask
        if level.rawValue < levels[place].rawValue { levels[place] = level }
    }

    var list: PostingList {
        var list = PostingList()
        touched.forEach { document in
            list.append(
                UInt32(document),
                scores[document],
                fields[document],
                levels[document]
            )
        }
        return list
    }
}
