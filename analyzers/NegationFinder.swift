/// Finds what a sentence says is not so.
///
/// Chapman, Bridewell, Hanbury, Cooper & Buchanan 2001, "A simple algorithm for identifying negated
/// findings and diseases in discharge summaries" (NegEx), Journal of Biomedical Informatics 34:301:
/// cues, each with the stretch of words that it negates, and phrases that only look like cues. The cues
/// are in `words/negations.tsv`.
public struct NegationFinder: Sendable {
    /// A cue with what it negates.
    public struct Negation: Sendable, Equatable {
        /// The places of the cue's words in the sentence.
        public var cue: Range<Int>
        /// The places of the words it negates, the cue's own included.
        public var scope: Range<Int>
    }

    private enum Kind: String {
        case before, around, not, stop
    }

    private struct Rule {
        var kind: Kind
        var words: [String]
    }

    /// What a cue reaches at most, in words.
    private static let reach = 8

    /// The rules by their first word, longer ones first.
    private let rules: [String: [Rule]]

    init(_ file: WordListFile) {
        var rules: [String: [Rule]] = [:]
        for line in file.lines {
            file.require(line.columns.count == 2, line, "not two columns")
            let words = WordListFile.words(line.columns[1])
            let kind = Kind(rawValue: line.columns[0])
            file.require(kind != nil, line, "'\(line.columns[0])' is no kind of rule")
            file.require(words.first ?? "*" != "*", line, "it begins with no word")
            guard let kind, let first = words.first else { continue }
            rules[first, default: []].append(Rule(kind: kind, words: words))
        }
        self.rules = rules.mapValues { list in
            list.sorted { $0.words.count > $1.words.count }
        }
    }

    /// The negations in a sentence.
    ///
    /// O(words · rules of a word).
    ///
    /// - Parameters:
    ///   - words: The sentence's words in small letters, in order.
    ///   - isClauseStart: Whether a comma before "og" or "så", or a semicolon, begins a clause at a place.
    /// - Returns: The negations, in the order of their cues.
    public func negations(
        in words: [String],
        isClauseStart: (Int) -> Bool = { _ in false }
    ) -> [Negation] {
        var cues: [(kind: Kind, range: Range<Int>)] = []
        var boundaries: [Int] = [0]
        var place = 0
        while place < words.count {
            if isClauseStart(place), place > 0 { boundaries.append(place) }
            guard let (kind, range) = match(words, at: place) else {
                place += 1
                continue
            }
            switch kind {
            case .not: break
            case .stop: boundaries.append(place)
            case .before, .around: cues.append((kind, range))
            }
            for inside in range.dropFirst() where isClauseStart(inside) {
                boundaries.append(inside)
            }
            place = range.upperBound
        }
        boundaries.append(words.count)
        return cues.map { kind, range in
            let start = boundaries.last { $0 <= range.lowerBound } ?? 0
            let end = boundaries.first { $0 >= range.upperBound } ?? words.count
            let scope =
                kind == .before
                ? range.lowerBound..<min(end, range.upperBound + Self.reach) : start..<end
            return Negation(cue: range, scope: scope)
        }
    }

    /// The rule that holds at a place: one by which it is no negation, else the one that fits most words.
    private func match(_ words: [String], at place: Int) -> (Kind, Range<Int>)? {
        var best: (kind: Kind, end: Int)?
        for rule in rules[words[place]] ?? [] {
            guard let end = Self.end(of: rule.words[...], in: words, from: place) else { continue }
            if rule.kind == .not { return (.not, place..<end) }
            if let best, best.end > end || best.end == end && best.kind != .before { continue }
            best = (rule.kind, end)
        }
        return best.map { ($0.kind, place..<$0.end) }
    }

    private static func end(
        of pattern: ArraySlice<String>,
        in words: [String],
        from place: Int
    ) -> Int? {
        guard let first = pattern.first else { return place }
        if first == "*" {
            for skipped in 0...2 where place + skipped <= words.count {
                if let end = end(of: pattern.dropFirst(), in: words, from: place + skipped) {
                    return end
                }
            }
            return nil
        }
        guard place < words.count, words[place] == first else { return nil }
        return end(of: pattern.dropFirst(), in: words, from: place + 1)
    }
}
