import CareUnits
import IndexFormat
import LMDB

/// Decides where the record of each unit lies: in the base that is there, in the generation, or in a new base.
struct ContentWriter {
    /// A new base is made when the records beside it have grown to this share of it.
    private static let mostRecent = 1.0 / 8

    let store: UnitStore
    let folder: IndexFolder
    /// The base of the generation in force.
    let base: ContentBase?
    let today: LocalDate

    /// Writes where the records are and those that are not in the base; returns the base, which is on the disk.
    ///
    /// O(n) in units, and in the bytes of those that changed; now and then in the bytes of all.
    func write(
        _ units: [WorkingUnit],
        generation: UInt64,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> FilePublication {
        if let base, let kept = places(of: units, in: base) {
            var places = kept
            var recent = ByteStringsBuilder()
            for (document, unit) in units.enumerated() where places[document] == .max {
                places[document] = Contents.recentBit | UInt32(recent.count)
                try with(unit, transaction) { recent.append($0, of: $1) }
            }
            if Double(recent.totalBytes) <= Double(base.totalBytes) * Self.mostRecent {
                sections.add("contents.places", places)
                recent.write("contents.recent", to: &sections)
                return base.publication
            }
        }
        sections.add("contents.places", units.indices.map { UInt32($0) })
        ByteStringsBuilder().write("contents.recent", to: &sections)
        return try writeBase(units, generation, transaction)
    }

    /// The place of each unit's record in a base, `.max` where it has another; `nil` when the base holds what is
    /// not shown any more, or is of another day: its bytes are not to stay then.
    private func places(of units: [WorkingUnit], in base: ContentBase) -> [UInt32]? {
        guard base.day == today else { return nil }
        var known: [String: Int] = [:]
        known.reserveCapacity(base.count)
        for place in 0..<base.count { known[base.ids.text(place)] = place }
        var found = 0
        let places = units.indices.map { index -> UInt32 in
            guard let place = known[units[index].head.sorId] else { return .max }
            found += 1
            return base.hashes[place] == units[index].head.recordHash ? UInt32(place) : .max
        }
        return found == base.count ? places : nil
    }

    private func writeBase(
        _ units: [WorkingUnit],
        _ generation: UInt64,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> FilePublication {
        var bytes = 0
        for unit in units {
            try with(unit, transaction) { range, _ in bytes += range.count }
        }
        var builder = ContentBaseBuilder(on: today, reservingCapacity: units.count, bytes: bytes)
        for unit in units {
            try with(unit, transaction) { range, lent in
                builder.append(unit.head.sorId, hash: unit.head.recordHash, range, of: lent)
            }
        }
        return try folder.write(builder, generation: generation)
    }

    /// Lends where a unit's record lies.
    private func with(
        _ unit: WorkingUnit,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (Range<Int>, Span<UInt8>) -> Void
    ) throws {
        let key = Array(unit.head.sorId.utf8)
        let found: Void? = try store.with(key, in: .prepared, transaction) { bytes in
            body(PreparedUnit.record(in: bytes), bytes)
        }
        precondition(found != nil, "prepared unit \(unit.head.sorId) vanished within a transaction")
    }
}
