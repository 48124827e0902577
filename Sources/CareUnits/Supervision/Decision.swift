/// An order or a prohibition under lov om ældretilsyn § 9(1).
public struct Decision: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable {
        case orderQuality, orderAdvice, banMoveIn, banIntake
    }

    /// What a decision is on a given day.
    public enum State: String, CaseIterable, Sendable {
        case planned, active, lapsed, lifted
    }

    public var id: String
    public var sorId: String
    public var kind: Kind
    public var themes: [Theme]
    public var decidedAt: LocalDate
    public var deadline: LocalDate?
    public var period: DatePeriod
    public var liftedAt: LocalDate?

    public init(
        id: String,
        sorId: String,
        kind: Kind,
        themes: [Theme],
        decidedAt: LocalDate,
        deadline: LocalDate?,
        period: DatePeriod,
        liftedAt: LocalDate?
    ) {
        self.id = id
        self.sorId = sorId
        self.kind = kind
        self.themes = themes
        self.decidedAt = decidedAt
        self.deadline = deadline
        self.period = period
        self.liftedAt = liftedAt
    }

    /// The state on a day.
    ///
    /// It depends on the date and is therefore never stored.
    ///
    /// Lifted from the day it was lifted; a ban runs through its period, both ends included; an order
    /// without a period stays active until it is lifted, past its deadline too.
    public func state(on date: LocalDate) -> State {
        if let liftedAt, liftedAt <= date { return .lifted }
        if date < period.from ?? decidedAt { return .planned }
        if let end = period.to, end < date { return .lapsed }
        return .active
    }

    /// Whether the law allows this kind of decision on a unit of that kind: `banMoveIn` for homes,
    /// `banIntake` for suppliers, orders for all.
    public func fits(_ unitKind: UnitKind) -> Bool {
        switch kind {
        case .orderQuality, .orderAdvice: true
        case .banMoveIn: unitKind.isHome
        case .banIntake: !unitKind.isHome
        }
    }

    static func read(_ reader: inout ObjectReader) -> Decision? {
        let id = reader.string("id", required: true, limit: 200)
        let sorId = reader.string("sorId", required: true, limit: 80)
        let kind: Kind? = reader.word("kind", required: true)
        let themes: [Theme] = reader.words("themes")
        let decidedAt = reader.date("decidedAt", required: true)
        let deadline = reader.date("deadline")
        let period = reader.period(from: "periodFrom", to: "periodTo", fromRequired: false)
        let liftedAt = reader.date("liftedAt")
        reader.finish()
        guard let id, let sorId, let kind, let decidedAt else { return nil }
        return Decision(
            id: id,
            sorId: sorId,
            kind: kind,
            themes: themes,
            decidedAt: decidedAt,
            deadline: deadline,
            period: period,
            liftedAt: liftedAt
        )
    }
}
