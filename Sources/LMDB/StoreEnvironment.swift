import CLMDB

/// An LMDB environment that is written in place: one writer, readers that never block.
///
/// The rules of `lmdb.h` that callers must keep are kept here: transactions are not bound to threads
/// (`MDB_NOTLS`), readers left behind by a killed process are cleared at opening, the map is never
/// shrunk, and it is resized only while no transaction is open in this process: a resize waits for those that are,
/// and they for it. So a thread opens one transaction at a time. Open the same folder only once in a process.
@safe
public final class StoreEnvironment: Sendable {
    // LMDB environments may be used from many threads; only transactions are bound to one at a time.
    nonisolated(unsafe) private let handle: OpaquePointer
    /// Shared by transactions, held alone by a resize.
    private let mapLock = ReaderWriterLock()

    /// Opens or creates the environment in an existing folder.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - mapSize: Bytes of address space, the most the file may grow to; grown maps stay grown.
    ///   - databases: How many named databases there may be.
    ///   - readOnly: Whether the process only reads; the lock file is written all the same.
    /// - Throws: The library's code, as `ENOENT` when the folder is missing.
    public init(path: String, mapSize: Int, databases: Int, readOnly: Bool) throws(LMDBError) {
        var created: OpaquePointer? = nil
        try check(unsafe mdb_env_create(&created))
        guard let environment = unsafe created else { throw .invalid }
        _ = unsafe mdb_env_set_maxdbs(environment, MDB_dbi(databases))
        _ = unsafe mdb_env_set_mapsize(environment, mapSize)
        _ = unsafe mdb_env_set_maxreaders(environment, 512)
        let flags = UInt32(MDB_NOTLS) | (readOnly ? UInt32(MDB_RDONLY) : 0)
        let opened = unsafe mdb_env_open(environment, path, flags, 0o644)
        guard opened == MDB_SUCCESS else {
            unsafe mdb_env_close(environment)
            throw LMDBError(code: opened)
        }
        var cleared: Int32 = 0
        _ = unsafe mdb_reader_check(environment, &cleared)
        // Only now: an initializer that throws with every property set runs `deinit`, which closes.
        unsafe handle = unsafe environment
    }

    deinit {
        unsafe mdb_env_close(handle)
    }

    /// Bytes of the map and how many of them are in use.
    public var size: (map: Int, used: Int) {
        var information = unsafe MDB_envinfo()
        _ = unsafe mdb_env_info(handle, &information)
        var statistics = MDB_stat()
        _ = unsafe mdb_env_stat(handle, &statistics)
        return unsafe (
            map: Int(information.me_mapsize),
            used: (Int(information.me_last_pgno) + 1) * Int(statistics.ms_psize)
        )
    }

    /// Gives the map a new size in bytes; waits for the transactions of this process.
    public func resize(to bytes: Int) throws(LMDBError) {
        mapLock.lockAlone()
        defer { mapLock.unlock() }
        try check(unsafe mdb_env_set_mapsize(handle, bytes))
    }

    /// Runs `body` in a read transaction: it sees one state, whatever is written meanwhile.
    public func read<Result>(_ body: (borrowing ReadTransaction) throws -> Result) throws -> Result
    {
        let begun = try begin(UInt32(MDB_RDONLY))
        defer { mapLock.unlock() }
        let transaction = ReadTransaction(handle: begun)
        return try body(transaction)
    }

    /// Runs `body` in the write transaction and commits durably; if it throws, nothing has happened.
    public func write<Result>(
        _ body: (borrowing WriteTransaction) throws -> Result
    ) throws -> Result {
        let begun = try begin(0)
        defer { mapLock.unlock() }
        let transaction = WriteTransaction(handle: begun)
        let result = try body(transaction)
        try transaction.commit()
        return result
    }

    /// Begins a transaction and shares `mapLock` for it; the caller unlocks when it has ended.
    private func begin(_ flags: UInt32) throws(LMDBError) -> TransactionHandle {
        var transaction: OpaquePointer?
        mapLock.lockShared()
        var code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        while code == MDB_MAP_RESIZED {
            // Another process has grown the map: take its size over and try again.
            mapLock.unlock()
            try resize(to: 0)
            mapLock.lockShared()
            code = unsafe mdb_txn_begin(handle, nil, flags, &transaction)
        }
        guard code == MDB_SUCCESS, let pointer = unsafe transaction else {
            mapLock.unlock()
            throw LMDBError(code: code)
        }
        return unsafe TransactionHandle(pointer: pointer)
    }

    /// Opens the named database in its own transaction, creating it if the environment is writable.
    public func database(_ name: String, create: Bool) throws -> StoreDatabase {
        let transaction = try begin(create ? 0 : UInt32(MDB_RDONLY))
        defer { mapLock.unlock() }
        var database: MDB_dbi = 0
        let code = unsafe mdb_dbi_open(
            transaction.pointer,
            name,
            create ? UInt32(MDB_CREATE) : 0,
            &database
        )
        guard code == MDB_SUCCESS else {
            unsafe mdb_txn_abort(transaction.pointer)
            throw LMDBError(code: code)
        }
        try check(unsafe mdb_txn_commit(transaction.pointer))
        return StoreDatabase(handle: database)
    }
}

/// A named database of an environment: keys to values, in order of the keys' bytes.
public struct StoreDatabase: Sendable {
    let handle: MDB_dbi
}
