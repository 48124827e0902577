import Glibc

/// What went wrong with a file, in the operating system's words.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    /// The operation that failed, as `open`.
    public let operation: String
    /// The code as `errno.h` names it.
    public let code: Int32

    public var description: String {
        "\(operation) \(path): " + (unsafe String(cString: strerror(code)))
    }

    /// Whether the disk, or the quota, is full.
    public var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

/// What a file is at a moment: another value after any change of its bytes, its name or its place.
///
/// Device, inode, size, and the nanoseconds of the last changes of bytes and of the inode; the last of them
/// nobody can set. Not equal across machines or copies.
public struct FileState: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ status: stat) {
        description = [
            "\(status.st_dev)", "\(status.st_ino)", "\(status.st_size)",
            "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)",
            "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)",
        ].joined(separator: ":")
    }
}

/// The operations on whole files that a store needs beside LMDB; every write is durable when it returns, unless said otherwise.
public enum Files {
    static func failure(_ operation: String, _ path: String) -> FileError {
        FileError(path: path, operation: operation, code: errno)
    }

    /// Creates a folder and those above it; does nothing where it exists.
    public static func makeDirectory(_ path: String) throws(FileError) {
        if isDirectory(path) { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeDirectory(String(path[..<slash]))
        }
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw failure("mkdir", path)
        }
    }

    public static func isDirectory(_ path: String) -> Bool {
        status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// The size in bytes, or `nil` if there is no such file.
    public static func size(_ path: String) -> Int? {
        status(path).map { Int($0.st_size) }
    }

    /// The bytes that may still be written to the file system of a path, or 0 where that is unknown.
    public static func freeBytes(at path: String) -> Int {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    /// Device and inode: what stays the same when a file grows and differs when it is replaced.
    public static func identity(_ path: String) -> String? {
        status(path).map { "\($0.st_dev):\($0.st_ino)" }
    }

    /// What the file is now, or `nil` if there is none.
    public static func state(_ path: String) -> FileState? {
        status(path).map { FileState($0) }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    /// The names in a folder, sorted by their bytes, without `.` and `..`.
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = unsafe opendir(path) else { throw failure("opendir", path) }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The whole content of a file, or `nil` if there is none.
    public static func read(_ path: String) throws(FileError) -> [UInt8]? {
        guard size(path) != nil else { return nil }
        let reader = try ByteReader(path: path)
        var content: [UInt8] = []
        while let chunk = try reader.read(upTo: 1 << 20) { content += chunk }
        return content
    }

    /// Puts a file in place whole: readers see the former content or this one.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - content: Its bytes from now on.
    ///   - durably: Whether that holds after a crash too; else the file may be gone or empty then.
    /// - Throws: What writing or renaming met; then the former content stands.
    public static func replace(
        _ path: String,
        with content: [UInt8],
        durably: Bool = true
    ) throws(FileError) {
        let temporary = path + ".tmp"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        defer { close(descriptor) }
        var written = 0
        while written < content.count {
            let count = unsafe content[written...].withUnsafeBytes {
                unsafe write(descriptor, $0.baseAddress, $0.count)
            }
            guard count >= 0 || errno == EINTR else { throw failure("write", temporary) }
            written += max(count, 0)
        }
        guard durably else {
            guard unsafe rename(temporary, path) == 0 else { throw failure("rename", path) }
            return
        }
        guard fsync(descriptor) == 0 else { throw failure("fsync", temporary) }
        try move(temporary, to: path)
    }

    /// Renames durably, replacing what stood there.
    public static func move(_ path: String, to destination: String) throws(FileError) {
        guard unsafe rename(path, destination) == 0 else { throw failure("rename", path) }
        let folder = destination.lastIndex(of: "/").map { String(destination[..<$0]) } ?? "."
        try synchronize(folder.isEmpty ? "/" : folder)
    }

    /// Waits until a file or folder is on the disk.
    public static func synchronize(_ path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    /// The path of a new, empty file in the folder for temporary files; its name begins as given.
    public static func temporaryPath(_ name: String) throws(FileError) -> String {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/\(name)-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw failure("mkstemp", folder) }
        close(descriptor)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Removes a file; one that is gone already is no fault.
    public static func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure("unlink", path) }
    }
}

/// Reads a file or standard input from front to back.
public final class ByteReader {
    fileprivate let descriptor: Int32
    fileprivate let path: String

    /// Opens a file at a byte offset; `-` is standard input.
    public init(path: String, offset: Int = 0) throws(FileError) {
        self.path = path
        if path == "-" {
            descriptor = STDIN_FILENO
            return
        }
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Files.failure("open", path) }
        if offset > 0, lseek(descriptor, offset, SEEK_SET) < 0 {
            throw Files.failure("lseek", path)
        }
    }

    deinit {
        if path != "-" { close(descriptor) }
    }

    /// The next bytes, at most `limit`, or `nil` at the end; more may come later to a file that grows.
    public func read(upTo limit: Int) throws(FileError) -> [UInt8]? {
        while true {
            var count = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
                filled = max(count, 0)
            }
            if count > 0 { return chunk }
            if count == 0 { return nil }
            guard errno == EINTR else { throw Files.failure("read", path) }
        }
    }
}

extension ByteReader {
    /// Reads the next bytes over the front of a buffer; returns how many, 0 at the end.
    func read(into buffer: inout [UInt8]) throws(FileError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return count }
            guard errno == EINTR else { throw Files.failure("read", path) }
        }
    }
}

/// An advisory lock on a file (`flock`), held until the value is gone.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock without waiting, creating the file if asked; `nil` when another holder excludes it.
    public init?(path: String, exclusive: Bool, create: Bool = false) throws(FileError) {
        let flags = O_CLOEXEC | (create ? O_RDWR | O_CREAT : O_RDONLY)
        descriptor = unsafe open(path, flags, 0o644)
        guard descriptor >= 0 else { throw Files.failure("open", path) }
        guard flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw FileError(path: path, operation: "flock", code: code)
        }
    }

    deinit {
        close(descriptor)
    }
}
