import Analyzers
import Testing

@Suite struct GenericWordTests {
    let analyzer = DanishAnalyzer()

    @Test(arguments: [
        "plejehjem", "plejehjemmet", "plejehjemmets", "plejecenter", "plejecentret",
        "plejecenteret",
        "ældrecenter", "aeldrecentret", "omsorgscentret", "omraadecenter", "bosted", "bostedet",
        "centret", "hjemmet", "boliger", "boligerne", "afdeling", "afdelingen", "afd",
        "friplejehjem",
        "demensplejecenter", "plejeboligerne", "bofællesskabet", "selvejende", "institution",
        "institutionen", "pl.hj", "s/i", "plejecentrene", "ældreboliger", "hjemmeplejen", "fonden",
    ])
    func typeWordsAreGenericInAnyForm(word: String) {
        #expect(analyzer.isGeneric(word))
    }

    @Test(arguments: [
        "solvang", "solgårdscentret", "birkelund", "demens", "skovhuset", "mariehjemmet", "odense",
        "lindegården", "søndervang", "bakken", "park", "haven", "kirke", "jørgens", "ok",
        "diakonhjem",
        "solhaven", "12b", "", "hc", "dansk", "lund", "strandparken", "sankt",
    ])
    func namesAreNot(word: String) {
        #expect(!analyzer.isGeneric(word))
    }
}
