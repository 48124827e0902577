import Analyzers
import Testing

/// A small seeded generator (SplitMix64), so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct TokenPropertyTests {
    let analyzer = DanishAnalyzer()

    /// Pieces that meet in every order: what Danish text has, and what breaks tokenizers.
    static let pieces = [
        " ", " ", " ", "a", "B", "å", "Ø", "é", "1", "23", "8000", "dk-", "DK", "-", ".", ",", ";",
        ":",
        "'", "’", "´", "ʼ", "\"", "/", "v/", "_", "\u{301}", "\u{30A}", "\u{AD}", "\u{200B}",
        "\u{200D}",
        "\u{FEFF}", "\u{0}", "\n", "\r\n", "\u{A0}", "·", "–", "…", "§", "ß", "İ", "ﬁ", "ǅ", "ж",
        "β", "- og ", "-, ", "-/", "pleje", "ældreboliger", "aflastnings", "plads", "§", "§ 83",
        "12-14",
        "12A-C", "H.C.", "H. C. ", "Andersen", "12 ", " - ", "‐", "\u{2011}",
        "あ", "カ", "漢", "한", "ก", "ם", "🙂", "🇩🇰", "👩‍👧", "pl.hj", "hjem", "Plejecentret",
    ]

    static func text(_ random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...24, using: &random) {
            if Int.random(in: 0..<12, using: &random) == 0,
                let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
            {
                text.unicodeScalars.append(scalar)
            } else {
                text += pieces.randomElement(using: &random)!
            }
        }
        return text
    }

    static func sample(_ count: Int) -> (seed: UInt64, texts: [String]) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(state: seed)
        return (seed, (0..<count).map { _ in text(&random) })
    }

    @Test func offsetsLieOnScalarsOfTheOriginalInOrder() {
        let (seed, texts) = Self.sample(6_000)
        for text in texts {
            let utf8 = Array(text.utf8)
            for kind in FieldKind.allCases {
                var last: Token?
                for token in analyzer.tokens(in: text, kind: kind) {
                    guard Self.isValid(token, after: last, in: utf8) else {
                        Issue.record("seed \(seed): \(text.debugDescription) gives \(token)")
                        return
                    }
                    last = token
                }
            }
        }
    }

    /// Whether a token lies on scalars behind the one before it, or where it adds to, at its position.
    private static func isValid(_ token: Token, after last: Token?, in utf8: [UInt8]) -> Bool {
        let stop = token.utf8Offset + token.utf8Length
        guard token.utf8Length > 0, stop <= utf8.count, utf8[token.utf8Offset] & 0xC0 != 0x80,
            stop == utf8.count || utf8[stop] & 0xC0 != 0x80, !token.surface.isEmpty,
            token.surface.utf8.count <= Token.longestTerm
        else { return false }
        if token.isAddition {
            return token.position == last?.position && token.utf8Offset == last?.utf8Offset
                && token.utf8Length == last?.utf8Length
        }
        return token.utf8Offset >= last.map { $0.utf8Offset + $0.utf8Length } ?? 0
            && token.position == (last?.position ?? -1) + 1
    }

    /// A surface form of the golden files analyzed again is itself, so that terms can be typed.
    @Test(arguments: [
        ("name", FieldKind.name), ("place", .place), ("prose", .prose), ("query", .query),
    ])
    func surfacesOfWordsAreTheirOwnAnalysis(file: String, kind: FieldKind) throws {
        for row in try Golden.rows(file) {
            for token in analyzer.tokens(in: row[0], kind: kind) {
                let again = analyzer.tokens(in: token.surface, kind: kind)
                #expect(again.first?.surface == token.surface, "\(row[0])")
                #expect(again.filter { !$0.isAddition }.count == 1, "\(row[0])")
            }
        }
    }

    @Test func partsOfAnyWordLieOnItsScalars() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(state: seed)
        let pieces = [
            "pleje", "hjem", "hjemmet", "aflastning", "s", "e", "plads", "ældre", "bolig", "fri",
            "demens", "center", "ø", "\u{301}", "漢", "-", "køkken", "syge", "over", "stuen",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &random)
            let word = (0..<count).reduce(into: "") { word, _ in
                word += pieces.randomElement(using: &random) ?? ""
            }
            let utf8 = Array(word.utf8)
            let parts = analyzer.parts(of: word)
            let isValid = parts.allSatisfy { part in
                part.range.upperBound <= utf8.count
                    && Array(utf8[part.range]) == Array(part.surface.utf8)
            }
            let whole = parts.filter { !$0.isNested }
            let isCovered =
                parts.isEmpty
                || whole.first?.range.lowerBound == 0 && whole.last?.range.upperBound == utf8.count
                    && whole.count >= 2
                    && zip(whole, whole.dropFirst()).allSatisfy {
                        (0...1).contains($1.range.lowerBound - $0.range.upperBound)
                    }
            guard isValid, isCovered else {
                Issue.record("seed \(seed): \(word.debugDescription) gives \(parts)")
                return
            }
        }
    }

    @Test func shortCutFindsTheWordsOfICU() {
        let (seed, texts) = Self.sample(6_000)
        for text in texts where analyzer.words(in: text) != analyzer.referenceWords(in: text) {
            Issue.record(
                """
                seed \(seed): \(text.debugDescription): \(analyzer.words(in: text)), \
                ICU \(analyzer.referenceWords(in: text))
                """
            )
            return
        }
    }

    @Test func foldsAreIdempotentAndSurfacesStable() {
        let (seed, texts) = Self.sample(6_000)
        for text in texts {
            let fold = analyzer.foldKey(of: text)
            #expect(
                analyzer.foldKey(of: fold).utf8.elementsEqual(fold.utf8),
                "seed \(seed): \(text.debugDescription)"
            )
            _ = analyzer.looseKey(of: text)
            _ = analyzer.lemma(of: text)
            _ = analyzer.synonyms(of: [text])
            _ = analyzer.alternatives(of: text)
            _ = analyzer.parts(of: text)
            _ = analyzer.isGeneric(text)
        }
    }

    @Test func threadsDoNotChangeTokens() async {
        let (seed, texts) = Self.sample(2_000)
        let expected = texts.map { analyzer.tokens(in: $0, kind: .prose) }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask { [analyzer] in
                    zip(texts, expected).allSatisfy {
                        analyzer.tokens(in: $0, kind: .prose) == $1
                    }
                }
            }
            for await same in group { #expect(same, "seed \(seed)") }
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "a", "a.", "a'", "1,", "å\u{301}", "\u{301}", "漢", "_", "a/", "´", "a´", "a- ", "A ",
            "A.", "1-", "§", "§1 ", "pleje-, ",
        ]
    )
    func timeIsLinearWhateverRepeats(piece: String) {
        let text = String(repeating: piece, count: 60_000)
        for kind in FieldKind.allCases { _ = analyzer.tokens(in: text, kind: kind) }
    }
}
