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
        let file = filePath(number)
        let temporary = file + ".tmp"
        do {
            try Files.remove(temporary)
            try PartFile.write(part, sections, origin, to: temporary)
            let publication = FilePublication(
                generation: number,
                size: Files.size(temporary) ?? 0,
                checksum: try XXH64.hash(fileAt: temporary)
            )
            try Files.move(temporary, to: file)
            _ = try open(part, publication)
            pointer[part] = publication
            try replace(with: pointer)
            return publication
        } catch let error as LMDBError {
            try? Files.remove(temporary)
            throw .storage(error)
        } catch let error as FileError {
            try? Files.remove(temporary)
            throw .file(error)
        } catch let error as IndexError {
            throw error
        } catch {
            preconditionFailure("unexpected \(error)")
        }
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
            let kept = pointer.values.map { "\($0.generation).mdb" }
            for name in try Files.names(in: filesPath) where !kept.contains(name) {
                let file = "\(filesPath)/\(name)"
                // A reader holds its file shared: what cannot be locked alone is still in use.
                guard try FileLock(path: file, exclusive: true) != nil else { continue }
                try Files.remove(file)
            }
        } catch {
            throw .file(error)
        }
    }
}
