import CareUnits
import IndexFormat
import Indexer
import LMDB
import TestSupport
import Testing

@Suite struct FeedTests {
    let index = TestIndex()

    private func lines(_ range: ClosedRange<Int>) -> [[UInt8]] {
        range.map { Events.unit("\($0)", $0) }
    }

    private func ids(_ writer: IndexWriter) throws -> [Int] {
        try writer.keys(.units).compactMap { Int($0) }.sorted()
    }

    @Test func aFeedThatGrowsIsReadOn() throws {
        let writer = try index.writer()
        let source = index.source(lines(1...5))
        #expect(try writer.load(source).lines == 5)
        #expect(try writer.load(source).lines == 0)
        index.folder.append(TestIndex.text(lines(6...8)), to: "feed.ndjson")
        #expect(try writer.load(source).lines == 3)
        #expect(try ids(writer) == Array(1...8))
    }

    @Test func aFeedIsReadOnAfterReopening() throws {
        let source = index.source(lines(1...5))
        do { _ = try index.writer().load(source) }
        index.folder.append(TestIndex.text(lines(6...6)), to: "feed.ndjson")
        let writer = try index.writer()
        #expect(try writer.load(source).lines == 1)
        #expect(try ids(writer) == Array(1...6))
    }

    @Test func anUnfinishedLastLineWaitsWhenFollowing() throws {
        let writer = try index.writer()
        let whole = TestIndex.text(lines(1...3))
        let source = FeedSource(
            path: index.folder.write(Array(whole.prefix(50)), to: "feed.ndjson")
        )
        for end in [100, whole.count - 1, whole.count] {
            #expect(try writer.load(source, follows: true).rejected == 0)
            index.folder.write(Array(whole.prefix(end)), to: "feed.ndjson")
        }
        #expect(try writer.load(source, follows: true).rejected == 0)
        #expect(try ids(writer) == [1, 2, 3])
        #expect(try writer.rejects() == [])
    }

    @Test func aLastLineWithoutNewlineIsALineAtTheEnd() throws {
        let writer = try index.writer()
        let source = FeedSource(
            path: index.folder.write(
                Array(TestIndex.text(lines(1...3)).dropLast()),
                to: "feed.ndjson"
            )
        )
        #expect(try writer.load(source).applied == 3)
        #expect(try writer.load(source).lines == 0)
        // What is appended behind it has the line number that an editor shows.
        index.folder.append(Array("\nbroken\n".utf8), to: "feed.ndjson")
        #expect(try writer.load(source).rejected == 1)
        #expect(try writer.rejects().map(\.line) == [4])
    }

    @Test func aLineCutShortIsNotLostWhenItsRestArrives() throws {
        let writer = try index.writer()
        let whole = TestIndex.text(lines(1...3))
        let source = FeedSource(
            path: index.folder.write(Array(whole.dropLast(40)), to: "feed.ndjson")
        )
        #expect(try writer.load(source).rejected == 1)
        index.folder.append(Array(whole.suffix(40)), to: "feed.ndjson")
        _ = try writer.load(source)
        #expect(try ids(writer) == [1, 2, 3])
    }

    @Test func anotherFileOfTheNameIsReadFromItsStart() throws {
        let writer = try index.writer()
        let source = index.source(lines(1...5))
        _ = try writer.load(source)
        try Files.replace(source.path, with: TestIndex.text(lines(6...30)))
        #expect(try writer.load(source).lines == 25)
        #expect(try ids(writer) == Array(1...30))
    }

    @Test func aFileOverwrittenInPlaceIsReadFromItsStart() throws {
        let writer = try index.writer()
        let source = index.source(lines(1...5))
        _ = try writer.load(source)
        // As `cp` does: the same file, other and more bytes.
        index.folder.write(TestIndex.text(lines(100...130)), to: "feed.ndjson")
        #expect(try writer.load(source).lines == 31)
        #expect(try ids(writer) == Array(1...5) + Array(100...130))
        index.folder.write(TestIndex.text(lines(200...201)), to: "feed.ndjson")
        #expect(try writer.load(source).lines == 2)
    }

    @Test func aDirectoryIsReadFileByFile() throws {
        let writer = try index.writer()
        try Files.makeDirectory(index.folder.file("feeds"))
        index.folder.write(TestIndex.text(lines(1...3)), to: "feeds/a.ndjson")
        index.folder.write(TestIndex.text(lines(4...5)), to: "feeds/b.jsonl")
        index.folder.write(Array("no feed\n".utf8), to: "feeds/readme.txt")
        let source = FeedSource(path: index.folder.file("feeds"))
        #expect(try writer.load(source).lines == 5)
        index.folder.append(TestIndex.text(lines(6...6)), to: "feeds/a.ndjson")
        index.folder.write(TestIndex.text(lines(7...7)), to: "feeds/c.ndjson")
        #expect(try writer.load(source).lines == 2)
        #expect(try ids(writer) == Array(1...7))
    }

