import Analyzers
import CareUnits
import Foundation
import Places
import IndexFormat
import TestSupport
import Testing

/// A point lies in the area that trying every side of every ring gives.
@Suite struct AreaMapTests {
    /// A map with these areas, in force in a folder of its own.
    private func map(_ builder: AreaMapBuilder, _ folder: TemporaryFolder) throws -> Gazetteer {
        let places = GazetteerFolder(IndexFolder(path: folder.path))
        var sections = SectionWriter()
        builder.write("areas", to: &sections)
        let lock = try places.lock()
        #expect(lock != nil)
        let origin = PartFile.Origin(sources: [], loadedAt: Instant(milliseconds: 0), rows: 0)
        _ = try places.publish(.municipalities, sections, origin)
        return try Gazetteer(places, try places.pointer(), RealPlaces.analyzer)
    }

    private func point(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
        try #require(Coordinate(latitude: latitude, longitude: longitude))
    }

    private func ring(
        around latitude: Double,
        _ longitude: Double,
        radius: Double,
        _ random: inout SeededRandom
    ) throws -> [Coordinate] {
        let count = 5 + random.below(30)
        var points: [Coordinate] = []
        for corner in 0..<count {
            let angle = Double(corner) / Double(count) * 2 * .pi
            let length = radius * Double.random(in: 0.5...1, using: &random)
            points.append(
                try point(latitude + length * sin(angle), longitude + 1.8 * length * cos(angle))
            )
        }
        return points
    }

    @Test(arguments: SeededRandom.seeds(3))
    func randomAreasAgreeWithTryingEverySide(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var builder = AreaMapBuilder()
        for code in [UInt16(101), 147, 400, 461, 751] {
            let (latitude, longitude) = (
                Double.random(in: 54.7...57.1, using: &random),
                Double.random(in: 8.2...14.8, using: &random)
            )
            let outer = try ring(around: latitude, longitude, radius: 0.3, &random)
            let hole = try ring(around: latitude, longitude, radius: 0.08, &random)
            let island = try ring(around: latitude + 0.5, longitude, radius: 0.05, &random)
            builder.add([outer, hole], to: code)
            builder.add([island], to: code)
        }
        let folder = TemporaryFolder()
        let map = try #require(try map(builder, folder).municipalities)
        #expect(map.count == 5)
        var inside = 0
        var near = 0
        for _ in 0..<4000 {
            let point = try point(
                Double.random(in: 54.2...58.1, using: &random),
                Double.random(in: 7.3...15.7, using: &random)
            )
            let found = map.place(of: point)
            let expected = map.placeBySearchingAll(of: point)
            #expect(found?.code == expected?.code, "seed \(seed): \(point)")
            if let found, let expected {
                #expect(abs(found.distance - expected.distance) < 1e-6, "seed \(seed): \(point)")
                if found.distance > 0 { near += 1 } else { inside += 1 }
            }
        }
        #expect(inside > 20 && near > 20, "seed \(seed)")
    }

    @Test(arguments: [
        (90.0, 0.0), (-90, 0), (0, 180), (0, -180), (56, 180), (70, 10), (58.1, 7.0), (54.0, 15.9),
        (55, 179.9999), (89.9, 12),
    ])
    func nothingCrashesFarAway(latitude: Double, longitude: Double) throws {
        var builder = AreaMapBuilder()
        builder.add([[try point(55, 10), try point(56, 10), try point(56, 11)]], to: 461)
        let folder = TemporaryFolder()
        let gazetteer = try map(builder, folder)
        let place = gazetteer.area(of: try point(latitude, longitude))
        #expect(place == nil)
        #expect(gazetteer.location(of: try point(latitude, longitude)).municipality == nil)
    }

    @Test(.enabled(if: RealPlaces.areHere))
    func realBordersAgreeWithTryingEverySide() throws {
        let map = try #require(try RealPlaces.gazetteer.get().municipalities)
        var random = SeededRandom(seed: 98)
        var near = 0
        for _ in 0..<200 {
            let point = try point(
                Double.random(in: 54.5...57.8, using: &random),
                Double.random(in: 8...15.3, using: &random)
            )
            let found = map.place(of: point)
            #expect(found == map.placeBySearchingAll(of: point), "\(point)")
            if let found, found.distance > 0 { near += 1 }
        }
        #expect(near > 10)
    }

    /// The municipality in the register and by the borders, which are drawn to 1:500,000.
    @Test(.enabled(if: RealPlaces.areHere))
    func realAddressesLieInTheirMunicipality() throws {
        struct Row: Decodable {
            var adressebetegnelse: String
            var lat: Double?
            var lon: Double?
            var kommunekode: String?
        }
        let gazetteer = try RealPlaces.gazetteer.get()
        let lines = try RealPlaces.text("places/adresser_dar10.ndjson").split(separator: "\n")
        // Less than the error of the drawing from the border of Roskilde and Solrød.
        var listed: Set = ["Gammel Havdrupvej 4, 4621 Gadstrup", "Sallevvej 39, 4622 Havdrup"]
        var seen = 0
        for line in lines {
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            guard let latitude = row.lat, let longitude = row.lon, let code = row.kommunekode else {
                continue
            }
            seen += 1
            let location = gazetteer.location(of: try point(latitude, longitude))
            if listed.remove(row.adressebetegnelse) != nil { continue }
            #expect(location.municipality?.code == code, "\(row.adressebetegnelse)")
            #expect(location.distance == 0, "\(row.adressebetegnelse)")
        }
        #expect(seen > 2700)
        #expect(listed.isEmpty, "an address that is no exception any more")
    }

    /// Harbours and piers belong to the town behind them, the open sea to nobody.
    @Test(
        .enabled(if: RealPlaces.areHere),
        arguments: [
            (56.1585, 10.2400, "0751"), (55.7000, 12.6250, "0101"), (57.7500, 10.6500, "0813"),
            (55.0900, 14.6700, "0400"), (56.7000, 11.5200, "0707"),
        ]
    )
    func thePointsOffTheCoastBelongToTheNearest(
        latitude: Double,
        longitude: Double,
        code: String
    ) throws {
        let location = try RealPlaces.gazetteer.get().location(of: try point(latitude, longitude))
        #expect(location.municipality?.code == code)
        #expect(location.distance < AreaMap.reach)
    }

    @Test(.enabled(if: RealPlaces.areHere))
    func theOpenSeaBelongsToNobody() throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        #expect(gazetteer.location(of: try point(56.9, 7.5)).municipality == nil)
        #expect(gazetteer.location(of: try point(55.2, 13.8)).municipality == nil)
    }

    /// Without borders the nearest postcode says, and the answer says that it does.
    @Test func withoutBordersTheNearestPostcodeSays() throws {
        let location = Gazetteer.shipped.location(of: try point(56.16, 10.2))
        #expect(location.municipality?.code == "0751")
        #expect(location.isEstimated)
        #expect(location.postalTown == "Aarhus C")
    }
}
