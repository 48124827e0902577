/// Finds municipalities by code and by any spelling in constant time; built once.
///
/// Three dictionaries, asked in turn, so that a right spelling never loses to a guess: the names as they
/// are, then variants (aliases, genitives), then bare letters. A spelling in one of the last two that
/// could mean two municipalities means none.
struct MunicipalityDirectory: Sendable {
    static let shared = MunicipalityDirectory()

    let byCode: [String: Municipality]
    private let names: [String: Municipality]
    private let variants: [String: Municipality]
    private let bareLetters: [String: Municipality]

    private init() {
        let all = Municipality.all
        byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
        names = Dictionary(uniqueKeysWithValues: all.map { (Self.folded($0.name), $0) })
        variants = Self.unambiguous(all, spellings: Self.variants(of:))
        bareLetters = Self.unambiguous(all) { municipality in
            ([Self.folded(municipality.name)] + Self.variants(of: municipality))
                .flatMap { [Self.bare($0), Self.barest($0)] }
        }
    }

    func municipality(spelledAs spelling: String) -> Municipality? {
        let trimmed = spelling.filter { !$0.isWhitespace }
        if (3...4).contains(trimmed.utf8.count),
            let number = LocalDate.number(ArraySlice(trimmed.utf8))
        {
            return byCode[padded(number, to: 4)]
        }
        let key = Self.folded(Self.withoutTitle(spelling))
        return names[key] ?? variants[key] ?? bareLetters[key] ?? bareLetters[Self.bare(key)]
    }

    /// Lower case, `å` as `aa`, `æ` as `ae`, `ø` as `oe`, hyphens as spaces, single spaces inside only.
    static func folded(_ spelling: String) -> String {
        var folded = ""
        var needsSpace = false
        for character in spelling.lowercased() {
            if character.isWhitespace || character == "-" || character == "–" {
                needsSpace = !folded.isEmpty
                continue
            }
            if needsSpace {
                folded.append(" ")
                needsSpace = false
            }
            switch character {
            case "å": folded.append("aa")
            case "æ", "ä": folded.append("ae")
            case "ø", "ö": folded.append("oe")
            default: folded.append(character)
            }
        }
        return folded
    }

    /// The spelling without "Kommune" or "Regionskommune" at its end.
    private static func withoutTitle(_ spelling: String) -> String {
        var words = spelling.split(whereSeparator: \.isWhitespace)
        if words.count > 1, let last = words.last?.lowercased(),
            last == "kommune" || last == "regionskommune"
        {
            words.removeLast()
        }
        return words.joined(separator: " ")
    }

    private static func variants(of municipality: Municipality) -> [String] {
        let name = folded(municipality.name)
        let genitive = name.hasSuffix("s") ? String(name.dropLast()) : name + "s"
        return [genitive] + municipality.aliases.map(folded)
    }

    /// `aa` and `oe` as the bare letters of people without a Danish keyboard.
    private static func bare(_ folded: String) -> String {
        shortened(folded, pairs: [("a", "a"), ("o", "e")])
    }

    /// As ``bare``, and `ae` as `a`.
    private static func barest(_ folded: String) -> String {
        shortened(folded, pairs: [("a", "a"), ("o", "e"), ("a", "e")])
    }

    private static func shortened(_ folded: String, pairs: [(Character, Character)]) -> String {
        var short = ""
        var previous: Character?
        for character in folded {
            if let first = previous, pairs.contains(where: { $0 == (first, character) }) {
                previous = nil
                continue
            }
            short.append(character)
            previous = character
        }
        return short
    }

    private static func unambiguous(
        _ municipalities: [Municipality],
        spellings: (Municipality) -> [String]
    ) -> [String: Municipality] {
        var found: [String: Municipality] = [:]
        var ambiguous: Set<String> = []
        for municipality in municipalities {
            for spelling in spellings(municipality) {
                if let other = found[spelling], other.code != municipality.code {
                    ambiguous.insert(spelling)
                }
                found[spelling] = municipality
            }
        }
        return found.filter { !ambiguous.contains($0.key) }
    }
}
