import CareUnits
import HTTPTypes
import Hummingbird
import LMDB
import Logging
import NIOCore
import QueryEngine

/// Answers HTTP requests: dispatch, conditional requests, compression, one log line and one count each.
struct APIResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let endpoints: Endpoints
    let metrics: Metrics

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let start = ContinuousClock.now
        let matched = Endpoints.Path.matching(request.uri.path)
        let response = answer(request, matched)
        let elapsed = start.duration(to: .now).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        let pattern = matched?.path.rawValue ?? "other"
        metrics.record(path: pattern, status: response.status.code, seconds: seconds)
        // The pattern and never the query: people type their mother's name and address.
        context.logger.info(
            "request",
            metadata: [
                "path": .string(pattern), "status": .stringConvertible(response.status.code),
                "microseconds": .stringConvertible(Int(seconds * 1_000_000)),
            ]
        )
        return response
    }

    private func answer(
        _ request: Request,
        _ matched: (path: Endpoints.Path, id: Substring)?
    ) -> Response {
        guard request.method == .get || request.method == .head else {
            return render(.methodNotAllowed, request)
        }
        guard let (path, id) = matched else {
            let known = Endpoints.Path.allCases.map(\.rawValue)
            let path = request.uri.path
            let hint = path.utf8.count < 100 ? nearest(to: path, among: known) : nil
            return render(.noSuchPath(hint), request)
        }
        if path == .metrics {
            return render(
                Endpoints.Answer(
                    contentType: "text/plain; version=0.0.4; charset=utf-8",
                    body: metrics.text(endpoints.provider),
                    storage: .nobody
                ),
                request
            )
        }
        do {
            let answer = try endpoints.answer(
                path,
                id: id,
                query: request.uri.query,
                accept: request.headers[.accept]
            )
            return render(answer, request)
        } catch {
            return render(error, request)
        }
    }

    private func render(_ problem: Problem, _ request: Request) -> Response {
        var headers = Self.commonHeaders
        headers[.contentType] = "application/problem+json; charset=utf-8"
        headers[.cacheControl] = "no-store"
        if let methods = problem.allowedMethods { headers[.allow] = methods }
        if problem.status == .serviceUnavailable { headers[.retryAfter] = "1" }
        return Response(
            status: problem.status,
            headers: headers,
            body: body(problem.body, request)
        )
    }

    private func render(_ answer: Endpoints.Answer, _ request: Request) -> Response {
        var headers = Self.commonHeaders
        headers[.contentType] = answer.contentType
        headers[.vary] = "Accept, Accept-Encoding"
        var bytes = answer.body
        let isCompressed =
            bytes.count >= Gzip.threshold
            && Gzip.isAccepted(request.headers[.acceptEncoding])
        if answer.storage != .nobody {
            let tag = "\"\(Self.tag(bytes))\(isCompressed ? "-gz" : "")\""
            headers[.eTag] = tag
            headers[.cacheControl] =
                (answer.storage == .anyone ? "public" : "private") + ", max-age=5"
            if Self.matches(request.headers[.ifNoneMatch], tag) {
                return Response(status: .notModified, headers: headers)
            }
        } else {
            headers[.cacheControl] = "no-store"
        }
        if isCompressed, let compressed = Gzip.compress(bytes) {
            headers[.contentEncoding] = "gzip"
            bytes = compressed
        }
        return Response(status: answer.status, headers: headers, body: body(bytes, request))
    }

    /// The body, or only its length where HEAD asks.
    private func body(_ bytes: [UInt8], _ request: Request) -> ResponseBody {
        guard request.method != .head else {
            return ResponseBody(contentLength: bytes.count) { writer in
                try await writer.finish(nil)
            }
        }
        return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }

    /// A strong tag of the bytes: equal for equal answers only.
    ///
    /// What was asked is not in it.
    private static func tag(_ bytes: [UInt8]) -> String {
        let first = String(XXH64.hash(bytes), radix: 16)
        let second = String(XXH64.hash(bytes, seed: 0x9E37_79B9), radix: 16)
        return first + second
    }

    /// Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: weak comparison).
    private static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { candidate in
            var text = candidate.filter { $0 != " " }
            if text.hasPrefix("W/") { text.removeFirst(2) }
            return text == "*" || text == tag
        }
    }

    private static let commonHeaders: HTTPFields = {
        var headers = HTTPFields()
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "no-referrer"
        headers[.accessControlAllowOrigin] = "*"
        return headers
    }()
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = Self("Referrer-Policy") ?? .contentType
}
