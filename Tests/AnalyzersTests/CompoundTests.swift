import Foundation
import Testing

@testable import Analyzers

@Suite struct CompoundTests {
    let analyzer = DanishAnalyzer()

    private func text(_ parts: some Sequence<CompoundPart>, _ separator: String) -> String {
        parts.map(\.surface).joined(separator: separator)
    }

    @Test func careWordsComeApartAsListed() throws {
        let rows = try Golden.rows("splits")
        #expect(rows.count >= 150)
        for row in rows {
            let parts = analyzer.parts(of: row[0])
            #expect(text(parts.filter { !$0.isNested }, "+") == row[1], "\(row[0])")
            #expect(
                text(parts.filter(\.isNested), " ") == (row.count > 2 ? row[2] : ""),
                "\(row[0])"
            )
        }
    }

    @Test func namesAndSimpleWordsStayWhole() throws {
        let words = try Golden.rows("whole").flatMap { $0[0].split(separator: " ") }
        #expect(words.count >= 150)
        for word in words { #expect(analyzer.parts(of: String(word)).isEmpty, "\(word)") }
    }

    @Test func rangesNameTheBytesOfTheParts() throws {
        for row in try Golden.rows("splits") {
            let utf8 = Array(row[0].utf8)
            for part in analyzer.parts(of: row[0]) {
                #expect(Array(part.surface.utf8) == Array(utf8[part.range]))
                #expect(part.surface.count >= 3)
            }
        }
    }

    @Test func onlyWhatTheWordIsAKindOfIsAHead() {
        let parts = analyzer.parts(of: "demensplejehjemmet")
        #expect(parts.filter(\.isHead).map(\.surface) == ["plejehjemmet", "hjemmet"])
        #expect(
            !analyzer.parts(of: "plejehjemsleder").contains { $0.surface == "hjem" && $0.isHead }
        )
    }

    @Test(arguments: [
        "", "a", "sssssssssssss", "pleje", "plejeplejepleje", "hjemmehjemmehjemmehjem",
    ])
    func anyWordIsTaken(word: String) {
        for part in analyzer.parts(of: word) { #expect(part.range.upperBound <= word.utf8.count) }
    }

    @Test func giantWordsAreNotLookedAt() {
        let word = String(repeating: "pleje", count: 40) + "hjem"
        #expect(analyzer.parts(of: word).isEmpty)
    }

    /// Of everyday words only few are compounds of care words, and those few are printed to be read.
    @Test(.enabled(if: SharedData.has("language/freq_da_50k_2018.txt")))
    func everydayWordsAreSeldomSplit() throws {
        let words = try #require(SharedData.lines("language/freq_da_50k_2018.txt"))
            .map { String($0.prefix { $0 != " " }) }
        let split = words.filter { !analyzer.parts(of: $0).isEmpty }
        print("compounds: \(split.count) of \(words.count) everyday words are split, such as")
        for word in split.shuffled().prefix(20) {
            print(" ", word, text(analyzer.parts(of: word).filter { !$0.isNested }, "+"))
        }
        #expect(split.count * 100 <= words.count * 2)
    }

    /// Most names of the register are no care words; what is split of them is printed to be read.
    @Test(.enabled(if: SharedData.has("units/plejehjem_register_2026-08.csv")))
    func namesOfTheRegisterStayWhole() throws {
        let lines = try #require(SharedData.lines("units/plejehjem_register_2026-08.csv"))
        let text = lines.dropFirst().joined(separator: "\n")
        let words = Set(analyzer.tokens(in: text, kind: .name).map(\.surface))
            .filter { $0.count >= 6 && $0.allSatisfy(\.isLetter) }
        let split = words.filter { !analyzer.parts(of: $0).isEmpty }
        print("compounds: \(split.count) of \(words.count) words of the register are split:")
        print(" ", split.sorted().joined(separator: " "))
        let endings = [
            "haven", "have", "parken", "gården", "bakken", "bo", "lund", "vang", "vej", "gade",
            "høj",
        ]
        for word in split { #expect(!endings.contains(where: word.hasSuffix), "\(word)") }
    }

    /// Measures a list of words, one a line, that the environment names: `WORDS=FILE swift test …`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["WORDS"] != nil))
    func wordsOfAFile() throws {
        let file = ProcessInfo.processInfo.environment["WORDS"] ?? ""
        let words = try String(contentsOf: URL(filePath: file), encoding: .utf8)
            .split(whereSeparator: \.isNewline).map(String.init)
        let split = words.filter { !analyzer.parts(of: $0).isEmpty }
        print("compounds: \(split.count) of \(words.count) words of \(file) are split")
    }

    @Test func aHeadThatTheLemmaTableLacksTraps() async {
        await #expect(processExitsWith: .failure) {
            let lemmas = LemmaTable(
                WordListFile(name: "test", bytes: Array("hund\thunde\n".utf8)),
                protected: []
            )
            let file = WordListFile(name: "test", bytes: Array("head\tkat\n".utf8))
            _ = CompoundSplitter(file, lemmas: lemmas)
        }
    }
}
