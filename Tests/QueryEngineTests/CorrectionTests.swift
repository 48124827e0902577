import CareUnits
import QueryEngine
import Testing

/// Words that were, or could be, read as others, and what an answer says of it.
@Suite struct CorrectionTests {
    private static let published = Result {
        var feed = Feed()
        let names = [
            "Skovbakken", "Skovbakken Nord", "Lindegården", "Lindegården Syd", "Bakkehuset",
            "Bakkehusene", "Solhjemmet", "Demenshuset",
        ]
        for (place, name) in names.enumerated() {
            var unit = UnitSketch("plov-\(place)", name)
            unit.municipality = place % 2 == 0 ? "0751" : "0461"
            feed.add(unit)
        }
        // One of whom is misspelt in the register itself.
        for (place, name) in ["Tulipanen", "Tulipanen", "Tulipanen", "Tulipamen"].enumerated() {
            feed.add(UnitSketch("plov-tulip-\(place)", name))
        }
        return try TestIndex().publish(feed.lines)
    }

    private let engine: SearchIndex

    init() throws {
        engine = try Self.published.get()
    }

    private func answer(_ typed: String) throws -> JSONValue {
        try engine.answer([.init(name: "q", value: typed)])
    }

    private func parameters(of correction: JSONValue) -> [SearchRequest.Parameter] {
        (correction["parameters"]?.object?.members ?? []).map {
            .init(name: $0.key, value: $0.value.string ?? "?")
        }
    }

    @Test(arguments: [
        ("skovbalken", "skovbalken", "skovbakken", "skovbakken"),
        ("Skovbakkne  aarhus", "Skovbakkne", "skovbakken", "skovbakken  aarhus"),
        ("hjemmet SKVOBAKKEN!", "SKVOBAKKEN", "skovbakken", "hjemmet skovbakken!"),
        ("slohjemmet", "slohjemmet", "solhjemmet", "solhjemmet"),
        ("sohljemmet", "sohljemmet", "solhjemmet", "solhjemmet"),
        ("demmenshuset aarhus", "demmenshuset", "demenshuset", "demenshuset aarhus"),
    ])
    func aSlipIsReadAsWhatWasMeant(
        typed: String,
        word: String,
        reading: String,
        query: String
    ) throws {
        let answer = try answer(typed)
        let correction = try #require(answer["corrections"]?.array?.first)
        #expect(correction["typed"]?.string == word)
        #expect(correction["reading"]?.string == reading)
        #expect(correction["applied"]?.bool == true)
        // The hits are those of the reading already.
        #expect(correction["total"] == nil)
        #expect(parameters(of: correction) == [.init(name: "q", value: query)])
        let again = try engine.answer(parameters(of: correction))
        #expect(again["corrections"] == nil)
        let first = answer["hits"]?.array?.first?["id"]
        #expect(first != nil && first == again["hits"]?.array?.first?["id"])
    }

    @Test func severalSlipsAreCorrectedAtOnce() throws {
        let corrections = try #require(try answer("skovbalken nrod")["corrections"]?.array)
        #expect(corrections.compactMap { $0["typed"]?.string } == ["skovbalken", "nrod"])
        for correction in corrections {
            #expect(correction["parameters"]?["q"]?.string == "skovbakken nord")
        }
    }

    @Test(arguments: [
        "skovbakken", "lindegården", "lindegaarden", "lindegarden", "bakkehus", "skovb",
    ])
    func whatIsSpeltAsItShouldBeIsNotCorrected(typed: String) throws {
        let corrections = try answer(typed)["corrections"]?.array ?? []
        #expect(corrections.allSatisfy { $0["applied"]?.bool == false })
    }

    /// A word that hardly any home has may be meant for one that many have.
    @Test func whatIsOnlyOfferedHasItsTrueTotal() throws {
        var offered = 0
        for typed in ["tulipamen", "tulipamen aarhus", "bakkehusene", "nord", "solhjemmet", "syd"] {
            let answer = try answer(typed)
            for correction in answer["corrections"]?.array ?? [] {
                guard correction["applied"]?.bool == false else { continue }
                offered += 1
                let total = try #require(correction["total"]?.integer)
                let found = try engine.search(parameters(of: correction)).total
                #expect(found == Int(total), "\(typed)")
                #expect(found > Int(answer["total"]?.integer ?? 0), "\(typed)")
            }
        }
        #expect(offered >= 1)
    }

    @Test func everyCorrectionOfARandomSlipIsTrue() throws {
        let seed: UInt64 = 81
        var random = SeededGenerator(seed: seed)
        let words = [
            "skovbakken", "lindegården", "bakkehuset", "solhjemmet", "demenshuset", "nord",
        ]
        var applied = 0
        for _ in 0..<300 {
            var letters = Array(random.pick(words))
            let place = Int.random(in: 1..<letters.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: letters.remove(at: place)
            case 1: letters.swapAt(place, place - 1)
            case 2: letters[place] = random.pick(Array("aeioklmnrst"))
            default: letters.insert(random.pick(Array("aeioklmnrst")), at: place)
            }
            let typed = String(letters) + random.pick(["", " odense", " nord"])
            let answer = try answer(typed)
            let first = answer["hits"]?.array?.first?["id"]
            for correction in answer["corrections"]?.array ?? [] {
                let comment: Comment = "seed \(seed), \(typed): \(correction)"
                #expect(typed.contains(correction["typed"]?.string ?? "?"), comment)
                let again = try engine.answer(parameters(of: correction))
                if correction["applied"]?.bool == true {
                    applied += 1
                    #expect(again["hits"]?.array?.first?["id"] == first, comment)
                } else {
                    #expect(again["total"]?.integer == correction["total"]?.integer, comment)
                }
            }
        }
        #expect(applied > 100)
    }

    @Test func theLettersOfAnotherWordAreIgnoredRatherThanGuessed() throws {
        for typed in ["xq", "xyzzy", "kqv", "sko7bakken", "1234567"] {
            let answer = try answer(typed)
            #expect(answer["total"]?.integer == 0 && answer["corrections"] == nil, "\(typed)")
            #expect(answer["understood"]?.array?.first?["kind"]?.string == "ignored", "\(typed)")
        }
    }
}
