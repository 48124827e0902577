public import CareUnits
public import Places
import IndexFormat

/// What is asked of the search in feedback, valid against the index that answers.
public struct InspectionRequest: Sendable {
    /// How hits stand.
    public enum Sort: String, CaseIterable, Sendable {
        case relevance, inspectedAt
        case inspectedAtDescending = "inspectedAt.desc"
    }

    /// A restriction by a property of inspections or of their units.
    enum Condition: Sendable {
        /// One of these values of a column.
        case values(Column, [String])
        case days(from: LocalDate?, to: LocalDate?)
        case units([Int])
        case currentOnly
        /// A filter on the units, as in the search for units.
        case ofUnits(SearchRequest.Filter)
    }

    /// A column of inspections.
    enum Column: Sendable {
        case visit, authority, assessment, theme(Theme)
    }

    struct Filter: Sendable {
        /// The parameter that it came from; facets of the same name leave it out.
        var parameter: String
        var condition: Condition
    }

    var query: FeedbackQuery?
    var filters: [Filter]
    /// The themes one of which all words must be met within; any where empty.
    var themes: [Theme]
    var sort: Sort
    var limit: Int
    var cursor: Cursor?
    var facets: [String]
    public var language: Language
    /// Whether the request holds a person's words.
    public var hasText: Bool { query != nil }
    var fingerprint: UInt64

    static let facetNames = [
        "theme", "month", "municipality", "region", "kind", "assessment", "visit", "authority",
    ]
    private static let usualFacets = ["theme", "month", "municipality"]
    /// Parameters with the meaning that they have in the search for units.
    private static let unitParameters = [
        "kind", "municipality", "region", "ownership", "decision", "activeDecision",
    ]
    static let parameterNames =
        ["q", "theme"] + Theme.allCases.map { "theme.\($0.rawValue)" }
        + [
            "inspectedSince", "inspectedUntil", "assessment", "visit", "authority", "unit",
            "current",
        ]
        + unitParameters + ["sort", "limit", "cursor", "facets", "lang"]

    /// Reads the parameters; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter],
        in index: SearchIndex,
        on today: LocalDate,
        places: Gazetteer = .shipped
    ) throws(InvalidRequest) -> InspectionRequest {
        var reader = ParameterReader(parameters)
        reader.reportUnknown(known: parameterNames)
        var request = InspectionRequest(
            query: nil,
            filters: reader.filters(in: index, on: today),
            themes: reader.words("theme", among: Theme.allCases.map(\.rawValue))
                .compactMap { Theme(rawValue: $0) },
            sort: .relevance,
            limit: 20,
            facets: reader.facets(usual: usualFacets),
            language: .danish,
            fingerprint: SearchRequest.fingerprint(of: parameters)
        )
        let shared = unitParameters + ["q", "limit", "lang"]
        do {
            let common = try RequestParser.search(
                parameters.filter { shared.contains($0.name) },
                against: index.generation,
                places: places
            )
            request.query = common.query.map { FeedbackQuery($0) }
            request.limit = common.limit
            request.language = common.language
            request.filters += common.filters.map {
                Filter(parameter: $0.parameter, condition: .ofUnits($0))
            }
        } catch {
            reader.faults += error.faults
        }
        request.sort =
            reader.word("sort") ?? (request.query == nil ? .inspectedAtDescending : .relevance)
        request.cursor = reader.cursor(for: request.fingerprint)
        guard reader.faults.isEmpty else { throw InvalidRequest(faults: reader.faults) }
        return request
    }
}

extension ParameterReader {
    fileprivate mutating func facets(usual: [String]) -> [String] {
        guard !values("facets").isEmpty else { return usual }
        let words = words("facets", among: InspectionRequest.facetNames + ["all", "none"])
        if words.contains("none") { return [] }
        return words.contains("all") ? InspectionRequest.facetNames : words
    }

    fileprivate mutating func filters(
        in index: SearchIndex,
        on today: LocalDate
    ) -> [InspectionRequest.Filter] {
        let inspections = index.generation.inspections
        var filters: [InspectionRequest.Filter] = []
        func add(_ parameter: String, _ condition: InspectionRequest.Condition) {
            filters.append(.init(parameter: parameter, condition: condition))
        }
        var columns: [(String, InspectionRequest.Column, [String])] = [
            ("visit", .visit, inspections.kinds.values),
            ("assessment", .assessment, inspections.assessments.values),
        ]
        for (theme, column) in zip(Theme.allCases, inspections.themes) {
            columns.append(("theme.\(theme.rawValue)", .theme(theme), column.values))
        }
        for (name, column, known) in columns {
            let words = words(name, among: known)
            if !words.isEmpty { add(name, .values(column, words)) }
        }
        // Names of authorities hold commas.
        let authorities = values("authority").filter { value in
            let isKnown = inspections.authorities.values.contains(value)
            if !isKnown { unknown(value, of: "authority", among: inspections.authorities.values) }
            return isKnown
        }
        if !authorities.isEmpty { add("authority", .values(.authority, authorities)) }
        let since = date("inspectedSince")
        let until = date("inspectedUntil")
        if since != nil || until != nil { add("inspectedAt", .days(from: since, to: until)) }
        let lookup = UnitLookup(index, today: today)
        let units = list("unit").compactMap { id -> Int? in
            if let document = lookup.document(id) { return document }
            fault("unit", "unknownUnit", "Der er ingen enhed \(id).", "There is no unit \(id).")
            return nil
        }
        if !units.isEmpty { add("unit", .units(units)) }
        switch single("current") {
        case nil, "false": break
        case "true": add("current", .currentOnly)
        case let value?: unknown(value, of: "current", among: ["true", "false"])
        }
        return filters
    }

    fileprivate mutating func cursor(for fingerprint: UInt64) -> Cursor? {
        single("cursor").flatMap { Cursor.read($0, for: fingerprint, &faults) }
    }
}
