import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// Brings the prepared units up to date with the documents: only changed units are analyzed again.
struct UnitPreparation {
    /// Units are prepared and stored in parts of about this many bytes.
    private static let partBytes = 16 << 20

    let store: UnitStore
    let analyzer: DanishAnalyzer
    let collator: DanishCollator
    /// Told which units are prepared again.
    let working: WorkingSet

    /// The catalog in force and the hash of everything that preparation depends on.
    func basis() throws -> (catalog: Catalog, fingerprint: UInt64) {
        let data = try store.read { transaction in
            try store.get(Array("catalog".utf8), in: .single, transaction)
                .map { StoredDocument($0).data }
        }
        var hash = XXH64()
        hash.update(Array(DanishAnalyzer.fingerprint.utf8))
        hash.update(Array("preparation \(Self.version), format \(Manifest.formatVersion)".utf8))
        hash.update(data ?? [])
        let catalog = try data.map { try Catalog(storedData: JSONValue.parse($0)) } ?? .empty
        return (catalog, hash.digest)
    }

    /// Grows with every change of what preparation makes of the same documents.
    private static let version = 4

    /// Prepares every unit that changed, or all when the basis did; returns how many.
    ///
    /// - Parameter progress: Called with the units done and the units to do.
    /// - Returns: How many units were prepared.
    /// - Throws: What the store throws; what was prepared until then is kept.
    func run(progress: (_ done: Int, _ total: Int) -> Void) throws -> Int {
        let (catalog, fingerprint) = try basis()
        try markAllIfStale(fingerprint)
        let dirty = try store.read { transaction in try store.keys(in: .dirty, transaction) }
        let preparer = UnitPreparer(
            catalog: catalog,
            analyzer: analyzer,
            collator: collator,
            fingerprint: fingerprint
        )
        var done = 0
        while done < dirty.count {
            done = try preparePart(of: dirty, from: done, with: preparer)
            progress(done, dirty.count)
        }
        return dirty.count
    }

    private func markAllIfStale(_ fingerprint: UInt64) throws {
        let current = try store.read { transaction in
            try store.meta(.preparedWith, transaction)
        }
        guard current != fingerprint else { return }
        let units = try store.read { transaction in try store.keys(in: .units, transaction) }
        try store.write(expecting: units.count * 64) { transaction in
            for key in units { try store.put([], for: key, in: .dirty, transaction) }
            try store.setMeta(.preparedWith, fingerprint, transaction)
        }
    }

    private func preparePart(
        of dirty: [[UInt8]],
        from start: Int,
        with preparer: UnitPreparer
    ) throws -> Int {
        var end = start
        var bytes = 0
        var prepared: [(key: [UInt8], value: [UInt8]?)] = []
        try store.read { transaction in
            while end < dirty.count, bytes < Self.partBytes {
                let key = dirty[end]
                let id = String(decoding: key, as: UTF8.self)
                let unit = try UnitDossier(id, in: store, transaction).map(preparer.prepare)
                let value = unit?.encoded
                bytes += value?.count ?? 0
                prepared.append((key, value))
                end += 1
            }
        }
        working.invalidate(prepared.map(\.key))
        try store.write(expecting: bytes) { transaction in
            for (key, value) in prepared {
                if let value {
                    try store.put(value, for: key, in: .prepared, transaction)
                } else {
                    try store.remove(key, in: .prepared, transaction)
                }
                try store.remove(key, in: .dirty, transaction)
            }
        }
        return end
    }
}
