import Analyzers
import CareUnits
import Glibc
import IndexFormat
import Indexer
import LMDB
import QueryEngine

/// One analyzer for all tests: it reads its word lists once.
let analyzer = DanishAnalyzer()

/// The day that the tests are about unless they say otherwise, 2026-11-01.
let testDay = LocalDate(daysSinceEpoch: 20_758)

/// Whether the long runs are asked for, by `PLEJESOEG_LONG_TESTS=1`.
let runsLongTests = getenv("PLEJESOEG_LONG_TESTS").map { String(cString: $0) == "1" } ?? false

/// An index in a fresh temporary folder, gone with its owner.
final class TestIndex {
    let path: String
    let folder: IndexFolder
    let writer: IndexWriter

    init() throws {
        var template = Array("/tmp/plejesoeg-query-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw NoTemporaryFolder(code: errno) }
        path = String(cString: made)
        folder = IndexFolder(path: path + "/index")
        writer = try IndexWriter(folder, analyzer: analyzer)
    }

    struct NoTemporaryFolder: Error {
        let code: Int32
    }

    deinit {
        Self.remove(path)
    }

    private static func remove(_ path: String) {
        if Files.isDirectory(path), let names = try? Files.names(in: path) {
            for name in names { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// Applies events and publishes what they make.
    func publish(_ lines: [[UInt8]], on day: LocalDate = testDay) throws -> SearchIndex {
        let feed = path + "/feed.ndjson"
        try Files.replace(feed, with: Array(lines.joined(separator: [0x0A])) + [0x0A])
        let report = try writer.load(FeedSource(path: feed))
        guard report.rejected == 0 else { throw Rejected(count: report.rejected) }
        _ = try writer.publish(on: day, at: Instant(milliseconds: 1_793_500_000_000))
        let (generation, damage) = try folder.openCurrent()
        if let damage { throw damage }
        return SearchIndex(generation, analyzer: analyzer)
    }

    struct Rejected: Error {
        let count: Int
    }
}

/// Events in order, numbered from one.
struct Feed {
    private(set) var lines: [[UInt8]] = []
    private(set) var sequence = 0

    mutating func add(_ type: String, _ data: JSONValue) {
        sequence += 1
        let digits = String(sequence)
        let event: JSONValue = [
            "specversion": "1.0", "id": .string("test-\(digits)"), "source": "/test",
            "type": .string("dk.plejeoverblikket.\(type)"), "time": "2026-10-01T08:00:00Z",
            "sequence": .string(String(repeating: "0", count: 20 - digits.count) + digits),
            "data": data,
        ]
        lines.append(event.encoded)
    }

    mutating func add(_ unit: UnitSketch) { add("unit.published.v1", unit.data) }

    mutating func withdraw(_ id: String, version: Int64 = 99) {
        add(
            "unit.withdrawn.v1",
            ["sorId": .string(id), "version": .integer(version), "reason": "closed"]
        )
    }

    /// The events since the last call.
    mutating func take() -> [[UInt8]] {
        defer { lines.removeAll() }
        return lines
    }
}

/// A unit as a test thinks of it, before it becomes an event.
struct UnitSketch {
    var id: String
    var version: Int64 = 1
    var kind = UnitKind.nursingHome
    var name: String
    var aliases: [String] = []
    var ownership = Ownership.municipal
    var operatorName: String?
    var cvrNumber: String?
    var productionUnitNumber: String?
    var municipality = "0751"
    var street: String?
    var houseNumber: String?
    var supplementaryTown: String?
    var postcode: String?
    var postalTown: String?
    var coordinate: Coordinate?
    var agreement: (from: String, to: String?)? = ("2025-01-01", nil)
    var coverage: [JSONValue] = []
    var attributes = JSONObject()
    var texts = JSONObject()

    init(_ id: String, _ name: String) {
        self.id = id
        self.name = name
    }

    var data: JSONValue {
        var address = JSONObject()
        address["municipalityCode"] = .string(municipality)
        address["street"] = street.map { .string($0) }
        address["houseNumber"] = houseNumber.map { .string($0) }
        address["supplementaryTown"] = supplementaryTown.map { .string($0) }
        address["postcode"] = postcode.map { .string($0) }
        address["postalTown"] = postalTown.map { .string($0) }
        if let coordinate {
            address["lat"] = .decimal(coordinate.latitude)
            address["lon"] = .decimal(coordinate.longitude)
            address["geocodeQuality"] = "exact"
        }
        var unit = JSONObject()
        unit["sorId"] = .string(id)
        unit["version"] = .integer(version)
        unit["kind"] = .string(kind.rawValue)
        unit["name"] = .string(name)
        unit["aliases"] = .array(aliases.map { .string($0) })
        unit["ownership"] = .string(ownership.rawValue)
        unit["operator"] = operatorName.map { ["name": .string($0)] }
        unit["cvrNumber"] = cvrNumber.map { .string($0) }
        unit["productionUnitNumber"] = productionUnitNumber.map { .string($0) }
        unit["address"] = .object(address)
        if !coverage.isEmpty { unit["coverage"] = .array(coverage) }
        if let agreement {
            var period = JSONObject()
            period["municipalityCode"] = .string(municipality)
            period["kind"] = kind == .freeCareHousing ? "freeCareCertified" : "municipal"
            period["validFrom"] = .string(agreement.from)
            period["validTo"] = agreement.to.map { .string($0) }
            unit["serviceAgreements"] = .array([.object(period)])
        }
        unit["attributes"] = .object(attributes)
        unit["texts"] = .object(texts)
        return .object(unit)
    }
}

/// Random numbers that a printed seed brings back (SplitMix64, Steele, Lea & Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return finalized(state)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &self)]
    }
}

/// The finalizer of SplitMix64.
func finalized(_ state: UInt64) -> UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
}

/// The parameters of a query string that needs no decoding: `kind=nursingHome&limit=3`.
func parameters(_ query: String) -> [SearchRequest.Parameter] {
    query.split(separator: "&").map { part in
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return .init(name: String(sides[0]), value: sides.count == 2 ? String(sides[1]) : "")
    }
}

extension SearchIndex {
    /// Answers a search, or throws what is wrong with the request.
    func search(
        _ parameters: [SearchRequest.Parameter],
        on day: LocalDate = testDay,
        hidingGoneIn newest: SearchIndex? = nil
    ) throws -> SearchResult {
        let request = try RequestParser.search(parameters, against: generation)
        return Searcher(self).search(request, on: day, hidingGoneIn: newest)
    }

