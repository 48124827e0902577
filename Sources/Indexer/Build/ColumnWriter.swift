import CareUnits
import IndexFormat

/// Writes a column for everything that can be filtered, counted, sorted or compared.
struct ColumnWriter {
    let catalog: Catalog

    /// Writes all columns and returns their list for the manifest.
    func write(
        _ units: [WorkingUnit],
        to sections: inout SectionWriter
    ) -> [Manifest.Column] {
        var columns: [Manifest.Column] = []
        func ordinal(_ name: String, values: [String], _ word: (PreparedUnit) -> String?) {
            let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
            OrdinalColumn.write(
                name,
                values: values,
                ordinals: units.indices.map { word(units[$0].head).flatMap { places[$0] } },
                to: &sections
            )
            columns.append(.init(name: name, kind: .ordinal))
        }
        func found(_ word: (PreparedUnit) -> String?) -> [String] {
            Set(units.indices.compactMap { word(units[$0].head) }).sorted()
        }
        ordinal("kind", values: UnitKind.allCases.map(\.rawValue)) { $0.kind.rawValue }
        ordinal(
            "ownership",
            values: Ownership.allCases.filter { $0 != .unknown }.map(\.rawValue)
        ) { $0.ownership }
        ordinal("municipality", values: Municipality.all.map(\.code)) { $0.municipalityCode }
        ordinal("postcode", values: found { $0.postcode }) { $0.postcode }
        let towns = found { $0.postalTown }
        if towns.count <= Int(UInt16.max) {
            ordinal("postalTown", values: towns) { $0.postalTown }
        }
        let operators = found { $0.operatorName }
        if operators.count <= Int(UInt16.max) {
            ordinal("operator", values: operators) { $0.operatorName }
        }
        let codes = catalog.assessments.map(\.code)
        let unlisted = found { $0.assessment }.filter { !codes.contains($0) }
        ordinal("assessment", values: codes + unlisted) { $0.assessment }
        for theme in Theme.allCases {
            let assessed = { (unit: PreparedUnit) in
                unit.themes.first { $0.theme == theme }?.assessment
            }
            let unlisted = found(assessed).filter { !codes.contains($0) }
            ordinal("theme.\(theme.rawValue)", values: codes + unlisted, assessed)
        }
        number("inspectedAt", units.map { $0.head.inspectedAt.map { Double($0.daysSinceEpoch) } })
        // Values lie in order of their fields: the next of each unit is the only one to look at.
        var nextValues = Array(repeating: 0, count: units.count)
        for (index, field) in catalog.fields.enumerated() {
            write(field, index, units)
        }
        for (index, indicator) in catalog.indicators.enumerated() {
            number(
                "indicator." + indicator.code,
                units.indices.map { unit in
                    units[unit].head.indicators.first { $0.indicator == index }?.value
                }
            )
        }
        return columns

        func number(_ name: String, _ numbers: [Double?]) {
            NumberColumn.write(name, numbers: numbers, to: &sections)
            columns.append(.init(name: name, kind: .number))
        }

        func write(_ field: FieldDefinition, _ index: Int, _ units: [WorkingUnit]) {
            func values<Value>(_ read: (AttributeValue) -> Value?) -> [Value?] {
                units.indices.map { unit in
                    let place = nextValues[unit]
                    guard place < units[unit].head.attributes.count,
                        units[unit].head.attributes[place].field == index
                    else { return nil }
                    nextValues[unit] += 1
                    return read(units[unit].head.attributes[place].value)
                }
            }
            let name = "field." + field.key
            switch field.type {
            case .bool:
                let flags = values { (value) -> Int? in
                    if case .bool(let flag) = value { flag ? 1 : 0 } else { nil }
                }
                OrdinalColumn.write(
                    name,
                    values: ["false", "true"],
                    ordinals: flags,
                    to: &sections
                )
                columns.append(.init(name: name, kind: .ordinal))
            case .enum:
                let choices = values { (value) -> Int? in
                    if case .choice(let ordinal) = value { ordinal } else { nil }
                }
                OrdinalColumn.write(
                    name,
                    values: field.values.map(\.value),
                    ordinals: choices,
                    to: &sections
                )
                columns.append(.init(name: name, kind: .ordinal))
            case .set:
                let choices = values { (value) -> [Int]? in
                    if case .choices(let ordinals) = value { ordinals } else { nil }
                }
                SetColumn.write(
                    name,
                    values: field.values.map(\.value),
                    members: choices.map { $0 ?? [] },
                    to: &sections
                )
                columns.append(.init(name: name, kind: .set))
            case .int, .decimal, .money:
                number(
                    name,
                    values { (value) -> Double? in
                        if case .number(let number) = value { number } else { nil }
                    }
                )
            case .date:
                number(
                    name,
                    values { (value) -> Double? in
                        if case .date(let date) = value { Double(date.daysSinceEpoch) } else { nil }
                    }
                )
            case .text:
                break
            }
        }
    }
}
