public import LMDB

/// What is true: the published documents by key, updated in place, one transaction for a batch.
///
/// The databases and what they map (`docs/index-format.md` gives the bytes):
///
///     units        sorId                → the unit's winning document or tombstone
///     inspections  id                   → the winning registration or withdrawal
///     decisions    id                   → the winning registration
///     indicators   indicator 0 period   → the winning batch
///     figures      level subject 0 indicator 0 period → one value of a winning batch
///     staffing     P-number             → the winning figures
///     single       `catalog` `transition` → the winning document
///     byUnit       sorId 0 kind 0 id    → nothing: inspections (`i`) and decisions (`d`) of a unit
///     byNumber     P-number 0 sorId     → nothing: units of a production unit
///     prepared     sorId                → `PreparedUnit`
///     dirty        sorId                → nothing: to be prepared again
///     shown        sorId                → what the public saw last (`ShownRecord`)
///     rejects      hash of the line     → `RejectRecord`
///     conflicts    decision id          → why a decision does not count
///     sources      name of a source     → how far it was read
///     meta         revision, sequence, format, generation
public final class UnitStore: Sendable {
    public enum Name: String, CaseIterable, Sendable {
        case units, inspections, decisions, indicators, figures, staffing, single, byUnit, byNumber
        case prepared, dirty, shown, rejects, conflicts, sources, meta
    }

    /// Grows with every change of what the store's bytes mean.
    public static let formatVersion: UInt64 = 1

    let environment: StoreEnvironment
    private let databases: [StoreDatabase]
    /// The most bytes that the store may take.
    public let limit: Int
    private let isReadOnly: Bool

    /// Opens the store of a folder, creating it unless read-only.
    ///
    /// - Parameters:
    ///   - folder: The index folder.
    ///   - readOnly: Whether this process only looks.
    ///   - limit: The most bytes the store may grow to; a batch that needs more fails whole.
    /// - Throws: `noGeneration` when there is nothing to read, `incompatible`, `storage` or `file`.
    public init(
        _ folder: IndexFolder,
        readOnly: Bool,
        limit: Int = 1 << 38
    ) throws(IndexError) {
        self.limit = limit
        isReadOnly = readOnly
        do {
            if readOnly {
                guard Files.isDirectory(folder.storePath) else { throw IndexError.noGeneration }
            } else {
                try Files.makeDirectory(folder.storePath)
                try Files.makeDirectory(folder.generationsPath)
                try Files.makeDirectory(folder.contentsFolder)
            }
            let used = Files.size(folder.storePath + "/data.mdb") ?? 0
            environment = try StoreEnvironment(
                path: folder.storePath,
                mapSize: max(used, min(limit, 16 << 20)),
                databases: Name.allCases.count,
                readOnly: readOnly
            )
            var databases: [StoreDatabase] = []
            for name in Name.allCases {
                databases.append(try environment.database(name.rawValue, create: !readOnly))
            }
            self.databases = databases
            try checkFormat()
        } catch let error as IndexError {
            throw error
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as FileError {
            throw .file(error)
        } catch {
            preconditionFailure("unexpected \(error)")
        }
    }

    private func checkFormat() throws {
        let found: UInt64? = try read { transaction in try meta(.format, transaction) }
        if let found, found != Self.formatVersion {
            throw IndexError.incompatible(
                found: Int(found),
                supported: Int(Self.formatVersion)
            )
        }
        if found == nil, !isReadOnly {
            try write(expecting: 0) { transaction in
                try setMeta(.format, Self.formatVersion, transaction)
            }
        }
    }

    /// Bytes in use.
    public var usedBytes: Int { environment.size.used }

    /// Looks at one state of the store.
    public func read<Result>(
        _ body: (borrowing ReadTransaction) throws -> Result
    ) throws -> Result {
        try environment.read(body)
    }

    /// Changes the store in one transaction: all of it or nothing, durably.
    ///
    /// The map is grown beforehand to what the batch may need; if that was too little, the batch runs
    /// again on a larger map, so `body` must not have effects outside the store.
    ///
    /// - Parameters:
    ///   - bytes: About how many bytes the batch will write.
    ///   - body: What to change.
    /// - Returns: What `body` returns.
    /// - Throws: `storeFull` when the limit is too small; whatever `body` throws. Nothing has changed then.
    public func write<Result>(
        expecting bytes: Int,
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        var room = bytes * 3 + (8 << 20)
        while true {
            try makeRoom(room)
            do {
                return try environment.write(body)
            } catch let error as LMDBError where error == .mapFull {
                guard environment.size.map < limit else { throw IndexError.storeFull(limit: limit) }
                room *= 4
            }
        }
    }

    private func makeRoom(_ bytes: Int) throws {
        let size = environment.size
        let needed = min(limit, size.used + bytes)
        guard needed > size.map else { return }
        try environment.resize(to: min(limit, max(needed, size.map * 2)))
    }
}

extension UnitStore {
    /// The numbers that the store keeps of itself.
    public enum MetaKey: String, Sendable {
        /// The version of the store's format.
        case format
        /// Grows with every batch that changed anything.
        case revision
        /// Grows with every batch of figures that is taken over.
        case figures
        /// The last number given to a generation.
        case generation
        /// The last generation whose changes `shown` holds.
        case shownGeneration
        /// What the prepared units were made with: catalog, analyzers and format in one hash.
        case preparedWith
    }

