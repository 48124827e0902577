import IndexFormat
import LMDB
import Synchronization

/// Writes when each unit last changed for the public; a unit once shown and now gone is a tombstone.
struct ChangeListWriter {
    let store: UnitStore
    let memo: ChangeListMemo
    let generation: UInt64

    /// A unit with what the public saw last of it.
    typealias Entry = (id: String, record: ShownRecord)

    /// Writes the list and returns what is new in it, for the store.
    ///
    /// O(units).
    func write(
        _ selection: Selection,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [Entry] {
        let sequence = try store.lastSequence(transaction)
        let noted = try store.meta(.shownGeneration, transaction) ?? 0
        var list: [Entry]
        let changed: [Entry]
        if let change = selection.change,
            let former = memo.take(of: selection.number - 1, generation: noted)
        {
            changed = entries(
                seen: change.replaced.map { ($0.unit, $0.former.head.contentHash) }
                    + change.added.map { ($0.unit, nil) },
                gone: change.gone.map(\.head.sorId),
                sequence
            )
            list = former
        } else {
            (list, changed) = try compare(selection.units, sequence, transaction)
        }
        let ids = Set(changed.map(\.id))
        list.removeAll { ids.contains($0.id) }
        // What is new has the highest generation, but an event may have come with a lower sequence.
        for entry in changed {
            let place = list.partitioningIndex { Self.precedes(entry, $0) }
            list.insert(entry, at: place)
        }
        write(list, to: &sections)
        memo.keep(list, of: selection.number, generation: generation)
        return changed
    }

    /// All that the store knows to have been shown, in order, and how the units differ from it.
    private func compare(
        _ units: [WorkingUnit],
        _ sequence: String,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> (list: [Entry], changed: [Entry]) {
        var records: [String: ShownRecord] = [:]
        try store.forEach(in: .shown, transaction) { key, value in
            records[String(decoding: copy(key), as: UTF8.self)] = ShownRecord(value)
            return true
        }
        let present = Set(units.map(\.head.sorId))
        let changed = entries(
            seen: units.map { unit in
                let record = records[unit.head.sorId]
                return (unit, record?.isShown == true ? record?.contentHash : nil)
            },
            gone: records.filter { $0.value.isShown && !present.contains($0.key) }.map(\.key),
            sequence
        )
        let list = records.map { (id: $0.key, record: $0.value) }.sorted(by: Self.precedes)
        return (list, changed)
    }

    /// The new records of units that are shown with other content than before, and of those shown no more.
    private func entries(
        seen: [(unit: WorkingUnit, formerHash: UInt64?)],
        gone: [String],
        _ sequence: String
    ) -> [Entry] {
        func entry(_ id: String, isShown: Bool, _ contentHash: UInt64) -> Entry {
            let record = ShownRecord(
                isShown: isShown,
                contentHash: contentHash,
                sequence: sequence,
                generation: generation
            )
            return (id, record)
        }
        return seen.compactMap { unit, formerHash in
            formerHash == unit.head.contentHash
                ? nil : entry(unit.head.sorId, isShown: true, unit.head.contentHash)
        } + gone.map { entry($0, isShown: false, 0) }
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        (left.record.sequence, left.record.generation, left.id)
            < (right.record.sequence, right.record.generation, right.id)
    }

    private func write(_ list: [Entry], to sections: inout SectionWriter) {
        var sequences = ByteStringsBuilder()
        var ids = ByteStringsBuilder()
        for (id, record) in list {
            sequences.append(record.sequence)
            ids.append(id)
        }
        sequences.write("changes.sequences", to: &sections)
        ids.write("changes.ids", to: &sections)
        sections.add("changes.generations", list.map(\.record.generation))
        sections.add("changes.shown", list.map { UInt8($0.record.isShown ? 1 : 0) })
    }
}

/// The list of the last build, as long as the store knows nothing else.
///
/// Share one instance among the builds of a writer.
final class ChangeListMemo: Sendable {
    private struct Kept: Sendable {
        var selection: Int
        var generation: UInt64
        var list: [ChangeListWriter.Entry]
    }

    private let last = Mutex<Kept?>(nil)

    /// The list of a selection, if it is that of the generation whose records the store has; it is not kept any longer.
    func take(of selection: Int, generation: UInt64) -> [ChangeListWriter.Entry]? {
        last.withLock { last in
            defer { last = nil }
            guard let kept = last, kept.selection == selection, kept.generation == generation
            else { return nil }
            return kept.list
        }
    }

    func keep(_ list: [ChangeListWriter.Entry], of selection: Int, generation: UInt64) {
        guard list.count <= 2 * WorkingSet.mostKept else { return }
        last.withLock {
            $0 = Kept(selection: selection, generation: generation, list: list)
        }
    }
}

extension Array {
    /// The first place whose element fulfils a condition that all after it fulfil too; the count where none does.
    ///
    /// O(log n).
    fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
