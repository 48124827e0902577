/// What became of every row of an imported file.
public struct ImportReport: Sendable, Equatable {
    /// How often a rule did something.
    public struct RuleCount: Sendable, Equatable {
        /// The rule's id, or `unlistedValue` or `unreadableValue`.
        public let rule: String
        /// What the rule does.
        public let summary: String
        /// Rows in which the rule found something, however much.
        public internal(set) var rows = 0
        /// Repairs that lost nothing.
        public internal(set) var repaired = 0
        /// Findings that are no fault.
        public internal(set) var noted = 0
        /// Warnings.
        public internal(set) var warned = 0
        /// Rows rejected.
        public internal(set) var rejected = 0
    }

    /// A row that was imported and that somebody should look at.
    public struct Warning: Sendable, Equatable {
        /// The 1-based line on which the row begins.
        public let line: Int
        /// The rule that warns.
        public let rule: String
        /// One sentence for people.
        public let message: String
    }

    /// A row that was not imported.
    public struct Rejection: Sendable, Equatable {
        /// The 1-based line on which the row begins.
        public let line: Int
        /// A stable word for programs.
        public let reason: String
        /// The unit's name, as far as it could be read.
        public let name: String?
        /// One sentence for people.
        public let message: String
    }

    /// The name of the mapping.
    public let mapping: String
    /// What makes the whole file unusable; empty for a good one.
    public let fileFaults: [String]
    /// Rows read, the header and empty lines not counted.
    public let rows: Int
    /// Rows that became an event.
    public let accepted: Int
    /// Rows that became an event and have a warning.
    public let acceptedWithWarnings: Int
    /// Every rule that ran, in order, the idle ones too.
    public let rules: [RuleCount]
    /// Every warning in the order of the lines.
    public let warnings: [Warning]
    /// Every rejected row in the order of the lines.
    public let rejections: [Rejection]

    /// Rows that did not become an event.
    public var rejected: Int { rejections.count }

    /// Whether every row became an event.
    public var isComplete: Bool { fileFaults.isEmpty && rejections.isEmpty }

    /// The lines of the rejected rows by reason, the reasons in alphabetical order.
    public var rejectedLines: [(reason: String, lines: [Int])] {
        Dictionary(grouping: rejections, by: \.reason)
            .map { (reason: $0.key, lines: $0.value.map(\.line)) }
            .sorted { $0.reason < $1.reason }
    }

    /// What the rule with this id did, if it ran.
    public func count(of rule: String) -> RuleCount? {
        rules.first { $0.rule == rule }
    }
}
