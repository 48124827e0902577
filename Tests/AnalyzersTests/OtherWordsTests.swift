import Analyzers
import Testing

@Suite struct OtherWordsTests {
    let analyzer = DanishAnalyzer()

    private func found(_ query: String) -> Set<String> {
        let surfaces = analyzer.tokens(in: query, kind: .query).map(\.surface)
        return Set(analyzer.synonyms(of: surfaces).map { $0.replacement.joined(separator: " ") })
    }

    @Test func narrowerTermsAreFoundButDoNotFindBack() {
        #expect(found("plejehjem").isSuperset(of: ["plejecenter", "friplejehjem"]))
        #expect(!found("friplejehjem").contains("plejehjem"))
        #expect(found("kæledyr").isSuperset(of: ["hund", "kat"]))
        #expect(!found("hund").contains("kat"))
    }

    @Test func wordsOfDifferentLawsStayApart() {
        #expect(!found("hjemmesygepleje").contains("helhedspleje"))
        #expect(!found("helhedspleje").contains("hjemmesygepleje"))
        #expect(!found("kæledyr").contains("fællesdyr"))
        #expect(!found("fællesdyr").contains("kæledyr"))
        #expect(found("hjemmehjælp").contains("helhedspleje"))
    }

    @Test(arguments: ["ældrecentrene", "aeldrecentret", "Ældrecenter"])
    func anyFormAndSpellingIsFound(query: String) {
        #expect(found(query).contains("omsorgscenter"))
    }

    @Test func phrasesCoverTheirTokens() throws {
        let surfaces = ["har", "i", "midlertidige", "pladser", "ledige"]
        let match = try #require(analyzer.synonyms(of: surfaces).first)
        #expect(match.range == 2..<4)
        #expect((1...100).contains(match.weight))
    }

    @Test(arguments: [
        ("st", ["store", "sankt", "stuen"]), ("sct", ["sankt", "skt"]),
        ("gl", ["gammel", "gamle"]),
        ("nr", ["nørre", "nummer"]), ("sdr", ["sønder", "søndre"]), ("ndr", ["nørre", "nordre"]),
        ("alle", ["allé"]), ("allé", ["alle"]), ("kbh", ["københavn"]),
        ("dr", ["doktor", "dronning"]),
        ("chr", ["christian", "kristian"]), ("pl", ["plads"]), ("noerre", ["nr"]),
        ("sankt", ["sct"]),
        ("store", ["st"]), ("v/", ["ved"]), ("pl.hj", ["plejehjem"]),
    ])
    func abbreviationsWorkBothWays(word: String, others: [String]) {
        #expect(Set(analyzer.alternatives(of: word)).isSuperset(of: others))
        #expect(!analyzer.alternatives(of: word).contains(word))
    }

    @Test func aLongWordStandsForNothingElse() {
        #expect(!analyzer.alternatives(of: "store").contains("sankt"))
    }

    @Test func wordsInsideAListedPhraseAreNotReadAlone() {
        let inside = analyzer.synonyms(of: ["forbud", "mod", "indflytning"])
        #expect(inside.allSatisfy { $0.range == 0..<3 })
        let beside = analyzer.synonyms(of: ["kat", "forbud", "mod", "indflytning", "hund"])
        #expect(Set(beside.map(\.range)) == [0..<1, 1..<4, 4..<5])
    }

    @Test func everyQueryFindsWhatItShouldAndNothingElse() throws {
        for row in try Golden.rows("synonyms") {
            let found = found(row[0])
            let wanted = row.count > 1 ? row[1].split(separator: "|").map(String.init) : []
            let unwanted = row.count > 2 ? row[2].split(separator: "|").map(String.init) : []
            for phrase in wanted { #expect(found.contains(phrase), "\(row[0]) finds \(phrase)") }
            for phrase in unwanted {
                #expect(!found.contains(phrase), "\(row[0]) does not find \(phrase)")
            }
        }
    }

    @Test(arguments: [
        ("st", "3", "", "stuen"), ("st", "", "heddinge", "sankt"),
        ("st", "100", "tv", "stuen"), ("nr", "", "5", "nummer"), ("nr", "i", "12b", "nummer"),
        ("nr", "", "snede", "nørre"), ("kr", "500", "", "kroner"),
        ("kr", "", "himmelfartsdag", "kristian"), ("th", "1", "", "højre"),
        ("th", "", "nielsens", "thomas"), ("tv", "2", "", "venstre"),
        ("gl", "", "skagen", "gammel"), ("v/", "", "jens", "ved"),
    ])
    func neighboursOrderWhatAnAbbreviationMayBe(
        word: String,
        previous: String,
        next: String,
        first: String
    ) {
        let ordered = analyzer.alternatives(
            of: word,
            previous: previous.isEmpty ? nil : previous,
            next: next.isEmpty ? nil : next
        )
        #expect(ordered.first == first)
        #expect(Set(ordered) == Set(analyzer.alternatives(of: word)))
    }
}
