import CareUnits
import DemoFeed
import IndexFormat
import Indexer
import LMDB
import TestSupport
import Testing

/// The result depends on the set of events, whatever their order, repetition and division.
@Suite struct OrderTests {
    /// What one load of the feed in its own order gives.
    struct Outcome {
        let sections: [String: UInt64]
        let content: [String: UInt64]

        init(_ lines: [[UInt8]]) throws {
            let index = TestIndex()
            let writer = try index.writer()
            _ = try writer.load(index.source(lines))
            _ = try writer.publish()
            _ = try index.generation()
            sections = try index.sections()
            content = try writer.content()
        }
    }

    /// The demo with what the demo has no reason to contain.
    static let lines: [[UInt8]] = {
        var lines = Events.demo(60)
        lines += [
            Events.catalogWithoutMandatoryFields(of: lines, 90_000),
            Events.unit("1", 90_001, name: "Først"),
            Events.unit("1", 90_003, version: 3, name: "Sidst"),
            Events.unit("1", 90_007, version: 2, name: "Sen"),
            Events.decision("wrong", of: "1", 90_004),
            Events.decision("right", of: "1", 90_005, kind: "banMoveIn"),
            Events.unit("2", 90_010), Events.withdrawal("2", 90_011, version: 2),
            Events.unit("2", 90_012, version: 2), Events.unit("3", 90_013, version: 5),
            Events.withdrawal("3", 90_014, version: 4),
            Events.inspection("moved", of: "1", 90_020),
            Events.inspection("moved", of: "3", 90_021),
            Events.decision("moved", of: "3", 90_022, kind: "orderQuality"),
            Events.decision("moved", of: "1", 90_023, kind: "banIntake"),
            Events.unit("4", 90_030, changes: ["productionUnitNumber": "1000000001"]),
            Events.unit("4", 90_031, version: 2, changes: ["productionUnitNumber": "1000000002"]),
            Events.event(
                "staffing.refreshed.v1",
                90_032,
                ["productionUnitNumber": "1000000001", "period": "2026", "employeeCount": 11]
            ),
            Events.event(
                "staffing.refreshed.v1",
                90_033,
                ["productionUnitNumber": "1000000002", "period": "2026", "employeeCount": 22]
            ),
            // One version, one sequence, two contents: the bytes decide.
            Events.unit("5", 90_040, name: "Alfa"), Events.unit("5", 90_040, name: "Beta"),
        ]
        return lines
    }()

    static let expected = Result { try Outcome(lines) }

