import CareUnits
import Testing

/// Written feedback by theme and sentence: cases as data.
@Suite struct FeedbackTextTests {
    /// A feedback, and its paragraphs as `theme: text`.
    private static let cases: [(text: String, paragraphs: [String])] = [
        ("", []),
        ("Besøget var varslet.", ["-: Besøget var varslet."]),
        (
            "Indledning.\n\nDen ældres selvbestemmelse:\nA. B.\n\nTillid til medarbejderne og den "
                + "borgernære ledelse:\nC.\n\nSamspil med pårørende, lokale fællesskaber og "
                + "civilsamfund:\nD.\n\nAfslutning.",
            [
                "-: Indledning.", "selfDetermination: A. B.", "trustStaffLeadership: C.",
                "relativesCommunity: D.", "-: Afslutning.",
            ]
        ),
        ("## Tema 2: Tillid\nGod ledelse.", ["trustStaffLeadership: God ledelse."]),
        ("1. SELVBESTEMMELSE\nA.\nB.", ["selfDetermination: A.", "selfDetermination: B."]),
        ("Selvbestemmelse: Borgerne vælger selv.", ["selfDetermination: Borgerne vælger selv."]),
        ("**Pårørende**\nDe roser.", ["relativesCommunity: De roser."]),
        // A sentence about relatives is no heading.
        ("Pårørende roser stedet.", ["-: Pårørende roser stedet."]),
        ("Pårørende: de roser stedet.", ["relativesCommunity: de roser stedet."]),
        // Several paragraphs of one theme, until the next heading.
        (
            "Tillid\nA.\n\nB.\nSelvbestemmelse\nC.",
            [
                "trustStaffLeadership: A.", "trustStaffLeadership: B.", "selfDetermination: C.",
            ]
        ),
        ("Tema 3\n: ", ["-: Tema 3", "-: :"]),
        ("\r\nSelvbestemmelse\r\nA.\r\n", ["selfDetermination: A."]),
    ]

    @Test(arguments: cases.indices)
    func aParagraphBelongsToTheHeadingAboveIt(place: Int) {
        let row = Self.cases[place]
        let bytes = Array(row.text.utf8)
        let found = FeedbackText.paragraphs(of: row.text).map { paragraph in
            let text = String(decoding: bytes[paragraph.range], as: UTF8.self)
            return "\(paragraph.theme?.rawValue ?? "-"): \(text)"
        }
        #expect(found == row.paragraphs)
    }

    /// A paragraph with `|` between its sentences.
    private static let sentences = [
        "En.| To!| Tre?", "Det er f.eks. Aarhus.| Nyt.", "Kl. 12 er der mad.| Ældre spiser.",
        "Prisen er 4.500 kr. om måneden.| Ja.", "Hun sagde: \"Nej.\"| \"Jo.\"", "uden punktum",
        "Besøg d. 3. maj.| Ø er en vokal.", "Ca. 20 borgere.| 3 af dem faldt.", "Slut.", "...",
    ]

    @Test(arguments: sentences)
    func sentencesEndWhereAReaderStops(row: String) {
        let parts = row.split(separator: "|").map { $0.drop { $0 == " " } }
        let text = row.replacing("|", with: "")
        let bytes = Array(text.utf8)
        let found = FeedbackText.sentences(of: bytes, in: 0..<bytes.count).map {
            String(decoding: bytes[$0], as: UTF8.self)
        }
        #expect(found == parts.map(String.init))
    }

    /// Whatever the text, paragraphs and sentences are ordered, apart, and lie within it.
    @Test func noTextMakesItFail() {
        var state: UInt64 = 7
        let pieces = [
            "Tillid:", "\n", "\n\n", "Selvbestemmelse", ". ", "!", "Æ", "ø", "\u{301}", " ", "a.b",
            "\r",
            "#", "Tema 1: ", "👵", ":", "pårørende", "\t", "\0",
        ]
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let bytes = Array(text.utf8)
            var end = 0
            for paragraph in FeedbackText.paragraphs(of: text) {
                #expect(paragraph.range.lowerBound >= end && !paragraph.range.isEmpty)
                end = paragraph.range.upperBound
                var last = paragraph.range.lowerBound
                for sentence in FeedbackText.sentences(of: bytes, in: paragraph.range) {
                    #expect(sentence.lowerBound >= last && sentence.upperBound <= end)
                    #expect(String(validating: bytes[sentence], as: UTF8.self) != nil)
                    last = sentence.upperBound
                }
            }
            #expect(end <= bytes.count)
        }
    }
}
