public import CareUnits

/// What a comparison reads of one unit: values, not bytes for answers, since verdicts are drawn from them.
///
/// Encoded with `ByteEncoder` in the order of the members; kept with the prepared unit and, unchanged,
/// in the generation's section `compared`.
public struct ComparedUnit: Sendable {
    public var kind: UnitKind
    public var ownership: Ownership
    public var operatorName: String?
    public var municipalityCode: String
    /// When the unit's own data were approved or, failing that, changed (RFC 3339).
    public var publishedAt: String?
    /// Filled values of comparable fields by their place in the catalog, ascending.
    public var attributes: [(field: Int, value: AttributeValue)]
    /// The unit's pictures with consent, as the JSON array that answers show.
    public var images: [UInt8]
    public var inspection: InspectionSummary?
    /// Figures of indicators by their place in the catalog, ascending, each one's latest period first.
    public var figures: [StoredFigure]

    public init(
        kind: UnitKind,
        ownership: Ownership,
        operatorName: String?,
        municipalityCode: String,
        publishedAt: String?,
        attributes: [(field: Int, value: AttributeValue)],
        images: [UInt8],
        inspection: InspectionSummary?,
        figures: [StoredFigure]
    ) {
        self.kind = kind
        self.ownership = ownership
        self.operatorName = operatorName
        self.municipalityCode = municipalityCode
        self.publishedAt = publishedAt
        self.attributes = attributes
        self.images = images
        self.inspection = inspection
        self.figures = figures
    }

    /// The current figure of an indicator.
    public func figure(_ indicator: Int) -> StoredFigure? {
        figures.first { $0.indicator == indicator }
    }

    /// Calls `body` with the current figure of each indicator.
    func forEachCurrentFigure(_ body: (StoredFigure) -> Void) {
        var last = -1
        for figure in figures where figure.indicator != last {
            last = figure.indicator
            body(figure)
        }
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(byte: UInt8(UnitKind.allCases.firstIndex(of: kind) ?? 0))
        encoder.append(byte: UInt8(Ownership.allCases.firstIndex(of: ownership) ?? 0))
        encoder.append(optional: operatorName)
        encoder.append(municipalityCode)
        encoder.append(optional: publishedAt)
        encoder.append(attributes.count)
        for (field, value) in attributes {
            encoder.append(field)
            encoder.append(value)
        }
        encoder.append(counted: images)
        encoder.append(byte: inspection == nil ? 0 : 1)
        if let inspection { encoder.append(inspection) }
        encoder.append(figures.count)
        for figure in figures { encoder.append(figure) }
        return encoder.bytes
    }

    public init(_ bytes: Span<UInt8>) {
        var decoder = ByteDecoder(bytes)
        kind = UnitKind.allCases[Int(decoder.byte())]
        ownership = Ownership.allCases[Int(decoder.byte())]
        operatorName = decoder.optionalText()
        municipalityCode = decoder.text()
        publishedAt = decoder.optionalText()
        attributes = []
        for _ in 0..<decoder.integer() {
            attributes.append((decoder.integer(), decoder.attribute()))
        }
        images = decoder.counted()
        inspection = decoder.byte() == 0 ? nil : decoder.inspectionSummary()
        figures = []
        for _ in 0..<decoder.integer() { figures.append(decoder.figure()) }
    }
}

/// The inspection that gives a unit's current status, without its text.
public struct InspectionSummary: Sendable, Equatable {
    public var kind: Inspection.Kind
    public var inspectedAt: LocalDate
    /// RFC 3339.
    public var registeredAt: String?
    public var authority: String?
    public var assessment: String?
    public var themes: [Inspection.ThemeAssessment]
    /// The former unit at the same place that was inspected, where this one has not been.
    public var inheritedFrom: String?

    public init(
        kind: Inspection.Kind,
        inspectedAt: LocalDate,
        registeredAt: String?,
        authority: String?,
        assessment: String?,
        themes: [Inspection.ThemeAssessment],
        inheritedFrom: String?
    ) {
        self.kind = kind
        self.inspectedAt = inspectedAt
        self.registeredAt = registeredAt
        self.authority = authority
        self.assessment = assessment
        self.themes = themes
        self.inheritedFrom = inheritedFrom
    }
}

/// One figure of one indicator and period, about a unit or an area.
public struct StoredFigure: Sendable, Equatable {
    /// The indicator's place in the catalog.
    public var indicator: Int
    public var period: String
    public var status: IndicatorStatus
    public var value: Double?
    public var n: Int64?
    public var lower: Double?
    public var upper: Double?
    public var deviation: Double?
    public var populationSize: Int64?
    public var population: String?
    public var method: String?
    public var source: String?
    /// RFC 3339.
    public var publishedAt: String?
    /// The former unit at the same place that the figure is about.
    public var inheritedFrom: String?

