/// Makes tokens of the words of a text: joins what Danish writes in pieces, parts what ICU joins.
///
/// - `A/S`, `I/S`, `c/o`: single letters around a slash are one word; `v/` and `m/` keep their slash.
/// - `pl.hj.`: a dotted word stays whole if `abbreviations.tsv` lists it; else its parts are words
///   (`Sct.Jørgens`, and a sentence end without its space).
/// - `Jens´s`: an accent typed for an apostrophe joins.
/// - `DK-8000`: a country code before a postcode is dropped.
/// - `12 B`: a number of one to three digits takes the single letter that follows (places only).
struct Tokenizer {
    let chain: Chain
    let abbreviations: Abbreviations

    /// The tokens of a text, given where its words are.
    ///
    /// Linear in the length of the text.
    func tokens(in bytes: Span<UInt8>, words: [Range<Int>]) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(words.count)
        var scratch: [UInt8] = []
        var index = 0
        while index < words.count {
            let (word, taken) = joined(at: index, of: words, in: bytes)
            index += taken
            guard let word else { continue }
            forEachPart(of: word, in: bytes, scratch: &scratch) { part, scratch in
                guard let surface = SurfaceForm.of(bytes.extracting(part), scratch: &scratch)
                else { return }
                tokens.append(
                    Token(
                        surface: surface,
                        position: tokens.count,
                        utf8Offset: part.lowerBound,
                        utf8Length: part.count
                    )
                )
            }
        }
        return tokens
    }

    // MARK: Joining

    /// The word at `index` with what joins it, and how many words that takes; nil drops the word.
    private func joined(
        at index: Int,
        of words: [Range<Int>],
        in bytes: Span<UInt8>
    ) -> (Range<Int>?, Int) {
        let word = words[index]
        let next = index + 1 < words.count ? words[index + 1] : nil
        // Everything that joins or drops is a short word; most are not.
        guard word.count <= 3 || followsAccent(next, word, in: bytes) else { return (word, 1) }
        if isCountryCode(word, before: next, in: bytes) { return (nil, 1) }
        if let next, followsAccent(next, word, in: bytes) {
            return (word.lowerBound..<next.upperBound, 2)
        }
        if chain.keepsAbbreviations, letter(word, in: bytes) != nil,
            byte(at: word.upperBound, in: bytes) == UInt8(ascii: "/")
        {
            return slashed(word, before: next, in: bytes)
        }
        if chain.joinsHouseLetters, let next, isHouseLetter(next, after: word, in: bytes) {
            return (word.lowerBound..<next.upperBound, 2)
        }
        return (word, 1)
    }

    /// A single letter and its slash: with the letter behind it, alone, or without the slash.
    private func slashed(
        _ word: Range<Int>,
        before next: Range<Int>?,
        in bytes: Span<UInt8>
    ) -> (Range<Int>?, Int) {
        if let next, next.lowerBound == word.upperBound + 1, letter(next, in: bytes) != nil {
            return (word.lowerBound..<next.upperBound, 2)
        }
        switch letter(word, in: bytes) {
        case UInt8(ascii: "v"), UInt8(ascii: "m"), UInt8(ascii: "u"):
            return (word.lowerBound..<word.upperBound + 1, 1)
        default:
            return (word, 1)
        }
    }

    private func isCountryCode(
        _ word: Range<Int>,
        before next: Range<Int>?,
        in bytes: Span<UInt8>
    ) -> Bool {
        guard let next, word.count == 2, next.count == 4, next.lowerBound == word.upperBound + 1,
            bytes[word.lowerBound] | 0x20 == UInt8(ascii: "d"),
            bytes[word.lowerBound + 1] | 0x20 == UInt8(ascii: "k"),
            bytes[word.upperBound] == UInt8(ascii: "-")
        else { return false }
        return next.allSatisfy { isDigit(bytes[$0]) }
    }

    private func isHouseLetter(
        _ next: Range<Int>,
        after word: Range<Int>,
        in bytes: Span<UInt8>
    ) -> Bool {
        guard word.count <= 3, next.count == 1, letter(next, in: bytes) != nil,
            word.allSatisfy({ isDigit(bytes[$0]) }),
            (word.upperBound..<next.lowerBound).allSatisfy({ bytes[$0] == UInt8(ascii: " ") })
        else { return false }
        // "12 A-C" and "12 v/ Jensen" are something else.
        return switch byte(at: next.upperBound, in: bytes) {
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"): false
        default: true
        }
    }

    private func followsAccent(
        _ next: Range<Int>?,
        _ word: Range<Int>,
        in bytes: Span<UInt8>
    ) -> Bool {
        guard let next, next.lowerBound == word.upperBound + 2 else { return false }
        return bytes[word.upperBound] == 0xC2 && bytes[word.upperBound + 1] == 0xB4
    }

    // MARK: Parting

    /// Calls `body` with each word that `word` consists of.
    private func forEachPart(
        of word: Range<Int>,
        in bytes: Span<UInt8>,
        scratch: inout [UInt8],
        _ body: (Range<Int>, inout [UInt8]) -> Void
    ) {
        guard
            word.contains(where: { bytes[$0] == UInt8(ascii: ".") }),
            !isDigit(bytes[word.lowerBound]),
            !isKnownAbbreviation(word, in: bytes, scratch: &scratch)
        else { return body(word, &scratch) }
        var start = word.lowerBound
        for index in word where bytes[index] == UInt8(ascii: ".") {
            if index > start { body(start..<index, &scratch) }
            start = index + 1
        }
        if start < word.upperBound { body(start..<word.upperBound, &scratch) }
    }

    private func isKnownAbbreviation(
        _ word: Range<Int>,
        in bytes: Span<UInt8>,
        scratch: inout [UInt8]
    ) -> Bool {
        guard chain.keepsAbbreviations, word.count <= Abbreviations.longest,
            let surface = SurfaceForm.of(bytes.extracting(word), scratch: &scratch)
        else { return false }
        return abbreviations.isDotted(surface)
    }

    // MARK: Bytes

    /// The one ASCII letter that `word` is, in lower case.
    private func letter(_ word: Range<Int>, in bytes: Span<UInt8>) -> UInt8? {
        guard word.count == 1 else { return nil }
        let lower = bytes[word.lowerBound] | 0x20
        return (0x61...0x7A).contains(lower) ? lower : nil
    }

    private func byte(at index: Int, in bytes: Span<UInt8>) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }
}
