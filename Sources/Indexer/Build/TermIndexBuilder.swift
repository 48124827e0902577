import IndexFormat

/// Numbers the terms of a corpus and fills its postings, in two passes over the same documents.
///
/// The first pass (`count`) finds the terms and how much room each takes, the second (`post`) fills
/// arrays of their final size; both see terms in the same order.
struct TermIndexBuilder: ~Copyable {
    private var table = TermTable()
    private var termOfPosting: [UInt32] = []
    private var frequencies: [UInt32] = []
    private var positionBytes: [UInt64] = []
    /// The place of each term in the dictionary, by its number in order of arrival.
    private var place: [Int] = []
    private var postings: PostingsBuilder?
    private var next = 0

    /// Takes in one term of one document.
    mutating func count(_ bytes: Span<UInt8>, _ term: Range<Int>, positions: Int) {
        let number = table.number(of: bytes, term)
        if Int(number) == frequencies.count {
            frequencies.append(0)
            positionBytes.append(0)
        }
        frequencies[Int(number)] += 1
        positionBytes[Int(number)] += UInt64(positions)
        termOfPosting.append(number)
    }

    /// Ends the first pass: writes the dictionary and makes room for the postings.
    mutating func writeDictionary(
        by writer: DictionaryWriter,
        to sections: inout SectionWriter,
        prefix: String = ""
    ) {
        let order = table.sortedNumbers()
        place = Array(repeating: 0, count: order.count)
        for (index, number) in order.enumerated() { place[Int(number)] = index }
        var terms = ByteStringsBuilder()
        for number in order { terms.append(table.bytes(of: Int(number))) }
        writer.write(terms, to: &sections, prefix: prefix)
        postings = PostingsBuilder(
            frequencies: order.map { frequencies[Int($0)] },
            positionBytes: order.map { positionBytes[Int($0)] }
        )
    }

    /// The place in the dictionary of the term that is posted next.
    var nextTerm: Int { place[Int(termOfPosting[next])] }

    /// Takes in one term of one document for the second time.
    mutating func post(
        document: UInt32,
        impact: UInt8,
        fields: UInt8,
        positions: Span<UInt8>
    ) {
        let term = nextTerm
        postings?.append(
            term: term,
            document: document,
            impact: impact,
            fields: fields,
            positions: positions
        )
        next += 1
    }

    /// Ends the second pass.
    consuming func writePostings(to sections: inout SectionWriter, prefix: String = "") {
        guard let postings else { preconditionFailure("the dictionary comes first") }
        postings.finish().write(to: &sections, prefix: prefix)
    }
}
