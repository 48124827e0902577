public import LMDB

/// In which documents each term occurs, how much it counts there, in which fields, and where.
///
///     postings.starts       UInt64[terms + 1]   where each term's postings begin
///     postings.documents    UInt32[…]           ascending within a term
///     postings.impacts      UInt8[…]            saturated BM25F frequency (`ImpactModel`)
///     postings.fields       UInt8[…]            bits of `SearchField`
///     blocks.starts         UInt32[terms + 1]   where each term's blocks begin
///     blocks.lastDocuments  UInt32[…]           last document of each block of 128 postings
///     blocks.maximumImpacts UInt8[…]
///     blocks.positions      UInt64[…]           where the block's positions begin
///     positions.bytes       UInt8[…]            for each posting, for each of its fields from the
///                                               lowest bit: count, first position, then differences
public struct Postings: Sendable {
    /// Postings in a block.
    public static let blockSize = 128

    public let starts: MappedArray<UInt64>
    public let documents: MappedArray<UInt32>
    public let impacts: MappedArray<UInt8>
    public let fields: MappedArray<UInt8>
    public let blockStarts: MappedArray<UInt32>
    public let lastDocuments: MappedArray<UInt32>
    public let maximumImpacts: MappedArray<UInt8>
    let blockPositions: MappedArray<UInt64>
    let positions: MappedArray<UInt8>

    init(_ sections: SectionReader, prefix: String = "") throws(IndexError) {
        starts = try sections.array(prefix + "postings.starts")
        documents = try sections.array(prefix + "postings.documents")
        impacts = try sections.array(prefix + "postings.impacts")
        fields = try sections.array(prefix + "postings.fields")
        blockStarts = try sections.array(prefix + "blocks.starts")
        lastDocuments = try sections.array(prefix + "blocks.lastDocuments")
        maximumImpacts = try sections.array(prefix + "blocks.maximumImpacts")
        blockPositions = try sections.array(prefix + "blocks.positions")
        positions = try sections.array(prefix + "positions.bytes")
        try IndexError.unless(
            starts.count > 0 && Int(starts[starts.count - 1]) == documents.count
                && impacts.count == documents.count && fields.count == documents.count
                && blockStarts.count == starts.count
                && Int(blockStarts[blockStarts.count - 1]) == lastDocuments.count,
            "postings",
            "the arrays differ in length"
        )
    }

    /// Where the postings of a term lie in the arrays.
    public func range(of term: UInt32) -> Range<Int> {
        let starts = starts.span
        return Int(starts[Int(term)])..<Int(starts[Int(term) + 1])
    }

    /// Whether a term occurs in a document.
    ///
    /// O(log n).
    public func contains(_ term: UInt32, in document: UInt32) -> Bool {
        place(of: term, in: document) != nil
    }

    private func place(of term: UInt32, in document: UInt32) -> Int? {
        let range = range(of: term)
        let documents = documents.span
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && documents[low] == document ? low : nil
    }

    /// The positions of a term in one field of one document; empty where it does not occur.
    ///
    /// O(log n) to find the document, then one block is walked.
    public func positions(of term: UInt32, in document: UInt32, field: some IndexedField) -> [Int] {
        var found: [TermPosition] = []
        append(positionsOf: term, in: document, fields: field.bit, to: &found)
        return found.map(\.position)
    }

    /// Appends the positions of a term in some fields of one document, the lowest field first.
    ///
    /// O(log n) to find the document, then one block is walked.
    public func append(
        positionsOf term: UInt32,
        in document: UInt32,
        fields wanted: UInt8,
        to found: inout [TermPosition]
    ) {
        let first = range(of: term).lowerBound
        guard let place = place(of: term, in: document) else { return }
        let fields = fields.span
        guard fields[place] & wanted != 0 else { return }
        let block = (place - first) / Self.blockSize
        var decoder = ByteDecoder(
            positions.span,
            at: Int(blockPositions[Int(blockStarts[Int(term)]) + block])
        )
        for posting in (first + block * Self.blockSize)..<place {
            Self.skip(fields[posting], &decoder)
        }
        var left = fields[place]
        while left != 0 {
            let bit = left & (~left + 1)
            left &= left - 1
            let count = decoder.integer()
            guard wanted & bit != 0 else {
                decoder.skipNumbers(count)
                continue
            }
            var position = 0
            for _ in 0..<count {
                position += decoder.integer()
                found.append(TermPosition(field: bit, position: position))
            }
        }
    }

    /// Passes by the positions of one posting.
    static func skip(_ mask: UInt8, _ decoder: inout ByteDecoder) {
        for _ in 0..<mask.nonzeroBitCount { decoder.skipNumbers(decoder.integer()) }
    }

    func check(terms: Int, documentCount: Int) throws(IndexError) {
        try IndexError.unless(starts.count == terms + 1, "postings", "not one list for each term")
        let documents = documents.span
        for term in 0..<terms {
            let range = range(of: UInt32(term))
            try IndexError.unless(
                !range.isEmpty && Int(documents[range.upperBound - 1]) < documentCount,
                "postings",
                "term \(term) has no postings or one beyond the last document"
            )
            for index in range.dropFirst() where documents[index] <= documents[index - 1] {
                throw .corrupt(structure: "postings", detail: "term \(term) is not ascending")
            }
            try checkBlocks(of: term, range)
        }
    }

    private func checkBlocks(of term: Int, _ range: Range<Int>) throws(IndexError) {
        var block = Int(blockStarts[term])
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + Self.blockSize, range.upperBound)
            let best = (start..<end).map { impacts[$0] }.max()
            try IndexError.unless(
                lastDocuments[block] == documents[end - 1] && maximumImpacts[block] == best,
                "blocks",
                "block \(block) of term \(term) does not match its postings"
            )
            var decoder = ByteDecoder(positions.span, at: Int(blockPositions[block]))
            for posting in start..<end { Self.skip(fields[posting], &decoder) }
            let next =
                block + 1 < blockPositions.count ? Int(blockPositions[block + 1]) : positions.count
            try IndexError.unless(
                decoder.position == next,
                "positions",
                "block \(block) ends elsewhere"
            )
            block += 1
            start = end
        }
        try IndexError.unless(
            block == Int(blockStarts[term + 1]),
            "blocks",
            "term \(term) has too many blocks"
        )
    }
}

/// A place in a document where a term stands.
public struct TermPosition: Sendable {
    /// The bit of the field.
    public var field: UInt8
    /// The position within the field.
    public var position: Int
}
