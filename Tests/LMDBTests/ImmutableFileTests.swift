import LMDB
import TestSupport
import Testing

@Suite struct ImmutableFileTests {
    let folder = TemporaryFolder()

    private func array<Element: BitwiseCopyable & Sendable>(
        _ file: ImmutableFile,
        _ name: String,
        count: Int,
        of type: Element.Type = Element.self
    ) throws -> [Element] {
        let section = try #require(try file.section(name))
        let values = try #require(section.values(as: Element.self, count: count))
        return (0..<values.count).map { values[$0] }
    }

    @Test(arguments: SeededRandom.seeds(3))
    func sectionsOfEveryTypeAndSizeReadBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let path = folder.file("file")
        let sizes = [0, 1, 2, 63, 511, 512, 513, 4095, 4096, 4097, 100_000]
        var sections: [ImmutableFile.Section] = []
        var wide: [String: [UInt64]] = [:]
        for size in sizes.shuffled(using: &random) {
            let numbers = (0..<size).map { _ in random.next() }
            wide["\(size)"] = numbers
            sections.append(.init("bytes.\(size)", numbers.map { UInt8(truncatingIfNeeded: $0) }))
            sections.append(.init("shorts.\(size)", numbers.map { UInt16(truncatingIfNeeded: $0) }))
            sections.append(.init("words.\(size)", numbers.map { UInt32(truncatingIfNeeded: $0) }))
            sections.append(.init("longs.\(size)", numbers))
            sections.append(.init("doubles.\(size)", numbers.map { Double($0) }))
        }
        try ImmutableFile.write(sections, to: path)
        let file = try ImmutableFile(path: path)
        #expect(try file.sectionNames() == sections.map(\.name).sorted())
        #expect(try file.section("none") == nil)
        for (name, numbers) in wide {
            let count = numbers.count
            #expect(
                try array(file, "bytes." + name, count: count)
                    == numbers.map { UInt8(truncatingIfNeeded: $0) }
            )
            #expect(
                try array(file, "shorts." + name, count: count)
                    == numbers.map { UInt16(truncatingIfNeeded: $0) }
            )
            #expect(
                try array(file, "words." + name, count: count)
                    == numbers.map { UInt32(truncatingIfNeeded: $0) }
            )
            #expect(try array(file, "longs." + name, count: count) == numbers)
            #expect(try array(file, "doubles." + name, count: count) == numbers.map { Double($0) })
        }
        for section in sections {
            let stored = try #require(try file.section(section.name))
            #expect(stored.count == max(section.byteCount, 4096))
            #expect(stored.checksum(ofFirst: section.byteCount) == section.checksum)
        }
    }

    @Test func aSectionIsNeverReadBeyondItsEnd() throws {
        let path = folder.file("file")
        try ImmutableFile.write([.init("a", Array(repeating: UInt8(1), count: 5000))], to: path)
        let section = try #require(try ImmutableFile(path: path).section("a"))
        #expect(section.values(as: UInt64.self, count: 625)?.count == 625)
        #expect(section.values(as: UInt64.self, count: 626)?.count == nil)
        #expect(section.values(as: UInt8.self, count: -1)?.count == nil)
        #expect(section.span.count == 5000)
    }

    @Test func aFileWithoutSectionsHasNone() throws {
        let path = folder.file("file")
        try ImmutableFile.write([], to: path)
        #expect(try ImmutableFile(path: path).sectionNames().isEmpty)
    }

    @Test func anArrayKeepsItsFileMappedAfterUnlink() throws {
        let path = folder.file("file")
        let numbers = (0..<50_000).map { UInt64($0) }
        try ImmutableFile.write([.init("a", numbers)], to: path)
        let values: MappedArray<UInt64>
        do {
            let file = try ImmutableFile(path: path)
            values = try #require(try file.section("a")?.values(count: numbers.count))
        }
        try Files.remove(path)
        try ImmutableFile.write([.init("a", [UInt64(9)])], to: path)
        #expect((0..<values.count).allSatisfy { values[$0] == UInt64($0) })
    }

    @Test func whatIsNoSuchFileIsAnError() throws {
        #expect(throws: LMDBError.self) { try ImmutableFile(path: folder.file("none")) }
        var random = SeededRandom(seed: 3)
        for size in [0, 1, 100, 8192, 100_000] {
            let path = folder.write(random.bytes(size), to: "noise")
            #expect(throws: LMDBError.self) { try ImmutableFile(path: path) }
        }
    }
}
