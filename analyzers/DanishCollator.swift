import CICU
import Synchronization

/// Sorts names as Danes expect: … z, æ, ø, å with aa as å, and numbers by their value.
///
/// By CLDR's rules for Danish: capitals before small letters where all else is equal. For order
/// only; as a key for matching it would make ü equal to y. Thread-safe; share one instance.
public final class DanishCollator: Sendable {
    private let collator: Mutex<Collator>

    /// Opens ICU's Danish collator.
    public init() {
        collator = Mutex(Collator())
    }

    /// Bytes that compare as the texts sort; equal for equal texts.
    ///
    /// Depends on the ICU version: compare keys of one build only.
    public func sortKey(for text: String) -> [UInt8] {
        collator.withLock { $0.sortKey(for: text) }
    }
}

/// The owner of ICU's collator.
@safe
struct Collator: ~Copyable {
    private let handle: OpaquePointer

    init() {
        guard let handle = unsafe icu({ unsafe cicu_collator_open("da", $0) }) else {
            preconditionFailure("ICU gave no collator")
        }
        unsafe icu { unsafe cicu_collator_set_numeric(handle, $0) }
        unsafe self.handle = handle
    }

    deinit {
        unsafe cicu_collator_close(handle)
    }

    borrowing func sortKey(for text: String) -> [UInt8] {
        let units = Array(text.utf16)
        let key = makeKey(of: units, capacity: units.count * 4 + 16)
        // The rare key that did not fit was cut; its true length is known now.
        return key.isComplete ? key.bytes : makeKey(of: units, capacity: key.needed).bytes
    }

    private borrowing func makeKey(
        of units: [UInt16],
        capacity: Int
    ) -> (bytes: [UInt8], isComplete: Bool, needed: Int) {
        var needed = 0
        var key = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            needed = unsafe units.withUnsafeBufferPointer { source in
                Int(
                    unsafe cicu_collator_sort_key(
                        handle,
                        source.baseAddress,
                        Int32(source.count),
                        buffer.baseAddress,
                        Int32(capacity)
                    )
                )
            }
            count = min(needed, capacity)
        }
        // ICU ends a key with a zero, which orders nothing that the length does not.
        if needed <= capacity { key.removeLast() }
        return (key, needed <= capacity, needed)
    }
}
