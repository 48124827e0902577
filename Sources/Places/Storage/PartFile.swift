public import CareUnits
import IndexFormat
import LMDB

/// The file of one part of the gazetteer: named arrays and a manifest, mapped and read in place.
public final class PartFile: Sendable {
    /// Grows with every change of what the bytes mean.
    public static let formatVersion = 1

    /// Where a part comes from.
    public struct Origin: Sendable, Equatable {
        /// The names of the files, without their folders.
        public var sources: [String]
        public var loadedAt: Instant
        /// How many rows of the files are in it.
        public var rows: Int

        public init(sources: [String], loadedAt: Instant, rows: Int) {
            self.sources = sources
            self.loadedAt = loadedAt
            self.rows = rows
        }
    }

    public let origin: Origin
    let sections: SectionReader
    private let lock: FileLock?

    /// Opens a part; everything is read once, to compare the checksum.
    ///
    /// O(size of the file).
    init(
        path: String,
        _ part: GazetteerFolder.Part,
        expected: FilePublication
    ) throws(IndexError) {
        do {
            guard let lock = try FileLock(path: path, exclusive: false) else {
                throw IndexError.corrupt(structure: path, detail: "it is being removed")
            }
            self.lock = lock
            guard Files.size(path) == expected.size else {
                throw IndexError.corrupt(structure: path, detail: "another size than published")
            }
            guard try XXH64.hash(fileAt: path) == expected.checksum else {
                throw IndexError.corrupt(structure: path, detail: "another checksum than published")
            }
            (origin, sections) = try Self.read(try ImmutableFile(path: path), part)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as IndexError {
            throw error
        } catch {
            preconditionFailure("unexpected \(error)")
        }
    }

    /// A part that lives only in this process: a file that has no name any more.
    init(
        temporary part: GazetteerFolder.Part,
        _ written: SectionWriter,
        _ origin: Origin
    ) throws(IndexError) {
        do {
            let path = try Files.temporaryPath("plejesoeg-places")
            try Self.write(part, written, origin, to: path)
            defer { try? Files.remove(path) }
            lock = nil
            (self.origin, sections) = try Self.read(try ImmutableFile(path: path), part)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as IndexError {
            throw error
        } catch {
            preconditionFailure("unexpected \(error)")
        }
    }

    static func write(
        _ part: GazetteerFolder.Part,
        _ sections: SectionWriter,
        _ origin: Origin,
        to path: String
    ) throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("formatVersion", formatVersion)
        writer.member("part", part.rawValue)
        writer.member("loadedAt", origin.loadedAt.description)
        writer.member("rows", origin.rows)
        writer.key("sources")
        writer.beginArray()
        for source in origin.sources { writer.value(source) }
        writer.endArray()
        writer.key("sections")
        writer.beginObject()
        for (name, count) in sections.counts.sorted(by: { $0.key < $1.key }) {
            writer.member(name, count)
        }
        writer.endObject()
        writer.endObject()
        try ImmutableFile.write(
            sections.sections + [ImmutableFile.Section("manifest", writer.bytes)],
            to: path
        )
    }

    private static func read(
        _ file: ImmutableFile,
        _ part: GazetteerFolder.Part
    ) throws -> (Origin, SectionReader) {
        guard let section = try file.section("manifest") else {
            throw IndexError.corrupt(structure: "manifest", detail: "it is missing")
        }
        // The section is padded with zeros, which no JSON text contains.
        var bytes: [UInt8] = []
        section.append(0..<section.count, to: &bytes)
        let manifest = try? JSONValue.parse(Array(bytes.prefix { $0 != 0 }))
        let format = manifest?["formatVersion"]?.integer
        if let format, format != Int64(formatVersion) {
            throw IndexError.incompatible(found: Int(format), supported: formatVersion)
        }
        guard manifest?["part"]?.string == part.rawValue,
            let loadedAt = manifest?["loadedAt"]?.string.flatMap({ Instant($0) }),
            let rows = manifest?["rows"]?.integer,
            let counts = manifest?["sections"]?.object
        else { throw IndexError.corrupt(structure: "manifest", detail: "not a manifest") }
        let origin = Origin(
            sources: manifest?["sources"]?.array?.compactMap(\.string) ?? [],
            loadedAt: loadedAt,
            rows: Int(rows)
        )
        let reader = SectionReader(
            file: file,
            counts: Dictionary(
                counts.members.map { ($0.key, Int($0.value.integer ?? 0)) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        return (origin, reader)
    }
}
