/// Where the words of a text are: UAX #29 with a short cut for plain Danish.
///
/// Runs of ASCII and Latin-1 letters and digits between characters that always part words are words
/// by the rules WB5 and WB8–WB10, and need no look-up. Wherever anything else touches a run, the
/// text from the start of that run to the next white space goes to ICU, so the words are ICU's own
/// throughout (a property test compares them). Linear in the length of the text.
struct WordSegmenter: ~Copyable {
    private var breaker: WordBreaker?

    /// ICU counts in 32 bits; a longer stretch without white space is cut.
    private static let longestStretch = 1 << 30

    /// Creates a segmenter; ICU is opened when first needed.
    init() {
        breaker = nil
    }

    /// The words of `bytes`, which must be valid UTF-8, in order.
    mutating func words(in bytes: Span<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        words.reserveCapacity(bytes.count / 6)
        var start = 0
        while start < bytes.count {
            let end = Self.endOfPlainRun(in: bytes, from: start)
            if end > start, Self.isBoundary(in: bytes, at: end) {
                words.append(start..<end)
                start = end
            } else if end == start, bytes[start] < 0x80, bytes[start] != UInt8(ascii: "_") {
                start += 1
            } else {
                start = appendWords(in: bytes, from: start, to: &words)
            }
        }
        return words
    }

    /// The words of `bytes` by ICU alone; the reference for the short cut.
    mutating func referenceWords(in bytes: Span<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        ensureBreaker()
        breaker?.forEachWord(in: bytes) { words.append($0..<$1) }
        return words
    }

    /// Asks ICU for the words from `start` to the next white space and returns where that is.
    private mutating func appendWords(
        in bytes: Span<UInt8>,
        from start: Int,
        to words: inout [Range<Int>]
    ) -> Int {
        var end = start
        while end < bytes.count, end - start < Self.longestStretch, !Self.isWhiteSpace(bytes[end]) {
            end += 1
        }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        ensureBreaker()
        breaker?.forEachWord(in: bytes.extracting(start..<end)) {
            words.append(start + $0..<start + $1)
        }
        return end
    }

    private mutating func ensureBreaker() {
        if breaker == nil { breaker = WordBreaker() }
    }

    /// The end of the letters and digits of ASCII and Latin-1 that start at `start`.
    private static func endOfPlainRun(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if isAlphanumeric(byte) {
                end += 1
            } else if byte == 0xC3, bytes[end + 1] != 0x97, bytes[end + 1] != 0xB7 {
                end += 2  // À…ÿ but not × and ÷
            } else {
                break
            }
        }
        return end
    }

    /// Whether a word that ends at `end` ends there whatever follows.
    private static func isBoundary(in bytes: Span<UInt8>, at end: Int) -> Bool {
        guard end < bytes.count else { return true }
        switch bytes[end] {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "'"):
            // These join when a letter or digit follows (WB6, WB7, WB11, WB12).
            guard end + 1 < bytes.count else { return true }
            let next = bytes[end + 1]
            return next < 0x80 && !isAlphanumeric(next) && next != UInt8(ascii: "_")
        case UInt8(ascii: "_"): return false
        case 0x80...: return false
        default: return true
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
