import CSVImport
import CareUnits
import Testing

@Suite struct RegisterImportTests {
    static let header =
        "register_id8,name,street_raw,postcode_raw,postcode,city,municipality_code,municipality,"
        + "region,ownership,homes,lat,lon\n"
    static let tail = "Region Syddanmark"

    /// Invented homes with the dirt of the real register.
    static let rows = [
        "00000001,Engens Hjem,Engvej 38 - 49,5000,5000,Odense C,0461,Odense,\(tail),Kommunal,24,55.4,10.4",
        "00000002,\"Lions Engen, demensplejehjem\",Skelvej A 4A,6740 Bramming,6740,Bramming,0561,Esbjerg,"
            + "\(tail),Selvejende,0,55.47,8.69",
        "00000003,Engens Friplejehjem,\"Solhaven , Filskov 1\",7200,7200,Grindsted,0530,Billund,\(tail),"
            + "Privat,36,55.81,9.02",
        "00000004,Levehjemmet Engen - LUKKET!,Bakken 1,5000,5000,Odense C,0461,Odense,\(tail),Kommunal,"
            + "9,55.4,10.5",
        "00000005,Engens Ældrecenter *midlertidigt lukket*,Bakken 2,5000,5000,Odense C,0461,Odense,"
            + "\(tail),Friplejebolig,,55.4,10.4",
        "00000006,Swapped,Bakken 3,5000,5000,Odense C,0461,Odense,\(tail),Kommunal,9,10.4,55.4",
        "00000007,Nowhere,Bakken 4,5000,5000,Odense C,,Odinse,\(tail),Kommunal,9,55.4,10.45",
        "00000008,,Bakken 5,5000,5000,Odense C,0461,Odense,\(tail),Kommunal,9,55.4,10.46",
        "00000001,Again,Bakken 6,5000,5000,Odense C,0461,Odense,\(tail),Kommunal,9,55.4,10.47",
        "00000009,Short,Bakken 7,5000",
        "0000000a,Odd,Bakken 8,5000,5000,Odense C,0461,Odense,\(tail),Fond,ti,55.4,10.48",
    ]

    static func file(_ rows: [String] = rows) -> [UInt8] {
        Array((header + rows.joined(separator: "\n") + "\n").utf8)
    }

