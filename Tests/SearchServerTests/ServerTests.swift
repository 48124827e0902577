import Analyzers
import CareUnits
import DemoFeed
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IndexFormat
import Indexer
import LMDB
import Logging
import NIOCore
import QueryEngine
import Synchronization
import TestSupport
import Testing

@testable import SearchServer

private let analyzer = DanishAnalyzer()
/// The day that the tests are about, 2026-11-01.
let day = LocalDate(daysSinceEpoch: 20_758)

/// A served index in a folder of its own.
final class ServedIndex: Sendable {
    let folder = TemporaryFolder()
    let provider: IndexProvider
    let responder: APIResponder

    init(units: Int = 120) throws {
        let index = IndexFolder(path: folder.path + "/index")
        provider = IndexProvider(index, analyzer: analyzer)
        responder = APIResponder(
            responder: Responder(
                endpoints: Endpoints(provider: provider, today: { day }),
                metrics: Metrics()
            )
        )
        if units > 0 {
            var feed: [UInt8] = []
            DemoFeed(options: .init(units: units)).writeEvents { feed += $0 + [0x0A] }
            try publish(feed)
        }
    }

    /// Applies events and serves what they make.
    func publish(_ feed: [UInt8]) throws {
        let file = folder.path + "/feed-\(XXH64.hash(feed)).ndjson"
        try Files.replace(file, with: feed)
        let writer = try IndexWriter(provider.folder, analyzer: analyzer)
        _ = try writer.load(FeedSource(path: file))
        _ = try writer.publish(on: day, at: Instant(milliseconds: 1_793_500_000_000))
        provider.refresh()
    }

    func withdraw(_ id: String) throws {
        let event: JSONValue = [
            "specversion": "1.0", "id": .string("w-\(id)"), "source": "/test",
            "type": "dk.plejeoverblikket.unit.withdrawn.v1", "time": "2026-11-01T00:00:00Z",
            "sequence": "900000",
            "data": ["sorId": .string(id), "version": 1_000_000, "reason": "test"],
        ]
        try publish(event.encoded + [0x0A])
    }

    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void)
        async throws
    {
        try await Application(responder: responder).test(.router, body)
    }
}

/// What a response says, as JSON.
func json(_ response: TestResponse) throws -> JSONValue {
    try JSONValue.parse(Array(response.body.readableBytesView))
}

