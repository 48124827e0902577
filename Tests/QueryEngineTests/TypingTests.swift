import CareUnits
import QueryEngine
import Testing

/// A name typed letter by letter.
@Suite struct TypingTests {
    /// One more typed letter never loses the best hit that still fits.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func oneMoreLetterLosesNoHitThatStillFits(seed: UInt64) throws {
        let index = try TestIndex()
        var random = SeededGenerator(seed: seed)
        let feed = RandomCorpus.feed(units: 120, &random)
        let engine = try index.publish(feed.lines)
        let corpus = try ReferenceCorpus(feed.lines, builtOn: testDay)
        let names = corpus.entries.filter { entry in
            entry.unit.agreementPeriods.contains { $0.contains(testDay) }
        }.map(\.unit.name)
        func hits(_ typed: String) throws -> [String] {
            let query = [
                SearchRequest.Parameter(name: "q", value: typed),
                .init(name: "limit", value: "100"),
            ]
            return (try engine.answer(query)["hits"]?.array ?? []).compactMap { $0["name"]?.string }
        }
        var steps = 0
        for name in names.shuffled(using: &random).prefix(25) {
            var best: String?
            for length in 2...max(2, name.count) where length <= name.count {
                let typed = String(name.prefix(length))
                guard typed.last?.isWhitespace == false else { continue }
                // "12 F" is read as a house number with its letter, until the word goes on.
                let ending = typed.suffix(3)
                let isHouseLetter = ending.first?.isNumber == true && ending.contains(" ")
                let found = try hits(typed)
                if let best, best.lowercased().hasPrefix(typed.lowercased()) {
                    withKnownIssue(isIntermittent: true) {
                        #expect(found.contains(best), "seed \(seed): \"\(typed)\" loses \(best)")
                    } when: {
                        isHouseLetter
                    }
                    steps += 1
                }
                best = found.first
            }
        }
        #expect(steps > 20)
    }
}
