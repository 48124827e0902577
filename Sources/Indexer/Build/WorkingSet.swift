import CareUnits
import IndexFormat
import LMDB

/// A prepared unit as every build needs it: read once, kept until the unit changes.
final class WorkingUnit: Sendable {
    let head: PreparedUnit
    let compared: ComparedUnit
    /// XXH64 of its prepared inspections; 0 where it has none.
    let inspections: UInt64
    /// The unit's terms in their order: the term's number in the working set, and its bytes of positions.
    let terms: [(number: UInt32, positions: UInt32)]
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

    fileprivate init(_ bytes: Span<UInt8>, _ terms: [(number: UInt32, positions: UInt32)]) {
        head = PreparedUnit.head(bytes)
        self.terms = terms
        let record = bytes.extracting(PreparedUnit.record(in: bytes))
        let part = ContentRecord.range(of: ContentRecord.Part.compared.rawValue, in: record)
        compared = ComparedUnit(record.extracting(part))
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
}

/// The terms of the units of one build.
struct Vocabulary: Sendable {
    /// The terms, sorted by their bytes.
    var terms: ByteStringsBuilder
    /// The place of each term in that order, by its number in the working set.
    var places: [UInt32]
    /// In how many units each term is, by its place.
    var frequencies: [UInt32]
    /// How many bytes the positions of each term take, by its place.
    var positionBytes: [UInt64]
}

/// All prepared units in the form that builds need, kept from one build to the next, so that a build after a
/// change of one unit reads one unit.
///
/// Belongs to a writer: nobody else changes the prepared units while it lives.
final class WorkingSet {
    /// Sets of more units are not kept after a build: their memory is worth more than the time.
    private static let mostKept = 50_000

    /// By sorId.
    private var units: [String: WorkingUnit] = [:]
    private var isLoaded = false
    private var changed: Set<[UInt8]> = []
    private var table = TermTable()
    /// The numbers of all terms of the table in the order of their bytes.
    private var order: [UInt32] = []

    /// Notes that units have been prepared again, or may have been.
    func invalidate(_ keys: [[UInt8]]) {
        changed.formUnion(keys)
    }

    /// Reads what has changed.
    func update(
        from store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        if isLoaded {
            for key in changed {
                let id = String(decoding: key, as: UTF8.self)
                units[id] = try store.with(key, in: .prepared, transaction) { read($0) }
            }
        } else {
            try store.forEach(in: .prepared, transaction) { _, value in
                let unit = read(value)
                units[unit.head.sorId] = unit
                return true
            }
            isLoaded = true
        }
        changed = []
        sortNewTerms()
    }

    private func read(_ bytes: Span<UInt8>) -> WorkingUnit {
        var terms: [(number: UInt32, positions: UInt32)] = []
        PreparedUnit.forEachTerm(in: bytes) { term, _, positions in
            terms.append((table.number(of: bytes, term), UInt32(positions.count)))
        }
        return WorkingUnit(bytes, terms)
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

    /// The units shown on a day, in document order.
    func shown(on day: LocalDate) -> [WorkingUnit] {
        units.values.filter { $0.head.isShown(on: day) }.sorted { $0.rank < $1.rank }
    }

    /// The terms of some units.
    ///
    /// O(postings), and O(terms).
    func vocabulary(of units: [WorkingUnit]) -> Vocabulary {
        var frequencies = Array(repeating: UInt32(0), count: table.count)
        var bytes = Array(repeating: UInt64(0), count: table.count)
        for unit in units {
            for (number, positions) in unit.terms {
                frequencies[Int(number)] += 1
                bytes[Int(number)] += UInt64(positions)
            }
        }
        var vocabulary = Vocabulary(
            terms: ByteStringsBuilder(),
            places: Array(repeating: .max, count: table.count),
            frequencies: [],
            positionBytes: []
        )
        for number in order where frequencies[Int(number)] > 0 {
            vocabulary.places[Int(number)] = UInt32(vocabulary.frequencies.count)
            vocabulary.terms.append(table.bytes(of: Int(number)))
            vocabulary.frequencies.append(frequencies[Int(number)])
            vocabulary.positionBytes.append(bytes[Int(number)])
        }
        return vocabulary
    }

    /// Lets go of what is not worth its memory until the next build.
    func trim() {
        // Terms that no unit has any more pile up: then everything is read anew.
        let used = units.values.reduce(0) { $0 + $1.terms.count }
        guard units.count > Self.mostKept || table.count > max(used, 1 << 16) else { return }
        units = [:]
        isLoaded = false
        table = TermTable()
        order = []
    }
}
