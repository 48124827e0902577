public import LMDB

/// One value for each document out of a short list, or none: for filters, facets and comparison.
///
///     column.<name>.ordinals  UInt16[n]   the value's place in the list; read only where present
///     column.<name>.present   UInt64[…]   one bit for each document
///     column.<name>.values.{offsets,bytes}
///     column.<name>.sets.{starts,values}  for each value its documents, ascending
///
/// Missing is the absence of a bit and never a number that could leak into a count.
public struct OrdinalColumn: Sendable {
    public let name: String
    public let ordinals: MappedArray<UInt16>
    public let present: MappedArray<UInt64>
    /// The values' words, by ordinal.
    public let values: [String]
    /// The documents of each value.
    public let sets: NumberLists
    /// The place of each value in the order of the words; `nil` where that is the order of ordinals.
    public let wordRanks: [UInt32]?

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        let prefix = "column." + name
        ordinals = try sections.array(prefix + ".ordinals")
        present = try sections.array(prefix + ".present")
        let words = try ByteStrings(prefix + ".values", sections)
        values = (0..<words.count).map { words.text($0) }
        wordRanks = OrdinalColumn.wordRanks(of: words)
        sets = try NumberLists(prefix + ".sets", sections)
        try IndexError.unless(
            ordinals.count == documents && present.count == wordCount(documents)
                && sets.count == values.count,
            prefix,
            "the arrays differ in length"
        )
    }

    /// The place of each value in the order of the words, unless they are in it.
    static func wordRanks(of words: ByteStrings) -> [UInt32]? {
        let isSorted = (0..<max(0, words.count - 1)).allSatisfy {
            words.compare($0, words.copy($0 + 1)) < 0
        }
        if isSorted { return nil }
        let order = (0..<words.count).map { (words.copy($0), $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
        var ranks = Array(repeating: UInt32(0), count: words.count)
        for (rank, entry) in order.enumerated() { ranks[entry.1] = UInt32(rank) }
        return ranks
    }

    /// The document's ordinal, or `nil` where it has no value.
    public func ordinal(of document: Int) -> Int? {
        isSet(present.span, document) ? Int(ordinals[document]) : nil
    }

    func check(documents: Int) throws(IndexError) {
        let prefix = "column." + name
        try sets.check(prefix + ".sets", below: documents)
        var found = 0
        for (ordinal, _) in values.enumerated() {
            let list = sets[ordinal]
            for index in 0..<list.count {
                try IndexError.unless(
                    self.ordinal(of: Int(list[index])) == ordinal,
                    prefix,
                    "document \(list[index]) is in the set of another value"
                )
            }
            found += list.count
        }
        let present = (0..<documents).count { isSet(self.present.span, $0) }
        try IndexError.unless(found == present, prefix, "sets and column differ")
    }

    /// Writes a column of at most 65,536 values; `nil` is missing.
    public static func write(
        _ name: String,
        values: [String],
        ordinals: [Int?],
        to sections: inout SectionWriter
    ) {
        let prefix = "column." + name
        var lists = Array(repeating: [UInt32](), count: values.count)
        for (document, ordinal) in ordinals.enumerated() {
            if let ordinal { lists[ordinal].append(UInt32(document)) }
        }
        sections.add(prefix + ".ordinals", ordinals.map { UInt16($0 ?? 0) })
        sections.add(prefix + ".present", presence(ordinals.map { $0 != nil }))
        var words = ByteStringsBuilder()
        for value in values { words.append(value) }
        words.write(prefix + ".values", to: &sections)
        var sets = NumberListsBuilder()
        for list in lists { sets.append(list) }
        sets.write(prefix + ".sets", to: &sections)
    }
}

/// Any number of values for each document out of a short list; an empty set counts as missing.
///
///     column.<name>.members.{starts,values}  for each document its ordinals, ascending
///     column.<name>.values.{offsets,bytes}
///     column.<name>.sets.{starts,values}     for each value its documents, ascending
public struct SetColumn: Sendable {
    public let name: String
    public let members: NumberLists
    public let values: [String]
    public let sets: NumberLists
    /// The place of each value in the order of the words; `nil` where that is the order of ordinals.
    public let wordRanks: [UInt32]?

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        let prefix = "column." + name
        members = try NumberLists(prefix + ".members", sections)
        let words = try ByteStrings(prefix + ".values", sections)
        values = (0..<words.count).map { words.text($0) }
        wordRanks = OrdinalColumn.wordRanks(of: words)
        sets = try NumberLists(prefix + ".sets", sections)
        try IndexError.unless(
            members.count == documents && sets.count == values.count,
            prefix,
            "the arrays differ in length"
        )
    }

    func check(documents: Int) throws(IndexError) {
        let prefix = "column." + name
        try members.check(prefix + ".members", below: max(values.count, 1))
        try sets.check(prefix + ".sets", below: max(documents, 1))
        try IndexError.unless(
            members.values.count == sets.values.count,
            prefix,
            "sets and members differ"
        )
        for ordinal in values.indices {
            let list = sets[ordinal]
            for index in 0..<list.count {
                let own = members[Int(list[index])]
                let holds = (0..<own.count).contains { own[$0] == UInt32(ordinal) }
                try IndexError.unless(holds, prefix, "document \(list[index]) lacks \(ordinal)")
            }
        }
    }

    public static func write(
        _ name: String,
        values: [String],
        members: [[Int]],
        to sections: inout SectionWriter
    ) {
        let prefix = "column." + name
        var lists = Array(repeating: [UInt32](), count: values.count)
        var own = NumberListsBuilder()
        for (document, ordinals) in members.enumerated() {
            own.append(ordinals.map { UInt32($0) })
            for ordinal in ordinals { lists[ordinal].append(UInt32(document)) }
        }
        own.write(prefix + ".members", to: &sections)
        var words = ByteStringsBuilder()
        for value in values { words.append(value) }
        words.write(prefix + ".values", to: &sections)
        var sets = NumberListsBuilder()
        for list in lists { sets.append(list) }
        sets.write(prefix + ".sets", to: &sections)
    }
}

