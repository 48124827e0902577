import CareUnits
import Dispatch
import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import QueryEngine
import TestSupport
import Testing

@testable import SearchServer

/// The direct way of plain requests: it answers exactly as the general way does, and in order.
@Suite struct DirectTests {
    // MARK: What is plain

    static let plain: [(text: String, query: String)] = [
        ("GET /v1/search HTTP/1.1\r\nHost: a\r\n\r\n", ""),
        ("GET /v1/search? HTTP/1.1\r\nHost: a\r\n\r\n", ""),
        ("GET /v1/search?q=%C3%A6&limit=2 HTTP/1.1\r\nhost:a\r\n\r\n", "q=%C3%A6&limit=2"),
        ("GET /v1/suggest?q=a HTTP/1.1\r\nX-Other: b c\r\nHOST: a\r\n\r\nGET", "q=a"),
        ("GET /v1/compare?id=1 HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n", "id=1"),
    ]

    @Test(arguments: plain)
    func plainRequestsAreRead(text: String, query: String) throws {
        let read = PlainRequest(Array(text.utf8).span)
        let request = try #require(read)
        #expect(request.query == query)
        let bytes = Array(text.utf8)
        let end = try #require(
            (0..<bytes.count - 3).first {
                bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10])
            }
        )
        #expect(request.length == end + 4)
    }

    @Test(arguments: [
        "", "G", "GET /v1/search HTTP/1.1\r\nHost: a\r\n", "GET /v1/search HTTP/1.1\r\n\r\n",
        "GET /v1/search HTTP/1.0\r\nHost: a\r\n\r\n", "POST /v1/search HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/searching HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/search?q=æ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/search?q=a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/search?q=a#b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost : a\r\n\r\n", "GET /v1/search HTTP/1.1\nHost: a\n\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nAccept: b\r\nAccept: c\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nX: \u{01}\r\n\r\n",
        "GET /v1/search HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n",
    ])
    func everythingElseGoesTheGeneralWay(text: String) {
        let request = PlainRequest(Array(text.utf8).span)
        #expect(request == nil, "\(text.debugDescription)")
    }

    /// RFC 9110 gives the first; the others are of leap years, of a century and of the epoch.
    @Test(arguments: [
        (Int64(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func datesAreThoseOfHTTP(seconds: Int64, text: String) {
        #expect(String(decoding: HTTPDate(seconds: seconds).bytes, as: UTF8.self) == text)
    }

    // MARK: Both ways on one server

    private func test(
        _ served: ServedIndex,
        _ body: @escaping @Sendable (_ port: Int) throws -> Void
    ) async throws {
        let direct = DirectResponder(
            responder: served.responder.responder,
            logger: Logger(label: "direct")
        )
        let application = Application(
            responder: served.responder,
            server: HTTPServerBuilder { responder in
                DirectChannel(general: HTTP1Channel(responder: responder), responder: direct)
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0))
        )
        try await application.test(.live) { client in
            let port = try #require(client.port)
            // What blocks must not take a thread from the server's tasks.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try body(port) })
                }
            }
        }
    }

    private static let targets = [
        "/v1/search", "/v1/search?q=have&facets=all", "/v1/search?q=plejehjem&limit=3",
        "/v1/search?q=plejehjem&limit=x&nothing=1", "/v1/search?q=%ZZ",
        "/v1/search?near=55.7,12.5&radius=20", "/v1/suggest?q=ple", "/v1/suggest",
        "/v1/inspections/search?q=mad", "/v1/compare?id=nobody",
    ]

    @Test func bothWaysAnswerAlike() async throws {
        let served = try ServedIndex()
        try await test(served) { port in
            for target in Self.targets {
                for field in ["", "Accept-Encoding: gzip\r\n", "Accept: application/geo+json\r\n"] {
                    let general = try Wire(port).exchange(
                        "GET \(target) HTTP/1.1\r\nHost: a\r\n\(field)Connection: close\r\n\r\n"
                    )
                    // Twice: newly made, and as it was kept.
                    for _ in 0..<2 {
                        let wire = try Wire(port)
                        let plain = "GET \(target) HTTP/1.1\r\nHost: a\r\n\(field)\r\n"
                        let direct = try wire.exchange(plain)
                        #expect(direct.status == general.status, "\(target)")
                        #expect(direct.body == general.body, "\(target)")
                        #expect(direct.fields == general.fields, "\(target)")
                    }
                }
            }
        }
    }

    @Test func whoHasTheAnswerIsToldSo() async throws {
        let served = try ServedIndex(units: 30)
        try await test(served) { port in
            let wire = try Wire(port)
            let head = "GET /v1/search?q=ple HTTP/1.1\r\nHost: a\r\n"
            let tag = try #require(try wire.exchange(head + "\r\n").fields["etag"])
            for _ in 0..<2 {
                let again = try wire.exchange(head + "If-None-Match: \(tag)\r\n\r\n")
                #expect(again.status == 304 && again.body.isEmpty)
                #expect(again.fields["etag"] == tag)
            }
            #expect(try wire.exchange(head + "If-None-Match: \"x\"\r\n\r\n").status == 200)
        }
    }

    /// Requests of both kinds in one stream, in pieces of every size: the answers come in their order.
    @Test func answersKeepTheOrderOfRequests() async throws {
        let served = try ServedIndex(units: 30)
        try await test(served) { port in
            var generator = SystemRandomNumberGenerator()
            for round in 0..<40 {
                let seed = generator.next()
                var random = SeededRandom(seed: seed)
                var stream = ""
                var limits: [Int] = []
                for _ in 0..<12 {
                    let limit = Int(random.next() % 30) + 1
                    limits.append(limit)
                    let kind = random.next() % 4
                    let field = kind == 0 ? "Content-Length: 0\r\n" : ""
                    let path = kind == 1 ? "/v1/changes?since=0&limit" : "/v1/search?limit"
                    stream += "GET \(path)=\(limit) HTTP/1.1\r\nHost: a\r\n\(field)\r\n"
                }
                let wire = try Wire(port)
                let bytes = Array(stream.utf8)
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + 1 + Int(random.next() % 200))
                    try wire.send(Array(bytes[start..<end]))
                    if random.next() % 3 == 0 { usleep(200) }
                    start = end
                }
                let alone = try Wire(port)
                for (place, line) in stream.split(separator: "\r\n\r\n").enumerated() {
                    let answer = try wire.receive()
                    let same = try alone.exchange(line + "\r\n\r\n")
                    #expect(
                        answer.body == same.body,
                        "round \(round), seed \(seed), answer \(place), limit \(limits[place])"
                    )
                }
            }
        }
    }

    @Test func newDataReplaceWhatWasKept() async throws {
        let served = try ServedIndex(units: 40)
        try await test(served) { port in
            let wire = try Wire(port)
            let request = "GET /v1/search?limit=100 HTTP/1.1\r\nHost: a\r\n\r\n"
            let before = try JSONValue.parse(try wire.exchange(request).body)
            let id = try #require(before["hits"]?.array?.first?["id"]?.string)
            try served.withdraw(id)
            let after = try wire.exchange(request).body
            #expect(!String(decoding: after, as: UTF8.self).contains("\"id\":\"\(id)\""))
        }
    }

    @Test func answersToAPlaceAreNotKept() async throws {
        let served = try ServedIndex(units: 40)
        try await test(served) { port in
            let wire = try Wire(port)
            for (query, isKept) in [("near=55.7,12.5", false), ("q=ple", true)] {
                _ = try wire.exchange("GET /v1/search?\(query) HTTP/1.1\r\nHost: a\r\n\r\n")
                let key = StoredReply.Key(
                    path: .search,
                    query: query,
                    isGeoJSON: false,
                    isCompressed: false,
                    day: day.daysSinceEpoch
                )
                #expect((served.provider.replies.value(of: key) != nil) == isKept, "\(query)")
            }
        }
    }
}

