import Analyzers
import ArgumentParser
import IndexFormat
import Indexer
import Logging
import Places
import SearchServer

/// `plejesoeg serve`: answers over HTTP.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer searches over HTTP."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "A feed to index in this process as it grows: a file or a directory.")
    var follow: String?

    @Option(help: "What is logged: debug, info, notice, warning, error.")
    var logLevel: String = "info"

    @Flag(help: "Print requests to try when ready.")
    var hints = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is a number from 0 to 65535.")
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level \(logLevel) is unknown.")
        }
        if follow == "-" { throw ValidationError("--follow watches a file or directory.") }
    }

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "plejesoeg")
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        let analyzer = DanishAnalyzer()
        // What only places and texts need is made beside the rest of the start, on the other core.
        Task.detached {
            _ = Gazetteer.shipped
            DanishAnalyzer.readLists()
        }
        var follower: FeedFollower?
        if let follow {
            let writer = try IndexWriter(index.folder, analyzer: analyzer)
            let created = FeedFollower(
                writer,
                source: FeedSource(path: follow),
                today: day.clock
            )
            // The first step before the port is opened: a fresh folder has data when it is ready.
            try created.step(logger)
            follower = created
        }
        let provider = IndexProvider(index.folder, analyzer: analyzer)
        var configuration = SearchService.Configuration()
        configuration.host = host
        configuration.port = port
        configuration.today = day.clock
        let service = SearchService(
            provider,
            configuration: configuration,
            follower: follower,
            logger: logger
        )
        let (host, hints) = (host, hints)
        try await service.run { port in
            let base = "http://\(host):\(port)"
            Terminal.print("Plejesøg answers on \(base)")
            guard hints else { return }
            Terminal.print(
                """

                Try:
                  curl '\(base)/v1/search?q=demens+plejecenter&municipality=Aarhus&limit=3'
                  curl '\(base)/v1/search?near=55.40,10.39&radius=15&kind=nursingHome&facets=ownership,petsAllowed&limit=3'
                  curl '\(base)/v1/search?address=8000+Aarhus+C&radius=10&limit=3'
                  curl '\(base)/v1/search?deliversTo=Odense&limit=3'
                  curl '\(base)/v1/suggest?q=oden'
                  open \(base)/ in a browser; Ctrl-C stops.
                """
            )
        }
    }
}
