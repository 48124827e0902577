public import CareUnits
public import Places
import IndexFormat
import LMDB

/// What a search found: everything that an answer says, before it is written as JSON.
public struct SearchResult: Sendable {
    /// One document of the page.
    public struct Hit: Sendable {
        var document: Int
        /// Metres, where the request is about a place, and the unit a home with coordinates.
        public var distance: Double?
        /// Metres to each place, where there are several.
        public var distances: [Double] = []
        fileprivate let generation: Generation

        /// The unit's sorId.
        public var id: String { generation.ids.text(document) }
    }

    /// The hits of one of the two jobs.
    public struct Group: Sendable {
        public var job: Job
        public var total: Int
        /// How many hits of the page are its.
        public var count: Int
        public var next: Cursor?
    }

    /// Suppliers that do not deliver to the place, those with the nearest offices first.
    public struct LeftOut: Sendable {
        public var total: Int
        var nearest: [(document: Int, metres: Double)]
    }

    public var total: Int
    public var hits: [Hit]
    public var facets: [Facet]
    public var relaxations: [Relaxation]
    /// Other readings of words, where there are hardly any hits.
    public var offeredCorrections: [OfferedCorrection]
    public var next: Cursor?
    /// The two jobs apart, where the request is about a place and asks for both; `hits` are those of the
    /// first and then of the second.
    public var groups: [Group] = []
    /// What stands where on the map, if asked for.
    public var clusters: MapClusters?
    /// Suppliers that fit all but that they do not deliver, if the request wants explanations.
    public var leftOut: LeftOut?
    var text: TextMatch?
    /// What tells the text from others, if it is remembered.
    var textNumber: UInt64?
    /// Whether there are hits behind those of this page.
    public var hasNext: Bool { next != nil || groups.contains { $0.next != nil } }
    /// Where the hits stand among equals.
    var orderDay: Int32
    /// The day that the answer is about.
    public var today: LocalDate
}

/// A changed request that finds more.
public struct Relaxation: Sendable, Equatable {
    public var parameters: [SearchRequest.Parameter]
    public var total: Int
}

/// Answers search requests on one generation.
///
/// One synchronous function that names its steps; it never waits and shares nothing that changes.
public struct Searcher {
    /// Fewer hits than this come with what would find more.
    static let few = 2

    let index: SearchIndex
    let stages: TextStages
    let places: Gazetteer
    /// Whether texts that were understood before are taken from the generation's memo.
    let usesMemo: Bool

    /// Creates a searcher.
    ///
    /// - Parameters:
    ///   - index: What is searched.
    ///   - stages: Leaves out ways to understand a text, to see what they gain.
    ///   - places: Where addresses of changed requests are looked up.
    ///   - usesMemo: Whether texts that were understood before are taken from the generation's memo;
    ///     answers are the same without it.
    public init(
        _ index: SearchIndex,
        stages: TextStages = .all,
        places: Gazetteer = .shipped,
        usesMemo: Bool = true
    ) {
        self.index = index
        self.stages = stages
        self.places = places
        self.usesMemo = usesMemo
    }

    /// Answers a request as of a day.
    ///
    /// - Parameters:
    ///   - request: What is asked; valid against this generation.
    ///   - today: The day by which agreements and decisions are judged.
    ///   - newest: The generation in force when this one is older: what it no longer shows is left out.
    /// - Returns: The page asked for, with totals and facets over all matches.
    public func search(
        _ request: SearchRequest,
        on today: LocalDate,
        hidingGoneIn newest: SearchIndex? = nil
    ) -> SearchResult {
        // A cursor goes on as of the day on which it began, so that the order stays the same.
        let orderDay = request.cursor.map(\.day) ?? today.daysSinceEpoch
        let plan = plan(request, today, newest)
        let total = plan.matches.count
        let isFew = total < Self.few && request.cursor == nil
        var result = SearchResult(
            total: total,
            hits: [],
            facets: plan.facets(),
            relaxations: isFew
                ? RelaxationFinder(searcher: self, newest: newest)
                    .find(request, moreThan: total, today) : [],
            offeredCorrections: isFew
                ? plan.text.map { text in
                    CorrectionFinder(searcher: self, newest: newest)
                        .find(request, text, moreThan: total, today)
                } ?? [] : [],
            text: plan.text,
            textNumber: usesMemo && newest == nil ? plan.textNumber : nil,
            orderDay: orderDay,
            today: today
        )
        if request.isGrouped {
            for job in Job.allCases {
                let documents = plan.matches.intersection(index.documents(of: job))
                // A cursor goes on in its own group.
                let isShown = request.cursor.map { $0.job == job } ?? true
                let (hits, next) =
                    isShown ? page(of: plan, documents, job, request, orderDay) : ([], nil)
                result.hits += hits
                result.groups.append(
                    .init(job: job, total: documents.count, count: hits.count, next: next)
                )
            }
        } else {
            (result.hits, result.next) = page(of: plan, plan.matches, nil, request, orderDay)
        }
        result.clusters = request.clusterZoom.map { MapClusters(index, plan.matches, zoom: $0) }
        if request.explains { result.leftOut = plan.leftOut() }
        return result
    }

