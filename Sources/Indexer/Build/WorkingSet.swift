import CareUnits
import IndexFormat
import LMDB

/// A prepared unit as every build needs it: read once, kept until the unit changes.
final class WorkingUnit: Sendable {
    let head: PreparedUnit
    let compared: ComparedUnit
    /// XXH64 of each part (`PreparedUnit.Part`).
    private let partHashes: [UInt64]
    /// XXH64 of its prepared inspections; 0 where it has none.
    let inspections: UInt64
    /// The unit's terms in order of their bytes: the term's number in the working set, and its bytes of positions.
    let terms: [(number: UInt32, positions: UInt32)]
    /// The term of each token of its name; `.max` where there is none.
    let nameTerms: [UInt32]
    /// What decides on the number of its document.
    fileprivate let rank: Rank

    /// Neighbours on the map and of one kind get neighbouring numbers: filters become runs.
    fileprivate struct Rank: Comparable {
        let kind: Int
        let municipality: String
        let cell: UInt32
        let id: String

        static func < (left: Rank, right: Rank) -> Bool {
            (left.kind, left.municipality, left.cell, left.id)
                < (right.kind, right.municipality, right.cell, right.id)
        }
    }

    fileprivate init(_ bytes: Span<UInt8>, _ table: inout TermTable) {
        head = PreparedUnit.head(bytes)
        var terms: [(number: UInt32, positions: UInt32)] = []
        var nameTerms = Array(repeating: UInt32.max, count: head.nameMarks.count)
        PreparedUnit.forEachTerm(in: bytes) { term, fields, positions in
            let number = table.number(of: bytes, term)
            terms.append((number, UInt32(positions.count)))
            if fields & SearchField.name.bit != 0 {
                let isParagraph = bytes.extracting(term).begins(with: "§")
                Self.note(number, isParagraph, in: &nameTerms, at: bytes.extracting(positions))
            }
        }
        self.terms = terms
        self.nameTerms = nameTerms
        let record = bytes.extracting(PreparedUnit.record(in: bytes))
        let part = ContentRecord.range(of: ContentRecord.Part.compared.rawValue, in: record)
        compared = ComparedUnit(record.extracting(part))
        partHashes = head.partHashes(compared: record.extracting(part))
        var hash = XXH64()
        let ranges = PreparedUnit.inspections(in: bytes)
        for range in ranges { hash.update(copy(bytes.extracting(range))) }
        inspections = ranges.isEmpty ? 0 : hash.digest
        rank = Rank(
            kind: UnitKind.allCases.firstIndex(of: head.kind) ?? 0,
            municipality: head.municipalityCode,
            cell: head.coordinate.map(hilbertIndex(of:)) ?? .max,
            id: head.sorId
        )
    }

    /// What two units that are alike in a part have in common.
    func hash(of part: PreparedUnit.Part) -> UInt64 { partHashes[part.rawValue] }

    /// Notes a term at its positions in the name, which is the first field of encoded positions.
    private static func note(
        _ term: UInt32,
        _ isParagraph: Bool,
        in terms: inout [UInt32],
        at positions: Span<UInt8>
    ) {
        var decoder = ByteDecoder(positions)
        var position = 0
        for _ in 0..<decoder.integer() {
            position += decoder.integer()
            // Of several words at one position the first in the alphabet is what is written there: a
            // completed word begins with the one it completes. But "§83" stands behind its number.
            if terms[position] == .max || isParagraph { terms[position] = term }
        }
    }
}

/// The units of one build in document order, with their terms.
struct Selection: Sendable {
    /// Counts the selections of a working set.
    let number: Int
    let units: [WorkingUnit]
    let vocabulary: Vocabulary
    /// What is different from the selection before; `nil` where that was another day's work, or too much has changed.
    let change: SelectionChange?
}

