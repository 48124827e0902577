import Analyzers
import Testing

@Suite struct KeyTests {
    let analyzer = DanishAnalyzer()

    @Test func foldsGoTowardsASCIIAndNeverBack() throws {
        for row in try Golden.rows("keys") {
            #expect(analyzer.foldKey(of: row[0]) == row[1])
            #expect(analyzer.looseKey(of: row[0]) == row[2])
        }
    }

    @Test func formsOfAWordMeetAndOthersDoNot() throws {
        var owner: [String: String] = [:]
        for row in try Golden.rows("classes") {
            let forms = row[0].split(separator: " ").map(String.init)
            for form in forms {
                #expect(analyzer.lemma(of: form) == analyzer.lemma(of: forms[0]), "\(form)")
            }
            let lemma = analyzer.lemma(of: forms[0])
            #expect(owner.updateValue(forms[0], forKey: lemma) == nil, "\(forms[0])")
        }
    }

    @Test func namesLoseOnlyTheGenitive() {
        #expect(analyzer.lemma(of: "andersens", kind: .name) == "andersen")
        #expect(analyzer.lemma(of: "solgårdens", kind: .name) == "solgården")
        #expect(analyzer.lemma(of: "odense", kind: .place) == "odense")
        #expect(analyzer.lemma(of: "aarhus", kind: .place) == "aarhus")
        #expect(analyzer.lemma(of: "birkebakken", kind: .name) == "birkebakken")
        #expect(analyzer.lemma(of: "plejecentret", kind: .name) == "plejecenter")
        #expect(analyzer.lemma(of: "hundens", kind: .code) == "hundens")
    }

    @Test func fingerprintIsSixteenDigits() {
        #expect(DanishAnalyzer.fingerprint.count == 16)
        #expect(DanishAnalyzer.fingerprint == DanishAnalyzer.fingerprint)
    }

    @Test(.enabled(if: SharedData.has("language/snowball_danish_voc.txt")))
    func stemmerAgreesWithItsOwnVocabulary() throws {
        let words = try #require(SharedData.lines("language/snowball_danish_voc.txt"))
        let stems = try #require(SharedData.lines("language/snowball_danish_output.txt"))
        try #require(words.count == stems.count)
        let differing = zip(words, stems).filter { analyzer.stem($0) != $1 }.count
        print("snowball: \(differing) of \(words.count) stems differ")
        #expect(differing * 100 <= words.count)
    }
}
