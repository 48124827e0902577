import LMDB
import TestSupport
import Testing

@testable import IndexFormat

/// Spliced postings are those that are built from the same documents.
@Suite struct PostingsSpliceTests {
    /// What a term has in a document.
    struct Entry: Equatable {
        var impact: UInt8
        var positions: [Int]

        var encoded: [UInt8] {
            var encoder = ByteEncoder()
            encoder.append(positions.count)
            var last = 0
            for position in positions {
                encoder.append(position - last)
                last = position
            }
            return encoder.bytes
        }
    }

    /// A document: its entries by the name of the term.
    typealias Document = [Int: Entry]

    private static func entry(_ random: inout SeededRandom) -> Entry {
        let positions = Set((0...random.below(4)).map { _ in random.below(300) }).sorted()
        return Entry(impact: UInt8(1 + random.below(255)), positions: positions)
    }

    private static func document(_ random: inout SeededRandom) -> Document {
        var document: Document = [:]
        for term in 0..<40 where term < 2 || random.once(in: 1 + term / 3) {
            document[term] = entry(&random)
        }
        return document
    }

    private static func terms(_ documents: [Document]) -> [Int] {
        Set(documents.flatMap(\.keys)).sorted()
    }

    private static func build(_ documents: [Document]) -> PostingLists {
        let terms = terms(documents)
        var builder = PostingsBuilder(
            frequencies: terms.map { term in UInt32(documents.count { $0[term] != nil }) },
            positionBytes: terms.map { term in
                UInt64(documents.reduce(0) { $0 + ($1[term]?.encoded.count ?? 0) })
            }
        )
        for (number, document) in documents.enumerated() {
            for (place, term) in terms.enumerated() {
                guard let entry = document[term] else { continue }
                builder.append(
                    term: place,
                    document: UInt32(number),
                    impact: entry.impact,
                    fields: 1,
                    positions: entry.encoded.span
                )
            }
        }
        return builder.finish()
    }

    private static func arrays(_ lists: PostingLists) -> [[UInt64]] {
        [
            lists.starts, lists.documents.map(UInt64.init), lists.impacts.map(UInt64.init),
            lists.fields.map(UInt64.init), lists.blockStarts.map(UInt64.init),
            lists.lastDocuments.map(UInt64.init), lists.maximumImpacts.map(UInt64.init),
            lists.blockPositions, lists.positions.map(UInt64.init),
        ]
    }

    @Test(arguments: SeededRandom.seeds(10))
    func splicedPostingsAreThoseOfAWholeBuild(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var documents = (0..<(130 + random.below(200))).map { _ in Self.document(&random) }
        var lists = Self.build(documents)
        for step in 0..<12 {
            let former = documents
            var numbers = Array(UInt32(0)..<UInt32(former.count))
            var changed: [(document: UInt32, former: UInt32?)] = []
            for _ in 0...random.below(3) {
                let place = random.below(documents.count)
                switch random.below(4) {
                case 0:
                    documents.remove(at: place)
                    changed.removeAll { $0.document == UInt32(place) }
                    for index in changed.indices where changed[index].document > place {
                        changed[index].document -= 1
                    }
                    for index in numbers.indices where numbers[index] != .max {
                        if numbers[index] == place {
                            numbers[index] = .max
                        } else if numbers[index] > place {
                            numbers[index] -= 1
                        }
                    }
                case 1:
                    documents.insert(Self.document(&random), at: place)
                    for index in changed.indices where changed[index].document >= place {
                        changed[index].document += 1
                    }
                    for index in numbers.indices
                    where numbers[index] != .max && numbers[index] >= place {
                        numbers[index] += 1
                    }
                    changed.append((UInt32(place), nil))
                default:
                    if changed.contains(where: { $0.document == UInt32(place) }) { continue }
                    for term in 0..<40 where random.once(in: 4) {
                        documents[place][term] = random.once(in: 3) ? nil : Self.entry(&random)
                    }
                    changed.append(
                        (UInt32(place), numbers.firstIndex(of: UInt32(place)).map { UInt32($0) })
                    )
                }
            }
            lists = Self.splice(lists, former, documents, numbers, changed)
            #expect(
                Self.arrays(lists) == Self.arrays(Self.build(documents)),
                "seed \(seed), step \(step)"
            )
        }
    }

    private static func splice(
        _ lists: PostingLists,
        _ former: [Document],
        _ documents: [Document],
        _ numbers: [UInt32],
        _ changed: [(document: UInt32, former: UInt32?)]
    ) -> PostingLists {
        let formerTerms = terms(former)
        let terms = terms(documents)
        var splice = PostingsSplice(
            lists,
            terms: terms.map { term in
                formerTerms.firstIndex(of: term).map { UInt32($0) } ?? .max
            },
            documents: numbers
        )
        for (document, number) in zip(former, numbers) where number == .max {
            for term in document.keys {
                if let place = terms.firstIndex(of: term) { splice.touch(UInt32(place)) }
            }
        }
        for (document, number) in changed {
            for (place, term) in terms.enumerated() {
                let before = number.flatMap { former[Int($0)][term] }
                guard let entry = documents[Int(document)][term] else {
                    if before != nil { splice.remove(term: UInt32(place), document: document) }
                    continue
                }
                if let number {
                    let holds = splice.holds(
                        term: UInt32(place),
                        formerDocument: number,
                        impact: entry.impact,
                        fields: 1,
                        positions: entry.encoded.span
                    )
                    #expect(holds == (before == entry))
                    if holds { continue }
                }
                splice.put(
                    term: UInt32(place),
                    document: document,
                    impact: entry.impact,
                    fields: 1,
                    positions: entry.encoded.span
                )
            }
        }
        return splice.finish()
    }
}
