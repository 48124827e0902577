public import IndexFormat
public import LMDB

/// Where the parts of the gazetteer lie beside an index, and which are in force.
///
///     places/N.mdb    one part, written once
///     PLACES          the pointer: a line `PART N SIZE CHECKSUM` for each part in force
///     places.lock     held by the one process that loads
///
/// Each part is a file of its own: addresses are loaded anew without touching polygons. `PLACES` is replaced
/// by one rename, so readers see one state or the other, and a load that stops half-way leaves the former.
public struct GazetteerFolder: Sendable {
    /// What is loaded together and replaced together.
    public enum Part: String, CaseIterable, Sendable {
        /// Polygons of municipalities.
        case municipalities
        /// Polygons of postcodes.
        case postcodes
        /// Towns, villages and districts by name.
        case places
        /// Roads, house numbers and addresses.
        case addresses
    }

    /// The parts in force.
    public typealias Pointer = [Part: FilePublication]

    private let path: String

    /// The gazetteer beside the index in a folder.
    public init(_ index: IndexFolder) {
        path = index.path
    }

    private var filesPath: String { path + "/places" }
    private var pointerPath: String { path + "/PLACES" }
    private var lockPath: String { path + "/places.lock" }

    private func filePath(_ number: UInt64) -> String { "\(filesPath)/\(number).mdb" }

    /// The parts in force; none where nothing was loaded.
    public func pointer() throws(IndexError) -> Pointer {
        let content: [UInt8]?
        do { content = try Files.read(pointerPath) } catch { throw .file(error) }
        var pointer = Pointer()
        for line in String(decoding: content ?? [], as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 4, let part = Part(rawValue: String(words[0])),
                let number = UInt64(words[1]), let size = Int(words[2]),
                let checksum = UInt64(words[3], radix: 16)
            else { throw .corrupt(structure: "PLACES", detail: "the line \(line)") }
            pointer[part] = FilePublication(generation: number, size: size, checksum: checksum)
        }
        return pointer
    }

    /// Opens a part as a stranger would: size, checksum of the whole file, manifest.
    public func open(
        _ part: Part,
        _ publication: FilePublication
    ) throws(IndexError) -> PartFile {
        try PartFile(path: filePath(publication.generation), part, expected: publication)
    }

    /// Hashes parts whatever was recorded of them; what is damaged is opened by its record no more.
    ///
    /// O(size of the files).
    public func verify(_ pointer: Pointer) throws(IndexError) {
        for (part, publication) in pointer {
            try PublishedFile.verify(
                path: filePath(publication.generation),
                expected: publication,
                name: "places, \(part.rawValue)"
            )
        }
    }

    /// Takes the right to load; `nil` while another process has it.
    public func lock() throws(IndexError) -> FileLock? {
        do {
            try Files.makeDirectory(filesPath)
            return try FileLock(path: lockPath, exclusive: true, create: true)
        } catch {
            throw .file(error)
        }
    }

    /// Writes the sections of a part, verifies the file and puts it in force.
    ///
    /// Needs the lock. The former file is removed once nobody reads it.
    public func publish(
        _ part: Part,
        _ sections: SectionWriter,
        _ origin: PartFile.Origin
    ) throws(IndexError) -> FilePublication {
        var pointer = try pointer()
        let number = (pointer.values.map(\.generation).max() ?? 0) + 1
        let publication = try PublishedFile.write(
            PartFile.sections(part, sections, origin),
            generation: number,
            to: filePath(number)
        )
        _ = try open(part, publication)
        pointer[part] = publication
        try replace(with: pointer)
        return publication
    }

    private func replace(with pointer: Pointer) throws(IndexError) {
        let lines = Part.allCases.compactMap { part in
            pointer[part].map { publication in
                "\(part.rawValue) \(publication.generation) \(publication.size) "
                    + "\(String(publication.checksum, radix: 16))\n"
            }
        }
        do {
            try Files.replace(pointerPath, with: Array(lines.joined().utf8))
        } catch {
            throw .file(error)
        }
        try PublishedFile.removeAll(in: filesPath, but: pointer.values.map(\.generation))
    }
}
