import Analyzers
import Testing

@Suite struct TokenTests {
    let analyzer = DanishAnalyzer()

    @Test(arguments: [
        ("name", FieldKind.name), ("place", .place), ("prose", .prose), ("code", .code),
    ])
    func textGivesTheWordsOfItsChain(file: String, kind: FieldKind) throws {
        let rows = try Golden.rows(file)
        #expect(!rows.isEmpty)
        for row in rows {
            let tokens = analyzer.tokens(in: row[0], kind: kind)
            #expect(tokens.map(\.surface).joined(separator: "|") == row[1], "\(row[0])")
            #expect(tokens.map(\.position) == Array(tokens.indices))
        }
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
