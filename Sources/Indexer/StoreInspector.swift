public import CareUnits
public import IndexFormat
import LMDB

/// Looks into the unit store without changing it: why a unit is not shown, what was rejected,
/// what there is.
///
/// For those who may see unpublished things.
public struct StoreInspector {
    private let store: UnitStore

    /// Opens the store of a folder for reading.
    public init(_ folder: IndexFolder) throws(IndexError) {
        store = try UnitStore(folder, readOnly: true)
    }

    /// Whether a unit is shown on a day.
    public struct Visibility: Sendable {
        public var id: String
        public var day: LocalDate
        public var reasons: [HiddenReason]
        /// What is odd without hiding the unit.
        public var warnings: [String]
        /// The version that won, if any was published.
        public var version: UInt64?

        public var isShown: Bool { reasons.isEmpty }

        /// The verdict for people.
        public var text: String {
            var lines = [
                isShown
                    ? "\(id) is shown on \(day)." : "\(id) is not shown on \(day), because:"
            ]
            lines += reasons.map { "  \($0.code): \($0.message)" }
            lines += warnings.map { "  warning: \($0)" }
            return lines.joined(separator: "\n")
        }

        public var json: JSONValue {
            [
                "id": .string(id), "day": .string(day.description), "shown": .bool(isShown),
                "version": version.map { .integer(Int64($0)) } ?? .null,
                "reasons": .array(
                    reasons.map { ["code": .string($0.code), "message": .string($0.message)] }
                ),
                "warnings": .array(warnings.map { .string($0) }),
            ]
        }
    }

    /// Every reason why a unit is or is not shown on a day.
    public func visibility(of id: String, on day: LocalDate) throws -> Visibility {
        let catalog = try catalog()
        return try store.read { transaction in
            guard let stored = try store.get(Array(id.utf8), in: .units, transaction) else {
                return Visibility(id: id, day: day, reasons: [.neverPublished], warnings: [])
            }
            let document = StoredDocument(stored)
            let data = try JSONValue.parse(document.data)
            if document.isWithdrawal {
                let withdrawn = HiddenReason.withdrawn(
                    reason: data["reason"]?.string,
                    successor: data["successor"]?.string
                )
                return Visibility(
                    id: id,
                    day: day,
                    reasons: [withdrawn],
                    warnings: [],
                    version: document.version
                )
            }
            let unit = try CareUnit(storedData: data)
            return Visibility(
                id: id,
                day: day,
                reasons: unit.hiddenReasons(catalog: catalog, on: day),
                warnings: unit.warnings.map(\.message) + unknownTexts(unit, catalog),
                version: document.version
            )
        }
    }

    private func unknownTexts(_ unit: CareUnit, _ catalog: Catalog) -> [String] {
        unit.texts.filter { catalog.field($0.key) == nil }
            .map { "The catalog has no text \"\($0.key)\"; it is shown under its key." }
    }

    private func catalog() throws -> Catalog {
        let data = try store.read { transaction in
            try store.get(Array("catalog".utf8), in: .single, transaction)
        }
        return try data.map { try Catalog(storedData: JSONValue.parse(StoredDocument($0).data)) }
            ?? .empty
    }

    /// The lines that were rejected, then the decisions that do not fit their units.
    public func rejects() throws -> [JSONValue] {
        try store.read { transaction in
            var rejects: [JSONValue] = []
            for key in try store.keys(in: .rejects, transaction) {
                guard let bytes = try store.get(key, in: .rejects, transaction) else { continue }
                let record = RejectRecord(bytes)
                rejects.append([
                    "source": .string(record.source), "line": .integer(Int64(record.line)),
                    "faults": try JSONValue.parse(record.faults),
                    "excerpt": .string(String(decoding: record.excerpt, as: UTF8.self)),
                ])
            }
            rejects.sort {
                ($0["source"]?.string ?? "", $0["line"]?.integer ?? 0)
                    < ($1["source"]?.string ?? "", $1["line"]?.integer ?? 0)
            }
            for key in try store.keys(in: .conflicts, transaction) {
                guard let reason = try store.get(key, in: .conflicts, transaction) else { continue }
                rejects.append([
                    "decision": .string(String(decoding: key, as: UTF8.self)),
                    "faults": [
                        [
                            "pointer": "/data/kind", "code": "wrongKind",
                            "message": .string(String(decoding: reason, as: UTF8.self)),
                        ]
                    ],
                ])
            }
            return rejects
        }
    }

