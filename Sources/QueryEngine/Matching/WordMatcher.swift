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
        let postings = texts.postings
        if word.terms.count == 1, word.phrases.isEmpty, let term = word.terms.keys.first {
            // In order already, and each document once.
            target.reserveCapacity(target.count + postings.range(of: term).count)
            forEachMatch(of: word, isRecognized) { target.append($0) }
            return
        }
        var total = word.phrases.reduce(0) { $0 + $1.matches.count }
        for term in word.terms.keys { total += postings.range(of: term).count }
        // Few are sorted; many find their place in an array as long as there are documents.
        if total < texts.count / 128 {
            var all: [WordMatch] = []
            all.reserveCapacity(total)
            forEachMatch(of: word, isRecognized) { all.append($0) }
            all.sort { $0.document < $1.document }
            // What stands in the target already is of another word.
            let start = target.count
            for match in all {
                if target.count > start, target[target.count - 1].document == match.document {
                    target[target.count - 1].merge(match)
                } else {
                    target.append(match)
                }
            }
            return
        }
        var touched = DocumentSet(emptyOf: texts.count)
        var places = texts.scratch.take(texts.count)
        do {
            var bits = touched.mutableWords
            var slots = places.mutableSpan
            forEachMatch(of: word, isRecognized) { match in
                let place = Int(match.document)
                let bit: UInt64 = 1 << UInt64(place & 63)
                if bits[place >> 6] & bit == 0 {
                    bits[place >> 6] |= bit
                    slots[place] = match
                } else {
                    slots[place].merge(match)
                }
            }
        }
        target.reserveCapacity(target.count + touched.count)
        let slots = places.span
        touched.forEach { target.append(slots[$0]) }
        texts.scratch.giveBack(places)
    }

    /// Calls `visit` with each way in which a document meets a word.
    @inline(__always)
    private func forEachMatch(
        of word: QueryWord,
        _ isRecognized: Bool,
        _ visit: (WordMatch) -> Void
    ) {
        let postings = texts.postings
        let documents = postings.documents.span
        let impacts = postings.impacts.span
        let fields = postings.fields.span
        let shown = shown.documents
        for (term, reach) in word.terms {
            let weight = UInt32(reach.weight)
            for place in postings.range(of: term) {
                if let shown, !shown.contains(Int(documents[place])) { continue }
                visit(
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
            for match in phrase.matches { visit(match) }
        }
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
