import CICU

/// ICU's word iterator over UTF-8 bytes, opened for Danish: UAX #29 with CLDR's changes.
///
/// Not thread-safe; one owner at a time. Opening it is dear, a new text cheap.
@safe
struct WordBreaker: ~Copyable {
    private let iterator: OpaquePointer
    private let text: OpaquePointer

    /// Opens the iterator; traps when ICU's data is not installed.
    init() {
        guard let iterator = unsafe icu({ unsafe cicu_words_open("da", $0) }),
            let text = unsafe icu({ unsafe cicu_text_open(nil, "", 0, $0) })
        else { preconditionFailure("ICU gave no word iterator") }
        unsafe self.iterator = iterator
        unsafe self.text = text
    }

    deinit {
        unsafe cicu_words_close(iterator)
        unsafe cicu_text_close(text)
    }

    /// Calls `body` with the start and end of each word of `bytes`, in order.
    ///
    /// Linear in the number of bytes, of which there may be at most 2³¹-1.
    mutating func forEachWord(in bytes: Span<UInt8>, _ body: (Int, Int) -> Void) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else { return }
                _ = unsafe icu { unsafe cicu_text_open(text, base, Int64(characters.count), $0) }
                unsafe icu { unsafe cicu_words_set_text(iterator, text, $0) }
                var start = unsafe cicu_words_first(iterator)
                while true {
                    let end = unsafe cicu_words_next(iterator)
                    guard end >= 0 else { return }
                    if unsafe cicu_words_is_word(iterator) { body(Int(start), Int(end)) }
                    start = end
                }
            }
        }
    }
}
