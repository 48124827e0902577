import CareUnits
import IndexFormat
import LMDB

/// Counts inspections by theme, month, place and what they are.
struct InspectionFacets {
    let index: SearchIndex
    let match: FeedbackMatch?
    let today: LocalDate

    private var inspections: InspectionIndex { index.generation.inspections }

    /// Counts one facet over a set.
    ///
    /// O(set).
    func count(_ name: String, over set: DocumentSet) -> Facet {
        switch name {
        case "theme": themes(over: set)
        case "month": months(over: set)
        case "assessment": ordinals(name, inspections.assessments, over: set)
        case "visit": ordinals(name, inspections.kinds, over: set)
        case "authority": ordinals(name, inspections.authorities, over: set)
        default: ofUnits(name, over: set)
        }
    }

    /// The themes that hold all words; without words, those that were assessed.
    private func themes(over set: DocumentSet) -> Facet {
        var counts: [String: Int] = [:]
        var missing = 0
        set.forEach { inspection in
            let shared = match.map { $0.entry(of: inspection)?.sharedFields ?? 0 }
            var found = false
            for (theme, column) in zip(Theme.allCases, inspections.themes) {
                let isCounted =
                    shared.map { $0 & FeedbackField(theme).bit != 0 }
                    ?? (column.ordinal(of: inspection) != nil)
                guard isCounted else { continue }
                counts[theme.rawValue, default: 0] += 1
                found = true
            }
            if !found { missing += 1 }
        }
        return facet("theme", counts, missing)
    }

    private func months(over set: DocumentSet) -> Facet {
        var counts: [String: Int] = [:]
        let days = inspections.days
        set.forEach { inspection in
            let month = LocalDate(daysSinceEpoch: days[inspection]).description.prefix(7)
            counts[String(month), default: 0] += 1
        }
        return facet("month", counts, 0)
    }

    private func ordinals(_ name: String, _ column: OrdinalColumn, over set: DocumentSet) -> Facet {
        var counts: [String: Int] = [:]
        var missing = 0
        set.forEach { inspection in
            if let ordinal = column.ordinal(of: inspection) {
                counts[column.values[ordinal], default: 0] += 1
            } else {
                missing += 1
            }
        }
        return facet(name, counts, missing)
    }

    private func ofUnits(_ name: String, over set: DocumentSet) -> Facet {
        let columnName = name == "region" ? "municipality" : name
        guard let column = index.generation.ordinalColumns[columnName] else {
            preconditionFailure("every generation has a column \(columnName)")
        }
        let units = inspections.units
        var counts: [String: Int] = [:]
        var missing = 0
        set.forEach { inspection in
            guard let ordinal = column.ordinal(of: Int(units[inspection])) else {
                missing += 1
                return
            }
            counts[column.values[ordinal], default: 0] += 1
        }
        guard name == "region" else { return facet(name, counts, missing) }
        var byRegion: [String: Int] = [:]
        for (code, count) in counts {
            guard let municipality = Municipality.withCode(code) else { continue }
            byRegion[municipality.region(on: today).code, default: 0] += count
        }
        return facet(name, byRegion, missing)
    }

    private func facet(_ name: String, _ counts: [String: Int], _ missing: Int) -> Facet {
        let sorted = counts.map { Facet.Count(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        return Facet(name: name, counts: sorted, range: nil, missing: missing)
    }
}
