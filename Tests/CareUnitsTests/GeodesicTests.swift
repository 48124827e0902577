import CareUnits
import Foundation
import Testing

/// Distances against GeographicLib's geodesics, kept by `benchmarks/geodesics/make-golden`.
@Suite struct GeodesicTests {
    private static let pairs: [(from: Coordinate, to: Coordinate, metres: Double)] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/geodesics.tsv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let numbers = line.split(separator: "\t").compactMap { Double($0) }
            guard numbers.count == 5,
                let from = Coordinate(latitude: numbers[0], longitude: numbers[1]),
                let to = Coordinate(latitude: numbers[2], longitude: numbers[3])
            else { return nil }
            return (from, to, numbers[4])
        }
    }()

    private func metres(_ from: Coordinate, _ to: Coordinate) -> Double {
        EarthPoint.metres(squaredChord: EarthPoint(from).squaredChord(to: EarthPoint(to)))
    }

    @Test func agreeInDenmark() {
        #expect(Self.pairs.count == 1208)
        for pair in Self.pairs.prefix(1000) {
            let ours = metres(pair.from, pair.to)
            #expect(abs(ours - pair.metres) <= 1e-5 * pair.metres + 0.001, "\(pair)")
        }
    }

    /// Across the 180th meridian and at the poles too; only at the far side of the earth less precisely.
    @Test func agreeAnywhere() {
        for pair in Self.pairs.dropFirst(1000) {
            let ours = metres(pair.from, pair.to)
            let tolerance = pair.metres < 1e7 ? 0.003 : 0.05
            #expect(abs(ours - pair.metres) <= tolerance * pair.metres + 0.001, "\(pair) \(ours)")
        }
    }

    @Test func aDistanceComesBackFromItsChord() {
        for metres in [0.0, 0.5, 1, 999.5, 25_000, 400_000, 9_000_000] {
            let chord = EarthPoint.squaredChord(metres: metres)
            #expect(abs(EarthPoint.metres(squaredChord: chord) - metres) < 1e-4)
        }
    }
}