/// What is different between two selections that follow each other.
struct SelectionChange: Sendable {
    /// The number of each former document, in the same order; `.max` where it is gone.
    var documents: [UInt32] = []
    /// Units that are others than before, in the place of the former.
    var replaced:
        [(former: WorkingUnit, unit: WorkingUnit, formerDocument: UInt32, document: UInt32)] = []
    var added: [(unit: WorkingUnit, document: UInt32)] = []
    var gone: [WorkingUnit] = []
    /// The former place of each term; `.max` where it is new.
    var formerTerms: [UInt32] = []

    var count: Int { replaced.count + added.count + gone.count }
}

/// The terms of the units of one build.
struct Vocabulary: Sendable {
    /// The terms, sorted by their bytes.
    var terms: ByteStringsBuilder
    /// The place of each term in that order, by its number in the working set; `.max` where no unit has it.
    var places: [UInt32]
    /// In how many units each term is, by its place.
    var frequencies: [UInt32]
}

/// All prepared units in the form that builds need, kept from one build to the next, so that a build after a
/// change of one unit reads one unit.
///
/// Belongs to a writer: nobody else changes the prepared units while it lives.
final class WorkingSet {
    /// Sets of more units are not kept after a build: their memory is worth more than the time.
    static let mostKept = 50_000
    /// Where a larger share of the units has changed, what was made of the former ones is of no use.
    private static let mostChanged = 1.0 / 8

    /// In document order.
    private var units: [WorkingUnit] = []
    private var isLoaded = false
    private var changed: Set<String> = []
    /// Grows when any unit, shown or not, comes, goes or is another one or elsewhere.
    private(set) var identities: UInt64 = 0
    private var table = TermTable()
    /// The numbers of all terms of the table in the order of their bytes.
    private var order: [UInt32] = []
    /// The units selected last, and in how many of them each term is, by its number.
    private var selected: [WorkingUnit]?
    private var frequencies: [UInt32] = []
    private var formerPlaces: [UInt32] = []
    private var selections = 0

    /// Notes that units have been prepared again, or may have been.
    func invalidate(_ keys: [[UInt8]]) {
        for key in keys { changed.insert(String(decoding: key, as: UTF8.self)) }
    }

    /// Reads what has changed.
    func update(
        from store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        var new: [WorkingUnit] = []
        if isLoaded {
            for id in changed {
                let unit = try store.with(Array(id.utf8), in: .prepared, transaction) { read($0) }
                if let unit { new.append(unit) }
            }
        } else {
            units = []
            try store.forEach(in: .prepared, transaction) { _, value in
                new.append(read(value))
                return true
            }
            isLoaded = true
        }
        merge(new)
        changed = []
        sortNewTerms()
    }

    private func read(_ bytes: Span<UInt8>) -> WorkingUnit {
        WorkingUnit(bytes, &table)
    }

    /// Puts new units in the place of the changed ones, in order.
    private func merge(_ new: [WorkingUnit]) {
        let kept = changed.isEmpty ? units : units.filter { !changed.contains($0.head.sorId) }
        let new = new.sorted { $0.rank < $1.rank }
        let former = Set(units.map { $0.hash(of: .identity) })
        if kept.count + new.count != units.count
            || !new.allSatisfy({ former.contains($0.hash(of: .identity)) })
        {
            identities += 1
        }
        units = []
        units.reserveCapacity(kept.count + new.count)
        var next = 0
        for unit in kept {
            while next < new.count, new[next].rank < unit.rank {
                units.append(new[next])
                next += 1
            }
            units.append(unit)
        }
        units += new[next...]
    }

    /// Merges terms that came since into the order.
    private func sortNewTerms() {
        guard order.count < table.count else { return }
        let new = table.sortedNumbers(from: order.count)
        var merged: [UInt32] = []
        merged.reserveCapacity(table.count)
        var next = 0
        for number in order {
            while next < new.count, table.precedes(new[next], number) {
                merged.append(new[next])
                next += 1
            }
            merged.append(number)
        }
        merged += new[next...]
        order = merged
    }

