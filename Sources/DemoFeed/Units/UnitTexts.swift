import CareUnits

/// The Danish texts of a unit, composed of sentences.
struct UnitTexts {
    let profile: UnitProfile
    let options: DemoFeed.Options
    let version: Int

    /// What every unit's value statement ends with.
    static let mark = " (Fiktiv enhed i demonstrationsdata.)"

    private static let homeValues = TemplatePool(ValueTexts.homes)
    private static let supplierValues = TemplatePool(ValueTexts.suppliers)
    private static let services = TemplatePool(ValueTexts.supplierServices)
    private static let food = TemplatePool(DailyLifeTexts.food)
    private static let activities = TemplatePool(DailyLifeTexts.activities)
    private static let relatives = TemplatePool(DailyLifeTexts.relatives)
    private static let homes = TemplatePool(DailyLifeTexts.homes)

    func write(to writer: inout JSONWriter) {
        var random = DemoRandom(
            seed: options.seed &+ UInt64(version) &* 7919,
            purpose: Purpose.texts,
            index: profile.index
        )
        let subject = profile.subject
        let isSupplier = profile.kind == .homeCareSupplier
        writer.key("texts")
        writer.beginObject()
        var text = ""
        text.reserveCapacity(600)
        // Every other incomplete unit lacks this text as well: reasons come alone and together.
        if profile.hidden != .mandatoryMissing || random.chance(500) {
            (isSupplier ? Self.supplierValues : Self.homeValues)
                .append(random.between(2, 3), to: &text, about: subject, &random)
            text += Self.mark
            writer.member("values", text)
        }
        let parts: [(key: String, pool: TemplatePool)] =
            isSupplier
            ? [("serviceDescription", Self.services)]
            : [
                ("foodDescription", Self.food), ("activities", Self.activities),
                ("relativesDescription", Self.relatives), ("homesDescription", Self.homes),
            ]
        for part in parts {
            let isMissing = random.chance(40)
            let count = isSupplier ? random.between(4, 6) : random.between(2, 3)
            text.removeAll(keepingCapacity: true)
            part.pool.append(count, to: &text, about: subject, &random)
            if !isMissing { writer.member(part.key, text) }
        }
        writer.endObject()
    }
}
