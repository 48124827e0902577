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

/// Counts facets over one set.
struct FacetCounter {
    let index: SearchIndex
    let today: LocalDate
    let set: DocumentSet
    /// How many documents the set has.
    private let size: Int
    /// The documents, where they are so few that a list is gone through sooner than the bits.
    private let list: [UInt32]?

    init(index: SearchIndex, today: LocalDate, over set: DocumentSet) {
        self.index = index
        self.today = today
        self.set = set
        size = set.count
        guard size < set.universe / 2 else {
            list = nil
            return
        }
        var list: [UInt32] = []
        list.reserveCapacity(size)
        set.forEach { list.append(UInt32($0)) }
        self.list = list
    }

    /// Counts one facet.
    ///
    /// O(set).
    func count(_ name: String) -> Facet {
        let generation = index.generation
        // A word that is a parameter of its own keeps its meaning, whatever the catalog defines.
        let isReserved = FieldDefinition.reservedKeys.contains(name)
        let fieldName = isReserved ? name : "field." + name
        if name == "region" { return countRegions() }
        if let column = generation.setColumns[fieldName] {
            let members = column.members
            var counts = Array(repeating: 0, count: column.values.count)
            var missing = 0
            set.forEach { document in
                let own = members[document]
                if own.count == 0 { missing += 1 }
                for place in 0..<own.count { counts[Int(own[place])] += 1 }
            }
            return facet(name, column.values, counts, missing, wordRanks: column.wordRanks)
        }
        if let column = generation.numberColumns[fieldName] {
            let array = column.ranks
            let ranks = array.span
            var low = NumberColumn.missing
            var high: UInt32 = 0
            var missing = 0
            set.forEach { document in
                let rank = ranks[document]
                if rank == NumberColumn.missing {
                    missing += 1
                } else {
                    low = min(low, rank)
                    high = max(high, rank)
                }
            }
            let range =
                low == NumberColumn.missing
                ? nil : column.distinct[Int(low)]...column.distinct[Int(high)]
            return Facet(name: name, counts: [], range: range, missing: missing)
        }
        if let column = generation.ordinalColumns[fieldName] ?? generation.ordinalColumns[name] {
            return count(column, name)
        }
        preconditionFailure("no column for facet \(name)")
    }

    private func count(_ column: OrdinalColumn, _ name: String) -> Facet {
        let (counts, missing) = ordinalCounts(column)
        return facet(name, column.values, counts, missing, wordRanks: column.wordRanks)
    }

    private func ordinalCounts(_ column: OrdinalColumn) -> (counts: [Int], missing: Int) {
        let sets = column.sets
        if size == index.count {
            let counts = column.values.indices.map { sets.length($0) }
            return (counts, size - counts.reduce(0, +))
        }
        let array = column.ordinals
        let ordinals = array.span
        var counts = Array(repeating: 0, count: column.values.count)
        let isComplete = sets.total == index.count
        let present = column.present.span
        if let list {
            var missing = 0
            for document in list {
                if isComplete || isSet(present, Int(document)) {
                    counts[Int(ordinals[Int(document)])] += 1
                } else {
                    missing += 1
                }
            }
            return (counts, missing)
        }
        let filled =
            isComplete
            ? set : set.intersection(DocumentSet(column.present, universe: index.count))
        filled.forEach { counts[Int(ordinals[$0])] += 1 }
        return (counts, isComplete ? 0 : size - filled.count)
    }

    /// Regions follow from municipalities and the date.
    private func countRegions() -> Facet {
        guard let column = index.generation.ordinalColumns["municipality"] else {
            preconditionFailure("every generation has a municipality column")
        }
        let (counts, missing) = ordinalCounts(column)
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
        _ missing: Int,
        wordRanks: [UInt32]? = nil
    ) -> Facet {
        // The most frequent first, then by their words: as one number each.
        var order: [UInt64] = []
        for (ordinal, count) in counts.enumerated() where count > 0 {
            let rank = wordRanks?[ordinal] ?? UInt32(ordinal)
            order.append(UInt64(UInt32.max - UInt32(count)) << 32 | UInt64(rank))
        }
        order.sort()
        let ordinals: [UInt32]? = wordRanks.map { ranks in
            var ordinals = Array(repeating: UInt32(0), count: ranks.count)
            for (ordinal, rank) in ranks.enumerated() { ordinals[Int(rank)] = UInt32(ordinal) }
            return ordinals
        }
        let found = order.map { entry in
            let rank = Int(UInt32(truncatingIfNeeded: entry))
            let ordinal = ordinals.map { Int($0[rank]) } ?? rank
            return Facet.Count(value: values[ordinal], count: counts[ordinal])
        }
        return Facet(name: name, counts: found, range: nil, missing: missing)
    }
}
