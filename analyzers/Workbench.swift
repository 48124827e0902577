import Synchronization

/// What one call at a time needs of ICU and Snowball, neither of which is thread-safe.
struct Workbench: ~Copyable {
    var segmenter = WordSegmenter()
    var stemmer = SnowballStemmer()
}

/// A fixed number of workbenches, each under its own lock; a call takes the first that is free.
///
/// Threads wait only when more of them than benches analyze at the same moment.
final class Workbenches: Sendable {
    private final class Slot: Sendable {
        let bench = Mutex(Workbench())
    }

    private let slots: [Slot]

    init(count: Int) {
        slots = (0..<count).map { _ in Slot() }
    }

    /// Runs `body` with a workbench that nothing else uses meanwhile.
    func with<Result: Sendable>(_ body: (inout Workbench) -> Result) -> Result {
        for slot in slots {
            if let result = slot.bench.withLockIfAvailable({ body(&$0) }) { return result }
        }
        return slots[0].bench.withLock { body(&$0) }
    }
}
