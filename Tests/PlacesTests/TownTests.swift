import CareUnits
import Places
import Testing

/// Names of towns, postcodes and municipalities, as people write them.
@Suite struct TownTests {
    @Test(arguments: [
        ("8000", "postcode", "8000 Aarhus C", "exact"),
        ("8000 Aarhus C", "postcode", "8000 Aarhus C", "exact"),
        ("8000 århus", "postcode", "8000 Aarhus C", "safe"),
        ("DK-8000 Aarhus C", "postcode", "8000 Aarhus C", "exact"),
        ("Aarhus N", "town", "8200 Aarhus N", "exact"),
        ("aarhus n", "town", "8200 Aarhus N", "exact"),
        ("Århus N", "town", "8200 Aarhus N", "safe"),
        ("kobenhavn", "town", "København", "safe"),
        ("København", "town", "København", "exact"),
        ("Odense", "town", "Odense", "exact"), ("odnse", "town", "Odense", "safe"),
        ("Høje-Taastrup Kommune", "municipality", "Høje-Taastrup Kommune", "exact"),
        ("Region Midtjylland", "region", "Region Midtjylland", "exact"),
        ("1123", "postcode", "1123 København K", "exact"),
        ("Nykøbing F", "town", "4800 Nykøbing F", "exact"),
    ])
    func areFound(text: String, kind: String, label: String, category: String) throws {
        let first = try #require(Gazetteer.shipped.find(text).first)
        #expect(first.kind.rawValue == kind && first.label == label)
        #expect(first.category.rawValue == category, "\(first)")
    }

    @Test(arguments: ["", "9999", "xyzzyx", "42", "Ingensteds Kommune"])
    func nothingIsInvented(text: String) {
        #expect(Gazetteer.shipped.find(text).isEmpty)
    }

    /// Without addresses an address is as good as its postcode.
    @Test func anAddressIsItsPostcodeWhereNoAddressesAreLoaded() throws {
        let first = try #require(Gazetteer.shipped.find("Rådhuspladsen 2, 8000 Aarhus C").first)
        #expect(first.kind == .postcode && first.label == "8000 Aarhus C")
        #expect(first.precision == .postcode && first.isPlaceSafe)
        #expect(first.changes.contains { $0.part == .words && $0.from == "Rådhuspladsen 2" })
    }

    /// The table of postcodes against the published one.
    @Test(.enabled(if: RealPlaces.areHere))
    func postcodesAreThoseThatWerePublished() throws {
        let lines = try RealPlaces.text("postal/postal_codes.csv")
            .split(whereSeparator: \.isNewline).dropFirst()
        var seen = 0
        for line in lines {
            let values = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init
            )
            guard let code = UInt16(values[0]), let latitude = Double(values[4]),
                let longitude = Double(values[5])
            else { continue }
            let postcode = try #require(Postcode.holding(code), "\(line)")
            seen += 1
            if !(1500...1799).contains(code) { #expect(postcode.town == values[1], "\(line)") }
            let centre = try #require(postcode.centre)
            #expect(abs(centre.latitude - latitude) < 0.001, "\(line)")
            #expect(abs(centre.longitude - longitude) < 0.001, "\(line)")
            let given = Set(values[3].split(separator: "|").map(String.init))
            if !(1000...1999).contains(code) {
                #expect(Set(postcode.municipalityCodes) == given, "\(line)")
            }
        }
        #expect(seen > 1000)
    }
}
