import CareUnits

/// Writes the results of indicators, one batch per indicator and period.
///
/// A batch replaces the former as a whole, so it is one line whatever its length; beyond
/// ``mostUnits`` units have no results, which keeps that line within reason.
struct IndicatorBatches: Sendable {
    static let mostUnits = 100_000

    let options: DemoFeed.Options

    func write(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for indicator in CatalogIndicator.all {
            // One indicator has a former period: results that must not be compared with the newer.
            let periods = indicator.code == "satisfactionShare" ? ["2024", "2025"] : ["2025"]
            for period in periods {
                try write(indicator, period, to: &stream, emit)
            }
        }
    }

    private func write(
        _ indicator: CatalogIndicator,
        _ period: String,
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        let units = indicator.levels.contains(.unit) ? min(options.units, Self.mostUnits) : 0
        let subject = "\(indicator.code)/\(period)"
        try stream.write("indicators.published.v1", subject: subject, emit) { writer in
            writer.beginObject()
            writer.member("indicator", indicator.code)
            writer.member("period", period)
            writer.key("values")
            writer.beginArray()
            writeReferences(indicator, period, to: &writer)
            for index in 0..<units {
                let profile = UnitProfile(index, options: options)
                guard indicator.appliesTo.contains(profile.kind) || index % 97 == 0
                else { continue }
                writeUnit(profile, indicator, period, to: &writer)
            }
            writer.endArray()
            writer.endObject()
        }
    }

    /// The values of the levels above units.
    private func writeReferences(
        _ indicator: CatalogIndicator,
        _ period: String,
        to writer: inout JSONWriter
    ) {
        var random = DemoRandom(
            seed: options.seed,
            purpose: indicator.purpose,
            index: -1 - (Int(period) ?? 0)
        )
        for level in indicator.levels where level != .unit {
            let subjects =
                switch level {
                case .municipality: Municipality.all.map(\.code)
                case .region: ["1081", "1082", "1083", "1084", "1085"]
                default: ["DK"]
                }
            for subject in subjects {
                let size = level == .municipality ? random.between(300, 3000) : 40_000
                let status =
                    level == .municipality
                    ? random.pick(weighted: [(94, "ok"), (3, "late"), (3, "notReported")]) : "ok"
                let value = DemoIndicatorValue(indicator, people: size, spread: 4, &random)
                write(value, nil, indicator, period, level.rawValue, subject, status, to: &writer)
            }
        }
    }

    private func writeUnit(
        _ profile: UnitProfile,
        _ indicator: CatalogIndicator,
        _ period: String,
        to writer: inout JSONWriter
    ) {
        var random = DemoRandom(
            seed: options.seed &+ (UInt64(period) ?? 0),
            purpose: indicator.purpose,
            index: profile.index
        )
        let value = DemoIndicatorValue(indicator, people: profile.size, spread: 1, &random)
        var status = random.pick(weighted: Self.statuses)
        if status == "ok", value.n < indicator.minimumN { status = "tooFew" }
        if !indicator.appliesTo.contains(profile.kind) { status = "notApplicable" }
        let residents = indicator.isAboutTheseResidents ? profile.size : nil
        write(value, residents, indicator, period, "unit", profile.sorId, status, to: &writer)
    }

    private static let statuses: [(weight: Int, element: String)] = [
        (800, "ok"), (50, "notReported"), (40, "tooFew"), (30, "withheld"), (20, "notDue"),
        (20, "late"), (15, "notApplicable"), (15, "underAppeal"), (10, "fault"),
    ]

    private func write(
        _ value: DemoIndicatorValue,
        _ populationSize: Int?,
        _ indicator: CatalogIndicator,
        _ period: String,
        _ level: String,
        _ subject: String,
        _ status: String,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("indicator", indicator.code)
        writer.member("period", period)
        writer.member("level", level)
        writer.member("subject", subject)
        if status == "ok" { value.write(populationSize: populationSize, to: &writer) }
        writer.member("status", status)
        writer.member("source", indicator.measure == .number ? "CVR" : "sds")
        let published = period == "2024" ? "2025-10-01T08:00:00Z" : "2026-05-15T08:00:00Z"
        writer.member("publishedAt", published)
        writer.endObject()
    }
}
