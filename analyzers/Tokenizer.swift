/// Makes tokens of the words of a text: joins what Danish writes in pieces, parts what ICU joins.
///
/// The steps are those of a ``Chain``; each stands in a file of its own where it takes more than a
/// few lines (``HouseNumbers``, ``Initials``, ``ParagraphSigns``, ``SharedHeads``). At every word the
/// steps that join are asked in turn, and the first that knows the place takes its words:
/// - `12-14`, `12 B`: house numbers and their ranges;
/// - `§ 83 a`: a paragraph of a law;
/// - `H. C.`: initials;
/// - `A/S`, `I/S`, `c/o`: single letters around a slash are one word; `v/` and `m/` keep their slash;
/// - `Jens´s`: an accent typed for an apostrophe joins;
/// - `DK-8000`: a country code before a postcode is dropped.
///
/// A number with a comma is parted where it is no decimal number (`Skovvej 2,2730 Herlev`); what is
/// left is parted at full stops (`Sct.Jørgens`, and a sentence end without its space) unless
/// `abbreviations.tsv` lists it (`pl.hj.`).
struct Tokenizer {
    let chain: Chain
    let lists: WordLists

    /// Some words of the text read together as one.
    struct Reading {
        /// The bytes of the text that are read.
        var range: Range<Int>
        /// How many words that takes.
        var wordCount: Int
        /// The surface form, if it is not that of the bytes.
        var surface: String?
        /// Other words for it, to be found by.
        var additions: [String] = []
    }

    /// The tokens of a text, given where its words are.
    ///
    /// Linear in the length of the text.
    func tokens(in bytes: Span<UInt8>, words: [Range<Int>]) -> [Token] {
        let words = chain.partsAtCommas ? partedAtCommas(words, in: bytes) : words
        var sink = TokenSink(capacity: words.count)
        var index = 0
        while index < words.count {
            let word = words[index]
            if let reading = reading(at: index, of: words, in: bytes) {
                sink.add(reading, of: bytes)
                index += reading.wordCount
                continue
            }
            if chain.dropsCountryCodes, isCountryCode(at: index, of: words, in: bytes) {
                index += 1
                continue
            }
            addParts(of: word, in: bytes, to: &sink)
            if chain.completesSharedHeads,
                let whole = completedWord(at: index, of: words, in: bytes)
            {
                sink.addToLast(whole)
            }
            index += 1
        }
        return sink.tokens
    }

    /// What the words from `index` on are read as together, if any step joins them.
    private func reading(
        at index: Int,
        of words: [Range<Int>],
        in bytes: Span<UInt8>
    ) -> Reading? {
        let word = words[index]
        if isDigit(bytes[word.lowerBound]) {
            // House numbers and paragraphs are short; most numbers in a text are too long to be one.
            guard word.count <= 4 else { return nil }
            return paragraph(at: index, of: words, in: bytes)
                ?? houseRange(at: index, of: words, in: bytes)
                ?? houseNumber(at: index, of: words, in: bytes)
        }
        if let reading = initials(at: index, of: words, in: bytes) { return reading }
        let next = index + 1 < words.count ? words[index + 1] : nil
        if let next, followsAccent(next, word, in: bytes) {
            return Reading(range: word.lowerBound..<next.upperBound, wordCount: 2)
        }
        guard chain.joinsSlashes, letter(word, in: bytes) != nil,
            byte(at: word.upperBound, in: bytes) == UInt8(ascii: "/")
        else { return nil }
        return slashed(word, before: next, in: bytes)
    }

    /// A single letter and its slash: with the letter behind it, alone, or without the slash.
    private func slashed(
        _ word: Range<Int>,
        before next: Range<Int>?,
        in bytes: Span<UInt8>
    ) -> Reading? {
        if let next, next.lowerBound == word.upperBound + 1, letter(next, in: bytes) != nil {
            return Reading(range: word.lowerBound..<next.upperBound, wordCount: 2)
        }
        return switch letter(word, in: bytes) {
        case UInt8(ascii: "v"), UInt8(ascii: "m"), UInt8(ascii: "u"):
            Reading(range: word.lowerBound..<word.upperBound + 1, wordCount: 1)
        default: nil
        }
    }

