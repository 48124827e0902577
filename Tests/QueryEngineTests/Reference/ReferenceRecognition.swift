import Analyzers
import CareUnits
import IndexFormat
import QueryEngine

/// What the words of a query say of place, kind and facts: every phrase held against every run of words.
struct ReferenceRecognition {
    typealias Parameter = SearchRequest.Parameter

    /// One thing that some words of a query say; several of one parameter come one by one.
    struct Part: Hashable {
        var kind: String
        var words: Range<Int>
        var name: String
        var value: String
    }

    /// A phrase with what it may be searched by.
    private struct Phrase {
        var keys: [String]
        var kind: String
        var parameters: [Parameter]
        /// The parameters by which units have the fact, where the fact counts without its words.
        var fact: [Parameter]?
    }

    private let vocabulary: ReferenceVocabulary
    private let day: LocalDate
    private var phrases: [Phrase] = []

    init(_ vocabulary: ReferenceVocabulary, on day: LocalDate) {
        self.vocabulary = vocabulary
        self.day = day
        addPlaces()
        addKinds()
        addFields()
        addDecisions()
    }

    // MARK: Phrases

    private mutating func add(
        _ texts: [String],
        _ kind: String,
        _ parameters: [(String, String)],
        hasFact: Bool = true
    ) {
        let parameters = parameters.map { Parameter(name: $0.0, value: $0.1) }
        for text in texts {
            let keys = keys(analyzer.tokens(in: text, kind: .place).map(\.surface))
            if keys.isEmpty { continue }
            // A supplier is in the municipalities where it delivers.
            let fact = parameters.map {
                kind == "municipality" ? Parameter(name: "deliversTo", value: $0.value) : $0
            }
            let phrase = Phrase(
                keys: keys,
                kind: kind,
                parameters: parameters,
                fact: hasFact ? fact : nil
            )
            phrases.append(phrase)
        }
    }

    private func keys(_ surfaces: [String]) -> [String] {
        surfaces.filter { !analyzer.isStopWord($0) }.map { key($0) }
    }

    private func key(_ surface: String) -> String {
        analyzer.foldKey(of: analyzer.lemma(of: surface))
    }

    private mutating func addPlaces() {
        for municipality in Municipality.all {
            let names = [municipality.name] + municipality.aliases
            add(
                names + names.map { $0 + " kommune" },
                "municipality",
                [("municipality", municipality.code)]
            )
        }
        for region in Region.all {
            let short = region.name.split(separator: " ").filter { $0 != "Region" }
            add([region.name, short.joined(separator: " ")], "region", [("region", region.code)])
        }
        for landscape in Landscape.all {
            add([landscape.name], "area", landscape.municipalityCodes.map { ("municipality", $0) })
        }
        let addresses = zip(vocabulary.corpus.entries, vocabulary.isShown).filter(\.1)
            .map(\.0.unit.address)
        for code in Set(addresses.compactMap(\.postcode)) {
            add([code], "postcode", [("postcode", code)], hasFact: false)
        }
        for town in Set(addresses.compactMap(\.postalTown))
        where !Municipality.all.contains(where: { $0.name == town }) {
            let codes = Set(addresses.filter { $0.postalTown == town }.compactMap(\.postcode))
            add([town], "town", codes.map { ("postcode", $0) }, hasFact: false)
        }
    }

    private mutating func addKinds() {
        let others: [UnitKind: [String]] = [
            .freeCareHousing: ["friplejehjem", "friplejebolig"],
            .publicCareHousing: ["plejebolig", "almen plejebolig"],
            .homeCareSupplier: ["helhedspleje", "hjemmepleje", "hjemmehjælp"],
        ]
        for kind in UnitKind.allCases {
            let names = [kind.label.danish] + (others[kind] ?? [])
            add(names, "kind", [("kind", kind.rawValue)])
        }
        for ownership in [Ownership.municipal, .selfOwned, .private, .localCareCompany] {
            add([ownership.label.danish], "ownership", [("ownership", ownership.rawValue)])
        }
    }

    private mutating func addFields() {
        for field in vocabulary.corpus.catalog.fields where field.filterable {
            if field.type == .bool {
                add(namings(field.label.danish), "filter", [(field.key, "yes")])
            }
            for choice in field.values {
                let label = choice.label.danish
                if label == "Ja" {
                    add(namings(field.label.danish), "filter", [(field.key, choice.value)])
                } else if label.count >= 4 {
                    add(namings(label), "filter", [(field.key, choice.value)])
                }
            }
        }
    }

    /// A label and each of the things that it names.
    private func namings(_ label: String) -> [String] {
        let listed = label.replacing(" eller ", with: ", ").replacing(" og ", with: ", ")
        let names = listed.split(separator: ", ").map { String($0) }
        return names.count > 1 ? [label] + names : [label]
    }

