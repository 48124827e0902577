import CareUnits

/// An order to a unit or a ban on taking in more people.
struct DemoDecision: Sendable {
    /// Where a decision stands on the demo's date.
    private enum State: CaseIterable {
        case planned, active, lapsed, lifted
    }

    let id: String
    let sorId: String
    let kind: String
    let themes: [String]
    let decidedAt: LocalDate
    let from: LocalDate
    let to: LocalDate
    private(set) var liftedAt: LocalDate?
    let isPlanned: Bool

    private var isBan: Bool { kind == "banMoveIn" || kind == "banIntake" }

    /// The decisions on a unit; about one unit in fifteen has any.
    static func all(ofUnit index: Int, options: DemoFeed.Options) -> [DemoDecision] {
        var random = DemoRandom(seed: options.seed, purpose: Purpose.decisions, index: index)
        let count = random.pick(weighted: [(935, 0), (50, 1), (15, 2)])
        guard count > 0 else { return [] }
        let profile = UnitProfile(index, options: options)
        return (1...count).map {
            DemoDecision(on: profile, number: $0, today: options.today, &random)
        }
    }

    /// The same decision, lifted on a date.
    func lifted(on date: LocalDate) -> DemoDecision {
        var decision = self
        decision.liftedAt = date
        return decision
    }

    init(
        on profile: UnitProfile,
        number: Int,
        today: LocalDate,
        _ random: inout DemoRandom
    ) {
        id = "afgoerelse-\(profile.index)-\(number)"
        sorId = profile.sorId
        let ban = profile.kind == .homeCareSupplier ? "banIntake" : "banMoveIn"
        kind = random.pick(weighted: [(42, "orderQuality"), (26, "orderAdvice"), (32, ban)])
        themes = random.pick(random.between(1, 2), of: FeedbackTexts.themes.map(\.key))
        let state = random.pick(
            weighted: [(15, State.planned), (35, .active), (25, .lapsed), (25, .lifted)]
        )
        isPlanned = state == .planned
        // Periods include both ends: some begin, end or have just ended on the very date.
        switch state {
        case .planned:
            decidedAt = today.adding(days: -random.between(1, 6))
            from = today.adding(days: random.between(1, 30))
            to = from.adding(days: random.between(30, 90))
        case .active:
            decidedAt = today.adding(days: -random.between(4, 60))
            from = random.chance(100) ? today : decidedAt.adding(days: random.between(0, 4))
            to = random.chance(100) ? today : today.adding(days: random.between(1, 90))
        case .lapsed:
            decidedAt = today.adding(days: -random.between(120, 300))
            from = decidedAt.adding(days: random.between(0, 7))
            to = today.adding(days: -(random.chance(150) ? 1 : random.between(2, 60)))
        case .lifted:
            decidedAt = today.adding(days: -random.between(60, 200))
            from = decidedAt.adding(days: random.between(0, 7))
            to = today.adding(days: random.between(1, 60))
        }
        liftedAt = state == .lifted ? today.adding(days: -random.between(0, 40)) : nil
    }

    func write(isLifted: Bool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("sorId", sorId)
        writer.member("kind", kind)
        writer.key("themes")
        writer.beginArray()
        for theme in themes { writer.value(theme) }
        writer.endArray()
        writer.member("decidedAt", decidedAt.description)
        if isBan {
            writer.member("periodFrom", from.description)
            writer.member("periodTo", to.description)
        } else {
            writer.member("deadline", to.description)
            if isPlanned { writer.member("periodFrom", from.description) }
        }
        if isLifted, let liftedAt { writer.member("liftedAt", liftedAt.description) }
        writer.endObject()
    }
}
