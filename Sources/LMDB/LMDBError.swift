import CLMDB
import Glibc

/// A return code of LMDB or of the operating system below it.
public struct LMDBError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The code as `lmdb.h` or `errno.h` names it.
    public let code: Int32

    public init(code: Int32) {
        self.code = code
    }

    public static let notFound = LMDBError(code: MDB_NOTFOUND)
    /// The map is smaller than what is to be written.
    public static let mapFull = LMDBError(code: MDB_MAP_FULL)
    public static let invalid = LMDBError(code: MDB_INVALID)

    /// Whether the operating system had no room for a write.
    public var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// Whether a write or read failed, or was cut short.
    public var isInputOutput: Bool { code == EIO }

    /// The library's own words.
    public var description: String {
        unsafe String(cString: mdb_strerror(code))
    }
}

/// The one funnel through which every code of the C library passes.
func check(_ code: Int32) throws(LMDBError) {
    guard code == MDB_SUCCESS else { throw LMDBError(code: code) }
}
