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
    /// The file that the sections lie in; `nil` where it has no name.
    private let published: PublishedFile?

    /// Opens a part; what `PublishedFile` costs.
    init(
        path: String,
        _ part: GazetteerFolder.Part,
        expected: FilePublication
    ) throws(IndexError) {
        let published = try PublishedFile(path: path, expected: expected, name: path)
        do {
            (origin, sections) = try Self.read(published.file, part)
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as IndexError {
            throw error
        } catch {
            preconditionFailure("unexpected \(error)")
        }
        self.published = published
    }

    /// A part that lives only in this process: a file that has no name any more.
    init(
        temporary part: GazetteerFolder.Part,
        _ written: SectionWriter,
        _ origin: Origin
    ) throws(IndexError) {
        do {
            let path = try Files.temporaryPath("plejesoeg-places")
            try ImmutableFile.write(Self.sections(part, written, origin), to: path)
            defer { try? Files.remove(path) }
            published = nil
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

    /// The sections with the manifest that tells what they are.
    static func sections(
        _ part: GazetteerFolder.Part,
        _ sections: SectionWriter,
        _ origin: Origin
    ) -> [ImmutableFile.Section] {
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
        return sections.sections + [ImmutableFile.Section("manifest", writer.bytes)]
    }

    private static func read(
        _ file: ImmutableFile,
        _ part: GazetteerFolder.Part
    ) throws -> (Origin, SectionReader) {
        let manifest = try JSONValue.manifest(of: file, part.rawValue)
        let format = manifest["formatVersion"]?.integer
        if let format, format != Int64(formatVersion) {
            throw IndexError.incompatible(found: Int(format), supported: formatVersion)
        }
        guard manifest["part"]?.string == part.rawValue,
            let loadedAt = manifest["loadedAt"]?.string.flatMap({ Instant($0) }),
            let rows = manifest["rows"]?.integer
        else { throw IndexError.corrupt(structure: "manifest", detail: "not a manifest") }
        let origin = Origin(
            sources: manifest["sources"]?.array?.compactMap(\.string) ?? [],
            loadedAt: loadedAt,
            rows: Int(rows)
        )
        return (origin, SectionReader(file: file, manifest: manifest))
    }
}
