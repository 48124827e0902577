/// What names of roads and towns are found by: their letters, and how they sound.
///
/// Both are single words without spaces, so that "Raadhus pladsen" and "H C Andersens Boulevard" need no
/// rule of their own. ASCII for all that is Danish.
public struct StreetKeys: Sendable {
    /// A form and what it is read as, both folded.
    private struct Ending {
        let form: [UInt8]
        let meaning: [UInt8]
    }

    /// Forms that count at the end of any word, the longest first.
    private let endings: [Ending]
    /// Forms that count there with a full stop.
    private let abbreviations: [Ending]
    /// Words of their own.
    private let words: [String: [UInt8]]
    /// Letters and what they sound like, the longest first.
    private let sounds: [Ending]

    /// What stands at the end of a word keeps at least so many letters before it.
    private static let shortestRest = 3

    /// The one instance, read when first asked for: places are found without any other list.
    static let shared = StreetKeys(
        WordListFile(name: "streets.tsv", bytes: PackageResources.streets_tsv)
    )

    /// Reads `streets.tsv`: `way`, `word` or `sound`, what it is read as, and the forms that are.
    init(_ file: WordListFile) {
        var endings: [Ending] = []
        var abbreviations: [Ending] = []
        var sounds: [Ending] = []
        var groups: [[String]] = []
        for line in file.lines {
            file.require(line.columns.count == 3, line, "not a kind, a word and its forms")
            let forms = WordListFile.words(line.columns[2]).map(FoldKey.long)
            let first = FoldKey.long(line.columns[1])
            switch line.columns[0] {
            case "way":
                groups.append([first] + forms)
                for form in forms {
                    let ending = Ending(form: Array(form.utf8), meaning: Array(first.utf8))
                    if form.utf8.count < 4 {
                        abbreviations.append(ending)
                    } else {
                        endings.append(ending)
                    }
                }
            case "word":
                groups.append([first] + forms)
            case "sound":
                sounds.append(
                    Ending(form: Array(first.utf8), meaning: Array((forms.first ?? "").utf8))
                )
            default:
                file.require(false, line, "an unknown kind")
            }
        }
        self.endings = endings.sorted { $0.form.count > $1.form.count }
        self.abbreviations = abbreviations.sorted { $0.form.count > $1.form.count }
        self.sounds = sounds.sorted { $0.form.count > $1.form.count }
        words = Self.classes(groups)
    }

    /// Each word of the groups with the first word of all that hang together: "st" is both sankt and store,
    /// so these are one.
    private static func classes(_ groups: [[String]]) -> [String: [UInt8]] {
        var classOf: [String: String] = [:]
        for group in groups {
            let known = group.compactMap { classOf[$0] }
            let name = known.first ?? group[0]
            for (word, other) in classOf where known.contains(other) { classOf[word] = name }
            for word in group { classOf[word] = name }
        }
        return classOf.mapValues { Array($0.utf8) }
    }

    /// The letters and digits of a name, folded: *Rådhuspladsen* is "raadhuspladsen".
    ///
    /// O(length).
    public func letters(of text: String) -> [UInt8] {
        FoldKey.long(text).utf8.filter(Self.isPartOfWord)
    }

    /// How a name sounds: abbreviations and forms of words made alike, then letters that sound alike.
    ///
    /// *Rådhuspladsen*, "Raadhuspl." and "radhus plads" are the same. Two names may be, too.
    public func sound(of text: String) -> [UInt8] {
        var meant: [UInt8] = []
        var word: [UInt8] = []
        func close(_ hasFullStop: Bool) {
            guard !word.isEmpty else { return }
            meant += meaning(of: word, hasFullStop: hasFullStop)
            word = []
        }
        for byte in FoldKey.long(text).utf8 {
            if Self.isPartOfWord(byte) {
                word.append(byte)
            } else {
                close(byte == UInt8(ascii: "."))
            }
        }
        close(false)
        return heard(meant)
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
    }

    private func meaning(of word: [UInt8], hasFullStop: Bool) -> [UInt8] {
        if let whole = words[String(decoding: word, as: UTF8.self)] { return whole }
        for ending in endings + (hasFullStop ? abbreviations : [])
        where word.count >= ending.form.count + Self.shortestRest
            && word.suffix(ending.form.count).elementsEqual(ending.form)
        {
            return word.dropLast(ending.form.count) + ending.meaning
        }
        return word
    }

    /// Letters replaced from left to right, the longest first, doubles and long vowels made single.
    private func heard(_ letters: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var place = 0
        while place < letters.count {
            let rest = letters[place...]
            if let sound = sounds.first(where: { rest.starts(with: $0.form) }) {
                out += sound.meaning
                place += sound.form.count
            } else {
                out.append(letters[place])
                place += 1
            }
        }
        return Self.single(Self.loose(out))
    }

    /// The vowels å, æ and ø as people without a Danish keyboard write them.
    private static func loose(_ letters: [UInt8]) -> [UInt8] {
        Array(FoldKey.loose(String(decoding: letters, as: UTF8.self)).utf8)
    }

    private static func single(_ letters: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for letter in letters where out.last != letter || (0x30...0x39).contains(letter) {
            out.append(letter)
        }
        return out
    }
}