    @Test func aFeedThatIsNotThereIsAnError() throws {
        let writer = try index.writer()
        #expect(throws: IndexError.self) {
            try writer.load(FeedSource(path: index.folder.file("none")))
        }
    }

    @Test func blankLinesAndCarriageReturnsAreNoEvents() throws {
        let writer = try index.writer()
        var text: [UInt8] = [0x0A, 0x20, 0x0A]
        for line in lines(1...2) { text += line + [0x0D, 0x0A, 0x0A] }
        let report = try writer.load(FeedSource(path: index.folder.write(text, to: "feed.ndjson")))
        #expect(report.lines == 2)
        #expect(report.applied == 2)
    }

    @Test func whatIsRejectedIsKeptOnceWithItsPlaceAndFaults() throws {
        let writer = try index.writer()
        let bad = Events.unit("1", 1, changes: ["kind": "castle", "name": ""])
        let feed = [Events.unit("2", 2), bad, Array("{".utf8), Events.unit("3", 3), [0xFF, 0xFE]]
        let report = try writer.load(index.source(feed))
        #expect(report.applied == 2)
        #expect(report.rejected == 3)
        #expect(try writer.load(index.source(feed, "again.ndjson")).rejected == 3)
        let rejects = try writer.rejects()
        #expect(rejects.map(\.line) == [2, 3, 5])
        #expect(rejects.allSatisfy { $0.source.hasSuffix("feed.ndjson") })
        let faults = try JSONValue.parse(rejects[0].faults).array ?? []
        #expect(faults.map { $0["pointer"]?.string } == ["/data/kind", "/data/name"])
        #expect(faults.map { $0["code"]?.string } == ["unknownWord", "blank"])
        #expect(rejects[0].excerpt == Array(bad.prefix(200)))
        #expect(rejects[2].excerpt == [0xFF, 0xFE])
        #expect(try ids(writer) == [2, 3])
    }

    @Test func invalidUTF8IsRejectedAndItsNeighboursApplied() throws {
        let writer = try index.writer()
        var broken = Events.unit("2", 2, name: "Xhjem")
        let place = try #require(broken.firstIndex(of: UInt8(ascii: "X")))
        broken[place] = 0xE6
        let report = try writer.load(
            index.source([Events.unit("1", 1), broken, Events.unit("3", 3)])
        )
        #expect(report.rejected == 1)
        #expect(try ids(writer) == [1, 3])
    }

    @Test func aLineOf100MegabytesIsRejectedAndItsNeighboursApplied() throws {
        let writer = try index.writer()
        let path = index.folder.write(TestIndex.text(lines(1...1)), to: "feed.ndjson")
        index.folder.append(Array(#"{"name":""#.utf8), to: "feed.ndjson")
        let part = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<100 { index.folder.append(part, to: "feed.ndjson") }
        index.folder.append(Array("\"}\n".utf8) + TestIndex.text(lines(2...2)), to: "feed.ndjson")
        let report = try writer.load(FeedSource(path: path))
        #expect(report.lines == 3)
        #expect(report.applied == 2)
        #expect(report.rejected == 1)
        let reject = try #require(try writer.rejects().first)
        #expect(reject.line == 2)
        #expect(reject.excerpt.count == 200)
        #expect(String(decoding: reject.faults, as: UTF8.self).contains("lineTooLong"))
        #expect(try ids(writer) == [1, 2])
        #expect(try writer.load(FeedSource(path: path)).lines == 0)
    }

    @Test func idsThatAreBlankAreNoReasonToStop() throws {
        let writer = try index.writer()
        let report = try writer.load(
            index.source([
                Events.event("inspection.withdrawn.v1", 1, ["id": "i", "sorId": ""]),
                Events.inspection("j", of: "1", 2), Events.unit("1", 3),
                Events.event(
                    "inspection.withdrawn.v1",
                    4,
                    ["id": "j", "sorId": "", "kind": "announced"]
                ),
                Events.event("inspection.withdrawn.v1", 5, ["id": "k"]),
            ])
        )
        #expect(report.applied == 3)
        #expect(try writer.rejects().map(\.line) == [1, 4])
        _ = try writer.publish()
        _ = try index.generation()
    }

    @Test func idsWithAnyCharacterAreKeptApart() throws {
        let writer = try index.writer()
        let odd = ["a\0b", "a", "\0", "æ", "i\0d", String(repeating: "x", count: 200)]
        _ = try writer.load(
            index.source(
                odd.enumerated().flatMap { number, id in
                    [
                        Events.inspection(id, of: "1", number + 1),
                        Events.decision(id, of: "1", number + 1, kind: "orderAdvice"),
                    ]
                } + [Events.unit("1", 50)]
            )
        )
        _ = try writer.publish()
        let generation = try index.generation()
        #expect(generation.decisionMembers.count == odd.count)
        let detail = try JSONValue.parse([0x7B] + generation.details.copy(0) + [0x7D])
        #expect(detail["inspection"]?["id"]?.string == odd.max())
    }
}
