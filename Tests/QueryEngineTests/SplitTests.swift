import Analyzers
import IndexFormat
import LMDB
import Testing

@testable import QueryEngine

/// Words that people write in one and names have in two.
@Suite struct SplitTests {
    private static let published = Result {
        var feed = Feed()
        let names = [
            "Skov Bakken", "Åben Dal", "Hjem 12", "Sankt Anna", "Solvej 7 B", "Høje Taastrup",
            "Børge Gård", "Ny Skole", "En Ø", "Engelsk Have",
        ]
        for (place, name) in names.enumerated() { feed.add(UnitSketch("plov-\(place)", name)) }
        return try TestIndex().publish(feed.lines)
    }

    private let engine: SearchIndex

    init() throws {
        engine = try Self.published.get()
    }

    /// The readings of a word, each part as the first term that it stands for.
    private func splits(_ typed: String) -> [String] {
        let terms = engine.generation.dictionary.terms
        return WordSplitter(texts: engine.unitTexts, shown: engine.shown(on: testDay)).splits(
            of: typed
        ).map {
            $0.map { part in part.map { terms.text(Int($0)) }.sorted().joined(separator: "/") }
                .joined(separator: "+")
        }
    }

    @Test(arguments: [
        ("skovbakken", ["skov+bakken"]), ("åbendal", ["åben+dal"]),
        // In other letters.
        ("aabendal", ["åben+dal"]), ("boergegaard", ["børge+gård"]),
        ("højetaastrup", ["høje+taastrup"]), ("hoejetåstrup", ["høje+taastrup"]),
        // With a joint between, and none that belongs to the first word.
        ("skovsbakken", ["skov+bakken"]), ("skovebakken", ["skov+bakken"]),
        ("børgegård", ["børge+gård"]),
        // Numbers.
        ("hjem12", ["hjem+12"]), ("solvej7", ["solvej+7"]),
        // In three, where two will not do.
        ("skovbakkendal", ["skov+bakken+dal"]), ("solvejskovdal", ["solvej+skov+dal"]),
    ])
    func isReadAs(typed: String, expected: [String]) {
        #expect(splits(typed) == expected)
    }

    @Test(arguments: [
        // A part that is no word, one too short, the word itself, a joint that is none.
        "skovbakkex", "xskovbakken", "nyskov", "enø", "skov", "bakken", "skovtbakken",

        "sskov", "skovs", "12", "7b", "", "dalåbn", "skoven", "1212",
    ])
    func isReadAsNothingElse(typed: String) {
        #expect(splits(typed).isEmpty, "\(splits(typed))")
    }

    /// Every part is a word of the index as it was typed, and all parts make up the word.
    @Test func noPartIsWrongAndNoneIsLeftOut() {
        let seed: UInt64 = 61
        var random = SeededGenerator(seed: seed)
        let dictionary = engine.generation.dictionary
        let words = (0..<dictionary.terms.count).map { dictionary.terms.text($0) }
            .filter { $0.count >= 3 && !$0.contains(where: \.isNumber) }
        let splitter = WordSplitter(texts: engine.unitTexts, shown: engine.shown(on: testDay))
        var count = 0
        for _ in 0..<600 {
            var typed =
                random.pick(words) + random.pick(["", "", "s", "e", "t"]) + random.pick(words)
            if random.chance(30) { typed.removeLast() }
            if random.chance(30) { typed = analyzer.foldKey(of: typed) }
            for split in splitter.splits(of: typed) {
                count += 1
                let parts = split.map { $0.map { dictionary.terms.text(Int($0)) } }
                #expect(makesUp(Array(typed)[...], parts), "seed \(seed), \(typed): \(parts)")
            }
        }
        #expect(count > 200)
    }

    /// Whether letters are the parts one after the other, with joints between them.
    private func makesUp(_ letters: ArraySlice<Character>, _ parts: [[String]]) -> Bool {
        guard parts.count > 1 else { return isAll(parts[0], letters) }
        return letters.indices.dropFirst().contains { end in
            let first = letters[..<end]
            let isJoined = first.last == "s" || first.last == "e"
            return (isAll(parts[0], first) || isJoined && isAll(parts[0], first.dropLast()))
                && makesUp(letters[end...], Array(parts.dropFirst()))
        }
    }

    /// Whether each of some words is what the letters say, in any spelling or form.
    private func isAll(_ words: [String], _ letters: ArraySlice<Character>) -> Bool {
        let typed = String(letters)
        return words.allSatisfy { word in
            analyzer.foldKey(of: word) == analyzer.foldKey(of: typed)
                || analyzer.lemma(of: word) == analyzer.lemma(of: typed)
        }
    }

    @Test(arguments: [
        ("skovbakken", "Skov Bakken"), ("aabendal", "Åben Dal"), ("sanktanna", "Sankt Anna"),
        ("hoejetaastrup", "Høje Taastrup"), ("højetåstrup", "Høje Taastrup"),
        ("solvej7b", "Solvej 7 B"), ("børge gård", "Børge Gård"),
    ])
    func findsTheHome(typed: String, name: String) throws {
        #expect(try engine.names(typed) == [name])
    }

    @Test func aHomeMustHaveBothParts() throws {
        var feed = Feed()
        feed.add(UnitSketch("plov-1", "Skov Huset"))
        feed.add(UnitSketch("plov-2", "Gamle Bakken"))
        feed.add(UnitSketch("plov-3", "Skov Bakken"))
        let engine = try TestIndex().publish(feed.lines)
        #expect(try engine.names("skovbakken") == ["Skov Bakken"])
    }
}
