import LMDB
import TestSupport
import Testing

@Suite struct FilesTests {
    let folder = TemporaryFolder()

    @Test func aFileIsReplacedWhole() throws {
        let path = folder.file("file")
        #expect(try Files.read(path) == nil)
        var random = SeededRandom(seed: 1)
        for size in [10, 0, 3_000_000, 1] {
            let content = random.bytes(size)
            try Files.replace(path, with: content)
            #expect(try Files.read(path) == content)
            #expect(Files.size(path) == size)
            #expect(try Files.names(in: folder.path) == ["file"])
        }
    }

    @Test func aReplacedFileHasAnotherIdentityAndAGrownOneTheSame() throws {
        let path = folder.write([1], to: "file")
        let identity = Files.identity(path)
        #expect(identity != nil)
        folder.append([2], to: "file")
        #expect(Files.identity(path) == identity)
        try Files.replace(path, with: [1])
        #expect(Files.identity(path) != identity)
        #expect(Files.identity(folder.file("none")) == nil)
    }

    @Test func replacingWhereNobodyMayWriteLeavesTheFormerContent() throws {
        let error = #expect(throws: FileError.self) {
            try Files.replace(folder.file("none/file"), with: [1])
        }
        #expect(error?.operation == "open")
        #expect(error?.isOutOfSpace == false)
    }

    @Test func foldersAreMadeWithThoseAboveThem() throws {
        let path = folder.file("a/b/c")
        try Files.makeDirectory(path)
        try Files.makeDirectory(path)
        #expect(Files.isDirectory(path))
        folder.write([], to: "file")
        #expect(throws: FileError.self) { try Files.makeDirectory(folder.file("file/below")) }
    }

    @Test func namesComeInOrderOfTheirBytes() throws {
        for name in ["b", "a", "Z", "å", "10", "9"] { folder.write([], to: name) }
        #expect(try Files.names(in: folder.path) == ["10", "9", "Z", "a", "b", "å"])
        #expect(throws: FileError.self) { try Files.names(in: folder.file("none")) }
    }

    @Test func removingWhatIsGoneIsNoFault() throws {
        let path = folder.write([1], to: "file")
        try Files.remove(path)
        try Files.remove(path)
        #expect(Files.size(path) == nil)
    }

    @Test func movingReplacesWhatStoodThere() throws {
        let from = folder.write([1], to: "from")
        let to = folder.write([2], to: "to")
        try Files.move(from, to: to)
        #expect(try Files.read(to) == [1])
        #expect(Files.size(from) == nil)
        #expect(throws: FileError.self) { try Files.move(from, to: to) }
    }

    @Test func bytesAreReadFromAnOffsetOn() throws {
        let path = folder.write(Array(0..<100), to: "file")
        let reader = try ByteReader(path: path, offset: 40)
        #expect(try reader.read(upTo: 10) == Array(40..<50))
        #expect(try reader.read(upTo: 1000) == Array(50..<100))
        #expect(try reader.read(upTo: 10) == nil)
        folder.append([7], to: "file")
        #expect(try reader.read(upTo: 10) == [7])
    }
}

@Suite struct FileLockTests {
    let folder = TemporaryFolder()

    @Test func anExclusiveLockExcludesAll() throws {
        let path = folder.file("lock")
        #expect(throws: FileError.self) { try FileLock(path: path, exclusive: true) }
        do {
            let lock = try #require(try FileLock(path: path, exclusive: true, create: true))
            #expect(try FileLock(path: path, exclusive: true) == nil)
            #expect(try FileLock(path: path, exclusive: false) == nil)
            withExtendedLifetime(lock) {}
        }
        #expect(try FileLock(path: path, exclusive: true) != nil)
    }

    @Test func sharedLocksExcludeOnlyTheExclusive() throws {
        let path = folder.write([], to: "lock")
        var locks = [try FileLock(path: path, exclusive: false)]
        locks.append(try FileLock(path: path, exclusive: false))
        #expect(locks.allSatisfy { $0 != nil })
        #expect(try FileLock(path: path, exclusive: true) == nil)
        locks.removeAll()
        #expect(try FileLock(path: path, exclusive: true) != nil)
    }
}
