public import Analyzers
public import Places
public import IndexFormat
public import QueryEngine
import Synchronization

/// Hands out the index in force and swaps it when the folder points at another generation.
///
/// The one shared thing that changes on the query path: a request takes one reference and keeps its
/// generation until it is answered. Generations that cursors were made in are kept for a while.
public final class IndexProvider: Sendable {
    /// How long a generation stays for the sake of its cursors.
    static let cursorLifetime = Duration.seconds(600)
    /// How long a generation that could not be opened is left alone.
    static let retryInterval = Duration.seconds(2)
    /// How many former generations stay at most.
    static let mostRetained = 2

    /// How many bytes of replies are kept.
    static let replyBudget = 16 << 20

    private struct State {
        var current: SearchIndex?
        /// Replies made from the index and the places in force.
        var replies = ReplyMemo(budget: IndexProvider.replyBudget)
        var pointer: IndexFolder.Pointer?
        /// The file that `current` lies in.
        var served: FilePublication?
        /// Why the generation that the folder points at is not served.
        var damage: IndexError?
        /// Former generations with cursors, the latest last.
        var retained: [(index: SearchIndex, since: ContinuousClock.Instant)] = []
        var currentHasCursors = false
        /// Those that were loaded, if any.
        var places: Gazetteer?
        var placesPointer: GazetteerFolder.Pointer = [:]
        /// Why the places that the folder points at are not in use, and when they are tried again.
        var placesDamage: IndexError?
        var placesNextTry: ContinuousClock.Instant?
        /// When a generation that could not be opened is tried again: the cause may pass.
        var nextTry: ContinuousClock.Instant?

        func isWorthOpening(_ other: IndexFolder.Pointer) -> Bool {
            if pointer != other { return true }
            return nextTry.map { $0 <= ContinuousClock.now } ?? false
        }
    }

    public let folder: IndexFolder
    private let analyzer: DanishAnalyzer
    private let state = Mutex(State())

    public init(_ folder: IndexFolder, analyzer: DanishAnalyzer) {
        self.folder = folder
        self.analyzer = analyzer
    }

    /// The index in force, or `nil` before the first generation.
    public var current: SearchIndex? { state.withLock { $0.current } }

    /// Replies of late; another memo as soon as another index or other places are in force.
    var replies: ReplyMemo { state.withLock { $0.replies } }

    /// Why the newest generation is not served, while a former one is.
    public var damage: IndexError? { state.withLock { $0.damage } }

    /// The places in force; those that ship with the program where none were loaded.
    public var places: Gazetteer { state.withLock { $0.places } ?? .shipped }

    /// Why loaded places are not in use, or no longer the newest.
    public var placesDamage: IndexError? { state.withLock { $0.placesDamage } }

    /// The index that a cursor was made in, if it is still here, and the one in force.
    func index(for cursor: Cursor) -> (own: SearchIndex, current: SearchIndex)? {
        state.withLock { state in
            guard let current = state.current else { return nil }
            if current.generation.manifest.generation == cursor.generation {
                return (current, current)
            }
            let own = state.retained.first {
                $0.index.generation.manifest.generation == cursor.generation
            }
            return own.map { ($0.index, current) }
        }
    }

    /// Notes that a cursor into the index was given out, so that it outlives the next swap.
    func noteCursor(in index: SearchIndex) {
        state.withLock { state in
            if state.current === index { state.currentHasCursors = true }
        }
    }

    /// Looks whether the folder points at another generation and serves it if it is whole.
    ///
    /// A damaged one is never served: the former goes on, and `damage` says so. Cheap when nothing
    /// has changed.
    public func refresh() {
        refreshPlaces()
        let pointer: IndexFolder.Pointer?
        do {
            pointer = try folder.pointer()
        } catch {
            state.withLock { $0.damage = error }
            return
        }
        guard let pointer, state.withLock({ $0.isWorthOpening(pointer) }) else { return }
        do {
            let (generation, served, damage) = try open(pointer)
            let index = SearchIndex(generation, analyzer: analyzer)
            // The first is served at once, and made ready beside (`SearchService`).
            if current != nil { index.prepare() }
            state.withLock { state in
                Self.swap(&state, to: index)
                state.pointer = pointer
                state.served = served
                state.damage = damage
                state.nextTry = damage.map { _ in ContinuousClock.now + Self.retryInterval }
            }
        } catch {
            state.withLock { state in
                state.damage = error
                state.pointer = pointer
                state.nextTry = ContinuousClock.now + Self.retryInterval
            }
        }
    }

    /// Looks whether other places were loaded; what cannot be opened is tried again, and the former stay.
    private func refreshPlaces() {
        let folder = GazetteerFolder(folder)
        do {
            let pointer = try folder.pointer()
            let isWorthOpening = state.withLock { state in
                pointer != state.placesPointer
                    && state.placesNextTry.map { $0 <= ContinuousClock.now } ?? true
            }
            guard isWorthOpening else { return }
            let places = try Gazetteer(folder, pointer, analyzer)
            state.withLock { state in
                state.places = places
                state.replies = ReplyMemo(budget: Self.replyBudget)
                state.placesPointer = pointer
                state.placesDamage = nil
                state.placesNextTry = nil
            }
        } catch {
            state.withLock { state in
                state.placesDamage = error
                state.placesNextTry = ContinuousClock.now + Self.retryInterval
            }
        }
    }

    /// Opens what the pointer names.
    ///
    /// While something is served already, a damaged generation does not take its place.
    private func open(
        _ pointer: IndexFolder.Pointer
    ) throws(IndexError) -> (Generation, FilePublication, IndexError?) {
        do {
            return (try folder.open(pointer.current), pointer.current, nil)
        } catch {
            guard state.withLock({ $0.current == nil }), let former = pointer.former else {
                throw error
            }
            return (try folder.open(former), former, error)
        }
    }

    /// Hashes what is served, whatever was recorded of it: what has been damaged is served no longer.
    ///
    /// O(size of the files).
    public func verify() {
        let (served, places) = state.withLock { ($0.served, $0.placesPointer) }
        if let served, (try? folder.verify(served)) == nil {
            state.withLock { state in
                state.current = nil
                state.served = nil
                state.pointer = nil
                state.retained = []
                state.replies = ReplyMemo(budget: Self.replyBudget)
            }
        }
        if (try? GazetteerFolder(folder).verify(places)) == nil {
            state.withLock { state in
                state.places = nil
                state.placesPointer = [:]
                state.replies = ReplyMemo(budget: Self.replyBudget)
            }
        }
        refresh()
    }

    private static func swap(_ state: inout State, to index: SearchIndex) {
        let now = ContinuousClock.now
        if let former = state.current, state.currentHasCursors {
            state.retained.append((former, now))
        }
        state.retained.removeAll { now - $0.since > cursorLifetime }
        if state.retained.count > mostRetained {
            state.retained.removeFirst(state.retained.count - mostRetained)
        }
        state.current = index
        state.replies = ReplyMemo(budget: replyBudget)
        state.currentHasCursors = false
    }
}
