import CareUnits

/// One visit of the inspectors and what they wrote.
struct DemoInspection: Sendable {
    let id: String
    let sorId: String
    let kind: String
    let inspectedAt: LocalDate
    let authority: String
    let assessment: String
    let themes: [(theme: String, assessment: String)]
    let text: String
    let supersedes: String?
    let isWithdrawn: Bool
    /// The same date, once written as a date and once as a time of that day.
    let hasTimeOfDay: Bool

    /// The first day of lov om ældretilsyn, 2025-07-01.
    private static let firstDay = LocalDate(daysSinceEpoch: 20_270)

    /// The visits to a unit, oldest first; about a third of the units have had none.
    static func all(of profile: UnitProfile, options: DemoFeed.Options) -> [DemoInspection] {
        var random = DemoRandom(
            seed: options.seed,
            purpose: Purpose.inspections,
            index: profile.index
        )
        let count = random.pick(weighted: [(34, 0), (44, 1), (17, 2), (5, 3)])
        let earliest = max(firstDay, profile.registeredSince)
        let age = Int(options.today.daysSinceEpoch - earliest.daysSinceEpoch)
        var date = options.today.adding(days: -random.between(1, max(1, age)))
        var dates: [LocalDate] = []
        for _ in 0..<count {
            if date >= earliest { dates.insert(date, at: 0) }
            date = date.adding(days: -random.between(40, 220))
        }
        var inspections: [DemoInspection] = []
        for date in dates {
            let inspection = DemoInspection(
                of: profile,
                number: inspections.count + 1,
                on: date,
                corrects: nil,
                &random
            )
            inspections.append(inspection)
            if random.chance(50) {
                inspections.append(
                    DemoInspection(
                        of: profile,
                        number: inspections.count + 1,
                        on: date,
                        corrects: inspection.id,
                        &random
                    )
                )
            }
        }
        return inspections
    }

    init(
        of profile: UnitProfile,
        number: Int,
        on date: LocalDate,
        corrects: String?,
        _ random: inout DemoRandom
    ) {
        id = "tilsyn-\(profile.index)-\(number)"
        sorId = profile.sorId
        supersedes = corrects
        inspectedAt = date
        kind = random.pick(
            weighted: [(58, "announced"), (22, "riskBased"), (12, "reactive"), (8, "followUp")]
        )
        let region = profile.area.municipality.region(on: date).name
        authority = "Ældretilsynet i \(region) (fiktivt)"
        let rank = random.pick(weighted: [(44, 0), (33, 1), (16, 2), (7, 3)])
        let isFormer = date <= CatalogEvent.formerUntil && random.chance(200)
        assessment = isFormer ? CatalogEvent.formerAssessment : CatalogEvent.assessments[rank]
        let skipped = kind == "reactive" && random.chance(400) ? random.below(3) : nil
        var ranks: [(theme: FeedbackTexts.Theme, rank: Int)] = []
        for (index, theme) in FeedbackTexts.themes.enumerated() where index != skipped {
            ranks.append((theme, min(3, max(0, rank + random.between(-1, 1)))))
        }
        themes = ranks.map { ($0.theme.key, CatalogEvent.assessments[$0.rank]) }
        text = Self.feedback(on: ranks, profile.subject, &random)
        isWithdrawn = random.chance(15)
        hasTimeOfDay = random.chance(40)
    }

    private static let openings = TemplatePool(FeedbackTexts.opening)
    private static let closings = TemplatePool(FeedbackTexts.closing)

    /// A paragraph for each theme; the worse the category, the more of it is criticism.
    private static func feedback(
        on themes: [(theme: FeedbackTexts.Theme, rank: Int)],
        _ subject: TextSubject,
        _ random: inout DemoRandom
    ) -> String {
        var text = ""
        text.reserveCapacity(2000)
        openings.append(random.between(1, 2), to: &text, about: subject, &random)
        for (theme, rank) in themes {
            text += "\n\n\(theme.heading):\n"
            let praise = [3, 2, 2, 1][rank] + random.below(2)
            let criticism = [0, 1, 2, 3][rank]
            theme.praise.append(praise, to: &text, about: subject, &random)
            theme.criticism.append(criticism, to: &text, about: subject, &random)
        }
        text += "\n\n"
        closings.append(random.between(1, 2), to: &text, about: subject, &random)
        return text
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("sorId", sorId)
        writer.member("kind", kind)
        writer.member(
            "inspectedAt",
            hasTimeOfDay ? dateTime(inspectedAt, hour: 11) : inspectedAt.description
        )
        writer.member(
            "registeredAt",
            dateTime(inspectedAt.adding(days: supersedes == nil ? 14 : 30), hour: 13)
        )
        writer.member("authority", authority)
        writer.member("overallAssessment", assessment)
        writer.key("themes")
        writer.beginArray()
        for theme in themes {
            writer.beginObject()
            writer.member("theme", theme.theme)
            writer.member("assessment", theme.assessment)
            writer.endObject()
        }
        writer.endArray()
        writer.key("feedback")
        writer.beginObject()
        writer.member("url", "https://tilsyn.example/\(id).pdf")
        writer.member("language", "da")
        writer.member("text", text)
        writer.endObject()
        writer.member("supersedes", ifPresent: supersedes)
        writer.endObject()
    }
}
