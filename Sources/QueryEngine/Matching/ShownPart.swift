import IndexFormat
import LMDB

/// What a search may know of: the documents shown on its day, and the words that occur in them.
///
/// A generation still holds units whose agreement ended since it was built, with all their words.
/// Nothing of them may shape an answer: no hit, and not that a word is known, is common, or is what
/// another word may have been meant for.
struct ShownPart {
    /// The documents that are shown; `nil` where all of the generation are.
    let documents: DocumentSet?
    /// How many are shown.
    let count: Int
    private let postings: Postings

    init(_ documents: DocumentSet, of postings: Postings) {
        count = documents.count
        self.documents = count == documents.universe ? nil : documents
        self.postings = postings
    }

    /// Whether a term occurs in a document that is shown.
    ///
    /// O(1), but for a term of hidden documents O(postings).
    func contains(_ term: UInt32) -> Bool {
        guard let documents else { return true }
        let found = postings.documents.span
        for place in postings.range(of: term) where documents.contains(Int(found[place])) {
            return true
        }
        return false
    }

    /// In how many shown documents a term occurs.
    func frequency(of term: UInt32) -> Int {
        let range = postings.range(of: term)
        guard let documents else { return range.count }
        let found = postings.documents.span
        var count = 0
        for place in range where documents.contains(Int(found[place])) { count += 1 }
        return count
    }

    /// The shown terms of a key.
    func terms(of groups: TermGroups, for key: String) -> [UInt32] {
        groups.keys.find(Array(key.utf8)).map { terms(of: groups, at: $0) } ?? []
    }

    /// The shown terms of the key at a place.
    func terms(of groups: TermGroups, at key: Int) -> [UInt32] {
        let members = groups.members[key]
        var terms: [UInt32] = []
        for place in 0..<members.count where contains(members[place]) {
            terms.append(members[place])
        }
        return terms
    }

    /// Whether any term of the key at a place is shown.
    func hasTerms(of groups: TermGroups, at key: Int) -> Bool {
        if documents == nil { return true }
        let members = groups.members[key]
        for place in 0..<members.count where contains(members[place]) { return true }
        return false
    }

    /// Whether a shown document has a value of a column.
    func contains(_ ordinal: Int, of column: OrdinalColumn) -> Bool {
        guard let documents else { return true }
        let sets = column.sets
        let members = sets[ordinal]
        for place in 0..<members.count where documents.contains(Int(members[place])) { return true }
        return false
    }
}
