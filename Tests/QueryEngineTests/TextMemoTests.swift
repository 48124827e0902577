import CareUnits
import QueryEngine
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
