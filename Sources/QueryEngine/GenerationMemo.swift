import Synchronization

/// What was found out of late about one generation, by what was asked.
///
/// A generation never changes, so nothing here ever goes stale; a new generation begins anew. Two halves take
/// turns: what is asked for again moves to the young one, and when that is full the old one goes. Lookups
/// and additions are O(1); all costs together stay within the budget.
public final class GenerationMemo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var cost: Int
    }

    private struct State {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        var youngCost = 0
    }

    private let budget: Int
    private let state = Mutex(State())

    /// Creates an empty memo whose values may cost so many bytes together.
    public init(budget: Int) {
        self.budget = budget
    }

    /// What is known under a key.
    public func value(of key: Key) -> Value? {
        state.withLock { state in
            if let known = state.young[key] { return known.value }
            guard let known = state.old.removeValue(forKey: key) else { return nil }
            keep(known, for: key, in: &state)
            return known.value
        }
    }

    /// Keeps a value that takes about `cost` bytes.
    ///
    /// What is larger than an eighth of all would drive out everything else and is not kept.
    public func keep(_ value: Value, cost: Int, for key: Key) {
        guard cost <= budget / 8 else { return }
        state.withLock { keep(Entry(value: value, cost: cost), for: key, in: &$0) }
    }

    private func keep(_ entry: Entry, for key: Key, in state: inout State) {
        if state.youngCost + entry.cost > budget / 2 {
            state.old = state.young
            state.young = [:]
            state.youngCost = 0
        }
        let former = state.young.updateValue(entry, forKey: key)
        state.youngCost += entry.cost - (former?.cost ?? 0)
    }
}