    /// The units shown on a day.
    ///
    /// O(units), and O(terms); the first time, and when much has changed, O(postings).
    func select(on day: LocalDate) -> Selection {
        let shown = units.filter { $0.head.isShown(on: day) }
        var change = selected.flatMap { difference(from: $0, to: shown) }
        if let change {
            for unit in change.replaced.map(\.former) + change.gone { count(unit, by: -1) }
            for unit in change.replaced.map(\.unit) + change.added.map(\.unit) {
                count(unit, by: 1)
            }
        } else {
            frequencies = []
            for unit in shown { count(unit, by: 1) }
        }
        let vocabulary = vocabulary()
        if change != nil {
            var formerTerms = Array(repeating: UInt32.max, count: vocabulary.frequencies.count)
            for (former, place) in zip(formerPlaces, vocabulary.places) where place != .max {
                formerTerms[Int(place)] = former
            }
            change?.formerTerms = formerTerms
        }
        formerPlaces = vocabulary.places
        selected = shown
        selections += 1
        return Selection(number: selections, units: shown, vocabulary: vocabulary, change: change)
    }

    /// What is different between two lists of units in document order, unless it is much.
    private func difference(
        from former: [WorkingUnit],
        to units: [WorkingUnit]
    ) -> SelectionChange? {
        let most = Int(Double(units.count) * Self.mostChanged)
        var change = SelectionChange()
        change.documents.reserveCapacity(former.count)
        var (old, new) = (0, 0)
        while old < former.count || new < units.count {
            if change.count > most { return nil }
            if old < former.count, new < units.count, former[old] === units[new] {
                change.documents.append(UInt32(new))
                (old, new) = (old + 1, new + 1)
            } else if new == units.count
                || old < former.count && former[old].rank < units[new].rank
            {
                change.documents.append(.max)
                change.gone.append(former[old])
                old += 1
            } else if old == former.count || units[new].rank < former[old].rank {
                change.added.append((units[new], UInt32(new)))
                new += 1
            } else {
                change.documents.append(UInt32(new))
                change.replaced.append((former[old], units[new], UInt32(old), UInt32(new)))
                (old, new) = (old + 1, new + 1)
            }
        }
        return change
    }

    private func count(_ unit: WorkingUnit, by step: Int32) {
        if frequencies.count < table.count {
            frequencies += Array(repeating: 0, count: table.count - frequencies.count)
        }
        for (number, _) in unit.terms {
            frequencies[Int(number)] = UInt32(Int32(frequencies[Int(number)]) + step)
        }
    }

    /// The terms that are counted.
    private func vocabulary() -> Vocabulary {
        var vocabulary = Vocabulary(
            terms: ByteStringsBuilder(),
            places: Array(repeating: .max, count: table.count),
            frequencies: []
        )
        for number in order where Int(number) < frequencies.count && frequencies[Int(number)] > 0 {
            vocabulary.places[Int(number)] = UInt32(vocabulary.frequencies.count)
            vocabulary.terms.append(table.bytes(of: Int(number)))
            vocabulary.frequencies.append(frequencies[Int(number)])
        }
        return vocabulary
    }

    /// Lets go of what is not worth its memory until the next build.
    ///
    /// - Returns: Whether all was kept.
    func trim() -> Bool {
        // Terms that no unit has any more pile up: then everything is read anew.
        let used = units.reduce(0) { $0 + $1.terms.count }
        guard units.count > Self.mostKept || table.count > max(used, 1 << 16) else { return true }
        units = []
        isLoaded = false
        table = TermTable()
        order = []
        selected = nil
        return false
    }
}

extension Span<UInt8> {
    fileprivate func begins(with text: String) -> Bool {
        let wanted = Array(text.utf8)
        return count >= wanted.count && wanted.indices.allSatisfy { self[$0] == wanted[$0] }
    }
}
