import Analyzers
import Testing

@Suite struct TokenTests {
    let analyzer = DanishAnalyzer()

    @Test(arguments: [
        ("name", FieldKind.name), ("place", .place), ("prose", .prose), ("code", .code),
        ("query", .query),
    ])
    func textGivesTheWordsOfItsChain(file: String, kind: FieldKind) throws {
        let rows = try Golden.rows(file)
        #expect(!rows.isEmpty)
        for row in rows {
            let tokens = analyzer.tokens(in: row[0], kind: kind)
            #expect(Golden.text(tokens) == row[1], "\(row[0])")
            let words = tokens.filter { !$0.isAddition }
            #expect(words.map(\.position) == Array(words.indices))
        }
    }

    @Test func additionsStandWhereTheirWordStands() {
        let text = "pleje- og ældreboliger, § 83"
        let tokens = analyzer.tokens(in: text, kind: .prose)
        #expect(
            tokens.map(\.surface)
                == ["pleje", "plejeboliger", "og", "ældreboliger", "§83", "83"]
        )
        #expect(tokens.map(\.position) == [0, 0, 1, 2, 3, 3])
        #expect(tokens.map(\.isAddition) == [false, true, false, false, false, true])
        #expect(tokens[1].utf8Offset == 0 && tokens[1].utf8Length == 5)
        #expect(tokens[4].utf8Offset == 25 && tokens[4].utf8Length == 5)
    }

    @Test(arguments: ["H.C. Andersens", "H. C. Andersens", "HC Andersens", "H C Andersens"])
    func spellingsOfInitialsMeetInEveryChain(text: String) {
        for kind in [FieldKind.name, .place, .prose, .query] {
            #expect(analyzer.tokens(in: text, kind: kind).map(\.surface) == ["hc", "andersens"])
        }
    }

    @Test(arguments: ["12", "14", "12-14"])
    func aRangeIsFoundByItsEndsAndAsTyped(query: String) {
        let indexed = analyzer.tokens(in: "Vestergade 12 - 14", kind: .place).map(\.surface)
        let typed = analyzer.tokens(in: query, kind: .query).map(\.surface)
        #expect(Set(typed).isSubset(of: indexed))
    }

    @Test func offsetsAreThoseOfTheOriginalBytes() {
        let text = "A\u{30A}rhus  Vej 12  B, pleje\u{AD}hjem"
        let tokens = analyzer.tokens(in: text, kind: .place)
        #expect(tokens.map(\.surface) == ["århus", "vej", "12b", "plejehjem"])
        let utf8 = Array(text.utf8)
        let originals = tokens.map {
            String(decoding: utf8[$0.utf8Offset..<$0.utf8Offset + $0.utf8Length], as: UTF8.self)
        }
        #expect(
            originals.map { Array($0.utf8) }
                == ["A\u{30A}rhus", "Vej", "12  B", "pleje\u{AD}hjem"].map { Array($0.utf8) }
        )
    }

    @Test func longWordsAreCutAsTermsButKeepTheirLength() {
        let text = String(repeating: "ø", count: 1_000_000)
        let tokens = analyzer.tokens(in: text, kind: .prose)
        #expect(tokens.count == 1)
        #expect(tokens[0].surface == String(repeating: "ø", count: 50))
        #expect(tokens[0].utf8Length == 2_000_000)
        let odd = analyzer.tokens(in: "x" + text, kind: .prose)
        #expect(odd[0].surface.utf8.count == 99)
    }

    @Test(arguments: [
        "", " ", "\0", "\u{301}", "🙂", "👩‍👩‍👧‍👦 🇩🇰", "\u{AD}\u{AD}", "''''", "....", "\u{FEFF}", "/", "v/",
        "-",
    ])
    func nothingToFindIsNoFailure(text: String) {
        for kind in FieldKind.allCases { _ = analyzer.tokens(in: text, kind: kind) }
    }

    @Test func stopWordsAreLittleWords() {
        #expect(analyzer.isStopWord("og"))
        #expect(!analyzer.isStopWord("plejehjem"))
    }
}
