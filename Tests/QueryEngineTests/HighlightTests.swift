import CareUnits
import IndexFormat
import Testing

@testable import QueryEngine

/// What is marked in names and texts, and what of a text is shown.
@Suite struct HighlightTests {
    private static let filler = (1...60).map { "Linje \($0) handler om noget andet." }
        .joined(separator: " ")

    private static let published = Result {
        var feed = Feed()
        func add(
            _ number: Int,
            _ name: String,
            _ texts: JSONObject = JSONObject(),
            _ aliases: [String] = []
        ) {
            var unit = UnitSketch("plov-\(number)", name)
            unit.texts = texts
            unit.aliases = aliases
            feed.add(unit)
        }
        add(1, "Demensplejehjem Kilden")
        add(7, "Aflastningspladserne Ry")
        add(2, "Engenhaven")
        add(3, "Ældrecenter Sønderå", JSONObject(), ["Det gamle apotek", "Ridderborgen"])
        var texts = JSONObject()
        texts["values"] = .string("Vi har en sansehave. Haven er stor! Der bor en hund i huset.")
        texts["food"] = .string("Maden laves i huset. Hunden får resterne.")
        add(4, "Rosen", texts)
        var long = JSONObject()
        long["values"] = .string(
            "\(filler) Her spiller vi skak hver torsdag med naboerne. \(filler)"
        )
        add(5, "Tulipan", long)
        var ends = JSONObject()
        ends["values"] = .string("Petanque er for alle. \(filler) Til sidst er der minigolf.")
        add(6, "Lilje", ends)
        return try TestIndex().publish(feed.lines)
    }

    private let engine: SearchIndex

    init() throws {
        engine = try Self.published.get()
    }

    private func hit(_ typed: String, _ name: String) throws -> JSONValue? {
        let answer = try engine.answer([.init(name: "q", value: typed)])
        return answer["hits"]?.array?.first { $0["name"]?.string == name }
    }

    /// Segments with the marked ones in brackets.
    private func text(_ segments: JSONValue?) -> String? {
        segments?.array?.map { segment in
            let text = segment["t"]?.string ?? "?"
            return segment["m"]?.bool == true ? "[\(text)]" : text
        }
        .joined()
    }

    // MARK: Names

    @Test(arguments: [
        // A part of a compound, a compound by its parts, a form of it.
        ("demens", "Demensplejehjem Kilden", "[Demens]plejehjem Kilden"),
        ("pladser", "Aflastningspladserne Ry", "Aflastnings[pladserne] Ry"),
        // Another word for it.
        ("plejehjem kilden", "Demensplejehjem Kilden", "[Demensplejehjem] [Kilden]"),
        ("demensplejehjemmet kilden", "Demensplejehjem Kilden", "[Demensplejehjem] [Kilden]"),
        // A beginning, in any spelling.
        ("engenh", "Engenhaven", "[Engenh]aven"),
        ("søn", "Ældrecenter Sønderå", "Ældrecenter [Søn]derå"),
        ("soen", "Ældrecenter Sønderå", "Ældrecenter [Søn]derå"),
        ("sond", "Ældrecenter Sønderå", "Ældrecenter [Sønd]erå"),
        // The whole word, in any spelling.
        ("soenderaa", "Ældrecenter Sønderå", "Ældrecenter [Sønderå]"),
        ("aeldrecenter", "Ældrecenter Sønderå", "[Ældrecenter] Sønderå"),
        // A slip.
        ("kildn", "Demensplejehjem Kilden", "Demensplejehjem [Kilden]"),
        ("engenhavn", "Engenhaven", "[Engenhaven]"),
        // Together and apart.
        ("engen haven", "Engenhaven", "[Engenhaven]"),
        ("ældre center", "Ældrecenter Sønderå", "[Ældrecenter] Sønderå"),
    ])
    func isMarkedInTheName(typed: String, name: String, expected: String) throws {
        #expect(text(try hit(typed, name)?["highlights"]?["name"]) == expected)
    }

    // MARK: Passages

    private func passages(_ typed: String, _ name: String) throws -> [JSONValue] {
        try hit(typed, name)?["highlights"]?["passages"]?.array ?? []
    }

    @Test(
        arguments: [
            (
                "sansehave", "Rosen",
                "Vi har en [sansehave]. Haven er stor! Der bor en hund i huset."
            ),
            ("skak", "Tulipan", nil), ("apotek", "Ældrecenter Sønderå", "Det gamle [apotek]"),
            ("ridderb", "Ældrecenter Sønderå", "[Ridderb]orgen"),
            // Function words are marked where they are part of what is asked.
            ("maden resterne", "Rosen", "[Maden] laves i huset. Hunden får [resterne]."),
        ] as [(String, String, String?)]
    )
    func passagesShowWhatWasMet(typed: String, name: String, expected: String?) throws {
        let first = try #require(try passages(typed, name).first)
        if let expected { #expect(text(first["segments"]) == expected) }
        #expect(first["segments"]?.array?.contains { $0["m"]?.bool == true } == true)
    }

    @Test func aliasesSayWhatTheyAre() throws {
        let passage = try #require(try passages("apotek", "Ældrecenter Sønderå").first)
        #expect(passage["field"]?.string == "aliases")
        #expect(passage["label"]?.string == "Kaldes også")
        #expect(passage["cutBefore"]?.bool == false && passage["cutAfter"]?.bool == false)
    }

    @Test func theTextWithMoreOfTheWordsComesFirst() throws {
        let both = try passages("hund huset", "Rosen")
        #expect(both.count == 2)
        #expect(both.allSatisfy { $0["segments"]?.array?.count ?? 0 >= 3 })
        let fields = try passages("sansehave hund", "Rosen").compactMap { $0["field"]?.string }
        #expect(fields.first == "values")
    }

    @Test func aLongTextIsCutAroundWhatWasMet() throws {
        let passage = try #require(try passages("skak", "Tulipan").first)
        let shown = try #require(text(passage["segments"]))
        #expect(passage["cutBefore"]?.bool == true && passage["cutAfter"]?.bool == true)
        // It begins where the sentence does.
        #expect(
            shown.hasPrefix("Her spiller vi [skak] hver torsdag med naboerne. Linje 1 "),
            "\(shown)"
        )
        #expect(shown.split(separator: " ").count <= 36)
    }

