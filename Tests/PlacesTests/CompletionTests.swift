import CareUnits
import Places
import TestSupport
import Testing

/// Typing an address letter by letter.
@Suite struct CompletionTests {
    private static let addresses = [
        "Margrethepladsen 4, 8000 Aarhus C", "Eliasgade 10, 2300 København S",
        "Mosede Strandvej 61, 2670 Greve", "Østre Stationsvej 26B, 5000 Odense C",
        "Tofthøjvej 20, 4130 Viby Sjælland", "Brammingevej 12, Bolbro, 5200 Odense V",
    ]

    /// Once a name is long enough it is there, and stays until the address is typed.
    @Test(.enabled(if: RealPlaces.areHere), arguments: addresses)
    func theAddressIsReached(address: String) throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        let street = address.prefix { !$0.isNumber }
        var reached = false
        for end in address.indices.dropFirst() {
            let typed = String(address[..<end])
            let found = gazetteer.complete(typed, limit: 10)
            #expect(!found.isEmpty, "\(typed)")
            let isThere = found.contains { $0.label.hasPrefix(street.dropLast()) }
            #expect(isThere || !reached, "\(typed): \(found.map(\.label))")
            reached = reached || isThere
        }
        #expect(gazetteer.complete(address, limit: 10).first?.label == address)
    }

    /// What is chosen and typed on leads to a whole address.
    @Test(.enabled(if: RealPlaces.areHere))
    func eachStepLeadsOn() throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        let road = try #require(gazetteer.complete("ostergade", limit: 10).first)
        #expect(road.kind == .street && road.label == "Østergade, 5000 Odense C")
        var text = road.text
        text.insert(
            contentsOf: "43",
            at: text.index(text.startIndex, offsetBy: try #require(road.caret))
        )
        let house = try #require(gazetteer.complete(text, limit: 10).first)
        #expect(house.label == "Østergade 43, 5000 Odense C")
        text = house.text
        text.insert(
            contentsOf: "2",
            at: text.index(text.startIndex, offsetBy: try #require(house.caret))
        )
        let units = gazetteer.complete(text, limit: 10)
        #expect(units.map(\.label).contains("Østergade 43, 2. tv, 5000 Odense C"))
        let whole = try #require(units.first { $0.label.contains("2. tv") })
        #expect(whole.caret == nil)
        #expect(gazetteer.find(whole.label).first?.category == .exact)
    }

    @Test(
        .enabled(if: RealPlaces.areHere),
        arguments: [
            ("margretepl", "Margrethepladsen"), ("mragreth", "Margrethe"),
            ("ostre sta", "Østre Stationsvej"),
            ("oestre sta", "Østre Stationsvej"), ("tofthoj", "Tofthøjvej"), ("rydevej", "Brydevej"),
            ("Borgm chr", "Borgmester Christiansens Gade"),
        ]
    )
    func slipsAreForgiven(typed: String, beginning: String) throws {
        let found = try RealPlaces.gazetteer.get().complete(typed, limit: 10)
        #expect(found.contains { $0.label.hasPrefix(beginning) }, "\(found.map(\.label))")
    }

    @Test(arguments: [
        ("aar", "Aarhus"), ("80", "8000 Aarhus C"), ("kobenhavn ø", "2100 København Ø"),
    ])
    func townsAndPostcodesAreKnownWithoutLoadingAnything(typed: String, label: String) {
        let found = Gazetteer.shipped.complete(typed, limit: 8)
        #expect(found.contains { $0.label == label } || typed.hasPrefix("kob"), "\(found)")
    }

    @Test(arguments: [
        "", " ", ",", ".", "1", "€", "\u{0}", "12 34 56 7890", "'", "-", "a b c d e f g h i j",
    ])
    func anythingMayBeTyped(typed: String) throws {
        for gazetteer in [Gazetteer.shipped, try? RealPlaces.gazetteer.get()].compactMap(\.self) {
            _ = gazetteer.complete(typed, limit: 10)
            _ = gazetteer.find(typed)
        }
    }

    @Test(arguments: SeededRandom.seeds(2))
    func randomTextsDoNoHarm(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let letters = Array("abcæøåÅØ0123456789 ,.-'/\n\u{301}é世👩🏽 stthtv")
        let gazetteers = [
            Gazetteer.shipped, RealPlaces.areHere ? try RealPlaces.gazetteer.get() : nil,
        ]
        for gazetteer in gazetteers.compactMap(\.self) {
            for _ in 0..<400 {
                let text = String(
                    (0..<random.below(60)).map { _ in letters[random.below(letters.count)] }
                )
                for candidate in gazetteer.find(text) { #expect(!candidate.label.isEmpty) }
                #expect(gazetteer.complete(text, limit: 5).count <= 5)
            }
        }
    }
}
