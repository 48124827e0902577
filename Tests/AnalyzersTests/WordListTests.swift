import Testing

@testable import Analyzers

@Suite struct WordListTests {
    private static func file(_ text: String) -> WordListFile {
        WordListFile(name: "test", bytes: Array(text.utf8))
    }

    @Test func everyListIsWellFormed() {
        _ = WordLists.shared
        for file in WordLists.files {
            let list = WordListFile(name: file.name, bytes: file.bytes)
            #expect(list.lines.count >= 8, "\(file.name)")
        }
    }

    @Test func everyListBeginsWithItsRules() {
        for file in WordLists.files {
            #expect(file.bytes.starts(with: Array("# ".utf8)), "\(file.name)")
        }
    }

    @Test func remarksAndEmptyLinesAreSkipped() {
        let lines = Self.file("# rules\n\nhund\thunde # remark\n").lines
        #expect(lines.map(\.columns) == [["hund", "hunde"]])
        #expect(lines.map(\.number) == [3])
    }

    @Test func formUnderTwoLemmasTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = LemmaTable(Self.file("have\thaver\nhav\thaver\n"), protected: [])
        }
    }

    @Test func capitalsTrap() async {
        await #expect(processExitsWith: .failure) {
            _ = Abbreviations(Self.file("Sankt skt\n"))
        }
    }

    @Test func unknownContextTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Abbreviations(Self.file("sankt skt\tSkt. Annæ\tbefore noon\n"))
        }
    }

    @Test func aFaultNamesItsFileAndLine() async throws {
        let result = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) {
            _ = Abbreviations(Self.file("# rules\nSankt skt\n"))
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("test, line 2: 'Sankt'"))
    }

    @Test func unknownRelationTraps() async {
        await #expect(processExitsWith: .failure) {
            let inflection = Inflection(
                lemmas: LemmaTable(Self.file("hund\thunde\n"), protected: []),
                protected: []
            )
            _ = Synonyms(Self.file("same\t90\thund | kat\n"), inflection: inflection)
        }
    }
}
