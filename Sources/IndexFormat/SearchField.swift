public import CareUnits

/// What text is searched in; a posting says by one bit each in which of them a term occurs.
public protocol IndexedField: CaseIterable, RawRepresentable<UInt8>, Hashable, Sendable {}

extension IndexedField {
    /// The field's bit in a posting.
    @inlinable
    public var bit: UInt8 { 1 << rawValue }
}

/// Where in a written feedback a word stands: under the heading of a theme, or under none.
public enum FeedbackField: UInt8, IndexedField {
    case other, selfDetermination, trustStaffLeadership, relativesCommunity

    public init(_ theme: Theme?) {
        switch theme {
        case nil: self = .other
        case .selfDetermination: self = .selfDetermination
        case .trustStaffLeadership: self = .trustStaffLeadership
        case .relativesCommunity: self = .relativesCommunity
        }
    }

    public var theme: Theme? {
        switch self {
        case .other: nil
        case .selfDetermination: .selfDetermination
        case .trustStaffLeadership: .trustStaffLeadership
        case .relativesCommunity: .relativesCommunity
        }
    }
}

/// The fields that text about units is searched in; a posting says by one bit each in which of them a term occurs.
@frozen
public enum SearchField: UInt8, IndexedField {
    case name, alias, place, street, `operator`, category, prose, inspection

    /// How much an occurrence weighs in BM25F.
    public var weight: Double {
        switch self {
        case .name: 10
        case .alias: 6
        case .place: 5
        case .street: 4
        case .operator: 4
        case .category: 5
        case .prose: 1.5
        case .inspection: 1
        }
    }

    /// How strongly a long field dilutes an occurrence in BM25F, from 0 to 1.
    public var lengthNormalization: Double {
        switch self {
        case .name, .alias, .place, .street, .operator, .category: 0.3
        case .prose, .inspection: 0.75
        }
    }

    /// The field's bit in a posting, without a detour through what all kinds of fields share.
    @inlinable
    public var bit: UInt8 { 1 &<< rawValue }

    /// The bits of several fields.
    public static func mask(_ fields: SearchField...) -> UInt8 {
        fields.reduce(0) { $0 | $1.bit }
    }

    /// The fields with facts about the unit itself, as against running text.
    @inlinable
    public static var structured: UInt8 {
        name.bit | alias.bit | place.bit | street.bit | `operator`.bit | category.bit
    }
}

/// The share of BM25F that depends on a document alone, in 8 bits.
///
/// Source: Robertson, Zaragoza & Taylor 2004, "Simple BM25 extension to multiple weighted fields":
/// term frequencies are weighted and normalized by field first, then saturated once.
public struct ImpactModel: Sendable {
    /// Saturation: the weighted frequency at which half of the full impact is reached.
    public static let saturation = 1.2 * 5

    /// About the mean length in tokens of each field over the documents, in order of `SearchField`.
    public let averageLengths: [Double]

    /// A model for mean lengths, which it rounds to six binary digits.
    ///
    /// A mean is exact to nobody's profit, and the impacts of all documents depend on it: rounded, it
    /// stays what it was when one unit of many changes, and their postings can be taken over.
    public init(averageLengths: [Double]) {
        self.averageLengths = averageLengths.map { length in
            guard length > 0 else { return length }
            let step = 1.0 / 32
            return Double(
                sign: .plus,
                exponent: length.exponent,
                significand: (length.significand / step).rounded() * step
            )
        }
    }

    /// The weighted frequency that one field adds.
    public func weightedFrequency(_ frequency: Int, length: Int, in field: SearchField) -> Double {
        let average = averageLengths[Int(field.rawValue)]
        let relative = average > 0 ? Double(length) / average : 1
        let b = field.lengthNormalization
        return field.weight * Double(frequency) / (1 - b + b * relative)
    }

    /// The impact of a sum of weighted frequencies, from 1 to 255.
    public func impact(_ weightedFrequency: Double) -> UInt8 {
        let saturated = weightedFrequency / (Self.saturation + weightedFrequency)
        return UInt8(max(1, min(255, (saturated * 255).rounded())))
    }
}
