import CareUnits
@testable import QueryEngine
import Testing

/// What is remembered of texts changes no answer.
@Suite struct TextMemoTests {
    private func engine() throws -> (TestIndex, SearchIndex) {
        let index = try TestIndex()
        var feed = Feed()
        for number in 0..<5 { feed.add(UnitSketch("plov-\(number)", "Solhaven \(number)")) }
        return (index, try index.publish(feed.lines))
    }

    /// Strings of other code points are equal in Swift, but their words stand elsewhere: what was said of
    /// the one must not be said of the other.
    @Test func textsOfOtherCodePointsAreOtherTexts() throws {
        let texts = ["cafe\u{301} solhavem", "caf\u{E9} solhavem"]
        #expect(texts[0] == texts[1])
        for order in [texts, texts.reversed()] {
            let (known, shared) = try engine()
            defer { withExtendedLifetime(known) {} }
            for text in order {
                let (fresh, alone) = try engine()
                defer { withExtendedLifetime(fresh) {} }
                let query = [SearchRequest.Parameter(name: "q", value: text)]
                let expected = try alone.answer(query, on: testDay)["corrections"]?.encoded
                let found = try shared.answer(query, on: testDay)["corrections"]?.encoded
                #expect(found != nil && found == expected, "\(Array(text.utf8))")
            }
        }
    }
}

/// Texts that match very many documents are remembered by their best ones alone.
@Suite struct ShortenedTextTests {
    /// What is remembered whole, shortened or not at all gives the same answers to the byte, in whatever order
    /// requests come.
    @Test func whatIsRememberedChangesNoAnswer() throws {
        let seed: UInt64 = 61
        var random = SeededGenerator(seed: seed)
        let place = try TestIndex()
        var feed = Feed()
        let words = ["have", "demens", "musik", "hund", "natur", "altan"]
        for number in 0..<500 {
            var sketch = UnitSketch("plov-\(number)", "Hjem \(number)")
            let said = words.filter { _ in Bool.random(using: &random) }
            sketch.texts["values"] = .string(said.joined(separator: " ") + ".")
            feed.add(sketch)
        }
        let index = try place.publish(feed.lines)
        let short = SearchIndex(
            index.generation,
            analyzer: analyzer,
            textMemo: TextMemo(wholeBudget: 0, shortenedBudget: 64 << 20)
        )
        let forgetful = SearchIndex(
            index.generation,
            analyzer: analyzer,
            textMemo: TextMemo(wholeBudget: 0, shortenedBudget: 0)
        )
        for step in 0..<60 {
            let text = words.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
            var parameters = [("q", text.joined(separator: " "))]
            let more: [(String, String)?] = [
                nil, ("limit", "\([1, 20, 63, 64, 100].randomElement(using: &random) ?? 1)"),
                ("sort", "name"), ("explain", "true"), ("match", "any"), ("near", "56.1,10.2"),
                ("kind", "nursingHome"), ("facets", "kind,municipality"),
            ]
            for _ in 0..<2 {
                if let extra = more.randomElement(using: &random) ?? nil,
                    !parameters.contains(where: { $0.0 == extra.0 })
                {
                    parameters.append(extra)
                }
            }
            let query = parameters.map { SearchRequest.Parameter(name: $0.0, value: $0.1) }
            let expected = try forgetful.answer(query, on: testDay)
            #expect(
                try short.answer(query, on: testDay) == expected,
                "seed \(seed), \(step): \(query)"
            )
            #expect(
                try index.answer(query, on: testDay) == expected,
                "seed \(seed), \(step): \(query)"
            )
            guard let next = expected["page"]?["next"]?.string else { continue }
            let following = query + [SearchRequest.Parameter(name: "cursor", value: next)]
            let second = try forgetful.answer(following, on: testDay)
            #expect(
                try short.answer(following, on: testDay) == second,
                "seed \(seed), \(step): \(query)"
            )
        }
        let key = TextMemo.Key(
            text: Array("have".utf8),
            meetsAny: false,
            day: testDay,
            stages: .all
        )
        let known = short.textMemo.text(key) {
            Issue.record("nothing was remembered of a frequent word")
            return TextMemo.Understood(nil, universe: 0)
        }
        #expect(!known.isWhole && known.leaders.count == 64)
    }
}
