import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection of Hummingbird with the direct way before it.
struct DirectChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let general: HTTP1Channel
    let responder: DirectResponder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let direct = DirectHandler(responder)
        do {
            try channel.pipeline.syncOperations.addHandler(direct)
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        let watcher = NIOLoopBound(MessageWatcher(direct), eventLoop: channel.eventLoop)
        return general.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let operations = channel.pipeline.syncOperations
            let codec = try operations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try operations.addHandler(watcher.value, position: .after(codec))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await general.handle(value: value, logger: logger)
    }
}
