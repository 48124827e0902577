/// Initials: `H.C.`, `H. C.`, `H C` and `HC` are all the word "hc".
///
/// Two to five single letters in a row, all with a full stop or none (the last may lack it), before a
/// word that is a name: `Aarhus N` and `Plejehjem A` keep their letter, since no row and no name
/// follows. Letters joined by full stops (`K.F.U.M.`) need no name behind them. Where small letters
/// count, *i*, *å* and *ø* do not: they are words.
extension Tokenizer {
    private static let mostLetters = 5

    private struct Initial {
        var word: Range<Int>
        var letters: [Range<Int>]
        var hasFullStop: Bool
    }

    /// The initials that start at the word at `index`.
    func initials(at index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> Reading? {
        guard chain.initials != .no, let first = initial(words[index], in: bytes) else {
            return nil
        }
        var letters = first.letters
        var end = first.word.upperBound
        var last = index
        var previous = first
        while last + 1 < words.count, letters.count < Self.mostLetters,
            previous.hasFullStop
                == first.hasFullStop, let next = initial(words[last + 1], in: bytes),
            next.hasFullStop == first.hasFullStop || next.letters.count == 1 && first.hasFullStop,
            isGap(end..<next.word.lowerBound, in: bytes)
        {
            letters += next.letters
            end = next.word.upperBound
            last += 1
            previous = next
        }
        guard (2...Self.mostLetters).contains(letters.count) else { return nil }
        if last > index, !isName(at: last + 1, after: end, of: words, in: bytes) {
            guard first.letters.count > 1 else { return nil }
            (letters, end, last) = (first.letters, first.word.upperBound, index)
        }
        return Reading(
            range: words[index].lowerBound..<end,
            wordCount: last - index + 1,
            surface: surface(letters, in: bytes)
        )
    }

    /// The two or more initials that begin a word such as `H.C.Andersens`.
    func leadingInitials(
        of word: Range<Int>,
        in bytes: Span<UInt8>
    ) -> (range: Range<Int>, surface: String)? {
        guard chain.initials != .no else { return nil }
        var letters: [Range<Int>] = []
        var start = word.lowerBound
        while letters.count < Self.mostLetters, let end = endOfLetter(at: start, in: bytes),
            end < word.upperBound, bytes[end] == UInt8(ascii: ".")
        {
            letters.append(start..<end)
            start = end + 1
        }
        guard letters.count >= 2, let last = letters.last else { return nil }
        return (word.lowerBound..<last.upperBound, surface(letters, in: bytes))
    }

    /// The single letters that `word` is, if it is nothing else: "H", or "H.C".
    private func initial(_ word: Range<Int>, in bytes: Span<UInt8>) -> Initial? {
        // Most words end here, before anything is allocated.
        guard word.count <= 3 * Self.mostLetters,
            var end = endOfLetter(at: word.lowerBound, in: bytes),
            end == word.upperBound || bytes[end] == UInt8(ascii: ".")
        else { return nil }
        var letters = [word.lowerBound..<end]
        while end < word.upperBound {
            guard bytes[end] == UInt8(ascii: "."),
                let next = endOfLetter(at: end + 1, in: bytes), next <= word.upperBound
            else { return nil }
            letters.append(end + 1..<next)
            end = next
        }
        var scratch: [UInt8] = []
        if letters.count > 1, isKnownAbbreviation(word, in: bytes, scratch: &scratch) { return nil }
        // "v/" and "A/S" are something else, and so is what an apostrophe or a hyphen follows.
        switch byte(at: end, in: bytes) {
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"): return nil
        default: break
        }
        let hasFullStop = byte(at: end, in: bytes) == UInt8(ascii: ".")
        return Initial(word: word, letters: letters, hasFullStop: hasFullStop || letters.count > 1)
    }

    /// The end of the letter at `index` that may be an initial in this chain.
    private func endOfLetter(at index: Int, in bytes: Span<UInt8>) -> Int? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        switch byte {
        case 0x41...0x5A: return index + 1
        case 0x61...0x7A:
            return chain.initials == .anyCase && byte != UInt8(ascii: "i") ? index + 1 : nil
        case 0xC3:
            let second = bytes[index + 1]
            // Æ, Ø, Å and other capitals; of the small letters æ alone is no word.
            if (0x80..<0x9F).contains(second), second != 0x97 { return index + 2 }
            return chain.initials == .anyCase && second == 0xA6 ? index + 2 : nil
        default: return nil
        }
    }

    /// Whether only a full stop and spaces, at least one of these, stand at `range`.
    private func isGap(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var start = range.lowerBound
        if start < range.upperBound, bytes[start] == UInt8(ascii: ".") { start += 1 }
        return start <= range.upperBound && !range.isEmpty
            && range.upperBound - start <= 2
            && endOfSpaces(from: start, in: bytes) == range.upperBound
    }

    /// Whether the word at `index` can be the name that initials stand before.
    private func isName(
        at index: Int,
        after end: Int,
        of words: [Range<Int>],
        in bytes: Span<UInt8>
    ) -> Bool {
        guard index < words.count, isGap(end..<words[index].lowerBound, in: bytes) else {
            return false
        }
        let word = words[index]
        guard
            let letterEnd = endOfLetter(at: word.lowerBound, in: bytes)
                ?? (chain.initials == .anyCase ? word.lowerBound + 1 : nil),
            letterEnd < word.upperBound, !isDigit(bytes[word.lowerBound])
        else { return false }
        var scratch: [UInt8] = []
        let surface = SurfaceForm.of(bytes.extracting(word), scratch: &scratch) ?? ""
        return !lists.stopWords.contains(surface)
    }

    private func surface(_ letters: [Range<Int>], in bytes: Span<UInt8>) -> String {
        var scratch: [UInt8] = []
        return letters.reduce(into: "") { text, letter in
            text += SurfaceForm.of(bytes.extracting(letter), scratch: &scratch) ?? ""
        }
    }
}
