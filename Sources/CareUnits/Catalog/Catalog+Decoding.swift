extension Catalog {
    /// Reads the `data` of a `catalog.published` event; members it does not know are left alone, since
    /// a later annex may add to the definitions themselves.
    static func read(_ reader: inout ObjectReader) -> Catalog {
        let fields: [FieldDefinition] = reader.objects("fields", required: true) {
            FieldDefinition.read(&$0)
        }
        let indicators: [IndicatorDefinition] = reader.objects("indicators") {
            IndicatorDefinition.read(&$0)
        }
        let assessments: [AssessmentCategory] = reader.objects("assessments") {
            AssessmentCategory.read(&$0)
        }
        reportRepeats(fields.map(\.key), of: "fields", &reader)
        reportRepeats(indicators.map(\.code), of: "indicators", &reader)
        reportRepeats(assessments.map(\.code), of: "assessments", &reader)
        let groups: [(key: String, label: Label)] = reader.objects("groups") { reader in
            let key = reader.string("key", required: true, limit: 100)
            guard let key, let label = reader.label() else { return nil }
            return (key, label)
        }
        reportRepeats(groups.map(\.key), of: "groups", &reader)
        return Catalog(
            fields: fields,
            indicators: indicators,
            assessments: assessments,
            groups: Dictionary(groups.map { ($0.key, $0.label) }, uniquingKeysWith: { $1 })
        )
    }

    private static func reportRepeats(
        _ names: [String],
        of list: String,
        _ reader: inout ObjectReader
    ) {
        var seen = Set<String>()
        for name in names where !seen.insert(name).inserted {
            reader.fault(list, "repeated", "\"\(name)\" is defined twice.")
        }
    }
}

extension ObjectReader {
    fileprivate mutating func label() -> Label? {
        guard let danish = string("labelDa", required: true, limit: 300) else { return nil }
        return Label(danish: danish, english: string("labelEn", limit: 300) ?? danish)
    }

    /// A name that can stand in a URL parameter: letters, digits, `_` and `-`.
    fileprivate mutating func parameterName(_ key: String) -> String? {
        guard let name = string(key, required: true, limit: 80) else { return nil }
        let fits = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F
                || $0 == 0x2D
        }
        guard fits else {
            fault(key, "malformed", "\"\(name)\" has characters other than a-z, 0-9, _ and -.")
            return nil
        }
        return name
    }
}

extension FieldDefinition {
    /// Words that are search parameters of their own and cannot name a field.
    public static let reservedKeys: Set<String> = [
        "q", "kind", "municipality", "region", "ownership", "postcode", "assessment",
        "inspectedSince", "activeDecision", "indicator", "missing", "near", "address", "radius",
        "bbox", "polygon", "nearMode", "cluster", "deliversTo", "sort", "limit", "cursor", "facets",
        "lang", "explain", "relevance", "match",
        "distance", "name", "inspectedAt", "all", "decision", "theme",
    ]

    /// Master data that a catalog may define, to make it mandatory or to describe it; as parameters
    /// these words keep their own meaning.
    static let masterDataKeys: Set<String> = [
        "kind", "municipality", "region", "ownership", "postcode", "address", "name",
    ]

