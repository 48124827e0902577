import Analyzers
import CareUnits

/// Texts as people type them: what a corpus holds and what it does not, in every way of getting it
/// wrong.
struct RandomQueries {
    private let words: [String]
    private let names: [String]

    /// Places, kinds, values, types, function words, fillers, numbers, and words that mean nothing.
    private static let others = [
        "plejehjem", "plejecenter", "friplejehjem", "plejehjemmene", "hjemmepleje",
        "almen plejebolig",
        "aarhus", "arhus", "aarhus kommune", "København", "fyn", "region syddanmark", "odense",
        "nordsjælland", "bornholm", "8000", "8001", "9999", "aarhus c", "selvejende", "kommunal",
        "demens", "demensramte", "kæledyr", "dyr tilladt", "hund", "have", "ingen dyr", "husdyr",
        "påbud", "uden påbud", "forbud mod indflytning", "ikke haft tilsyn", "indflytningsstop",
        "og", "i", "på", "der", "med", "tillader", "ønskes", "gerne", "tæt", "for", "således",
        "sonder", "soendergaard", "sct", "skt.", "ahuset", "12 b", "12b", "§ 108", "§83", "12-14",
        "midlertidige pladser", "eget køkken", "aflastning", "demens- og aflastningspladser",
        "xyzzy", "kqwz", "zzzzzzzzz", "!", "h c andersens", "hc andersens vej", "demensplejehjem",
        "plejecenterskovvang", "skov vang", "sansehave", "hjælp til bad", "leve bo", "rådgivning",
    ]

    init(_ corpus: ReferenceCorpus) {
        words = corpus.words.map(\.surface)
        names = corpus.entries.map(\.unit.name).sorted()
    }

    func next(_ random: inout SeededGenerator) -> String {
        var parts = (0..<random.pick([1, 1, 1, 2, 2, 3, 4])).map { _ in word(&random) }
        if random.chance(12), !names.isEmpty { parts = [random.pick(names)] }
        if random.chance(5) { parts.append(contentsOf: [random.pick(Self.others), "og"]) }
        parts = parts.flatMap { $0.split(separator: " ").map { String($0) } }
        // As typed: mistyped, in other letters, in capitals, together, apart, unfinished.
        for place in parts.indices {
            if random.chance(22) { parts[place] = mistyped(parts[place], &random) }
            if random.chance(10) { parts[place] = analyzer.foldKey(of: parts[place]) }
            if random.chance(8) { parts[place] = analyzer.looseKey(of: parts[place]) }
            if random.chance(6) { parts[place] += random.pick(["s", "ne", "et", "erne", "er"]) }
            if random.chance(6) { parts[place] = parts[place].uppercased() }
            if random.chance(5) { parts[place] = unfinished(parts[place], &random) }
        }
        if random.chance(25), let last = parts.popLast() { parts.append(unfinished(last, &random)) }
        if random.chance(12), parts.count > 1 {
            let end = parts.removeLast()
            parts[parts.count - 1] += random.pick(["", "", "s", "e"]) + end
        }
        if random.chance(7), let place = parts.indices.randomElement(using: &random) {
            parts[place] = parted(parts[place], &random)
        }
        return parts.joined(separator: random.chance(4) ? ", " : " ")
    }

    private func word(_ random: inout SeededGenerator) -> String {
        random.chance(60) && !words.isEmpty ? random.pick(words) : random.pick(Self.others)
    }

    private func unfinished(_ word: String, _ random: inout SeededGenerator) -> String {
        String(word.prefix(random.pick([1, 2, 3, 4, 5, 6, 7])))
    }

    private func parted(_ word: String, _ random: inout SeededGenerator) -> String {
        guard word.count > 3 else { return word }
        let place = Int.random(in: 1..<word.count, using: &random)
        return "\(word.prefix(place)) \(word.dropFirst(place))"
    }

    /// A word with one slip of the keys or two.
    func mistyped(_ word: String, _ random: inout SeededGenerator) -> String {
        var letters = Array(word)
        for _ in 0..<random.pick([1, 1, 1, 2]) where !letters.isEmpty {
            let place = Int.random(in: 0..<letters.count, using: &random)
            let letter = random.pick(Array("abcdefghijklmnoprstuvyzæøå"))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: letters.remove(at: place)
            case 1: letters.insert(letter, at: place)
            case 2: letters[place] = letter
            case 3: letters.insert(letters[place], at: place)
            case 4 where place > 0: letters.swapAt(place, place - 1)
            default:
                let alike: [Character: Character] = [
                    "d": "t", "k": "g", "b": "p", "v": "f", "s": "z", "c": "k", "ø": "o", "å": "a",
                    "e": "æ", "i": "y", "j": "i", "a": "e", "o": "å",
                ]
                letters[place] = alike[letters[place]] ?? letters[place]
            }
        }
        return String(letters)
    }
}
