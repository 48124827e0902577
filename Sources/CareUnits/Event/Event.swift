/// One published event: a CloudEvents 1.0 envelope with the `sequence` extension around a document.
public struct Event: Sendable {
    /// What an event carries, by type.
    public enum Payload: Sendable {
        case catalog(Catalog)
        case unitPublished(CareUnit)
        case unitWithdrawn(Withdrawal)
        case inspectionRegistered(Inspection)
        case inspectionWithdrawn(id: String, sorId: String?)
        case decisionRegistered(Decision)
        case indicators(IndicatorBatch)
        case staffing(Staffing)
        case transitionList([TransitionEntry])
    }

    public let id: String
    public let source: String
    public let time: Instant
    /// Twenty digits, so that the order of the texts is the order of the numbers.
    public let sequence: String
    public let payload: Payload
    /// The event's `data` as published.
    public let data: JSONValue
}

/// The end of a unit's publication.
public struct Withdrawal: Sendable, Equatable {
    public var sorId: String
    public var version: Int64
    public var reason: String?
    /// The id of the unit that takes its place.
    public var successor: String?
}

extension Event {
    /// The event types of the contract, without their common prefix.
    public enum Kind: String, CaseIterable, Sendable {
        case catalogPublished = "catalog.published.v1"
        case unitPublished = "unit.published.v1"
        case unitWithdrawn = "unit.withdrawn.v1"
        case inspectionRegistered = "inspection.registered.v1"
        case inspectionWithdrawn = "inspection.withdrawn.v1"
        case decisionRegistered = "decision.registered.v1"
        case indicatorsPublished = "indicators.published.v1"
        case staffingRefreshed = "staffing.refreshed.v1"
        case transitionListReplaced = "transitionList.replaced.v1"

        /// The prefix of every type.
        public static let prefix = "dk.plejeoverblikket."
    }

    /// Reads one line of the feed; throws every fault of the envelope and of the document.
    ///
    /// O(n).
    public static func parse(_ line: [UInt8]) throws(InvalidDocument) -> Event {
        let root: JSONValue
        do {
            root = try JSONValue.parse(line)
        } catch {
            throw InvalidDocument(faults: [
                Fault(pointer: "", code: "notJSON", message: "Not JSON: \(error).")
            ])
        }
        let log = FaultLog()
        guard var reader = ObjectReader(root, at: .root, log: log) else {
            throw InvalidDocument(faults: log.faults)
        }
        if let version = reader.string("specversion", required: true), version != "1.0" {
            reader.fault("specversion", "unsupported", "CloudEvents \(version) is not 1.0.")
        }
        let id = reader.string("id", required: true, limit: 500)
        let source = reader.string("source", required: true, limit: 500)
        let kind = readKind(&reader)
        let subject = reader.string("subject", limit: 500)
        let time = reader.instant("time", required: true)
        let sequence = readSequence(&reader)
        var payload: Payload?
        if var data = reader.object("data", required: true), let kind {
            payload = read(kind, &data)
            checkSubject(subject, payload, &reader)
        }
        guard log.faults.isEmpty, let id, let source, let time, let sequence, let payload,
            let data = root["data"]
        else { throw InvalidDocument(faults: log.faults) }
        return Event(
            id: id,
            source: source,
            time: time,
            sequence: sequence,
            payload: payload,
            data: data
        )
    }

    private static func readKind(_ reader: inout ObjectReader) -> Kind? {
        guard let type = reader.string("type", required: true, limit: 200) else { return nil }
        if type.hasPrefix(Kind.prefix),
            let kind = Kind(rawValue: String(type.dropFirst(Kind.prefix.count)))
        {
            return kind
        }
        let hint =
            nearest(to: type, among: Kind.allCases.map { Kind.prefix + $0.rawValue })
            .map { " Did you mean \"\($0)\"?" } ?? ""
        reader.fault("type", "unknownType", "There is no event type \"\(type)\".\(hint)")
        return nil
    }

    private static func readSequence(_ reader: inout ObjectReader) -> String? {
        guard let text = reader.string("sequence", required: true, limit: 40) else { return nil }
        guard (1...20).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            reader.fault("sequence", "malformed", "\"\(text)\" is not 1 to 20 digits.")
            return nil
        }
        return String(repeating: "0", count: 20 - text.utf8.count) + text
    }

    private static func read(_ kind: Kind, _ data: inout ObjectReader) -> Payload? {
        switch kind {
        case .catalogPublished: .catalog(Catalog.read(&data))
        case .unitPublished: CareUnit.read(&data).map(Payload.unitPublished)
        case .unitWithdrawn: Withdrawal.read(&data).map(Payload.unitWithdrawn)
        case .inspectionRegistered: Inspection.read(&data).map(Payload.inspectionRegistered)
        case .inspectionWithdrawn: readWithdrawnInspection(&data)
        case .decisionRegistered: Decision.read(&data).map(Payload.decisionRegistered)
        case .indicatorsPublished: IndicatorBatch.read(&data).map(Payload.indicators)
        case .staffingRefreshed: Staffing.read(&data).map(Payload.staffing)
        case .transitionListReplaced: .transitionList(TransitionEntry.readList(&data))
        }
    }

    /// A withdrawal needs the inspection's id only; the rest of the inspection may come along.
    private static func readWithdrawnInspection(_ data: inout ObjectReader) -> Payload? {
        let id = data.string("id", required: true, limit: 200)
        let hasUnit = data.object["sorId"].map { $0 != .null } ?? false
        let sorId = data.string("sorId", required: hasUnit, limit: 80)
        return id.map { .inspectionWithdrawn(id: $0, sorId: sorId) }
    }

    /// The subject, where given, names the unit that the document is about.
    private static func checkSubject(
        _ subject: String?,
        _ payload: Payload?,
        _ reader: inout ObjectReader
    ) {
        let about: String? =
            switch payload {
            case .unitPublished(let unit): unit.sorId
            case .unitWithdrawn(let withdrawal): withdrawal.sorId
            default: nil
            }
        if let subject, let about, subject != about {
            reader.fault("subject", "mismatch", "\"\(subject)\" differs from sorId \"\(about)\".")
        }
    }
}

extension Withdrawal {
    static func read(_ reader: inout ObjectReader) -> Withdrawal? {
        let sorId = reader.string("sorId", required: true, limit: 80)
        let version = reader.integer("version", required: true, in: 1...Int64.max)
        let reason = reader.string("reason", limit: 2000)
        let successor = reader.string("successor", limit: 80)
        reader.finish()
        guard let sorId, let version else { return nil }
        return Withdrawal(sorId: sorId, version: version, reason: reason, successor: successor)
    }
}
