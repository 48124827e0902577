import Analyzers
public import CareUnits
import IndexFormat

/// A part of a query that was recognised as a place, a kind or a fact.
public struct RecognizedPart: Sendable, Equatable {
    /// What was recognised.
    public enum Kind: String, Sendable, CaseIterable {
        case municipality, region, area, town, postcode, kind, ownership, filter, decision,
            assessment

        /// Whether it says where.
        var isPlace: Bool {
            switch self {
            case .municipality, .region, .area, .town, .postcode: true
            case .kind, .ownership, .filter, .decision, .assessment: false
            }
        }
    }

    public var kind: Kind
    /// The words of the query, by their places.
    public var words: Range<Int>
    /// What it is called, for people.
    public var label: Label
    /// The search parameters that would demand it.
    public var parameters: [SearchRequest.Parameter]
}

/// Recognises places, kinds and values of the catalog in the words of a query.
///
/// The phrases are the labels of what can be filtered by, made once for each generation; a word of a
/// query agrees with one of a phrase if their inflection classes do, in any spelling. Other words for
/// a phrase are found by the synonyms.
struct Recognizer: Sendable {
    /// What a phrase stands for.
    struct Meaning: Sendable {
        var kind: RecognizedPart.Kind
        var label: Label
        var parameters: [SearchRequest.Parameter]
        /// The filter whose documents meet the words, where the text of documents may not say them.
        var filter: SearchRequest.Filter?
        /// The column and the ordinal of the value that a shown document must have, where units make it.
        var value: (column: String, ordinal: Int)?
    }

    /// How good a synonym must be to mean the same filter.
    private static let leastSynonymWeight = 70

    private let analyzer: DanishAnalyzer
    /// Keys of the words of a phrase, joined by spaces, to what it may mean.
    private var meanings: [String: [Meaning]] = [:]
    private var longestPhrase = 1

    init(_ generation: Generation, _ analyzer: DanishAnalyzer) {
        self.analyzer = analyzer
        addPlaces(generation)
        addKinds()
        addValues(of: generation.catalog)
        addDecisions()
        addAbsences()
    }

    // MARK: Phrases

    private mutating func add(_ text: String, _ meaning: Meaning) {
        let keys = analyzer.tokens(in: text, kind: .place)
            .filter { !analyzer.isStopWord($0.surface) }
            .map { key(of: $0.surface) }
        guard !keys.isEmpty else { return }
        let phrase = keys.joined(separator: " ")
        let isKnown = meanings[phrase]?.contains { $0.parameters == meaning.parameters } ?? false
        if !isKnown { meanings[phrase, default: []].append(meaning) }
        longestPhrase = max(longestPhrase, keys.count)
    }

    private func key(of surface: String) -> String {
        analyzer.foldKey(of: analyzer.lemma(of: surface))
    }

    private mutating func addPlaces(_ generation: Generation) {
        for municipality in Municipality.all {
            let meaning = Meaning(
                kind: .municipality,
                label: Label(danish: municipality.name, english: municipality.name),
                parameters: [.init(name: "municipality", value: municipality.code)],
                // A supplier is where it delivers, whatever its address.
                filter: .init(
                    parameter: "deliversTo",
                    condition: .delivers([municipality]),
                    missing: .exclude
                )
            )
            for name in [municipality.name] + municipality.aliases {
                add(name, meaning)
                add(name + " kommune", meaning)
            }
        }
        for region in Region.all {
            let meaning = Meaning(
                kind: .region,
                label: Label(danish: region.name, english: region.name),
                parameters: [.init(name: "region", value: region.code)],
                filter: .init(
                    parameter: "region",
                    condition: .regions([region]),
                    missing: .exclude
                )
            )
            add(region.name, meaning)
            add(region.name.replacing("Region ", with: ""), meaning)
        }
        for landscape in Landscape.all {
            add(
                landscape.name,
                Meaning(
                    kind: .area,
                    label: Label(danish: landscape.name, english: landscape.name),
                    parameters: landscape.municipalityCodes.map {
                        .init(name: "municipality", value: $0)
                    },
                    filter: .init(
                        parameter: "municipality",
                        condition: .values(
                            column: "municipality",
                            landscape.municipalityCodes
                        ),
                        missing: .exclude
                    )
                )
            )
        }
        let postcodes = generation.ordinalColumns["postcode"]?.values ?? []
        for (ordinal, value) in postcodes.enumerated() {
            add(
                value,
                Meaning(
                    kind: .postcode,
                    label: Label(danish: value, english: value),
                    parameters: [.init(name: "postcode", value: value)],
                    value: ("postcode", ordinal)
                )
            )
        }
        let municipalities = Set(Municipality.all.map(\.name))
        let towns = generation.ordinalColumns["postalTown"]?.values ?? []
        for (ordinal, value) in towns.enumerated()
        where !municipalities.contains(value) {
            add(
                value,
                Meaning(
                    kind: .town,
                    label: Label(danish: value, english: value),
                    // Which postcodes it has depends on who is shown.
                    parameters: [.init(name: "q", value: value)],
                    value: ("postalTown", ordinal)
                )
            )
        }
    }

