import CareUnits
import IndexFormat

extension UnitRenderer {
    /// The comparable values of the unit by row key: `{value, da, en, unit, n, status, period,
    /// source, publishedAt}`.
    ///
    /// A row that applies to the unit and has no value says so by its status.
    func cellMembers() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        let unit = dossier.unit
        let published = (unit.approvedAt ?? unit.updatedAt)?.description
        writeCell(
            "kind",
            .string(unit.kind.rawValue),
            unit.kind.label,
            source: "SOR",
            published,
            &writer
        )
        if unit.ownership == .unknown {
            writeEmpty("ownership", .notReported, source: "CVR", published, &writer)
        } else {
            writeCell(
                "ownership",
                .string(unit.ownership.rawValue),
                unit.ownership.label,
                source: "CVR",
                published,
                &writer
            )
        }
        if let name = unit.operatorName {
            writeCell("operator", .string(name), same(name), source: "CVR", published, &writer)
        } else {
            writeEmpty("operator", .notReported, source: "CVR", published, &writer)
        }
        for field in catalog.fields where field.comparable && field.applies(to: unit.kind) {
            writeField(field, published, &writer)
        }
        writeStatus(&writer)
        for definition in catalog.indicators where definition.applies(to: unit.kind) {
            writeIndicator(definition, &writer)
        }
        writer.endObject()
        return Array(writer.bytes.dropFirst().dropLast())
    }

    private func same(_ text: String) -> Label { Label(danish: text, english: text) }

    private func writeCell(
        _ key: String,
        _ value: JSONValue,
        _ display: Label,
        unit: String? = nil,
        n: Int64? = nil,
        period: String? = nil,
        source: String?,
        _ publishedAt: String?,
        _ writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.beginObject()
        writer.member("value", value)
        writer.member("da", display.danish)
        writer.member("en", display.english)
        writer.member("unit", ifPresent: unit)
        if let n { writer.member("n", n) }
        writer.member("status", "ok")
        writer.member("period", ifPresent: period)
        writer.member("source", ifPresent: source)
        writer.member("publishedAt", ifPresent: publishedAt)
        writer.endObject()
    }

    private func writeEmpty(
        _ key: String,
        _ status: IndicatorStatus,
        period: String? = nil,
        source: String?,
        _ publishedAt: String?,
        _ writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.beginObject()
        writer.member("da", status.label.danish)
        writer.member("en", status.label.english)
        writer.member("status", status.rawValue)
        writer.member("period", ifPresent: period)
        writer.member("source", ifPresent: source)
        writer.member("publishedAt", ifPresent: publishedAt)
        writer.endObject()
    }

    private func writeField(
        _ field: FieldDefinition,
        _ published: String?,
        _ writer: inout JSONWriter
    ) {
        let raw = dossier.unit.attributes[field.key]
        guard let raw, raw != .null, case .success(let value) = field.read(raw), value.isFilled
        else {
            if let text = dossier.unit.texts.first(where: { $0.key == field.key })?.text {
                writeCell(
                    field.key,
                    .string(text),
                    same(text),
                    source: field.source,
                    published,
                    &writer
                )
            } else {
                writeEmpty(field.key, .notReported, source: field.source, published, &writer)
            }
            return
        }
        writeCell(
            field.key,
            raw,
            field.display(value),
            unit: field.unit,
            source: field.source,
            published,
            &writer
        )
    }

    private func writeStatus(_ writer: inout JSONWriter) {
        guard let inspection else {
            writeEmpty("assessment", .notDue, source: "Ældretilsynet", nil, &writer)
            writeEmpty("inspectedAt", .notDue, source: "Ældretilsynet", nil, &writer)
            return
        }
        let day = inspection.inspectedAt.description
        let registered = inspection.registeredAt?.description
        if let code = inspection.overallAssessment {
            let label = catalog.assessments.first { $0.code == code }?.label ?? same(code)
            writeCell(
                "assessment",
                .string(code),
                label,
                period: day,
                source: "Ældretilsynet",
                registered,
                &writer
            )
        } else {
            writeEmpty("assessment", .notReported, source: "Ældretilsynet", registered, &writer)
        }
        writeCell(
            "inspectedAt",
            .string(day),
            same(day),
            period: day,
            source: "Ældretilsynet",
            registered,
            &writer
        )
    }

    private func writeIndicator(_ definition: IndicatorDefinition, _ writer: inout JSONWriter) {
        let key = "indicator." + definition.code
        guard let figure = dossier.figures.first(where: { $0.indicator == definition.code }) else {
            writeEmpty(key, .notReported, source: nil, nil, &writer)
            return
        }
        let published = figure.value.publishedAt?.description
        guard figure.value.status == .ok, let value = figure.value.value else {
            let status = figure.value.status == .ok ? .fault : figure.value.status
            writeEmpty(
                key,
                status,
                period: figure.period,
                source: figure.value.source,
                published,
                &writer
            )
            return
        }
        let danish = decimalText(value, decimals: Int(definition.decimals), separator: ",")
        let english = decimalText(value, decimals: Int(definition.decimals), separator: ".")
        let suffix = definition.unit.map { " \($0)" } ?? ""
        writeCell(
            key,
            .decimal(value),
            Label(danish: danish + suffix, english: english + suffix),
            unit: definition.unit,
            n: figure.value.n,
            period: figure.period,
            source: figure.value.source,
            published,
            &writer
        )
    }
}

extension FieldDefinition {
    /// The value in words for people, with its unit.
    func display(_ value: AttributeValue) -> Label {
        switch value {
        case .bool(let flag):
            Label(danish: flag ? "Ja" : "Nej", english: flag ? "Yes" : "No")
        case .number(let number):
            numberDisplay(number)
        case .date(let date):
            Label(danish: date.description, english: date.description)
        case .choice(let ordinal):
            values[ordinal].label
        case .choices(let ordinals):
            Label(
                danish: ordinals.map { values[$0].label.danish }.joined(separator: ", "),
                english: ordinals.map { values[$0].label.english }.joined(separator: ", ")
            )
        case .text(let text):
            Label(danish: text, english: text)
        }
    }

    private func numberDisplay(_ number: Double) -> Label {
        let decimals = type == .int || number == number.rounded() ? 0 : (type == .money ? 2 : 1)
        let suffix = unit.map { " \($0)" } ?? ""
        return Label(
            danish: decimalText(number, decimals: decimals, separator: ",") + suffix,
            english: decimalText(number, decimals: decimals, separator: ".") + suffix
        )
    }
}

/// A number in decimal with so many decimals, rounded half away from zero, thousands grouped.
func decimalText(_ number: Double, decimals: Int, separator: Character) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(number) * scale).rounded()
    guard scaled < 9e15 else { return number.description }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    let grouping: Character = separator == "," ? "." : ","
    var grouped = ""
    for (index, digit) in whole.enumerated() {
        if index > 0, (whole.count - index).isMultiple(of: 3) { grouped.append(grouping) }
        grouped.append(digit)
    }
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return sign + grouped + (decimals > 0 ? "\(separator)\(padded.suffix(decimals))" : "")
}
