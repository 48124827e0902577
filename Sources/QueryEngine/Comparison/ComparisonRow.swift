import CareUnits

/// One line of a comparison: what is compared, and what it is called.
struct ComparisonRow: Sendable {
    /// Where the values come from.
    enum Subject: Sendable, Equatable {
        case kind, ownership, `operator`
        /// A field by its place in the catalog.
        case field(Int)
        case assessment, theme(Theme), inspectedAt, visit, authority, decisions
        /// An indicator by its place in the catalog.
        case indicator(Int)
    }

    let subject: Subject
    /// Its place among all rows.
    fileprivate(set) var place: Int
    /// As `rows=` names it.
    let key: String
    let group: String
    /// The members of the row's JSON object that do not depend on the units.
    let head: [UInt8]
}

/// The rows of a catalog in both languages, in the catalog's order, groups kept together.
struct ComparisonRows: Sendable {
    private let danish: [ComparisonRow]
    private let english: [ComparisonRow]

    init(_ catalog: Catalog) {
        danish = Self.rows(of: catalog, in: .danish)
        english = Self.rows(of: catalog, in: .english)
    }

    func rows(_ language: Language) -> [ComparisonRow] {
        language == .english ? english : danish
    }

    private static func rows(of catalog: Catalog, in language: Language) -> [ComparisonRow] {
        var rows: [ComparisonRow] = []
        func add(
            _ subject: ComparisonRow.Subject,
            _ key: String,
            _ label: Label,
            group: String,
            type: String,
            description: String? = nil,
            unit: String? = nil,
            direction: FieldDefinition.Direction = .neutral
        ) {
            var writer = JSONWriter()
            writer.member("key", key)
            writer.member("label", label.text(in: language))
            writer.member("description", ifPresent: description)
            writer.member("group", group)
            let name = ownGroups[group] ?? catalog.groups[group] ?? Label(capitalized(group))
            writer.member("groupLabel", name.text(in: language))
            writer.member("unit", ifPresent: unit)
            writer.member("type", type)
            writer.member("direction", direction.rawValue)
            rows.append(
                .init(subject: subject, place: 0, key: key, group: group, head: writer.bytes)
            )
        }
        func label(_ danish: String, _ english: String) -> Label {
            Label(danish: danish, english: english)
        }
        add(.kind, "kind", label("Type", "Kind"), group: "unit", type: "enum")
        add(.ownership, "ownership", label("Ejerform", "Ownership"), group: "unit", type: "enum")
        add(.operator, "operator", label("Driftsherre", "Operator"), group: "unit", type: "text")
        // The operator is a row of its own; a catalog may name it as mandatory master data too.
        for (index, field) in catalog.fields.enumerated()
        where field.comparable && !["operator", "kind", "ownership"].contains(field.key) {
            add(
                .field(index),
                field.key,
                field.label,
                group: field.group ?? "unit",
                type: field.type.rawValue,
                description: field.description,
                unit: field.unit,
                direction: field.direction
            )
        }
        for (subject, key, name) in [
            (.assessment, "assessment", label("Samlet vurdering", "Overall assessment")),
            (.inspectedAt, "inspectedAt", label("Seneste tilsyn", "Latest inspection")),
            (.visit, "inspectionKind", label("Tilsynets art", "Kind of visit")),
            (.authority, "inspectionAuthority", label("Tilsynsmyndighed", "Authority")),
        ] as [(ComparisonRow.Subject, String, Label)] {
            add(subject, key, name, group: "inspection", type: "inspection")
        }
        for theme in Theme.allCases {
            let key = "theme.\(theme.rawValue)"
            add(.theme(theme), key, theme.label, group: "inspection", type: "inspection")
        }
        let decisions = label("Påbud og forbud i dag", "Orders and bans today")
        add(.decisions, "decisions", decisions, group: "inspection", type: "inspection")
        for (index, indicator) in catalog.indicators.enumerated() {
            add(
                .indicator(index),
                "indicator." + indicator.code,
                indicator.label,
                group: "quality",
                type: indicator.type.rawValue,
                description: indicator.description,
                unit: indicator.unit,
                direction: indicator.direction
            )
        }
        // Groups stand where their first row stands.
        var order: [String: Int] = [:]
        for row in rows where order[row.group] == nil { order[row.group] = order.count }
        var sorted = rows.enumerated().sorted {
            (order[$0.element.group] ?? 0, $0.offset) < (order[$1.element.group] ?? 0, $1.offset)
        }.map(\.element)
        for place in sorted.indices { sorted[place].place = place }
        return sorted
    }

    private static let ownGroups: [String: Label] = [
        "unit": Label(danish: "Enheden", english: "The unit"),
        "inspection": Label(danish: "Tilsyn", english: "Inspection"),
        "quality": Label(danish: "Kvalitet og tilfredshed", english: "Quality and satisfaction"),
    ]

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
