import IndexFormat
import LMDB

/// Finds the documents that meet each word by itself.
struct WordMatcher {
    let texts: TextIndex
    let shown: ShownPart

    /// The documents that meet each word.
    func lists(of words: [QueryWord]) -> MatchLists {
        var lists = MatchLists(words: words, documentCount: shown.count)
        for word in words {
            let start = lists.matches.count
            merge(word, into: &lists.matches)
            lists.ranges.append(start..<lists.matches.count)
        }
        return lists
    }

    /// The impact of a word that is recognised as a place, a kind or a fact, wherever it is met: such a
    /// word holds or does not, and who repeats it in a name gains nothing.
    static let recognizedImpact: UInt32 = 128

    /// Appends the documents that meet a word, ascending.
    func merge(_ word: QueryWord, into target: inout [WordMatch]) {
        let isRecognized = word.role == .recognized
        let shown = shown.documents
        let postings = texts.postings
        let documents = postings.documents.span
        let impacts = postings.impacts.span
        let fields = postings.fields.span
        if word.terms.count == 1, word.phrases.isEmpty, let (term, reach) = word.terms.first {
            let range = postings.range(of: term)
            target.reserveCapacity(target.count + range.count)
            for place in range where shown?.contains(Int(documents[place])) ?? true {
                target.append(
                    WordMatch(
                        document: documents[place],
                        score: (isRecognized ? Self.recognizedImpact : UInt32(impacts[place]))
                            * UInt32(reach.weight),
                        fields: fields[place],
                        cost: reach.cost,
                        level: reach.level
                    )
                )
            }
            return
        }
        var union = MatchUnion(universe: texts.count)
        for (term, reach) in word.terms {
            let weight = UInt32(reach.weight)
            for place in postings.range(of: term)
            where shown?.contains(Int(documents[place])) ?? true {
                union.add(
                    WordMatch(
                        document: documents[place],
                        score: (isRecognized ? Self.recognizedImpact : UInt32(impacts[place]))
                            * weight,
                        fields: fields[place],
                        cost: reach.cost,
                        level: reach.level
                    )
                )
            }
        }
        for phrase in word.phrases {
            for match in phrase.matches { union.add(match) }
        }
        union.append(to: &target)
    }
}

/// Gathers postings of several terms by document.
private struct MatchUnion {
    private var matches: [WordMatch]
    private var touched: DocumentSet

    init(universe: Int) {
        matches = Array(
            repeating: WordMatch(document: 0, score: 0, fields: 0, cost: .max, level: .correction),
            count: universe
        )
        touched = DocumentSet(emptyOf: universe)
    }

    @inline(__always)
    mutating func add(_ match: WordMatch) {
        let place = Int(match.document)
        touched.insert(place)
        matches[place].merge(match)
    }

    func append(to target: inout [WordMatch]) {
        target.reserveCapacity(target.count + touched.count)
        touched.forEach { target.append(matches[$0]) }
    }
}
