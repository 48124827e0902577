import Analyzers
import Testing

@Suite struct CollationTests {
    let collator = DanishCollator()

    private func sorted(_ names: [String]) -> [String] {
        names.sorted {
            collator.sortKey(for: $0).lexicographicallyPrecedes(collator.sortKey(for: $1))
        }
    }

    @Test func danishLettersComeLastAndNumbersCount() {
        let names = [
            "Hus 2", "Hus 10", "Zoo", "Ærø", "Öland", "Ørsted", "Aabenraa", "Aarhus",
        ]
        #expect(sorted(names.reversed()) == names)
    }

    @Test func equalTextsHaveEqualKeys() {
        #expect(collator.sortKey(for: "A\u{30A}rhus") == collator.sortKey(for: "Århus"))
        #expect(!collator.sortKey(for: "Solgården").contains(0))
        _ = collator.sortKey(for: String(repeating: "漢🙂", count: 10_000))
    }

    @Test(.enabled(if: SharedData.has("collation/municipality_names_sorted_da_icu.txt")))
    func municipalitiesSortAsInTheReference() throws {
        let names = try #require(SharedData.lines("collation/municipality_names_sorted_da_icu.txt"))
        #expect(sorted(names.shuffled()) == names)
    }
}