    @Test(arguments: SeededRandom.seeds(20))
    func anyOrderAndRepetitionGivesTheSameBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let expected = try Self.expected.get()
        var lines = Self.lines.shuffled(using: &random)
        for _ in 0..<random.below(100) {
            lines.insert(lines[random.below(lines.count)], at: random.below(lines.count))
        }
        let index = TestIndex()
        var open: IndexWriter?
        while !lines.isEmpty {
            let writer = try open ?? index.writer()
            open = writer
            let part = Array(lines.prefix(1 + random.below(lines.count)))
            lines.removeFirst(part.count)
            _ = try writer.load(index.source(part, "part\(lines.count).ndjson"))
            if random.once(in: 4) { _ = try writer.publish() }
            if random.once(in: 4) { open = nil }
        }
        let writer = try open ?? index.writer()
        _ = try writer.publish()
        let generation = try index.generation()
        #expect(try index.sections() == expected.sections)
        #expect(try writer.content() == expected.content)
        #expect(generation.document(withId: "2") == nil)
        let document = try #require(generation.document(withId: "1"))
        #expect(generation.names.text(document) == "Sidst")
    }

    @Test func piecesWithPublicationsBetweenGiveWhatOneBuildGives() throws {
        let index = TestIndex()
        let writer = try index.writer()
        let lines = Self.lines
        for start in stride(from: 0, to: lines.count, by: 60) {
            let part = Array(lines[start..<min(start + 60, lines.count)])
            _ = try writer.load(index.source(part, "part\(start).ndjson"))
            _ = try writer.publish()
            _ = try index.generation()
        }
        #expect(try index.sections() == (try Self.expected.get()).sections)
    }

    @Test(arguments: SeededRandom.seeds(2))
    func oneChangeAtATimeGivesWhatOneBuildGives(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var lines = Events.demo(60)
        lines.append(Events.catalogWithoutMandatoryFields(of: lines, 90_000))
        let index = TestIndex()
        let writer = try index.writer()
        _ = try writer.load(index.source(lines))
        _ = try writer.publish()
        var units = lines.compactMap { line -> JSONObject? in
            guard let event = try? JSONValue.parse(line),
                event["type"]?.string?.hasSuffix("unit.published.v1") == true
            else { return nil }
            return event["data"]?.object
        }
        for step in 1...32 {
            var changed: [[UInt8]] = []
            for part in 0...random.below(3) {
                let sequence = 90_000 + step * 10 + part
                changed.append(Self.change(of: &units, sequence, using: &random))
            }
            lines += changed
            let report = try writer.load(index.source(changed, "step\(step).ndjson"))
            #expect(report.rejected == 0)
            _ = try writer.publish()
            guard step.isMultiple(of: 8) else { continue }
            _ = try index.generation()
            let expected = try Outcome(lines)
            #expect(try index.sections() == expected.sections, "step \(step)")
            #expect(try writer.content() == expected.content, "step \(step)")
        }
    }

    /// An event that changes one of the units, ends one or adds one.
    private static func change(
        of units: inout [JSONObject],
        _ sequence: Int,
        using random: inout SeededRandom
    ) -> [UInt8] {
        let place = random.below(units.count)
        var unit = units[place]
        guard let id = unit["sorId"]?.string else { fatalError("a unit has no sorId") }
        let version = JSONValue.integer(1_000 + Int64(sequence))
        unit["version"] = version
        switch random.below(14) {
        case 0:
            return Events.withdrawal(id, sequence, version: 1_000 + Int64(sequence))
        case 1:
            unit["sorId"] = .string("9\(sequence)")
            units.append(unit)
        case 2:
            unit["name"] = .string("Lærkevang plejehjem \(random.below(5))")
        case 3:
            unit["name"] = .string("Ord\(sequence) ved åen")
        case 4:
            let text = "Have og ord\(random.below(1_000)) nær strand og skov"
            unit["texts"] = ["values": .string(text)]
        case 5:
            unit["address"] = ["municipalityCode": "0101", "lat": 55.67, "lon": 12.56]
        case 6:
            return Events.inspection("step\(sequence)", of: id, sequence)
        case 7:
            return Events.decision("step\(sequence)", of: id, sequence, kind: "orderQuality")
        case 8:
            return staffing(of: unit, sequence)
        case 9:
            return satisfaction(of: id, sequence)
        case 10:
            let other = units.filter { $0["kind"] == unit["kind"] }.randomElement(using: &random)
            unit["attributes"] = other?["attributes"]
        case 11:
            unit["ownership"] = "selfOwned"
            unit["operator"] = ["name": .string("Drift \(random.below(3))")]
        case 12:
            unit["serviceAgreements"] = [
                ["municipalityCode": "0101", "kind": "municipal", "validFrom": "2021-02-03"]
            ]
        default:
            unit["productionUnitNumber"] = .string("80000\(sequence)")
            unit["cvrNumber"] = .string("800\(sequence)")
        }
        units[place] = unit
        return Events.event("unit.published.v1", sequence, .object(unit))
    }

    private static func staffing(of unit: JSONObject, _ sequence: Int) -> [UInt8] {
        let number = unit["productionUnitNumber"] ?? "9000000000"
        return Events.event(
            "staffing.refreshed.v1",
            sequence,
            ["productionUnitNumber": number, "period": "2026-11", "employeeCount": 31]
        )
    }

    private static func satisfaction(of unit: String, _ sequence: Int) -> [UInt8] {
        let figure: JSONValue = [
            "indicator": "satisfactionShare", "period": "2024", "level": "unit",
            "subject": .string(unit), "value": .decimal(Double(sequence % 100) / 100), "n": 40,
            "status": "ok", "source": "sds", "publishedAt": "2026-10-01T08:00:00Z",
        ]
        return Events.event(
            "indicators.published.v1",
            sequence,
            [
                "indicator": "satisfactionShare", "period": "2024",
                "values": .array([figure]),
            ]
        )
    }

    @Test func aLateOlderVersionNeverComesBack() throws {
        let index = TestIndex()
        let writer = try index.writer()
        _ = try writer.load(
            index.source([
                Events.unit("1", 1, version: 7, name: "Ny"),
                Events.unit("1", 99, version: 6, name: "Gammel"),
                Events.unit("2", 2, version: 1), Events.withdrawal("2", 3, version: 2),
                Events.unit("2", 98, version: 1), Events.withdrawal("3", 4, version: 3),
                Events.unit("3", 97, version: 2),
            ])
        )
        _ = try writer.publish()
        let generation = try index.generation()
        #expect(generation.shownIds == ["1"])
        #expect(generation.names.text(0) == "Ny")
        #expect(generation.manifest.sequence == "00000000000000000099")
        _ = try writer.load(index.source([Events.unit("2", 5, version: 3)], "back.ndjson"))
        _ = try writer.publish()
        #expect(try index.generation().shownIds == ["1", "2"])
    }

    @Test func repeatingAFeedChangesNothing() throws {
        let index = TestIndex()
        let writer = try index.writer()
        let first = try writer.load(index.source(Self.lines))
        #expect(first.rejected == 0)
        #expect(first.applied + first.superseded == Self.lines.count)
        _ = try writer.publish()
        let stale = try writer.isStale(on: TestIndex.today)
        #expect(!stale)
        let again = try writer.load(index.source(Self.lines, "again.ndjson"))
        #expect(again.applied == 0)
        #expect(again.superseded == Self.lines.count)
        #expect(try !writer.isStale(on: TestIndex.today))
        #expect(try writer.isStale(on: TestIndex.today.adding(days: 1)))
        #expect(try writer.publish().prepared == 0)
    }

    @Test func onlyChangedUnitsArePreparedAgain() throws {
        let index = TestIndex()
        let writer = try index.writer()
        _ = try writer.load(index.source((1...30).map { Events.unit("\($0)", $0) }))
        #expect(try writer.publish().prepared == 30)
        _ = try writer.load(
            index.source(
                [
                    Events.unit("7", 100, version: 2), Events.inspection("i", of: "8", 101),
                    Events.decision("d", of: "9", 102, kind: "banMoveIn"), Events.unit("7", 7),
                ],
                "more.ndjson"
            )
        )
        #expect(try writer.publish().prepared == 3)
        #expect(try writer.publish().prepared == 0)
        _ = try writer.load(index.source([Events.catalog(["petsAllowed"], 200)], "catalog.ndjson"))
        #expect(try writer.publish().prepared == 30)
    }

    @Test func aCatalogThatArrivesLastHeals() throws {
        let index = TestIndex()
        let writer = try index.writer()
        let unit = Events.unit("1", 1, changes: ["attributes": ["petsAllowed": true]])
        _ = try writer.load(index.source([unit, Events.unit("2", 2)]))
        _ = try writer.publish()
        #expect(try index.generation().shownIds == ["2"])
        let catalog = Events.catalog(["petsAllowed"], 3)
        _ = try writer.load(index.source([catalog], "catalog.ndjson"))
        _ = try writer.publish()
        let generation = try index.generation()
        #expect(generation.shownIds == ["1", "2"])
        let document = try #require(generation.document(withId: "1"))
        let column = try #require(generation.ordinalColumns["field.petsAllowed"])
        #expect(column.ordinal(of: document).map { column.values[$0] } == "true")
        // And a catalog that takes the field away again hides it again.
        _ = try writer.load(index.source([Events.catalog([], 4)], "later.ndjson"))
        _ = try writer.publish()
        #expect(try index.generation().shownIds == ["2"])
    }

    @Test func aDayOfUpdatesGivesWhatOneBuildGives() throws {
        let index = TestIndex()
        let writer = try index.writer()
        let feed = DemoFeed(options: .init(units: 60))
        var lines = Events.demo(60)
        _ = try writer.load(index.source(lines))
        _ = try writer.publish()
        for round in 0..<4 {
            var part: [[UInt8]] = []
            feed.writeUpdates(count: 100, startingAt: 10_000 + UInt64(round) * 100) {
                part.append($0)
            }
            _ = try writer.load(index.source(part, "part\(round).ndjson"))
            _ = try writer.publish()
            lines += part
        }
        _ = try index.generation()
        #expect(try index.sections() == (try Outcome(lines)).sections)
        #expect(try Files.names(in: index.index.generationsPath).count == 4)
    }
}
