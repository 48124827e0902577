import CareUnits

/// The comparable values of one unit, read from its stored public form.
///
/// A cell is `{value, display, unit, n, status, period, source, publishedAt}`; where a row applies to
/// the unit and there is no value, `status` says why and no number stands in its place.
struct ComparisonCells {
    private let catalog: Catalog
    private let language: Language
    /// The unit as `/v1/units/{id}` shows it.
    private let unit: JSONValue
    private let kind: UnitKind

    init(_ unit: JSONValue, catalog: Catalog, language: Language) {
        self.catalog = catalog
        self.language = language
        self.unit = unit
        guard let kind = unit["kind"]?.string.flatMap(UnitKind.init(rawValue:)) else {
            preconditionFailure("every stored unit has a kind")
        }
        self.kind = kind
    }

    /// When the unit's own data were approved or, failing that, changed.
    private var publishedAt: String? {
        unit["approvedAt"]?.string ?? unit["updatedAt"]?.string
    }

    /// Writes the cell of a row.
    func write(_ key: String, to writer: inout JSONWriter) {
        switch key {
        case "kind":
            filled(.string(kind.rawValue), kind.label, source: "SOR", publishedAt, &writer)
        case "ownership":
            writeOwnership(&writer)
        case "operator":
            if let name = unit["operator"]?["name"]?.string {
                filled(.string(name), same(name), source: "CVR", publishedAt, &writer)
            } else {
                empty(.notReported, source: "CVR", publishedAt, &writer)
            }
        case "assessment", "inspectedAt":
            writeInspection(key, &writer)
        default:
            if key.hasPrefix("indicator.") {
                writeIndicator(String(key.dropFirst(10)), &writer)
            } else {
                writeField(key, &writer)
            }
        }
    }

    private func same(_ text: String) -> Label { Label(danish: text, english: text) }

    private func filled(
        _ value: JSONValue,
        _ display: Label,
        unit: String? = nil,
        n: Int64? = nil,
        period: String? = nil,
        source: String?,
        _ publishedAt: String?,
        _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("value", value)
        writer.member("display", display.text(in: language))
        writer.member("unit", ifPresent: unit)
        if let n { writer.member("n", n) }
        writer.member("status", IndicatorStatus.ok.rawValue)
        writer.member("period", ifPresent: period)
        writer.member("source", ifPresent: source)
        writer.member("publishedAt", ifPresent: publishedAt)
        writer.endObject()
    }

    private func empty(
        _ status: IndicatorStatus,
        period: String? = nil,
        source: String?,
        _ publishedAt: String?,
        _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("display", status.label.text(in: language))
        writer.member("status", status.rawValue)
        writer.member("period", ifPresent: period)
        writer.member("source", ifPresent: source)
        writer.member("publishedAt", ifPresent: publishedAt)
        writer.endObject()
    }

    private func writeOwnership(_ writer: inout JSONWriter) {
        let ownership = unit["ownership"]?.string.flatMap(Ownership.init(rawValue:)) ?? .unknown
        if ownership == .unknown {
            empty(.notReported, source: "CVR", publishedAt, &writer)
        } else {
            filled(
                .string(ownership.rawValue),
                ownership.label,
                source: "CVR",
                publishedAt,
                &writer
            )
        }
    }

    private func writeField(_ key: String, _ writer: inout JSONWriter) {
        guard let field = catalog.field(key), field.applies(to: kind) else {
            empty(.notApplicable, source: catalog.field(key)?.source, nil, &writer)
            return
        }
        if let raw = unit["attributes"]?[key], case .success(let value) = field.read(raw),
            value.isFilled
        {
            filled(
                raw,
                field.display(value),
                unit: field.unit,
                source: field.source,
                publishedAt,
                &writer
            )
        } else if let text = unit["texts"]?[key]?.string {
            filled(.string(text), same(text), source: field.source, publishedAt, &writer)
        } else {
            empty(.notReported, source: field.source, publishedAt, &writer)
        }
    }

    private func writeInspection(_ key: String, _ writer: inout JSONWriter) {
        let inspection = unit["inspection"]
        let registeredAt = inspection?["registeredAt"]?.string
        guard let day = inspection?["inspectedAt"]?.string else {
            empty(.notDue, source: "Ældretilsynet", nil, &writer)
            return
        }
        if key == "inspectedAt" {
            filled(
                .string(day),
                same(day),
                period: day,
                source: "Ældretilsynet",
                registeredAt,
                &writer
            )
        } else if let code = inspection?["overallAssessment"]?["code"]?.string {
            let label = catalog.assessments.first { $0.code == code }?.label ?? same(code)
            filled(
                .string(code),
                label,
                period: day,
                source: "Ældretilsynet",
                registeredAt,
                &writer
            )
        } else {
            empty(.notReported, period: day, source: "Ældretilsynet", registeredAt, &writer)
        }
    }

    private func writeIndicator(_ code: String, _ writer: inout JSONWriter) {
        let definition = catalog.indicators.first { $0.code == code }
        guard let definition, definition.applies(to: kind) else {
            empty(.notApplicable, source: nil, nil, &writer)
            return
        }
        let figures = unit["indicators"]?.array ?? []
        guard let figure = figures.first(where: { $0["indicator"]?.string == code }) else {
            empty(.notReported, source: nil, nil, &writer)
            return
        }
        let period = figure["period"]?.string
        let source = figure["source"]?.string
        let publishedAt = figure["publishedAt"]?.string
        guard let value = figure["value"], let number = value.number else {
            let status = figure["status"]?.string.flatMap(IndicatorStatus.init(rawValue:))
            empty(status ?? .fault, period: period, source: source, publishedAt, &writer)
            return
        }
        filled(
            value,
            definition.display(number),
            unit: definition.unit,
            n: figure["n"]?.integer,
            period: period,
            source: source,
            publishedAt,
            &writer
        )
    }
}

extension IndicatorDefinition {
    /// The value in words for people, with its unit.
    func display(_ value: Double) -> Label {
        let suffix = unit.map { " \($0)" } ?? ""
        return Label(
            danish: decimalText(value, decimals: Int(decimals), separator: ",") + suffix,
            english: decimalText(value, decimals: Int(decimals), separator: ".") + suffix
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
