/// The definitions in force: which fields and indicators exist and what they mean.
///
/// The regulation's annex changes, so fields are data: a field added here can be stored, filtered,
/// counted, sorted and compared with no change of code.
public struct Catalog: Sendable, Equatable {
    public var fields: [FieldDefinition]
    public var indicators: [IndicatorDefinition]
    public var assessments: [AssessmentCategory]
    /// What the groups of fields are called; a group that is not named here is shown under its key.
    public var groups: [String: Label]
    private var fieldIndex: [String: Int]

    public init(
        fields: [FieldDefinition],
        indicators: [IndicatorDefinition],
        assessments: [AssessmentCategory],
        groups: [String: Label] = [:]
    ) {
        self.fields = fields
        self.indicators = indicators
        self.assessments = assessments
        self.groups = groups
        fieldIndex = Dictionary(
            fields.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { old, _ in old }
        )
    }

    /// The catalog before any was published: it knows no field.
    public static let empty = Catalog(fields: [], indicators: [], assessments: [])

    /// The definition of a field.
    public func field(_ key: String) -> FieldDefinition? {
        fieldIndex[key].map { fields[$0] }
    }

    /// The place of a field in the list of all.
    public func place(ofField key: String) -> Int? { fieldIndex[key] }
}

/// A label in the two languages of the service.
public struct Label: Sendable, Equatable {
    public var danish: String
    public var english: String

    public init(danish: String, english: String) {
        self.danish = danish
        self.english = english
    }

    public func text(in language: Language) -> String {
        language == .english ? english : danish
    }
}

/// A language that answers come in.
public enum Language: String, CaseIterable, Sendable {
    case danish = "da"
    case english = "en"
}

/// One field that units may fill.
public struct FieldDefinition: Sendable, Equatable {
    public enum ValueType: String, CaseIterable, Sendable {
        case bool, int, decimal, money, `enum`, set, text, date

        /// Whether values are numbers on one scale, dates included, so that ranges and sorts make sense.
        public var isOrdered: Bool {
            switch self {
            case .int, .decimal, .money, .date: true
            case .bool, .enum, .set, .text: false
            }
        }
    }

    /// What a difference in the value means to a citizen.
    public enum Direction: String, CaseIterable, Sendable {
        case higherBetter, lowerBetter, neutral
    }

    /// One value of an enumeration or a set.
    public struct Value: Sendable, Equatable {
        public var value: String
        public var label: Label
    }

    public var key: String
    public var label: Label
    public var description: String?
    public var group: String?
    public var type: ValueType
    public var unit: String?
    public var values: [Value]
    /// Empty means every kind.
    public var appliesTo: [UnitKind]
    public var mandatory: Bool
    public var searchable: Bool
    public var filterable: Bool
    public var sortable: Bool
    public var comparable: Bool
    public var direction: Direction
    public var source: String?
    public var legalBasis: String?

    public func applies(to kind: UnitKind) -> Bool {
        appliesTo.isEmpty || appliesTo.contains(kind)
    }
}

/// One quality indicator.
public struct IndicatorDefinition: Sendable, Equatable {
    public enum ValueType: String, CaseIterable, Sendable {
        case share, mean, rate, number
    }

    public var code: String
    public var label: Label
    public var description: String?
    public var unit: String?
    public var type: ValueType
    public var direction: FieldDefinition.Direction
    public var decimals: Int64
    /// Empty means every kind.
    public var appliesTo: [UnitKind]
    public var minimumN: Int64?
    public var levels: [IndicatorLevel]
    public var method: String?
    /// What a rate counts events per, in units of `n`: 1000 for "falls per 1,000 days of residence".
    public var per: Double
    /// What a share of all is written as: 100 where the unit says that shares are percentages, else 1.
    public var wholeShare: Double
    /// Whether the question is about the residents there now, not about the place in general: then
    /// a survey of nearly all of them leaves little uncertain (finite-population correction).
    public var isAboutTheseResidents: Bool
    /// The field that holds how many residents there are, where figures do not say.
    public var populationField: String?
    public var period: DatePeriod
    public var nextPublication: LocalDate?

    public func applies(to kind: UnitKind) -> Bool {
        appliesTo.isEmpty || appliesTo.contains(kind)
    }
}

/// One category in which an inspection may assess a unit; names and ranks are data, not code.
public struct AssessmentCategory: Sendable, Equatable {
    public var code: String
    public var label: Label
    public var rank: Int64
    public var severity: String?
    public var period: DatePeriod
}