    @Test func everyRowIsAccountedFor() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let report = runImport(Self.file(), mapping: mapping).report
        #expect(report.rows == 11)
        #expect(report.accepted == 5)
        #expect(report.acceptedWithWarnings == 3)
        #expect(report.fileFaults.isEmpty)
        #expect(
            report.rejections.map { "\($0.line) \($0.reason)" } == [
                "5 closed", "7 coordinatesOutsideDenmark", "8 unknownMunicipality", "9 emptyName",
                "10 duplicateId", "11 tooFewColumns",
            ]
        )
        #expect(report.rejections[2].message.contains("Odense"))
        #expect(report.rejections[1].message.contains("swapped"))
        let warned = report.warnings.map { "\($0.line) \($0.rule)" }
        #expect(
            warned == [
                "3 zeroHomes", "6 temporarilyClosed", "6 missingHomes", "6 duplicateSite",
                "12 unlistedValue", "12 unreadableValue",
            ]
        )
    }

    @Test func unitsHaveTheShapeOfTheContract() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let result = runImport(Self.file(), mapping: mapping)
        let data = try #require(try result.data("Lions Engen, demensplejehjem"))
        #expect(
            String(decoding: data.encoded, as: UTF8.self) == """
                {"sorId":"plov-00000002","version":1,"kind":"nursingHome",\
                "name":"Lions Engen, demensplejehjem","aliases":["Lions Engen"],\
                "ownership":"selfOwned","address":{"street":"Skelvej","houseNumber":"4A",\
                "postcode":"6740","postalTown":"Bramming","municipalityCode":"0561","lat":55.47,\
                "lon":8.69,"geocodeQuality":"exact"},"serviceAgreements":[{"municipalityCode":"0561",\
                "kind":"operatingAgreement","validFrom":"2026-08-22"}],\
                "updatedAt":"2026-08-22T00:00:00Z"}
                """
        )
        let closed = try #require(try result.data("Engens Ældrecenter"))
        #expect(closed["texts"]?["notice"] == "Midlertidigt lukket.")
        #expect(closed["attributes"] == nil)
        let free = try #require(try result.data("Engens Friplejehjem"))
        #expect(free["kind"] == "freeCareHousing")
        #expect(free["ownership"] == "private")
        #expect(free["address"]?["supplementaryTown"] == "Filskov")
        #expect(free["attributes"] == ["homeCount": 36])
    }

    @Test func everyUnitCanBeShown() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let result = runImport(Self.file(), mapping: mapping)
        guard case .catalog(let catalog) = try Event.parse(result.lines[0]).payload else {
            Issue.record("the first event is no catalog")
            return
        }
        let units = try result.units()
        #expect(units.count == 5)
        for unit in units {
            #expect(unit.hiddenReasons(catalog: catalog, on: mapping.sourceDate).isEmpty)
        }
    }

    @Test func sequencesAndVersionsFollowTheOptions() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let options = ImportOptions(firstSequence: 700, version: 3)
        let result = runImport(Self.file(), mapping: mapping, options: options)
        let events = try result.lines.map { try Event.parse($0) }
        #expect(events.map(\.sequence) == (700..<706).map { "00000000000000000\($0)" })
        #expect(try result.units().allSatisfy { $0.version == 3 })
        #expect(Set(events.map(\.id)).count == events.count)
        #expect(events.allSatisfy { $0.source == "/plejesoeg/import/register-2026" })
    }

    @Test func chunksDoNotMatter() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let whole = runImport(Self.file(), mapping: mapping)
        for chunkSize in [1, 7, 100] {
            let parts = runImport(Self.file(), mapping: mapping, chunkSize: chunkSize)
            #expect(parts.lines == whole.lines)
            #expect(parts.report == whole.report)
        }
    }

    @Test func anUnusableHeaderRejectsEveryRow() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let file = Array("register_id8,nmae\n1,2\n3,4\n".utf8)
        let result = runImport(file, mapping: mapping)
        #expect(result.lines.isEmpty)
        #expect(result.report.rows == 2)
        #expect(result.report.rejections.map(\.reason) == ["unusableHeader", "unusableHeader"])
        #expect(result.report.fileFaults.count == 12)
        #expect(result.report.fileFaults[0].contains("\"name\" (\"nmae\"?)"))
        let empty = runImport([], mapping: mapping)
        #expect(empty.report.fileFaults.count == 1)
    }

    @Test func whatTheFeedWouldRejectIsNotEmitted() throws {
        var object = try #require(try JSONValue.parse(ImportMappingTests.smallest).object)
        object["fields"] = [
            "name": ["column": "n"], "municipality": ["column": "k"],
            "cvrNumber": ["constant": "123"],
        ]
        let mapping = try ImportMapping.parse(JSONValue.object(object).encoded)
        let result = runImport(Array("id;n;k\n1;Engen;Odense".utf8), mapping: mapping)
        #expect(result.lines.isEmpty)
        #expect(result.report.rejections.map(\.reason) == ["breaksContract"])
        #expect(result.report.rejections[0].message.contains("/data/cvrNumber"))
    }

    @Test func noiseBreaksNothing() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let noise: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0xE6, 0x20, 0x30, 0x2D, 0x2A, 0x00]
        for _ in 0..<200 {
            var bytes = Self.file()
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: Self.header.utf8.count..<bytes.count, using: &random)
                bytes[place] = noise.randomElement(using: &random)!
            }
            let result = runImport(bytes, mapping: mapping, chunkSize: 97)
            let report = result.report
            #expect(report.rows == report.accepted + report.rejected, "seed \(seed)")
            #expect(try result.units().count == report.accepted, "seed \(seed)")
        }
    }

    @Test func whatEmitThrowsComesThrough() throws {
        struct Full: Error {}
        var importer = CSVImporter(mapping: try TestFiles.mapping("register-2026"))
        #expect(throws: Full.self) { try importer.consume(Self.file()) { _ in throw Full() } }
    }

    @Test func theReportCanBeReadByPeopleAndPrograms() throws {
        let mapping = try TestFiles.mapping("register-2026")
        let report = runImport(Self.file(), mapping: mapping).report
        let text = report.text()
        #expect(text.hasPrefix("Import register-2026: 11 rows read\n"))
        #expect(text.contains("  closed: 1, line 5\n"))
        #expect(text.contains("  line 3: 0 homes; the number is left out. [zeroHomes]\n"))
        let json = try JSONValue.parse(report.json.encoded)
        #expect(json["rows"] == 11)
        #expect(json["reasons"]?["closed"] == ["count": 1, "lines": [5]])
        #expect(json["rules"]?.array?.count == report.rules.count)
    }
}