    /// How many documents match.
    ///
    /// O(matching), without order or facets.
    func count(
        _ request: SearchRequest,
        on today: LocalDate,
        hidingGoneIn newest: SearchIndex?
    ) -> Int {
        plan(request, today, newest).matches.count
    }

    private func plan(
        _ request: SearchRequest,
        _ today: LocalDate,
        _ newest: SearchIndex?
    ) -> SearchPlan {
        SearchPlan(searcher: self, request: request, today: today, newest: newest)
    }

    private func page(
        of plan: SearchPlan,
        _ documents: DocumentSet,
        _ job: Job?,
        _ request: SearchRequest,
        _ orderDay: Int32
    ) -> (hits: [SearchResult.Hit], next: Cursor?) {
        var top = TopKeys(capacity: request.limit + 1, after: request.cursor?.key)
        plan.offerKeys(of: documents, to: &top, on: orderDay)
        let keys = top.sorted
        let shown = keys.prefix(request.limit)
        let distances = request.centres.isEmpty ? nil : PlaceDistances(index, request)
        let homes = index.documents(of: .homes)
        let generation = index.generation
        let hits = shown.map { key in
            let document = Int(key.document)
            var hit = SearchResult.Hit(document: document, generation: generation)
            if let distances, homes.contains(document), let metres = distances.metres(document) {
                hit.distance = distances.combined(metres)
                if metres.count > 1 { hit.distances = metres }
            }
            return hit
        }
        guard keys.count > request.limit, let last = shown.last else { return (hits, nil) }
        return (
            hits,
            Cursor(
                generation: index.generation.manifest.generation,
                day: orderDay,
                job: job,
                request: request.fingerprint,
                key: last
            )
        )
    }
}

/// A request resolved into sets of documents.
struct SearchPlan {
    let index: SearchIndex
    let request: SearchRequest
    let today: LocalDate
    /// The text's matches, where the request has words.
    var text: TextMatch? { understood?.match }
    /// What tells the text from others.
    var textNumber: UInt64? { understood?.number }
    private var understood: TextMemo.Understood?
    /// What matches everything.
    private(set) var matches: DocumentSet
    /// What matches everything but the filters.
    private let unfiltered: DocumentSet
    /// What matches everything but that it must deliver to the place; only where that is asked about.
    private var undelivered: DocumentSet?
    private let filtered: [(parameter: String, documents: DocumentSet)]

    init(
        searcher: Searcher,
        request: SearchRequest,
        today: LocalDate,
        newest: SearchIndex?
    ) {
        let index = searcher.index
        self.index = index
        self.request = request
        self.today = today
        let evaluator = FilterEvaluator(index: index, today: today)
        var base = index.documentsAlive(on: today)
        if let newest {
            var gone = index.documentsGone(in: newest, on: today)
            gone.formComplement()
            base.formIntersection(gone)
        }
        var understood: TextMemo.Understood?
        var understandWhole: () -> TextMemo.Understood? = { nil }
        if let query = request.query {
            let shown = ShownPart(base, of: index.generation.postings)
            let understand = {
                let search = TextSearch(
                    index: index,
                    today: today,
                    stages: searcher.stages,
                    meetsAny: request.meetsAny,
                    shown: shown,
                    usesMemo: newest == nil
                )
                return TextMemo.Understood(search.match(query), universe: index.count)
            }
            // What a newer generation hides is no part of the key.
            let key = TextMemo.Key(
                text: Array(query.utf8),
                meetsAny: request.meetsAny,
                day: today,
                stages: searcher.stages
            )
            if searcher.usesMemo, newest == nil {
                understood = index.textMemo.text(key, understand: understand)
                understandWhole = { index.textMemo.whole(key, understand: understand) }
            } else {
                understood = understand()
            }
        }
        self.understood = understood
        if let box = request.box { base.formIntersection(evaluator.documents(in: box)) }
        if let polygon = request.polygon {
            base.formIntersection(evaluator.documents(in: polygon))
        }
        let reachable = request.centres.isEmpty ? nil : evaluator.documents(reachableFor: request)
        if let understood, understood.match != nil {
            base.formIntersection(understood.documents)
        }
        let everywhere = base
        if let reachable { base.formIntersection(reachable) }
        filtered = request.filters.map { ($0.parameter, evaluator.documents(for: $0)) }
        unfiltered = base
        for (_, documents) in filtered { base.formIntersection(documents) }
        matches = base
        if let known = understood, !known.isWhole, !isServed(byLeadersOf: known) {
            self.understood = understandWhole()
        }
        if let reachable, request.explains, request.jobs.contains(.suppliers) {
            var away = reachable
            away.formComplement()
            away.formIntersection(everywhere)
            away.formIntersection(index.documents(of: .suppliers))
            for (_, documents) in filtered { away.formIntersection(documents) }
            undelivered = away
        }
    }