    static func read(_ reader: inout ObjectReader) -> FieldDefinition? {
        let key = reader.parameterName("key")
        if let key, reservedKeys.contains(key), !masterDataKeys.contains(key) {
            reader.fault("key", "reserved", "\"\(key)\" is a search parameter of its own.")
        }
        let label = reader.label()
        let description = reader.string("descriptionDa")
        let group = reader.string("group", limit: 100)
        let type: ValueType? = reader.word("type", required: true)
        let unit = reader.string("unit", limit: 60)
        let values: [Value] = reader.objects("values") { reader in
            guard let value = reader.string("value", required: true, limit: 200) else { return nil }
            let danish = reader.string("labelDa", limit: 300) ?? value
            return Value(
                value: value,
                label: Label(
                    danish: danish,
                    english: reader.string("labelEn", limit: 300) ?? danish
                )
            )
        }
        if let type, type == .enum || type == .set, values.isEmpty {
            reader.fault("values", "missing", "A field of type \(type.rawValue) lists its values.")
        }
        let appliesTo: [UnitKind] = reader.words("appliesTo")
        let mandatory = reader.bool("mandatory") ?? false
        let searchable = reader.bool("searchable") ?? false
        let filterable = reader.bool("filterable") ?? false
        let sortable = reader.bool("sortable") ?? false
        let comparable = reader.bool("comparable") ?? false
        let direction: Direction? = reader.word("direction")
        let source = reader.string("source", limit: 100)
        let legalBasis = reader.string("legalBasis", limit: 500)
        guard let key, let label, let type else { return nil }
        return FieldDefinition(
            key: key,
            label: label,
            description: description,
            group: group,
            type: type,
            unit: unit,
            values: values,
            appliesTo: appliesTo,
            mandatory: mandatory,
            searchable: searchable,
            filterable: filterable,
            sortable: sortable,
            comparable: comparable,
            direction: direction ?? .neutral,
            source: source,
            legalBasis: legalBasis
        )
    }
}

extension IndicatorDefinition {
    static func read(_ reader: inout ObjectReader) -> IndicatorDefinition? {
        let code = reader.parameterName("code")
        let label = reader.label()
        let description = reader.string("descriptionDa")
        let unit = reader.string("unit", limit: 60)
        let type: ValueType? = reader.word("type", required: true)
        let direction: FieldDefinition.Direction? = reader.word("direction")
        let decimals = reader.integer("decimals", in: 0...9) ?? 0
        let appliesTo: [UnitKind] = reader.words("appliesTo")
        let minimumN = reader.integer("minimumN", in: 0...1_000_000)
        let levels: [IndicatorLevel] = reader.words("levels")
        let method = reader.string("method")
        let per = reader.number("per")
        if let per, per <= 0 { reader.fault("per", "outOfRange", "per is above zero.") }
        let isAboutTheseResidents = reader.bool("theseResidents") ?? false
        let populationField = reader.string("populationField", limit: 80)
        let period = reader.period(fromRequired: false)
        let nextPublication = reader.date("nextPublication")
        guard let code, let label, let type else { return nil }
        return IndicatorDefinition(
            code: code,
            label: label,
            description: description,
            unit: unit,
            type: type,
            direction: direction ?? .neutral,
            decimals: decimals,
            appliesTo: appliesTo,
            minimumN: minimumN,
            levels: levels,
            method: method,
            per: per ?? unit.flatMap(Self.base(named:)) ?? 1,
            wholeShare: Self.wholeShare(unit),
            isAboutTheseResidents: isAboutTheseResidents,
            populationField: populationField,
            period: period,
            nextPublication: nextPublication
        )
    }
}

extension IndicatorDefinition {
    private static func wholeShare(_ unit: String?) -> Double {
        let unit = unit?.lowercased() ?? ""
        return ["%", "procent", "pct"].contains { unit.contains($0) } ? 100 : 1
    }

    /// The base that a rate's unit names: 1000 for "per 1,000 days" and its Danish like.
    static func base(named unit: String) -> Double? {
        let words = unit.lowercased().split(separator: " ")
        guard let first = words.firstIndex(where: { ["pr.", "pr", "per"].contains($0) }),
            first + 1 < words.count
        else { return nil }
        let digits = words[first + 1].filter { $0 != "." && $0 != "," }
        return digits.allSatisfy { $0.isASCII && $0.isNumber } ? Double(digits) : nil
    }
}

extension AssessmentCategory {
    static func read(_ reader: inout ObjectReader) -> AssessmentCategory? {
        let code = reader.parameterName("code")
        let label = reader.label()
        let rank = reader.integer("rank", required: true, in: -1000...1000)
        let severity: String? =
            switch reader.value("severity") {
            case .string(let text)?: text
            case .integer(let number)?: String(number)
            default: nil
            }
        let period = reader.period(fromRequired: false)
        guard let code, let label, let rank else { return nil }
        return AssessmentCategory(
            code: code,
            label: label,
            rank: rank,
            severity: severity,
            period: period
        )
    }
}
