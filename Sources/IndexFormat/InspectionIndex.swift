import CareUnits
public import LMDB

/// The inspections of a generation's units, searched by the words of their feedback.
///
///     inspections.units             UInt32[k]    the document of the unit that was inspected
///     inspections.days              Int32[k]     when, in days since 1970
///     inspections.current           UInt8[k]     1 where it gives the unit's current status
///     inspections.heads             ByteStrings  `InspectionHead`
///     inspections.ordinals          UInt16[k]    its place among the unit's; its texts (`FieldText` of each
///                                               paragraph) are a part of the unit's record (`ContentRecord`)
///     inspections.terms.{…}         as `TermDictionary`
///     inspections.postings.{…}, inspections.blocks.{…}, inspections.positions.bytes
///                                   as `Postings`, with bits of `FeedbackField`
///     column.inspections.{kind,authority,assessment,theme.…}
///                                   as `OrdinalColumn`
///
/// Inspections are numbered unit by unit, the latest first.
public struct InspectionIndex: Sendable {
    public let units: MappedArray<UInt32>
    public let days: MappedArray<Int32>
    public let current: MappedArray<UInt8>
    public let heads: ByteStrings
    private let ordinals: MappedArray<UInt16>
    private let contents: Contents
    public let dictionary: TermDictionary
    public let postings: Postings
    public let kinds: OrdinalColumn
    public let authorities: OrdinalColumn
    public let assessments: OrdinalColumn
    /// The assessments of the themes, in order of `Theme`.
    public let themes: [OrdinalColumn]

    /// How many inspections there are.
    public var count: Int { units.count }

    init(
        documents: Int,
        _ contents: Contents,
        _ sections: SectionReader
    ) throws(IndexError) {
        units = try sections.array("inspections.units")
        days = try sections.array("inspections.days")
        current = try sections.array("inspections.current")
        heads = try ByteStrings("inspections.heads", sections)
        ordinals = try sections.array("inspections.ordinals")
        self.contents = contents
        dictionary = try TermDictionary(sections, prefix: Self.prefix)
        postings = try Postings(sections, prefix: Self.prefix)
        let count = units.count
        kinds = try OrdinalColumn(Self.prefix + "kind", documents: count, sections)
        authorities = try OrdinalColumn(Self.prefix + "authority", documents: count, sections)
        assessments = try OrdinalColumn(Self.prefix + "assessment", documents: count, sections)
        var themes: [OrdinalColumn] = []
        for theme in Theme.allCases {
            let name = Self.prefix + "theme." + theme.rawValue
            themes.append(try OrdinalColumn(name, documents: count, sections))
        }
        self.themes = themes
        for (name, length) in [
            ("days", days.count), ("current", current.count), ("heads", heads.count),
            ("ordinals", ordinals.count),
        ] {
            try IndexError.unless(
                length == count,
                Self.prefix + name,
                "\(length) entries for \(count)"
            )
        }
    }

    /// What the names of its structures begin with.
    public static let prefix = "inspections."

    /// What is filtered and shown of an inspection.
    public func head(_ inspection: Int) -> InspectionHead {
        let heads = heads
        return InspectionHead(heads[inspection])
    }

    /// The feedback paragraph by paragraph.
    public func paragraphs(_ inspection: Int) -> [FieldText<FeedbackField>] {
        let contents = contents
        let record = contents[Int(units[inspection])]
        let part = ContentRecord.fixedParts + Int(ordinals[inspection])
        let texts = record.extracting(ContentRecord.range(of: part, in: record))
        return FieldText.decode(texts, fields: .max)
    }

    func check(documents: Int) throws(IndexError) {
        try dictionary.check()
        try postings.check(terms: dictionary.terms.count, documentCount: count)
        for column in [kinds, authorities, assessments] + themes {
            try column.check(documents: count)
        }
        for inspection in 0..<count {
            try IndexError.unless(
                Int(units[inspection]) < documents,
                "inspections.units",
                "inspection \(inspection) is of no document"
            )
            let head = head(inspection)
            try IndexError.unless(
                head.summary.inspectedAt.daysSinceEpoch == days[inspection]
                    && (head.isCurrent ? 1 : 0) == current[inspection],
                "inspections",
                "inspection \(inspection) and its head differ"
            )
        }
    }
}
