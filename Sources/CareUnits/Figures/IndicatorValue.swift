/// Why an indicator has a value, or has none.
public enum IndicatorStatus: String, CaseIterable, Sendable {
    case ok, notDue, notReported
    /// Too unreliable to show.
    case tooFew
    /// Left out to protect persons.
    case withheld
    case notApplicable, underAppeal, late, fault
}

/// About whom a figure speaks.
public enum IndicatorLevel: String, CaseIterable, Sendable {
    case unit, municipality, region, national
}

/// One figure of an indicator; without a number unless its status is `ok`.
public struct IndicatorValue: Sendable, Equatable {
    public var level: IndicatorLevel
    /// The unit's id, the municipality's or region's code, or `DK`.
    public var subject: String
    public var value: Double?
    /// How many answers, residents or events stand behind the value.
    public var n: Int64?
    /// The bounds of a 95 % interval, as published.
    public var lower: Double?
    public var upper: Double?
    /// The standard deviation of the answers behind a mean.
    public var deviation: Double?
    /// How many could have answered: the residents, where the question is about them.
    public var populationSize: Int64?
    /// Who was asked, where the same indicator asks different groups.
    public var population: String?
    /// The method of this figure where it is not the one that the catalog names.
    public var method: String?
    public var status: IndicatorStatus
    public var source: String?
    public var publishedAt: Instant?

    public init(
        level: IndicatorLevel,
        subject: String,
        value: Double?,
        n: Int64?,
        lower: Double?,
        upper: Double?,
        deviation: Double?,
        populationSize: Int64?,
        population: String?,
        method: String?,
        status: IndicatorStatus,
        source: String?,
        publishedAt: Instant?
    ) {
        self.level = level
        self.subject = subject
        self.value = value
        self.n = n
        self.lower = lower
        self.upper = upper
        self.deviation = deviation
        self.populationSize = populationSize
        self.population = population
        self.method = method
        self.status = status
        self.source = source
        self.publishedAt = publishedAt
    }
}

/// All published figures of one indicator for one period; replaces the former batch as a whole.
public struct IndicatorBatch: Sendable, Equatable {
    public var indicator: String
    public var period: String
    public var values: [IndicatorValue]

    static func read(_ reader: inout ObjectReader) -> IndicatorBatch? {
        let indicator = reader.string("indicator", required: true, limit: 100)
        let period = reader.string("period", required: true, limit: 40)
        let values: [IndicatorValue] = reader.objects("values", required: true) {
            IndicatorValue.read(&$0, indicator: indicator, period: period)
        }
        reader.finish()
        guard let indicator, let period else { return nil }
        return IndicatorBatch(indicator: indicator, period: period, values: values)
    }
}

extension IndicatorValue {
    static func read(
        _ reader: inout ObjectReader,
        indicator: String?,
        period: String?
    ) -> IndicatorValue? {
        for (key, batch) in [("indicator", indicator), ("period", period)] {
            if let own = reader.string(key), let batch, own != batch {
                reader.fault(key, "mismatch", "\"\(own)\" differs from the batch's \"\(batch)\".")
            }
        }
        let level: IndicatorLevel? = reader.word("level", required: true)
        let subject = reader.string("subject", required: true, limit: 80)
        let value = reader.number("value")
        let n = reader.integer("n", in: 0...1_000_000_000)
        let lower = reader.number("lower")
        let upper = reader.number("upper")
        let deviation = reader.number("deviation")
        let populationSize = reader.integer("populationSize", in: 0...1_000_000_000)
        let population = reader.string("population", limit: 100)
        let method = reader.string("method", limit: 300)
        let status: IndicatorStatus? = reader.word("status", required: true)
        let source = reader.string("source", limit: 500)
        let publishedAt = reader.instant("publishedAt")
        if status == .ok, value == nil {
            reader.fault("value", "missing", "A value with status ok has a number.")
        }
        let hasNumber = value != nil || lower != nil || upper != nil || deviation != nil
        if let status, status != .ok, hasNumber {
            reader.fault("value", "notOk", "A value with status \(status.rawValue) has no number.")
        }
        if let lower, let upper, lower > upper {
            reader.fault("lower", "emptyRange", "The interval ends before it begins.")
        }
        if let deviation, deviation < 0 {
            reader.fault("deviation", "negative", "A standard deviation is not below zero.")
        }
        reader.finish()
        guard let level, let subject, let status else { return nil }
        return IndicatorValue(
            level: level,
            subject: subject,
            value: value,
            n: n,
            lower: lower,
            upper: upper,
            deviation: deviation,
            populationSize: populationSize,
            population: population,
            method: method,
            status: status,
            source: source,
            publishedAt: publishedAt
        )
    }
}
