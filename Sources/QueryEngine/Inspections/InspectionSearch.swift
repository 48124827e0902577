public import CareUnits
import IndexFormat
import LMDB

/// What a search in feedback found.
public struct InspectionResult {
    /// Inspections that match.
    public let total: Int
    /// Those on the page, by number.
    let hits: [Int]
    let facets: [Facet]
    let match: FeedbackMatch?
    let next: Cursor?
}

/// Searches what inspectors wrote.
///
/// A searched document is an inspection. Words are understood as in the search for units: spellings,
/// forms, compounds, synonyms, and slips where a word is in no feedback. The order is that of how many
/// words are met, how far from what was typed, whether one theme holds them all, how much they tell
/// (BM25), and the day, the latest first.
public struct InspectionSearch {
    let index: SearchIndex
    let today: LocalDate

    public init(_ index: SearchIndex, today: LocalDate) {
        self.index = index
        self.today = today
    }

    private var inspections: InspectionIndex { index.generation.inspections }

    /// Answers a request.
    ///
    /// O(postings of the words + inspections).
    public func search(_ request: InspectionRequest) -> InspectionResult {
        let alive = index.inspectionsAlive(on: today)
        let match = request.query.map {
            FeedbackMatcher(index: index, alive: alive).match($0)
        }
        let filters = request.filters.map {
            (name: $0.parameter, set: documents(for: $0.condition))
        }
        /// What is left when the filter of one parameter is left out.
        func matching(without parameter: String?) -> DocumentSet {
            var set = alive
            for filter in filters where filter.name != parameter {
                set.formIntersection(filter.set)
            }
            let themes = parameter == "theme" ? [] : request.themes
            return narrowed(set, match, themes)
        }
        let found = matching(without: nil)
        let day = request.cursor?.day ?? today.daysSinceEpoch
        var top = TopKeys(capacity: request.limit + 1, after: request.cursor?.key)
        found.forEach { top.offer(key(of: $0, request.sort, match, day)) }
        let keys = top.sorted
        let page = keys.prefix(request.limit)
        var next: Cursor?
        if keys.count > request.limit, let last = page.last {
            next = Cursor(
                generation: index.generation.manifest.generation,
                day: day,
                request: request.fingerprint,
                key: last
            )
        }
        let counter = InspectionFacets(index: index, match: match, today: today)
        return InspectionResult(
            total: found.count,
            hits: page.map { Int($0.document) },
            facets: request.facets.map { name in
                let isFiltered = filters.contains { $0.name == name }
                let isTheme = name == "theme" && !request.themes.isEmpty
                let set = isFiltered || isTheme ? matching(without: name) : found
                return counter.count(name, over: set)
            },
            match: match,
            next: next
        )
    }

    /// Those of a set that the text matches, within one of the themes where any are asked for.
    private func narrowed(
        _ set: DocumentSet,
        _ match: FeedbackMatch?,
        _ themes: [Theme]
    ) -> DocumentSet {
        let mask = themes.reduce(UInt8(0)) { $0 | FeedbackField($1).bit }
        var set = set
        guard let match else {
            guard !themes.isEmpty else { return set }
            // Without words, a theme is where it was assessed.
            var assessed = DocumentSet(emptyOf: inspections.count)
            for theme in themes {
                let column = inspections.themes[Theme.allCases.firstIndex(of: theme) ?? 0]
                assessed.formUnion(DocumentSet(column.present, universe: inspections.count))
            }
            set.formIntersection(assessed)
            return set
        }
        var matching = DocumentSet(emptyOf: inspections.count)
        for entry in match.entries where mask == 0 || entry.sharedFields & mask != 0 {
            matching.insert(Int(entry.document))
        }
        set.formIntersection(matching)
        return set
    }

    private func key(
        of inspection: Int,
        _ sort: InspectionRequest.Sort,
        _ match: FeedbackMatch?,
        _ day: Int32
    ) -> SortKey {
        let heads = inspections.heads
        let hash = XXH64.hash(heads.copy(inspection))
        var key = SortKey(
            rotation: SortKey.rotation(ofHash: hash, on: day),
            document: UInt32(inspection)
        )
        let date = Double(inspections.days[inspection])
        switch sort {
        case .inspectedAt: key.first = SortKey.ordered(date, descending: false)
        case .inspectedAtDescending: key.first = SortKey.ordered(date, descending: true)
        case .relevance:
            if let entry = match?.entry(of: inspection) {
                key.first = entry.order
                key.second = UInt64(UInt32.max - entry.score)
            }
            key.third = SortKey.ordered(date, descending: true)
        }
        return key
    }

    // MARK: Filters

    private func documents(for condition: InspectionRequest.Condition) -> DocumentSet {
        var set = DocumentSet(emptyOf: inspections.count)
        switch condition {
        case .values(let name, let values):
            let column = column(name)
            let sets = column.sets
            for (ordinal, value) in column.values.enumerated() where values.contains(value) {
                set.formUnion(sets[ordinal])
            }
        case .days(let from, let to):
            let days = inspections.days.span
            let first = from?.daysSinceEpoch ?? .min
            let last = to?.daysSinceEpoch ?? .max
            for place in 0..<days.count where first <= days[place] && days[place] <= last {
                set.insert(place)
            }
        case .units(let documents):
            let units = inspections.units.span
            for place in 0..<units.count where documents.contains(Int(units[place])) {
                set.insert(place)
            }
        case .currentOnly:
            let current = inspections.current.span
            for place in 0..<current.count where current[place] == 1 { set.insert(place) }
        case .ofUnits(let filter):
            let evaluator = FilterEvaluator(index: index, today: today)
            return index.inspections(of: evaluator.documents(for: filter))
        }
        return set
    }

    private func column(_ name: InspectionRequest.Column) -> OrdinalColumn {
        switch name {
        case .visit: inspections.kinds
        case .authority: inspections.authorities
        case .assessment: inspections.assessments
        case .theme(let theme): inspections.themes[Theme.allCases.firstIndex(of: theme) ?? 0]
        }
    }
}

extension SearchIndex {
    /// The inspections of a set of units.
    ///
    /// O(inspections).
    func inspections(of units: DocumentSet) -> DocumentSet {
        let owners = generation.inspections.units
        let span = owners.span
        var set = DocumentSet(emptyOf: span.count)
        for place in 0..<span.count where units.contains(Int(span[place])) { set.insert(place) }
        return set
    }

    /// The inspections of the units that are shown on a day.
    func inspectionsAlive(on day: LocalDate) -> DocumentSet {
        inspections(of: documentsAlive(on: day))
    }
}
