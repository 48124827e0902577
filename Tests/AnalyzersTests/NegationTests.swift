import Analyzers
import Testing

/// What a sentence says is not so: sentences as data, `[…]` around the words that are negated.
@Suite struct NegationTests {
    private static let analyzer = DanishAnalyzer()

    /// Words in brackets are negated, words in braces are not; others are not looked at.
    private static let sentences = [
        "Der er ingen bemærkninger til [medicinhåndteringen].",
        "{Medicinen} opbevares forsvarligt, og tilsynet fandt ikke fejl i de gennemgåede [doseringsæsker].",
        "Tilsynet fandt ikke tegn på [magtanvendelse] eller unødig [begrænsning] af [bevægelsesfriheden].",
        "{Forebyggelse} er systematisk, og ingen borgere havde [tryksår] ved besøget.",
        "Der er ikke konstateret problemer med [bemandingen] i [aftenvagten].",
        "Tilsynet har intet at bemærke til [hjælpen] ved personlig [pleje].",
        "Der er ingen [klager] fra pårørende i perioden.",
        "Tilsynet har ikke bemærkninger til [samspillet] med [civilsamfundet].",
        "{Hygiejnen} i skyllerummet var ikke tilfredsstillende, og der manglede {værnemidler}.",
        "{Medicinhåndteringen} var mangelfuld.",
        "Der var ikke kun {fejl} i medicinlisten, men også i {journalen}.",
        "Der mangler ikke mindst {vikarer} i weekenden.",
        "Der er ingen tvivl om, at {hygiejnen} er god.",
        "Aktiviteter uden for {afsnittet} var aflyst.",
        "Samarbejdet fungerer uden forsinkelser og med faste {kontaktpersoner}.",
        "Hverken [medicin] eller [ernæring] gav anledning til bemærkninger.",
        "Gennemgangen af [medicinen] gav ikke anledning til bemærkninger.",
        "[Tryksår] blev ikke set.",
        "Borgerne har ikke [tabt] sig.",
        "Tilsynet afsluttes uden yderligere bemærkninger til [ledelsen].",
        "Der er ingen fejl i [medicinen], men {dokumentationen} halter.",
        "Der blev ikke fundet [fejl], dog var {nøgleboksen} åben.",
        "Enheden er fri for [infektioner].",
        "Borgeren havde aldrig haft [fald].",
        "{Fald} analyseres samme dag.",
        "{Vikarer} introduceres, og der er ingen [klager].",
        "Uden tvivl er {maden} god.",
        "Der er ikke længere {ventetid} på bad.",
        "Der er fravær af [vold] og [trusler].",
        "Intet [tyder] på utryghed.",
        "{Ledelsen} følger kvaliteten tæt.",
        "Ingen [beboere] var fastspændt.",
        "Ikke alene {personalet}, også pårørende roser stedet.",
        "Ikke desto mindre manglede {livshistorier}.",
        "{Kontaktpersonen} kendte borgeren; der var ingen [uro].",
        "Tilsynet så ikke [problemer] med rengøringen.",
        "Der forekommer ikke [magtanvendelse].",
        "[Magtanvendelse] forekommer ikke.",
        "Uden bemærkninger: [brandsikkerhed].",
        "Der er ingen mangler ved [loftliften].",
        "Der er ikke problemer med [nattevagten].",
        "Pårørende har ingen kritik af [maden].",
        "{Maden} er god, hvorimod der ikke er [aktiviteter].",
        "Tilsynet fandt ingen [overtrædelser].",
        "Der er ikke tilstrækkelig {bemanding} om natten.",
        "Der er ikke tilstrækkeligt {personale}.",
        "{Rengøringen} er ikke i orden.",
        "Medicinen er uden for {rækkevidde}.",
        "Der er ikke observeret [utryghed] hos borgerne.",
        "Der er ikke modtaget [henvendelser] om enheden.",
        "Besøget gav ikke kun anledning til {ros}.",
        "Ingen anmærkninger til [hygiejne] og [rengøring].",
        "{Tryghedskald} besvares inden for fire minutter.",
        "Der er ikke noget at bemærke til [nødkaldene].",
        "Hverken [ledelse] eller [medarbejdere] kendte planen.",
        "Besøget var uden [varsel].",
        "Uden om {huset} er der have.",
        "Der blev ikke fundet tegn på [omsorgssvigt].",
        "Der var ingen yderligere bemærkninger til [dokumentationen].",
        "{Sygefraværet} er faldet, og der er ikke brugt eksterne [vikarer].",
        "Der ses ikke [underernæring].",
        "Der er ingen problemer, og {borgerne} er glade.",
    ]

    @Test(arguments: sentences)
    func wordsAreNegatedOrNot(sentence: String) {
        var words: [String] = []
        var wanted: [Int: Bool] = [:]
        var clauseStarts = Set<Int>()
        for part in sentence.split(separator: " ") {
            let isNegated = part.contains("[")
            let word = part.lowercased().filter { $0.isLetter }
            guard !word.isEmpty else { continue }
            if isNegated || part.contains("{") { wanted[words.count] = isNegated }
            words.append(word)
            if part.hasSuffix(",") || part.hasSuffix(";") || part.hasSuffix(":") {
                clauseStarts.insert(words.count)
            }
        }
        let found = Self.analyzer.negations.negations(in: words) { place in
            clauseStarts.contains(place)
                && ["og", "så", "som", "hvilket", "der"].contains(words[place])
        }
        for (place, isNegated) in wanted {
            let hit = found.contains { $0.scope.contains(place) && !$0.cue.contains(place) }
            // A cue may hold the word itself ("ingen klager"): it is negated then, too.
            let isCue = found.contains { $0.cue.contains(place) }
            #expect((hit || isCue) == isNegated, "\(words[place]) in \"\(sentence)\": \(found)")
        }
    }
}