    func handle(_ name: Name) -> StoreDatabase {
        databases[Name.allCases.firstIndex(of: name) ?? 0]
    }

    /// A copy of the value of a key.
    public func get(
        _ key: [UInt8],
        in name: Name,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [UInt8]? {
        try transaction.get(key, in: handle(name))
    }

    /// Lends the value of a key.
    public func with<Result>(
        _ key: [UInt8],
        in name: Name,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        try transaction.with(key, in: handle(name), body)
    }

    /// Visits keys and values in order, from the first key not below `start`, until `visit` answers false.
    public func forEach(
        in name: Name,
        from start: [UInt8] = [],
        _ transaction: borrowing some Reading & ~Copyable,
        _ visit: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        try transaction.forEach(in: handle(name), from: start, visit)
    }

    /// Copies of all keys that begin with `prefix`.
    ///
    /// O(keys found).
    public func keys(
        in name: Name,
        withPrefix prefix: [UInt8] = [],
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [[UInt8]] {
        var keys: [[UInt8]] = []
        try forEach(in: name, from: prefix, transaction) { key, _ in
            guard key.count >= prefix.count else { return false }
            for index in prefix.indices where key[index] != prefix[index] { return false }
            keys.append(copy(key))
            return true
        }
        return keys
    }

    public func count(
        in name: Name,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> Int {
        try transaction.count(in: handle(name))
    }

    public func put(
        _ value: [UInt8],
        for key: [UInt8],
        in name: Name,
        _ transaction: borrowing WriteTransaction
    ) throws {
        try transaction.put(value, for: key, in: handle(name))
    }

    public func remove(
        _ key: [UInt8],
        in name: Name,
        _ transaction: borrowing WriteTransaction
    ) throws {
        try transaction.remove(key, in: handle(name))
    }

    public func removeAll(in name: Name, _ transaction: borrowing WriteTransaction) throws {
        try transaction.removeAll(in: handle(name))
    }

    public func meta(
        _ key: MetaKey,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> UInt64? {
        try with(Array(key.rawValue.utf8), in: .meta, transaction) { value in
            var decoder = ByteDecoder(value)
            return decoder.number()
        }
    }

    public func setMeta(
        _ key: MetaKey,
        _ number: UInt64,
        _ transaction: borrowing WriteTransaction
    ) throws {
        var encoder = ByteEncoder()
        encoder.append(number)
        try put(encoder.bytes, for: Array(key.rawValue.utf8), in: .meta, transaction)
    }

    /// The highest sequence applied, or twenty zeros before the first.
    public func lastSequence(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> String {
        try get(Array("sequence".utf8), in: .meta, transaction)
            .map { String(decoding: $0, as: UTF8.self) } ?? String(repeating: "0", count: 20)
    }

    public func setLastSequence(
        _ sequence: String,
        _ transaction: borrowing WriteTransaction
    ) throws {
        try put(Array(sequence.utf8), for: Array("sequence".utf8), in: .meta, transaction)
    }
}

/// A copy of lent bytes.
public func copy(_ span: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    bytes.append(span)
    return bytes
}
