public import CareUnits
public import IndexFormat
public import Analyzers
import LMDB

/// The one writer of an index folder: from a feed to the unit store to a published generation.
///
/// Holds the folder's writer lock as long as it lives; not to be used from two threads at once.
public final class IndexWriter {
    public let folder: IndexFolder
    public let store: UnitStore
    private let lock: FileLock
    private let analyzer: DanishAnalyzer
    private let collator = DanishCollator()
    private let memos: BuildMemos
    private let working = WorkingSet()
    /// The manifest of the generation in force: a follower asks for it many times a second.
    private var known: (file: FilePublication, manifest: Manifest)?
    /// The base of records in use, open: the next build asks it what has changed.
    private var base: ContentBase?
    /// What was published and which bases it needs, until what is not needed has been removed.
    private var published: (pointer: IndexFolder.Pointer, bases: [FilePublication])?

    /// How far the work has come; for progress bars.
    public enum Progress: Sendable {
        case reading(bytes: Int, of: Int?, FeedReport)
        case preparing(done: Int, total: Int)
        case building
    }

    /// What one publication did.
    public struct Publication: Sendable {
        public var generation: UInt64
        public var documents: Int
        public var prepared: Int
        public var bytes: Int
    }

    /// Opens a folder for writing, creating it, and clears what a killed process left behind.
    ///
    /// - Parameters:
    ///   - folder: The index folder.
    ///   - analyzer: The language; one instance serves the whole process.
    ///   - storeLimit: The most bytes the unit store may grow to.
    /// - Throws: `IndexError.locked` while another process writes, or what opening the store throws.
    public init(
        _ folder: IndexFolder,
        analyzer: DanishAnalyzer,
        storeLimit: Int = 1 << 38
    ) throws {
        self.folder = folder
        self.analyzer = analyzer
        memos = BuildMemos(dictionaries: DictionaryWriter(analyzer))
        do {
            try Files.makeDirectory(folder.path)
            let taken = try FileLock(path: folder.writerLockPath, exclusive: true, create: true)
            guard let taken else { throw IndexError.locked(path: folder.path) }
            lock = taken
        } catch let error as FileError {
            throw IndexError.file(error)
        }
        store = try UnitStore(folder, readOnly: false, limit: storeLimit)
        try folder.removeUnused(keeping: try folder.pointer())
    }

    /// Applies what is new in a source; nothing of it is searchable before `publish`.
    public func load(
        _ source: FeedSource,
        follows: Bool = false,
        progress: (Progress) -> Void = { _ in }
    ) throws -> FeedReport {
        do {
            let size = source.size()
            return try FeedLoader(store: store).load(source, follows: follows) { bytes, report in
                progress(.reading(bytes: bytes, of: size, report))
            }
        } catch {
            throw IndexError.describing(error, in: folder)
        }
    }

    /// Whether the generation in force holds another state than the store, another day or another
    /// language than now.
    public func isStale(on today: LocalDate) throws -> Bool {
        guard let pointer = try folder.pointer() else { return true }
        let revision = try store.read { transaction in
            try store.meta(.revision, transaction) ?? 0
        }
        if pointer.heldRevision == revision { return false }
        if known?.file != pointer.current {
            guard let current = try? folder.open(pointer.current) else { return true }
            known = (pointer.current, current.manifest)
        }
        guard let manifest = known?.manifest else { return true }
        return manifest.storeRevision != revision || manifest.builtFor != today
            || manifest.analyzers != DanishAnalyzer.fingerprint
    }

    /// Builds a generation from the store and makes it the one in force; readers see the former one
    /// until the very end.
    ///
    /// - Parameters:
    ///   - today: The day whose visible units it holds.
    ///   - now: The time that answers will give as `publishedAt`.
    ///   - progress: Told what is being done.
    /// - Returns: What was published.
    /// - Throws: `IndexError`; the former generation is in force then as before.
    public func publish(
        on today: LocalDate,
        at now: Instant,
        progress: (Progress) -> Void = { _ in }
    ) throws -> Publication {
        do {
            return try buildAndPublish(today, now, progress)
        } catch {
            throw IndexError.describing(error, in: folder)
        }
    }

