import Analyzers
import CareUnits
import Glibc
import IndexFormat
import QueryEngine

/// Text search by the published rules, over plain arrays and none of the engine's structures.
final class ReferenceText {
    /// How a text fits a unit.
    struct Match: Equatable {
        var quality: ReferenceQuality
        var score: Int
    }

    /// What a text finds.
    struct Result {
        var words: [ReferenceWord]
        var parts: Set<ReferenceRecognition.Part>
        /// By unit, `nil` for those it does not find.
        var matches: [Match?]
    }

    private let vocabulary: ReferenceVocabulary
    private let expansion: ReferenceExpansion
    private let recognition: ReferenceRecognition
    private var remembered: [String: Result] = [:]

    /// Searches the units that are shown.
    init(_ corpus: ReferenceCorpus, isShown: [Bool], on day: LocalDate) {
        vocabulary = ReferenceVocabulary(corpus, isShown: isShown)
        expansion = ReferenceExpansion(vocabulary)
        recognition = ReferenceRecognition(vocabulary, on: day)
    }

    /// How the text fits each unit; `nil` if it has no words.
    func result(_ query: String) -> Result? {
        if let known = remembered[query] { return known }
        var words = expansion.words(of: query)
        guard !words.isEmpty else { return nil }
        let parts = recognition.recognize(&words)
        var met = meetings(words)
        letCommonWordsGo(&words, met)
        var found = units { unit in words.indices.filter { words[$0].isCounted }.isMet(met, unit) }
        if !words.contains(where: \.isCounted) { found = [] }
        if found.isEmpty {
            expansion.reconsider(&words)
            met = meetings(words)
            found = units { unit in
                words.indices.filter { words[$0].isCounted }.isMet(met, unit)
            }
            if !words.contains(where: \.isCounted) { found = [] }
        }
        found = orNearlyAll(found, words, met)
        let result = Result(words: words, parts: parts, matches: rank(found, words, met))
        remembered[query] = result
        return result
    }

    private func units(_ holds: (Int) -> Bool) -> [Int] {
        vocabulary.corpus.entries.indices.filter { vocabulary.isShown[$0] && holds($0) }
    }

    /// By word and unit.
    private typealias Meetings = [[Int: ReferenceMeeting]]

    private func meetings(_ words: [ReferenceWord]) -> [[Int: ReferenceMeeting]] {
        words.map { word in
            var met = vocabulary.meetings(word.ways, isRecognized: word.role == .recognized)
            for phrase in word.phrases {
                for (unit, meeting) in phrase.meetings {
                    met[unit] = ReferenceMeeting.best([met[unit], meeting].compactMap { $0 })
                }
            }
            return met
        }
    }

    // MARK: Which units

    /// Words that more than every fourth unit meets only add to the score, if others remain.
    private func letCommonWordsGo(_ words: inout [ReferenceWord], _ met: Meetings) {
        let common = words.indices.filter {
            words[$0].role == .required && met[$0].count > vocabulary.shownCount / 4
        }
        guard words.count(where: { $0.role == .required }) > common.count else { return }
        for place in common { words[place].role = .optional }
    }

    /// Where few units meet all, those too that lack one word, or what was recognised; where none does,
    /// those that meet most.
    private func orNearlyAll(
        _ found: [Int],
        _ words: [ReferenceWord],
        _ met: Meetings
    ) -> [Int] {
        let counted = words.indices.filter { words[$0].isCounted }
        let required = counted.filter { words[$0].role == .required }
        func number(_ unit: Int) -> Int { counted.count { met[$0][unit] != nil } }
        var found = found
        if found.count < 20, counted.count > 1, required.count < counted.count {
            let more = units { unit in
                let isNear =
                    number(unit) >= counted.count - 1
                    || !required.isEmpty && required.isMet(met, unit)
                let worth = counted.reduce(0) { sum, word in
                    sum + (met[word][unit].map { Self.worth(words[word], $0) } ?? 0)
                }
                return isNear && (number(unit) == counted.count || worth >= 2)
            }
            if more.count > found.count { found = more }
        }
        if found.isEmpty {
            let most = units { _ in true }.map(number).max() ?? 0
            if most > 0 { found = units { number($0) == most } }
        }
        return found
    }

    /// What a word that is met counts where others are not.
    fileprivate static func worth(_ word: ReferenceWord, _ meeting: ReferenceMeeting) -> Int {
        if word.isGeneric { return 1 }
        if word.role == .required, meeting.fields.contains(.name) { return 3 }
        return meeting.fields.isDisjoint(with: facts) ? 1 : 2
    }

    fileprivate static let facts: Set<SearchField> = [
        .name, .alias, .place, .street, .operator, .category,
    ]

    // MARK: How well

    private func rank(
        _ found: [Int],
        _ words: [ReferenceWord],
        _ met: Meetings
    ) -> [Match?] {
        let rarities = met.map { list -> Int in
            if list.isEmpty { return 0 }
            let share = Double(vocabulary.shownCount) / Double(list.count)
            return Int((log2(1 + share) * 32).rounded())
        }
        var matches: [Match?] = vocabulary.corpus.entries.map { _ in nil }
        for unit in found {
            let own = met.map { $0[unit] }
            let score = words.indices.reduce(0) { sum, word in
                sum + (own[word]?.score ?? 0) * rarities[word] / 256
            }
            matches[unit] = Match(quality: quality(unit, words, own), score: score)
        }
        return matches
    }

    private func quality(
        _ unit: Int,
        _ words: [ReferenceWord],
        _ met: [ReferenceMeeting?]
    ) -> ReferenceQuality {
        var quality = ReferenceQuality()
        let counted = zip(words, met).filter(\.0.isCounted)
        let meetings = counted.compactMap { word, meeting in meeting.map { (word, $0) } }
        if meetings.count < counted.count {
            quality.worth = meetings.reduce(0) { $0 + Self.worth($1.0, $1.1) }
        }
        quality.cost = meetings.reduce(0) { $0 + $1.1.cost }
        quality.distance = meetings.reduce(0) {
            $0 + (ReferenceWay.distances[$1.1.level] ?? 0)
        }
        var name = ReferenceName(entry: vocabulary.corpus.entries[unit], vocabulary)
        name.hold(words, met)
        let isAboutMore = meetings.contains { word, meeting in
            !word.isGeneric && !word.isPlace && !meeting.fields.contains(.name)
        }
        if name.isMet, !(isAboutMore && name.isPlaceOnly) {
            quality.place = name.place
            quality.neighbours = name.neighbours
            quality.nameDistance = name.distance
        }
        if meetings.contains(where: { $0.1.fields.isDisjoint(with: Self.facts) }) {
            quality.place = 0
        }
        return quality
    }
}

extension [Int] {
    /// Whether a unit meets all of these words.
    fileprivate func isMet(_ met: [[Int: ReferenceMeeting]], _ unit: Int) -> Bool {
        allSatisfy { met[$0][unit] != nil }
    }
}
