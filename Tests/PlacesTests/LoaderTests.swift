import CareUnits
import Foundation
import Places
import IndexFormat
import TestSupport
import Testing

@testable import PlaceImport

/// Files of every shape and in every state: a part is replaced whole or not at all.
@Suite struct LoaderTests {
    private let folder = TemporaryFolder()
    private var places: GazetteerFolder { GazetteerFolder(IndexFolder(path: folder.path)) }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.file(name)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func load(
        _ files: [String],
        allowsShrinking: Bool = false
    ) throws -> [PlaceLoader.Report] {
        var loader = PlaceLoader(
            places,
            analyzer: RealPlaces.analyzer,
            now: Instant(milliseconds: 0),
            allowsShrinking: allowsShrinking
        )
        return try loader.load(files) { _ in }
    }

    private func gazetteer() throws -> Gazetteer {
        try Gazetteer(places, try places.pointer(), RealPlaces.analyzer)
    }

    private static let header =
        "id,kommunekode,vejnavn,adresseringsvejnavn,husnr,etage,dør,supplerendebynavn,postnr,postnrnavn,"
        + "adgangsadresseid,wgs84koordinat_bredde,wgs84koordinat_længde,status\n"

    private func row(_ number: Int, street: String = "Bøgevænget", floor: String = "") -> String {
        let id = String(number)
        let digits = String(repeating: "0", count: 12 - id.count) + id
        let unit = floor.isEmpty ? "1" : "2"
        return
            "00000000-0000-0000-000\(unit)-\(digits),0751,\(street),,\(number),\(floor),,,8000,Aarhus C,"
            + "00000000-0000-0000-0000-\(digits),56.15\(number),10.2,3\n"
    }

    private func rows(_ range: Range<Int>) -> String { range.map { row($0) }.joined() }

    @Test func unitsOfAHouseComeTogetherWhateverTheirOrder() throws {
        let text = Self.header + row(12, floor: "2") + row(3) + row(12, floor: "st") + row(12)
        let report = try #require(try load([try file("a.csv", text)]).first)
        #expect(report.accepted == 4 && report.rejected.isEmpty)
        let gazetteer = try gazetteer()
        let counts = Dictionary(
            uniqueKeysWithValues: gazetteer.statistics.map { ($0.name, $0.count) }
        )
        #expect(counts["houses"] == 2 && counts["addressesWithin"] == 4)
        let found = try #require(gazetteer.find("Bøgevænget 12, st., 8000 Aarhus C").first)
        #expect(found.category == .exact && found.floor == "st")
        #expect(found.addressId?.description == "00000000-0000-0000-0002-000000000012")
        #expect(found.accessAddressId?.description == "00000000-0000-0000-0000-000000000012")
    }

