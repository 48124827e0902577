public import LMDB

/// The distinct surface forms of the corpus, and the keys under which typed words find them.
///
///     terms.{offsets,bytes}       the terms, sorted by their bytes; a term's number is its place
///     terms.fold.{…}, .loose, .lemma
///                                 sorted keys, each with the numbers of the terms it stands for
///     terms.parts.{…}             keys of inflection classes, each with the compounds that have a
///                                 part of that class
///     terms.loose.shared          UInt8[keys]  bytes that a loose key shares with the one before it
///     terms.generic               UInt8[terms] 1 where the word says what a place is, not which
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
    /// Inflection classes of parts of compounds, with the compounds.
    public let parts: TermGroups
    /// How many bytes each key of `looseFolds` shares with the one before it, at most 255: what a
    /// walk over neighbouring keys need not compute again.
    public let sharedBytes: MappedArray<UInt8>
    /// 1 for the terms that say what a place is ("plejehjem"), 0 for those that say which.
    public let generic: MappedArray<UInt8>

    init(_ sections: SectionReader, prefix: String = "") throws(IndexError) {
        terms = try ByteStrings(prefix + "terms", sections)
        folds = try TermGroups(prefix + "terms.fold", sections)
        looseFolds = try TermGroups(prefix + "terms.loose", sections)
        lemmas = try TermGroups(prefix + "terms.lemma", sections)
        parts = try TermGroups(prefix + "terms.parts", sections)
        sharedBytes = try sections.array(prefix + "terms.loose.shared")
        generic = try sections.array(prefix + "terms.generic")
        try IndexError.unless(
            sharedBytes.count == looseFolds.keys.count && generic.count == terms.count,
            "terms",
            "the arrays differ in length"
        )
    }

    func check() throws(IndexError) {
        try terms.check("terms", sorted: true)
        try folds.check("terms.fold", partitioning: terms.count)
        try looseFolds.check("terms.loose", partitioning: terms.count)
        try lemmas.check("terms.lemma", partitioning: terms.count)
        try parts.check("terms.parts", below: terms.count)
        for term in 0..<generic.count {
            try IndexError.unless(generic[term] <= 1, "terms.generic", "term \(term) is neither")
        }
        let keys = looseFolds.keys
        for index in 0..<keys.count {
            let shared = index == 0 ? 0 : Self.sharedPrefix(keys.copy(index - 1), keys.copy(index))
            try IndexError.unless(
                sharedBytes[index] == shared,
                "terms.loose.shared",
                "key \(index) shares \(shared) bytes with the one before it"
            )
        }
    }

    /// How many bytes two keys begin with alike, at most 255.
    static func sharedPrefix(_ left: [UInt8], _ right: [UInt8]) -> UInt8 {
        var shared = 0
        let limit = min(left.count, right.count, 255)
        while shared < limit, left[shared] == right[shared] { shared += 1 }
        return UInt8(shared)
    }

    /// Writes the keys by which terms are reached, from those of each term in order of its number.
    public static func write(
        _ entries: [Keys],
        to sections: inout SectionWriter,
        prefix: String = ""
    ) {
        func write(_ name: String, _ keys: [[UInt8]]) -> [[UInt8]] {
            TermGroups.write(prefix + name, keys: keys, to: &sections)
        }
        _ = write("terms.fold", entries.map(\.fold))
        let loose = write("terms.loose", entries.map(\.loose))
        _ = write("terms.lemma", entries.map(\.lemma))
        TermGroups.write(prefix + "terms.parts", keyLists: entries.map(\.parts), to: &sections)
        let shared = loose.indices.map { index in
            index == 0 ? 0 : sharedPrefix(loose[index - 1], loose[index])
        }
        sections.add(prefix + "terms.loose.shared", shared)
        sections.add(prefix + "terms.generic", entries.map { UInt8($0.isGeneric ? 1 : 0) })
    }

    /// What a term is reached by.
    public struct Keys: Sendable {
        public var fold: [UInt8]
        public var loose: [UInt8]
        public var lemma: [UInt8]
        /// Inflection classes of its parts, where it is a compound.
        public var parts: [[UInt8]]
        public var isGeneric: Bool

        public init(
            fold: [UInt8],
            loose: [UInt8],
            lemma: [UInt8],
            parts: [[UInt8]],
            isGeneric: Bool
        ) {
            self.fold = fold
            self.loose = loose
            self.lemma = lemma
            self.parts = parts
            self.isGeneric = isGeneric
        }
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

    /// Checks groups of which each term is in exactly one.
    func check(_ name: String, partitioning terms: Int) throws(IndexError) {
        try check(name, below: terms)
        try IndexError.unless(
            members.values.count == terms,
            name,
            "not every term has exactly one key"
        )
    }

    func check(_ name: String, below terms: Int) throws(IndexError) {
        try keys.check(name, sorted: true)
        try members.check(name + ".terms", below: terms)
    }

    /// Writes groups from the key of each term, in order of the terms' numbers; returns the keys.
    static func write(
        _ name: String,
        keys: [[UInt8]],
        to sections: inout SectionWriter
    ) -> [[UInt8]] {
        write(name, keys.enumerated().map { ($1, UInt32($0)) }, to: &sections)
    }

    /// Writes groups from the keys of each term, of which it may have any number.
    @discardableResult
    static func write(
        _ name: String,
        keyLists: [[[UInt8]]],
        to sections: inout SectionWriter
    ) -> [[UInt8]] {
        let pairs = keyLists.enumerated().flatMap { term, keys in
            Set(keys).map { ($0, UInt32(term)) }
        }
        return write(name, pairs, to: &sections)
    }

    private static func write(
        _ name: String,
        _ pairs: [(key: [UInt8], term: UInt32)],
        to sections: inout SectionWriter
    ) -> [[UInt8]] {
        let order = pairs.indices.sorted { left, right in
            if pairs[left].key == pairs[right].key { return pairs[left].term < pairs[right].term }
            return pairs[left].key.lexicographicallyPrecedes(pairs[right].key)
        }
        var written: [[UInt8]] = []
        var strings = ByteStringsBuilder()
        var members = NumberListsBuilder()
        var start = 0
        while start < order.count {
            var end = start + 1
            let key = pairs[order[start]].key
            while end < order.count, pairs[order[end]].key == key { end += 1 }
            strings.append(key)
            written.append(key)
            members.append(order[start..<end].map { pairs[$0].term })
            start = end
        }
        strings.write(name, to: &sections)
        members.write(name + ".terms", to: &sections)
        return written
    }
}
