import LMDB

/// Byte strings one after the other, each found by its number, in as many sections as they take: a value of LMDB is
/// shorter than 4 GiB.
///
///     <name>.offsets  UInt64[n + 1]   where each begins, counted from the first; the last entry is the total
///     <name>.pieces   UInt64[p]       where each section begins; no string lies in two
///     <name>.bytes.0 … <name>.bytes.(p - 1)  UInt8[]
struct RecordPieces: Sendable {
    private let offsets: MappedArray<UInt64>
    private let starts: MappedArray<UInt64>
    private let pieces: MappedPieces<UInt8>

    init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        offsets = try sections.array(name + ".offsets")
        starts = try sections.array(name + ".pieces")
        try IndexError.unless(offsets.count > 0, name, "no offsets")
        var pieces: [MappedArray<UInt8>] = []
        var end: UInt64 = 0
        for piece in 0..<starts.count {
            let bytes = try sections.array("\(name).bytes.\(piece)", of: UInt8.self)
            try IndexError.unless(starts[piece] == end, name, "piece \(piece) begins elsewhere")
            pieces.append(bytes)
            end += UInt64(bytes.count)
        }
        try IndexError.unless(
            offsets[offsets.count - 1] == end,
            name,
            "offsets do not end at the bytes"
        )
        self.pieces = MappedPieces(pieces)
    }

    var count: Int { offsets.count - 1 }

    /// Bytes of all strings.
    var totalBytes: Int { Int(offsets[offsets.count - 1]) }

    /// The bytes of one string, in place.
    ///
    /// O(number of sections).
    subscript(index: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let offsets = offsets.span
            let (start, end) = (offsets[index], offsets[index + 1])
            var piece = starts.count - 1
            while starts[piece] > start { piece -= 1 }
            let first = starts[piece]
            return pieces.span(of: piece, Int(start - first)..<Int(end - first))
        }
    }

    func check(_ name: String) throws(IndexError) {
        let (offsets, starts) = (offsets.span, starts.span)
        for index in 1..<offsets.count where offsets[index] < offsets[index - 1] {
            throw .corrupt(structure: name, detail: "offset \(index) runs backwards")
        }
        var index = 0
        for piece in 1..<max(1, starts.count) {
            while offsets[index] < starts[piece] { index += 1 }
            try IndexError.unless(
                offsets[index] == starts[piece],
                name,
                "a string lies in piece \(piece) and the one before"
            )
        }
    }
}

/// Builds `RecordPieces`.
struct RecordPiecesBuilder: Sendable {
    /// The longest section: many times the longest record, and far from LMDB's 4 GiB.
    static let longestPiece = 1 << 30

    private var offsets: [UInt64] = [0]
    private var starts: [UInt64] = [0]
    private var pieces: [[UInt8]] = [[]]
    private var left: Int
    private let longest: Int

    /// A builder with room for strings that are known to come.
    ///
    /// - Parameters:
    ///   - count: How many strings will come.
    ///   - bytes: How many bytes they have together.
    ///   - longest: The longest section; a longer string has one of its own.
    init(reservingCapacity count: Int, bytes: Int, longestPiece longest: Int = Self.longestPiece) {
        self.longest = longest
        left = bytes
        offsets.reserveCapacity(count + 1)
        pieces[0].reserveCapacity(min(bytes, longest))
    }

    /// Appends a part of lent bytes.
    mutating func append(_ range: Range<Int>, of lent: Span<UInt8>) {
        let end = offsets[offsets.count - 1]
        if !pieces[pieces.count - 1].isEmpty,
            pieces[pieces.count - 1].count + range.count > longest
        {
            starts.append(end)
            pieces.append([])
            pieces[pieces.count - 1].reserveCapacity(min(left, longest))
        }
        pieces[pieces.count - 1].append(lent.extracting(range))
        left -= range.count
        offsets.append(end + UInt64(range.count))
    }

    func write(_ name: String, to sections: inout SectionWriter) {
        sections.add(name + ".offsets", offsets)
        sections.add(name + ".pieces", starts)
        for (piece, bytes) in pieces.enumerated() {
            sections.add("\(name).bytes.\(piece)", bytes)
        }
    }
}
