/// The arrays of `Postings` before they are written, or kept so that the next ones are made of them.
public struct PostingLists: Sendable {
    var starts: [UInt64] = [0]
    var documents: [UInt32] = []
    var impacts: [UInt8] = []
    var fields: [UInt8] = []
    var blockStarts: [UInt32] = [0]
    var lastDocuments: [UInt32] = []
    var maximumImpacts: [UInt8] = []
    var blockPositions: [UInt64] = []
    var positions: [UInt8] = []

    init() {}

    /// How many postings all lists have.
    public var count: Int { documents.count }

    public func write(to sections: inout SectionWriter, prefix: String = "") {
        sections.add(prefix + "postings.starts", starts)
        sections.add(prefix + "postings.documents", documents)
        sections.add(prefix + "postings.impacts", impacts)
        sections.add(prefix + "postings.fields", fields)
        sections.add(prefix + "blocks.starts", blockStarts)
        sections.add(prefix + "blocks.lastDocuments", lastDocuments)
        sections.add(prefix + "blocks.maximumImpacts", maximumImpacts)
        sections.add(prefix + "blocks.positions", blockPositions)
        sections.add(prefix + "positions.bytes", positions)
    }

    /// Where the postings of a term lie in the arrays.
    func range(of term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }
}

/// Builds `Postings`: postings arrive by document, ascending, and come out by term.
public struct PostingsBuilder {
    private let starts: [UInt64]
    private var filled: [UInt64]
    private var documents: [UInt32]
    private var impacts: [UInt8]
    private var fields: [UInt8]
    private var positionEnds: [UInt64]
    private var positions: [UInt8]
    private var blockPositions: [UInt64]
    private let blockStarts: [UInt32]

    /// Makes room from what is to come: for each term its document frequency and its bytes of positions.
    public init(frequencies: [UInt32], positionBytes: [UInt64]) {
        var starts: [UInt64] = [0]
        var blockStarts: [UInt32] = [0]
        var ends: [UInt64] = [0]
        starts.reserveCapacity(frequencies.count + 1)
        for (frequency, bytes) in zip(frequencies, positionBytes) {
            starts.append(starts[starts.count - 1] + UInt64(frequency))
            let blocks = (Int(frequency) + Postings.blockSize - 1) / Postings.blockSize
            blockStarts.append(blockStarts[blockStarts.count - 1] + UInt32(blocks))
            ends.append(ends[ends.count - 1] + bytes)
        }
        let total = Int(starts[starts.count - 1])
        self.starts = starts
        self.blockStarts = blockStarts
        filled = Array(starts.dropLast())
        documents = Array(repeating: 0, count: total)
        impacts = Array(repeating: 0, count: total)
        fields = Array(repeating: 0, count: total)
        positions = Array(repeating: 0, count: Int(ends[ends.count - 1]))
        positionEnds = Array(ends.dropLast())
        blockPositions = Array(repeating: 0, count: Int(blockStarts[blockStarts.count - 1]))
    }

    /// Adds one posting; the document is not below any that the term has already.
    public mutating func append(
        term: Int,
        document: UInt32,
        impact: UInt8,
        fields mask: UInt8,
        positions encoded: Span<UInt8>
    ) {
        let index = Int(filled[term])
        filled[term] += 1
        documents[index] = document
        impacts[index] = impact
        fields[index] = mask
        let within = index - Int(starts[term])
        let end = Int(positionEnds[term])
        if within.isMultiple(of: Postings.blockSize) {
            blockPositions[Int(blockStarts[term]) + within / Postings.blockSize] = UInt64(end)
        }
        for offset in 0..<encoded.count { positions[end + offset] = encoded[offset] }
        positionEnds[term] = UInt64(end + encoded.count)
    }

    /// The lists, once all postings have been added.
    public consuming func finish() -> PostingLists {
        var lists = PostingLists()
        lists.lastDocuments.reserveCapacity(blockPositions.count)
        lists.maximumImpacts.reserveCapacity(blockPositions.count)
        for term in 0..<(starts.count - 1) {
            var start = Int(starts[term])
            let end = Int(starts[term + 1])
            while start < end {
                let blockEnd = min(start + Postings.blockSize, end)
                lists.lastDocuments.append(documents[blockEnd - 1])
                lists.maximumImpacts.append(impacts[start..<blockEnd].max() ?? 0)
                start = blockEnd
            }
        }
        lists.starts = starts
        lists.documents = documents
        lists.impacts = impacts
        lists.fields = fields
        lists.blockStarts = blockStarts
        lists.blockPositions = blockPositions
        lists.positions = positions
        return lists
    }
}
