public import LMDB

/// A generation file as the folder's pointer names it, or a part of the gazetteer.
public struct FilePublication: Sendable, Equatable {
    public var generation: UInt64
    /// Bytes.
    public var size: Int
    /// XXH64 of the whole file.
    public var checksum: UInt64

    public init(generation: UInt64, size: Int, checksum: UInt64) {
        self.generation = generation
        self.size = size
        self.checksum = checksum
    }
}

/// A file of sections that was written once and is opened only as it was published.
///
/// No byte is believed before all were hashed. Who has hashed a file leaves a record beside it
/// (`FILE.verified`: what the file was then, and the checksum); an opener who finds the file unchanged since takes
/// that for an answer, so that opening costs the same at any size. What no record tells of, a bit that falls over
/// on the disk, is found by whoever hashes again (`verify`).
public struct PublishedFile: Sendable {
    public let file: ImmutableFile
    /// Keeps the file from being removed while this process uses it.
    private let lock: FileLock?

    /// Opens a file whose size and checksum must be as published.
    ///
    /// O(1) where a record says that these bytes were hashed, else O(file size).
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - expected: As what it was published.
    ///   - name: What messages call it.
    /// - Throws: `corrupt` when it is another one, `file` or `storage` when it cannot be read.
    public init(
        path: String,
        expected: FilePublication,
        name: String
    ) throws(IndexError) {
        do {
            lock = try FileLock(path: path, exclusive: false)
            if try !Self.isRecorded(path, expected) {
                try Self.verify(path: path, expected: expected, name: name)
            }
            file = try ImmutableFile(path: path)
        } catch {
            throw Self.described(error)
        }
    }

    /// Hashes the file, whatever its record says, and records or withdraws it by what is found.
    ///
    /// O(file size).
    public static func verify(
        path: String,
        expected: FilePublication,
        name: String
    ) throws(IndexError) {
        do {
            let state = Files.state(path)
            let size = Files.size(path) ?? 0
            try IndexError.unless(
                size == expected.size,
                name,
                "\(size) bytes instead of \(expected.size)"
            )
            guard try XXH64.hash(fileAt: path) == expected.checksum else {
                try? Files.remove(recordPath(path))
                throw IndexError.corrupt(structure: name, detail: "the checksum differs")
            }
            // A folder that may only be read is opened at the price of hashing each time.
            if let state, state == Files.state(path) { try? record(state, expected, path) }
        } catch {
            throw described(error)
        }
    }

    /// Writes sections to a file that is whole before it has its name, hashes and records it.
    ///
    /// - Returns: As what it can be published.
    /// - Throws: `storage` or `file`; then nothing is left behind.
    public static func write(
        _ sections: [ImmutableFile.Section],
        generation: UInt64,
        to path: String
    ) throws(IndexError) -> FilePublication {
        let temporary = path + ".tmp"
        do {
            try Files.remove(temporary)
            try ImmutableFile.write(sections, to: temporary)
            // The disk is waited for while the bytes are hashed.
            let (checksum, _) = try Threads.concurrently {
                try XXH64.hash(fileAt: temporary)
            } and: {
                try Files.synchronize(temporary)
            }
            let publication = FilePublication(
                generation: generation,
                size: Files.size(temporary) ?? 0,
                checksum: checksum
            )
            try Files.move(temporary, to: path)
            if let state = Files.state(path) { try record(state, publication, path) }
            return publication
        } catch {
            try? Files.remove(temporary)
            throw described(error)
        }
    }

    /// Removes the files of a folder that are not kept, with their records, unless a process uses them.
    public static func removeAll(
        in folder: String,
        but kept: [UInt64]
    ) throws(IndexError) {
        let names = kept.map { "\($0).mdb" }
        let keptNames = names + names.map { recordPath($0) }
        do {
            for name in try Files.names(in: folder) where !keptNames.contains(name) {
                let file = "\(folder)/\(name)"
                // A reader holds its file shared: what cannot be locked alone is still in use.
                guard try FileLock(path: file, exclusive: true) != nil else { continue }
                try Files.remove(file)
            }
        } catch {
            throw .file(error)
        }
    }

    private static func recordPath(_ path: String) -> String { path + ".verified" }

    private static func line(_ state: FileState, _ publication: FilePublication) -> [UInt8] {
        Array("\(state) \(String(publication.checksum, radix: 16))\n".utf8)
    }

    private static func record(
        _ state: FileState,
        _ publication: FilePublication,
        _ path: String
    ) throws(FileError) {
        try Files.replace(recordPath(path), with: line(state, publication), durably: false)
    }

    /// Whether a record says that the file was hashed as it is now.
    private static func isRecorded(
        _ path: String,
        _ expected: FilePublication
    ) throws(FileError) -> Bool {
        guard let state = Files.state(path), Files.size(path) == expected.size else { return false }
        return try Files.read(recordPath(path)) == line(state, expected)
    }

    private static func described(_ error: any Error) -> IndexError {
        switch error {
        case let error as IndexError: error
        case let error as FileError: .file(error)
        case let error as LMDBError: .storage(error)
        default: preconditionFailure("unexpected \(error)")
        }
    }
}
