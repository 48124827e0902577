import CareUnits
import Testing

@Suite struct SORIdentifierTests {
    @Test(arguments: [
        ("1", true), ("1280171000016004", true), ("123456789012345678", true),
        ("1234567890123456789", false), ("", false), ("12a", false), ("-1", false), ("１２", false),
        ("plov-1", true), ("plov-Skov-17", true), ("plov-", false), ("plov-æ", false),
        ("PLOV-1", false), ("plov-a b", false), ("plov-a\0", false), ("plov", false),
        ("plov-" + String(repeating: "a", count: 60), true),
        ("plov-" + String(repeating: "a", count: 61), false),
    ])
    func idsAreDigitsOrProvisional(id: String, isWellFormed: Bool) {
        #expect(SORIdentifier.isWellFormed(id) == isWellFormed)
    }

    /// 236 → 2363 is the example of the Verhoeff literature; the others are SNOMED CT concept ids.
    @Test(arguments: ["2363", "138875005", "404684003", "22298006", "73211009", "0"])
    func publishedIdsHaveValidCheckDigits(id: String) {
        #expect(SORIdentifier.hasValidCheckDigit(id))
    }

    @Test func everyWrongDigitAndEverySwapOfNeighboursIsFound() {
        let id = Array("404684003")
        for place in id.indices {
            for digit in "0123456789" where digit != id[place] {
                var wrong = id
                wrong[place] = digit
                #expect(!SORIdentifier.hasValidCheckDigit(String(wrong)))
            }
        }
        for place in id.indices.dropLast() where id[place] != id[place + 1] {
            var swapped = id
            swapped.swapAt(place, place + 1)
            #expect(!SORIdentifier.hasValidCheckDigit(String(swapped)))
        }
        #expect(!SORIdentifier.hasValidCheckDigit(""))
        #expect(!SORIdentifier.hasValidCheckDigit("plov-1"))
    }
}