    public init(
        indicator: Int,
        period: String,
        _ figure: IndicatorValue,
        inheritedFrom: String? = nil
    ) {
        self.indicator = indicator
        self.period = period
        status = figure.status
        value = figure.value
        n = figure.n
        lower = figure.lower
        upper = figure.upper
        deviation = figure.deviation
        populationSize = figure.populationSize
        population = figure.population
        method = figure.method
        source = figure.source
        publishedAt = figure.publishedAt?.description
        self.inheritedFrom = inheritedFrom
    }

    /// Drops every number: the figure would give away what another withholds.
    public mutating func withhold() {
        status = .withheld
        value = nil
        n = nil
        lower = nil
        upper = nil
        deviation = nil
        populationSize = nil
    }

    fileprivate init(indicator: Int, period: String, status: IndicatorStatus) {
        self.indicator = indicator
        self.period = period
        self.status = status
    }
}

extension ByteEncoder {
    mutating func append(optional number: Double?) {
        append(byte: number == nil ? 0 : 1)
        if let number { append(number) }
    }

    mutating func append(optional number: Int64?) {
        append(byte: number == nil ? 0 : 1)
        if let number { append(signed: number) }
    }

    mutating func append(_ summary: InspectionSummary) {
        append(byte: UInt8(Inspection.Kind.allCases.firstIndex(of: summary.kind) ?? 0))
        append(signed: Int64(summary.inspectedAt.daysSinceEpoch))
        append(optional: summary.registeredAt)
        append(optional: summary.authority)
        append(optional: summary.assessment)
        append(summary.themes)
        append(optional: summary.inheritedFrom)
    }

    mutating func append(_ themes: [Inspection.ThemeAssessment]) {
        append(themes.count)
        for theme in themes {
            append(byte: UInt8(Theme.allCases.firstIndex(of: theme.theme) ?? 0))
            append(theme.assessment)
        }
    }

    mutating func append(_ figure: StoredFigure) {
        append(figure.indicator)
        append(figure.period)
        append(byte: UInt8(IndicatorStatus.allCases.firstIndex(of: figure.status) ?? 0))
        append(optional: figure.value)
        append(optional: figure.n)
        append(optional: figure.lower)
        append(optional: figure.upper)
        append(optional: figure.deviation)
        append(optional: figure.populationSize)
        append(optional: figure.population)
        append(optional: figure.method)
        append(optional: figure.source)
        append(optional: figure.publishedAt)
        append(optional: figure.inheritedFrom)
    }
}

extension ByteDecoder {
    @_lifetime(self: copy self)
    mutating func optionalDouble() -> Double? {
        byte() == 0 ? nil : double()
    }

    @_lifetime(self: copy self)
    mutating func optionalSigned() -> Int64? {
        byte() == 0 ? nil : signed()
    }

    @_lifetime(self: copy self)
    mutating func inspectionSummary() -> InspectionSummary {
        let kind = Inspection.Kind.allCases[Int(byte())]
        let day = LocalDate(daysSinceEpoch: Int32(signed()))
        let registeredAt = optionalText()
        let authority = optionalText()
        let assessment = optionalText()
        let themes = themes()
        return InspectionSummary(
            kind: kind,
            inspectedAt: day,
            registeredAt: registeredAt,
            authority: authority,
            assessment: assessment,
            themes: themes,
            inheritedFrom: optionalText()
        )
    }

    @_lifetime(self: copy self)
    mutating func themes() -> [Inspection.ThemeAssessment] {
        var themes: [Inspection.ThemeAssessment] = []
        for _ in 0..<integer() {
            let theme = Theme.allCases[Int(byte())]
            themes.append(Inspection.ThemeAssessment(theme: theme, assessment: text()))
        }
        return themes
    }

    @_lifetime(self: copy self)
    mutating func figure() -> StoredFigure {
        var figure = StoredFigure(
            indicator: integer(),
            period: text(),
            status: IndicatorStatus.allCases[Int(byte())]
        )
        figure.value = optionalDouble()
        figure.n = optionalSigned()
        figure.lower = optionalDouble()
        figure.upper = optionalDouble()
        figure.deviation = optionalDouble()
        figure.populationSize = optionalSigned()
        figure.population = optionalText()
        figure.method = optionalText()
        figure.source = optionalText()
        figure.publishedAt = optionalText()
        figure.inheritedFrom = optionalText()
        return figure
    }
}