    /// How many records each database holds, and the store's size.
    public func statistics() throws -> (counts: [(name: String, count: Int)], bytes: Int) {
        let counts = try store.read { transaction in
            try UnitStore.Name.allCases.map { name in
                (name.rawValue, try store.count(in: name, transaction))
            }
        }
        return (counts, store.usedBytes)
    }

    /// Calls `visit` with every stored document as one JSON object, in a stable order.
    public func dump(_ visit: ([UInt8]) throws -> Void) throws {
        let databases: [UnitStore.Name] = [
            .single, .units, .inspections, .decisions, .indicators, .staffing,
        ]
        try store.read { transaction in
            for name in databases {
                try store.forEach(in: name, transaction) { key, value in
                    let document = StoredDocument(value)
                    var writer = JSONWriter(reservingCapacity: document.data.count + 200)
                    writer.beginObject()
                    writer.member("database", name.rawValue)
                    let text = String(decoding: copy(key), as: UTF8.self)
                    writer.member("key", text.split(separator: "\0").joined(separator: "/"))
                    if document.version > 0 { writer.member("version", document.version) }
                    writer.member("sequence", document.sequence)
                    writer.member("withdrawn", document.isWithdrawal)
                    writer.key("data")
                    writer.rawValue(document.data)
                    writer.endObject()
                    try visit(writer.bytes)
                    return true
                }
            }
        }
    }

    /// Compares a generation with the store that it was built from: what it shows must be what
    /// the store says is shown on its day.
    ///
    /// Returns what differs; empty too when the store has moved on.
    public func differences(from generation: Generation) throws -> [String] {
        let catalog = try catalog()
        return try store.read { transaction in
            guard
                try store.meta(.revision, transaction) == generation.manifest.storeRevision
            else { return [] }
            var differences: [String] = []
            var shown = 0
            for key in try store.keys(in: .units, transaction) {
                let id = String(decoding: key, as: UTF8.self)
                let dossier = try UnitDossier(id, in: store, transaction)
                let isShown =
                    dossier.map {
                        $0.unit.hiddenReasons(catalog: catalog, on: generation.manifest.builtFor)
                            .isEmpty
                    } ?? false
                let document = generation.document(withId: id)
                if isShown { shown += 1 }
                if isShown != (document != nil) {
                    differences.append(
                        isShown ? "\(id) is missing" : "\(id) is there and should not be shown"
                    )
                } else if let document, let dossier {
                    differences += compare(dossier, with: document, of: generation, catalog)
                }
            }
            if shown != generation.documentCount {
                differences.append("\(generation.documentCount) documents for \(shown) units")
            }
            if try store.count(in: .dirty, transaction) > 0 {
                differences.append("units wait to be analyzed")
            }
            return differences
        }
    }

    private func compare(
        _ dossier: UnitDossier,
        with document: Int,
        of generation: Generation,
        _ catalog: Catalog
    ) -> [String] {
        let renderer = UnitRenderer(
            catalog: catalog,
            dossier: dossier,
            inspection: dossier.inspections.current
        )
        let id = dossier.unit.sorId
        var differences: [String] = []
        if renderer.hitMembers() != generation.hits.copy(document) {
            differences.append("\(id): the stored hit differs")
        }
        if renderer.detailMembers() != generation.details.copy(document) {
            differences.append("\(id): the stored unit differs")
        }
        return differences
    }
}
