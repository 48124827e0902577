import CareUnits
import IndexFormat

/// Writes a column for everything that can be filtered, counted, sorted or compared.
struct ColumnWriter {
    let catalog: Catalog

    /// All columns, with their list for the manifest.
    struct Columns: Sendable {
        var sections: SectionWriter
        var list: [Manifest.Column]
    }

    /// Makes all columns.
    ///
    /// O(n) in units and values, but for the sorting of numbers.
    func write(_ units: [WorkingUnit]) -> Columns {
        var sections = SectionWriter()
        var columns: [Manifest.Column] = []
        func ordinal(_ name: String, values: [String], _ words: [String?]) {
            let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
            ordinal(name, values: values, ordinals: words.map { $0.flatMap { places[$0] } })
        }
        func ordinal(_ name: String, values: [String], ordinals: [Int?]) {
            OrdinalColumn.write(name, values: values, ordinals: ordinals, to: &sections)
            columns.append(.init(name: name, kind: .ordinal))
        }
        func number(_ name: String, _ numbers: [Double?]) {
            NumberColumn.write(name, numbers: numbers, to: &sections)
            columns.append(.init(name: name, kind: .number))
        }
        /// The values that occur, sorted.
        func found(_ words: [String?]) -> [String] { Set(words.compactMap { $0 }).sorted() }

        let kinds = UnitKind.allCases
        ordinal(
            "kind",
            values: kinds.map(\.rawValue),
            ordinals: units.map { kinds.firstIndex(of: $0.head.kind) }
        )
        ordinal(
            "ownership",
            values: Ownership.allCases.filter { $0 != .unknown }.map(\.rawValue),
            units.map(\.head.ownership)
        )
        ordinal(
            "municipality",
            values: Municipality.all.map(\.code),
            units.map(\.head.municipalityCode)
        )
        let postcodes = units.map(\.head.postcode)
        ordinal("postcode", values: found(postcodes), postcodes)
        for (name, words) in [
            ("postalTown", units.map(\.head.postalTown)),
            ("operator", units.map(\.head.operatorName)),
        ] {
            let values = found(words)
            if values.count <= Int(UInt16.max) { ordinal(name, values: values, words) }
        }
        let codes = catalog.assessments.map(\.code)
        func assessment(_ name: String, _ words: [String?]) {
            let unlisted = found(words).filter { !codes.contains($0) }
            ordinal(name, values: codes + unlisted, words)
        }
        assessment("assessment", units.map(\.head.assessment))
        for theme in Theme.allCases {
            assessment(
                "theme.\(theme.rawValue)",
                units.map { unit in
                    unit.head.themes.first { $0.theme == theme }?.assessment
                }
            )
        }
        number("inspectedAt", units.map { $0.head.inspectedAt.map { Double($0.daysSinceEpoch) } })
        columns += write(AttributesByField(units, fields: catalog.fields.count), to: &sections)
        var indicators = Array(
            repeating: [Double?](repeating: nil, count: units.count),
            count: catalog.indicators.count
        )
        for (document, unit) in units.enumerated() {
            for (indicator, value) in unit.head.indicators {
                indicators[indicator][document] = value
            }
        }
        for (indicator, values) in zip(catalog.indicators, indicators) {
            number("indicator." + indicator.code, values)
        }
        return Columns(sections: sections, list: columns)
    }

    /// The columns of the catalog's fields.
    private func write(
        _ attributes: AttributesByField,
        to sections: inout SectionWriter
    ) -> [Manifest.Column] {
        var columns: [Manifest.Column] = []
        for (index, field) in catalog.fields.enumerated() {
            let name = "field." + field.key
            switch field.type {
            case .bool:
                let flags = attributes.values(of: index, missing: Int?.none) {
                    if case .bool(let flag) = $0 { flag ? 1 : 0 } else { nil }
                }
                OrdinalColumn.write(
                    name,
                    values: ["false", "true"],
                    ordinals: flags,
                    to: &sections
                )
                columns.append(.init(name: name, kind: .ordinal))
            case .enum:
                let choices = attributes.values(of: index, missing: Int?.none) {
                    if case .choice(let ordinal) = $0 { ordinal } else { nil }
                }
                OrdinalColumn.write(
                    name,
                    values: field.values.map(\.value),
                    ordinals: choices,
                    to: &sections
                )
                columns.append(.init(name: name, kind: .ordinal))
            case .set:
                let choices = attributes.values(of: index, missing: [Int]()) {
                    if case .choices(let ordinals) = $0 { ordinals } else { [] }
                }
                SetColumn.write(
                    name,
                    values: field.values.map(\.value),
                    members: choices,
                    to: &sections
                )
                columns.append(.init(name: name, kind: .set))
            case .int, .decimal, .money, .date:
                let numbers = attributes.values(of: index, missing: Double?.none) { value in
                    switch value {
                    case .number(let number) where field.type != .date: number
                    case .date(let date) where field.type == .date: Double(date.daysSinceEpoch)
                    default: nil
                    }
                }
                NumberColumn.write(name, numbers: numbers, to: &sections)
                columns.append(.init(name: name, kind: .number))
            case .text:
                break
            }
        }
        return columns
    }
}

/// The values of each field of the catalog, gathered in one pass over the units.
private struct AttributesByField {
    private let documentCount: Int
    private var entries: [[(document: Int, value: AttributeValue)]]

    init(_ units: [WorkingUnit], fields: Int) {
        documentCount = units.count
        entries = Array(repeating: [], count: fields)
        for (document, unit) in units.enumerated() {
            for (field, value) in unit.head.attributes {
                entries[field].append((document, value))
            }
        }
    }

    /// A field's value for each unit, as a column keeps it.
    func values<Value>(
        of field: Int,
        missing: Value,
        _ read: (AttributeValue) -> Value
    ) -> [Value] {
        var values = Array(repeating: missing, count: documentCount)
        for (document, value) in entries[field] { values[document] = read(value) }
        return values
    }
}
