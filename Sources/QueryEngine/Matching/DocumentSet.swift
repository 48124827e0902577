import IndexFormat
import LMDB

/// A set of documents, one bit for each document of the generation.
struct DocumentSet: Sendable, Equatable {
    private(set) var words: [UInt64]
    /// The documents there are; bits beyond are never set.
    let universe: Int

    /// No document.
    init(emptyOf universe: Int) {
        self.universe = universe
        words = Array(repeating: 0, count: wordCount(universe))
    }

    /// Every document.
    init(allOf universe: Int) {
        self.universe = universe
        words = Array(repeating: .max, count: wordCount(universe))
        trim()
    }

    /// The documents whose bits are set in a stored presence array.
    init(_ present: borrowing MappedArray<UInt64>, universe: Int) {
        self.universe = universe
        words = Array(repeating: 0, count: wordCount(universe))
        let span = present.span
        for index in words.indices { words[index] = span[index] }
    }

    /// The documents whose bits a function gives, 64 at a time, for each 64 of the universe.
    @inline(__always)
    init(universe: Int, bits: (Int) -> UInt64) {
        self.universe = universe
        words = Array(repeating: 0, count: wordCount(universe))
        for index in words.indices { words[index] = bits(index) }
        if universe > 0 { trim() }
    }

    /// The documents that match a text.
    init(universe: Int, _ entries: [TextMatch.Entry]) {
        self.init(emptyOf: universe)
        let span = entries.span
        for index in 0..<span.count { insert(Int(span[index].document)) }
    }

    /// The documents whose ranks lie in a range.
    init(universe: Int, ranks: borrowing MappedArray<UInt32>, in range: Range<UInt32>) {
        let span = ranks.span
        let low = range.lowerBound
        let width = range.upperBound - low
        self.init(universe: universe) { word in
            // Without branches: who is in a range is no pattern that a processor can foresee.
            let own = span.extracting(word * 64..<min(word * 64 + 64, span.count))
            var flags = InlineArray<64, UInt8>(repeating: 0)
            for place in 0..<own.count { flags[place] = own[place] &- low < width ? 1 : 0 }
            var bits: UInt64 = 0
            for place in 0..<64 { bits |= UInt64(flags[place]) &<< UInt64(place) }
            return bits
        }
    }

    private mutating func trim() {
        let rest = universe & 63
        if rest != 0 { words[words.count - 1] &= (1 << UInt64(rest)) - 1 }
    }

    mutating func insert(_ document: Int) {
        words[document >> 6] |= 1 << UInt64(document & 63)
    }

    /// The bits of 64 documents each, to be changed in place.
    var mutableWords: MutableSpan<UInt64> {
        @_lifetime(&self)
        mutating get { words.mutableSpan }
    }

    func contains(_ document: Int) -> Bool {
        words[document >> 6] >> UInt64(document & 63) & 1 != 0
    }

    mutating func formUnion(_ documents: Span<UInt32>) {
        for index in 0..<documents.count {
            let document = documents[index]
            words[Int(document >> 6)] |= 1 << UInt64(document & 63)
        }
    }

    mutating func formUnion(_ other: DocumentSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    mutating func formIntersection(_ other: DocumentSet) {
        precondition(words.count == other.words.count, "sets of different generations")
        for index in 0..<words.count { words[index] &= other.words[index] }
    }

    mutating func formComplement() {
        for index in words.indices { words[index] = ~words[index] }
        trim()
    }

    func intersection(_ other: DocumentSet) -> DocumentSet {
        var result = self
        result.formIntersection(other)
        return result
    }

    /// How many documents are in the set.
    ///
    /// O(universe / 64).
    var count: Int {
        words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// Calls `visit` with each document, ascending.
    @inline(__always)
    func forEach(_ visit: (Int) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                visit(index << 6 | rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }
}
