import CareUnits

/// Words that were expanded of late in one generation: texts are new every time, their words seldom are.
struct WordMemo: Sendable {
    /// Everything that decides what a word by itself stands for, on one day.
    struct Key: Hashable {
        var word: String
        /// Whether it may be unfinished.
        var isLast: Bool
        var role: Role
        var stages: TextStages
    }

    /// How a word came to be looked up.
    enum Role {
        /// It was typed.
        case typed
        /// Several words of a text, written together.
        case joined
        /// It says the same as a word that was typed, or a part of it: only its own forms count.
        case other
    }

    /// What a word stands for if it is spelt as meant.
    struct Reading: Sendable {
        var terms: [UInt32: Reach]
        var phrases: [PhraseReading]

        /// About how many bytes it takes.
        fileprivate var cost: Int {
            phrases.reduce(256 + terms.count * 48) {
                $0 + $1.matches.count * MemoryLayout<WordMatch>.stride + $1.terms.count * 16
            }
        }
    }

    /// A key on a day: what is shown, and so which words are known, changes with it.
    struct DatedKey: Hashable {
        var key: Key
        var day: LocalDate
    }

    let words: GenerationMemo<DatedKey, Reading>
    let day: LocalDate

    /// How many bytes the readings of a generation may take.
    static let budget = 4 << 20

    /// What a word stands for, from here or else by `expand`.
    func reading(of key: Key, _ expand: () -> Reading) -> Reading {
        let dated = DatedKey(key: key, day: day)
        if let known = words.value(of: dated) { return known }
        let found = expand()
        words.keep(found, cost: found.cost, for: dated)
        return found
    }
}
