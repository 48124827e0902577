import IndexFormat
import LMDB
import Synchronization

/// Writes the postings of the units: made of those of the build before where few units have changed, else of all
/// prepared units, read in place into arrays of their final size.
struct PostingsWriter {
    let store: UnitStore
    let memo: PostingsMemo
    let model: ImpactModel

    /// Writes the postings and the terms of names.
    ///
    /// O(postings): those of the build before are copied, others are read one by one.
    func write(
        _ selection: Selection,
        to sections: inout SectionWriter,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        let lists: PostingLists
        if let change = selection.change,
            let former = memo.take(of: selection.number - 1, model.averageLengths)
        {
            lists = try spliced(former, change, selection.vocabulary, transaction)
        } else {
            lists = try built(selection, transaction)
        }
        lists.write(to: &sections)
        memo.keep(lists, of: selection.number, model.averageLengths)
        var nameTerms = NumberListsBuilder()
        for unit in selection.units {
            nameTerms.append(
                unit.nameTerms.lazy.map { number in
                    number == .max ? .max : selection.vocabulary.places[Int(number)]
                }
            )
        }
        nameTerms.write("names.terms", to: &sections)
    }

    /// The postings of all units.
    private func built(
        _ selection: Selection,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> PostingLists {
        let places = selection.vocabulary.places
        let frequencies = selection.vocabulary.frequencies
        var positionBytes = Array(repeating: UInt64(0), count: frequencies.count)
        for unit in selection.units {
            for (number, bytes) in unit.terms {
                positionBytes[Int(places[Int(number)])] += UInt64(bytes)
            }
        }
        var postings = PostingsBuilder(frequencies: frequencies, positionBytes: positionBytes)
        for (document, unit) in selection.units.enumerated() {
            try forEachPosting(of: unit, transaction) { number, impact, fields, positions in
                postings.append(
                    term: Int(places[Int(number)]),
                    document: UInt32(document),
                    impact: impact,
                    fields: fields,
                    positions: positions
                )
            }
        }
        return postings.finish()
    }

    /// The postings of the build before, with what has changed since.
    private func spliced(
        _ former: PostingLists,
        _ change: SelectionChange,
        _ vocabulary: Vocabulary,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> PostingLists {
        let places = vocabulary.places
        var splice = PostingsSplice(
            former,
            terms: change.formerTerms,
            documents: change.documents
        )
        for unit in change.gone {
            for (number, _) in unit.terms where places[Int(number)] != .max {
                splice.touch(places[Int(number)])
            }
        }
        for (unit, document) in change.added {
            try forEachPosting(of: unit, transaction) { number, impact, fields, positions in
                splice.put(
                    term: places[Int(number)],
                    document: document,
                    impact: impact,
                    fields: fields,
                    positions: positions
                )
            }
        }
        for (former, unit, formerDocument, document) in change.replaced {
            var left = Set(former.terms.map(\.number))
            try forEachPosting(of: unit, transaction) { number, impact, fields, positions in
                left.remove(number)
                let term = places[Int(number)]
                let isKnown = splice.holds(
                    term: term,
                    formerDocument: formerDocument,
                    impact: impact,
                    fields: fields,
                    positions: positions
                )
                if isKnown { return }
                splice.put(
                    term: term,
                    document: document,
                    impact: impact,
                    fields: fields,
                    positions: positions
                )
            }
            for number in left where places[Int(number)] != .max {
                splice.remove(term: places[Int(number)], document: document)
            }
        }
        return splice.finish()
    }

    /// Calls `body` with each term of a unit, by its number in the working set, and what its posting holds.
    private func forEachPosting(
        of unit: WorkingUnit,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (
            _ number: UInt32, _ impact: UInt8, _ fields: UInt8, _ positions: Span<UInt8>
        ) -> Void
    ) throws {
        let weights = SearchField.allCases.map { field in
            model.weightedFrequency(
                1,
                length: unit.head.fieldLengths[Int(field.rawValue)],
                in: field
            )
        }
        let terms = unit.terms
        var next = 0
        let key = Array(unit.head.sorId.utf8)
        let found: Void? = try store.with(key, in: .prepared, transaction) { bytes in
            PreparedUnit.forEachTerm(in: bytes) { _, fields, positions in
                let encoded = bytes.extracting(positions)
                body(terms[next].number, impact(fields, encoded, weights), fields, encoded)
                next += 1
            }
        }
        precondition(found != nil, "prepared unit \(unit.head.sorId) vanished within a transaction")
    }

    private func impact(
        _ fields: UInt8,
        _ positions: Span<UInt8>,
        _ weights: [Double]
    ) -> UInt8 {
        var decoder = ByteDecoder(positions)
        var weighted = 0.0
        var rest = fields
        while rest != 0 {
            let frequency = decoder.integer()
            decoder.skipNumbers(frequency)
            weighted += weights[rest.trailingZeroBitCount] * Double(frequency)
            rest &= rest - 1
        }
        return model.impact(weighted)
    }
}

/// The postings of the last build, from which the next can be made.
///
/// Share one instance among the builds of a writer.
final class PostingsMemo: Sendable {
    /// More postings are not kept: they would take twice their room while the next are made.
    private static let mostKept = 1 << 26

    private struct Kept: Sendable {
        var selection: Int
        var averageLengths: [Double]
        var lists: PostingLists
    }

    private let last = Mutex<Kept?>(nil)

    /// The postings of a selection, if they were kept and made for these lengths; they are not kept any longer.
    func take(of selection: Int, _ averageLengths: [Double]) -> PostingLists? {
        last.withLock { last in
            defer { last = nil }
            guard let kept = last, kept.selection == selection,
                kept.averageLengths == averageLengths
            else { return nil }
            return kept.lists
        }
    }

    /// Keeps the postings of a selection.
    func keep(_ lists: PostingLists, of selection: Int, _ averageLengths: [Double]) {
        guard lists.count <= Self.mostKept else { return }
        last.withLock {
            $0 = Kept(selection: selection, averageLengths: averageLengths, lists: lists)
        }
    }

    /// Lets go of what is kept.
    func clear() {
        last.withLock { $0 = nil }
    }
}
