import IndexFormat
import LMDB
import Synchronization

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
        var total = word.phrases.reduce(0) { $0 + $1.matches.count }
        for term in word.terms.keys { total += postings.range(of: term).count }
        var union = MatchUnion(universe: texts.count, expecting: total, texts.scratch)
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
        union.release(to: texts.scratch)
    }
}

/// Arrays as long as there are documents, lent to who merges lists and taken back: their contents mean nothing,
/// so that they need not be cleared.
final class MatchScratch: Sendable {
    private let spare = Mutex<[[WordMatch]]>([])
    /// More than threads that merge at once are of no use.
    private static let most = 4

    /// An array of this length.
    func take(_ count: Int) -> [WordMatch] {
        let known = spare.withLock { $0.popLast() }
        if let known, known.count == count { return known }
        return Array(
            repeating: WordMatch(document: 0, score: 0, fields: 0, cost: .max, level: .correction),
            count: count
        )
    }

    func giveBack(_ array: [WordMatch]) {
        spare.withLock { if $0.count < Self.most { $0.append(array) } }
    }
}

/// Gathers postings of several terms by document: by place where they are many, else by sorting.
private struct MatchUnion {
    private var matches: [WordMatch]
    private var touched: DocumentSet?

    init(universe: Int, expecting total: Int, _ scratch: MatchScratch) {
        if total < universe / 128 {
            matches = []
            matches.reserveCapacity(total)
        } else {
            matches = scratch.take(universe)
            touched = DocumentSet(emptyOf: universe)
        }
    }

    @inline(__always)
    mutating func add(_ match: WordMatch) {
        let place = Int(match.document)
        if touched == nil {
            matches.append(match)
        } else if touched?.insert(newly: place) ?? false {
            matches[place] = match
        } else {
            matches[place].merge(match)
        }
    }

    mutating func append(to target: inout [WordMatch]) {
        if let touched {
            target.reserveCapacity(target.count + touched.count)
            touched.forEach { target.append(matches[$0]) }
            return
        }
        matches.sort { $0.document < $1.document }
        // What stands in the target already is of another word.
        let start = target.count
        for match in matches {
            if target.count > start, target[target.count - 1].document == match.document {
                target[target.count - 1].merge(match)
            } else {
                target.append(match)
            }
        }
    }

    /// Gives back what was lent.
    consuming func release(to scratch: MatchScratch) {
        if touched != nil { scratch.giveBack(matches) }
    }
}
