import HTTPTypes
import Hummingbird
import NIOCore

/// Answers what comes through Hummingbird: pages, documents, health, and every request that is out of the
/// ordinary.
struct APIResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let responder: Responder

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let reply = responder.reply(
            to: RequestTraits(
                method: request.method,
                path: request.uri.path,
                query: request.uri.query,
                accept: request.headers[.accept],
                acceptEncoding: request.headers[.acceptEncoding],
                ifNoneMatch: request.headers[.ifNoneMatch]
            ),
            context.logger
        )
        if reply.status == .notModified {
            return Response(status: reply.status, headers: reply.fields)
        }
        return Response(
            status: reply.status,
            headers: reply.fields,
            body: body(reply.body, isHead: request.method == .head)
        )
    }

    /// The body, or only its length where HEAD asks.
    private func body(_ bytes: [UInt8], isHead: Bool) -> ResponseBody {
        guard !isHead else {
            return ResponseBody(contentLength: bytes.count) { writer in
                try await writer.finish(nil)
            }
        }
        return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
}
