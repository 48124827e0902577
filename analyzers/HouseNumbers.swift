/// House numbers with a letter, and ranges of them.
///
/// - `12 B` is "12b", as is `12B`. A small i never is a house letter: it is the word *i*.
/// - `12-14`, `12 – 14`, `12-14B`, `12A-14B` are a range if the second number is the larger;
///   `12A-C`, `12 A-C` and `12A-12C` are a range of entrances. To the range as typed, without its spaces, are
///   added the house numbers at its ends, and for entrances those between: 12A-C is 12a, 12b, 12c.
///   The numbers between the ends are not added; they may be across the street.
extension Tokenizer {
    /// The most letters that a range of entrances may span.
    private static let mostEntrances = 10

    private struct HouseNumber {
        var digits: Range<Int>
        var number: Int
        var letter: UInt8?
        var end: Int
    }

    /// The house number and its letter that start at the word at `index`, if they are apart.
    func houseNumber(at index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> Reading? {
        guard chain.joinsHouseLetters, index + 1 < words.count else { return nil }
        let (word, next) = (words[index], words[index + 1])
        guard word.count <= 3, next.count == 1, letter(next, in: bytes) != nil,
            bytes[next.lowerBound] != UInt8(ascii: "i"),
            word.allSatisfy({ isDigit(bytes[$0]) }),
            endOfSpaces(from: word.upperBound, in: bytes) == next.lowerBound
        else { return nil }
        // "12 A-C" and "12 v/ Jensen" are something else.
        switch byte(at: next.upperBound, in: bytes) {
        case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"): return nil
        default: return Reading(range: word.lowerBound..<next.upperBound, wordCount: 2)
        }
    }

    /// The range of house numbers that starts at the word at `index`.
    func houseRange(at index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> Reading? {
        guard chain.houseRanges != .no else { return nil }
        let start = words[index].lowerBound
        guard let first = number(at: start, in: bytes), !isInsideNumber(start, in: bytes)
        else { return nil }
        var place = endOfSpaces(from: first.end, in: bytes)
        let hyphen = hyphenLength(at: place, in: bytes, orDash: true)
        guard hyphen > 0 else { return nil }
        place = endOfSpaces(from: place + hyphen, in: bytes)
        guard let (last, additions) = ends(of: first, at: place, in: bytes),
            let count = wordCount(from: index, endingAt: last.end, of: words)
        else { return nil }
        var surface = text(first, in: bytes) + "-"
        surface += last.digits.isEmpty ? Self.text(last.letter) : text(last, in: bytes)
        return Reading(
            range: start..<last.end,
            wordCount: count,
            surface: surface,
            additions: chain.houseRanges == .withEnds ? additions : []
        )
    }

    /// The second end of a range, and the house numbers that the range is known to name.
    private func ends(
        of first: HouseNumber,
        at place: Int,
        in bytes: Span<UInt8>
    ) -> (HouseNumber, [String])? {
        if let last = number(at: place, in: bytes) {
            guard !isInsideNumber(after: last.end, in: bytes) else { return nil }
            if last.number > first.number {
                return (last, [text(first, in: bytes), text(last, in: bytes)])
            }
            guard last.number == first.number, let from = first.letter, let to = last.letter
            else { return nil }
            return entrances(from, to, of: first, in: bytes).map { (last, $0) }
        }
        guard let from = first.letter, let to = letter(at: place, in: bytes),
            isEnd(place + 1, in: bytes),
            let entrances = entrances(from, to, of: first, in: bytes)
        else { return nil }
        let last = HouseNumber(digits: place..<place, number: 0, letter: to, end: place + 1)
        return (last, entrances)
    }

    /// The house numbers from one letter to another; nil if there are none or too many.
    private func entrances(
        _ from: UInt8,
        _ to: UInt8,
        of first: HouseNumber,
        in bytes: Span<UInt8>
    ) -> [String]? {
        guard to > from, Int(to - from) < Self.mostEntrances else { return nil }
        var bare = first
        bare.letter = nil
        let digits = text(bare, in: bytes)
        return (from...to).map { digits + Self.text($0) }
    }

    /// The number of one to three digits at `start`, with its letter if it has one.
    private func number(at start: Int, in bytes: Span<UInt8>) -> HouseNumber? {
        var end = start
        var number = 0
        while end < bytes.count, end - start < 4, isDigit(bytes[end]) {
            number = number * 10 + Int(bytes[end] - 0x30)
            end += 1
        }
        guard (1...3).contains(end - start) else { return nil }
        var found = HouseNumber(digits: start..<end, number: number, end: end)
        let place = endOfSpaces(from: end, in: bytes)
        if let letter = letter(at: place, in: bytes), isEnd(place + 1, in: bytes),
            place == end || bytes[place] != UInt8(ascii: "i")
        {
            found.letter = letter
            found.end = place + 1
        }
        return isEnd(found.end, in: bytes) ? found : nil
    }

    /// Whether no word goes on at `index`.
    private func isEnd(_ index: Int, in bytes: Span<UInt8>) -> Bool {
        guard let byte = byte(at: index, in: bytes) else { return true }
        if byte >= 0x80 { return hyphenLength(at: index, in: bytes, orDash: true) > 0 }
        return letter(at: index, in: bytes) == nil && !isDigit(byte) && byte != UInt8(ascii: "_")
    }

    /// Whether a digit and a mark before `index` make it the middle of a date or a telephone number.
    private func isInsideNumber(_ index: Int, in bytes: Span<UInt8>) -> Bool {
        guard index >= 2, isDigit(bytes[index - 2]) else { return false }
        return isMark(bytes[index - 1])
    }

    /// Whether a mark and more text behind `index` make it the middle of a date, or of a storey.
    private func isInsideNumber(after index: Int, in bytes: Span<UInt8>) -> Bool {
        guard let mark = byte(at: index, in: bytes), isMark(mark) else { return false }
        if mark == UInt8(ascii: ",") { return byte(at: index + 1, in: bytes).map(isDigit) ?? false }
        return endOfSpaces(from: index + 1, in: bytes) < bytes.count
    }

    private func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: ","):
            true
        default: false
        }
    }

    /// How many words from `index` on end at `end`; nil if no word does.
    private func wordCount(from index: Int, endingAt end: Int, of words: [Range<Int>]) -> Int? {
        var last = index
        while last < words.count, words[last].upperBound < end { last += 1 }
        guard last < words.count, words[last].upperBound == end else { return nil }
        return last - index + 1
    }

    private func text(_ number: HouseNumber, in bytes: Span<UInt8>) -> String {
        var text = ""
        for index in number.digits { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        return text + Self.text(number.letter)
    }

    private static func text(_ letter: UInt8?) -> String {
        letter.map { String(Unicode.Scalar($0)) } ?? ""
    }
}
