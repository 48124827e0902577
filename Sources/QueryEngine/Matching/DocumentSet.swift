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
        let span = present.span
        words = (0..<span.count).map { span[$0] }
    }

    private mutating func trim() {
        let rest = universe & 63
        if rest != 0 { words[words.count - 1] &= (1 << UInt64(rest)) - 1 }
    }

    mutating func insert(_ document: Int) {
        words[document >> 6] |= 1 << UInt64(document & 63)
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
        for index in words.indices { words[index] &= other.words[index] }
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
