/// One inspection as Ældretilsynet registered it; the latest one is the unit's current status.
public struct Inspection: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable {
        case announced, riskBased, reactive, followUp
    }

    /// An assessment of one of the three themes of lov om ældretilsyn § 7(3).
    public struct ThemeAssessment: Sendable, Equatable {
        public var theme: Theme
        /// A code of the catalog's list of assessments.
        public var assessment: String

        public init(theme: Theme, assessment: String) {
            self.theme = theme
            self.assessment = assessment
        }
    }

    /// The written feedback of § 7(4).
    public struct Feedback: Sendable, Equatable {
        public var url: String?
        /// A BCP 47 tag, as `da`.
        public var language: String
        public var text: String?
    }

    public var id: String
    public var sorId: String
    public var kind: Kind
    public var inspectedAt: LocalDate
    public var registeredAt: Instant?
    public var authority: String?
    /// A code of the catalog's list of assessments.
    public var overallAssessment: String?
    public var themes: [ThemeAssessment]
    public var feedback: Feedback?
    /// The id of the inspection that this one replaces.
    public var supersedes: String?

    static func read(_ reader: inout ObjectReader) -> Inspection? {
        let id = reader.string("id", required: true, limit: 200)
        let sorId = reader.string("sorId", required: true, limit: 80)
        let kind: Kind? = reader.word("kind", required: true)
        let inspectedAt = reader.date("inspectedAt", required: true)
        let registeredAt = reader.instant("registeredAt")
        let authority = reader.string("authority", limit: 300)
        let overall = reader.string("overallAssessment", limit: 100)
        let themes: [ThemeAssessment] = reader.objects("themes") { reader in
            let theme: Theme? = reader.word("theme", required: true)
            let assessment = reader.string("assessment", required: true, limit: 100)
            reader.finish()
            guard let theme, let assessment else { return nil }
            return ThemeAssessment(theme: theme, assessment: assessment)
        }
        var feedback: Feedback?
        if var text = reader.object("feedback") {
            feedback = Feedback(
                url: text.string("url", limit: 2000),
                language: text.string("language", limit: 35) ?? "da",
                text: text.string("text", limit: 1_000_000)
            )
            text.finish()
        }
        let supersedes = reader.string("supersedes", limit: 200)
        reader.finish()
        guard let id, let sorId, let kind, let inspectedAt else { return nil }
        return Inspection(
            id: id,
            sorId: sorId,
            kind: kind,
            inspectedAt: inspectedAt,
            registeredAt: registeredAt,
            authority: authority,
            overallAssessment: overall,
            themes: themes,
            feedback: feedback,
            supersedes: supersedes
        )
    }
}

/// The three themes of an inspection (lov om ældretilsyn § 7(3)).
public enum Theme: String, CaseIterable, Sendable {
    case selfDetermination, trustStaffLeadership, relativesCommunity
}

extension Sequence<Inspection> {
    /// The ids that others name as replaced; nothing replaces itself.
    public var supersededIds: Set<String> {
        Set(compactMap { $0.supersedes == $0.id ? nil : $0.supersedes })
    }

    /// The inspection that gives the current status: the latest that no other one supersedes.
    ///
    /// Two on one day are told apart by their registration, then by their id. Where registrations
    /// supersede themselves or each other in a circle, the latest of all counts: the unit was inspected.
    public var current: Inspection? {
        let superseded = supersededIds
        let standing = filter { !superseded.contains($0.id) }
        return (standing.isEmpty ? Array(self) : standing).max {
            ($0.inspectedAt, $0.registeredAt?.milliseconds ?? .min, $0.id)
                < ($1.inspectedAt, $1.registeredAt?.milliseconds ?? .min, $1.id)
        }
    }
}
