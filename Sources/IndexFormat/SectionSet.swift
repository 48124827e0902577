public import CareUnits
public import LMDB

/// What is wrong with an index on disk.
public enum IndexError: Error, Sendable, Equatable, CustomStringConvertible {
    case noGeneration
    case incompatible(found: Int, supported: Int)
    case corrupt(structure: String, detail: String)
    case storage(LMDBError)
    case file(FileError)
    /// The unit store would need more address space than it may use.
    case storeFull(limit: Int)
    /// The disk, or the quota, is full.
    case outOfSpace(path: String)
    /// Another process is indexing into the folder.
    case locked(path: String)

    public var description: String {
        switch self {
        case .noGeneration: "the folder holds no generation yet"
        case .incompatible(let found, let supported):
            "format version \(found) cannot be read; this program reads version \(supported)"
        case .corrupt(let structure, let detail): "\(structure) is damaged: \(detail)"
        case .storage(let error): "storage: \(error)"
        case .file(let error): "\(error)"
        case .storeFull(let limit):
            "the unit store has reached its limit of \(limit) bytes; nothing of the batch was applied"
        case .outOfSpace(let path):
            "no space left for \(path); the former state stays in force"
        case .locked(let path): "another process is indexing into \(path)"
        }
    }
}

/// Collects the sections of a generation while it is built.
public struct SectionWriter: Sendable {
    public private(set) var sections: [ImmutableFile.Section] = []
    public private(set) var counts: [String: Int] = [:]

    public init() {}

    /// A writer with what `write` adds.
    public init(_ write: (inout SectionWriter) -> Void) {
        write(&self)
    }

    /// Adds an array under a name that is not used yet.
    public mutating func add<Element: BitwiseCopyable & Sendable>(
        _ name: String,
        _ elements: [Element]
    ) {
        precondition(counts[name] == nil, "section \(name) is written twice")
        counts[name] = elements.count
        sections.append(ImmutableFile.Section(name, elements))
    }

    /// Bytes of all sections.
    public var byteCount: Int { sections.reduce(0) { $0 + $1.byteCount } }

    /// Adds the sections of another writer, whose names are not used yet.
    public mutating func add(_ other: SectionWriter) {
        counts.merge(other.counts) { _, _ in preconditionFailure("a section is written twice") }
        sections += other.sections
    }
}

/// The sections of a generation that is being opened.
public struct SectionReader: Sendable {
    let file: ImmutableFile
    /// How many elements each section holds, from the manifest.
    let counts: [String: Int]

    /// Reads the sections of an opened file whose counts its manifest gives.
    public init(file: ImmutableFile, counts: [String: Int]) {
        self.file = file
        self.counts = counts
    }

    /// Reads the sections of an opened file whose manifest gives their counts as `sections`.
    public init(file: ImmutableFile, manifest: JSONValue) {
        let counts = manifest["sections"]?.object?.members ?? []
        self.init(
            file: file,
            counts: Dictionary(
                counts.map { ($0.key, Int($0.value.integer ?? 0)) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }

    /// The array under a name; throws when it is absent or shorter than the manifest says.
    public func array<Element: BitwiseCopyable & Sendable>(
        _ name: String,
        of type: Element.Type = Element.self
    ) throws(IndexError) -> MappedArray<Element> {
        let section: MappedArray<UInt8>?
        do {
            section = try file.section(name)
        } catch {
            throw .storage(error)
        }
        guard let count = counts[name], let section else {
            throw .corrupt(structure: name, detail: "the section is missing")
        }
        guard let array = section.values(as: Element.self, count: count) else {
            throw .corrupt(structure: name, detail: "\(section.count) bytes for \(count) elements")
        }
        return array
    }
}

extension JSONValue {
    /// The section `manifest` of a file as JSON.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - name: What messages call it.
    /// - Returns: The manifest.
    /// - Throws: `corrupt` when it has none, `storage` when it cannot be read.
    public static func manifest(
        of file: ImmutableFile,
        _ name: String
    ) throws(IndexError) -> JSONValue {
        let bytes = try file.manifest(name)
        guard let value = try? JSONValue.parse(bytes) else {
            throw .corrupt(structure: name, detail: "not a manifest")
        }
        return value
    }
}

extension ImmutableFile {
    /// The bytes of the section `manifest`, without what pads it: zeros, which no JSON text contains.
    func manifest(_ name: String) throws(IndexError) -> [UInt8] {
        let section: MappedArray<UInt8>?
        do { section = try self.section("manifest") } catch { throw .storage(error) }
        guard let section else { throw .corrupt(structure: name, detail: "no manifest") }
        var bytes: [UInt8] = []
        section.append(0..<section.count, to: &bytes)
        return Array(bytes.prefix { $0 != 0 })
    }
}

extension IndexError {
    /// What a failure below means for the index in a folder; an error of ours stays what it is.
    ///
    /// LMDB reports a write that the disk cut short as `EIO`, so what is left on the disk decides.
    public static func describing(_ error: any Error, in folder: IndexFolder) -> any Error {
        switch error {
        case let error as LMDBError:
            let isFull =
                error.isOutOfSpace
                || error.isInputOutput && Files.freeBytes(at: folder.path) < 8 << 20
            return isFull ? IndexError.outOfSpace(path: folder.path) : IndexError.storage(error)
        case let error as FileError:
            return error.isOutOfSpace
                ? IndexError.outOfSpace(path: folder.path) : IndexError.file(error)
        case IndexError.storage(let error):
            return describing(error, in: folder)
        case IndexError.file(let error):
            return describing(error, in: folder)
        default:
            return error
        }
    }
    public static func unless(_ holds: Bool, _ structure: String, _ detail: String)
        throws(IndexError)
    {
        guard holds else { throw .corrupt(structure: structure, detail: detail) }
    }
}
