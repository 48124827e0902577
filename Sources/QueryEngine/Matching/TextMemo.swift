import CareUnits
import Synchronization

/// Texts that were understood of late in one generation on one day: what a text matches does not depend on
/// the filters, the page or the part of the map, which people change far more often than the text.
final class TextMemo: Sendable {
    /// Everything that decides what a text matches.
    struct Key: Hashable {
        /// The bytes of the text: strings that are spelt with other code points are equal in Swift, but
        /// their words stand elsewhere.
        var text: [UInt8]
        var meetsAny: Bool
        var day: LocalDate
        var stages: TextStages
    }

    /// A text as understood, with the documents that match it.
    final class Understood: Sendable {
        /// Nothing where the text has no words.
        let match: TextMatch?
        let documents: DocumentSet
        /// The matches that fit best, in order: most pages need no other.
        let leaders: [Leader]
        /// All matches whose order is below this are leaders.
        let leadersEnd: UInt64
        /// Whether `match` has all documents, and not the leaders alone.
        let isWhole: Bool
        /// What tells it from any other text understood in the generation, whole or shortened.
        let number: UInt64

        private static let numbers = Atomic<UInt64>(0)

        init(_ match: TextMatch?, universe: Int) {
            self.match = match
            let entries = match?.entries ?? []
            documents = DocumentSet(universe: universe, entries)
            (leaders, leadersEnd) = Leader.best(of: entries)
            isWhole = true
            number = Self.numbers.wrappingAdd(1, ordering: .relaxed).newValue
        }

        /// What a page by relevance takes, and no more: the ranks of the leaders, and how these meet the words.
        init(shortening whole: Understood) {
            documents = whole.documents
            leaders = whole.leaders
            leadersEnd = whole.leadersEnd
            isWhole = false
            number = whole.number
            match = whole.match.map { $0.limited(to: whole.leaders.map(\.document).sorted()) }
        }

        /// About how many bytes it takes.
        var cost: Int {
            var cost = 2048 + documents.universe / 8
            if let match {
                cost += match.entries.count * MemoryLayout<TextMatch.Entry>.stride
                cost += match.lists.matches.count * MemoryLayout<WordMatch>.stride
                for word in match.words {
                    cost += word.terms.count * 48
                    for phrase in word.phrases {
                        cost += phrase.matches.count * MemoryLayout<WordMatch>.stride
                    }
                }
            }
            return cost
        }
    }

    /// A match with its order by text alone.
    struct Leader {
        var order: UInt64
        var document: UInt32

        /// How many are kept: three pages.
        private static let count = 64

        /// The best of many, and the order below which there are no others.
        static func best(of entries: [TextMatch.Entry]) -> ([Leader], UInt64) {
            var best: [Leader] = []
            best.reserveCapacity(min(entries.count, count) + 1)
            let span = entries.span
            var bound = UInt64.max
            for index in 0..<span.count where span[index].order <= bound {
                let leader = Leader(order: span[index].order, document: span[index].document)
                if best.count == count { best.removeLast() }
                var place = best.count
                best.append(leader)
                while place > 0, leader.order < best[place - 1].order {
                    best[place] = best[place - 1]
                    place -= 1
                }
                best[place] = leader
                if best.count == count { bound = best[count - 1].order }
            }
            // Others may be as good as the last one.
            return (best, entries.count <= count ? .max : bound)
        }
    }

    private let texts: GenerationMemo<Key, Understood>
    /// Texts that match so many documents that few of them would find room in `texts`, shortened.
    private let shortened: GenerationMemo<Key, Understood>

    /// Creates an empty memo: 12 MiB, and up to 128 more where one text can match very many documents; and room for
    /// some hundred shortened texts.
    convenience init(documents: Int) {
        self.init(
            wholeBudget: (12 << 20) + min(documents * 512, 128 << 20),
            shortenedBudget: 256 * (documents / 8 + (8 << 10))
        )
    }

    /// Creates an empty memo of so many bytes.
    init(wholeBudget: Int, shortenedBudget: Int) {
        texts = GenerationMemo(budget: wholeBudget)
        shortened = GenerationMemo(budget: shortenedBudget)
    }

    /// What a text means, from here or else by `understand`; it may be shortened.
    ///
    /// Two threads that ask for the same new text both find it out.
    func text(_ key: Key, understand: () -> Understood) -> Understood {
        if let known = texts.value(of: key) ?? shortened.value(of: key) { return known }
        return understood(key, by: understand)
    }

    /// What a text means with all that it matches, from here or else by `understand`.
    func whole(_ key: Key, understand: () -> Understood) -> Understood {
        texts.value(of: key) ?? understood(key, by: understand)
    }

    private func understood(_ key: Key, by understand: () -> Understood) -> Understood {
        let found = understand()
        texts.keep(found, cost: found.cost, for: key)
        if found.leadersEnd < .max {
            let short = Understood(shortening: found)
            // What is hardly shorter has room as it is.
            if short.cost * 2 < found.cost { shortened.keep(short, cost: short.cost, for: key) }
        }
        return found
    }
}
