import CareUnits
public import Places
public import IndexFormat

/// Reads search parameters against the catalog of a generation; every fault at once.
public struct RequestParser {
    private let generation: Generation
    /// Where addresses and points are looked up.
    let places: Gazetteer
    let parameters: [SearchRequest.Parameter]
    private var faults: [InvalidRequest.Fault] = []
    /// The names of given parameters that were read.
    private var used: [String] = []
    /// Every name that was looked for; gathered only when hints need it.
    private var known: [String] = []
    private let notesKnown: Bool
    /// A bit for each first letter among the given names: most names are ruled out by it.
    private let initials: UInt64

    /// The longest query text, in UTF-8 bytes.
    public static let longestQuery = 500
    /// The most values that one parameter may repeat.
    public static let mostValues = 200

    private init(
        _ parameters: [SearchRequest.Parameter],
        _ generation: Generation,
        _ places: Gazetteer,
        notesKnown: Bool = false
    ) {
        self.parameters = parameters
        self.generation = generation
        self.places = places
        self.notesKnown = notesKnown
        initials = parameters.reduce(0) { $0 | Self.initial(of: $1.name) }
    }

    @inline(__always)
    private static func initial(of name: String) -> UInt64 {
        name.utf8.first.map { 1 &<< UInt64($0 & 63) } ?? 0
    }

    /// Reads the parameters of a search request; addresses are looked up among `places`.
    public static func search(
        _ parameters: [SearchRequest.Parameter],
        against generation: Generation,
        places: Gazetteer = .shipped
    ) throws(InvalidRequest) -> SearchRequest {
        var parser = RequestParser(parameters, generation, places)
        return try parser.search()
    }

    // MARK: Parts

