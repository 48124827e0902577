import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// The values of columns that can be suggested, their words folded once for each generation.
struct SuggestionTable: Sendable {
    /// A column that suggestions come from.
    final class Source: Sendable {
        let column: String
        /// Where the values have labels.
        let facet: String?
        let kind: Suggestion.Kind
        /// The search parameter that a suggestion sets; towns have their own.
        let parameter: String
        /// Which of equally good ones comes first.
        let rank: Int
        let field: FieldDefinition?

        init(
            column: String,
            facet: String? = nil,
            kind: Suggestion.Kind,
            parameter: String,
            rank: Int,
            field: FieldDefinition? = nil
        ) {
            self.column = column
            self.facet = facet
            self.kind = kind
            self.parameter = parameter
            self.rank = rank
            self.field = field
        }
    }

    /// One value.
    final class Entry: Sendable {
        let source: Source
        let ordinal: Int
        let label: String
        /// The label's words by their fold keys and by their loose keys.
        let words: [[UInt8]]
        let looseWords: [[UInt8]]

        init(
            source: Source,
            ordinal: Int,
            label: String,
            words: [[UInt8]],
            looseWords: [[UInt8]]
        ) {
            self.source = source
            self.ordinal = ordinal
            self.label = label
            self.words = words
            self.looseWords = looseWords
        }
    }

    /// What has been typed of a value, in the keys that it is compared by.
    struct Typed {
        private let folds: [[UInt8]]
        private let looses: [[UInt8]]
        private let hasDanishLetters: Bool

        init(_ surfaces: [String], _ analyzer: DanishAnalyzer) {
            folds = surfaces.map { Array(analyzer.foldKey(of: $0).utf8) }
            looses = surfaces.map { Array(analyzer.looseKey(of: $0).utf8) }
            hasDanishLetters = surfaces.contains { analyzer.hasDanishLetters($0) }
        }

        var isEmpty: Bool { folds.isEmpty }

        /// The values of a listing that may begin as typed.
        func candidates(in listing: Listing) -> [Int] {
            guard let fold = folds.last, let loose = looses.last else { return [] }
            let found = listing.entries(holding: fold)
            if fold == loose { return found }
            return Set(found + listing.entries(holding: loose)).sorted()
        }

        /// Where in a value the typed words begin, the last of them unfinished: 0 at its first word, 1
        /// later, 2 more where letters were typed without their Danish signs; `nil` if nowhere.
        func rank(in entry: Entry) -> Int? {
            if let start = Self.start(of: folds, in: entry.words) { return start }
            guard !hasDanishLetters else { return nil }
            return Self.start(of: looses, in: entry.looseWords).map { $0 + 2 }
        }

        private static func start(of typed: [[UInt8]], in words: [[UInt8]]) -> Int? {
            guard words.count >= typed.count, let last = typed.last else { return nil }
            for start in 0...(words.count - typed.count) {
                guard words[start + typed.count - 1].starts(with: last) else { continue }
                if typed.indices.dropLast().allSatisfy({ typed[$0] == words[start + $0] }) {
                    return start == 0 ? 0 : 1
                }
            }
            return nil
        }

        /// The values that a slip may lead to: a wrong first letter would cost as much as two.
        func slipCandidates(in listing: Listing) -> [Int] {
            looses.first?.first.map { listing.entries(withInitial: $0) } ?? []
        }

        /// Finds values with slips of the keys in what was typed.
        func corrector() -> SlipFinder { SlipFinder(typed: looses) }
    }

    /// Compares values with words that may be mistyped.
    struct SlipFinder {
        private var rows: [EditRows?]
        private let typed: [[UInt8]]

        fileprivate init(typed: [[UInt8]]) {
            self.typed = typed
            rows = typed.enumerated().map { place, word in
                let isLast = place == typed.count - 1
                let edits =
                    isLast
                    ? SpellingCorrector.allowedEditsOfBeginning(letters: word.count)
                    : SpellingCorrector.allowedEdits(letters: word.count)
                return edits > 0 ? EditRows(typed: word, limit: edits) : nil
            }
        }

        /// How many edits lead from the typed words to the first words of a value, if few enough do.
        mutating func edits(to entry: Entry) -> Int? {
            guard entry.looseWords.count >= typed.count else { return nil }
            var sum = 0
            for place in typed.indices {
                let word = entry.looseWords[place]
                guard let edits = edits(place, to: word) else { return nil }
                sum += edits
            }
            return sum
        }

        private mutating func edits(_ place: Int, to word: [UInt8]) -> Int? {
            let isLast = place == typed.count - 1
            if isLast ? word.starts(with: typed[place]) : word == typed[place] { return 0 }
            // A wrong first letter would cost as much as two edits.
            guard typed[place].first == word.first, rows[place] != nil else { return nil }
            let stopped = rows[place]?.advance(to: word.span, from: 0)
            if isLast { return rows[place]?.bestOfBeginnings }
            guard stopped == nil, let distance = rows[place]?.distance else { return nil }
            return distance <= SpellingCorrector.allowedEdits(letters: typed[place].count)
                ? distance : nil
        }
    }

