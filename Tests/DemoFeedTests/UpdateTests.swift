import CareUnits
import DemoFeed
import Testing

@Suite struct UpdateTests {
    let feed = DemoFeed(options: DemoFeed.Options())

    private func updates(_ count: Int, startingAt sequence: UInt64) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        feed.writeUpdates(count: count, startingAt: sequence) { lines.append($0) }
        return lines
    }

    @Test func theStoryGoesOnWhereTheFormerCallEnded() {
        let whole = updates(300, startingAt: 10_000)
        #expect(whole == updates(100, startingAt: 10_000) + updates(200, startingAt: 10_100))
    }

    @Test func changesCarryHigherVersionsAndAnEndStaysAnEnd() throws {
        var versions: [String: Int64] = [:]
        for unit in Demo.usual.units {
            let id = unit["sorId"]?.string ?? ""
            versions[id] = max(versions[id] ?? 0, unit["version"]?.integer ?? 0)
        }
        var gone: Set<String> = []
        var counts: [String: Int] = [:]
        var last = ""
        for line in updates(5000, startingAt: 10_000) {
            let event = try JSONValue.parse(line)
            let sequence = event["sequence"]?.string ?? ""
            #expect(sequence > last)
            last = sequence
            let type = event["type"]?.string ?? ""
            counts[type, default: 0] += 1
            guard let version = event["data"]?["version"]?.integer,
                let id = event["data"]?["sorId"]?.string
            else { continue }
            #expect(version > versions[id] ?? .max, "\(id)")
            versions[id] = version
            if type.hasSuffix("unit.withdrawn.v1") {
                gone.insert(id)
            } else {
                #expect(!gone.contains(id))
            }
        }
        #expect(counts.count == 5)
        #expect((50...200).contains(counts["dk.plejeoverblikket.unit.withdrawn.v1"] ?? 0))
    }
}