    private mutating func search() throws(InvalidRequest) -> SearchRequest {
        let query = readQuery()
        let meetsAny = readMatch()
        let centres = readCentres()
        let nearMode = readNearMode()
        let radius = readRadius()
        let box = readBox()
        let polygon = readPolygon()
        let clusterZoom = readCluster()
        let language = readLanguage()
        let explains = readExplain()
        let globalMissing = readMissing("missing")
        let filters = readFilters(globalMissing)
        let sort = readSort()
        let limit = readLimit()
        let facets = readFacets()
        let cursorText = single("cursor")
        reportUnknown()
        var request = SearchRequest(
            query: query,
            meetsAny: meetsAny,
            filters: filters,
            centres: centres,
            nearMode: nearMode,
            radius: radius,
            box: box,
            polygon: polygon,
            clusterZoom: clusterZoom,
            sort: sort,
            limit: limit,
            cursor: nil,
            facets: facets,
            language: language,
            explains: explains,
            parameters: parameters.filter { $0.name != "cursor" }
        )
        if let cursorText {
            request.cursor = Cursor.read(cursorText, for: request.fingerprint, &faults)
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return request
    }

    /// Looks for every parameter there is, for the sake of `known`.
    private mutating func readAll() {
        _ = readQuery()
        _ = readMatch()
        _ = readCentres()
        _ = readNearMode()
        _ = readRadius()
        _ = readBox()
        _ = readPolygon()
        _ = readCluster()
        _ = readLanguage()
        _ = readExplain()
        _ = readFilters(readMissing("missing"))
        _ = readSort()
        _ = readLimit()
        _ = readFacets()
        _ = single("cursor")
    }

    mutating func fault(
        _ parameter: String,
        _ code: String,
        _ danish: String,
        _ english: String
    ) {
        faults.append(.init(parameter: parameter, code: code, danish: danish, english: english))
    }

    mutating func values(_ name: String) -> [String] {
        if notesKnown { known.append(name) }
        // Most names are not given.
        guard initials & Self.initial(of: name) != 0,
            parameters.contains(where: { $0.name == name })
        else { return [] }
        let values = parameters.filter { $0.name == name }.map(\.value)
        used.append(name)
        guard values.count <= Self.mostValues else {
            fault(
                name,
                "tooManyValues",
                "\(name) er gentaget mere end \(Self.mostValues) gange.",
                "\(name) is repeated more than \(Self.mostValues) times."
            )
            return []
        }
        return values
    }

    mutating func single(_ name: String) -> String? {
        let values = values(name)
        if values.count > 1 {
            fault(
                name,
                "repeated",
                "\(name) kan kun angives én gang.",
                "\(name) can be given only once."
            )
        }
        return values.first
    }

    mutating func number(_ name: String) -> Double? {
        guard let text = single(name) else { return nil }
        guard let number = Self.decimal(text) else {
            fault(
                name,
                "notANumber",
                "\"\(text)\" er ikke et tal.",
                "\"\(text)\" is not a number."
            )
            return nil
        }
        return number
    }

    /// A finite number in decimal notation, as 12, -0.5 or 1e3; hexadecimal is none.
    static func decimal(_ text: some StringProtocol) -> Double? {
        let isDecimal = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0)
        }
        return isDecimal ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
    }

    private mutating func readQuery() -> String? {
        guard let text = single("q") else { return nil }
        guard text.utf8.count <= Self.longestQuery else {
            fault(
                "q",
                "tooLong",
                "Søgeteksten er længere end \(Self.longestQuery) byte.",
                "The text is longer than \(Self.longestQuery) bytes."
            )
            return nil
        }
        let isBlank = !text.unicodeScalars.contains { !$0.properties.isWhitespace }
        return isBlank ? nil : text
    }

    private mutating func readMatch() -> Bool {
        guard let text = single("match") else { return false }
        if text == "all" || text == "any" { return text == "any" }
        fault("match", "unknownValue", "match er all eller any.", "match is all or any.")
        return false
    }

    private mutating func readLanguage() -> Language {
        guard let text = single("lang") else { return .danish }
        if let language = Language(rawValue: text) { return language }
        fault("lang", "unknownValue", "lang er da eller en.", "lang is da or en.")
        return .danish
    }

    private mutating func readExplain() -> Bool {
        guard let text = single("explain") else { return false }
        if let explains = Bool(text) { return explains }
        fault(
            "explain",
            "unknownValue",
            "explain er true eller false.",
            "explain is true or false."
        )
        return false
    }

    private mutating func readMissing(_ name: String) -> SearchRequest.MissingRule? {
        guard let text = single(name) else { return nil }
        if let rule = SearchRequest.MissingRule(rawValue: text) { return rule }
        fault(
            name,
            "unknownValue",
            "\(name) er include, exclude eller only.",
            "\(name) is include, exclude or only."
        )
        return nil
    }

    private mutating func readLimit() -> Int {
        guard let text = single("limit") else { return 20 }
        guard let limit = Int(text), (1...100).contains(limit) else {
            fault(
                "limit",
                "outOfRange",
                "limit skal være et helt tal fra 1 til 100.",
                "limit must be a whole number from 1 to 100."
            )
            return 20
        }
        return limit
    }

    // MARK: Filters

    private mutating func readFilters(
        _ globalMissing: SearchRequest.MissingRule?
    ) -> [SearchRequest.Filter] {
        var filters: [SearchRequest.Filter] = []
        func missing(_ own: SearchRequest.MissingRule?) -> SearchRequest.MissingRule {
            own ?? globalMissing ?? .exclude
        }
        for name in Self.wordFilters where notesKnown || isGiven(name) {
            let own = readMissing(name + ".missing")
            if let values = readWords(name), !values.isEmpty || own == .only {
                filters.append(
                    .init(
                        parameter: name,
                        condition: .values(column: name, values),
                        missing: missing(own)
                    )
                )
            }
        }
        let municipalities = readMunicipalities("municipality")
        if !municipalities.isEmpty {
            filters.append(
                .init(
                    parameter: "municipality",
                    condition: .values(column: "municipality", municipalities.map(\.code)),
                    missing: .exclude
                )
            )
        }
        let regions = readRegions()
        if !regions.isEmpty {
            filters.append(
                .init(parameter: "region", condition: .regions(regions), missing: .exclude)
            )
        }
        let delivery = readDeliveries()
        if !delivery.isEmpty {
            filters.append(
                .init(
                    parameter: "deliversTo",
                    condition: .delivers(delivery),
                    missing: .exclude
                )
            )
        }
        if let condition = readActiveDecision() {
            filters.append(
                .init(parameter: "activeDecision", condition: condition, missing: .exclude)
            )
        }
        let kinds = readDecisions()
        if !kinds.isEmpty {
            filters.append(
                .init(parameter: "decision", condition: .decision(kinds: kinds), missing: .exclude)
            )
        }
        let since = readDate("inspectedSince")
        let ownMissing = readMissing("inspectedSince.missing")
        if since != nil || ownMissing == .only {
            filters.append(
                .init(
                    parameter: "inspectedSince",
                    condition: .range(
                        column: "inspectedAt",
                        from: since.map { Double($0.daysSinceEpoch) },
                        to: nil
                    ),
                    missing: missing(ownMissing)
                )
            )
        }
        // Only if something is left to be read is it looked for in the catalog.
        guard notesKnown || hasUnread else { return filters }
        for place in givenFields {
            let field = generation.catalog.fields[place]
            guard field.filterable, !FieldDefinition.reservedKeys.contains(field.key) else {
                continue
            }
            if let filter = readField(field, globalMissing) { filters.append(filter) }
        }
        guard notesKnown || isGiven("indicator") else { return filters }
        for indicator in generation.catalog.indicators {
            let name = "indicator." + indicator.code
            guard notesKnown || isGiven(name) else { continue }
            if let filter = readRange(name, column: name, isDate: false, globalMissing) {
                filters.append(filter)
            }
        }
        return filters
    }

    /// The parameters whose values are words of a column.
    private static let wordFilters =
        ["kind", "ownership", "postcode", "assessment"] + themeNames

    /// Parameters that are read behind the filters.
    private static let readLater: Set<String> = ["sort", "limit", "facets", "cursor"]

    /// Whether a parameter was given that no rule has read yet.
    private var hasUnread: Bool {
        parameters.contains { !used.contains($0.name) && !Self.readLater.contains($0.name) }
    }

    /// The places in the catalog of the fields that parameters may be about, ascending.
    private var givenFields: [Int] {
        let catalog = generation.catalog
        if notesKnown { return Array(catalog.fields.indices) }
        var places: Set<Int> = []
        for parameter in parameters where !used.contains(parameter.name) {
            if let place = catalog.place(ofField: parameter.name) { places.insert(place) }
            // `homeCount.min` is about homeCount.
            let bytes = parameter.name.utf8
            for dot in bytes.indices where bytes[dot] == UInt8(ascii: ".") {
                let key = String(parameter.name[..<dot])
                if let place = catalog.place(ofField: key) { places.insert(place) }
            }
        }
        return places.sorted()
    }

    /// Whether a parameter of this name, or one that belongs to it, was given.
    private func isGiven(_ name: String) -> Bool {
        guard initials & Self.initial(of: name) != 0 else { return false }
        let own = name.utf8
        return parameters.contains { parameter in
            let given = parameter.name.utf8
            guard given.count >= own.count, given.starts(with: own) else { return false }
            return given.count == own.count
                || given[given.index(given.startIndex, offsetBy: own.count)] == UInt8(ascii: ".")
        }
    }

    private mutating func readWords(_ name: String) -> [String]? {
        let given = values(name)
        guard let column = generation.ordinalColumns[name] else { return nil }
        var known = column.values
        if name == "assessment" || Self.themeNames.contains(name) {
            // Also those of the catalog that no unit has.
            known += generation.catalog.assessments.map(\.code)
        }
        if name == "kind" { known = UnitKind.allCases.map(\.rawValue) }
        if name == "ownership" { known = Ownership.allCases.map(\.rawValue) }
        return given.compactMap { value in
            if known.contains(value) { return value }
            if name == "assessment", value == "notYetInspected" { return value }
            if name == "postcode" {
                let isPostcode =
                    value.utf8.count == 4 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
                if isPostcode { return value }
                fault(
                    name,
                    "notAPostcode",
                    "\"\(value)\" er ikke et postnummer på fire cifre.",
                    "\"\(value)\" is not a postcode of four digits."
                )
                return nil
            }
            reportUnknownValue(value, of: name, among: known)
            return nil
        }
    }

    private mutating func reportUnknownValue(
        _ value: String,
        of name: String,
        among known: [String]
    ) {
        let hint = nearest(to: value, among: known)
        fault(
            name,
            "unknownValue",
            "\(name) kender ikke \"\(value)\"." + (hint.map { " Mente du \"\($0)\"?" } ?? ""),
            "\(name) has no value \"\(value)\"." + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
        )
    }

    private mutating func readMunicipalities(_ name: String) -> [Municipality] {
        values(name).compactMap { value in
            if let municipality = Municipality.matching(value) { return municipality }
            let near = Municipality.nearest(to: value).map(\.name).joined(separator: ", ")
            fault(
                name,
                "unknownMunicipality",
                "Der er ingen kommune \"\(value)\". Nærmeste navne: \(near).",
                "There is no municipality \"\(value)\". Nearest names: \(near)."
            )
            return nil
        }
    }

    private mutating func readRegions() -> [Region] {
        values("region").compactMap { value in
            if let region = Region.matching(value) { return region }
            let known = Region.all.map(\.name).joined(separator: ", ")
            fault(
                "region",
                "unknownRegion",
                "Der er ingen region \"\(value)\". Der er: \(known).",
                "There is no region \"\(value)\". There are: \(known)."
            )
            return nil
        }
    }

    private mutating func readActiveDecision() -> SearchRequest.Filter.Condition? {
        let given = values("activeDecision")
        guard !given.isEmpty else { return nil }
        if given == ["none"] { return .noActiveDecision }
        if given == ["any"] { return .activeDecision(kinds: Decision.Kind.allCases) }
        for value in given where value == "none" || value == "any" {
            fault(
                "activeDecision",
                "notAlone",
                "activeDecision=\(value) kan kun stå alene.",
                "activeDecision=\(value) can only stand alone."
            )
            return nil
        }
        let kinds = given.compactMap { value -> Decision.Kind? in
            if let kind = Decision.Kind(rawValue: value) { return kind }
            reportUnknownValue(
                value,
                of: "activeDecision",
                among: ["none", "any"] + Decision.Kind.allCases.map(\.rawValue)
            )
            return nil
        }
        return .activeDecision(kinds: kinds)
    }

    /// Kinds of decisions that were ever made, in force today or not.
    private mutating func readDecisions() -> [Decision.Kind] {
        values("decision").compactMap { value in
            if let kind = Decision.Kind(rawValue: value) { return kind }
            let known = Decision.Kind.allCases.map(\.rawValue)
            reportUnknownValue(value, of: "decision", among: known)
            return nil
        }
    }

    private mutating func readDate(_ name: String) -> LocalDate? {
        guard let text = single(name) else { return nil }
        if let date = LocalDate(text) ?? Instant(text)?.dateInDenmark { return date }
        fault(
            name,
            "notADate",
            "\"\(text)\" er ikke en dato (ÅÅÅÅ-MM-DD).",
            "\"\(text)\" is not a date (YYYY-MM-DD)."
        )
        return nil
    }

    private mutating func readField(
        _ field: FieldDefinition,
        _ globalMissing: SearchRequest.MissingRule?
    ) -> SearchRequest.Filter? {
        let column = "field." + field.key
        if field.type.isOrdered {
            return readRange(
                field.key,
                column: column,
                isDate: field.type == .date,
                globalMissing
            )
        }
        guard field.type != .text else { return nil }
        let own = readMissing(field.key + ".missing")
        let known = field.type == .bool ? ["true", "false"] : field.values.map(\.value)
        let given = values(field.key).compactMap { value -> String? in
            let word = field.type == .bool ? Self.truth(value) : value
            if known.contains(word) { return word }
            reportUnknownValue(value, of: field.key, among: known)
            return nil
        }
        guard !given.isEmpty || own == .only else { return nil }
        return .init(
            parameter: field.key,
            condition: .values(column: column, given),
            missing: own ?? globalMissing ?? .exclude
        )
    }

    private static func truth(_ value: String) -> String {
        switch value.lowercased() {
        case "yes", "ja", "1", "true": "true"
        case "no", "nej", "0", "false": "false"
        default: value
        }
    }

    private mutating func readRange(
        _ name: String,
        column: String,
        isDate: Bool,
        _ globalMissing: SearchRequest.MissingRule?
    ) -> SearchRequest.Filter? {
        let own = readMissing(name + ".missing")
        var bounds: [Double?] = []
        for end in [".min", ".max"] {
            bounds.append(
                isDate
                    ? readDate(name + end).map { Double($0.daysSinceEpoch) } : number(name + end)
            )
        }
        if let exact = isDate
            ? readDate(name).map({ Double($0.daysSinceEpoch) }) : number(name)
        {
            if bounds.contains(where: { $0 != nil }) {
                fault(
                    name,
                    "twoRules",
                    "\(name) kan ikke både have en værdi og grænser.",
                    "\(name) cannot have both a value and bounds."
                )
            }
            bounds = [exact, exact]
        }
        if let from = bounds[0], let to = bounds[1], from > to {
            fault(
                name + ".min",
                "emptyRange",
                "\(name).min er større end \(name).max.",
                "\(name).min is greater than \(name).max."
            )
        }
        guard bounds.contains(where: { $0 != nil }) || own == .only else { return nil }
        return .init(
            parameter: name,
            condition: .range(column: column, from: bounds[0], to: bounds[1]),
            missing: own ?? globalMissing ?? .exclude
        )
    }

    // MARK: Order and facets

    private mutating func readSort() -> SearchRequest.Sort {
        let fallback = SearchRequest.Sort(key: .relevance, descending: false)
        guard let text = single("sort") else { return fallback }
        let descending = text.hasSuffix(".desc")
        let name = descending ? String(text.dropLast(5)) : text
        switch name {
        case "relevance" where !descending:
            return fallback
        case "distance":
            if !hasCentre {
                fault(
                    "sort",
                    "needsNear",
                    "sort=distance kræver address eller near.",
                    "sort=distance needs address or near."
                )
            }
            return .init(key: .distance, descending: descending)
        case "name":
            return .init(key: .name, descending: descending)
        case "inspectedAt":
            return .init(key: .column("inspectedAt"), descending: descending)
        default:
            break
        }
        func isSortable(_ field: FieldDefinition) -> Bool {
            field.sortable && field.type != .text && field.type != .set
        }
        if let field = generation.catalog.field(name), isSortable(field) {
            return .init(key: .column("field." + field.key), descending: descending)
        }
        let sortable = generation.catalog.fields.filter(isSortable)
        let known = ["relevance", "distance", "name", "inspectedAt"] + sortable.map(\.key)
        reportUnknownValue(text, of: "sort", among: known)
        return fallback
    }

    /// The parameters by which assessments of single themes are asked for.
    static let themeNames = Theme.allCases.map { "theme.\($0.rawValue)" }

    private static let builtInFacets =
        ["kind", "municipality", "region", "ownership", "postcode", "operator", "assessment"]
        + themeNames

    private static func isFacet(_ name: String, of generation: Generation) -> Bool {
        if name == "region" { return true }
        if builtInFacets.contains(name) { return generation.ordinalColumns[name] != nil }
        let catalog = generation.catalog
        guard let place = catalog.place(ofField: name) else { return false }
        return catalog.fields[place].filterable && catalog.fields[place].type != .text
    }

    /// The facets that this generation can count, by name.
    static func facetNames(of generation: Generation) -> [String] {
        (builtInFacets + generation.catalog.fields.map(\.key)).filter {
            isFacet($0, of: generation)
        }
    }

    private mutating func readFacets() -> [String] {
        var names: [String] = []
        for value in values("facets").flatMap({ $0.split(separator: ",").map(String.init) }) {
            if value == "all" {
                names += Self.facetNames(of: generation)
            } else if Self.isFacet(value, of: generation) {
                names.append(value)
            } else {
                let known = Self.facetNames(of: generation) + ["all"]
                reportUnknownValue(value, of: "facets", among: known)
            }
        }
        // There are few, and seldom one twice.
        var distinct: [String] = []
        for name in names where !distinct.contains(name) { distinct.append(name) }
        return distinct
    }

    private mutating func reportUnknown() {
        guard parameters.contains(where: { !used.contains($0.name) }) else { return }
        let unknown = Set(parameters.map(\.name).filter { !used.contains($0) })
        var inventory = RequestParser([], generation, places, notesKnown: true)
        inventory.readAll()
        for name in unknown.sorted() {
            let hint = nearest(to: name, among: inventory.known)
            fault(
                name,
                "unknownParameter",
                "Parameteren \(name) findes ikke." + (hint.map { " Mente du \($0)?" } ?? ""),
                "There is no parameter \(name)." + (hint.map { " Did you mean \($0)?" } ?? "")
            )
        }
    }
}
