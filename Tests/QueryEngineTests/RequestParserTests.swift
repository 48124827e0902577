import CareUnits
import IndexFormat
import QueryEngine
import Testing

/// Every parameter, spelt well and badly.
@Suite struct RequestParserTests {
    private let engine: SearchIndex

    /// Published once: no test here changes it, and each of the many cases would build it again.
    private static let published = Result {
        var feed = Feed()
        feed.add("catalog.published.v1", RandomCorpus.catalog)
        var home = UnitSketch("plov-1", "Engen")
        home.attributes["homeCount"] = 20
        feed.add(home)
        var supplier = UnitSketch("plov-2", "Hjælpen")
        supplier.kind = .homeCareSupplier
        supplier.coverage = [
            ["municipalityCode": "0751", "agreement": "voucher", "validFrom": "2026-01-01"]
        ]
        feed.add(supplier)
        return try TestIndex().publish(feed.lines)
    }

    init() throws {
        engine = try Self.published.get()
    }

    @Test(arguments: [
        ("colour=red", "colour unknownParameter"), ("knd=nursingHome", "knd unknownParameter"),
        ("Q=engen", "Q unknownParameter"), ("homeCount.mn=2", "homeCount.mn unknownParameter"),
        ("profile=x", "profile unknownParameter"), ("=", " unknownParameter"),
        ("near=56,10&radius=-1", "radius outOfRange"), ("near=56,10&radius=0", "radius outOfRange"),
        ("near=56,10&radius=1001", "radius outOfRange"),
        ("near=56,10&radius=", "radius notANumber"),
        ("near=56,10&radius=nan", "radius notANumber"),
        ("near=56,10&radius=inf", "radius notANumber"),
        ("near=56,10&radius=5km", "radius notANumber"),
        ("near=56,10&radius=1,5", "radius notANumber"),
        ("radius=5", "radius needsNear"), ("sort=distance", "sort needsNear"),
        ("near=10.2,56.1", "near swapped"), ("near=56.1", "near notAPoint"),
        ("near=", "near notAPoint"),
        ("near=nan,10", "near notAPoint"), ("near=91,10", "near notAPoint"),
        ("near=56,10,1", "near notAPoint"), ("near=56;10", "near notAPoint"),
        ("near=0x38,10", "near notAPoint"),
        ("bbox=11,55,9,57", "bbox notABox"), ("bbox=9,57,11,55", "bbox notABox"),
        ("bbox=9,55,11", "bbox notABox"), ("bbox=9,x,55,11,57", "bbox notABox"),
        ("bbox=9,,55,11,57", "bbox notABox"), ("bbox=9,55,11,nan", "bbox notABox"),
        ("bbox=55,9,57,11", "bbox swapped"),
        ("limit=0", "limit outOfRange"), ("limit=101", "limit outOfRange"),
        ("limit=-1", "limit outOfRange"), ("limit=ti", "limit outOfRange"),
        ("limit=1.5", "limit outOfRange"), ("limit=", "limit outOfRange"),
        ("limit=99999999999999999999", "limit outOfRange"),
        ("kind=nursinghome", "kind unknownValue"), ("kind=", "kind unknownValue"),
        ("kind=nursingHome,otherHousing", "kind unknownValue"),
        ("ownership=Municipal", "ownership unknownValue"), ("postcode=80", "postcode notAPostcode"),
        ("postcode=80000", "postcode notAPostcode"), ("postcode=x000", "postcode notAPostcode"),
        ("assessment=superb", "assessment unknownValue"),
        ("municipality=Aarhuus", "municipality unknownMunicipality"),
        ("municipality=0411", "municipality unknownMunicipality"),
        ("municipality=", "municipality unknownMunicipality"),
        ("deliversTo=9999", "deliversTo unknownMunicipality"),
        ("region=Jylland", "region unknownRegion"),
        ("homeCount.min=30&homeCount.max=20", "homeCount.min emptyRange"),
        ("openedOn.min=2027-01-01&openedOn.max=2026-01-01", "openedOn.min emptyRange"),
        ("homeCount=20&homeCount.min=10", "homeCount twoRules"),
        ("homeCount.min=many", "homeCount.min notANumber"),
        ("homeCount.min=0X10", "homeCount.min notANumber"),
        ("homeCount.min=-0x10", "homeCount.min notANumber"),
        ("homeCount.min=1&homeCount.min=2", "homeCount.min repeated"),
        ("homeCount.missing=maybe", "homeCount.missing unknownValue"),
        ("missing=x", "missing unknownValue"),
        ("openedOn=2026-02-30", "openedOn notADate"),
        ("inspectedSince=01-02-2026", "inspectedSince notADate"),
        ("petsAllowed=ja", "petsAllowed unknownValue"), ("garden=maybe", "garden unknownValue"),
        ("groups=old", "groups unknownValue"),
        ("indicator.stays.min=x", "indicator.stays.min notANumber"),
        ("indicator.sleep.min=1", "indicator.sleep.min unknownParameter"),
        ("activeDecision=some", "activeDecision unknownValue"),
        ("activeDecision=none&activeDecision=orderAdvice", "activeDecision notAlone"),
        ("sort=relevance.desc", "sort unknownValue"),
        ("sort=rating", "sort unknownValue"), ("sort=groups", "sort unknownValue"),
        ("sort=name.asc", "sort unknownValue"), ("sort=.desc", "sort unknownValue"),
        ("facets=colour", "facets unknownValue"), ("facets=profile", "facets unknownValue"),
        ("lang=de", "lang unknownValue"), ("lang=DA", "lang unknownValue"),
        ("q=a&q=b", "q repeated"),
        ("near=56,10&near=57,10&near=56,11&near=55,10&near=56,9&near=55,9", "near tooManyValues"),
        ("limit=5&limit=5", "limit repeated"), ("sort=name&sort=name", "sort repeated"),
        ("cursor=", "cursor notACursor"), ("cursor=abc", "cursor notACursor"),
        ("address=Engvej 1", "address unknownAddress"), ("address=", "address unknownAddress"),
        ("address=Region Midtjylland", "address noPoint"),
        ("address=Kirkeby 12, 9999 Ingensteds", "address unknownAddress"),
        ("nearMode=both&near=56,10", "nearMode unknownValue"),
        ("polygon=56,10;57,10", "polygon notAPolygon"),
        ("polygon=56,10;57,11;56,11;57,10", "polygon crossesItself"),
        ("polygon=56,10;56,10;56,10", "polygon crossesItself"),
        ("polygon=56,10;56,11;56,12", "polygon crossesItself"),
        ("polygon=10,56;10,57;11,57", "polygon swapped"),
        ("polygon=56,10;57,190;57,11", "polygon notAPoint"),
        ("cluster=21", "cluster outOfRange"), ("cluster=x", "cluster outOfRange"),
        ("explain=yes", "explain unknownValue"),
        ("explain=", "explain unknownValue"), ("explain=TRUE", "explain unknownValue"),
        ("explain=true&explain=true", "explain repeated"),
        ("explain.missing=only", "explain.missing unknownParameter"),
    ])
    func badRequestsSayWhatIsWrong(query: String, fault: String) {
        #expect(faults(parameters(query), in: engine) == [fault])
    }

