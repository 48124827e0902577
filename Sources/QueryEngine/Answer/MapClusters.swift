import CareUnits
import Glibc
import IndexFormat
import LMDB

/// Units gathered on a grid of the map, so that a picture of any zoom has few marks.
///
/// Every match is in exactly one cluster or among those without a place, so the counts add up to the total,
/// and they are the same on every page. The grid is that of map tiles (Web Mercator, EPSG:3857), four
/// cells along a tile of 256 pixels.
public struct MapClusters: Sendable {
    struct Cluster: Sendable {
        var latitude = 0.0
        var longitude = 0.0
        var count = 0
        var suppliers = 0
        var box = BoundingBox(west: 180, south: 90, east: -180, north: -90)
        /// The only unit, where there is one.
        var document = 0
    }

    /// The zoom of the grid: lower than asked for where that would give too many clusters.
    let zoom: Int
    let clusters: [Cluster]
    let withoutPlace: Int

    /// The most clusters of an answer.
    static let most = 2000

    /// O(matches).
    init(_ index: SearchIndex, _ matches: DocumentSet, zoom: Int) {
        var zoom = zoom
        while true {
            let (clusters, withoutPlace) = Self.gather(index, matches, zoom: zoom)
            if clusters.count <= Self.most || zoom == 0 {
                self.zoom = zoom
                self.clusters = clusters
                self.withoutPlace = withoutPlace
                return
            }
            zoom -= 1
        }
    }

    private static func gather(
        _ index: SearchIndex,
        _ matches: DocumentSet,
        zoom: Int
    ) -> (clusters: [Cluster], withoutPlace: Int) {
        let locations = index.generation.locations
        let suppliers = index.documents(of: .suppliers)
        var clusters: [UInt64: Cluster] = [:]
        var withoutPlace = 0
        matches.forEach { document in
            guard isSet(locations.present.span, document) else {
                withoutPlace += 1
                return
            }
            let latitude = locations.latitudes[document]
            let longitude = locations.longitudes[document]
            let cell = cell(latitude, longitude, zoom)
            var cluster = clusters[cell] ?? Cluster()
            cluster.latitude += latitude
            cluster.longitude += longitude
            cluster.count += 1
            if suppliers.contains(document) { cluster.suppliers += 1 }
            cluster.box = BoundingBox(
                west: min(cluster.box.west, longitude),
                south: min(cluster.box.south, latitude),
                east: max(cluster.box.east, longitude),
                north: max(cluster.box.north, latitude)
            )
            cluster.document = document
            clusters[cell] = cluster
        }
        let sorted = clusters.sorted { $0.key < $1.key }.map { _, cluster in
            var cluster = cluster
            cluster.latitude /= Double(cluster.count)
            cluster.longitude /= Double(cluster.count)
            return cluster
        }
        return (sorted, withoutPlace)
    }

    private static func cell(_ latitude: Double, _ longitude: Double, _ zoom: Int) -> UInt64 {
        let cells = Double(4 << zoom)
        let sine = sin(max(-85, min(85, latitude)) * .pi / 180)
        let x = (longitude + 180) / 360
        let y = 0.5 - log((1 + sine) / (1 - sine)) / (4 * .pi)
        func clamped(_ share: Double) -> UInt64 { UInt64(max(0, min(cells - 1, share * cells))) }
        return clamped(y) << 32 | clamped(x)
    }

    func write(_ writer: inout JSONWriter, _ index: SearchIndex) {
        writer.key("clusters")
        writer.beginObject()
        writer.member("zoom", zoom)
        writer.member("withoutPlace", withoutPlace)
        writer.key("marks")
        writer.beginArray()
        for cluster in clusters {
            writer.beginObject()
            writer.member("lat", cluster.latitude)
            writer.member("lon", cluster.longitude)
            writer.member("count", cluster.count)
            writer.member("suppliers", cluster.suppliers)
            writer.key("bbox")
            writer.beginArray()
            for degree in [
                cluster.box.west, cluster.box.south, cluster.box.east, cluster.box.north,
            ] {
                writer.value(degree)
            }
            writer.endArray()
            if cluster.count == 1 {
                writer.member("id", index.generation.ids.text(cluster.document))
                writer.member("name", index.generation.names.text(cluster.document))
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
