public import CareUnits
import Hummingbird
import HummingbirdCore
public import Logging
import QueryEngine
import ServiceLifecycle

/// Serves an index over HTTP until the process is told to stop.
public struct SearchService: Sendable {
    /// What an operator may choose.
    public struct Configuration: Sendable {
        /// The address to listen on.
        public var host = "127.0.0.1"
        /// The port to listen on; 0 takes a free one.
        public var port = 8080
        /// Today's date; tests and demonstrations fix it.
        public var today: @Sendable () -> LocalDate = SystemClock.today

        public init() {}
    }

    private let provider: IndexProvider
    private let configuration: Configuration
    private let follower: FeedFollower?
    private let logger: Logger

    /// A service that answers from a provider's index.
    ///
    /// - Parameters:
    ///   - provider: Where the index comes from.
    ///   - configuration: Address and clock.
    ///   - follower: What indexes in this process, if anything does.
    ///   - logger: Where the service tells what it does.
    public init(
        _ provider: IndexProvider,
        configuration: Configuration,
        follower: FeedFollower? = nil,
        logger: Logger
    ) {
        self.provider = provider
        self.configuration = configuration
        self.follower = follower
        self.logger = logger
        responder = Responder(
            endpoints: Endpoints(provider: provider, today: configuration.today),
            metrics: Metrics()
        )
    }

    /// Serves until SIGTERM or SIGINT; requests under way are answered first.
    ///
    /// - Parameter onReady: Called once with the port when connections are accepted.
    /// - Throws: What binding the address throws.
    public func run(onReady: @escaping @Sendable (_ port: Int) -> Void) async throws {
        provider.refresh()
        let provider = provider
        Task.detached { provider.current?.prepare() }
        let direct = DirectResponder(responder: responder, logger: logger)
        let application = Application(
            responder: APIResponder(responder: responder),
            server: HTTPServerBuilder { responder in
                DirectChannel(general: HTTP1Channel(responder: responder), responder: direct)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)
            ),
            services: [FollowService(provider: provider, source: follower, logger: logger)],
            onServerRunning: { channel in
                onReady(channel.localAddress?.port ?? 0)
            },
            logger: logger
        )
        try await application.runService()
    }

    /// What answers requests, by either way.
    private let responder: Responder
}
