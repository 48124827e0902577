import CareUnits
import Testing

@Suite struct MunicipalityTests {
    @Test func thereAre98WithDistinctCodesNamesAndPoints() {
        #expect(Municipality.all.count == 98)
        #expect(Set(Municipality.all.map(\.code)).count == 98)
        #expect(Set(Municipality.all.map(\.name)).count == 98)
        for municipality in Municipality.all {
            #expect((54.5...57.8).contains(municipality.latitude))
            #expect((8.0...15.2).contains(municipality.longitude))
            #expect(Municipality.withCode(municipality.code) == municipality)
        }
    }

    @Test(arguments: [
        ("Aarhus", "0751"), ("århus", "0751"), ("Aarhus Kommune", "0751"), ("ÅRHUS", "0751"),
        ("Arhus", "0751"), ("A\u{30A}rhus", "0751"), ("0751", "0751"), ("751", "0751"),
        ("Københavns Kommune", "0101"), ("Koebenhavn", "0101"), ("Kobenhavn", "0101"),
        ("kobenhavns kommune", "0101"), ("Kbh", "0101"), ("101", "0101"),
        ("Bornholms Regionskommune", "0400"), ("Bornholms", "0400"), ("Bornholm", "0400"),
        ("Hoeje-Taastrup", "0169"), ("høje taastrup", "0169"), ("Høje-Tåstrup", "0169"),
        ("Hoje Tastrup", "0169"), ("Hoje-Taastrup", "0169"), ("Vesthimmerland", "0820"),
        ("Vesthimmerlands Kommune", "0820"), ("Nordfyn", "0480"), ("Nordfyns", "0480"),
        ("Mors", "0773"), ("Morsø", "0773"), ("Frb", "0147"), ("Assens", "0420"),
        ("Randers", "0730"), ("  Ikast  Brande ", "0756"), ("Ringkobing-Skjern", "0760"),
        ("Ærø", "0492"), ("Aero", "0492"), ("Nastved", "0370"), ("Naestved", "0370"),
        ("Åbenrå", "0580"), ("Fåborg-Midtfyn", "0430"), ("Tarnby", "0185"), ("Lyngby", "0173"),
    ])
    func everySpellingIsUnderstood(spelling: String, code: String) {
        #expect(Municipality.matching(spelling)?.code == code)
    }

    @Test(arguments: ["", "Kommune", "0411", "411", "Christiansø", "9999", "Skovlyet"])
    func whatIsNoMunicipalityIsNone(spelling: String) {
        #expect(Municipality.matching(spelling) == nil)
    }

    @Test func everyNameTitleAndGenitiveLeadsBack() {
        for municipality in Municipality.all {
            let name = municipality.name
            for spelling in [name, name.uppercased(), "\(name) Kommune", municipality.code]
                + municipality.aliases
            {
                #expect(Municipality.matching(spelling) == municipality)
            }
            if !name.hasSuffix("s") {
                #expect(Municipality.matching("\(name)s Kommune") == municipality)
            }
        }
    }

    @Test func theNearestNamesComeFirst() {
        #expect(Municipality.nearest(to: "Aarhuus").first?.name == "Aarhus")
        #expect(Municipality.nearest(to: "Frederikhavn").first?.name == "Frederikshavn")
        #expect(Municipality.nearest(to: "x", limit: 0).isEmpty)
        #expect(Municipality.nearest(to: "Odense", limit: 5).count == 5)
    }
}

@Suite struct RegionTests {
    @Test func theEastIsOneRegionFrom2027() throws {
        let before = try #require(LocalDate("2026-12-31"))
        let after = try #require(LocalDate("2027-01-01"))
        let roskilde = try #require(Municipality.matching("Roskilde"))
        let gentofte = try #require(Municipality.matching("Gentofte"))
        let odense = try #require(Municipality.matching("Odense"))
        #expect(roskilde.region(on: before).name == "Region Sjælland")
        #expect(gentofte.region(on: before).code == "1084")
        #expect(roskilde.region(on: after) == gentofte.region(on: after))
        #expect(roskilde.region(on: after).name == "Region Østdanmark")
        #expect(odense.region(on: after).code == "1083")
        #expect(Region.inForce(on: before).count == 5)
        #expect(Region.inForce(on: after).count == 4)
    }

    @Test func regionsHaveTheirNumbersOfMunicipalities() throws {
        let date = try #require(LocalDate("2026-11-01"))
        let counts = Dictionary(grouping: Municipality.all) { $0.region(on: date).code }
            .mapValues(\.count)
        #expect(counts == ["1081": 11, "1082": 19, "1083": 22, "1084": 29, "1085": 17])
    }

    @Test(arguments: [
        ("1082", "1082"), ("Midtjylland", "1082"), ("region midtjylland", "1082"),
        ("Sjaelland", "1085"), ("Østdanmark", "ostdanmark"), ("Region Østdanmark", "ostdanmark"),
    ])
    func regionsMatchByCodeAndName(spelling: String, code: String) {
        #expect(Region.matching(spelling)?.code == code)
        #expect(Region.matching("Jylland") == nil)
    }
}