    /// Whether the page has none but leaders of the text, and asks for nothing of other documents.
    private func isServed(byLeadersOf understood: TextMemo.Understood) -> Bool {
        guard request.sort.key == .relevance, request.centres.isEmpty, request.cursor == nil,
            !request.explains
        else { return false }
        let passing = understood.leaders.count { leader in
            leader.order < understood.leadersEnd && matches.contains(Int(leader.document))
        }
        return passing > request.limit
    }

    /// The facets asked for, each counted without its own filter.
    func facets() -> [Facet] {
        if request.facets.isEmpty { return [] }
        let counter = FacetCounter(index: index, today: today, over: matches)
        return request.facets.map { name in
            guard filtered.contains(where: { $0.parameter == name }) else {
                return counter.count(name)
            }
            var set = unfiltered
            for (parameter, documents) in filtered where parameter != name {
                set.formIntersection(documents)
            }
            return FacetCounter(index: index, today: today, over: set).count(name)
        }
    }

    /// The suppliers that match all but that they do not deliver, the five with the nearest offices.
    func leftOut() -> SearchResult.LeftOut? {
        guard let undelivered else { return nil }
        let distances = PlaceDistances(index, request)
        var nearest: [(document: Int, metres: Double)] = []
        undelivered.forEach { document in
            if let metres = distances.metres(document)?.first { nearest.append((document, metres)) }
        }
        nearest.sort { ($0.metres, $0.document) < ($1.metres, $1.document) }
        return .init(total: undelivered.count, nearest: Array(nearest.prefix(5)))
    }

    /// Offers the key of every one of these matches.
    func offerKeys(of matches: DocumentSet, to top: inout TopKeys, on day: Int32) {
        let keys = KeyMaker(index: index, day: day)
        let descending = request.sort.descending
        switch request.sort.key {
        case .relevance:
            if let understood, let text = understood.match {
                offer(matches, by: text, understood, to: &top, keys)
            } else if request.centres.isEmpty {
                offer(matches, to: &top, keys) { _ in 0 }
            } else {
                offerByDistance(matches, descending: false, to: &top, keys)
            }
        case .distance:
            offerByDistance(matches, descending: descending, to: &top, keys)
        case .name:
            offer(
                matches,
                by: index.generation.nameRanks,
                descending: descending,
                to: &top,
                keys
            )
        case .column(let name):
            if let column = index.generation.numberColumns[name] {
                offer(matches, by: column.ranks, descending: descending, to: &top, keys)
            } else if let column = index.generation.ordinalColumns[name] {
                offer(matches, to: &top, keys) { document in
                    let ordinal = column.ordinal(of: document).map(Double.init)
                    return SortKey.ordered(ordinal, descending: descending)
                }
            } else {
                preconditionFailure("no column \(name) to sort by")
            }
        }
    }

    /// Offers the matches by one number each, the smallest first.
    @inline(__always)
    private func offer(
        _ matches: DocumentSet,
        to top: inout TopKeys,
        _ keys: KeyMaker,
        _ number: (Int) -> UInt64
    ) {
        matches.forEach { document in
            let first = number(document)
            if first <= top.bound { top.offer(keys.key(document, first)) }
        }
    }

    /// Offers the matches by their ranks; those without one come last either way.
    private func offer(
        _ matches: DocumentSet,
        by ranks: borrowing MappedArray<UInt32>,
        descending: Bool,
        to top: inout TopKeys,
        _ keys: KeyMaker
    ) {
        let ranks = ranks.span
        let turn: UInt32 = descending ? .max : 0
        offer(matches, to: &top, keys) { document in
            let rank = ranks[document]
            return rank == NumberColumn.missing ? .max : UInt64(rank ^ turn)
        }
    }

