import CareUnits
import IndexFormat
import Statistics

/// Reads a published figure: in words, with its interval, and as what statistics can hold against
/// another.
struct FigureReading {
    private let figure: StoredFigure
    private let definition: IndicatorDefinition
    private let language: Language

    init(_ figure: StoredFigure, _ definition: IndicatorDefinition, _ language: Language) {
        self.figure = figure
        self.definition = definition
        self.language = language
    }

    /// The figure as a cell.
    var cell: ComparisonCell {
        var cell: ComparisonCell
        if figure.status == .ok, let value = figure.value {
            cell = ComparisonCell(
                .number(value),
                definition.display(value).text(in: language),
                source: figure.source,
                publishedAt: figure.publishedAt
            )
            cell.measurement = measurement
            cell.interval = interval(cell.measurement)
            cell.intervalDisplay = cell.interval.map {
                definition.display($0.lower, to: $0.upper).text(in: language)
            }
            cell.note = extremeNote
            cell.n = figure.n
        } else {
            let status = figure.status == .ok ? .fault : figure.status
            cell = ComparisonCell(
                empty: .figure(status),
                status.label.text(in: language),
                source: figure.source,
                publishedAt: figure.publishedAt
            )
            if status == .tooFew {
                cell.n = figure.n
                cell.note = fewNote
            }
        }
        cell.unit = definition.unit
        cell.period = figure.period
        cell.inheritedFrom = figure.inheritedFrom
        cell.method = figure.method ?? definition.method
        cell.population = figure.population
        cell.populationSize = figure.populationSize
        return cell
    }

    // MARK: Statistics

    /// How many could have answered, where the question is about them alone.
    private var population: Double? {
        definition.isAboutTheseResidents ? figure.populationSize.map(Double.init) : nil
    }

    private var measurement: Measurement? {
        guard let value = figure.value else { return nil }
        let n = figure.n.map(Double.init)
        switch definition.type {
        case .share:
            let share = value / definition.wholeShare
            guard let n, n > 0, (0...1).contains(share) else { return nil }
            return .share(proportion: share, n: n, population: population)
        case .mean:
            guard let n, n > 1, let deviation = deviation(n) else { return nil }
            return .mean(value: value, deviation: deviation, n: n, population: population)
        case .rate:
            guard let events, let n, n > 0 else { return nil }
            return .rate(events: events, exposure: n)
        case .number:
            return nil
        }
    }

    /// The standard deviation as published or, failing that, from the published 95 % interval.
    private func deviation(_ n: Double) -> Double? {
        // A spread of nought among few answers is chance: it says nothing of how sure the mean is.
        if let deviation = figure.deviation { return deviation > 0 ? deviation : nil }
        guard let value = figure.value, let lower = figure.lower, let upper = figure.upper else {
            return nil
        }
        // An interval cut off at the end of the scale is longer on the other side.
        let half = max(upper - value, value - lower)
        return half > 0 ? StudentInterval.deviation(halfWidth: half, n: n) : nil
    }

    /// The events behind a rate: whole ones, which rounding of the rate has blurred.
    private var events: Double? {
        guard let value = figure.value, let n = figure.n, value >= 0 else { return nil }
        return (value * Double(n) / definition.per).rounded()
    }

    /// The 95 % interval on the scale of the figure: by our methods where the figure allows them, else
    /// as published.
    private func interval(_ measurement: Measurement?) -> Interval? {
        guard let own = measurement?.interval(confidence: 0.95) else {
            guard let lower = figure.lower, let upper = figure.upper else { return nil }
            return Interval(lower: lower, upper: upper)
        }
        let scale = definition.scale
        return Interval(lower: own.lower * scale, upper: own.upper * scale)
    }

    // MARK: Words

    /// What no event, or nothing but events, says about the place: at most, or at least.
    private var extremeNote: String? {
        guard let value = figure.value, let n = figure.n, n > 0, definition.type == .share else {
            return nil
        }
        let whole = definition.wholeShare
        let isNone = value == 0
        guard isNone || value == whole else { return nil }
        let most = ClopperPearson.upperBound(events: 0, n: Double(n), confidence: 0.95)
        let bound = definition.display((isNone ? most : 1 - most) * whole)
        let events = isNone ? 0 : n
        return Label(
            danish: "\(events) af \(n): \(isNone ? "højst" : "mindst") \(bound.danish)",
            english: "\(events) of \(n): at \(isNone ? "most" : "least") \(bound.english)"
        ).text(in: language)
    }

    /// What can be said where there are too few answers: how many, how many it takes, and a band.
    private var fewNote: String? {
        var parts: [Label] = []
        if let n = figure.n, let least = definition.minimumN, n < least {
            parts.append(
                Label(
                    danish: "\(n) svar; der kræves mindst \(least)",
                    english: "\(n) answers; at least \(least) are needed"
                )
            )
        }
        if let lower = figure.lower, let upper = figure.upper {
            let band = definition.display(lower, to: upper)
            parts.append(
                Label(danish: "et sted mellem \(band.danish)", english: "between \(band.english)")
            )
        }
        guard !parts.isEmpty else { return nil }
        return parts.map { $0.text(in: language) }.joined(separator: ": ")
    }
}
