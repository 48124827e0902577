/// Paragraphs of a law: `§ 83`, `§83`, `§ 83 a` and `§83a` are "§83" and "§83a".
///
/// The number alone is added where the chain says so, so that *servicelov 83* finds § 83. A single
/// small letter behind the number belongs to it, but never the word *i*.
extension Tokenizer {
    /// The paragraph whose number is the word at `index`.
    func paragraph(at index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> Reading? {
        let word = words[index]
        guard chain.paragraphs != .no, let sign = sign(before: word.lowerBound, in: bytes)
        else { return nil }
        var digits = word
        if letter(at: word.upperBound - 1, in: bytes) != nil {
            digits = word.lowerBound..<word.upperBound - 1
        }
        guard (1...3).contains(digits.count), digits.allSatisfy({ isDigit(bytes[$0]) })
        else { return nil }
        var reading = Reading(range: sign..<word.upperBound, wordCount: 1)
        var number = ""
        for index in digits { number.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        if digits.count < word.count {
            number.unicodeScalars.append(Unicode.Scalar(bytes[word.upperBound - 1] | 0x20))
        } else if let letter = separateLetter(at: index + 1, after: word, of: words, in: bytes) {
            number.unicodeScalars.append(Unicode.Scalar(letter))
            reading.range = sign..<words[index + 1].upperBound
            reading.wordCount = 2
        }
        reading.surface = "§" + number
        if chain.paragraphs == .withNumber { reading.additions = [number] }
        return reading
    }

    /// Where the paragraph sign before `index` is; only spaces may stand between.
    private func sign(before index: Int, in bytes: Span<UInt8>) -> Int? {
        var end = index
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        // A no-break space, which well-set texts have here.
        if end >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 { end -= 2 }
        guard end >= 2, bytes[end - 1] == 0xA7, bytes[end - 2] == 0xC2 else { return nil }
        return end - 2
    }

    private func separateLetter(
        at index: Int,
        after word: Range<Int>,
        of words: [Range<Int>],
        in bytes: Span<UInt8>
    ) -> UInt8? {
        guard index < words.count, let letter = letter(words[index], in: bytes),
            bytes[words[index].lowerBound] == letter, letter != UInt8(ascii: "i"),
            endOfSpaces(from: word.upperBound, in: bytes) == words[index].lowerBound
        else { return nil }
        return switch byte(at: words[index].upperBound, in: bytes) {
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"): nil
        default: letter
        }
    }
}
