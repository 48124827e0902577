import CareUnits

/// One inspection after analysis: what is filtered and shown, and the words of its feedback.
///
/// Encoded with `ByteEncoder`: the head, counted, then the terms as in `PreparedUnit`; the texts are a part of the
/// unit's record.
public struct PreparedInspection: Sendable {
    public var head: InspectionHead
    /// The feedback paragraph by paragraph, as `FieldText` encodes it.
    public var texts: [UInt8]
    public var terms: [PreparedTerm<FeedbackField>]

    public init(head: InspectionHead, texts: [UInt8], terms: [PreparedTerm<FeedbackField>]) {
        self.head = head
        self.texts = texts
        self.terms = terms
    }

    var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(counted: head.encoded)
        encoder.append(terms.count)
        for term in terms { encoder.append(term) }
        return encoder.bytes
    }

    /// Where the head lies in an encoded inspection.
    public static func head(in bytes: Span<UInt8>) -> Range<Int> {
        var decoder = ByteDecoder(bytes)
        return decoder.countedRange()
    }

    /// Calls `visit` with each term: its bytes, its fields' bits, and where its positions lie.
    public static func forEachTerm(
        in bytes: Span<UInt8>,
        _ visit: (_ term: Range<Int>, _ fields: UInt8, _ positions: Range<Int>) -> Void
    ) {
        var decoder = ByteDecoder(bytes)
        _ = decoder.countedRange()
        for _ in 0..<decoder.integer() {
            let term = decoder.countedRange()
            let fields = decoder.byte()
            let positions = decoder.countedRange()
            visit(term, fields, positions)
        }
    }
}

/// What of an inspection is filtered and shown beside its text.
public struct InspectionHead: Sendable, Equatable {
    public var id: String
    public var summary: InspectionSummary
    public var url: String?
    /// Whether it gives the unit's current status.
    public var isCurrent: Bool
    /// Words of the feedback.
    public var length: Int

    public init(
        id: String,
        summary: InspectionSummary,
        url: String?,
        isCurrent: Bool,
        length: Int
    ) {
        self.id = id
        self.summary = summary
        self.url = url
        self.isCurrent = isCurrent
        self.length = length
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(id)
        encoder.append(summary)
        encoder.append(optional: url)
        encoder.append(byte: isCurrent ? 1 : 0)
        encoder.append(length)
        return encoder.bytes
    }

    public init(_ bytes: Span<UInt8>) {
        var decoder = ByteDecoder(bytes)
        id = decoder.text()
        summary = decoder.inspectionSummary()
        url = decoder.optionalText()
        isCurrent = decoder.byte() == 1
        length = decoder.integer()
    }
}
