/// Words that share the head of a later one: `pleje- og ældreboliger`, `dag-, aften- og natpleje`.
///
/// A word that ends in a hyphen before a space, a comma or a slash takes the head of the first word
/// behind the list; og, eller and samt go with it. The head is found by ``CompoundSplitter``, so
/// nothing is added where the last word is no compound of care words: `demens- og gerontopsykiatrisk`
/// says two things about what follows, and *demens* is found as it stands.
extension Tokenizer {
    /// How far ahead the head may be, in words.
    private static let longestList = 8

    /// The whole word that the truncated word at `index` stands for; nil for most words at once.
    func completedWord(at index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> String? {
        let word = words[index]
        guard isTruncated(word, in: bytes),
            let last = endOfList(from: index, of: words, in: bytes)
        else { return nil }
        var scratch: [UInt8] = []
        guard let first = SurfaceForm.of(bytes.extracting(word), scratch: &scratch),
            let whole = SurfaceForm.of(bytes.extracting(words[last]), scratch: &scratch)
        else { return nil }
        return completed(first, with: whole)
    }

    /// *pleje* with *ældreboliger* gives plejeboliger; with *demensplejehjem*, plejehjem.
    private func completed(_ first: String, with whole: String) -> String? {
        let parts = lists.compounds.parts(of: whole)
        guard let head = parts.first(where: { $0.isHead && !$0.isNested }) else { return nil }
        // The head itself may begin with the shared word's first part.
        let isInside = head.surface.utf8.starts(with: first.utf8)
        return isInside ? head.surface : first + head.surface
    }

    /// Whether a hyphen ends the word and nothing follows the hyphen that it could join to.
    private func isTruncated(_ word: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        let hyphen = hyphenLength(at: word.upperBound, in: bytes)
        guard hyphen > 0, !isDigit(bytes[word.lowerBound]) else { return false }
        return switch byte(at: word.upperBound + hyphen, in: bytes) {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "/"): true
        default: false
        }
    }

    /// The index of the first word behind a list of truncated ones.
    private func endOfList(from index: Int, of words: [Range<Int>], in bytes: Span<UInt8>) -> Int? {
        var scratch: [UInt8] = []
        var place = index + 1
        while place < words.count, place - index <= Self.longestList {
            guard isListGap(words[place - 1].upperBound..<words[place].lowerBound, in: bytes)
            else { return nil }
            let word = words[place]
            if !isTruncated(word, in: bytes) {
                guard word.count <= 6,
                    let surface = SurfaceForm.of(bytes.extracting(word), scratch: &scratch),
                    ["og", "eller", "samt"].contains(surface)
                else { return place }
            }
            place += 1
        }
        return nil
    }

    /// Whether only hyphens, commas, slashes, `&` and spaces stand at `range`.
    private func isListGap(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "&"):
                index += 1
            default:
                let hyphen = hyphenLength(at: index, in: bytes)
                guard hyphen > 0 else { return false }
                index += hyphen
            }
        }
        return true
    }
}