    @Test func rowsThatCannotBeReadAreCountedAndNamed() throws {
        var text = Self.header + rows(1..<5)
        text += ",0751,,,7,,,,8000,Aarhus C,,56.1,10.2,3\n"
        text += ",0751,Engvej,,syv,,,,8000,Aarhus C,,56.1,10.2,3\n"
        text += ",0751,Engvej,,7,,,,80000,Aarhus C,,56.1,10.2,3\n"
        text += ",0751,Engvej,,7,,,,8000,Aarhus C,,10.2,56.1,3\n"
        text += ",0751,Engvej,,7,,,,8000,Aarhus C,,56.1,10.2,4\n"
        text += ",0751,Engvej,7\n"
        text += ",0751,Engvej,,9,,,,8000,Aarhus C,,,,3\n"
        let report = try #require(try load([try file("a.csv", text)]).first)
        #expect(report.accepted == 5)
        #expect(
            report.rejected == [
                .incomplete: 1, .houseNumber: 1, .postcode: 1, .coordinate: 1, .notInForce: 1,
                .malformed: 1,
            ]
        )
        #expect(report.faulty == 5)
        #expect(report.examples.count == 5 && report.examples[0].hasPrefix("a.csv:6:"))
        // A house without a point is known, and has none.
        let found = try #require(try gazetteer().find("Engvej 9, 8000 Aarhus C").first)
        #expect(found.category == .exact && found.coordinate == nil)
    }

    @Test func linesWithOnlyATextAreReadToo() throws {
        let text =
            #"{"id":"00000000-0000-0000-0001-000000000001","adressebetegnelse":"Gl. Skolevej 4B, 1. th, Nr Bjert, 6000 Kolding","husnummer_id":"00000000-0000-0000-0000-000000000001","status":"3","x":558000.5,"y":6150000.25,"kommunekode":"0621"}"#
            + "\n"
        _ = try load([try file("a.ndjson", text)])
        let found = try #require(
            try gazetteer().find("gammel skolevej 4 b, 1th, 6000 Kolding").first
        )
        #expect(found.label == "Gl. Skolevej 4B, 1. th, Nr Bjert, 6000 Kolding")
        #expect(found.category == .safe)
        let point = try #require(found.coordinate)
        #expect(abs(point.latitude - 55.49) < 0.02 && abs(point.longitude - 9.92) < 0.02)
    }

    private func roads() throws -> Int? {
        try gazetteer().statistics.first { $0.name == "houses" }?.count
    }

    @Test(arguments: ["cut.csv", "cut.ndjson", "cut.geojson", "empty.csv", "other.csv"])
    func aFileThatIsCutOffChangesNothing(name: String) throws {
        _ = try load([try file("whole.csv", Self.header + rows(1..<50))])
        let before = try places.pointer()
        let contents = [
            "cut.csv": Self.header + rows(1..<60) + String(row(61).prefix(40)),
            "cut.ndjson": #"{"vejnavn":"Engvej","husnr":"1","postnr":"8000"}"# + "\n"
                + #"{"vejnavn":"Engvej","husn"#,
            "cut.geojson": #"{"type":"FeatureCollection","features":[{"type":"Feature","properti"#,
            "empty.csv": "", "other.csv": "a,b,c\n1,2,3\n",
        ]
        let path = try file(name, contents[name] ?? "")
        #expect(throws: PlaceLoader.Failure.self) { try load([path]) }
        #expect(try places.pointer() == before)
        #expect(try roads() == 49)
    }

    @Test func aSetThatShrinksIsRefusedUnlessAllowed() throws {
        _ = try load([try file("whole.csv", Self.header + rows(1..<50))])
        let small = try file("small.csv", Self.header + rows(1..<30))
        #expect(throws: PlaceLoader.Failure.self) { try load([small]) }
        #expect(try roads() == 49)
        _ = try load([small], allowsShrinking: true)
        #expect(try roads() == 29)
    }

    @Test func whatAStoppedLoadLeftIsInNobodysWay() throws {
        let whole = try file("whole.csv", Self.header + rows(1..<50))
        _ = try load([whole])
        try "half".write(
            toFile: folder.file("places/2.mdb.tmp"),
            atomically: true,
            encoding: .utf8
        )
        try "half".write(toFile: folder.file("places/2.mdb"), atomically: true, encoding: .utf8)
        #expect(try roads() == 49)
        _ = try load([try file("more.csv", Self.header + rows(1..<70))])
        #expect(try roads() == 69)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.file("places"))
        #expect(left.sorted() == ["2.mdb", "2.mdb.verified"])
    }

    @Test func aDamagedPartIsRefused() throws {
        _ = try load([try file("whole.csv", Self.header + rows(1..<50))])
        let path = folder.file("places/1.mdb")
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        #expect(throws: IndexError.self) { try gazetteer() }
    }

    @Test func onlyOneLoads() throws {
        let lock = try places.lock()
        #expect(throws: PlaceLoader.Failure.self) {
            try load([try file("whole.csv", Self.header + rows(1..<5))])
        }
        withExtendedLifetime(lock) {}
    }

    /// The plane coordinates of the register against the degrees that stand beside them.
    @Test(.enabled(if: RealPlaces.areHere))
    func planeCoordinatesAreTheDegreesBesideThem() throws {
        let lines = try RealPlaces.text("places/adgangsadresser_dar.csv").split(separator: "\n")
        let columns = lines[0].split(separator: ",").map(String.init)
        let east = try #require(columns.firstIndex(of: "etrs89koordinat_ost"))
        for line in lines.dropFirst() {
            let values = line.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = (0..<4).compactMap { Double(values[east + $0]) }
            guard numbers.count == 4, values.count == columns.count else { continue }
            let point = try #require(
                UTM32.coordinate(easting: numbers[0], northing: numbers[1])
            )
            // A ten-millionth of a degree is a centimetre.
            #expect(abs(point.latitude - numbers[2]) < 2e-7, "\(line)")
            #expect(abs(point.longitude - numbers[3]) < 2e-7, "\(line)")
        }
    }
}
