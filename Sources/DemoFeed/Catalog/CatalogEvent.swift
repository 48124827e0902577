import CareUnits

/// Writes the catalog: fields, indicators and categories of assessment.
enum CatalogEvent {
    /// The four categories in force, best first; their names say nothing that a real one might.
    static let assessments = ["demoA", "demoB", "demoC", "demoD"]
    /// A category that inspections before ``formerUntil`` used.
    static let formerAssessment = "demoGammel"
    /// The last day of the former category, 2026-03-31.
    static let formerUntil = LocalDate(daysSinceEpoch: 20_543)

    private static let groups: [(key: String, labelDa: String, labelEn: String)] = [
        ("housing", "Boligen", "The home"),
        ("economy", "Økonomi", "Costs"),
        ("surroundings", "Omgivelser", "Surroundings"),
        ("everyday", "Hverdagen", "Everyday life"),
        ("care", "Plejen", "Care"),
        ("staff", "Medarbejderne", "Staff"),
        ("supply", "Leverancen", "Delivery"),
        ("texts", "Med egne ord", "In their own words"),
    ]

    static func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("fields")
        writer.beginArray()
        for field in CatalogField.all { write(field, to: &writer) }
        writer.endArray()
        writer.key("indicators")
        writer.beginArray()
        for indicator in CatalogIndicator.all { write(indicator, to: &writer) }
        writer.endArray()
        writer.key("assessments")
        writer.beginArray()
        for (index, code) in assessments.enumerated() {
            writeAssessment(
                code,
                letter: ["A", "B", "C", "D"][index],
                rank: index + 1,
                to: &writer
            )
        }
        writeAssessment(formerAssessment, letter: "Gammel", rank: 5, to: &writer)
        writer.endArray()
        writer.key("groups")
        writer.beginArray()
        for group in groups {
            writer.beginObject()
            writer.member("key", group.key)
            writer.member("labelDa", group.labelDa)
            writer.member("labelEn", group.labelEn)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ field: CatalogField, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("key", field.key)
        writer.member("labelDa", field.labelDa)
        writer.member("labelEn", field.labelEn)
        writer.member("descriptionDa", field.descriptionDa)
        writer.member("group", field.group)
        writer.member("type", field.type.rawValue)
        writer.member("unit", ifPresent: field.unit)
        if !field.values.isEmpty {
            writer.key("values")
            writer.beginArray()
            for value in field.values {
                writer.beginObject()
                writer.member("value", value.value)
                writer.member("labelDa", value.labelDa)
                writer.member("labelEn", value.labelEn)
                writer.endObject()
            }
            writer.endArray()
        }
        write(field.appliesTo, to: &writer)
        let isOrdered = [.int, .decimal, .money, .date].contains(field.type)
        writer.member("mandatory", field.isMandatory)
        writer.member("searchable", [.text, .enum, .set].contains(field.type))
        writer.member("filterable", field.isFilterable)
        writer.member("sortable", isOrdered)
        writer.member("comparable", field.type != .text)
        writer.member("direction", field.direction.rawValue)
        writer.member("source", field.source.rawValue)
        writer.member("legalBasis", "bekendtgørelse om plejeoversigten, bilag 1 (foreløbig)")
        writer.endObject()
    }

    private static func write(_ indicator: CatalogIndicator, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", indicator.code)
        writer.member("labelDa", indicator.labelDa)
        writer.member("labelEn", indicator.labelEn)
        writer.member("descriptionDa", indicator.descriptionDa)
        writer.member("unit", indicator.unit)
        writer.member("type", indicator.measure.rawValue)
        writer.member("direction", indicator.direction.rawValue)
        writer.member("decimals", indicator.decimals)
        write(indicator.appliesTo, to: &writer)
        writer.member("minimumN", indicator.minimumN)
        writer.key("levels")
        writer.beginArray()
        for level in indicator.levels { writer.value(level.rawValue) }
        writer.endArray()
        writer.member("method", indicator.method)
        if indicator.measure == .rate { writer.member("per", 1000) }
        if indicator.isAboutTheseResidents { writer.member("theseResidents", true) }
        writer.member("validFrom", "2025-01-01")
        writer.endObject()
    }

    private static func writeAssessment(
        _ code: String,
        letter: String,
        rank: Int,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("code", code)
        writer.member("labelDa", "Kategori \(letter) (fiktiv)")
        writer.member("labelEn", "Category \(letter) (fictional)")
        writer.member("rank", rank)
        writer.member("severity", code == formerAssessment ? 0 : rank - 1)
        writer.member("validFrom", "2025-07-01")
        if code == formerAssessment { writer.member("validTo", formerUntil.description) }
        writer.endObject()
    }

    private static func write(_ kinds: [DemoKind], to writer: inout JSONWriter) {
        writer.key("appliesTo")
        writer.beginArray()
        for kind in kinds { writer.value(kind.rawValue) }
        writer.endArray()
    }
}
