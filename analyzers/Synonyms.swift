/// One way to read part of a query with other words.
public struct SynonymMatch: Sendable, Hashable {
    /// Which tokens of the query it stands for.
    public var range: Range<Int>

    /// The words to look for instead, in order.
    public var replacement: [String]

    /// How good it is, from 1 to 100; 100 means the same thing.
    public var weight: Int

    /// Creates a match from its parts.
    public init(range: Range<Int>, replacement: [String], weight: Int) {
        self.range = range
        self.replacement = replacement
        self.weight = weight
    }
}

/// The synonyms, with the direction in which they hold.
struct Synonyms: Sendable {
    private struct Target {
        let words: [String]
        let weight: Int
    }

    /// The keys of a phrase's words, joined by spaces, to what it also may be called.
    private let targets: [String: [Target]]

    /// The words of all phrases, as they are listed.
    let words: Set<String>

    /// The most words of a phrase in the list.
    private let longestPhrase: Int

    /// Reads `synonyms.tsv`: relation, weight, phrases between bars, and a remark.
    init(_ file: WordListFile, inflection: Inflection) {
        var stemmer = SnowballStemmer()
        func key(_ word: String) -> String {
            inflection.foldedLemma(of: word) { stemmer.stem($0) }
        }
        var targets: [String: [String: Target]] = [:]
        var longest = 0
        var words: Set<String> = []
        func add(_ from: [String], _ to: [String], _ weight: Int) {
            let source = from.map(key).joined(separator: " ")
            guard source != to.map(key).joined(separator: " ") else { return }
            let name = to.joined(separator: " ")
            let earlier = targets[source]?[name]?.weight ?? 0
            targets[source, default: [:]][name] = Target(words: to, weight: max(weight, earlier))
            longest = max(longest, from.count)
        }
        for line in file.lines {
            file.require((3...4).contains(line.columns.count), line, "not three or four columns")
            let weight = Int(line.columns[1]) ?? 0
            let phrases = WordListFile.phrases(line.columns[2])
            file.require((1...100).contains(weight), line, "the weight is not 1 to 100")
            file.require(phrases.count >= 2, line, "fewer than two phrases")
            for phrase in phrases {
                file.require(!phrase.isEmpty, line, "an empty phrase")
                for word in phrase {
                    file.requireSurface(word, line)
                    words.insert(word)
                }
            }
            switch line.columns[0] {
            case "eq", "rel":
                for from in phrases { for to in phrases { add(from, to, weight) } }
            case "nb":
                for to in phrases.dropFirst() { add(phrases[0], to, weight) }
            default:
                file.require(false, line, "the relation is not eq, nb or rel")
            }
        }
        self.targets = targets.mapValues { found in
            found.values.sorted {
                ($1.weight, $0.words.joined()) < ($0.weight, $1.words.joined())
            }
        }
        self.words = words
        longestPhrase = longest
    }

    /// The readings of every phrase of `keys` that the list has, first place and longest first.
    ///
    /// Words inside a listed phrase are not read on their own: *eget køkken* is not *eget tekøkken*,
    /// and *forbud mod indflytning* is no *påbud*.
    func matches(of keys: [String]) -> [SynonymMatch] {
        var matches: [SynonymMatch] = []
        // Where the listed phrases so far end.
        var end = 0
        for start in keys.indices {
            for count in (1...max(1, longestPhrase)).reversed()
            where start + count <= keys.count && start + count > end {
                let range = start..<start + count
                guard let targets = targets[keys[range].joined(separator: " ")] else { continue }
                end = range.upperBound
                for target in targets {
                    matches.append(
                        SynonymMatch(
                            range: range,
                            replacement: target.words,
                            weight: target.weight
                        )
                    )
                }
            }
        }
        return matches
    }
}
