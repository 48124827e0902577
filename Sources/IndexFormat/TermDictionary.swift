import LMDB

/// The distinct surface forms of the corpus, and the keys under which typed words find them.
///
///     terms.{offsets,bytes}       the terms, sorted by their bytes; a term's number is its place
///     terms.fold.{…}, .loose, .lemma
///                                 sorted keys, each with the numbers of the terms it stands for
///
/// Terms are what was written, lower-cased; folding and inflection are ways to reach them and never
/// replace them (`docs/index-format.md`).
public struct TermDictionary: Sendable {
    public let terms: ByteStrings
    /// Keys with the Danish letters written as digraphs: `soendergaard`.
    public let folds: TermGroups
    /// Keys with the Danish letters written as bare vowels: `sondergard`.
    public let looseFolds: TermGroups
    /// Keys of inflection classes.
    public let lemmas: TermGroups

    init(_ sections: SectionReader) throws(IndexError) {
        terms = try ByteStrings("terms", sections)
        folds = try TermGroups("terms.fold", sections)
        looseFolds = try TermGroups("terms.loose", sections)
        lemmas = try TermGroups("terms.lemma", sections)
    }

    func check() throws(IndexError) {
        try terms.check("terms", sorted: true)
        try folds.check("terms.fold", terms: terms.count)
        try looseFolds.check("terms.loose", terms: terms.count)
        try lemmas.check("terms.lemma", terms: terms.count)
    }
}

/// Sorted keys, each standing for one or more terms.
public struct TermGroups: Sendable {
    public let keys: ByteStrings
    public let members: NumberLists

    init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        keys = try ByteStrings(name, sections)
        members = try NumberLists(name + ".terms", sections)
        try IndexError.unless(
            keys.count == members.count,
            name,
            "keys and members differ in number"
        )
    }

    /// The numbers of the terms behind a key; empty when there is no such key.
    ///
    /// O(log n).
    public func terms(for key: String) -> [UInt32] {
        guard let index = keys.find(Array(key.utf8)) else { return [] }
        let list = members[index]
        var numbers: [UInt32] = []
        for position in 0..<list.count { numbers.append(list[position]) }
        return numbers
    }

    func check(_ name: String, terms: Int) throws(IndexError) {
        try keys.check(name, sorted: true)
        try members.check(name + ".terms", below: terms)
        try IndexError.unless(
            members.values.count == terms,
            name,
            "not every term has exactly one key"
        )
    }

    /// Writes groups from the key of each term, in order of the terms' numbers.
    public static func write(
        _ name: String,
        keys: [[UInt8]],
        to sections: inout SectionWriter
    ) {
        let order = keys.indices.sorted { left, right in
            if keys[left] == keys[right] { return left < right }
            return keys[left].lexicographicallyPrecedes(keys[right])
        }
        var strings = ByteStringsBuilder()
        var members = NumberListsBuilder()
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, keys[order[end]] == keys[order[start]] { end += 1 }
            strings.append(keys[order[start]])
            members.append(order[start..<end].map { UInt32($0) })
            start = end
        }
        strings.write(name, to: &sections)
        members.write(name + ".terms", to: &sections)
    }
}