    @Test(arguments: [
        "", "q=", "q=   ", "q=engen", "limit=1", "limit=100", "lang=en", "near=56, 10",
        "near=-10,-20",
        "near=56.15,10.21&radius=0.5", "near=56,10&radius=1000&sort=distance.desc",
        "bbox=9,55,11,57",
        "bbox=9,55,9,55", "kind=nursingHome&kind=otherHousing", "ownership=unknown",
        "postcode=9999",
        "assessment=notYetInspected", "assessment=good", "assessment.missing=only",
        "inspectedSince=2026-01-01", "inspectedSince=2026-01-01T00:00:00Z",
        "inspectedSince=2026-01-01&inspectedSince.missing=include", "inspectedSince.missing=only",
        "activeDecision=none", "activeDecision=any",
        "activeDecision=orderAdvice&activeDecision=banMoveIn",
        "homeCount=20", "homeCount.min=20", "homeCount.min=20&homeCount.max=20",
        "homeCount.missing=only",
        "rent.max=1e4", "openedOn=1999-12-31", "garden=yes", "garden=nej", "garden=1",
        "petsAllowed=byAgreement",
        "groups=dementia&groups=brain&groups.missing=include", "indicator.stays.max=7.5",
        "sort=homeCount.desc", "sort=petsAllowed", "facets=all",
        "facets=kind,groups&facets=kind", "facets=", "missing=include",
        "explain=true", "explain=false",
    ])
    func goodRequestsAreUnderstood(query: String) {
        #expect(faults(parameters(query), in: engine) == [])
    }

