import ArgumentParser
import CareUnits
import DemoFeed

/// `plejesoeg demo-feed`: events about fictional units.
struct DemoFeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-feed",
        abstract: "Write a national demo of fictional units as events to standard output."
    )

    @Option(help: "How many units.")
    var units = 2500

    @Option(help: "The same seed gives the same feed.")
    var seed: UInt64 = 1

    @Option(help: "Instead of the demo: so many changes of it.")
    var updates: Int?

    @Option(help: "The sequence of the first change.")
    var firstSequence = 1_000_000

    func validate() throws {
        guard (1...10_000_000).contains(units) else {
            throw ValidationError("--units is a number from 1 to 10000000.")
        }
        if let updates, updates < 1 { throw ValidationError("--updates is at least 1.") }
    }

    func run() {
        let feed = DemoFeed(options: .init(units: units, seed: seed))
        var output = OutputBuffer()
        if let updates {
            feed.writeUpdates(count: updates, startingAt: UInt64(firstSequence)) {
                output.append(line: $0)
            }
        } else {
            feed.writeEvents { output.append(line: $0) }
        }
        output.flush()
    }
}
