import CareUnits
import IndexFormat
import LMDB

/// The counts of one facet over a set of documents.
public struct Facet: Sendable, Equatable {
    /// One value with its count.
    public struct Count: Sendable, Equatable {
        public var value: String
        public var count: Int
    }

    public var name: String
    /// Values that occur, the most frequent first, then by their words.
    public var counts: [Count]
    /// The least and the greatest number, for facets of numbers.
    public var range: ClosedRange<Double>?
    /// Documents without a value.
    public var missing: Int
}

/// Counts facets.
struct FacetCounter {
    let index: SearchIndex
    let today: LocalDate

    /// Counts one facet over a set.
    ///
    /// O(set).
    func count(_ name: String, over set: DocumentSet) -> Facet {
        let generation = index.generation
        // A word that is a parameter of its own keeps its meaning, whatever the catalog defines.
        let isReserved = FieldDefinition.reservedKeys.contains(name)
        let fieldName = isReserved ? name : "field." + name
        if name == "region" { return countRegions(over: set) }
        if let column = generation.setColumns[fieldName] {
            let members = column.members
            var counts = Array(repeating: 0, count: column.values.count)
            var missing = 0
            set.forEach { document in
                let own = members[document]
                if own.count == 0 { missing += 1 }
                for place in 0..<own.count { counts[Int(own[place])] += 1 }
            }
            return facet(name, column.values, counts, missing)
        }
        if let column = generation.numberColumns[fieldName] {
            var range: ClosedRange<Double>?
            var missing = 0
            set.forEach { document in
                guard let number = column.number(of: document) else {
                    missing += 1
                    return
                }
                let known = range ?? number...number
                range = min(known.lowerBound, number)...max(known.upperBound, number)
            }
            return Facet(name: name, counts: [], range: range, missing: missing)
        }
        if let column = generation.ordinalColumns[fieldName] ?? generation.ordinalColumns[name] {
            return count(column, name, over: set)
        }
        preconditionFailure("no column for facet \(name)")
    }

    private func count(_ column: OrdinalColumn, _ name: String, over set: DocumentSet) -> Facet {
        let (counts, missing) = ordinalCounts(column, over: set)
        return facet(name, column.values, counts, missing)
    }

    private func ordinalCounts(
        _ column: OrdinalColumn,
        over set: DocumentSet
    ) -> (counts: [Int], missing: Int) {
        let present = DocumentSet(column.present, universe: index.count)
        var counts = Array(repeating: 0, count: column.values.count)
        let filled = set.intersection(present)
        let array = column.ordinals
        let ordinals = array.span
        for (place, word) in filled.words.enumerated() {
            var rest = word
            while rest != 0 {
                counts[Int(ordinals[place << 6 | rest.trailingZeroBitCount])] += 1
                rest &= rest &- 1
            }
        }
        return (counts, set.count - filled.count)
    }

    /// Regions follow from municipalities and the date.
    private func countRegions(over set: DocumentSet) -> Facet {
        guard let column = index.generation.ordinalColumns["municipality"] else {
            preconditionFailure("every generation has a municipality column")
        }
        let (counts, missing) = ordinalCounts(column, over: set)
        var byRegion: [String: Int] = [:]
        for (ordinal, count) in counts.enumerated() where count > 0 {
            guard let municipality = Municipality.withCode(column.values[ordinal]) else { continue }
            byRegion[municipality.region(on: today).code, default: 0] += count
        }
        let values = byRegion.keys.sorted()
        return facet("region", values, values.map { byRegion[$0] ?? 0 }, missing)
    }

    private func facet(
        _ name: String,
        _ values: [String],
        _ counts: [Int],
        _ missing: Int
    ) -> Facet {
        let found = zip(values, counts).filter { $0.1 > 0 }
            .map { Facet.Count(value: $0.0, count: $0.1) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        return Facet(name: name, counts: found, range: nil, missing: missing)
    }
}
