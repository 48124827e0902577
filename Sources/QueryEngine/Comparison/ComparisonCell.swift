import CareUnits
import IndexFormat
import Statistics

/// What one unit has in one row.
///
/// A value, or the reason why there is none; never both, and never neither.
struct ComparisonCell: Sendable {
    /// A value that cells are compared by.
    enum Value: Equatable, Sendable {
        case word(String)
        case words([String])
        case bool(Bool)
        case number(Double)
        case text(String)
    }

    /// Why a cell has a value or has none.
    enum Status: Equatable, Sendable {
        case figure(IndicatorStatus)
        case notYetInspected

        static let ok = Status.figure(.ok)

        var code: String {
            switch self {
            case .figure(let status): status.rawValue
            case .notYetInspected: "notYetInspected"
            }
        }
    }

    var status: Status
    /// Absent unless the status is ok.
    var value: Value?
    var display: String
    var unit: String?
    var n: Int64?
    var interval: Interval?
    var intervalDisplay: String?
    /// The area that the value is about where it is not about the unit itself.
    var area: Municipality?
    var period: String?
    var source: String?
    var publishedAt: String?
    var inheritedFrom: String?
    var note: String?
    /// What statistics can say something about.
    var measurement: Measurement?
    var method: String?
    var population: String?
    /// The number of residents that a survey asked.
    var populationSize: Int64?

    var isKnown: Bool { status == .ok }

    /// A filled cell.
    init(_ value: Value, _ display: String, source: String?, publishedAt: String?) {
        status = .ok
        self.value = value
        self.display = display
        self.source = source
        self.publishedAt = publishedAt
    }

    /// An empty cell, which says why.
    init(empty status: Status, _ display: String, source: String?, publishedAt: String?) {
        self.status = status
        self.display = display
        self.source = source
        self.publishedAt = publishedAt
    }
}

/// Makes the cells of one unit.
struct CellReader {
    let index: SearchIndex
    let document: Int
    let unit: ComparedUnit
    let language: Language
    let today: LocalDate

    private var catalog: Catalog { index.generation.catalog }

    init(_ document: Int, of index: SearchIndex, _ language: Language, on today: LocalDate) {
        self.index = index
        self.document = document
        self.language = language
        self.today = today
        let compared = index.generation.compared
        unit = ComparedUnit(compared[document])
    }

    func cell(_ subject: ComparisonRow.Subject) -> ComparisonCell {
        switch subject {
        case .kind:
            let label = unit.kind.label
            return known(.word(unit.kind.rawValue), label, source: "SOR")
        case .ownership:
            if unit.ownership == .unknown { return empty(.notReported, source: "CVR") }
            let label = unit.ownership.label
            return known(.word(unit.ownership.rawValue), label, source: "CVR")
        case .operator:
            guard let name = unit.operatorName else { return empty(.notReported, source: "CVR") }
            return known(.word(name), Label(name), source: "CVR")
        case .field(let place):
            return cell(of: catalog.fields[place], place)
        case .assessment, .theme, .inspectedAt, .visit, .authority:
            return inspectionCell(subject)
        case .decisions:
            return decisionsCell()
        case .indicator(let place):
            return cell(of: catalog.indicators[place], place)
        }
    }

    // MARK: Facts

    private func known(
        _ value: ComparisonCell.Value,
        _ label: Label,
        source: String?
    ) -> ComparisonCell {
        ComparisonCell(
            value,
            label.text(in: language),
            source: source,
            publishedAt: unit.publishedAt
        )
    }

    private func empty(_ status: IndicatorStatus, source: String?) -> ComparisonCell {
        ComparisonCell(
            empty: .figure(status),
            status.label.text(in: language),
            source: source,
            publishedAt: unit.publishedAt
        )
    }

    private func cell(of field: FieldDefinition, _ place: Int) -> ComparisonCell {
        guard field.applies(to: unit.kind) else {
            return empty(.notApplicable, source: field.source)
        }
        guard let value = unit.attribute(place) else {
            return empty(.notReported, source: field.source)
        }
        var cell = known(field.compared(value), field.display(value), source: field.source)
        cell.unit = field.unit
        return cell
    }

    // MARK: Inspection