    private func isCountryCode(
        at index: Int,
        of words: [Range<Int>],
        in bytes: Span<UInt8>
    ) -> Bool {
        let word = words[index]
        guard word.count == 2, index + 1 < words.count, words[index + 1].count == 4,
            words[index + 1].lowerBound == word.upperBound + 1,
            bytes[word.lowerBound] | 0x20 == UInt8(ascii: "d"),
            bytes[word.lowerBound + 1] | 0x20 == UInt8(ascii: "k"),
            bytes[word.upperBound] == UInt8(ascii: "-")
        else { return false }
        return words[index + 1].allSatisfy { isDigit(bytes[$0]) }
    }

    private func followsAccent(
        _ next: Range<Int>,
        _ word: Range<Int>,
        in bytes: Span<UInt8>
    ) -> Bool {
        next.lowerBound == word.upperBound + 2 && bytes[word.upperBound] == 0xC2
            && bytes[word.upperBound + 1] == 0xB4
    }

    // MARK: Parting

    /// The words, numbers parted at their commas.
    private func partedAtCommas(_ words: [Range<Int>], in bytes: Span<UInt8>) -> [Range<Int>] {
        let comma = UInt8(ascii: ",")
        func isParted(_ word: Range<Int>) -> Bool {
            isDigit(bytes[word.lowerBound]) && word.contains { bytes[$0] == comma }
        }
        guard words.contains(where: isParted) else { return words }
        return words.flatMap { word -> [Range<Int>] in
            guard isParted(word) else { return [word] }
            var parts: [Range<Int>] = []
            var start = word.lowerBound
            for index in word where bytes[index] == comma {
                if index > start { parts.append(start..<index) }
                start = index + 1
            }
            if start < word.upperBound { parts.append(start..<word.upperBound) }
            return parts
        }
    }

    /// Adds the words that `word` consists of.
    private func addParts(of word: Range<Int>, in bytes: Span<UInt8>, to sink: inout TokenSink) {
        guard chain.partsAtFullStops,
            word.contains(where: { bytes[$0] == UInt8(ascii: ".") }),
            !isDigit(bytes[word.lowerBound]),
            !isKnownAbbreviation(word, in: bytes, scratch: &sink.scratch)
        else { return sink.add(word, of: bytes) }
        var start = word.lowerBound
        if let initials = leadingInitials(of: word, in: bytes) {
            sink.add(initials.surface, initials.range)
            start = initials.range.upperBound + 1
        }
        for index in start..<word.upperBound where bytes[index] == UInt8(ascii: ".") {
            if index > start { sink.add(start..<index, of: bytes) }
            start = index + 1
        }
        if start < word.upperBound { sink.add(start..<word.upperBound, of: bytes) }
    }

    /// Whether a word with full stops is an abbreviation of the list.
    func isKnownAbbreviation(
        _ word: Range<Int>,
        in bytes: Span<UInt8>,
        scratch: inout [UInt8]
    ) -> Bool {
        guard chain.keepsListedAbbreviations, word.count <= Abbreviations.longest,
            let surface = SurfaceForm.of(bytes.extracting(word), scratch: &scratch)
        else { return false }
        return lists.abbreviations.isDotted(surface)
    }

    // MARK: Bytes

    /// The one ASCII letter that `word` is, in lower case.
    func letter(_ word: Range<Int>, in bytes: Span<UInt8>) -> UInt8? {
        word.count == 1 ? letter(at: word.lowerBound, in: bytes) : nil
    }

    /// The ASCII letter at `index`, in lower case.
    func letter(at index: Int, in bytes: Span<UInt8>) -> UInt8? {
        guard index < bytes.count else { return nil }
        let lower = bytes[index] | 0x20
        return (0x61...0x7A).contains(lower) ? lower : nil
    }

    /// The byte at `index`, or nil behind the end.
    func byte(at index: Int, in bytes: Span<UInt8>) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    /// Whether `byte` is a digit.
    func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    /// Where the spaces that start at `index` end.
    func endOfSpaces(from index: Int, in bytes: Span<UInt8>) -> Int {
        var end = index
        while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        return end
    }

    /// The length of the hyphen at `index`: `-`, U+2010 or U+2011, and for ranges also the dash U+2013.
    func hyphenLength(at index: Int, in bytes: Span<UInt8>, orDash: Bool = false) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] == UInt8(ascii: "-") { return 1 }
        guard bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else {
            return 0
        }
        let last = bytes[index + 2]
        return last == 0x90 || last == 0x91 || (orDash && last == 0x93) ? 3 : 0
    }
}