    private func buildAndPublish(
        _ today: LocalDate,
        _ now: Instant,
        _ progress: (Progress) -> Void
    ) throws -> Publication {
        let preparation = preparation
        let prepared = try preparation.run { done, total in
            progress(.preparing(done: done, total: total))
        }
        progress(.building)
        let (catalog, fingerprint) = try preparation.basis()
        let former = try folder.pointer()
        try noteShown(of: former?.current)
        let formerBase = base(of: former?.current)
        let number = try store.write(expecting: 0) { transaction in
            let last = try store.meta(.generation, transaction) ?? 0
            let next = max(last, former?.current.generation ?? 0) + 1
            try store.setMeta(.generation, next, transaction)
            return next
        }
        let result = try GenerationBuilder(
            store: store,
            folder: folder,
            memos: memos,
            base: formerBase,
            catalog: catalog,
            fingerprint: fingerprint,
            today: today
        ).build(generation: number, of: working)
        if !working.trim() { memos.clear() }
        let manifest = try store.read { transaction in
            Manifest(
                generation: number,
                storeRevision: try store.meta(.revision, transaction) ?? 0,
                sequence: try store.lastSequence(transaction),
                publishedAt: now,
                builtFor: today,
                analyzers: DanishAnalyzer.fingerprint,
                documentCount: result.documentCount,
                averageLengths: result.averageLengths,
                columns: result.columns,
                base: result.base
            )
        }
        let file = try folder.write(result.sections, manifest: manifest)
        // Opened as a stranger would, before anyone is pointed at it.
        base = try folder.open(file).contents.base
        let pointer = IndexFolder.Pointer(current: file, former: former?.current)
        try folder.publish(pointer)
        known = (file, manifest)
        try store.write(expecting: result.shown.count * 100) { transaction in
            for (id, record) in result.shown {
                try store.put(record.encoded, for: Array(id.utf8), in: .shown, transaction)
            }
            try store.setMeta(.shownGeneration, number, transaction)
        }
        published = (pointer, [result.base, formerBase?.publication].compactMap { $0 })
        return Publication(
            generation: number,
            documents: result.documentCount,
            prepared: prepared,
            bytes: file.size + result.base.size
        )
    }

    private var preparation: UnitPreparation {
        UnitPreparation(store: store, analyzer: analyzer, collator: collator, working: working)
    }

    /// Reads what the generation in force was built of, so that the first publication does not have to.
    ///
    /// Does nothing where that would not be kept, or where the generation is stale.
    ///
    /// - Parameter today: The day of the next publication.
    /// - Throws: `IndexError`.
    public func warm(on today: LocalDate) throws {
        do {
            guard let pointer = try folder.pointer(), try !isStale(on: today),
                let manifest = known?.manifest, manifest.documentCount <= WorkingSet.mostKept
            else { return }
            let (catalog, fingerprint) = try preparation.basis()
            try GenerationBuilder(
                store: store,
                folder: folder,
                memos: memos,
                base: nil,
                catalog: catalog,
                fingerprint: fingerprint,
                today: today
            ).warm(generation: pointer.current.generation, of: working)
        } catch {
            throw IndexError.describing(error, in: folder)
        }
    }

    /// The base of records that a generation uses, if both are sound.
    private func base(of publication: FilePublication?) -> ContentBase? {
        guard let publication else { return nil }
        if known?.file != publication || base?.publication != known?.manifest.base {
            let generation = try? folder.open(publication)
            known = generation.map { (publication, $0.manifest) }
            base = generation?.contents.base
        }
        return base
    }

    /// Removes files that nobody needs any more since the last publication; apart from it, because nobody who waits
    /// for what was published has to wait for that.
    ///
    /// - Throws: `IndexError`; the files are removed another time then.
    public func removeUnused() throws {
        guard let (pointer, bases) = published else { return }
        do {
            try folder.removeUnused(keeping: pointer, bases: bases)
        } catch {
            throw IndexError.describing(error, in: folder)
        }
        published = nil
    }

    /// Notes what a generation has changed for the public, where a process ended between pointing
    /// readers at it and noting so: a unit that goes next would leave no tombstone.
    ///
    /// The hash of what was shown is not known any more, so these units count as changed once again.
    private func noteShown(of publication: FilePublication?) throws {
        guard let publication else { return }
        let noted = try store.read { transaction in
            try store.meta(.shownGeneration, transaction) ?? 0
        }
        guard noted < publication.generation, let generation = try? folder.open(publication) else {
            return
        }
        let changes = generation.changes
        try store.write(expecting: changes.count * 100) { transaction in
            for index in 0..<changes.count where changes.generations[index] > noted {
                let record = ShownRecord(
                    isShown: changes.shown[index] == 1,
                    contentHash: 0,
                    sequence: changes.sequences.text(index),
                    generation: changes.generations[index]
                )
                try store.put(record.encoded, for: changes.ids.copy(index), in: .shown, transaction)
            }
            try store.setMeta(.shownGeneration, publication.generation, transaction)
        }
    }
}
