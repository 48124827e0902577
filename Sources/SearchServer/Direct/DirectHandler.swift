import Glibc
import NIOCore
import NIOHTTP1

/// Stands before the HTTP codec of a connection and answers plain requests straight from their bytes, with
/// one write, on the event loop; everything else goes on to the codec and Hummingbird.
///
/// A request that went the general way is waited for before the next one is read here, so that answers keep
/// their order. A connection on which that cannot be told for certain stays general for good: that is
/// one on which requests are pipelined behind a general one, come in pieces, or have a body.
final class DirectHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Mode {
        /// Between two requests.
        case direct
        /// One request is on its general way.
        case waiting
        /// Nothing is read here any more.
        case general
    }

    private let responder: DirectResponder
    private var mode = Mode.direct
    private var needsFlush = false
    private var holdsRead = false
    private var moment: Moment?
    /// Requests begun and ended on the general way.
    private var heads = 0
    private var ends = 0

    init(_ responder: DirectResponder) {
        self.responder = responder
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        while mode == .direct, bytes.readableBytes > 0 {
            guard let request = PlainRequest(bytes.readableBytesUInt8Span) else {
                forwardFirst(bytes, context)
                return
            }
            bytes.moveReaderIndex(forwardBy: request.length)
            context.write(wrapOutboundOut(responder.bytes(for: request, now())), promise: nil)
            needsFlush = true
        }
        guard bytes.readableBytes > 0 else { return }
        // Behind a request that is under way: the codec keeps the order from here on.
        mode = .general
        context.fireChannelRead(wrapInboundOut(bytes))
    }

    private func forwardFirst(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        let isWhole = Self.isOneWithoutBody(bytes.readableBytesUInt8Span)
        mode = isWhole ? .waiting : .general
        heads = 0
        ends = 0
        context.fireChannelRead(wrapInboundOut(bytes))
        // Answered already, or read otherwise than it looked.
        if mode == .waiting, heads != 1 || ends != 1 { mode = .general }
    }

    /// Whether bytes look like one request without a body: one empty line, at the end.
    private static func isOneWithoutBody(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 4 else { return false }
        var at = 0
        while at + 3 < bytes.count {
            if bytes[at] == 0x0D, bytes[at + 1] == 0x0A, bytes[at + 2] == 0x0D,
                bytes[at + 3] == 0x0A
            {
                return at + 4 == bytes.count
            }
            at += 1
        }
        return false
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    /// Who does not read what was answered is read from no further.
    func read(context: ChannelHandlerContext) {
        if context.channel.isWritable { context.read() } else { holdsRead = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if holdsRead, context.channel.isWritable {
            holdsRead = false
            context.read()
        }
        context.fireChannelWritabilityChanged()
    }

    private func now() -> Moment {
        let seconds = Int64(time(nil))
        if let moment, moment.date.seconds == seconds { return moment }
        let moment = Moment(seconds: seconds, today: responder.responder.endpoints.today())
        self.moment = moment
        return moment
    }

    // MARK: The general way, as its watcher sees it

    fileprivate func requestBegan() { heads += 1 }
    fileprivate func requestEnded() { ends += 1 }
    fileprivate func responseEnded() { if mode == .waiting { mode = .direct } }
}

/// Stands behind the HTTP codec and tells the connection's `DirectHandler` where messages begin and end.
final class MessageWatcher: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let handler: DirectHandler

    init(_ handler: DirectHandler) {
        self.handler = handler
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: handler.requestBegan()
        case .body: break
        case .end: handler.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(data, promise: promise)
        if case .end = unwrapOutboundIn(data) { handler.responseEnded() }
    }
}
