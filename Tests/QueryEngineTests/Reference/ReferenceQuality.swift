import IndexFormat
import QueryEngine

/// How well a text fits a unit, the classes side by side.
struct ReferenceQuality: Equatable {
    /// What the words that are met are worth; `nil` where all are.
    var worth: Int?
    var cost = 0
    /// 0 in running text, 1 in facts, 2 part of the name, 3 the whole name, 4 the same word for word.
    var place = 1
    var distance = 0
    var neighbours = 0
    var nameDistance = 0

    /// What comes before the distance to a chosen place, and what comes after; greater is better.
    var coarse: [Int] {
        [worth.map { min($0, 30) } ?? 31, 63 - min(cost, 63), place, 15 - min(distance, 15)]
    }
    var fine: [Int] { [min(neighbours, 7), 15 - min(nameDistance, 15)] }

    /// The classes in one number, by the places that they take in it.
    var bits: Int {
        zip(coarse + fine, [32, 64, 8, 16, 8, 16]).reduce(0) { $0 * $1.1 + $1.0 }
    }
}

/// How the words of a query cover the name of one unit, word by word of the name.
struct ReferenceName {
    private let entry: ReferenceCorpus.Entry
    private let vocabulary: ReferenceVocabulary
    private(set) var isMet = false
    private(set) var place = 1
    private(set) var neighbours = 0
    private(set) var distance = 0
    /// Whether what is met of the name, type words aside, is where the unit is.
    private(set) var isPlaceOnly = true

    init(entry: ReferenceCorpus.Entry, _ vocabulary: ReferenceVocabulary) {
        self.entry = entry
        self.vocabulary = vocabulary
    }

    /// One way in which a word of the name is met.
    private struct Way {
        var word: Int
        var level: MatchLevel
        var isPlace: Bool
    }

    /// Holds the words of a query against the name, each by the readings by which the unit meets it.
    mutating func hold(_ words: [ReferenceWord], _ met: [ReferenceMeeting?]) {
        guard met.contains(where: { $0?.fields.contains(.name) ?? false }) else { return }
        let ways = entry.nameWords.map { name in
            words.indices.flatMap { place -> [Way] in
                guard let cost = met[place]?.cost else { return [] }
                let word = words[place]
                var found = [word.ways[name]].compactMap { $0 }
                found += word.phrases.filter { $0.words.contains(name) }.map(\.way)
                return found.filter { $0.cost == cost }
                    .map { Way(word: place, level: $0.level, isPlace: word.isPlace) }
            }
        }
        let names = entry.nameWords.indices
        let telling = names.filter { !vocabulary.corpus.words[entry.nameWords[$0]].isGeneric }
        // A name of nothing but type words is named by them.
        let core = telling.isEmpty ? Array(names) : telling
        let coreMet = core.filter { !ways[$0].isEmpty }
        guard !coreMet.isEmpty else { return }
        isMet = true
        let isSame = core.allSatisfy { name in
            ways[name].contains { ReferenceWay.same.contains($0.level) }
        }
        place = isSame ? 4 : coreMet.count == core.count ? 3 : 2
        for name in names {
            let closest = ways[name].map(\.level).min()
            let distance = closest.flatMap { ReferenceWay.distances[$0] }
            self.distance += distance.map { min($0, 2) } ?? 3
        }
        neighbours = zip(ways, ways.dropFirst()).count { left, right in
            areNeighbours(left.map(\.word), right.map(\.word))
        }
        isPlaceOnly = telling.allSatisfy { name in
            ways[name].isEmpty || ways[name].allSatisfy(\.isPlace)
        }
    }

    /// Whether two words of a name are met by words that overlap, or follow each other.
    private func areNeighbours(_ left: [Int], _ right: [Int]) -> Bool {
        guard let leftFirst = left.min(), let leftLast = left.max(), let rightFirst = right.min(),
            let rightLast = right.max()
        else { return false }
        return rightFirst <= leftLast + 1 && leftFirst <= rightLast
    }
}