/// A connection whose bytes a test writes and reads by itself.
private final class Wire {
    struct Answer {
        var status: Int
        /// By names in small letters, without the date and what concerns the connection alone.
        var fields: [String: String]
        var body: [UInt8]
    }

    struct Broken: Error {}

    private let socket: Int32
    private var pending: [UInt8] = []

    init(_ port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Broken() }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var flag: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &flag, 4)
    }

    deinit { close(socket) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            let count = Glibc.send(socket, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { throw Broken() }
            sent += count
        }
    }

    func exchange(_ text: some StringProtocol) throws -> Answer {
        try send(Array(text.utf8))
        return try receive()
    }

    /// Reads one answer; its body is as long as `Content-Length` says.
    func receive() throws -> Answer {
        var end: Int?
        while end == nil {
            end = (0..<max(0, pending.count - 3)).first {
                pending[$0..<$0 + 4].elementsEqual([13, 10, 13, 10])
            }
            if end == nil { try fill() }
        }
        let head = String(decoding: pending[..<end!], as: UTF8.self)
        pending.removeFirst(end! + 4)
        let lines = head.split(separator: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw Broken() }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        guard fields.removeValue(forKey: "date") != nil else { throw Broken() }
        fields.removeValue(forKey: "connection")
        let length = fields["content-length"].flatMap { Int($0) } ?? 0
        while pending.count < length { try fill() }
        let body = Array(pending[..<length])
        pending.removeFirst(length)
        return Answer(status: status, fields: fields, body: body)
    }

    private func fill() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw Broken() }
        pending += buffer[..<count]
    }
}
