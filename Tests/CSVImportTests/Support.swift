import CSVImport
import CareUnits
import Glibc

/// Files beside the sources.
enum TestFiles {
    /// The folder of the package.
    static let root: String = {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return path.dropLast(3).joined(separator: "/")
    }()

    /// The bytes of a file, by its path from the package's folder, or `nil` if there is none.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen("\(root)/\(path)", "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// One of the mappings that are shipped.
    static func mapping(_ name: String) throws -> ImportMapping {
        guard let bytes = bytes("mappings/\(name).json") else { throw MissingFile(name: name) }
        return try ImportMapping.parse(bytes)
    }

    struct MissingFile: Error {
        let name: String
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
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The text in Windows-1252; the tests write nothing beyond Latin-1 and the euro sign.
func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
}

/// What an import of a whole file gives.
struct ImportResult {
    var lines: [[UInt8]] = []
    var report: ImportReport

    /// The published units, read as the feed reads them.
    func units() throws -> [CareUnit] {
        try lines.compactMap { line in
            guard case .unitPublished(let unit) = try Event.parse(line).payload else { return nil }
            return unit
        }
    }

    /// The data of the event of one unit.
    func data(_ name: String) throws -> JSONValue? {
        for line in lines {
            let event = try Event.parse(line)
            if event.data["name"] == .string(name) { return event.data }
        }
        return nil
    }
}

/// Imports a file in chunks of `chunkSize` bytes.
func runImport(
    _ bytes: [UInt8],
    mapping: ImportMapping,
    options: ImportOptions = ImportOptions(),
    chunkSize: Int = 4096
) -> ImportResult {
    var importer = CSVImporter(mapping: mapping, options: options)
    var lines: [[UInt8]] = []
    for start in stride(from: 0, to: bytes.count, by: chunkSize) {
        let chunk = Array(bytes[start..<min(start + chunkSize, bytes.count)])
        importer.consume(chunk) { lines.append($0) }
    }
    let report = importer.finish { lines.append($0) }
    return ImportResult(lines: lines, report: report)
}
