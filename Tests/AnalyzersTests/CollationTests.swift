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

    @Test func numbersInNamesCountByValueWhereverTheyStand() {
        let names = [
            "2. Distrikt", "12. Distrikt", "Hus 2 Nord", "Hus 2 Syd", "Hus 10 Nord", "Hus 010 Øst",
            "Plejecenter Q4", "Plejecenter Q10", "Team 9", "Team 12", "Team 12 B", "Team 101",
        ]
        #expect(sorted(names.shuffled()) == names)
    }

    @Test func aaIsÅAndForeignLettersStandWithTheirNeighbours() {
        let names = [
            "Mose", "Muus", "Müller", "Myhre", "Ägir", "Ærtevej", "Öster", "Øvej", "Aavej",
        ]
        for (left, right) in zip(names, names.dropFirst()) where left != "Müller" {
            #expect(sorted([right, left]) == [left, right], "\(left) \(right)")
        }
        #expect(sorted(["Åse", "Aase", "Az"]).first == "Az")
    }

    /// Pairs that hold in ICU 78 by the table's own account, of strengths that a sort key has.
    @Test(.enabled(if: SharedData.has("collation/ilib_da_collation_pairs.csv")))
    func pairsOfAnotherLibraryHold() throws {
        let lines = try #require(SharedData.lines("collation/ilib_da_collation_pairs.csv"))
        var count = 0
        for line in lines.dropFirst() where !line.contains("\"") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init
            )
            guard cells.count == 7, cells[6] == "1", cells[5] == "lt", cells[2] != "quaternary"
            else { continue }
            count += 1
            let (left, right) = (collator.sortKey(for: cells[3]), collator.sortKey(for: cells[4]))
            #expect(left.lexicographicallyPrecedes(right), "\(cells[3]) < \(cells[4])")
        }
        print("collation: \(count) pairs")
        #expect(count >= 80)
    }

    @Test(.enabled(if: SharedData.has("collation/icu_da_collation_sequences.json")))
    func sequencesOfICUSortAsThere() throws {
        let json = try #require(SharedData.json("collation/icu_da_collation_sequences.json"))
        for key in ["tertiary_ascending_1", "tertiary_ascending_2"] {
            let names = try #require(json["\(key)_sorted_by_ICU_78.2"] as? [String])
            let keys = names.map { collator.sortKey(for: $0) }
            let faults = zip(keys, keys.dropFirst()).filter { $1.lexicographicallyPrecedes($0) }
            #expect(faults.isEmpty, "\(key)")
        }
    }
}
