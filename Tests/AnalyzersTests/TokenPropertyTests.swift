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
        "β",
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
                var end = 0
                for token in analyzer.tokens(in: text, kind: kind) {
                    let stop = token.utf8Offset + token.utf8Length
                    let isValid =
                        token.utf8Offset >= end && token.utf8Length > 0 && stop <= utf8.count
                        && utf8[token.utf8Offset] & 0xC0 != 0x80
                        && (stop == utf8.count || utf8[stop] & 0xC0 != 0x80)
                    guard isValid, !token.surface.isEmpty,
                        token.surface.utf8.count <= Token.longestTerm
                    else {
                        Issue.record("seed \(seed): \(text.debugDescription) gives \(token)")
                        return
                    }
                    end = stop
                }
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
        arguments: ["a", "a.", "a'", "1,", "å\u{301}", "\u{301}", "漢", "_", "a/", "´", "a´"]
    )
    func timeIsLinearWhateverRepeats(piece: String) {
        let text = String(repeating: piece, count: 300_000)
        for kind in FieldKind.allCases { _ = analyzer.tokens(in: text, kind: kind) }
    }
}