    private mutating func addKinds() {
        for kind in UnitKind.allCases {
            let meaning = Meaning(
                kind: .kind,
                label: kind.label,
                parameters: [.init(name: "kind", value: kind.rawValue)],
                filter: .init(
                    parameter: "kind",
                    condition: .values(column: "kind", [kind.rawValue]),
                    missing: .exclude
                )
            )
            add(kind.label.danish, meaning)
            for name in Self.otherNames[kind] ?? [] { add(name, meaning) }
        }
        for ownership in Ownership.allCases where ownership != .unknown && ownership != .freeCare {
            add(
                ownership.label.danish,
                Meaning(
                    kind: .ownership,
                    label: ownership.label,
                    parameters: [.init(name: "ownership", value: ownership.rawValue)],
                    filter: .init(
                        parameter: "ownership",
                        condition: .values(column: "ownership", [ownership.rawValue]),
                        missing: .exclude
                    )
                )
            )
        }
    }

    /// What people call a kind whose legal name they do not use.
    private static let otherNames: [UnitKind: [String]] = [
        .freeCareHousing: ["friplejehjem", "friplejebolig"],
        .publicCareHousing: ["plejebolig", "almen plejebolig"],
        .homeCareSupplier: ["helhedspleje", "hjemmepleje", "hjemmehjælp"],
    ]

    private mutating func addValues(of catalog: Catalog) {
        for field in catalog.fields where field.filterable {
            if field.type == .bool {
                addPhrases(of: field.label, of: field, value: "true", column: "true")
            }
            for value in field.values {
                // A label as short as "Dag" or "Nej" says nothing without that of its field.
                if value.label.danish.count < Self.shortestLabel, value.label.danish != "Ja" {
                    continue
                }
                if value.label.danish == "Ja" {
                    addPhrases(of: field.label, of: field, value: value.value, column: value.value)
                } else {
                    addPhrases(
                        of: value.label,
                        of: field,
                        value: value.value,
                        column: value.value
                    )
                }
            }
        }
    }

    private static let shortestLabel = 4

    /// Adds a label and, where it names several things, each of them.
    private mutating func addPhrases(
        of label: Label,
        of field: FieldDefinition,
        value: String,
        column: String
    ) {
        let isOfItself = label == field.label
        let meaning = Meaning(
            kind: .filter,
            label: isOfItself
                ? label
                : Label(
                    danish: "\(field.label.danish): \(label.danish)",
                    english: "\(field.label.english): \(label.english)"
                ),
            parameters: [.init(name: field.key, value: field.type == .bool ? "yes" : value)],
            filter: .init(
                parameter: field.key,
                condition: .values(column: "field." + field.key, [column]),
                missing: .exclude
            )
        )
        add(label.danish, meaning)
        let parts = label.danish.replacing(" eller ", with: ", ").replacing(" og ", with: ", ")
            .split(separator: ", ")
        if parts.count > 1 { for part in parts { add(String(part), meaning) } }
    }

    private mutating func addDecisions() {
        for kind in Decision.Kind.allCases {
            let meaning = Meaning(
                kind: .decision,
                label: kind.label,
                parameters: [.init(name: "activeDecision", value: kind.rawValue)],
                filter: .init(
                    parameter: "activeDecision",
                    condition: .activeDecision(kinds: [kind]),
                    missing: .exclude
                )
            )
            add(kind.label.danish, meaning)
            for name in Self.otherDecisionNames[kind] ?? [] { add(name, meaning) }
        }
    }

