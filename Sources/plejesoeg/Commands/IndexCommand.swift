import Analyzers
import ArgumentParser
import CareUnits
import IndexFormat
import Indexer
import Logging
import SearchServer

/// `plejesoeg index`: from a feed to a published generation.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Apply events and publish a generation."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Flag(help: "Keep watching the feed and publish what comes.")
    var follow = false

    @Flag(help: "Build a generation even if nothing changed.")
    var rebuild = false

    @Option(help: "The most mebibytes that the unit store may take.")
    var storeLimit: Int?

    @Argument(help: "Files, directories, or - for standard input.")
    var feeds: [String] = []

    func validate() throws {
        if follow, feeds.count != 1 || feeds[0] == "-" {
            throw ValidationError("--follow watches one file or directory.")
        }
        if let storeLimit, storeLimit < 1 { throw ValidationError("--store-limit is at least 1.") }
    }

    func run() async throws {
        let writer = try IndexWriter(
            index.folder,
            analyzer: DanishAnalyzer(),
            storeLimit: (storeLimit ?? 1 << 18) << 20
        )
        if follow {
            try await watch(writer)
        } else {
            try runOnce(writer)
        }
    }

    private func runOnce(_ writer: IndexWriter) throws {
        var total = FeedReport()
        for feed in feeds {
            var bar = ProgressBar("reading")
            total += try writer.load(FeedSource(path: feed)) { progress in
                if case .reading(let bytes, let size, let report) = progress {
                    bar.show(bytes, of: size, note: "\(report.lines) events")
                }
            }
            bar.end()
        }
        var publication: IndexWriter.Publication?
        if try rebuild || writer.isStale(on: day.today) {
            var bar = ProgressBar("analyzing")
            publication = try writer.publish(on: day.today, at: SystemClock.now()) { progress in
                if case .preparing(let done, let count) = progress { bar.show(done, of: count) }
            }
            try writer.removeUnused()
            bar.end()
        }
        report(total, publication)
        if total.rejected > 0 || total.conflicts > 0 { throw ExitCode.someRejected }
    }

    private func report(_ report: FeedReport, _ publication: IndexWriter.Publication?) {
        if json.isOn {
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("lines", report.lines)
            writer.member("applied", report.applied)
            writer.member("superseded", report.superseded)
            writer.member("rejected", report.rejected)
            writer.member("conflicts", report.conflicts)
            if let publication {
                writer.member("generation", publication.generation)
                writer.member("units", publication.documents)
                writer.member("prepared", publication.prepared)
                writer.member("bytes", publication.bytes)
            }
            writer.endObject()
            Terminal.print(String(decoding: writer.bytes, as: UTF8.self))
            return
        }
        Terminal.print(
            "\(report.lines) events: \(report.applied) applied, \(report.superseded) superseded, "
                + "\(report.rejected) rejected, \(report.conflicts) in conflict"
        )
        if let publication {
            Terminal.print(
                "generation \(publication.generation): \(publication.documents) units shown, "
                    + "\(publication.prepared) analyzed, \(publication.bytes / 1024) KiB"
            )
        } else {
            Terminal.print("nothing changed: the generation in force stays")
        }
        if report.rejected > 0 || report.conflicts > 0 {
            Terminal.print("see: plejesoeg rejects --index \(index.path)")
        }
    }

    private func watch(_ writer: consuming sending IndexWriter) async throws {
        var logger = Logger(label: "plejesoeg")
        logger.logLevel = .info
        let service = IndexingService(
            FeedFollower(writer, source: FeedSource(path: feeds[0]), today: day.clock),
            logger: logger
        )
        try await service.run()
    }
}
