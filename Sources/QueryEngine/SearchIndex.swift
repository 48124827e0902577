public import Analyzers
public import CareUnits
public import IndexFormat
import Synchronization

/// A generation with what searches derive from it once: the documents alive on a day.
///
/// Immutable but for that cache; share one instance among all requests on the generation.
public final class SearchIndex: Sendable {
    public let generation: Generation
    public let analyzer: DanishAnalyzer
    let inspectedAt: NumberColumn?
    let assessment: OrdinalColumn?
    let suggestionTable: SuggestionTable
    let readyTexts: ReadyTexts
    /// Made when a text is first searched; see `prepare()`.
    private let recognizerOnDemand: OnDemand<Recognizer>
    var recognizer: Recognizer { recognizerOnDemand.value }
    let comparisonRows: ComparisonRows
    let comparisonTexts = ComparisonTexts()
    let textMemo: TextMemo
    let wordMemo = GenerationMemo<WordMemo.DatedKey, WordMemo.Reading>(budget: WordMemo.budget)
    let publishedAreas = GenerationMemo<Int, [PublishedArea]>(budget: PublishedArea.budget)
    let markedHits = GenerationMemo<MarkedHit, [UInt8]>(budget: MarkedHit.budget)
    let unitScratch = MatchScratch()
    let feedbackScratch = MatchScratch()
    private let homes: DocumentSet
    private let suppliers: DocumentSet
    private let deliveries = Mutex<(day: LocalDate, documents: [UInt32: DocumentSet])?>(nil)
    private let peers = Mutex<(day: LocalDate, table: PeerTable)?>(nil)
    private let alive = Mutex<(day: LocalDate, documents: DocumentSet)?>(nil)

    public convenience init(_ generation: Generation, analyzer: DanishAnalyzer) {
        let textMemo = TextMemo(documents: generation.documentCount)
        self.init(generation, analyzer: analyzer, textMemo: textMemo)
    }

    init(_ generation: Generation, analyzer: DanishAnalyzer, textMemo: TextMemo) {
        self.generation = generation
        self.analyzer = analyzer
        inspectedAt = generation.numberColumns["inspectedAt"]
        assessment = generation.ordinalColumns["assessment"]
        suggestionTable = SuggestionTable(generation, analyzer)
        readyTexts = ReadyTexts(generation)
        self.textMemo = textMemo
        recognizerOnDemand = OnDemand { Recognizer(generation, analyzer) }
        comparisonRows = ComparisonRows(generation.catalog)
        var suppliers = DocumentSet(emptyOf: generation.documentCount)
        if let kinds = generation.ordinalColumns["kind"] {
            let sets = kinds.sets
            for (ordinal, kind) in kinds.values.enumerated()
            where UnitKind(rawValue: kind)?.isHome == false {
                suppliers.formUnion(sets[ordinal])
            }
        }
        self.suppliers = suppliers
        suppliers.formComplement()
        homes = suppliers
    }

    /// Makes what the first text searched would wait for.
    public func prepare() {
        _ = recognizer
        suggestionTable.prepare()
    }

    /// The documents of one of the two jobs.
    func documents(of job: Job) -> DocumentSet {
        switch job {
        case .homes: homes
        case .suppliers: suppliers
        }
    }

    var count: Int { generation.documentCount }

    /// What a word may be a slip of the keys for, the cheapest first, each with its cost.
    ///
    /// For measuring: a search adds the documents to it.
    public func corrections(
        of word: String,
        on today: LocalDate
    ) -> [(reading: String, cost: Int)] {
        let dictionary = generation.dictionary
        let corrector = SpellingCorrector(dictionary: dictionary, shown: shown(on: today))
        return analyzer.typedKeys(of: word).flatMap { key in
            corrector.corrections(of: word, key: key).map {
                (dictionary.looseFolds.keys.text($0.key), Int($0.cost))
            }
        }
    }

    /// How many keys words are compared with by `corrections(of:on:)`.
    public var correctionKeyCount: Int { generation.dictionary.looseFolds.keys.count }

    /// The documents that a service agreement lets be shown on a day.
    ///
    /// O(n) once a day.
    func documentsAlive(on day: LocalDate) -> DocumentSet {
        alive.withLock { cached in
            if let cached, cached.day == day { return cached.documents }
            let documents = computeAlive(on: day)
            cached = (day, documents)
            return documents
        }
    }

