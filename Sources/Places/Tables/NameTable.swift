import Analyzers
import IndexFormat
import LMDB

/// Names in the order of their letters, found by beginning, by sound, and despite slips.
///
///     X.names             ByteStrings   as written
///     X.letters, X.sounds ByteStrings   `StreetKeys` of each; the letters are sorted
///     X.bySound           UInt32[n]     the names in the order of their sounds
///     X.letters.marks, X.sounds.marks   UInt64[n]   which letters each has (`NameTable.marks`)
struct NameTable: Sendable {
    let names: ByteStrings
    let letters: ByteStrings
    let sounds: ByteStrings
    private let bySound: MappedArray<UInt32>
    private let letterMarks: MappedArray<UInt64>
    private let soundMarks: MappedArray<UInt64>

    init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        names = try ByteStrings(name + ".names", sections)
        letters = try ByteStrings(name + ".letters", sections)
        sounds = try ByteStrings(name + ".sounds", sections)
        bySound = try sections.array(name + ".bySound")
        letterMarks = try sections.array(name + ".letters.marks")
        soundMarks = try sections.array(name + ".sounds.marks")
        let count = names.count
        try IndexError.unless(
            letters.count == count && sounds.count == count && bySound.count == count
                && letterMarks.count == count && soundMarks.count == count,
            name,
            "the arrays differ in length"
        )
    }

    var count: Int { names.count }

    /// What a search for one name needs; made once.
    struct Typed {
        let letters: [UInt8]
        let sound: [UInt8]
        let byLetters: SlipMeter
        let bySound: SlipMeter

        init(_ text: String, _ keys: StreetKeys) {
            self.init(letters: keys.letters(of: text), sound: keys.sound(of: text))
        }

        init(letters: [UInt8], sound: [UInt8]) {
            self.letters = letters
            self.sound = sound
            byLetters = SlipMeter(letters)
            bySound = SlipMeter(sound)
        }
    }

    /// A name with the slips that lead to it from what was typed, by letters and by sound.
    struct Match {
        var name: Int
        var letterSlips: Int
        var soundSlips: Int
    }

    func match(_ typed: Typed, with name: Int) -> Match {
        let letters = letters
        let sounds = sounds
        return Match(
            name: name,
            letterSlips: typed.byLetters.slips(to: letters[name]),
            soundSlips: typed.bySound.slips(to: sounds[name])
        )
    }

    /// The names within so many slips of what was typed, by letters or by sound.
    ///
    /// O(n), about a nanosecond a name: letters that only one of two words has are counted first.
    func matches(_ typed: Typed, slips: Int) -> [Match] {
        var found: [Int] = []
        Self.collect(typed.letters, typed.byLetters, letters, letterMarks, slips, &found)
        Self.collect(typed.sound, typed.bySound, sounds, soundMarks, slips, &found)
        found.sort()
        var matches: [Match] = []
        for name in found where matches.last?.name != name {
            matches.append(match(typed, with: name))
        }
        return matches
    }

    /// The names that have the typed letters, or sound the same.
    ///
    /// O(log n).
    func matches(sameAs typed: Typed) -> [Match] {
        var matches: [Match] = []
        for name in letters.range(withPrefix: typed.letters) {
            // The names are sorted: those that are longer come after those that are the same.
            guard letters.length(name) == typed.letters.count else { break }
            matches.append(match(typed, with: name))
        }
        let spelt = matches.map(\.name)
        forEach(soundingAtFirstAs: typed.sound) { name in
            guard sounds.length(name) == typed.sound.count else { return false }
            if !spelt.contains(name) { matches.append(match(typed, with: name)) }
            return true
        }
        return matches
    }

    private static func collect(
        _ word: [UInt8],
        _ meter: SlipMeter,
        _ words: ByteStrings,
        _ marks: MappedArray<UInt64>,
        _ slips: Int,
        _ found: inout [Int]
    ) {
        let wanted = Self.marks(of: word)
        let length = Int(wanted >> Self.lengthShift)
        let marks = marks.span
        for name in 0..<marks.count {
            let mark = marks[name]
            guard ((mark ^ wanted) & Self.letterMarks).nonzeroBitCount <= 2 * slips,
                abs(Int(mark >> Self.lengthShift) - length) <= slips,
                meter.slips(to: words[name]) <= slips
            else { continue }
            found.append(name)
        }
    }

    /// The names whose beginning is within so many slips of what was typed.
    ///
    /// O(n).
    func matches(beginningAs typed: Typed, slips: Int) -> [(name: Int, slips: Int)] {
        let wanted = Self.marks(of: typed.letters) & Self.presence
        let marks = letterMarks.span
        let letters = letters
        let most = typed.letters.count + slips
        var found: [(name: Int, slips: Int)] = []
        func look(in names: Range<Int>) {
            for name in names where (wanted & ~marks[name]).nonzeroBitCount <= slips {
                let word = letters[name]
                let beginning = word.extracting(0..<min(most, word.count))
                let needed = typed.byLetters.slips(toBeginningOf: beginning)
                if needed <= slips { found.append((name, needed)) }
            }
        }
        // The first letter is seldom wrong; where it is, it was left out or exchanged with the next.
        for first in Set(typed.letters.prefix(2)).sorted() {
            look(in: range(beginningWith: [first]))
        }
        if found.isEmpty { look(in: 0..<marks.count) }
        return found
    }

    /// The names that begin with these letters.
    ///
    /// O(log n).
    func range(beginningWith prefix: [UInt8]) -> Range<Int> {
        letters.range(withPrefix: prefix)
    }

    /// Calls a function with each name that sounds at its beginning as this, the shortest first among those
    /// that go on the same, until it answers false.
    ///
    /// O(log n + names).
    func forEach(soundingAtFirstAs prefix: [UInt8], _ body: (Int) -> Bool) {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if sounds.compare(Int(bySound[middle]), prefix) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low < count {
            let name = Int(bySound[low])
            let sound = sounds
            guard Self.begins(sound[name], with: prefix) else { return }
            guard body(name) else { return }
            low += 1
        }
    }

    private static func begins(_ word: Span<UInt8>, with prefix: [UInt8]) -> Bool {
        guard word.count >= prefix.count else { return false }
        for place in 0..<prefix.count where word[place] != prefix[place] { return false }
        return true
    }

    /// A bit for each letter that a word has, one for digits, one for each letter that it has twice, and its
    /// length in the upper six bits; up to the 63rd letter.
    ///
    /// A slip changes at most two of the lower bits.
    static func marks(of word: [UInt8]) -> UInt64 {
        var once: UInt64 = 0
        var twice: UInt64 = 0
        for byte in word.prefix(63) {
            let bit: UInt64
            switch byte {
            case 0x61...0x7A: bit = 1 << UInt64(byte - 0x61)
            case 0x30...0x39: bit = 1 << 26
            default: continue
            }
            twice |= once & bit
            once |= bit
        }
        let doubled = twice & ((1 << 26) - 1)
        return once | doubled << 27 | UInt64(min(word.count, 63)) << lengthShift
    }

    /// The bits that say what a word has at all.
    private static let presence: UInt64 = (1 << 27) - 1
    /// The bits of letters, once and twice.
    private static let letterMarks: UInt64 = (1 << 53) - 1
    private static let lengthShift: UInt64 = 58

    /// Writes names and says where each came to stand: `places[i]` is the number of the i-th.
    static func write(
        _ name: String,
        _ texts: [String],
        _ keys: StreetKeys,
        to sections: inout SectionWriter
    ) -> [UInt32] {
        let letters = texts.map { keys.letters(of: $0) }
        let sounds = texts.map { keys.sound(of: $0) }
        let order = texts.indices.sorted { left, right in
            if letters[left] != letters[right] {
                return letters[left].lexicographicallyPrecedes(letters[right])
            }
            return texts[left].utf8.lexicographicallyPrecedes(texts[right].utf8)
        }
        var places = [UInt32](repeating: 0, count: texts.count)
        var written = (ByteStringsBuilder(), ByteStringsBuilder(), ByteStringsBuilder())
        for (place, index) in order.enumerated() {
            places[index] = UInt32(place)
            written.0.append(texts[index])
            written.1.append(letters[index])
            written.2.append(sounds[index])
        }
        written.0.write(name + ".names", to: &sections)
        written.1.write(name + ".letters", to: &sections)
        written.2.write(name + ".sounds", to: &sections)
        let bySound = order.indices.sorted { left, right in
            let (one, other) = (sounds[order[left]], sounds[order[right]])
            return one == other ? left < right : one.lexicographicallyPrecedes(other)
        }
        sections.add(name + ".bySound", bySound.map { UInt32($0) })
        sections.add(name + ".letters.marks", order.map { marks(of: letters[$0]) })
        sections.add(name + ".sounds.marks", order.map { marks(of: sounds[$0]) })
        return places
    }
}