    private func offer(
        _ matches: DocumentSet,
        by text: TextMatch,
        _ understood: TextMemo.Understood,
        to top: inout TopKeys,
        _ keys: KeyMaker
    ) {
        let entries = text.entries.span
        guard !request.centres.isEmpty else {
            let end = understood.leadersEnd
            for leader in understood.leaders where leader.order < end {
                if leader.order > top.bound { return }
                if matches.contains(Int(leader.document)) {
                    top.offer(keys.key(Int(leader.document), leader.order))
                }
            }
            if entries.count == understood.leaders.count || top.isFull { return }
            precondition(understood.isWhole, "a page needs more than the leaders of its text")
            for place in 0..<entries.count {
                let order = entries[place].order
                guard order >= end, order <= top.bound else { continue }
                let document = Int(entries[place].document)
                if matches.contains(document) { top.offer(keys.key(document, order)) }
            }
            return
        }
        let distances = DistanceOrder(index, request)
        for place in 0..<entries.count {
            let entry = entries[place]
            let document = Int(entry.document)
            // The place comes before the finer half of how well the text fits.
            let first = UInt64(UInt32.max - entry.quality.coarse)
            guard first <= top.bound, matches.contains(document) else { continue }
            top.offer(
                keys.key(
                    document,
                    first,
                    distances.order(document),
                    UInt64(UInt32.max - entry.quality.fine) << 32
                        | UInt64(UInt32.max - entry.score)
                )
            )
        }
    }

    /// Offers the matches by distance; where no document of 64 neighbours can be near enough, all are
    /// passed by at one look.
    private func offerByDistance(
        _ matches: DocumentSet,
        descending: Bool,
        to top: inout TopKeys,
        _ keys: KeyMaker
    ) {
        let distances = DistanceOrder(index, request)
        guard !descending, request.centres.count == 1, let centre = request.centres.first else {
            offer(matches, to: &top, keys) { distances.order($0, descending: descending) }
            return
        }
        let point = EarthPoint(centre.coordinate)
        let homes = index.documents(of: .homes)
        let locations = index.generation.locations
        let balls = locations.balls.span
        for (word, bits) in matches.words.enumerated() where bits != 0 {
            // Suppliers are at no distance, and homes without a point come last.
            if bits & ~homes.words[word] == 0 {
                let radius = balls[word * 4 + 3]
                let ball = EarthPoint(
                    x: balls[word * 4],
                    y: balls[word * 4 + 1],
                    z: balls[word * 4 + 2]
                )
                let nearest =
                    radius < 0
                    ? .infinity
                    : max(0, point.squaredChord(to: ball).squareRoot() - radius - 1e-9)
                let least =
                    nearest.isFinite
                    ? SortKey.ordered(nearest * nearest, descending: false) : .max
                if least > top.bound { continue }
            }
            var rest = bits
            while rest != 0 {
                let document = word << 6 | rest.trailingZeroBitCount
                rest &= rest &- 1
                let first = distances.order(document)
                if first <= top.bound { top.offer(keys.key(document, first)) }
            }
        }
    }
}

/// Makes keys that end in the rotation of a day.
private struct KeyMaker {
    private let hashes: MappedArray<UInt64>
    private let day: UInt64

    init(index: SearchIndex, day: Int32) {
        hashes = index.generation.idHashes
        self.day = SortKey.rotationKey(of: day)
    }

    @inline(__always)
    func key(
        _ document: Int,
        _ first: UInt64,
        _ second: UInt64 = 0,
        _ third: UInt64 = 0
    ) -> SortKey {
        SortKey(
            first: first,
            second: second,
            third: third,
            rotation: mixed(hashes[document] ^ day),
            document: UInt32(document)
        )
    }
}

/// Orders homes by their distance to the places.
///
/// Suppliers come to the citizen, so the way to their offices orders nothing.
private struct DistanceOrder {
    private let distances: PlaceDistances
    private let homes: DocumentSet

    init(_ index: SearchIndex, _ request: SearchRequest) {
        distances = PlaceDistances(index, request)
        homes = index.documents(of: .homes)
    }

    @inline(__always)
    func order(_ document: Int, descending: Bool = false) -> UInt64 {
        guard homes.contains(document) else { return 0 }
        return SortKey.ordered(distances.order(document), descending: descending)
    }
}
