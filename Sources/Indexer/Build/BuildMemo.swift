import IndexFormat
import Synchronization

/// What one build made of some parts of the units, so that the next takes it over if those parts are as they were.
///
/// Share one instance among the builds of a writer.
final class BuildMemo<Value: Sendable>: Sendable {
    private struct Kept: Sendable {
        var selection: Int
        var basis: UInt64
        var value: Value
    }

    private let parts: [PreparedUnit.Part]
    private let last = Mutex<Kept?>(nil)

    /// A memo of what is made of these parts of the units in their order, and of nothing else of them.
    init(of parts: PreparedUnit.Part...) {
        self.parts = parts
    }

    /// The value for a selection: that of the selection before, or what `make` gives.
    ///
    /// - Parameters:
    ///   - selection: The units.
    ///   - basis: What else the value depends on.
    ///   - make: Makes it anew.
    /// - Returns: The value.
    /// - Throws: What `make` throws; nothing is kept then.
    func value(
        for selection: Selection,
        basis: UInt64 = 0,
        _ make: () throws -> Value
    ) rethrows -> Value {
        let kept = last.withLock { last in
            defer { last = nil }
            return last
        }
        let value =
            if let kept, kept.selection == selection.number - 1, kept.basis == basis,
                selection.change?.leaves(parts) == true
            {
                kept.value
            } else {
                try make()
            }
        if selection.units.count <= WorkingSet.mostKept {
            last.withLock {
                $0 = Kept(selection: selection.number, basis: basis, value: value)
            }
        }
        return value
    }
}

extension SelectionChange {
    /// Whether the same units are in the same order with these parts as they were.
    fileprivate func leaves(_ parts: [PreparedUnit.Part]) -> Bool {
        added.isEmpty && gone.isEmpty
            && replaced.allSatisfy { change in
                parts.allSatisfy { change.former.hash(of: $0) == change.unit.hash(of: $0) }
            }
    }
}

/// The memos of a writer's builds.
struct BuildMemos: Sendable {
    let identity = BuildMemo<SectionWriter>(of: .identity)
    let names = BuildMemo<SectionWriter>(of: .name)
    let dates = BuildMemo<SectionWriter>(of: .dates)
    let lengths = BuildMemo<SectionWriter>(of: .fieldLengths)
    let columns = BuildMemo<ColumnWriter.Columns>(of: .identity, .facts)
    let peers = BuildMemo<SectionWriter>(of: .identity, .compared)
    let dictionaries: DictionaryWriter
    let postings = PostingsMemo()
    let inspections = InspectionSections()
    let areas = AreaFigureMemo()
    let changes = ChangeListMemo()

    /// Lets go of what refers to numbers of a working set that gives others from now on.
    func clear() {
        postings.clear()
    }
}
