import CSVImport
import CareUnits
import Glibc
import QueryEngine
import Testing

/// The real register, where it lies beside the package: every home in it can be found.
@Suite struct RealRegisterTests {
    private static let bytes: [UInt8]? = {
        let bytes = TestFiles.bytes("../shared/data/units/plejehjem_register_2026-08.csv")
        if bytes == nil { print("RealRegisterTests skipped: the register is not here") }
        return bytes
    }()

    private let engine: SearchIndex
    private let units: [CareUnit]

    /// Imported and published once: no test here changes it.
    private static let published = Result { () throws -> (SearchIndex, [CareUnit]) in
        let bytes = try #require(Self.bytes)
        let mapping = try #require(TestFiles.bytes("mappings/register-2026.json"))
        var importer = CSVImporter(mapping: try ImportMapping.parse(mapping))
        var lines: [[UInt8]] = []
        importer.consume(bytes) { lines.append($0) }
        _ = importer.finish { lines.append($0) }
        let units = try lines.compactMap { line -> CareUnit? in
            guard case .unitPublished(let unit) = try Event.parse(line).payload else { return nil }
            return unit
        }
        return (try TestIndex().publish(lines), units)
    }

    init() throws {
        (engine, units) = try Self.published.get()
    }

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func everyHomeIsFoundByNameAndMunicipality() throws {
        #expect(units.count > 900)
        var places: [Int] = []
        for unit in units {
            let query = "\(unit.name) \(unit.address.municipality.name)"
            let hits = try engine.search([.init(name: "q", value: query)]).hits
            let place = hits.firstIndex { $0.id == unit.sorId }.map { $0 + 1 } ?? .max
            places.append(place)
            if place != 1 {
                let firsts = hits.prefix(3).compactMap { hit in units.first { $0.sorId == hit.id } }
                let text = firsts.map { "\($0.name) (\($0.address.streetLine ?? ""))" }
                print("place \(place == .max ? "none" : "\(place)") for \"\(query)\": \(text)")
            }
        }
        let first = places.count { $0 == 1 }
        let third = places.count { $0 <= 3 }
        print("register: \(first) of \(units.count) first, \(third) within the first three")
        #expect(first * 100 >= units.count * 98)
        #expect(third == units.count)
    }

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func everyHomeIsFoundByNameAloneAndFoundWithinItsMunicipality() throws {
        var first = 0
        for unit in units {
            let byName = try engine.search([
                .init(name: "q", value: unit.name), .init(name: "limit", value: "100"),
            ])
            #expect(byName.hits.contains { $0.id == unit.sorId }, "\(unit.name)")
            let filtered = try engine.search([
                .init(name: "q", value: unit.name),
                .init(name: "municipality", value: unit.address.municipality.code),
            ])
            #expect(filtered.hits.prefix(3).contains { $0.id == unit.sorId }, "\(unit.name)")
            first += byName.hits.first?.id == unit.sorId ? 1 : 0
        }
        print("register: \(first) of \(units.count) first by the name alone")
    }

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func homesAroundAPointComeInOrderOfTheirDistance() throws {
        let seed: UInt64 = 907
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let centre = RandomCorpus.point(&random)
            let radius = Double.random(in: 1...60, using: &random)
            let near: [SearchRequest.Parameter] = [
                .init(name: "near", value: "\(centre.latitude),\(centre.longitude)"),
                .init(name: "radius", value: "\(radius)"), .init(name: "sort", value: "distance"),
                .init(name: "limit", value: "100"),
            ]
            let result = try engine.search(near)
            var expected: [(metres: Double, id: String)] = []
            for unit in units {
                guard let point = unit.address.coordinate else { continue }
                let metres = metres(from: centre, to: point)
                if metres <= radius * 1000 { expected.append((metres, unit.sorId)) }
            }
            expected.sort { $0.metres < $1.metres }
            #expect(result.total == expected.count, "seed \(seed)")
            for (hit, other) in zip(result.hits, expected) {
                let distance = try #require(hit.distance)
                #expect(abs(distance - other.metres) < 0.01, "seed \(seed), \(hit.id)")
            }
            // Homes at one address share a distance; the others stand in one order only.
            let distances = Dictionary(uniqueKeysWithValues: expected.map { ($0.id, $0.metres) })
            for (hit, other) in zip(result.hits, expected) {
                let metres = try #require(distances[hit.id])
                #expect(abs(metres - other.metres) < 0.01, "seed \(seed), \(hit.id)")
            }
        }
    }

    /// The geodesic on WGS84 (Vincenty 1975, inverse formula); the engine measures straight chords.
    private func metres(from one: Coordinate, to other: Coordinate) -> Double {
        let (major, flattening, radians) = (6_378_137.0, 1 / 298.257223563, Double.pi / 180)
        let minor = major * (1 - flattening)
        let reduced = [one, other].map {
            atan((1 - flattening) * tan($0.latitude * radians))
        }
        let (sin1, cos1) = (sin(reduced[0]), cos(reduced[0]))
        let (sin2, cos2) = (sin(reduced[1]), cos(reduced[1]))
        let difference = (other.longitude - one.longitude) * radians
        var lambda = difference
        while true {
            let across = cos2 * sin(lambda)
            let along = cos1 * sin2 - sin1 * cos2 * cos(lambda)
            let sine = (across * across + along * along).squareRoot()
            if sine == 0 { return 0 }
            let cosine = sin1 * sin2 + cos1 * cos2 * cos(lambda)
            let sigma = atan2(sine, cosine)
            let azimuth = cos1 * cos2 * sin(lambda) / sine
            let squared = 1 - azimuth * azimuth
            let middle = cosine - 2 * sin1 * sin2 / squared
            let c = flattening / 16 * squared * (4 + flattening * (4 - 3 * squared))
            let former = lambda
            lambda =
                difference + (1 - c) * flattening * azimuth
                * (sigma + c * sine * (middle + c * cosine * (2 * middle * middle - 1)))
            guard abs(lambda - former) < 1e-13 else { continue }
            let u = squared * (major * major - minor * minor) / (minor * minor)
            let a = 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768))
            let b = u / 1024 * (256 + u * (u * (74 - 47 * u) - 128))
            let inner = cosine * (2 * middle * middle - 1)
            let outer = b / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)
            return minor * a * (sigma - b * sine * (middle + b / 4 * (inner - outer)))
        }
    }

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func facetsAddUpToTheTotal() throws {
        let names = ["kind", "municipality", "region", "ownership", "postcode"]
        for query in [
            "", "q=plejecenter", "q=friplejehjem", "near=55.7,12.5&radius=20", "q=aarhus",
        ] {
            let result = try engine.search(
                parameters(query) + [.init(name: "facets", value: names.joined(separator: ","))]
            )
            #expect(result.total > 0)
            #expect(result.facets.map(\.name) == names)
            for facet in result.facets {
                let sum = facet.counts.reduce(facet.missing) { $0 + $1.count }
                #expect(sum == result.total, "\(query): \(facet.name)")
            }
        }
        let all = try engine.search(parameters("facets=municipality,region"))
        #expect(all.total == units.count)
        #expect(all.facets[0].counts.count == 98)
        #expect(all.facets[1].counts.count == 5)
    }
}
