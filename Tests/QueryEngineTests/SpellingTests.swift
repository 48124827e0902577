import Analyzers
import IndexFormat
import LMDB
import Testing

@testable import QueryEngine

/// The corrector's walk over sorted keys, against the full matrix for every key.
@Suite struct SpellingTests {
    private static let letters = Array("abdeiknorst")

    /// Random words in which neighbours are common.
    private static func word(_ random: inout SeededGenerator, _ length: Int) -> String {
        String((0..<length).map { _ in random.pick(letters) })
    }

    private static func changed(_ word: String, _ random: inout SeededGenerator) -> String {
        var letters = Array(word)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: 0..<letters.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: letters.insert(random.pick(Self.letters), at: place)
            case 1 where letters.count > 3: letters.remove(at: place)
            case 2: letters[place] = random.pick(Self.letters)
            case 3: letters.insert(letters[place], at: place)
            case 4 where place > 0: letters.swapAt(place, place - 1)
            default: break
            }
        }
        return String(letters)
    }

    private static let words: [String] = {
        var random = SeededGenerator(seed: 51)
        return (0..<400).map { number in
            if number % 40 == 0 { return "\(word(&random, 4))\(number)" }
            if number % 30 == 0 { return "\(word(&random, 3))ø\(word(&random, 3))" }
            return word(&random, Int.random(in: 3...13, using: &random))
        }
    }()

    private static let published = Result {
        var feed = Feed()
        // Words of one beginning lie beside each other, and families of one word and its slips.
        var random = SeededGenerator(seed: 52)
        let family = words.prefix(100).flatMap { word in
            (0..<4).map { _ in changed(word, &random) }
        }
        let all = words + family
        for start in stride(from: 0, to: all.count, by: 12) {
            let name = all[start..<min(start + 12, all.count)].joined(separator: " ")
            feed.add(UnitSketch("plov-\(start)", name))
        }
        return try TestIndex().publish(feed.lines)
    }

    private let engine: SearchIndex
    private let corrector: SpellingCorrector
    private let keys: [[UInt8]]

    init() throws {
        engine = try Self.published.get()
        let dictionary = engine.generation.dictionary
        corrector = SpellingCorrector(dictionary: dictionary, shown: engine.shown(on: testDay))
        keys = (0..<dictionary.looseFolds.keys.count).map { dictionary.looseFolds.keys.copy($0) }
    }

    // MARK: By the full matrix

    /// The restricted Damerau–Levenshtein distance of `typed` to every beginning of `key`.
    private func distances(_ typed: [UInt8], _ key: [UInt8]) -> [Int] {
        var rows = [Array(0...typed.count)]
        for depth in 1..<(key.count + 1) {
            var row = [depth]
            for column in 1..<(typed.count + 1) {
                let same = typed[column - 1] == key[depth - 1]
                var cell = min(
                    rows[depth - 1][column] + 1,
                    row[column - 1] + 1,
                    rows[depth - 1][column - 1] + (same ? 0 : 1)
                )
                if depth > 1, column > 1, typed[column - 1] == key[depth - 2],
                    typed[column - 2] == key[depth - 1]
                {
                    cell = min(cell, rows[depth - 2][column - 2] + 1)
                }
                row.append(cell)
            }
            rows.append(row)
        }
        return rows.map { $0[typed.count] }
    }

    /// What one edit adds: nothing for a letter doubled, or one of two, or two swapped; one for a letter
    /// that sounds alike or was left out; two for another.
    private func detail(_ typed: [UInt8], _ key: [UInt8]) -> Int {
        func removing(_ place: Int, from word: [UInt8]) -> [UInt8] {
            Array(word[..<place] + word[(place + 1)...])
        }
        func isDouble(_ place: Int, _ word: [UInt8]) -> Bool {
            place > 0 && word[place] == word[place - 1]
        }
        if typed.count == key.count {
            let wrong = typed.indices.filter { typed[$0] != key[$0] }
            guard wrong.count == 1 else { return 0 }
            let groups = ["aeiouy", "dt", "gk", "bp", "vfw", "szc", "ckq", "ij"].map {
                Set($0.utf8)
            }
            let pair: Set = [typed[wrong[0]], key[wrong[0]]]
            return groups.contains { pair.isSubset(of: $0) } ? 1 : 2
        }
        let (long, short) = typed.count > key.count ? (typed, key) : (key, typed)
        let places = long.indices.filter { removing($0, from: long) == short }
        if places.contains(where: { isDouble($0, long) }) { return 0 }
        return typed.count > key.count ? 2 : 1
    }

    /// Every key within reach with its cost.
    private func expected(_ typed: String, completing: Bool) -> [Int: UInt8] {
        let word = Array(typed.utf8)
        let edits =
            completing
            ? (word.count < 6 ? 0 : word.count < 11 ? 1 : 2)
            : (word.count < 4 ? 0 : word.count < 7 ? 1 : 2)
        var found: [Int: UInt8] = [:]
        guard edits > 0, !typed.contains(where: \.isNumber) else { return [:] }
        for (place, key) in keys.enumerated() {
            let distances = distances(word, key)
            if key[0] == word[0] {
                if completing {
                    let best = distances.dropFirst().min() ?? .max
                    if (1...edits).contains(best) { found[place] = UInt8(4 * best + 3) }
                } else if let whole = distances.last, (1...edits).contains(whole) {
                    // Two edits only where the word has eight letters, as typed or as meant.
                    if whole == 2, word.count < 8, key.count < 8 { continue }
                    found[place] = UInt8(4 * whole + (whole == 1 ? detail(word, key) : 3))
                }
            } else if !completing, word.count >= 8, distances.last == 1 {
                // One edit at the beginning counts as two.
                found[place] = 4 * 2 + 3
            }
        }
        return found
    }

    @Test(arguments: [false, true])
    func theSameKeysAtTheSameCost(completing: Bool) {
        let seed: UInt64 = 53
        var random = SeededGenerator(seed: seed)
        var found = 0
        for _ in 0..<400 {
            let typed = Self.changed(random.pick(Array(Self.words.prefix(100))), &random)
            guard typed.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
            let key = analyzer.looseKey(of: typed)
            guard key == typed else { continue }
            let expected = expected(typed, completing: completing)
            let corrections = corrector.corrections(of: typed, key: key, completing: completing)
            let order = expected.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
                .prefix(SpellingCorrector.mostCorrections)
            let comment: Comment = "seed \(seed), \(typed)"
            #expect(corrections.map(\.key) == order.map(\.key), comment)
            #expect(corrections.map(\.cost) == order.map(\.value), comment)
            found += corrections.count
        }
        #expect(found > 200)
    }

    @Test(arguments: [
        // Letters typed, edits in a whole word, edits in a beginning.
        (3, 0, 0), (4, 1, 0), (5, 1, 0), (6, 1, 1), (7, 1, 1), (8, 2, 1), (10, 2, 1), (11, 2, 2),
    ])
    func moreLettersMayHaveMoreSlips(letters: Int, whole: Int, beginning: Int) {
        #expect(SpellingCorrector.allowedEdits(letters: letters) == whole)
        #expect(SpellingCorrector.allowedEditsOfBeginning(letters: letters) == beginning)
    }

    @Test func wordsWithDigitsAreNeverCorrected() throws {
        for word in Self.words where word.contains(where: \.isNumber) {
            let typed = word.dropLast() + "7"
            for completing in [false, true] {
                let found = corrector.corrections(
                    of: String(typed),
                    key: String(typed),
                    completing: completing
                )
                #expect(found.isEmpty, "\(typed)")
            }
        }
    }
}

