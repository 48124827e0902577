import Testing

@testable import Analyzers

@Suite struct LemmaTableTests {
    let analyzer = DanishAnalyzer()

    @Test func theTableHasTheWordsOfElderCare() {
        let lemmas = Set(WordLists.shared.inflection.lemmas.forms.values)
        #expect(lemmas.count >= 900)
    }

    @Test func everyFormOfTheTableMeetsItsLemmaInAnyChainThatInflects() {
        for (form, lemma) in WordLists.shared.inflection.lemmas.forms {
            for kind in [FieldKind.name, .place, .prose] {
                #expect(analyzer.lemma(of: form, kind: kind) == lemma)
            }
        }
    }

    @Test(arguments: [
        ("bolig", "bolle"), ("billig", "bil"), ("demens", "dem"), ("plads", "plade"),
        ("have", "hav"), ("haven", "havn"), ("venlig", "ven"), ("kost", "koste"),
        ("ret", "rettelse"), ("lever", "levere"), ("øst", "østers"), ("person", "personlig"),
        ("personale", "person"), ("hygge", "hyggelig"), ("bog", "bøg"), ("mad", "made"),
        ("sal", "salg"), ("plejer", "pleje"), ("leder", "ledelse"),
        ("besøg", "besøgende"), ("kat", "katolsk"), ("menu", "menneske"), ("ben", "bande"),
        ("hjem", "hjemlig"), ("bad", "badning"), ("tand", "tænde"), ("dag", "dagpleje"),
        ("friplejehjem", "plejehjem"), ("hjemmesygepleje", "hjemmepleje"),
        ("fællesdyr", "kæledyr"), ("tilsyn", "syn"), ("ældrebolig", "plejebolig"),
        ("nat", "natur"), ("sol", "sal"), ("mand", "mandag"), ("fod", "foder"), ("ny", "nyborg"),
    ])
    func wordsThatLookAlikeStayApart(first: String, second: String) {
        #expect(analyzer.lemma(of: first) != analyzer.lemma(of: second))
    }

    @Test(arguments: [
        ("solgårdscentrene", "solgårdscenter"), ("brugerrådene", "brugerråd"),
        ("plejeboligafdelingerne", "plejeboligafdeling"), ("kommunetilsynets", "kommunetilsyn"),
        ("specialpladserne", "specialplads"), ("akutstuekøkkenet", "akutstuekøkken"),
    ])
    func unknownCompoundsInheritFromTheirHead(form: String, lemma: String) {
        #expect(analyzer.lemma(of: form) == lemma)
    }
}