/// One number for each document, or none: integers, decimals, amounts, and dates as days since 1970.
///
///     column.<name>.ranks     UInt32[n]   the number's place among the distinct ones; 2³²−1 where missing
///     column.<name>.distinct  Float64[…]  the distinct numbers, ascending
///     column.<name>.present   UInt64[…]
///
/// Ranks compare as the numbers do in half the bytes: a range of numbers is one of ranks, and the missing
/// are in none.
public struct NumberColumn: Sendable {
    /// The rank of a document without a number.
    public static let missing = UInt32.max

    public let name: String
    public let ranks: MappedArray<UInt32>
    public let distinct: MappedArray<Double>
    public let present: MappedArray<UInt64>

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        ranks = try sections.array("column." + name + ".ranks")
        distinct = try sections.array("column." + name + ".distinct")
        present = try sections.array("column." + name + ".present")
        try IndexError.unless(
            ranks.count == documents && present.count == wordCount(documents),
            "column." + name,
            "the arrays differ in length"
        )
    }

    /// The document's number, or `nil` where it has none.
    @inlinable
    public func number(of document: Int) -> Double? {
        let rank = ranks[document]
        return rank == Self.missing ? nil : distinct[Int(rank)]
    }

    /// The ranks of the numbers from `low` to `high`, both included; `nil` is no bound.
    ///
    /// O(log distinct).
    public func ranks(from low: Double?, to high: Double?) -> Range<UInt32> {
        let distinct = distinct.span
        func first(_ holds: (Double) -> Bool) -> Int {
            var start = 0
            var end = distinct.count
            while start < end {
                let middle = (start + end) / 2
                if holds(distinct[middle]) { end = middle } else { start = middle + 1 }
            }
            return start
        }
        let lower = low.map { low in first { $0 >= low } } ?? 0
        let upper = high.map { high in first { $0 > high } } ?? distinct.count
        return UInt32(lower)..<UInt32(max(lower, upper))
    }

    func check() throws(IndexError) {
        let structure = "column." + name
        let distinct = distinct.span
        for index in 0..<distinct.count {
            try IndexError.unless(
                distinct[index].isFinite && (index == 0 || distinct[index - 1] < distinct[index]),
                structure,
                "number \(index) is not above the one before it"
            )
        }
        for document in 0..<ranks.count {
            let rank = ranks[document]
            try IndexError.unless(
                isSet(present.span, document)
                    ? Int(rank) < distinct.count : rank == Self.missing,
                structure,
                "document \(document) has rank \(rank)"
            )
        }
    }

    /// Writes a column of finite numbers; `nil` is missing.
    public static func write(
        _ name: String,
        numbers: [Double?],
        to sections: inout SectionWriter
    ) {
        // Minus zero is zero.
        var known: [(number: Double, document: Int)] = []
        for (document, number) in numbers.enumerated() {
            if let number { known.append((number == 0 ? 0 : number, document)) }
        }
        known.sort { $0.number < $1.number }
        var distinct: [Double] = []
        var ranks = Array(repeating: missing, count: numbers.count)
        for (number, document) in known {
            if distinct.last != number { distinct.append(number) }
            ranks[document] = UInt32(distinct.count - 1)
        }
        sections.add("column." + name + ".ranks", ranks)
        sections.add("column." + name + ".distinct", distinct)
        sections.add("column." + name + ".present", presence(numbers.map { $0 != nil }))
    }
}

/// How many 64-bit words hold one bit for each document.
public func wordCount(_ documents: Int) -> Int { (documents + 63) / 64 }

/// Whether a document's bit is set.
@inlinable
public func isSet(_ words: Span<UInt64>, _ document: Int) -> Bool {
    words[document >> 6] >> UInt64(document & 63) & 1 != 0
}

private func presence(_ flags: [Bool]) -> [UInt64] {
    var words = Array(repeating: UInt64(0), count: wordCount(flags.count))
    for (document, flag) in flags.enumerated() where flag {
        words[document >> 6] |= 1 << UInt64(document & 63)
    }
    return words
}