    @Test func whatStandsAtAnEndIsNotCutThere() throws {
        let first = try #require(try passages("petanque", "Lilje").first)
        #expect(text(first["segments"])?.hasPrefix("[Petanque] er for alle. Linje 1 ") == true)
        #expect(first["cutBefore"]?.bool == false && first["cutAfter"]?.bool == true)
        let last = try #require(try passages("minigolf", "Lilje").first)
        #expect(text(last["segments"]) == "Til sidst er der [minigolf].")
        #expect(last["cutBefore"]?.bool == true && last["cutAfter"]?.bool == false)
    }

    @Test func whatFactsMeetIsNotLookedForInTexts() throws {
        // "Rosen" is in the name: no passage shows it.
        #expect(try passages("rosen", "Rosen").isEmpty)
        #expect(try hit("rosen", "Rosen")?["highlights"]?["name"] != nil)
    }

    // MARK: Segments

    /// Whatever is marked, the segments are the text, and each byte is marked as it should be.
    @Test func segmentsMakeUpTheText() {
        let seed: UInt64 = 71
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let start = Int.random(in: 0...text.count, using: &random)
            let end = Int.random(in: start...text.count, using: &random)
            let ranges = (0..<Int.random(in: 0...5, using: &random)).compactMap {
                _ -> Range<Int>? in
                guard start < end else { return nil }
                let lower = Int.random(in: start..<end, using: &random)
                return lower..<Int.random(in: (lower + 1)...end, using: &random)
            }
            let segments = Highlighter.segments(of: text, in: start..<end, marking: ranges)
            #expect(
                Array(segments.map(\.text).joined()) == Array(text[start..<end]),
                "seed \(seed)"
            )
            let marks = segments.flatMap { segment in segment.text.map { _ in segment.isMatch } }
            let expected = (start..<end).map { place in ranges.contains { $0.contains(place) } }
            #expect(marks == expected, "seed \(seed): \(ranges)")
            #expect(segments.allSatisfy { !$0.text.isEmpty })
        }
    }

    /// Passages are stretches of the texts themselves, for anything that is typed.
    @Test func passagesAreInTheirTexts() throws {
        let seed: UInt64 = 72
        var random = SeededGenerator(seed: seed)
        var feed = Feed()
        let words = [
            "Åsen", "hund", "“Have”", "e\u{301}t", "👩🏽‍🦳", "12 B", "A/S", "måltids- og plejehjem",
            "sø",
            "demensplejehjem", "kat.", "ro!", "«Ø»", "so\u{308}m", "I\u{307}", "\n", "dansk",
            "§ 83",
        ]
        var texts: [String: String] = [:]
        for number in 0..<30 {
            let text = (0..<Int.random(in: 1...120, using: &random)).map { _ in random.pick(words) }
                .joined(separator: random.pick([" ", "  ", ", "]))
            texts["plov-\(number)"] = text
            var unit = UnitSketch("plov-\(number)", "Nummer \(number)")
            unit.texts["values"] = .string(text)
            feed.add(unit)
        }
        let engine = try TestIndex().publish(feed.lines)
        var count = 0
        for typed in words + [
            "åsen hund", "plejehjem", "maltid", "hnud", "dans", "12", "sø ro kat",
        ] {
            let query: [SearchRequest.Parameter] = [
                .init(name: "q", value: typed), .init(name: "limit", value: "100"),
            ]
            for hit in try engine.answer(query)["hits"]?.array ?? [] {
                let text = Array((texts[hit["id"]?.string ?? ""] ?? "").utf8)
                for passage in hit["highlights"]?["passages"]?.array ?? [] {
                    count += 1
                    let segments = passage["segments"]?.array ?? []
                    let shown = Array(segments.compactMap { $0["t"]?.string }.joined().utf8)
                    let comment: Comment = "seed \(seed), \(typed)"
                    #expect(
                        !segments.isEmpty && segments.contains { $0["m"]?.bool == true },
                        comment
                    )
                    let places = (0...max(0, text.count - shown.count)).filter {
                        text[$0...].starts(with: shown)
                    }
                    #expect(!places.isEmpty, comment)
                    let isCutBefore = passage["cutBefore"]?.bool == true
                    let isCutAfter = passage["cutAfter"]?.bool == true
                    #expect(
                        places.contains {
                            ($0 > 0) == isCutBefore && ($0 + shown.count < text.count) == isCutAfter
                        },
                        comment
                    )
                }
            }
        }
        #expect(count > 100)
    }
}
