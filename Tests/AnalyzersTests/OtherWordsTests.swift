import Analyzers
import Testing

@Suite struct OtherWordsTests {
    let analyzer = DanishAnalyzer()

    private func found(_ query: String) -> Set<String> {
        let surfaces = analyzer.tokens(in: query, kind: .prose).map(\.surface)
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
}
