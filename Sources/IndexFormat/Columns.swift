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

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        let prefix = "column." + name
        ordinals = try sections.array(prefix + ".ordinals")
        present = try sections.array(prefix + ".present")
        let words = try ByteStrings(prefix + ".values", sections)
        values = (0..<words.count).map { words.text($0) }
        sets = try NumberLists(prefix + ".sets", sections)
        try IndexError.unless(
            ordinals.count == documents && present.count == wordCount(documents)
                && sets.count == values.count,
            prefix,
            "the arrays differ in length"
        )
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

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        let prefix = "column." + name
        members = try NumberLists(prefix + ".members", sections)
        let words = try ByteStrings(prefix + ".values", sections)
        values = (0..<words.count).map { words.text($0) }
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
///     column.<name>.numbers  Float64[n]  read only where present
///     column.<name>.present  UInt64[…]
public struct NumberColumn: Sendable {
    public let name: String
    public let numbers: MappedArray<Double>
    public let present: MappedArray<UInt64>

    init(_ name: String, documents: Int, _ sections: SectionReader) throws(IndexError) {
        self.name = name
        numbers = try sections.array("column." + name + ".numbers")
        present = try sections.array("column." + name + ".present")
        try IndexError.unless(
            numbers.count == documents && present.count == wordCount(documents),
            "column." + name,
            "the arrays differ in length"
        )
    }

    /// The document's number, or `nil` where it has none.
    public func number(of document: Int) -> Double? {
        isSet(present.span, document) ? numbers[document] : nil
    }

    func check() throws(IndexError) {
        let span = numbers.span
        for document in 0..<span.count where !span[document].isFinite {
            throw .corrupt(structure: "column." + name, detail: "document \(document): not finite")
        }
    }

    public static func write(
        _ name: String,
        numbers: [Double?],
        to sections: inout SectionWriter
    ) {
        sections.add("column." + name + ".numbers", numbers.map { $0 ?? 0 })
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