    private func inspectionCell(_ subject: ComparisonRow.Subject) -> ComparisonCell {
        guard let inspection = unit.inspection else {
            return ComparisonCell(
                empty: .notYetInspected,
                InspectionWords.notYetInspected.text(in: language),
                source: InspectionWords.source,
                publishedAt: nil
            )
        }
        var cell: ComparisonCell
        switch subject {
        case .assessment: cell = assessmentCell(inspection.assessment, inspection)
        case .theme(let theme):
            let code = inspection.themes.first { $0.theme == theme }?.assessment
            cell = assessmentCell(code, inspection)
        case .visit:
            cell = known(.word(inspection.kind.rawValue), inspection.kind.label, source: nil)
        case .authority:
            cell =
                inspection.authority.map { known(.word($0), Label($0), source: nil) }
                ?? empty(.notReported, source: nil)
        default:
            let day = inspection.inspectedAt
            cell = known(.word(day.description), day.label, source: nil)
        }
        cell.period = inspection.inspectedAt.description
        cell.source = InspectionWords.source
        cell.publishedAt = inspection.registeredAt
        cell.inheritedFrom = inspection.inheritedFrom
        return cell
    }

    /// An assessment under its own name; a category of a former regime stays what it was called.
    private func assessmentCell(
        _ code: String?,
        _ inspection: InspectionSummary
    ) -> ComparisonCell {
        guard let code else { return empty(.notReported, source: nil) }
        let category = catalog.assessments.first { $0.code == code }
        var cell = known(.word(code), category?.label ?? Label(code), source: nil)
        if let category, !category.period.contains(today) {
            cell.method = "until \(category.period.to?.description ?? code)"
            cell.note = InspectionWords.formerRegime.text(in: language)
        }
        return cell
    }

    /// What is in force today; that nothing is, is known too.
    private func decisionsCell() -> ComparisonCell {
        let active = index.decisions(of: document, on: today).filter { $0.state == .active }
        let labels = active.map { $0.kind.label.text(in: language) }
        let none = InspectionWords.noDecision.text(in: language)
        var cell = ComparisonCell(
            .words(active.map(\.kind.rawValue).sorted()),
            labels.isEmpty ? none : labels.joined(separator: ", "),
            source: InspectionWords.source,
            publishedAt: nil
        )
        cell.period = today.description
        return cell
    }

    // MARK: Figures

    private func cell(of definition: IndicatorDefinition, _ place: Int) -> ComparisonCell {
        guard definition.applies(to: unit.kind) else {
            return empty(.notApplicable, source: nil)
        }
        if let figure = unit.figure(place) { return cell(of: figure, definition) }
        let isOfUnits = definition.levels.isEmpty || definition.levels.contains(.unit)
        if !isOfUnits, definition.levels.contains(.municipality) {
            return municipalCell(definition, place)
        }
        return empty(.notReported, source: nil)
    }

    /// The municipality's figure in place of the unit's, which does not exist at that level.
    private func municipalCell(
        _ definition: IndicatorDefinition,
        _ place: Int
    ) -> ComparisonCell {
        let subject = AreaFigures.Subject(
            indicator: place,
            level: .municipality,
            code: unit.municipalityCode
        )
        var cell =
            index.generation.areas.figures(subject).first.map { self.cell(of: $0, definition) }
            ?? empty(.notReported, source: nil)
        cell.area = Municipality.withCode(unit.municipalityCode)
        return cell
    }

    func cell(of figure: StoredFigure, _ definition: IndicatorDefinition) -> ComparisonCell {
        FigureReading(figure, definition, language).cell
    }
}

extension FieldDefinition {
    /// A value as cells are compared by it.
    fileprivate func compared(_ value: AttributeValue) -> ComparisonCell.Value {
        switch value {
        case .bool(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .date(let date): .word(date.description)
        case .choice(let ordinal): .word(values[ordinal].value)
        case .choices(let ordinals): .words(ordinals.map { values[$0].value })
        case .text(let text): .text(text)
        }
    }
}

/// What inspections are called.
enum InspectionWords {
    static let source = "Ældretilsynet"
    static let notYetInspected = Label(
        danish: "Endnu ikke inspiceret",
        english: "Not yet inspected"
    )
    static let noDecision = Label(danish: "Ingen i dag", english: "None today")
    static let formerRegime = Label(
        danish: "Efter en tidligere ordning; kan ikke oversættes til de nuværende kategorier.",
        english: "Under a former scheme; it does not translate to the present categories."
    )
}