    /// What a search on a day may know of.
    func shown(on day: LocalDate) -> ShownPart {
        ShownPart(documentsAlive(on: day), of: generation.postings)
    }

    private func computeAlive(on day: LocalDate) -> DocumentSet {
        let stored = StoredDay.stored(day)
        let agreements = generation.agreements
        var set = DocumentSet(emptyOf: count)
        for document in 0..<count {
            let periods = agreements[document]
            for index in stride(from: 0, to: periods.count, by: 2)
            where periods[index] <= stored && stored <= periods[index + 1] {
                set.insert(document)
                break
            }
        }
        return set
    }

    /// Medians and quartiles over the units alive on a day, in that day's regions.
    ///
    /// O(1) while all units of the generation are alive; after the lapse of one O(n·log n) once a day.
    func peers(on day: LocalDate) -> PeerTable {
        let alive = documentsAlive(on: day)
        let stored = generation.peers
        let regions = Region.inForce(on: day) == Region.inForce(on: stored.day)
        if regions, alive.count == count { return stored }
        return peers.withLock { cached in
            if let cached, cached.day == day { return cached.table }
            let compared = generation.compared
            var units: [ComparedUnit] = []
            alive.forEach { units.append(ComparedUnit(compared[$0])) }
            let table = PeerTable(of: units, catalog: generation.catalog, on: day)
            cached = (day, table)
            return table
        }
    }

    /// The suppliers that deliver in a municipality, in all of it or a part, on a day.
    ///
    /// O(coverage) once a day for all municipalities.
    func documents(deliveringTo municipality: Municipality, on day: LocalDate) -> DocumentSet {
        let none = DocumentSet(emptyOf: count)
        guard let code = UInt32(municipality.code) else { return none }
        return deliveries.withLock { cached in
            if let cached, cached.day == day { return cached.documents[code] ?? none }
            let documents = computeDeliveries(on: day)
            cached = (day, documents)
            return documents[code] ?? none
        }
    }

    private func computeDeliveries(on day: LocalDate) -> [UInt32: DocumentSet] {
        let stored = StoredDay.stored(day)
        let coverage = generation.coverage
        var sets: [UInt32: DocumentSet] = [:]
        for document in 0..<count {
            let list = coverage[document]
            for index in stride(from: 0, to: list.count, by: 4)
            where list[index + 2] <= stored && stored <= list[index + 3] {
                sets[list[index], default: DocumentSet(emptyOf: count)].insert(document)
            }
        }
        return sets
    }

    /// The documents whose ids another generation no longer holds, or holds no longer alive: what an
    /// answer from this, older, generation must leave out.
    func documentsGone(in newer: SearchIndex, on day: LocalDate) -> DocumentSet {
        let alive = newer.documentsAlive(on: day)
        var gone = DocumentSet(emptyOf: count)
        for document in 0..<count {
            let id = generation.ids.text(document)
            let other = newer.generation.document(withId: id)
            if other.map({ !alive.contains($0) }) ?? true { gone.insert(document) }
        }
        return gone
    }

    /// The decisions of a document with their states on a day, the latest first.
    func decisions(
        of document: Int,
        on day: LocalDate
    ) -> [(kind: Decision.Kind, state: Decision.State, members: Int)] {
        let decisions = generation.decisions
        let list = decisions[document]
        let stored = StoredDay.stored(day)
        return stride(from: 0, to: list.count, by: 5).map { index in
            let state: Decision.State =
                if list[index + 3] <= stored {
                    .lifted
                } else if stored < list[index + 1] {
                    .planned
                } else if list[index + 2] < stored {
                    .lapsed
                } else {
                    .active
                }
            return (
                Decision.Kind.allCases[Int(list[index])], state, Int(list[index + 4])
            )
        }
    }

    /// Whether a supplier delivers in a municipality on a day, and whether in all of it.
    func delivery(
        of document: Int,
        to municipality: Municipality,
        on day: LocalDate
    ) -> Delivery? {
        let coverage = generation.coverage
        let list = coverage[document]
        let stored = StoredDay.stored(day)
        let code = UInt32(municipality.code) ?? 0
        var found: Delivery?
        for index in stride(from: 0, to: list.count, by: 4)
        where list[index] == code && list[index + 2] <= stored && stored <= list[index + 3] {
            if list[index + 1] == 1 { return .wholeMunicipality }
            found = .someDistricts
        }
        return found
    }
}

/// How far into a municipality a supplier delivers.
enum Delivery: String {
    case wholeMunicipality, someDistricts
}
