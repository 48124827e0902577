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
        /// The unit's sorId.
        public var id: String
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

    /// Creates a searcher.
    ///
    /// - Parameters:
    ///   - index: What is searched.
    ///   - stages: Leaves out ways to understand a text, to see what they gain.
    ///   - places: Where addresses of changed requests are looked up.
    public init(_ index: SearchIndex, stages: TextStages = .all, places: Gazetteer = .shipped) {
        self.index = index
        self.stages = stages
        self.places = places
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
        SearchPlan(
            index: index,
            request: request,
            today: today,
            newest: newest,
            stages: stages
        )
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
        let hits = shown.map { key in
            let document = Int(key.document)
            var hit = SearchResult.Hit(
                document: document,
                distance: nil,
                id: index.generation.ids.text(document)
            )
            if homes.contains(document), let distances, let metres = distances.metres(document) {
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
    let text: TextMatch?
    /// What matches everything.
    private(set) var matches: DocumentSet
    /// What matches everything but the filters.
    private let unfiltered: DocumentSet
    /// What matches everything but that it must deliver to the place; only where that is asked about.
    private var undelivered: DocumentSet?
    private let filtered: [(parameter: String, documents: DocumentSet)]

    init(
        index: SearchIndex,
        request: SearchRequest,
        today: LocalDate,
        newest: SearchIndex?,
        stages: TextStages
    ) {
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
        let shown = ShownPart(base, of: index.generation.postings)
        if let box = request.box { base.formIntersection(evaluator.documents(in: box)) }
        if let polygon = request.polygon {
            base.formIntersection(evaluator.documents(in: polygon))
        }
        let reachable = request.centres.isEmpty ? nil : evaluator.documents(reachableFor: request)
        var everywhere = base
        if let reachable { base.formIntersection(reachable) }
        text = request.query.flatMap {
            TextSearch(index: index, today: today, stages: stages, shown: shown).match($0)
        }
        if let text {
            var found = DocumentSet(emptyOf: index.count)
            for entry in text.entries { found.insert(Int(entry.document)) }
            base.formIntersection(found)
            everywhere.formIntersection(found)
        }
        filtered = request.filters.map { ($0.parameter, evaluator.documents(for: $0)) }
        unfiltered = base
        for (_, documents) in filtered { base.formIntersection(documents) }
        matches = base
        if let reachable, request.explains, request.jobs.contains(.suppliers) {
            var away = reachable
            away.formComplement()
            everywhere.formIntersection(away)
            everywhere.formIntersection(index.documents(of: .suppliers))
            for (_, documents) in filtered { everywhere.formIntersection(documents) }
            undelivered = everywhere
        }
    }

    /// The facets asked for, each counted without its own filter.
    func facets() -> [Facet] {
        let counter = FacetCounter(index: index, today: today)
        return request.facets.map { name in
            guard filtered.contains(where: { $0.parameter == name }) else {
                return counter.count(name, over: matches)
            }
            var set = unfiltered
            for (parameter, documents) in filtered where parameter != name {
                set.formIntersection(documents)
            }
            return counter.count(name, over: set)
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
            offerByRelevance(of: matches, to: &top, keys)
        case .distance:
            let distances = DistanceOrder(index, request)
            matches.forEach { document in
                top.offer(keys.key(document, distances.order(document, descending: descending)))
            }
        case .name:
            let ranks = index.generation.nameRanks
            let span = ranks.span
            matches.forEach { document in
                let rank = UInt64(span[document])
                top.offer(keys.key(document, descending ? UInt64(UInt32.max) - rank : rank))
            }
        case .column(let name):
            offer(matches, byColumn: name, descending: descending, to: &top, keys)
        }
    }

    private func offerByRelevance(
        of matches: DocumentSet,
        to top: inout TopKeys,
        _ keys: KeyMaker
    ) {
        let distances = DistanceOrder(index, request)
        guard let text else {
            matches.forEach { top.offer(keys.key($0, distances.order($0))) }
            return
        }
        for entry in text.entries where matches.contains(Int(entry.document)) {
            let document = Int(entry.document)
            top.offer(
                keys.key(
                    document,
                    UInt64(UInt32.max - entry.quality.coarse),
                    distances.order(document),
                    UInt64(UInt32.max - entry.quality.fine) << 32
                        | UInt64(UInt32.max - entry.score)
                )
            )
        }
    }

    private func offer(
        _ matches: DocumentSet,
        byColumn name: String,
        descending: Bool,
        to top: inout TopKeys,
        _ keys: KeyMaker
    ) {
        if let column = index.generation.numberColumns[name] {
            matches.forEach { document in
                let number = column.number(of: document)
                top.offer(keys.key(document, SortKey.ordered(number, descending: descending)))
            }
        } else if let column = index.generation.ordinalColumns[name] {
            matches.forEach { document in
                let ordinal = column.ordinal(of: document).map(Double.init)
                top.offer(keys.key(document, SortKey.ordered(ordinal, descending: descending)))
            }
        } else {
            preconditionFailure("no column \(name) to sort by")
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

/// Orders homes by their distance to the places, or all alike where there is none.
///
/// Suppliers come to the citizen, so the way to their offices orders nothing.
private struct DistanceOrder {
    private let distances: PlaceDistances?
    private let homes: DocumentSet

    init(_ index: SearchIndex, _ request: SearchRequest) {
        distances = request.centres.isEmpty ? nil : PlaceDistances(index, request)
        homes = index.documents(of: .homes)
    }

    @inline(__always)
    func order(_ document: Int, descending: Bool = false) -> UInt64 {
        guard let distances, homes.contains(document) else { return 0 }
        return SortKey.ordered(distances.order(document), descending: descending)
    }
}