    /// Adds what is asked for by what there is not.
    private mutating func addAbsences() {
        let undecided = Meaning(
            kind: .decision,
            label: Label(danish: "Ingen påbud eller forbud", english: "No orders or bans"),
            parameters: [.init(name: "activeDecision", value: "none")],
            filter: .init(
                parameter: "activeDecision",
                condition: .noActiveDecision,
                missing: .exclude
            )
        )
        for name in ["uden påbud", "uden forbud", "ingen påbud", "ingen forbud"] {
            add(name, undecided)
        }
        let uninspected = Meaning(
            kind: .assessment,
            label: Label(danish: "Endnu ikke haft tilsyn", english: "Not yet inspected"),
            parameters: [.init(name: "assessment", value: "notYetInspected")],
            filter: .init(
                parameter: "assessment",
                condition: .values(column: "assessment", ["notYetInspected"]),
                missing: .exclude
            )
        )
        for name in ["ikke haft tilsyn", "endnu ikke haft tilsyn", "uden tilsyn", "intet tilsyn"] {
            add(name, uninspected)
        }
    }

    private static let otherDecisionNames: [Decision.Kind: [String]] = [
        .banMoveIn: ["indflytningsforbud", "indflytningsstop"],
        .banIntake: ["indtagsforbud", "optagelsesforbud", "forbud mod nye borgere"],
        .orderQuality: ["påbud"],
        .orderAdvice: ["påbud"],
    ]

    // MARK: Recognition