    /// The values in one language, and where each of their words is.
    struct Listing: Sendable {
        let entries: [Entry]
        /// Every fold key and loose key of a word with the value it is in, sorted.
        private let words: [(key: [UInt8], entry: Int)]
        /// The values by the first byte of their first loose key.
        private let initials: [UInt8: [Int]]

        fileprivate init(_ entries: [Entry]) {
            self.entries = entries
            var words: [(key: [UInt8], entry: Int)] = []
            for (place, entry) in entries.enumerated() {
                for key in Set(entry.words + entry.looseWords) { words.append((key, place)) }
            }
            self.words = words.sorted { left, right in
                left.key == right.key
                    ? left.entry < right.entry : left.key.lexicographicallyPrecedes(right.key)
            }
            initials = Dictionary(
                grouping: entries.indices.filter { entries[$0].looseWords.first?.first != nil }
            ) { entries[$0].looseWords[0][0] }
        }

        /// The values whose first word begins with a byte, ascending.
        func entries(withInitial byte: UInt8) -> [Int] { initials[byte] ?? [] }

        /// The values that hold a word beginning with a key, ascending.
        ///
        /// O(log words + found).
        func entries(holding beginning: [UInt8]) -> [Int] {
            var low = 0
            var high = words.count
            while low < high {
                let middle = (low + high) / 2
                if words[middle].key.lexicographicallyPrecedes(beginning) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            var found: [Int] = []
            while low < words.count, words[low].key.starts(with: beginning) {
                found.append(words[low].entry)
                low += 1
            }
            found.sort()
            var distinct: [Int] = []
            for entry in found where distinct.last != entry { distinct.append(entry) }
            return distinct
        }
    }

    /// Each made when its language is first asked for; see `prepare()`.
    private let danish: OnDemand<Listing>
    private let english: OnDemand<Listing>
    /// The documents in the order of their names.
    private let order: MappedArray<UInt32>
    private let ranks: MappedArray<UInt32>

    init(_ generation: Generation, _ analyzer: DanishAnalyzer) {
        danish = OnDemand { Listing(Self.entries(generation, analyzer, .danish)) }
        english = OnDemand { Listing(Self.entries(generation, analyzer, .english)) }
        let ranks = generation.nameRanks
        self.ranks = ranks
        order = generation.nameOrder
    }

    /// Makes what most will ask for.
    func prepare() {
        _ = danish.value
    }

    /// Whether another one of some documents has the same name, so that only the town tells them apart.
    ///
    /// O(log n + namesakes).
    func isNameShared(by document: Int, in documents: DocumentSet) -> Bool {
        let rank = ranks[document]
        var low = 0
        var high = order.count
        while low < high {
            let middle = (low + high) / 2
            if ranks[Int(order[middle])] < rank { low = middle + 1 } else { high = middle }
        }
        while low < order.count, ranks[Int(order[low])] == rank {
            let other = Int(order[low])
            if other != document, documents.contains(other) { return true }
            low += 1
        }
        return false
    }

    func listing(in language: Language) -> Listing {
        language == .english ? english.value : danish.value
    }

    private static func entries(
        _ generation: Generation,
        _ analyzer: DanishAnalyzer,
        _ language: Language
    ) -> [Entry] {
        let labels = FacetLabels(catalog: generation.catalog, language: language)
        return sources(generation.catalog).flatMap { source -> [Entry] in
            guard let column = generation.ordinalColumns[source.column] else { return [] }
            return column.values.enumerated().map { ordinal, value in
                let label = source.facet.map { labels.label(of: value, in: $0) } ?? value
                let surfaces = analyzer.tokens(in: label, kind: .place).map(\.surface)
                return Entry(
                    source: source,
                    ordinal: ordinal,
                    label: label,
                    words: surfaces.map { Array(analyzer.foldKey(of: $0).utf8) },
                    looseWords: surfaces.map { Array(analyzer.looseKey(of: $0).utf8) }
                )
            }
        }
    }

    private static func sources(_ catalog: Catalog) -> [Source] {
        var sources = [
            Source(
                column: "municipality",
                facet: "municipality",
                kind: .municipality,
                parameter: "municipality",
                rank: 0
            ),
            Source(column: "postcode", kind: .postcode, parameter: "postcode", rank: 1),
            Source(column: "postalTown", kind: .town, parameter: "postcode", rank: 2),
            Source(column: "kind", facet: "kind", kind: .filter, parameter: "kind", rank: 3),
            Source(
                column: "ownership",
                facet: "ownership",
                kind: .filter,
                parameter: "ownership",
                rank: 4
            ),
            Source(column: "operator", kind: .operator, parameter: "q", rank: 5),
        ]
        for field in catalog.fields where field.filterable && field.type == .enum {
            sources.append(
                Source(
                    column: "field." + field.key,
                    facet: field.key,
                    kind: .filter,
                    parameter: field.key,
                    rank: 6,
                    field: field
                )
            )
        }
        return sources
    }
}
