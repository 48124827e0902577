import LMDB

/// Where the parts of an index lie in its folder, and which generation is in force.
///
///     store/               the unit store
///     generations/N.mdb    generation N
///     contents/N.mdb       records of units that generations from N on share
///     CURRENT              the pointer: one line `current N size checksum`, one `former …`, and after
///                          a rollback one `held revision`
///     writer.lock          held by the one process that indexes
///
/// `CURRENT` is replaced by one rename, so readers see one state or the other.
public struct IndexFolder: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public var storePath: String { path + "/store" }
    public var generationsPath: String { path + "/generations" }
    public var contentsFolder: String { path + "/contents" }
    public var pointerPath: String { path + "/CURRENT" }
    public var writerLockPath: String { path + "/writer.lock" }

    public func generationPath(_ generation: UInt64) -> String {
        "\(generationsPath)/\(generation).mdb"
    }

    public func contentsPath(_ generation: UInt64) -> String {
        "\(contentsFolder)/\(generation).mdb"
    }

    /// Which generations may be served.
    public struct Pointer: Sendable, Equatable {
        public var current: FilePublication
        public var former: FilePublication?
        /// The store revision whose generation was rolled back: nothing is built until the store moves on.
        public var heldRevision: UInt64?

        public init(
            current: FilePublication,
            former: FilePublication?,
            heldRevision: UInt64? = nil
        ) {
            self.current = current
            self.former = former
            self.heldRevision = heldRevision
        }
    }

    /// The pointer, or `nil` if nothing was published yet.
    public func pointer() throws(IndexError) -> Pointer? {
        let content: [UInt8]?
        do { content = try Files.read(pointerPath) } catch { throw .file(error) }
        guard let content else { return nil }
        var current: FilePublication?
        var former: FilePublication?
        var held: UInt64?
        for line in String(decoding: content, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            switch words.first {
            case "current": current = Self.publication(words)
            case "former": former = Self.publication(words)
            case "held": held = words.count == 2 ? UInt64(words[1]) : nil
            default: break
            }
        }
        guard let current else { throw .corrupt(structure: "CURRENT", detail: "no current line") }
        return Pointer(current: current, former: former, heldRevision: held)
    }

    private static func publication(_ words: [Substring]) -> FilePublication? {
        guard words.count == 4, let generation = UInt64(words[1]), let size = Int(words[2]),
            let checksum = UInt64(words[3], radix: 16)
        else { return nil }
        return FilePublication(generation: generation, size: size, checksum: checksum)
    }

    /// Makes a pointer the one in force, durably and at once.
    public func publish(_ pointer: Pointer) throws(IndexError) {
        func line(_ role: String, _ publication: FilePublication) -> String {
            let checksum = String(publication.checksum, radix: 16)
            return "\(role) \(publication.generation) \(publication.size) \(checksum)\n"
        }
        var text = line("current", pointer.current)
        if let former = pointer.former { text += line("former", former) }
        if let held = pointer.heldRevision { text += "held \(held)\n" }
        do { try Files.replace(pointerPath, with: Array(text.utf8)) } catch { throw .file(error) }
    }

    /// Opens the generation in force; when it is damaged, the former one, with the damage.
    public func openCurrent() throws(IndexError) -> (generation: Generation, damage: IndexError?) {
        guard var pointer = try pointer() else { throw .noGeneration }
        while true {
            let damage: IndexError
            do {
                return (try open(pointer.current), nil)
            } catch {
                damage = error
            }
            // A writer may have published and removed the file meanwhile: then look again.
            if let newer = try self.pointer(), newer != pointer {
                pointer = newer
                continue
            }
            guard let former = pointer.former else { throw damage }
            return (try open(former), damage)
        }
    }

    public func open(_ publication: FilePublication) throws(IndexError) -> Generation {
        try Generation(in: self, publication)
    }

    /// Hashes a generation whatever was recorded of it, and opens it no more by its record if it is damaged.
    ///
    /// O(file size).
    public func verify(_ publication: FilePublication) throws(IndexError) {
        try PublishedFile.verify(
            path: generationPath(publication.generation),
            expected: publication,
            name: Generation.name(of: publication)
        )
        let base = try open(publication).manifest.base
        try PublishedFile.verify(
            path: contentsPath(base.generation),
            expected: base,
            name: ContentBase.name(of: base)
        )
    }

    /// Points at the former generation, durably; the one that was in force becomes the former.
    public func rollBack() throws(IndexError) -> Pointer {
        guard let pointer = try pointer(), let former = pointer.former else {
            throw .noGeneration
        }
        _ = try open(former)
        let revision = (try? open(pointer.current))?.manifest.storeRevision
        let rolledBack = Pointer(
            current: former,
            former: pointer.current,
            heldRevision: revision ?? pointer.heldRevision
        )
        try publish(rolledBack)
        return rolledBack
    }

    /// Removes files that the pointer's generations do not need and no process uses, and left-overs.
    ///
    /// - Parameters:
    ///   - pointer: Names the generations that stay.
    ///   - known: Their bases of records, where the caller knows them; else they are looked up.
    /// - Throws: `file`.
    public func removeUnused(
        keeping pointer: Pointer?,
        bases known: [FilePublication]? = nil
    ) throws(IndexError) {
        let kept = [pointer?.current, pointer?.former].compactMap { $0 }
        try PublishedFile.removeAll(in: generationsPath, but: kept.map(\.generation))
        // Which base a damaged generation needs is not known: then none goes.
        guard let bases = known ?? bases(of: kept) else { return }
        try PublishedFile.removeAll(in: contentsFolder, but: bases.map(\.generation))
    }

    private func bases(of publications: [FilePublication]) -> [FilePublication]? {
        var bases: [FilePublication] = []
        for publication in publications {
            guard let generation = try? open(publication) else { return nil }
            bases.append(generation.manifest.base)
        }
        return bases
    }

    /// Writes a base of records; it is in use once a generation that names it is published.
    public func write(
        _ base: ContentBaseBuilder,
        generation: UInt64
    ) throws(IndexError) -> FilePublication {
        try PublishedFile.write(
            base.sections(),
            generation: generation,
            to: contentsPath(generation)
        )
    }

    /// Opens a base of records.
    public func openBase(_ publication: FilePublication) throws(IndexError) -> ContentBase {
        try ContentBase(path: contentsPath(publication.generation), expected: publication)
    }

    /// Writes the sections as a generation file and hashes it; it is not in force until published.
    public func write(
        _ sections: SectionWriter,
        manifest: Manifest
    ) throws(IndexError) -> FilePublication {
        let checksums = sections.sections.map { ($0.name, $0.checksum) }
        let encoded = manifest.encoded(counts: sections.counts, checksums: checksums)
        return try PublishedFile.write(
            sections.sections + [ImmutableFile.Section("manifest", encoded)],
            generation: manifest.generation,
            to: generationPath(manifest.generation)
        )
    }
}
