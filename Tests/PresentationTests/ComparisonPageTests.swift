import CareUnits
import Testing

@testable import Presentation

@Suite struct ComparisonPageTests {
    @Test(arguments: Cases.all)
    func looksAsBefore(_ name: String) throws {
        #expect(try Cases.isGolden(try Cases.page(name), "\(name).html"))
    }

    @Test func decisionsInForceStandFirst() throws {
        let main = try #require(try page("rich").all("main").first)
        let sections = main.all("section").compactMap { $0.attributes["id"] }
        #expect(
            sections == ["decisions", "side-by-side", "guide", "units", "themes", "data"]
        )
        let text = try #require(main.all("section").first).spoken
        #expect(text.contains("Forbud mod indflytning. Besluttet 3. marts 2026."))
        #expect(text.contains("Gælder fra 4. marts 2026 til og med 3. september 2026."))
        #expect(text.contains("Skal være bragt i orden senest 1. juni 2026."))
        #expect(text.contains("Ingen påbud eller forbud gælder nu for: "))
    }

    @Test func whatIsNoLongerInForceIsNotThere() throws {
        let text = try #require(try page("sparse").all("section").first).spoken
        #expect(text.contains("Ingen af enhederne har påbud eller forbud, der gælder nu."))
        #expect(!text.contains("Besluttet"))
    }

    @Test func namesakesAreToldApart() throws {
        let headers = try page("rich").all("thead").flatMap { $0.all("th") }.map(\.spoken)
        #expect(headers.contains("Plejehjemmet Søhaven (Aarhus C)"))
        #expect(headers.contains("Plejehjemmet Søhaven (Højbjerg)"))
        let withoutTown = try page("sparse").all("thead").flatMap { $0.all("th") }.map(\.spoken)
        #expect(withoutTown.suffix(2) == ["Hjemmet A (a)", "Hjemmet A (b)"])
    }

    @Test func unitsStandInTheOrderAsked() throws {
        let ids = try #require(try Cases.answer("twelve")["units"]?.array).map {
            $0["name"]?.string
        }
        let headers = try page("twelve").all("thead").flatMap { $0.all("th") }.dropFirst(2)
        #expect(headers.map { $0.spoken } == ids)
    }

    @Test(
        arguments: [
            (
                "rich", "Tilfredse borgere", 0,
                "Plejehjemmet Søhaven (Aarhus C) 82 % 7 procentpoint højere end Bo & Omsorg <Lillevang> \"Det gule hus\" – friplejeboliger for ældre i Årslev, Sønder Nærå og Omegn: ingen sikker forskel Antal bag tallet: 41 Usikkerhed: mellem 68 og 91 % Periode: 2025 Kilde: Sundhedsdatastyrelsen, offentliggjort 15. maj 2026"
            ),
            (
                "rich", "Tilfredse borgere", 2,
                "Plejehjemmet Søhaven (Højbjerg) For få svar til et sikkert tal 0 af 24: højst 12 % Periode: 2025 Kilde: Sundhedsdatastyrelsen, offentliggjort 15. maj 2026"
            ),
            (
                "rich", "Tilfredse borgere", 3,
                "HjemmeHjælpen ApS Skjult af hensyn til personer Periode: 2025 Kilde: Sundhedsdatastyrelsen, offentliggjort 15. maj 2026"
            ),
            (
                "rich", "Ændring i fast personale", 3,
                "HjemmeHjælpen ApS Endnu ikke opgjort Periode: 1. marts 2026 til 31. august 2026"
            ),
            (
                "rich", "Seneste tilsyn", 0,
                "Plejehjemmet Søhaven (Aarhus C) 3. marts 2026 Kilde: Ældretilsynet, offentliggjort 20. marts 2026"
            ),
            ("sparse", "Pladser", 1, "Hjemmet A (b) Ikke indberettet"),
            ("sparse", "Kun én celle", 1, "Hjemmet A (b) Ikke indberettet"),
        ]
    )
    func aCellIsReadAs(_ name: String, _ row: String, _ index: Int, _ expected: String) throws {
        #expect(try cells(name, row)[index] == expected)
    }

    @Test func municipalAndInheritedValuesSaySo() throws {
        let falls = try cells("rich", "Fald med skade")
        #expect(falls[1].contains("Gælder hele Odense Kommune"))
        #expect(!falls[0].contains("Gælder hele"))
        let satisfied = try cells("rich", "Tilfredse borgere")
        #expect(
            satisfied[1].contains("Resultat fra den, der drev stedet før")
        )
    }

    @Test func anIntervalWithoutWordsIsPutIntoWords() throws {
        let cells = try cells("rich", "Ændring i fast personale")
        #expect(cells[0].contains("Usikkerhed: mellem −2,75 og −0,25"))
        #expect(cells[2].contains("Usikkerhed: mellem 0 og 2 point"))
    }

    @Test func verdictsAreWords() throws {
        let verdicts = try page("rich").all("td").filter { $0.hasClass("verdict") }.map(\.spoken)
        #expect(verdicts.contains { $0.hasPrefix("Ingen sikker forskel Svarene er for få") })
        #expect(verdicts.contains { $0.contains("Bemærk: Ikke lige mange har svaret") })
        // Without a sentence of its own the reason's code is put into words.
        #expect(
            verdicts.contains(
                "Kan ikke sammenlignes Nogle tal gælder enheden, andre hele kommunen."
            )
        )
    }

    @Test func otherPlacesAreSentences() throws {
        let text = try page("rich").all("tr").filter { $0.hasClass("reference") }.map(\.spoken)
            .joined(separator: " ")
        #expect(
            text.contains(
                "Hele landet: 84 %; enheder bag tallet: 812; antal bag tallet: 30.412; periode: 2025; kilde: Sundhedsdatastyrelsen, offentliggjort 15. maj 2026."
            )
        )
        #expect(text.contains("Aarhus Kommune: Endnu ikke opgjort."))
        #expect(
            text.contains(
                "Plejehjem i hele landet: det midterste sted har 84 %, og halvdelen ligger mellem 78 og 88 %; enheder med tal: 510; uden tal: 31."
            )
        )
    }

    @Test func theInspectorsWordsStandInQuotes() throws {
        let themes = try #require(
            try page("rich").all("section").first { $0.attributes["id"] == "themes" }
        )
        #expect(themes.all("h3").count == 2)
        #expect(themes.all("blockquote").count == 3)
        #expect(themes.spoken.contains("Endnu ikke besøgt af tilsynet"))
        #expect(themes.spoken.contains("Tilsynet har ikke skrevet om dette emne"))
        #expect(try page("twelve").all("section").allSatisfy { $0.attributes["id"] != "themes" })
    }

    @Test func theDataSayWhenAndHow() throws {
        let data = try #require(
            try page("rich").all("section").first { $0.attributes["id"] == "data" }
        )
        #expect(data.spoken.contains("Data er fra 2. juni 2026."))
        #expect(data.spoken.contains("Dataudgave 41."))
        #expect(data.spoken.contains("Sådan regner vi (version 3)"))
        #expect(data.all("a").first?.attributes["href"] == Cases.links.methods)
    }

    @Test func inTheOrderOfDifferencesThereIsOneGroup() throws {
        let html = try page("english")
        #expect(html.all("tbody").count == 1)
        #expect(
            html.all("th").filter { $0.attributes["scope"] == "row" }[0].spoken.contains("The unit")
        )
    }

    /// Should an answer ever carry a number that it may not show, neither form passes it on.
    @Test(
        arguments: [
            ("value", 0.987654), ("n", 987_654), ("intervalDisplay", "1–987654 %"),
            ("interval", ["lower": 0.987654, "upper": 0.987654]),
            ("difference", ["value": 0.987654, "display": "987654 lavere"]),
        ] as [(String, JSONValue)]
    )
    func aWithheldNumberIsNotPassedOn(_ member: String, _ value: JSONValue) throws {
        let answer = try Cases.answer("rich")
            .replacing(["rows", "5", "cells", "3", member], with: value)
        #expect(answer["rows"]?.array?[5]["cells"]?.array?[3][member] == value)
        for bytes in [
            ComparisonPage.render(answer, links: Cases.links), ComparisonCSV.render(answer),
        ] {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("987654") && !text.contains("987.654"))
        }
    }

    @Test(arguments: [JSONValue.null, [:], ["units": 3, "rows": "x"], ["rows": [["cells": []]]]])
    func nothingIsStillAPage(_ answer: JSONValue) throws {
        let html = try PageNode.parse(ComparisonPage.render(answer, links: .init(methods: "/m")))
        #expect(html.all("main").count == 1)
        #expect(!ComparisonCSV.render(answer).isEmpty)
    }

    private func page(_ name: String) throws -> PageNode {
        try PageNode.parse(try Cases.page(name))
    }

    /// What is read of each unit in the row with that label.
    private func cells(_ name: String, _ label: String) throws -> [String] {
        let row = try #require(
            try page(name).all("tr").first { row in
                row.hasClass("row") && row.all("span").contains { $0.spoken == label }
            }
        )
        return row.children.filter { $0.name == "td" && !$0.hasClass("verdict") }.map(\.spoken)
    }
}
