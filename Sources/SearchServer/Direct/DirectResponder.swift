import CareUnits
import HTTPTypes
import Logging
import NIOCore
import QueryEngine
import Synchronization

/// Answers plain requests with ready bytes: those of a reply of late, or of a new one, which is then kept as
/// long as its generation is in force.
///
/// Replies to a citizen's place are kept by nobody, and not here.
struct DirectResponder: Sendable {
    let responder: Responder
    let logger: Logger

    /// The bytes that answer a request.
    func bytes(for request: PlainRequest, _ moment: Moment) -> ByteBuffer {
        let start = ContinuousClock.now
        let provider = responder.endpoints.provider
        // Taken before the answer is made: if other data come into force meanwhile, it is not kept.
        let replies = provider.replies
        let key = StoredReply.Key(
            path: request.path,
            query: request.query,
            isGeoJSON: FeatureCollection.isPreferred(request.accept),
            isCompressed: Gzip.isAccepted(request.acceptEncoding),
            day: moment.day
        )
        if let known = replies.value(of: key) {
            let isUnchanged = known.tag.map { Responder.matches(request.ifNoneMatch, $0) } ?? false
            let status = isUnchanged ? 304 : known.status
            responder.note(request.path, status: status, since: start, logger)
            return known.bytes(isUnchanged: isUnchanged, moment.date)
        }
        let reply = responder.reply(
            to: RequestTraits(
                path: request.path.rawValue,
                query: request.query,
                accept: request.accept,
                acceptEncoding: request.acceptEncoding
            ),
            logger
        )
        let stored = StoredReply(reply, moment.date)
        if reply.status == .ok, reply.storage != .nobody, provider.replies === replies {
            replies.keep(stored, cost: stored.cost, for: key)
        }
        let isUnchanged = stored.tag.map { Responder.matches(request.ifNoneMatch, $0) } ?? false
        return stored.bytes(isUnchanged: isUnchanged, moment.date)
    }
}

/// The time of an answer, made out once a second.
struct Moment: Sendable {
    var date: HTTPDate
    /// Days since 1970 of today in Denmark.
    var day: Int32

    init(seconds: Int64, today: LocalDate) {
        date = HTTPDate(seconds: seconds)
        day = today.daysSinceEpoch
    }
}
