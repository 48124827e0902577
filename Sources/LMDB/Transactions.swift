import CLMDB

/// What read and write transactions can both do.
public protocol Reading: ~Copyable {
    /// The C transaction, which only this module can look into.
    var handle: TransactionHandle { get }
}

/// A transaction of the C library; whoever owns it ends it.
@safe
public struct TransactionHandle {
    let pointer: OpaquePointer

    init(pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }
}

/// One state of the environment, for as long as the value lives.
public struct ReadTransaction: ~Copyable, Reading {
    public let handle: TransactionHandle

    init(handle: TransactionHandle) {
        self.handle = handle
    }

    deinit {
        unsafe mdb_txn_abort(handle.pointer)
    }
}

/// The one write transaction; it aborts when dropped without `commit()`.
public struct WriteTransaction: ~Copyable, Reading {
    public let handle: TransactionHandle

    init(handle: TransactionHandle) {
        self.handle = handle
    }

    deinit {
        unsafe mdb_txn_abort(handle.pointer)
    }

    consuming func commit() throws(LMDBError) {
        let handle = handle
        discard self
        try check(unsafe mdb_txn_commit(handle.pointer))
    }

    /// Stores a value under a key of 1 to 511 bytes, replacing the former one.
    public func put(_ value: [UInt8], for key: [UInt8], in database: StoreDatabase)
        throws(LMDBError)
    {
        precondition((1...511).contains(key.count), "an LMDB key has 1 to 511 bytes")
        let code = unsafe key.withUnsafeBytes { key in
            unsafe value.withUnsafeBytes { value in
                var key = unsafe MDB_val(lending: key)
                var value = unsafe MDB_val(lending: value)
                return unsafe mdb_put(handle.pointer, database.handle, &key, &value, 0)
            }
        }
        try check(code)
    }

    /// Removes a key; false when there was none.
    @discardableResult
    public func remove(_ key: [UInt8], in database: StoreDatabase) throws(LMDBError) -> Bool {
        let code = unsafe key.withUnsafeBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_del(handle.pointer, database.handle, &key, nil)
        }
        if code == MDB_NOTFOUND { return false }
        try check(code)
        return true
    }

    /// Removes every key of a database.
    public func removeAll(in database: StoreDatabase) throws(LMDBError) {
        try check(unsafe mdb_drop(handle.pointer, database.handle, 0))
    }
}

extension Reading where Self: ~Copyable {
    /// A copy of the value of a key.
    public func get(_ key: [UInt8], in database: StoreDatabase) throws(LMDBError) -> [UInt8]? {
        var found = unsafe MDB_val()
        let code = unsafe key.withUnsafeBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_get(handle.pointer, database.handle, &key, &found)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code)
        return unsafe Array(found.bytes)
    }

    /// Lends the value of a key to `body` without a copy, or answers `nil` if there is none.
    public func with<Result>(
        _ key: [UInt8],
        in database: StoreDatabase,
        _ body: (Span<UInt8>) throws -> Result
    ) throws -> Result? {
        var found = unsafe MDB_val()
        let code = unsafe key.withUnsafeBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_get(handle.pointer, database.handle, &key, &found)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code)
        let value = unsafe Span(_unsafeElements: found.bytes)
        return try body(value)
    }

    /// How many keys a database has.
    public func count(in database: StoreDatabase) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(unsafe mdb_stat(handle.pointer, database.handle, &statistics))
        return Int(statistics.ms_entries)
    }

    /// Calls `visit` with every key and value in order of the keys, from the first key not below
    /// `start`, until it returns false.
    ///
    /// The spans live only as long as the call.
    public func forEach(
        in database: StoreDatabase,
        from start: [UInt8] = [],
        _ visit: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        var opened: OpaquePointer?
        try check(unsafe mdb_cursor_open(handle.pointer, database.handle, &opened))
        guard let cursor = unsafe opened else { throw LMDBError.invalid }
        defer { unsafe mdb_cursor_close(cursor) }
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        var code: Int32
        if start.isEmpty {
            code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
        } else {
            code = unsafe start.withUnsafeBytes { start in
                unsafe key = MDB_val(lending: start)
                return unsafe mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE)
            }
        }
        while code != MDB_NOTFOUND {
            try check(code)
            let keySpan = unsafe Span(_unsafeElements: key.bytes)
            let valueSpan = unsafe Span(_unsafeElements: value.bytes)
            guard try visit(keySpan, valueSpan) else { return }
            code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
        }
    }
}

extension MDB_val {
    /// Bytes lent to C, which does not write to them.
    init(lending bytes: UnsafeRawBufferPointer) {
        unsafe self.init(
            mv_size: bytes.count,
            mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        )
    }

    /// The bytes that the value points to.
    var bytes: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(
            start: mv_data?.assumingMemoryBound(to: UInt8.self),
            count: mv_size
        )
    }
}
