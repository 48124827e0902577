import CareUnits
import IndexFormat
import LMDB

/// What changed for the public since a point in the history.
public struct ChangesRequest: Sendable, Equatable {
    /// Twenty digits, and the generation when the point lies between two of one sequence.
    var sequence: String
    var generation: UInt64?
    var limit: Int

    /// Reads `since` (`<sequence>` or `<sequence>.<generation>`) and `limit`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter]
    ) throws(InvalidRequest) -> ChangesRequest {
        var faults: [InvalidRequest.Fault] = []
        var request = ChangesRequest(
            sequence: String(repeating: "0", count: 20),
            generation: nil,
            limit: 1000
        )
        var seen = Set<String>()
        for parameter in parameters {
            let isKnown = ["since", "limit"].contains(parameter.name)
            if !isKnown || !seen.insert(parameter.name).inserted {
                faults.append(
                    .init(
                        parameter: parameter.name,
                        code: isKnown ? "repeated" : "unknownParameter",
                        danish: isKnown
                            ? "\(parameter.name) kan kun angives én gang."
                            : "Parameteren \(parameter.name) findes ikke; der er since og limit.",
                        english: isKnown
                            ? "\(parameter.name) can be given only once."
                            : "There is no parameter \(parameter.name); there are since and limit."
                    )
                )
            } else if parameter.name == "limit" {
                if let limit = Int(parameter.value), (1...10_000).contains(limit) {
                    request.limit = limit
                } else {
                    faults.append(
                        .init(
                            parameter: "limit",
                            code: "outOfRange",
                            danish: "limit skal være et helt tal fra 1 til 10000.",
                            english: "limit must be a whole number from 1 to 10000."
                        )
                    )
                }
            } else if !request.readSince(parameter.value) {
                faults.append(
                    .init(
                        parameter: "since",
                        code: "notASequence",
                        danish: "since er et løbenummer på op til 20 cifre fra et tidligere svar.",
                        english: "since is a sequence of up to 20 digits from a former answer."
                    )
                )
            }
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return request
    }

    private mutating func readSince(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...20).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        sequence = String(repeating: "0", count: 20 - parts[0].utf8.count) + parts[0]
        guard parts.count == 2 else { return true }
        generation = UInt64(parts[1])
        return generation != nil
    }
}

extension AnswerWriter {
    /// The units that changed after a point, tombstones included, oldest change first; `next` is the
    /// point to ask from next time.
    public func changes(_ request: ChangesRequest) -> [UInt8] {
        let list = index.generation.changes
        let alive = index.documentsAlive(on: today)
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.beginObject()
        writer.key("changes")
        writer.beginArray()
        var written = 0
        var hasMore = false
        var reached = (request.sequence, request.generation)
        for place in 0..<list.count {
            let sequence = list.sequences.text(place)
            let generation = list.generations[place]
            guard sequence >= request.sequence else { continue }
            // Without a generation, what came with the sequence itself is known already.
            if sequence == request.sequence, generation <= request.generation ?? .max { continue }
            // A page ends only between two points, so that `next` loses nothing.
            if written >= request.limit, (sequence, generation) != (reached.0, reached.1 ?? 0) {
                hasMore = true
                break
            }
            let id = list.ids.text(place)
            let document = list.shown[place] == 1 ? index.generation.document(withId: id) : nil
            let isShown = document.map { alive.contains($0) } ?? false
            writer.beginObject()
            writer.member("id", id)
            writer.member("change", isShown ? "published" : "removed")
            writer.member("sequence", sequence)
            writer.endObject()
            reached = (sequence, generation)
            written += 1
        }
        writer.endArray()
        if !hasMore {
            let manifest = index.generation.manifest
            reached = (manifest.sequence, manifest.generation)
        }
        writer.member("next", reached.1.map { "\(reached.0).\($0)" } ?? reached.0)
        writer.member("more", hasMore)
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }
}