@Suite struct ServerTests {
    @Test func aSearchAnswersAsTheContractSays() async throws {
        try await ServedIndex().test { client in
            let response = try await client.execute(
                uri: "/v1/search?kind=nursingHome&facets=kind&limit=2",
                method: .get
            )
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "application/json; charset=utf-8")
            let answer = try json(response)
            #expect(answer["hits"]?.array?.count == 2)
            #expect(answer["facets"]?["kind"]?["missing"]?.integer == 0)
            #expect(answer["page"]?["next"]?.string != nil)
            #expect(answer["data"]?["generation"]?.integer == 1)
            #expect(answer["data"]?["method"]?.string == methodVersion)
        }
    }

    @Test func anUnchangedAnswerIsNotSentAgain() async throws {
        try await ServedIndex().test { client in
            let first = try await client.execute(uri: "/v1/catalog", method: .get)
            let tag = try #require(first.headers[.eTag])
            #expect(tag.hasPrefix("\""), "a strong tag")
            let second = try await client.execute(
                uri: "/v1/catalog",
                method: .get,
                headers: [.ifNoneMatch: "\"x\", W/\(tag)"]
            )
            #expect(second.status == .notModified)
            #expect(second.body.readableBytes == 0)
            let other = try await client.execute(
                uri: "/v1/catalog",
                method: .get,
                headers: [.ifNoneMatch: "\"x\""]
            )
            #expect(other.status == .ok)
        }
    }

    @Test func largeAnswersAreCompressedWhereThatIsAccepted() async throws {
        try await ServedIndex().test { client in
            let plain = try await client.execute(uri: "/v1/catalog", method: .get)
            let small = try await client.execute(
                uri: "/v1/catalog",
                method: .get,
                headers: [.acceptEncoding: "br, gzip;q=0.5"]
            )
            #expect(small.headers[.contentEncoding] == "gzip")
            #expect(small.headers[.vary] == "Accept, Accept-Encoding")
            #expect(small.body.readableBytes < plain.body.readableBytes / 2)
            #expect(small.headers[.eTag] != plain.headers[.eTag], "another representation")
            let refused = try await client.execute(
                uri: "/v1/catalog",
                method: .get,
                headers: [.acceptEncoding: "gzip;q=0"]
            )
            #expect(refused.headers[.contentEncoding] == nil)
        }
    }

    @Test func everyFaultOfARequestIsSaidAtOnce() async throws {
        try await ServedIndex().test { client in
            let response = try await client.execute(
                uri: "/v1/search?radius=-1&kind=hus&petsAlowed=yes&cursor=abc",
                method: .get
            )
            #expect(response.status == .badRequest)
            #expect(
                response.headers[.contentType] == "application/problem+json; charset=utf-8"
            )
            let faults = try json(response)["faults"]?.array ?? []
            #expect(
                Set(faults.compactMap { $0["parameter"]?.string })
                    == ["radius", "kind", "petsAlowed", "cursor"]
            )
            #expect(faults.allSatisfy { $0["messageDa"]?.string != $0["messageEn"]?.string })
        }
    }

    @Test(arguments: [
        ("/v1/search?q=%ff", 400), ("/v1/search?q=%2", 400), ("/v1/units/1/2", 404),
        ("/v1/serach", 404), ("/v1/units/%ff", 404), ("/v1/compare?units=1", 400),
        ("/v1/changes?since=x", 400), ("/v1/suggest?limit=0", 400), ("/v1/catalog?x=1", 400),
        ("/v1/search?q=hjem&explain=1", 400),
    ])
    func oddRequestsGetAProblemAndNoMore(target: String, status: Int) async throws {
        try await ServedIndex(units: 20).test { client in
            let response = try await client.execute(uri: target, method: .get)
            #expect(response.status.code == status)
            #expect(try json(response)["type"]?.string?.hasPrefix("https://") == true)
        }
    }

    @Test func otherMethodsAreRefusedAndHeadHasNoBody() async throws {
        try await ServedIndex(units: 20).test { client in
            let post = try await client.execute(uri: "/v1/search", method: .post)
            #expect(post.status == .methodNotAllowed)
            #expect(post.headers[.allow] == "GET, HEAD")
            let head = try await client.execute(uri: "/v1/catalog", method: .head)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func aHiddenUnitAnswersExactlyAsAnUnknownOne() async throws {
        let served = try ServedIndex()
        let inspector = try StoreInspector(served.provider.folder)
        var hidden: [String] = []
        try inspector.dump { line in
            let record = try JSONValue.parse(line)
            guard record["database"]?.string == "units", let id = record["key"]?.string else {
                return
            }
            if try !inspector.visibility(of: id, on: day).isShown { hidden.append(id) }
        }
        #expect(!hidden.isEmpty)
        let ids = hidden
        try await served.test { client in
            let unknown = try await client.execute(uri: "/v1/units/999", method: .get)
            for id in ids {
                let response = try await client.execute(uri: "/v1/units/\(id)", method: .get)
                #expect(response.status == .notFound)
                #expect(response.body == unknown.body)
                #expect(response.headers[.contentLength] == unknown.headers[.contentLength])
            }
        }
    }

    @Test func aCursorGoesOnInItsGenerationWithoutWhatIsGone() async throws {
        let served = try ServedIndex()
        try await served.test { client in
            let all = try json(
                try await client.execute(uri: "/v1/search?sort=name&limit=100", method: .get)
            )
            let ids = (all["hits"]?.array ?? []).compactMap { $0["id"]?.string }
            let first = try json(
                try await client.execute(uri: "/v1/search?sort=name&limit=10", method: .get)
            )
            let next = try #require(first["page"]?["next"]?.string)
            try served.withdraw(ids[12])
            let second = try await client.execute(
                uri: "/v1/search?sort=name&limit=10&cursor=\(next)",
                method: .get
            )
            let found = (try json(second)["hits"]?.array ?? []).compactMap { $0["id"]?.string }
            #expect(found == Array(ids[10..<12] + ids[13..<21]))
            #expect(try json(second)["data"]?["generation"]?.integer == 1)
        }
    }

    @Test func aCursorOfAGenerationThatIsGoneSaysSo() async throws {
        let served = try ServedIndex(units: 60)
        try await served.test { client in
            let first = try json(
                try await client.execute(uri: "/v1/search?sort=name&limit=5", method: .get)
            )
            let next = try #require(first["page"]?["next"]?.string)
            let other = IndexProvider(served.provider.folder, analyzer: analyzer)
            try served.withdraw("1")
            other.refresh()
            let fresh = APIResponder(
                responder: Responder(
                    endpoints: Endpoints(provider: other, today: { day }),
                    metrics: Metrics()
                )
            )
            try await Application(responder: fresh).test(.router) { client in
                let response = try await client.execute(
                    uri: "/v1/search?sort=name&limit=5&cursor=\(next)",
                    method: .get
                )
                #expect(response.status == .gone)
            }
        }
    }

    @Test func beforeTheFirstGenerationTheServiceIsNotReady() async throws {
        try await ServedIndex(units: 0).test { client in
            let ready = try await client.execute(uri: "/health/ready", method: .get)
            #expect(ready.status == .serviceUnavailable)
            let live = try await client.execute(uri: "/health/live", method: .get)
            #expect(live.status == .ok)
            let search = try await client.execute(uri: "/v1/search", method: .get)
            #expect(search.status == .serviceUnavailable)
            #expect(search.headers[.retryAfter] != nil)
        }
    }

    @Test func aDamagedGenerationIsNeverServed() async throws {
        let served = try ServedIndex(units: 60)
        let pointer = try #require(try served.provider.folder.pointer())
        try served.withdraw("1")
        let newer = try #require(try served.provider.folder.pointer())
        let path = served.provider.folder.generationPath(newer.current.generation)
        var bytes = try #require(try Files.read(path))
        bytes[bytes.count / 2] ^= 1
        try Files.replace(path, with: bytes)
        // A server that starts now falls back to the former one and says so.
        let other = IndexProvider(served.provider.folder, analyzer: analyzer)
        other.refresh()
        #expect(other.current?.generation.manifest.generation == pointer.current.generation)
        #expect(other.damage != nil)
        let fresh = APIResponder(
            responder: Responder(
                endpoints: Endpoints(provider: other, today: { day }),
                metrics: Metrics()
            )
        )
        try await Application(responder: fresh).test(.router) { client in
            let ready = try json(try await client.execute(uri: "/health/ready", method: .get))
            #expect(ready["damage"]?.string?.contains("damaged") == true)
        }
    }

    @Test func whatIsDamagedWhileItIsServedIsServedNoLonger() async throws {
        let served = try ServedIndex(units: 60)
        let former = try #require(try served.provider.folder.pointer())
        try served.withdraw("1")
        let provider = IndexProvider(served.provider.folder, analyzer: analyzer)
        provider.refresh()
        provider.verify()
        let newer = try #require(try provider.folder.pointer())
        #expect(provider.current?.generation.manifest.generation == newer.current.generation)
        #expect(provider.damage == nil)
        let path = provider.folder.generationPath(newer.current.generation)
        var bytes = try #require(try Files.read(path))
        bytes[bytes.count / 2] ^= 1
        try Files.replace(path, with: bytes)
        provider.verify()
        #expect(provider.current?.generation.manifest.generation == former.current.generation)
        #expect(provider.damage != nil)
    }

    /// A hash of an answer that says where someone lives would be one of the address.
    @Test func whereSomeoneLivesIsInNoTagAndKeptByNobody() async throws {
        try await ServedIndex().test { client in
            for path in [
                "/v1/search?address=8000+Aarhus+C", "/v1/search?near=56.15,10.2",
                "/v1/search?deliversTo=8000+Aarhus+C", "/v1/places?q=8000", "/v1/places?near=56,10",
                "/v1/suggest?scope=address&q=aar", "/v1/suggest?q=aar",
            ] {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == .ok, "\(path)")
                #expect(response.headers[.eTag] == nil, "\(path)")
                #expect(response.headers[.cacheControl] == "no-store", "\(path)")
            }
            let other = try await client.execute(uri: "/v1/search?deliversTo=Aarhus", method: .get)
            #expect(other.headers[.eTag] != nil)
        }
    }

    @Test func hitsAndClustersAreGeoJSONForThoseWhoAskForIt() async throws {
        try await ServedIndex().test { client in
            for query in ["kind=nursingHome&limit=5", "cluster=6", "near=56.15,10.2&limit=3"] {
                let response = try await client.execute(
                    uri: "/v1/search?\(query)",
                    method: .get,
                    headers: [.accept: "application/geo+json, application/json;q=0.5"]
                )
                #expect(response.headers[.contentType] == "application/geo+json")
                let collection = try json(response)
                #expect(collection["type"]?.string == "FeatureCollection")
                let features = collection["features"]?.array ?? []
                #expect(!features.isEmpty && collection["total"] != nil)
                for feature in features {
                    #expect(feature["type"]?.string == "Feature")
                    let numbers = feature["geometry"]?["coordinates"]?.array?.compactMap(\.number)
                    if let numbers {
                        #expect(
                            (7.4...15.6).contains(numbers[0]) && (54.3...58).contains(numbers[1])
                        )
                    } else {
                        #expect(feature["geometry"] == .null)
                    }
                }
            }
            let plain = try await client.execute(
                uri: "/v1/search?limit=1",
                method: .get,
                headers: [.accept: "application/geo+json;q=0.1, application/json"]
            )
            #expect(try json(plain)["hits"] != nil)
        }
    }

    @Test func whatPeopleTypeIsNeitherLoggedNorCounted() async throws {
        let served = try ServedIndex(units: 20)
        let log = MemoryLog()
        var logger = Logger(label: "test") { _ in MemoryLogHandler(log: log) }
        logger.logLevel = .trace
        let application = Application(responder: served.responder, logger: logger)
        try await application.test(.router) { client in
            _ = try await client.execute(
                uri: "/v1/search?q=hemmelighed&near=55.123456,10.654321",
                method: .get
            )
            _ = try await client.execute(uri: "/v1/units/hemmelighed", method: .get)
            for path in [
                "/v1/search?address=8000+hemmelighed", "/v1/places?q=hemmelighed+12,+8000+Aarhus+C",
                "/v1/suggest?scope=address&q=hemmelighed", "/v1/places?near=55.123456,10.654321",
                "/v1/compare?units=a,b&address=hemmelighed+7", "/v1/search?deliversTo=hemmelighed",
            ] {
                _ = try await client.execute(uri: path, method: .get)
            }
            let metrics = try await client.execute(uri: "/metrics", method: .get)
            let text = String(buffer: metrics.body)
            #expect(text.contains(#"path="/v1/search",status="200"} 1"#))
            #expect(!text.contains("hemmelighed") && !text.contains("55.123456"))
        }
        let lines = log.lines.withLock { $0 }
        #expect(lines.contains { $0.contains("/v1/search") })
        #expect(!lines.contains { $0.contains("hemmelighed") || $0.contains("55.123456") })
    }
}

/// Log lines that a test looks at.
private final class MemoryLog: Sendable {
    let lines = Mutex<[String]>([])
}

private struct MemoryLogHandler: LogHandler {
    let log: MemoryLog
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(log: MemoryLog) {
        self.log = log
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        log.lines.withLock { $0.append("\(event.message) \(merged)") }
    }
}