    /// The answer to a search as JSON.
    func answer(
        _ parameters: [SearchRequest.Parameter],
        on day: LocalDate = testDay,
        hidingGoneIn newest: SearchIndex? = nil
    ) throws -> JSONValue {
        let request = try RequestParser.search(parameters, against: generation)
        let result = Searcher(self).search(request, on: day, hidingGoneIn: newest)
        let bytes = AnswerWriter(self, language: request.language, today: day)
            .search(result, request)
        return try JSONValue.parse(bytes)
    }

    /// The names found for a text, in order.
    func names(_ query: String) throws -> [String] {
        let answer = try answer([.init(name: "q", value: query)])
        return (answer["hits"]?.array ?? []).compactMap { $0["name"]?.string }
    }
}

/// The faults of a search request as `parameter code`, empty if there are none.
func faults(_ parameters: [SearchRequest.Parameter], in index: SearchIndex) -> [String] {
    do {
        _ = try RequestParser.search(parameters, against: index.generation)
        return []
    } catch {
        return error.faults.map { "\($0.parameter) \($0.code)" }.sorted()
    }
}

/// Files beside the sources.
enum TestFiles {
    /// The folder of the package.
    static let root: String = {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return path.dropLast(3).joined(separator: "/")
    }()

    /// The bytes of a file, by its path from the package's folder, or `nil` if there is none.
    static func bytes(_ path: String) -> [UInt8]? {
        (try? Files.read("\(root)/\(path)")) ?? nil
    }
}