@Suite struct OverviewImportTests {
    /// Invented homes with the dirt of the predecessor's monthly file.
    static let file = windows1252(
        """
        id;Plejehjemsnavn;Kommune;Vejnavn;Vejnummer;Postalcode;Phone;Email;Web;Center type;\
        Antal boliger;Inactive\r
        {8C1A0B52-0000-4000-8000-000000000001};Åhaven  Plejecenter;Bornholms;Ærøgade A;85A;\
        3700 Rønne;11111111 / 22222222;Besøg hjemmeside;https:///sitecore/content;Kommunal;40;False\r
        8c1a0b52-0000-4000-8000-000000000002;"Engen; demens";Københavns Kommune;Skovvangsvej 99A;99A;\
        2100;Besøg hjemmeside;hanne.hansen@example.dk;www.example.dk;;0;0\r
        8c1a0b52-0000-4000-8000-000000000003;Gammel;Århus;Vej;1;8000;;;;Privat;10;True\r
        8c1a0b52-0000-4000-8000-000000000004;Den selvejende Institution Friplejehjemmet Alba;Kolding;\
        Alléen;4 og 6;6000;;;;Selvejende;80;\r
        8c1a0b52-0000-4000-8000-000000000005;Uden kommune;;Vej;1;8000;;;;Privat;10;\r

        """
    )

    @Test func repairsWhatIsKnownAndAccountsForTheRest() throws {
        let mapping = try TestFiles.mapping("plejehjemsoversigten")
        let result = runImport(Self.file, mapping: mapping, chunkSize: 10)
        #expect(result.report.rows == 5)
        #expect(result.report.accepted == 3)
        #expect(
            result.report.rejections.map { "\($0.line) \($0.reason)" }
                == ["4 inactive", "6 missingMunicipality"]
        )
        let first = try #require(try result.data("Åhaven Plejecenter"))
        #expect(first["sorId"] == "plov-8c1a0b52-0000-4000-8000-000000000001")
        #expect(
            first["address"] == [
                "street": "Ærøgade", "houseNumber": "85A", "postcode": "3700",
                "postalTown": "Rønne", "municipalityCode": "0400", "geocodeQuality": "none",
            ]
        )
        #expect(first["contact"] == ["phone": "11111111"])
        let second = try #require(try result.data("Engen; demens"))
        #expect(second["ownership"] == "unknown")
        #expect(second["contact"]?["phone"] == nil)
        #expect(second["address"]?["street"] == "Skovvangsvej")
        let third = try #require(
            try result.data("Den selvejende Institution Friplejehjemmet Alba")
        )
        #expect(third["aliases"] == ["Friplejehjemmet Alba"])
        #expect(third["kind"] == "freeCareHousing")
        #expect(third["serviceAgreements"]?.array?.first?["kind"] == "freeCareCertified")
        #expect(third["address"]?["houseNumber"] == "4")
    }

    @Test func aByteThatStandsForNothingRejectsItsRowOnly() throws {
        let mapping = try TestFiles.mapping("plejehjemsoversigten")
        var bytes = Self.file
        let start = try #require(bytes.firstIndex(of: 0xC5))
        bytes[start] = 0x81
        let report = runImport(bytes, mapping: mapping).report
        #expect(report.rows == 5)
        #expect(report.rejections.first?.reason == "undefinedByte")
        #expect(report.rejections.first?.message.contains("0x81") == true)
    }
}