    private mutating func addDecisions() {
        let others: [Decision.Kind: [String]] = [
            .banMoveIn: ["indflytningsforbud", "indflytningsstop"],
            .banIntake: ["indtagsforbud", "optagelsesforbud", "forbud mod nye borgere"],
            .orderQuality: ["påbud"], .orderAdvice: ["påbud"],
        ]
        for kind in Decision.Kind.allCases {
            let names = [kind.label.danish] + (others[kind] ?? [])
            add(names, "decision", [("activeDecision", kind.rawValue)])
        }
        let none = ["uden påbud", "uden forbud", "ingen påbud", "ingen forbud"]
        add(none, "decision", [("activeDecision", "none")])
        let never = [
            "ikke haft tilsyn", "endnu ikke haft tilsyn", "uden tilsyn", "intet tilsyn",
        ]
        add(never, "assessment", [("assessment", "notYetInspected")])
    }

    // MARK: Recognition

    /// Recognises the longest runs of words first, and says of each what it means.
    func recognize(_ words: inout [ReferenceWord]) -> Set<Part> {
        let places = words.indices.filter { words[$0].role != .optional }
        let readings = places.map { reading(of: words[$0]) }
        let synonyms = analyzer.synonyms(of: readings)
        var parts = Set<Part>()
        var isTaken = places.map { _ in false }
        for count in (1...max(1, places.count)).reversed() {
            for start in places.indices where start + count <= places.count {
                let run = start..<start + count
                if isTaken[run].contains(true) { continue }
                let meant = meanings(
                    readings[run].map { key($0) },
                    synonyms.filter { $0.range == run }
                )
                if meant.isEmpty { continue }
                for place in run { isTaken[place] = true }
                let own = run.map { places[$0] }
                let range = own[0]..<own[count - 1] + 1
                for phrase in meant {
                    for parameter in phrase.parameters {
                        parts.insert(
                            Part(
                                kind: phrase.kind,
                                words: range,
                                name: parameter.name,
                                value: parameter.value
                            )
                        )
                    }
                    if let fact = phrase.fact { add(fact, to: &words, own) }
                }
                let kinds = ["municipality", "region", "area", "town", "postcode"]
                for place in own {
                    words[place].role = .recognized
                    words[place].isPlace = meant.contains { kinds.contains($0.kind) }
                }
            }
        }
        guard !parts.isEmpty else { return [] }
        for place in words.indices where analyzer.isFiller(words[place].surface) {
            if words[place].role != .recognized { words[place].role = .optional }
        }
        return parts
    }

    /// The word as units spell it: as it was taken for, the same, or in bare letters.
    private func reading(of word: ReferenceWord) -> String {
        if let correction = word.correction { return correction }
        for level in [MatchLevel.exact, .fold, .looseFold] {
            let spelled = word.ways.filter { $0.value.level == level }.keys.min()
            if let spelled { return vocabulary.surface(spelled) }
        }
        return word.surface
    }

    /// What a run of words means: itself, else the best of its synonyms that are facts.
    private func meanings(_ keys: [String], _ synonyms: [SynonymMatch]) -> [Phrase] {
        let own = phrases.filter { $0.keys == keys }
        if !own.isEmpty { return own }
        let others = synonyms.filter { $0.weight >= 70 }.map { synonym in
            let other = self.keys(synonym.replacement)
            return (
                weight: synonym.weight,
                phrases: phrases.filter { $0.keys == other && $0.fact != nil }
            )
        }
        let best = others.filter { !$0.phrases.isEmpty }.map(\.weight).max()
        return others.filter { $0.weight == best }.flatMap(\.phrases)
    }

    /// Lets the units that have a fact meet the words that say it.
    private func add(_ fact: [Parameter], to words: inout [ReferenceWord], _ places: [Int]) {
        let presumed = places.compactMap { words[$0].costOfCorrection }.max()
        let way =
            presumed.map { ReferenceWay(.correction, cost: $0 + 2, weight: 160) }
            ?? ReferenceWay(.value)
        let entries = vocabulary.corpus.entries
        let filters = Reading(corpus: vocabulary.corpus, parameters: fact, day: day).filters()
        let meeting = ReferenceMeeting(
            cost: way.cost,
            level: way.level,
            score: 128 * way.weight,
            fields: [.category]
        )
        let units = entries.indices.filter { unit in
            vocabulary.isShown[unit] && filters.allSatisfy { $0.holds(entries[unit]) }
        }
        guard !units.isEmpty, !filters.isEmpty else { return }
        let meetings = Dictionary(uniqueKeysWithValues: units.map { ($0, meeting) })
        for place in places {
            words[place].phrases.append(.init(way: way, words: [], meetings: meetings))
        }
    }
}
