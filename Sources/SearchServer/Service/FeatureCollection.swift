import CareUnits

/// A search answer as GeoJSON (RFC 7946): hits, or clusters where they were asked for, as features.
///
/// Everything else that the answer says stands beside them as foreign members (section 6.1).
enum FeatureCollection {
    static let mediaType = "application/geo+json"

    /// Whether a client would rather have GeoJSON than JSON (RFC 9110, 12.5.1).
    static func isPreferred(_ accept: String?) -> Bool {
        guard let accept else { return false }
        var weights: [String: Double] = [:]
        for part in accept.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let type = pieces.first else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }
            weights[type] = quality.flatMap { Double($0.dropFirst(2)) } ?? 1
        }
        guard let geo = weights[mediaType], geo > 0 else { return false }
        return geo >= weights["application/json"] ?? 0
    }

    static func render(_ answer: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "FeatureCollection")
        writer.key("features")
        writer.beginArray()
        if let marks = answer["clusters"]?["marks"]?.array {
            for mark in marks { write(cluster: mark, &writer) }
        } else {
            for hit in answer["hits"]?.array ?? [] { write(hit: hit, &writer) }
        }
        writer.endArray()
        for member in answer.object?.members ?? []
        where !["hits", "clusters"].contains(member.key) {
            writer.key(member.key)
            writer.rawValue(member.value.encoded)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(hit: JSONValue, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", "Feature")
        writer.member("id", hit["id"]?.string ?? "")
        write(pointOf: hit["address"], &writer)
        writer.key("properties")
        writer.rawValue(hit.encoded)
        writer.endObject()
    }

    private static func write(cluster: JSONValue, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", "Feature")
        if let box = cluster["bbox"] {
            writer.key("bbox")
            writer.rawValue(box.encoded)
        }
        write(pointOf: cluster, &writer)
        writer.key("properties")
        writer.beginObject()
        let count = cluster["count"]?.integer ?? 0
        writer.member("cluster", count > 1)
        for member in cluster.object?.members ?? []
        where !["lat", "lon", "bbox"].contains(member.key) {
            writer.key(member.key)
            writer.rawValue(member.value.encoded)
        }
        writer.endObject()
        writer.endObject()
    }

    /// A point, or `null` for what has no place (RFC 7946, 3.2).
    private static func write(pointOf object: JSONValue?, _ writer: inout JSONWriter) {
        writer.key("geometry")
        guard let latitude = object?["lat"]?.number, let longitude = object?["lon"]?.number else {
            writer.rawValue(Array("null".utf8))
            return
        }
        writer.beginObject()
        writer.member("type", "Point")
        writer.key("coordinates")
        writer.beginArray()
        writer.value(longitude)
        writer.value(latitude)
        writer.endArray()
        writer.endObject()
    }
}
