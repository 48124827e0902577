import CLMDB
import Glibc

/// An LMDB file that was written once and is never changed: named sections, mapped and read in place.
///
/// One read transaction lives as long as the value, so every section stays valid as long as anyone
/// holds it. No lock file is used or needed (`MDB_NOLOCK` is sound because nobody writes).
@safe
public final class ImmutableFile: Sendable {
    // The environment and its one transaction are only read after `init`.
    nonisolated(unsafe) private let environment: OpaquePointer
    nonisolated(unsafe) private let transaction: OpaquePointer
    private let database: UInt32

    /// Maps a file that `write(_:to:)` has made.
    public init(path: String) throws(LMDBError) {
        var created: OpaquePointer?
        try check(unsafe mdb_env_create(&created))
        guard let environment = unsafe created else { throw .invalid }
        let flags = UInt32(MDB_NOSUBDIR | MDB_RDONLY | MDB_NOLOCK | MDB_NOTLS | MDB_NORDAHEAD)
        var transaction: OpaquePointer?
        var database: MDB_dbi = 0
        var code = unsafe mdb_env_open(environment, path, flags, 0o644)
        if code == MDB_SUCCESS {
            code = unsafe mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction)
        }
        if code == MDB_SUCCESS { code = unsafe mdb_dbi_open(transaction, nil, 0, &database) }
        guard code == MDB_SUCCESS, let opened = unsafe transaction else {
            unsafe mdb_txn_abort(transaction)
            unsafe mdb_env_close(environment)
            throw LMDBError(code: code)
        }
        unsafe self.environment = unsafe environment
        unsafe self.transaction = unsafe opened
        self.database = database
    }

    deinit {
        unsafe mdb_txn_abort(transaction)
        unsafe mdb_env_close(environment)
    }

    /// The bytes of a section, or `nil` if the file has none of that name.
    ///
    /// O(log n).
    public func section(_ name: String) throws(LMDBError) -> MappedArray<UInt8>? {
        var found = unsafe MDB_val()
        let code = unsafe Array(name.utf8).withUnsafeBytes { key in
            var key = unsafe MDB_val(lending: key)
            return unsafe mdb_get(transaction, database, &key, &found)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code)
        guard let base = unsafe found.mv_data else { throw .invalid }
        return unsafe MappedArray(
            owner: self,
            base: base.assumingMemoryBound(to: UInt8.self),
            count: found.mv_size
        )
    }

    /// The names of all sections, in order of their bytes.
    ///
    /// O(n).
    public func sectionNames() throws(LMDBError) -> [String] {
        var opened: OpaquePointer?
        try check(unsafe mdb_cursor_open(transaction, database, &opened))
        guard let cursor = unsafe opened else { throw .invalid }
        defer { unsafe mdb_cursor_close(cursor) }
        var names: [String] = []
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        while true {
            let code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
            if code == MDB_NOTFOUND { return names }
            try check(code)
            names.append(unsafe String(decoding: key.bytes, as: UTF8.self))
        }
    }

    /// Writes the sections to a new file; whoever needs it on the disk synchronizes it (`Files.synchronize`).
    ///
    /// The map is sized from what will be written, and the blocks are taken from the disk before: a full disk is
    /// an error here and no signal while bytes are copied. Sections are written straight into the map, as nobody reads
    /// the file yet. Sections shorter than a page are padded to one, so that LMDB gives each its own pages and its
    /// first byte is aligned to 16: the reader gets the true length from whoever wrote it.
    public static func write(_ sections: [Section], to path: String) throws(LMDBError) {
        var created: OpaquePointer?
        try check(unsafe mdb_env_create(&created))
        guard let environment = unsafe created else { throw .invalid }
        defer { unsafe mdb_env_close(environment) }
        let payload = sections.reduce(0) { $0 + max($1.byteCount, minimumSection) + 2 * pageSize }
        let room = (payload + payload / 64 + (1 << 20)) / pageSize * pageSize
        try check(unsafe mdb_env_set_mapsize(environment, room))
        let flags = UInt32(MDB_NOSUBDIR | MDB_NOSYNC | MDB_NOLOCK | MDB_NOTLS | MDB_WRITEMAP)
        try check(unsafe mdb_env_open(environment, path, flags, 0o644))
        var descriptor: mdb_filehandle_t = 0
        try check(unsafe mdb_env_get_fd(environment, &descriptor))
        try check(posix_fallocate(descriptor, 0, off_t(room)))
        let sorted = sections.sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        for section in sorted {
            try check(unsafe put(section, into: environment))
        }
        var information = unsafe MDB_envinfo()
        try check(unsafe mdb_env_info(environment, &information))
        let used = unsafe (Int(information.me_last_pgno) + 1) * pageSize
        guard ftruncate(descriptor, off_t(used)) == 0 else { throw LMDBError(code: errno) }
    }

    private static func put(_ section: Section, into environment: OpaquePointer) -> Int32 {
        var transaction: OpaquePointer?
        var code = unsafe mdb_txn_begin(environment, nil, 0, &transaction)
        guard code == MDB_SUCCESS else { return code }
        var database: MDB_dbi = 0
        code = unsafe mdb_dbi_open(transaction, nil, 0, &database)
        if code == MDB_SUCCESS {
            let size = max(section.byteCount, minimumSection)
            code = unsafe Array(section.name.utf8).withUnsafeBytes { key in
                var key = unsafe MDB_val(lending: key)
                var value = unsafe MDB_val(mv_size: size, mv_data: nil)
                let flags = UInt32(MDB_APPEND | MDB_RESERVE)
                let code = unsafe mdb_put(transaction, database, &key, &value, flags)
                guard code == MDB_SUCCESS, let target = unsafe value.mv_data else { return code }
                unsafe section.copy(
                    to: UnsafeMutableRawBufferPointer(start: target, count: size)
                )
                return code
            }
        }
        guard code == MDB_SUCCESS else {
            unsafe mdb_txn_abort(transaction)
            return code
        }
        return unsafe mdb_txn_commit(transaction)
    }

    private static let pageSize = 4096
    /// A value of this size always gets overflow pages of its own.
    private static let minimumSection = 4096

    /// A name and the bytes that stand under it.
    public struct Section: Sendable {
        public let name: String
        public let byteCount: Int
        private let payload: any SectionPayload

        /// A section of plain values, stored as they lie in memory (little endian).
        public init<Element: BitwiseCopyable & Sendable>(_ name: String, _ elements: [Element]) {
            self.name = name
            byteCount = elements.count * MemoryLayout<Element>.stride
            payload = ArrayPayload(elements: elements)
        }

        fileprivate func copy(to target: UnsafeMutableRawBufferPointer) {
            unsafe payload.copy(to: target)
            let padding = unsafe UnsafeMutableRawBufferPointer(rebasing: target[byteCount...])
            _ = unsafe padding.initializeMemory(as: UInt8.self, repeating: 0)
        }

        /// The checksum of the bytes (XXH64, seed 0).
        ///
        /// O(n).
        public var checksum: UInt64 { payload.checksum }
    }
}

/// What a section copies its bytes from, whatever the type of its elements.
private protocol SectionPayload: Sendable {
    func copy(to target: UnsafeMutableRawBufferPointer)
    var checksum: UInt64 { get }
}

private struct ArrayPayload<Element: BitwiseCopyable & Sendable>: SectionPayload {
    let elements: [Element]

    func copy(to target: UnsafeMutableRawBufferPointer) {
        unsafe elements.withUnsafeBytes { source in
            unsafe target.copyMemory(from: source)
        }
    }

    var checksum: UInt64 {
        unsafe elements.withUnsafeBytes { bytes in
            var hash = XXH64()
            unsafe hash.update(bytes)
            return hash.digest
        }
    }
}
