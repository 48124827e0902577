/// One field of the demo's catalog, as the contract describes it.
struct CatalogField: Sendable {
    enum FieldType: String, Sendable {
        case bool, int, decimal, money, `enum`, set, text, date
    }

    enum Source: String, Sendable {
        case unit, municipality, cvr = "CVR", sor = "SOR"
    }

    enum Direction: String, Sendable {
        case higherBetter, lowerBetter, neutral
    }

    /// One value that an `enum` or `set` may take.
    struct Value: Sendable {
        let value: String
        let labelDa: String
        let labelEn: String

        init(_ value: String, _ labelDa: String, _ labelEn: String) {
            self.value = value
            self.labelDa = labelDa
            self.labelEn = labelEn
        }
    }

    let key: String
    let type: FieldType
    let labelDa: String
    let labelEn: String
    let descriptionDa: String
    let group: String
    var unit: String?
    var values: [Value] = []
    var appliesTo = DemoKind.homes
    var isMandatory = false
    var direction = Direction.neutral
    var source = Source.unit
    var isFilterable = true

    init(
        _ key: String,
        _ type: FieldType,
        _ labelDa: String,
        _ labelEn: String,
        group: String,
        _ descriptionDa: String,
        unit: String? = nil,
        values: [Value] = [],
        appliesTo: [DemoKind] = DemoKind.homes,
        isMandatory: Bool = false,
        direction: Direction = .neutral,
        source: Source = .unit
    ) {
        self.key = key
        self.type = type
        self.labelDa = labelDa
        self.labelEn = labelEn
        self.descriptionDa = descriptionDa
        self.group = group
        self.unit = unit
        self.values = values
        self.appliesTo = appliesTo
        self.isMandatory = isMandatory
        self.direction = direction
        self.source = source
        isFilterable = type != .text
    }
}
