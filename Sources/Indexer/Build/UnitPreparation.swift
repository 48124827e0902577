import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// Brings the prepared units up to date with the documents: only changed units are analyzed again.
struct UnitPreparation {
    /// Units are prepared and stored in parts of about this many bytes.
    private static let partBytes = 16 << 20
    /// How many units two threads share at once.
    private static let batch = 256

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
        var part = try Self.part(of: dirty[...], in: store, with: preparer)
        while !part.isEmpty {
            let rest = dirty[(done + part.count)...]
            let (ready, store) = (part, store)
            // What is ready is written, and the disk waited for, while the next units are prepared.
            (_, part) = try Threads.concurrently {
                try write(ready)
            } and: {
                try Self.part(of: rest, in: store, with: preparer)
            }
            done += ready.count
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

    /// A unit's key with what the store is to keep of it: nothing where it is no more.
    private typealias Entry = (key: [UInt8], value: [UInt8]?)

    private func write(_ part: [Entry]) throws {
        working.invalidate(part.map(\.key))
        let bytes = part.reduce(0) { $0 + ($1.value?.count ?? 0) }
        try store.write(expecting: bytes) { transaction in
            for (key, value) in part {
                if let value {
                    try store.put(value, for: key, in: .prepared, transaction)
                } else {
                    try store.remove(key, in: .prepared, transaction)
                }
                try store.remove(key, in: .dirty, transaction)
            }
        }
    }

    /// Prepares the first of some units, as many as make a part; none if there are none.
    private static func part(
        of keys: ArraySlice<[UInt8]>,
        in store: UnitStore,
        with preparer: UnitPreparer
    ) throws -> [Entry] {
        var part: [Entry] = []
        var bytes = 0
        var rest = keys
        while !rest.isEmpty, bytes < partBytes {
            let ready = try prepare(rest.prefix(batch), in: store, with: preparer)
            bytes += ready.reduce(0) { $0 + ($1.value?.count ?? 0) }
            part += ready
            rest = rest.dropFirst(ready.count)
        }
        return part
    }

    /// Prepares units in their order; two threads share them where there are several.
    private static func prepare(
        _ keys: ArraySlice<[UInt8]>,
        in store: UnitStore,
        with preparer: UnitPreparer
    ) throws -> [Entry] {
        guard keys.count > 1 else { return try prepareAlone(keys, in: store, with: preparer) }
        let middle = keys.startIndex + keys.count / 2
        let (early, late) = (keys[..<middle], keys[middle...])
        let (first, second) = try Threads.concurrently {
            try prepareAlone(early, in: store, with: preparer)
        } and: {
            try prepareAlone(late, in: store, with: preparer)
        }
        return first + second
    }

    private static func prepareAlone(
        _ keys: ArraySlice<[UInt8]>,
        in store: UnitStore,
        with preparer: UnitPreparer
    ) throws -> [Entry] {
        try store.read { transaction in
            try keys.map { key in
                let id = String(decoding: key, as: UTF8.self)
                let unit = try UnitDossier(id, in: store, transaction)
                return (key, unit.map(preparer.prepare)?.encoded)
            }
        }
    }
}
