import Analyzers
import CareUnits
import Foundation
import Places
import IndexFormat
import PlaceImport
import TestSupport
import Testing

/// The real addresses, places and borders beside the package, loaded once; skipped where they are not.
enum RealPlaces {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data").standardized

    static func path(_ name: String) -> String { root.appending(path: name).path }

    static let areHere: Bool = {
        let areHere = FileManager.default.fileExists(atPath: path("places/adgangsadresser_dar.csv"))
        if !areHere { print("tests of real places skipped: the files are not here") }
        return areHere
    }()

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    static let analyzer = DanishAnalyzer()
    private static let folder = TemporaryFolder()

    static let gazetteer = Result { () throws -> Gazetteer in
        let places = GazetteerFolder(IndexFolder(path: folder.path))
        var loader = PlaceLoader(places, analyzer: analyzer, now: Instant(milliseconds: 0))
        let files = [
            "places/adgangsadresser_dar.csv", "places/adresser_dar10.ndjson",
            "geo/municipalities.geojson", "postal/postal_polygons.geojson",
            "places/osm_places_2019.csv",
        ]
        _ = try loader.load(files.map(path)) { _ in }
        return try Gazetteer(places, try places.pointer(), analyzer)
    }
}
