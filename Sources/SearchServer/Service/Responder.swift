import CareUnits
import HTTPTypes
import LMDB
import Logging
import QueryEngine

/// What of a request decides its answer.
struct RequestTraits: Sendable {
    var method = HTTPRequest.Method.get
    /// The path, undecoded.
    var path: String
    /// The query string, undecoded.
    var query: String?
    var accept: String?
    var acceptEncoding: String?
    var ifNoneMatch: String?
}

/// An answer with its HTTP details, whichever way it is sent.
struct Reply: Sendable {
    var status: HTTPResponse.Status
    var fields: HTTPFields
    /// The body; not sent to HEAD, and none with 304.
    var body: [UInt8]
    /// Who may keep it.
    var storage: Endpoints.Storage
}

/// Answers requests: dispatch, conditional requests, compression, one log line and one count each.
struct Responder: Sendable {
    let endpoints: Endpoints
    let metrics: Metrics

    /// The answer to a request, counted and logged.
    func reply(to request: RequestTraits, _ logger: Logger) -> Reply {
        let start = ContinuousClock.now
        let matched = Endpoints.Path.matching(request.path)
        let reply = answer(request, matched)
        note(matched?.path, status: reply.status.code, since: start, logger)
        return reply
    }

    /// Counts and logs a request.
    ///
    /// The pattern and never the query: people type their mother's name and address.
    func note(
        _ path: Endpoints.Path?,
        status: Int,
        since start: ContinuousClock.Instant,
        _ logger: Logger
    ) {
        let elapsed = start.duration(to: .now).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        let pattern = path?.rawValue ?? "other"
        metrics.record(path: pattern, status: status, seconds: seconds)
        logger.info(
            "request",
            metadata: [
                "path": .string(pattern), "status": .stringConvertible(status),
                "microseconds": .stringConvertible(Int(seconds * 1_000_000)),
            ]
        )
    }

    private func answer(
        _ request: RequestTraits,
        _ matched: (path: Endpoints.Path, id: Substring)?
    ) -> Reply {
        guard request.method == .get || request.method == .head else {
            return render(.methodNotAllowed)
        }
        guard let (path, id) = matched else {
            let known = Endpoints.Path.allCases.map(\.rawValue)
            let hint =
                request.path.utf8.count < 100 ? nearest(to: request.path, among: known) : nil
            return render(.noSuchPath(hint))
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
                query: request.query,
                accept: request.accept
            )
            return render(answer, request)
        } catch {
            return render(error)
        }
    }

    private func render(_ problem: Problem) -> Reply {
        var fields = Self.commonFields
        fields[.contentType] = "application/problem+json; charset=utf-8"
        fields[.cacheControl] = "no-store"
        if let methods = problem.allowedMethods { fields[.allow] = methods }
        if problem.status == .serviceUnavailable { fields[.retryAfter] = "1" }
        return Reply(
            status: problem.status,
            fields: fields,
            body: problem.body,
            storage: .nobody
        )
    }

    private func render(_ answer: Endpoints.Answer, _ request: RequestTraits) -> Reply {
        var fields = Self.commonFields
        fields[.contentType] = answer.contentType
        fields[.vary] = "Accept, Accept-Encoding"
        var bytes = answer.body
        let isCompressed =
            bytes.count >= Gzip.threshold && Gzip.isAccepted(request.acceptEncoding)
        if answer.storage != .nobody {
            let tag = "\"\(Self.tag(bytes))\(isCompressed ? "-gz" : "")\""
            fields[.eTag] = tag
            fields[.cacheControl] =
                (answer.storage == .anyone ? "public" : "private") + ", max-age=5"
            if Self.matches(request.ifNoneMatch, tag) {
                return Reply(
                    status: .notModified,
                    fields: fields,
                    body: [],
                    storage: answer.storage
                )
            }
        } else {
            fields[.cacheControl] = "no-store"
        }
        if isCompressed, let compressed = Gzip.compress(bytes) {
            fields[.contentEncoding] = "gzip"
            bytes = compressed
        }
        return Reply(
            status: answer.status,
            fields: fields,
            body: bytes,
            storage: answer.storage
        )
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
    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { candidate in
            var text = candidate.filter { $0 != " " }
            if text.hasPrefix("W/") { text.removeFirst(2) }
            return text == "*" || text == tag
        }
    }

    private static let commonFields: HTTPFields = {
        var fields = HTTPFields()
        fields[.xContentTypeOptions] = "nosniff"
        fields[.referrerPolicy] = "no-referrer"
        fields[.accessControlAllowOrigin] = "*"
        return fields
    }()
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = Self("Referrer-Policy") ?? .contentType
}