    /// Recognises parts of a query, the longest first; their words need no longer occur in the text of
    /// a document that has the fact itself.
    func recognize(
        _ words: inout [QueryWord],
        in index: SearchIndex,
        _ shown: ShownPart,
        on today: LocalDate
    ) -> [RecognizedPart] {
        // Function words inside a phrase count for nothing, neither here nor there.
        let places = words.indices.filter { words[$0].role != .optional }
        let keys = places.map { key(of: reading(of: words[$0], index)) }
        let synonyms = analyzer.synonyms(of: places.map { reading(of: words[$0], index) })
        var found: [RecognizedPart] = []
        var taken = Set<Int>()
        for count in (1...longestPhrase).reversed() where count <= places.count {
            for start in 0...(places.count - count) {
                let range = start..<start + count
                guard taken.isDisjoint(with: range) else { continue }
                let known = meanings(of: keys[range], range, synonyms)
                    .compactMap { meaning(as: $0, index.generation, shown) }
                let meanings = Self.combined(known)
                guard !meanings.isEmpty else { continue }
                taken.formUnion(range)
                let own = range.map { places[$0] }
                for meaning in meanings {
                    found.append(
                        RecognizedPart(
                            kind: meaning.kind,
                            words: own[0]..<own[own.count - 1] + 1,
                            label: meaning.label,
                            parameters: meaning.parameters
                        )
                    )
                    if let filter = meaning.filter {
                        addDocuments(of: filter, to: &words, own, index, shown, today)
                    }
                }
                let isPlace = meanings.contains { $0.kind.isPlace }
                for place in own {
                    words[place].role = .recognized
                    words[place].isPlace = isPlace
                }
            }
        }
        if !found.isEmpty { releaseFillers(&words) }
        return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// The word as the index spells it.
    private func reading(of word: QueryWord, _ index: SearchIndex) -> String {
        if let correction = word.correction { return correction }
        // In bare letters only where nothing is spelt like it.
        let same =
            word.terms.filter { $0.value.level <= .fold || $0.value.level == .looseFold }
            .min { ($0.value.level, $0.key) < ($1.value.level, $1.key) }
        return same.map { index.generation.dictionary.terms.text(Int($0.key)) }
            ?? word.token.surface
    }

    /// What a phrase means: by itself, else by the closest of its synonyms that mean anything.
    private func meanings(
        of keys: ArraySlice<String>,
        _ range: Range<Int>,
        _ synonyms: [SynonymMatch]
    ) -> [Meaning] {
        if let own = meanings[keys.joined(separator: " ")] { return own }
        var found: [Meaning] = []
        var weight = Self.leastSynonymWeight
        for synonym in synonyms where synonym.range == range && synonym.weight >= weight {
            let phrase = synonym.replacement.filter { !analyzer.isStopWord($0) }
                .map { key(of: $0) }.joined(separator: " ")
            let meant = (meanings[phrase] ?? []).filter { $0.filter != nil }
            guard !meant.isEmpty else { continue }
            weight = synonym.weight
            found += meant.filter { one in !found.contains { $0.parameters == one.parameters } }
        }
        return found
    }

    /// A meaning among what is shown, or `nil` if only hidden documents make it.
    private func meaning(
        as meaning: Meaning,
        _ generation: Generation,
        _ shown: ShownPart
    ) -> Meaning? {
        guard let value = meaning.value else { return meaning }
        guard let column = generation.ordinalColumns[value.column],
            shown.contains(value.ordinal, of: column)
        else { return nil }
        var meaning = meaning
        if meaning.kind == .town {
            meaning.parameters = generation.townParameters(
                of: value.ordinal,
                in: shown.documents
            )
        }
        return meaning
    }

    /// Makes one meaning of several values of the same parameter: any of them will do.
    private static func combined(_ meanings: [Meaning]) -> [Meaning] {
        var combined: [Meaning] = []
        for meaning in meanings {
            let name = meaning.parameters[0].name
            guard let place = combined.firstIndex(where: { $0.parameters[0].name == name }),
                let either = either(combined[place].filter, meaning.filter)
            else {
                combined.append(meaning)
                continue
            }
            let label = combined[place].label
            combined[place].label = Label(
                danish: "\(label.danish) eller \(meaning.label.danish)",
                english: "\(label.english) or \(meaning.label.english)"
            )
            combined[place].parameters += meaning.parameters
            combined[place].filter = either
        }
        return combined
    }

    /// The filter that lets through what one of two does, if one can say so.
    private static func either(
        _ left: SearchRequest.Filter?,
        _ right: SearchRequest.Filter?
    ) -> SearchRequest.Filter? {
        var filter = left
        switch (left?.condition, right?.condition) {
        case (.values(let column, let values), .values(let other, let more)) where other == column:
            filter?.condition = .values(column: column, values + more)
        case (.activeDecision(let kinds), .activeDecision(let more)):
            filter?.condition = .activeDecision(kinds: kinds + more)
        default: return nil
        }
        return filter
    }

    private func addDocuments(
        of filter: SearchRequest.Filter,
        to words: inout [QueryWord],
        _ places: [Int],
        _ index: SearchIndex,
        _ shown: ShownPart,
        _ today: LocalDate
    ) {
        var set = FilterEvaluator(index: index, today: today).documents(for: filter)
        if let documents = shown.documents { set.formIntersection(documents) }
        let reach = Self.reach(of: places.map { words[$0] })
        var matches: [WordMatch] = []
        set.forEach { document in
            matches.append(
                WordMatch(
                    document: UInt32(document),
                    score: UInt32(Self.impact * reach.weight),
                    fields: SearchField.category.bit,
                    cost: reach.cost,
                    level: reach.level
                )
            )
        }
        guard !matches.isEmpty else { return }
        for place in places {
            words[place].phrases.append(PhraseReading(reach: reach, terms: [], matches: matches))
        }
    }

    /// A fact is as sure as the words that it was recognised by.
    private static func reach(of words: [QueryWord]) -> Reach {
        let costs = words.compactMap { word in
            word.correction == nil ? nil : word.terms.values.map(\.cost).min()
        }
        guard let cost = costs.max() else { return Reach(.value) }
        return Reach(.correction, weight: MatchLevel.value.weight, cost: cost + 2)
    }

    /// The impact of having a fact: that of a word in the middle of the scale.
    private static let impact = 128

    /// Words such as "tillader" say nothing beside what was recognised.
    private func releaseFillers(_ words: inout [QueryWord]) {
        for place in words.indices
        where words[place].role == .required || words[place].role == .unknown {
            if analyzer.isFiller(words[place].token.surface) { words[place].role = .optional }
        }
    }
}

extension Generation {
    /// What asks for a town, by its ordinal: the postcodes that some documents have there, since towns are
    /// no filter, or its name where none are known.
    ///
    /// O(documents of the town).
    func townParameters(
        of town: Int,
        in documents: DocumentSet?
    ) -> [SearchRequest.Parameter] {
        guard let towns = ordinalColumns["postalTown"], let postcodes = ordinalColumns["postcode"]
        else { return [] }
        let sets = towns.sets
        let members = sets[town]
        var codes = Set<String>()
        for place in 0..<members.count {
            let document = Int(members[place])
            guard documents?.contains(document) ?? true else { continue }
            if let code = postcodes.ordinal(of: document) { codes.insert(postcodes.values[code]) }
        }
        return codes.isEmpty
            ? [.init(name: "q", value: towns.values[town])]
            : codes.sorted().map { .init(name: "postcode", value: $0) }
    }
}
