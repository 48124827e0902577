import CICU

/// ICU's case mapping and normal forms, for what the tables for Latin letters do not cover.
enum Normalizer {
    /// The NFC form of `text` in lower case, by the root locale.
    static func lowercasedNFC(_ text: [UInt16]) -> [UInt16] {
        unsafe nfc(
            filled(for: text) { to, capacity, from, length, status in
                unsafe cicu_lowercase(to, capacity, from, length, status)
            }
        )
    }

    /// The NFC form of `text`.
    static func nfc(_ text: [UInt16]) -> [UInt16] {
        unsafe filled(for: text) { to, capacity, from, length, status in
            unsafe cicu_nfc(from, length, to, capacity, status)
        }
    }

    /// The one or two scalars that `scalar` decomposes into in a single canonical step.
    static func decomposedOnce(_ scalar: Unicode.Scalar) -> [UInt16]? {
        var units = [UInt16](repeating: 0, count: 8)
        let length = unsafe units.withUnsafeMutableBufferPointer { buffer in
            unsafe icu {
                unsafe cicu_decompose_once(
                    Int32(scalar.value),
                    buffer.baseAddress,
                    Int32(buffer.count),
                    $0
                )
            }
        }
        return length < 0 ? nil : Array(units.prefix(Int(length)))
    }

    private typealias Transform = (
        UnsafeMutablePointer<UInt16>?, Int32, UnsafePointer<UInt16>?, Int32,
        UnsafeMutablePointer<Int32>
    ) -> Int32

    /// Runs an ICU string function into a buffer large enough for any of its results.
    private static func filled(for text: [UInt16], by transform: Transform) -> [UInt16] {
        // One UTF-16 unit becomes at most three in lower case or NFC (Unicode, UAX #15 section 9).
        unsafe [UInt16](unsafeUninitializedCapacity: text.count * 3 + 4) { buffer, count in
            let room = Int32(buffer.count)
            count = unsafe text.withUnsafeBufferPointer { source in
                Int(
                    unsafe icu {
                        unsafe transform(
                            buffer.baseAddress,
                            room,
                            source.baseAddress,
                            Int32(source.count),
                            $0
                        )
                    }
                )
            }
        }
    }
}
