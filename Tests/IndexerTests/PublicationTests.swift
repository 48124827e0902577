import CareUnits
import IndexFormat
import Indexer
import LMDB
import TestSupport
import Testing

@Suite struct PublicationTests {
    let index = TestIndex()

    private func contains(_ text: String) throws -> Bool {
        let bytes = try index.generationBytes()
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return false }
        var place = 0
        while let found = bytes[place...].firstIndex(of: wanted[0]) {
            if bytes[found...].starts(with: wanted) { return true }
            place = found + 1
        }
        return false
    }

    @Test func anEmptyIndexIsAGenerationToo() throws {
        let writer = try index.writer()
        #expect(throws: IndexError.noGeneration) { try index.index.openCurrent() }
        #expect(try writer.publish().documents == 0)
        let generation = try index.generation()
        #expect(generation.documentCount == 0)
        #expect(generation.document(withId: "1") == nil)
        #expect(generation.catalog == .empty)
    }

    @Test func whatIsHiddenIsNowhereInTheFile() throws {
        let writer = try index.writer()
        let free: [String: JSONValue] = ["kind": "freeCareHousing"]
        _ = try writer.load(
            index.source([
                Events.unit("11111111", 1, name: "Synlighjem"),
                Events.unit("22222222", 2, name: "Udløbsgård", validTo: "2026-10-31"),
                Events.unit("33333333", 3, name: "Ukendtfelt", changes: ["attributes": ["x": 1]]),
                Events.unit("44444444", 4, name: "Ucertificeret", changes: free),
                Events.unit("55555555", 5, name: "Aftaleløs", changes: ["serviceAgreements": []]),
                Events.unit("66666666", 6, name: "Nedlagthus"),
                Events.withdrawal("66666666", 7, version: 2),
                Events.inspection("tilsyn-2", of: "22222222", 8),
                Events.decision("afgørelse-3", of: "33333333", 9, kind: "orderQuality"),
                Events.event(
                    "indicators.published.v1",
                    10,
                    [
                        "indicator": "falls", "period": "2026",
                        "values": [
                            [
                                "level": "unit", "subject": "44444444", "value": 4.321,
                                "status": "ok",
                            ]
                        ],
                    ]
                ),
            ])
        )
        #expect(try writer.publish().documents == 1)
        _ = try index.generation()
        #expect(try contains("11111111"))
        #expect(try contains("Synlighjem"))
        for text in [
            "22222222", "Udløbsgård", "udløbsgård", "33333333", "Ukendtfelt", "ukendtfelt",
            "44444444", "Ucertificeret", "ucertificeret", "55555555", "Aftaleløs", "aftaleløs",
            "66666666", "Nedlagthus", "nedlagthus", "tilsyn-2", "afgørelse-3", "4.321",
        ] {
            #expect(try !contains(text), "\(text)")
        }
    }

    @Test func anImageWithoutConsentIsNowhereInTheFile() throws {
        let writer = try index.writer()
        func image(_ name: String, _ consent: JSONValue?) -> JSONValue {
            var image = JSONObject([
                .init(key: "url", value: .string("https://x.dk/\(name).jpg")),
                .init(key: "alt", value: .string("Billede \(name)")),
            ])
            image["consent"] = consent
            return .object(image)
        }
        let images: JSONValue = .array([
            image("given", ["given": true, "givenAt": "2026-01-01T00:00:00Z"]),
            image("refused", ["given": false]), image("unasked", nil), image("null", .null),
        ])
        _ = try writer.load(index.source([Events.unit("1", 1, changes: ["images": images])]))
        _ = try writer.publish()
        _ = try index.generation()
        #expect(try contains("given.jpg"))
        for name in ["refused", "unasked", "null"] {
            #expect(try !contains("\(name).jpg"))
            #expect(try !contains("Billede \(name)"))
        }
    }

    @Test func theDayDecidesWhoIsShown() throws {
        let writer = try index.writer()
        _ = try writer.load(
            index.source([Events.unit("1", 1), Events.unit("2", 2, validTo: "2026-11-01")])
        )
        _ = try writer.publish()
        #expect(try index.generation().shownIds == ["1", "2"])
        let tomorrow = TestIndex.today.adding(days: 1)
        let publication = try writer.publish(on: tomorrow, at: Instant(milliseconds: 0))
        #expect(publication.prepared == 0)
        #expect(try index.generation().shownIds == ["1"])
        #expect(try index.generation().changeList == ["1": [1, 1], "2": [0, 2]])
        #expect(try !contains("Hjem 2"))
    }

    @Test func whatIsGoneLeavesATombstoneAndWhatWasNeverShownNone() throws {
        let writer = try index.writer()
        _ = try writer.load(
            index.source([
                Events.unit("1", 1), Events.unit("2", 2), Events.unit("3", 3),
                Events.unit("4", 4, changes: ["serviceAgreements": []]), Events.unit("5", 5),
                Events.withdrawal("5", 6, version: 2),
            ])
        )
        _ = try writer.publish()
        #expect(try index.generation().changeList == ["1": [1, 1], "2": [1, 1], "3": [1, 1]])
        _ = try writer.load(
            index.source(
                [
                    Events.withdrawal("2", 10, version: 2),
                    Events.unit("3", 11, version: 2, name: "Nyt"),
                    Events.withdrawal("4", 12, version: 2),
                ],
                "more.ndjson"
            )
        )
        _ = try writer.publish()
        var generation = try index.generation()
        #expect(generation.changeList == ["1": [1, 1], "2": [0, 2], "3": [1, 2]])
        let order = (0..<generation.changes.count).map { generation.changes.sequences.text($0) }
        #expect(order == order.sorted())
        // Nothing new: the list stays as it is. Back again: no tombstone any more.
        _ = try writer.publish()
        #expect(try index.generation().changeList == generation.changeList)
        _ = try writer.load(index.source([Events.unit("2", 20, version: 3)], "back.ndjson"))
        _ = try writer.publish()
        generation = try index.generation()
        #expect(generation.changeList == ["1": [1, 1], "2": [1, 4], "3": [1, 2]])
    }

    @Test func aTombstoneIsNotLostWithTheProcessThatPublished() throws {
        do {
            let writer = try index.writer()
            _ = try writer.load(index.source([Events.unit("1", 1), Events.unit("2", 2)]))
            _ = try writer.publish()
            // As if the process had ended right after it had pointed readers at the generation.
            try writer.store.write(expecting: 0) { transaction in
                try writer.store.removeAll(in: .shown, transaction)
                try writer.store.setMeta(.shownGeneration, 0, transaction)
            }
        }
        let writer = try index.writer()
        _ = try writer.load(index.source([Events.withdrawal("2", 3, version: 2)], "more.ndjson"))
        _ = try writer.publish()
        #expect(try index.generation().changeList["2"] == [0, 2])
    }

    @Test func aDecisionOnTheWrongKindIsAConflictInAnyOrder() throws {
        let events = [
            Events.unit("1", 1), Events.unit("2", 2, version: 1),
            Events.unit("2", 3, version: 2, kind: "homeCareSupplier"),
            Events.decision("intake-1", of: "1", 4), Events.decision("intake-2", of: "2", 5),
            Events.decision("movein-1", of: "1", 6, kind: "banMoveIn"),
            Events.decision("movein-2", of: "2", 7, kind: "banMoveIn"),
            Events.decision("order-1", of: "1", 8, kind: "orderQuality"),
            Events.decision("nobody", of: "9", 9),
            Events.unit("3", 10), Events.decision("gone", of: "3", 11),
            Events.withdrawal("3", 12, version: 2),
        ]
        var random = SeededRandom(seed: 1)
        for _ in 0..<10 {
            let index = TestIndex()
            let writer = try index.writer()
            _ = try writer.load(index.source(events.shuffled(using: &random)))
            #expect(try writer.keys(.conflicts) == ["intake-1", "movein-2"])
            _ = try writer.publish()
            let generation = try index.generation()
            let members = (0..<generation.decisionMembers.count).map {
                generation.decisionMembers.text($0)
            }
            #expect(members.count == 3)
            #expect(!members.contains { $0.contains("intake-1") || $0.contains("movein-2") })
        }
    }

    @Test func aSecondWriterIsRefused() throws {
        let writer = try index.writer()
        _ = try writer.load(index.source([Events.unit("1", 1)]))
        #expect(throws: IndexError.locked(path: index.index.path)) { try index.writer() }
        #expect(try writer.publish().documents == 1)
        withExtendedLifetime(writer) {}
    }

    @Test func aFullStoreKeepsTheFormerStateAndALargerOneGoesOn() throws {
        let limit = 2 << 20
        let text: JSONValue = ["life": .string(String(repeating: "dagligliv ", count: 2000))]
        let many = (2...300).map { Events.unit("\($0)", $0, changes: ["texts": text]) }
        let source: FeedSource
        let before: [String: UInt64]
        do {
            let writer = try index.writer(storeLimit: limit)
            _ = try writer.load(index.source([Events.unit("1", 1)], "first.ndjson"))
            _ = try writer.publish()
            before = try writer.content()
            source = index.source(many)
            #expect(throws: IndexError.storeFull(limit: limit)) { try writer.load(source) }
            // The same process goes on with the state that was there.
            #expect(try writer.content() == before)
            #expect(try index.generation().shownIds == ["1"])
            _ = try writer.load(index.source([Events.unit("1", 400, version: 2)], "small.ndjson"))
            _ = try writer.publish()
            #expect(try index.generation().shownIds == ["1"])
        }
        let writer = try index.writer()
        #expect(try writer.load(source).applied == 299)
        _ = try writer.publish()
        #expect(try index.generation().documentCount == 300)
    }

    @Test func rolledBackIsHeldUntilTheStoreMovesOn() throws {
        let writer = try index.writer()
        let source = index.source([Events.unit("1", 1)])
        _ = try writer.load(source)
        _ = try writer.publish()
        index.folder.append(TestIndex.text([Events.unit("2", 2)]), to: "feed.ndjson")
        _ = try writer.load(source)
        _ = try writer.publish()
        #expect(try index.generation().shownIds == ["1", "2"])
        _ = try index.index.rollBack()
        #expect(try index.generation().shownIds == ["1"])
        #expect(try !writer.isStale(on: TestIndex.today.adding(days: 1)))
        index.folder.append(TestIndex.text([Events.unit("3", 3)]), to: "feed.ndjson")
        _ = try writer.load(source)
        #expect(try writer.isStale(on: TestIndex.today))
        #expect(try writer.publish().generation == 3)
        #expect(try index.generation().shownIds == ["1", "2", "3"])
    }

    @Test func storedJSONIsJSONForEveryUnitOfTheDemo() throws {
        let writer = try index.writer()
        _ = try writer.load(index.source(Events.demo(120)))
        _ = try writer.publish()
        let generation = try index.generation()
        #expect(generation.documentCount > 60)
        for document in 0..<generation.documentCount {
            for members in [generation.hits, generation.details] {
                #expect(throws: Never.self) {
                    try JSONValue.parse([0x7B] + members.copy(document) + [0x7D])
                }
            }
        }
    }

    @Test func aChangeWritesOneRecordAndWhatIsWithdrawnDoesNotStay() throws {
        let writer = try index.writer()
        var lines = (1...40).map { Events.unit("\($0)", $0, name: "Hjem \($0)") }
        func publish() throws -> FilePublication {
            _ = try writer.load(index.source(lines))
            _ = try writer.publish()
            return try index.generation().manifest.base
        }
        let first = try publish()
        #expect(first.generation == 1)
        lines.append(Events.unit("7", 50, version: 2, name: "Omdøbt"))
        #expect(try publish() == first)
        let details = try {
            let generation = try index.generation()
            let document = try #require(generation.document(withId: "7"))
            return String(decoding: generation.details.copy(document), as: UTF8.self)
        }()
        #expect(details.contains("Omdøbt"))
        #expect(try contains("Hjem 8"))
        // A unit that goes takes its record with it, and with it the former name of the other.
        lines.append(Events.withdrawal("8", 51, version: 2))
        let second = try publish()
        #expect(second.generation == 3)
        #expect(try !contains("Hjem 8"))
        #expect(try !contains("Hjem 7"))
        #expect(try contains("Omdøbt"))
        // Many changes make the base worth writing anew.
        for number in 10...30 {
            lines.append(Events.unit("\(number)", 60 + number, version: 2, name: "Nyt \(number)"))
        }
        #expect(try publish().generation == 4)
        // The base of the former generation stays for it, and no other.
        let names = try Files.names(in: index.index.contentsFolder)
        #expect(names == ["3.mdb", "3.mdb.verified", "4.mdb", "4.mdb.verified"])
    }

    @Test func anotherDayMakesAnotherBase() throws {
        let writer = try index.writer()
        _ = try writer.load(index.source([Events.unit("1", 1)]))
        _ = try writer.publish()
        let next = TestIndex.today.adding(days: 1)
        _ = try writer.publish(on: next, at: Instant(milliseconds: 0))
        #expect(try index.generation().manifest.base.generation == 2)
    }
}