    @Test func everyFaultIsNamedAtOnce() {
        let query =
            "colour=red&kind=home&kind=nursingHome&municipality=Xyz&limit=0&radius=-1&near=10,56&bbox=1"
            + "&homeCount.min=9&homeCount.max=1&sort=best&facets=x&lang=se&cursor=z&q=a&q=b"
        #expect(
            faults(parameters(query), in: engine) == [
                "bbox notABox", "colour unknownParameter", "cursor notACursor",
                "facets unknownValue",
                "homeCount.min emptyRange", "kind unknownValue", "lang unknownValue",
                "limit outOfRange", "municipality unknownMunicipality", "near swapped",
                "q repeated",
                "radius outOfRange", "sort unknownValue",
            ]
        )
    }

    @Test(arguments: [
        ("knd=nursingHome", "kind"), ("Q=x", "q"), ("kind=nursinghome", "nursingHome"),
        ("homeCount.mn=2", "homeCount.min"), ("municipality=Aarhuus", "Aarhus"),
        ("municipality=Kobenhagen", "København"), ("sort=homeCont", "homeCount"),
        ("facets=kinds", "kind"), ("petsAllowed=byAgrement", "byAgreement"),
        ("region=Sjaelandia", "Region Sjælland"), ("activeDecision=orderAdvise", "orderAdvice"),
    ])
    func faultsNameTheNearestKnownWord(query: String, hint: String) throws {
        let parameters = parameters(query)
        let error = #expect(throws: InvalidRequest.self) {
            try RequestParser.search(parameters, against: engine.generation)
        }
        let fault = try #require(error?.faults.first)
        #expect(fault.danish.contains(hint) && fault.english.contains(hint))
    }

    @Test func textsAndRepetitionsHaveTheirLimits() {
        let longest = String(repeating: "å", count: RequestParser.longestQuery / 2)
        #expect(faults([.init(name: "q", value: longest)], in: engine) == [])
        #expect(faults([.init(name: "q", value: longest + "x")], in: engine) == ["q tooLong"])
        let kinds = (0...RequestParser.mostValues).map { _ in
            SearchRequest.Parameter(name: "kind", value: "nursingHome")
        }
        #expect(faults(Array(kinds.dropLast()), in: engine) == [])
        #expect(faults(kinds, in: engine) == ["kind tooManyValues"])
    }

    @Test(arguments: [
        "0751", "751", "Aarhus", "aarhus", "Århus", "århus kommune", "Århus Kommune",
        "AARHUS KOMMUNE",
        " Aarhus ", "arhus",
    ])
    func municipalitiesAreKnownByAnySpelling(spelling: String) throws {
        for name in ["municipality", "deliversTo"] {
            let total = try engine.search([.init(name: name, value: spelling)]).total
            #expect(total == (name == "municipality" ? 2 : 1), "\(name)=\(spelling)")
        }
    }

    @Test(arguments: ["1082", "Region Midtjylland", "midtjylland", "MIDTJYLLAND"])
    func regionsAreKnownByCodeAndName(spelling: String) throws {
        #expect(try engine.search([.init(name: "region", value: spelling)]).total == 2)
    }

    @Test func unitsNeverInspectedCanBeAskedForAlone() throws {
        #expect(try engine.search(parameters("inspectedSince.missing=only")).total == 2)
        #expect(try engine.search(parameters("inspectedSince=2026-01-01")).total == 0)
        let both = parameters("inspectedSince=2026-01-01&inspectedSince.missing=include")
        #expect(try engine.search(both).total == 2)
    }

    @Test func aCatalogWithoutFieldsStillAnswers() throws {
        var feed = Feed()
        feed.add(UnitSketch("plov-1", "Engen"))
        let plain = try TestIndex().publish(feed.lines)
        #expect(try plain.search(parameters("facets=all&q=engen")).total == 1)
        #expect(faults(parameters("homeCount=1"), in: plain) == ["homeCount unknownParameter"])
    }
}
