/// A part of a compound.
public struct CompoundPart: Sendable, Hashable {
    /// The part as it stands in the compound, without the joint: *aflastning* in aflastningsplads.
    public var surface: String

    /// Where the part is in the surface form of the compound, in UTF-8 bytes, without the joint.
    public var range: Range<Int>

    /// Whether the compound is a kind of this: its last part, in whatever form.
    public var isHead: Bool

    /// Whether this is a part of a part: *hjem* in demens + plejehjem.
    public var isNested: Bool

    /// Creates a part from its parts.
    public init(surface: String, range: Range<Int>, isHead: Bool, isNested: Bool) {
        self.surface = surface
        self.range = range
        self.isHead = isHead
        self.isNested = isNested
    }
}

/// Takes compounds of care words apart, and leaves every other word whole.
///
/// Listed parts must cover all of a word: first parts, each with a joint it is listed with, then a
/// head in any form the lemma table has. Among the ways to do so the fewest parts win, then the
/// longest head, then the longest part before it. Parts that are compounds are split in turn, so that
/// *hjem* finds demensplejehjem too. The walk is linear in the length of the word for any lexicon of
/// bounded words: places are visited once, each costs a path of a tree.
struct CompoundSplitter: Sendable {
    private var lexicon = ByteTrie()
    private var whole: Set<String> = []

    private static let bare: UInt8 = 1
    private static let jointed: UInt8 = 2
    private static let head: UInt8 = 4

    /// The fewest letters of a part.
    private static let shortestPart = 3

    /// A word of more UTF-8 bytes is not looked at.
    private static let longestWord = 80

    /// Reads `compounds.tsv`: a role, then words; heads bring all their forms from the lemma table.
    init(_ file: WordListFile, lemmas: LemmaTable) {
        var heads: Set<String> = []
        var known: Set<String> = []
        for line in file.lines {
            file.require(line.columns.count == 2, line, "not a role and words")
            for word in WordListFile.words(line.columns[1]) {
                let role = line.columns[0]
                file.requireSurface(word, line)
                file.require(word.count >= Self.shortestPart, line, "'\(word)' is too short")
                file.require(
                    known.insert("\(role) \(word)").inserted,
                    line,
                    "'\(word)' is listed twice"
                )
                switch role {
                case "bare": lexicon.insert(word, marks: Self.bare)
                case "s", "e": lexicon.insert(word + role, marks: Self.jointed)
                case "head":
                    file.require(
                        lemmas.lemma(of: word) == word,
                        line,
                        "'\(word)' is no lemma of lemmas.tsv"
                    )
                    heads.insert(word)
                case "whole": whole.insert(word)
                default: file.require(false, line, "the role is not bare, s, e, head or whole")
                }
            }
        }
        for (form, lemma) in lemmas.forms {
            if heads.contains(lemma) { lexicon.insert(form, marks: Self.head) }
            if whole.contains(lemma) { whole.insert(form) }
        }
    }

    /// The parts in order, then the parts of those; empty when the word stays whole.
    func parts(of surface: String) -> [CompoundPart] {
        guard surface.utf8.count >= 2 * Self.shortestPart,
            surface.utf8.count <= Self.longestWord
        else { return [] }
        var parts = split(surface.utf8.span)
        guard !parts.isEmpty, !whole.contains(surface) else { return [] }
        // The list grows by the parts of parts while it is walked.
        var index = 0
        while index < parts.count {
            let part = parts[index]
            index += 1
            guard part.surface.utf8.count >= 2 * Self.shortestPart else { continue }
            let nested = split(part.surface.utf8.span)
            guard !nested.isEmpty, !whole.contains(part.surface) else { continue }
            for var inner in nested {
                let start = part.range.lowerBound
                inner.range = inner.range.lowerBound + start..<inner.range.upperBound + start
                inner.isHead = inner.isHead && part.isHead
                inner.isNested = true
                parts.append(inner)
            }
        }
        return parts
    }

    /// The best way to cover `word` with a head behind first parts, or nothing.
    private func split(_ word: Span<UInt8>) -> [CompoundPart] {
        let end = word.count
        // For every place: the fewest first parts before it, and the start and joint of the last one.
        var counts = InlineArray<81, UInt8>(repeating: .max)
        var starts = InlineArray<81, UInt8>(repeating: 0)
        var joints = InlineArray<81, UInt8>(repeating: 0)
        counts[0] = 0
        var headStart = 0
        var fewest = UInt8.max
        for start in 0..<end where counts[start] < .max {
            let count = counts[start] + 1
            var node = ByteTrie.root
            var place = start
            while place < end, let next = lexicon.step(from: node, by: word[place]) {
                node = next
                place += 1
                let marks = lexicon.marks(at: node)
                guard marks != 0 else { continue }
                if marks & (Self.bare | Self.jointed) != 0, count < counts[place] {
                    counts[place] = count
                    starts[place] = UInt8(start)
                    joints[place] = marks & Self.bare != 0 ? 0 : 1
                }
                if marks & Self.head != 0, place == end, start > 0, count < fewest {
                    fewest = count
                    headStart = start
                }
            }
        }
        guard headStart > 0 else { return [] }
        var parts = [part(headStart..<end, of: word, isHead: true)]
        var place = headStart
        while place > 0 {
            let start = Int(starts[place])
            parts.append(part(start..<place - Int(joints[place]), of: word, isHead: false))
            place = start
        }
        parts.reverse()
        return parts
    }

    private func part(_ range: Range<Int>, of word: Span<UInt8>, isHead: Bool) -> CompoundPart {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(word[index]) }
        return CompoundPart(
            surface: String(decoding: bytes, as: UTF8.self),
            range: range,
            isHead: isHead,
            isNested: false
        )
    }
}