/// What a slip costs, word by word.
@Suite struct SlipCostTests {
    private static let published = Result {
        var feed = Feed()
        for (place, name) in ["Skovbakken", "Lindegården", "Møllehuset", "Solvang"].enumerated() {
            feed.add(UnitSketch("plov-\(place)", name))
        }
        return try TestIndex().publish(feed.lines)
    }

    @Test(arguments: [
        // A letter doubled, or one of two; two swapped.
        ("skovbaken", "skovbakken", 4), ("skovvbakken", "skovbakken", 4),
        ("sokvbakken", "skovbakken", 4), ("mølehuset", "møllehuset", 4),
        // A letter that sounds alike, or left out.
        ("skofbakken", "skovbakken", 5), ("skovbaken", "skovbakken", 4),
        ("lindegårdn", "lindegården", 5), ("sovang", "solvang", 5),
        // Another letter, or one too many.
        ("skovbalken", "skovbakken", 6), ("skovbaskken", "skovbakken", 6),
        // Two slips; the first letter.
        ("skofbaken", "skovbakken", 11), ("tkovbakken", "skovbakken", 11),
        ("kovbakken", "skovbakken", 11), ("ksovbakken", "skovbakken", 11),
        ("møllehuse", "møllehuset", 5),
    ])
    func aSlipCosts(typed: String, meant: String, cost: UInt8) throws {
        let engine = try Self.published.get()
        let dictionary = engine.generation.dictionary
        let corrector = SpellingCorrector(dictionary: dictionary, shown: engine.shown(on: testDay))
        let found = corrector.corrections(of: typed, key: analyzer.looseKey(of: typed))
        let costs = found.flatMap { correction in
            dictionary.looseFolds.terms(for: dictionary.looseFolds.keys.text(correction.key))
                .map { (dictionary.terms.text(Int($0)), correction.cost) }
        }
        #expect(costs.map(\.0) == [meant])
        #expect(costs.first?.1 == cost)
    }

    @Test(arguments: ["solv", "olvang", "xolvang", "sovlag", "skv", "solvang"])
    func isNoSlip(typed: String) throws {
        let engine = try Self.published.get()
        let corrector = SpellingCorrector(
            dictionary: engine.generation.dictionary,
            shown: engine.shown(on: testDay)
        )
        #expect(corrector.corrections(of: typed, key: typed).isEmpty)
    }
}
