import CareUnits
import IndexFormat
import LMDB

/// A place in the list of changes: all up to a sequence, a generation within it, or a unit within that.
struct ChangePoint: Sendable, Equatable {
    /// Twenty digits.
    var sequence: String
    var generation: UInt64?
    var id: String?

    /// Reads `<sequence>`, `<sequence>.<generation>` or `<sequence>.<generation>.<id>`.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), (1...20).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        sequence = String(repeating: "0", count: 20 - parts[0].utf8.count) + parts[0]
        guard parts.count > 1 else { return }
        guard let number = UInt64(parts[1]) else { return nil }
        generation = number
        guard parts.count > 2 else { return }
        guard SORIdentifier.isWellFormed(String(parts[2])) else { return nil }
        id = String(parts[2])
    }

    init(sequence: String, generation: UInt64, id: String?) {
        self.sequence = sequence
        self.generation = generation
        self.id = id
    }

    var text: String {
        [sequence, generation.map(String.init), id].compactMap { $0 }.joined(separator: ".")
    }

    /// Whether a change comes behind the point; what the point leaves open is known already.
    func isBefore(_ sequence: String, _ generation: UInt64, _ id: String) -> Bool {
        if sequence != self.sequence { return sequence > self.sequence }
        guard let known = self.generation else { return false }
        if generation != known { return generation > known }
        return self.id.map { $0 < id } ?? false
    }
}

/// What changed for the public since a point in the history.
public struct ChangesRequest: Sendable, Equatable {
    /// The place behind which changes are asked for; `nil` is the beginning.
    var after: ChangePoint?
    var limit = 1000

    /// Reads `since` and `limit`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter]
    ) throws(InvalidRequest) -> ChangesRequest {
        var faults: [InvalidRequest.Fault] = []
        var request = ChangesRequest()
        var seen = Set<String>()
        for parameter in parameters {
            func fault(_ code: String, _ danish: String, _ english: String) {
                faults.append(
                    .init(parameter: parameter.name, code: code, danish: danish, english: english)
                )
            }
            guard seen.insert(parameter.name).inserted else {
                fault(
                    "repeated",
                    "\(parameter.name) kan kun angives én gang.",
                    "\(parameter.name) can be given only once."
                )
                continue
            }
            switch parameter.name {
            case "limit":
                if let limit = Int(parameter.value), (1...10_000).contains(limit) {
                    request.limit = limit
                } else {
                    fault(
                        "outOfRange",
                        "limit skal være et helt tal fra 1 til 10000.",
                        "limit must be a whole number from 1 to 10000."
                    )
                }
            case "since":
                request.after = ChangePoint(parameter.value)
                if request.after == nil {
                    fault(
                        "notASequence",
                        "since er et løbenummer på op til 20 cifre, eller next fra et tidligere svar.",
                        "since is a sequence of up to 20 digits, or next from a former answer."
                    )
                }
            default:
                fault(
                    "unknownParameter",
                    "Parameteren \(parameter.name) findes ikke; der er since og limit.",
                    "There is no parameter \(parameter.name); there are since and limit."
                )
            }
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return request
    }
}

extension AnswerWriter {
    /// The units that changed after a point, tombstones included, oldest change first.
    ///
    /// `next` is the point to ask from next time, and `more` says whether there is more already.
    public func changes(_ request: ChangesRequest) -> [UInt8] {
        let list = index.generation.changes
        let alive = index.documentsAlive(on: today)
        let manifest = index.generation.manifest
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.beginObject()
        writer.key("changes")
        writer.beginArray()
        var written = 0
        var stoppedAt: ChangePoint?
        var last: ChangePoint?
        for place in 0..<list.count {
            let sequence = list.sequences.text(place)
            let generation = list.generations[place]
            let id = list.ids.text(place)
            if let after = request.after, !after.isBefore(sequence, generation, id) { continue }
            if written == request.limit {
                stoppedAt = last
                break
            }
            let document = list.shown[place] == 1 ? index.generation.document(withId: id) : nil
            let isShown = document.map { alive.contains($0) } ?? false
            writer.beginObject()
            writer.member("id", id)
            writer.member("change", isShown ? "published" : "removed")
            writer.member("sequence", sequence)
            writer.endObject()
            last = ChangePoint(sequence: sequence, generation: generation, id: id)
            written += 1
        }
        writer.endArray()
        let end = ChangePoint(
            sequence: manifest.sequence,
            generation: manifest.generation,
            id: nil
        )
        writer.member("next", (stoppedAt ?? end).text)
        writer.member("more", stoppedAt != nil)
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }
}
