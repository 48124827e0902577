public import CareUnits
import FoundationEssentials
import IndexFormat
public import Indexer
import LMDB
public import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Keeps the served index up to date: indexes a feed as it grows, or watches the folder for what
/// another process publishes.
///
/// The work runs on a thread of its own, so that searches never wait for it.
struct FollowService: Service {
    /// How often the feed and the folder are looked at.
    static let interval = Duration.milliseconds(20)

    /// How often what is served is hashed: files are opened by a record of their last verification.
    static let verification = Duration.seconds(24 * 60 * 60)
    /// When it is hashed first: not while the first requests are waiting.
    static let firstVerification = Duration.seconds(5)

    /// What serves, if this process does.
    let provider: IndexProvider?
    /// The writer and its feed when this process indexes; `nil` when it only serves.
    let source: FeedFollower?
    let logger: Logger

    func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        try await thread.runIfActive { Threads.yieldToOthers() }
        var lastFailure = ""
        var isCold = true
        var nextVerification = ContinuousClock.now + Self.firstVerification
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await thread.runIfActive {
                    try source?.step(logger)
                    provider?.refresh()
                    try source?.removeUnused()
                }
                if isCold {
                    isCold = false
                    try await thread.runIfActive { try source?.warm() }
                }
                if let provider, nextVerification <= .now {
                    try await thread.runIfActive { provider.verify() }
                    nextVerification = .now + Self.verification
                }
                if lastFailure != "" { logger.info("indexing goes on") }
                lastFailure = ""
            } catch {
                // The former generation keeps serving; each new failure is said once.
                if "\(error)" != lastFailure {
                    logger.error("indexing failed", metadata: ["error": "\(error)"])
                }
                lastFailure = "\(error)"
            }
            try? await Task.sleep(for: lastFailure.isEmpty ? Self.interval : .seconds(1))
        }
        try await thread.shutdownGracefully()
    }
}

/// Indexes what is new in a feed, step by step; used from one thread at a time.
public final class FeedFollower: Sendable {
    fileprivate let writer: Mutex<IndexWriter>
    private let source: FeedSource
    private let today: @Sendable () -> LocalDate

    /// A follower that owns the writer from now on.
    public init(
        _ writer: consuming sending IndexWriter,
        source: FeedSource,
        today: @escaping @Sendable () -> LocalDate
    ) {
        self.writer = Mutex(writer)
        self.source = source
        self.today = today
    }

    /// Applies what came since the last step and publishes a generation if anything changed.
    public func step(_ logger: Logger) throws {
        let source = source
        let today = today()
        try writer.withLock { writer in
            let report = try writer.load(source, follows: true)
            if report.rejected > 0 {
                logger.warning("lines rejected", metadata: ["count": "\(report.rejected)"])
            }
            guard try report.applied > 0 || writer.isStale(on: today) else { return }
            let publication = try writer.publish(on: today, at: SystemClock.now())
            logger.info(
                "published",
                metadata: [
                    "generation": "\(publication.generation)",
                    "units": "\(publication.documents)", "changed": "\(publication.prepared)",
                ]
            )
        }
    }
}

extension FeedFollower {
    /// Reads what the first change will need; a good time is when nobody waits for one.
    func warm() throws {
        let today = today()
        try writer.withLock { writer in try writer.warm(on: today) }
    }

    /// Removes files that nobody needs any more; a good time is after `step` and after readers looked.
    func removeUnused() throws {
        try writer.withLock { writer in try writer.removeUnused() }
    }
}

/// The wall clock, read only at the edge of the process.
public enum SystemClock {
    public static func now() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// Today's date in Denmark.
    @Sendable
    public static func today() -> LocalDate {
        now().dateInDenmark
    }
}

/// Indexes a feed as it grows, without serving, until the process is told to stop.
public struct IndexingService: Sendable {
    private let follower: FeedFollower
    private let logger: Logger

    public init(_ follower: FeedFollower, logger: Logger) {
        self.follower = follower
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT; the step under way is finished first.
    public func run() async throws {
        let service = FollowService(provider: nil, source: follower, logger: logger)
        let group = ServiceGroup(
            services: [service],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await group.run()
    }
}
