import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 client on one connection, for measuring: one request after the other.
struct LoopbackClient {
    private let channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
    private let requests:
        AsyncStream<(String, CheckedContinuation<[UInt8], any Error>)>.Continuation
    private let loop: Task<Void, Never>
    private let host: String

    init(host: String, port: Int) async throws {
        self.host = host
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        self.channel = channel
        let (stream, requests) = AsyncStream<(String, CheckedContinuation<[UInt8], any Error>)>
            .makeStream()
        self.requests = requests
        loop = Task {
            do {
                try await channel.executeThenClose { inbound, outbound in
                    var parts = inbound.makeAsyncIterator()
                    for await (target, answer) in stream {
                        do {
                            var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target)
                            head.headers.add(name: "host", value: host)
                            try await outbound.write(.head(head))
                            try await outbound.write(.end(nil))
                            var body: [UInt8] = []
                            reading: while let part = try await parts.next() {
                                switch part {
                                case .head(let head):
                                    guard head.status == .ok else {
                                        throw HTTPBench.Failure(
                                            description: "\(target): \(head.status)"
                                        )
                                    }
                                case .body(let buffer): body += buffer.readableBytesView
                                case .end: break reading
                                }
                            }
                            answer.resume(returning: body)
                        } catch {
                            answer.resume(throwing: error)
                        }
                    }
                }
            } catch {
                // The connection is gone; requests that come now are answered by their own failure.
                for await (_, answer) in stream { answer.resume(throwing: error) }
            }
        }
    }

    /// The body of an answer; any status but 200 is an error.
    func get(_ target: String) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { requests.yield((target, $0)) }
    }

    func close() async throws {
        requests.finish()
        await loop.value
    }
}
