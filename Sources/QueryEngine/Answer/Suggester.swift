import Analyzers
public import CareUnits
public import Places
import IndexFormat
import LMDB

/// What is asked of the suggestions while someone types.
public struct SuggestRequest: Sendable, Equatable {
    /// What is being typed.
    public enum Scope: String, CaseIterable, Sendable {
        case all, address
    }

    public var query: String
    public var scope: Scope = .all
    public var limit: Int
    public var language: Language

    /// Reads `q`, `limit` and `lang`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter]
    ) throws(InvalidRequest) -> SuggestRequest {
        var faults: [InvalidRequest.Fault] = []
        var request = SuggestRequest(query: "", limit: 10, language: .danish)
        var seen = Set<String>()
        for parameter in parameters {
            func fault(_ code: String, _ danish: String, _ english: String) {
                faults.append(
                    .init(
                        parameter: parameter.name,
                        code: code,
                        danish: danish,
                        english: english
                    )
                )
            }
            guard seen.insert(parameter.name).inserted else {
                fault(
                    "repeated",
                    "\(parameter.name) kan kun angives én gang.",
                    "\(parameter.name) can be given only once."
                )
                continue
            }
            switch parameter.name {
            case "q":
                request.query = parameter.value
                if parameter.value.utf8.count > RequestParser.longestQuery {
                    fault("tooLong", "Søgeteksten er for lang.", "The text is too long.")
                }
            case "limit":
                if let limit = Int(parameter.value), (1...50).contains(limit) {
                    request.limit = limit
                } else {
                    fault(
                        "outOfRange",
                        "limit skal være et helt tal fra 1 til 50.",
                        "limit must be a whole number from 1 to 50."
                    )
                }
            case "scope":
                if let scope = Scope(rawValue: parameter.value) {
                    request.scope = scope
                } else {
                    fault("unknownValue", "scope er all eller address.", "scope is all or address.")
                }
            case "lang":
                if let language = Language(rawValue: parameter.value) {
                    request.language = language
                } else {
                    fault("unknownValue", "lang er da eller en.", "lang is da or en.")
                }
            default:
                fault(
                    "unknownParameter",
                    "Parameteren \(parameter.name) findes ikke.",
                    "There is no parameter \(parameter.name)."
                )
            }
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return request
    }
}

/// One completion of what is being typed.
public struct Suggestion: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case unit, municipality, town, postcode, `operator`, filter, street, address
    }

    public var kind: Kind
    public var label: String
    public var detail: String?
    /// The search parameters that choosing it sets.
    public var parameters: [SearchRequest.Parameter]
    /// Units that the parameters find, for all but units and addresses.
    public var count: Int?
    /// Of an address: what the field then holds, and after how many characters one goes on to type.
    public var text: String?
    public var caret: Int?
}

extension Suggestion {
    /// A step towards an address.
    public init(_ completion: PlaceCompletion) {
        kind =
            switch completion.kind {
            case .street: .street
            case .address: .address
            case .postcode: .postcode
            case .town: .town
            }
        label = completion.label
        detail = completion.detail
        parameters = [.init(name: "address", value: completion.label)]
        text = completion.text
        caret = completion.caret
    }
}

/// Completes what is typed from what is shown today: nothing hidden can be guessed from it.
public struct Suggester {
    let index: SearchIndex
    let today: LocalDate
    let places: Gazetteer

    public init(_ index: SearchIndex, today: LocalDate, places: Gazetteer = .shipped) {
        self.index = index
        self.today = today
        self.places = places
    }

    /// The completions: places, operators and filter values, then units, an equal share each.
    ///
    /// Where these leave room, up to three roads or addresses; with `scope=address` nothing but addresses.
    public func suggest(_ request: SuggestRequest) -> [Suggestion] {
        if request.scope == .address {
            return places.complete(request.query, limit: request.limit).map { Suggestion($0) }
        }
        var suggestions = suggestUnits(request)
        let room = min(3, request.limit - suggestions.count)
        if room > 0 {
            suggestions += places.complete(request.query, limit: room)
                .filter { $0.kind == .street || $0.kind == .address }
                .map { Suggestion($0) }
        }
        return suggestions
    }

    private func suggestUnits(_ request: SuggestRequest) -> [Suggestion] {
        let surfaces = index.analyzer.tokens(in: request.query, kind: .query)
            .filter { !$0.isAddition }.map(\.surface)
        let typed = SuggestionTable.Typed(surfaces, index.analyzer)
        guard !typed.isEmpty,
            let match = match(request.query)
        else { return [] }
        let alive = index.documentsAlive(on: today)
        var others = columnSuggestions(typed, alive, request.language)
        for suggestion in recognized(in: match, alive, request.language)
        where !others.contains(where: { $0.parameters == suggestion.parameters }) {
            others.append(suggestion)
        }
        let units = unitSuggestions(match, alive, limit: request.limit)
        let share = max(request.limit / 2, request.limit - units.count)
        let shown = others.prefix(share).map { counted($0, alive) }
        return Array((shown + units.prefix(request.limit - shown.count)).prefix(request.limit))
    }

    /// What a text matches today.
    private func match(_ query: String) -> TextMatch? {
        let key = TextMemo.Key(text: Array(query.utf8), meetsAny: false, day: today, stages: .all)
        return index.textMemo.whole(key) {
            TextMemo.Understood(
                TextSearch(index: index, today: today).match(query),
                universe: index.count
            )
        }.match
    }

    /// What is searched for as text is counted so, since that finds more than their column's units.
    private func counted(_ suggestion: Suggestion, _ alive: DocumentSet) -> Suggestion {
        guard let query = suggestion.parameters.first(where: { $0.name == "q" })?.value else {
            return suggestion
        }
        let match = match(query)
        var counted = suggestion
        counted.count = match?.entries.count { alive.contains(Int($0.document)) } ?? 0
        return counted
    }

    /// Values of columns that begin as typed; if there are none, those that a slip leads to.
    private func columnSuggestions(
        _ typed: SuggestionTable.Typed,
        _ alive: DocumentSet,
        _ language: Language
    ) -> [Suggestion] {
        let listing = index.suggestionTable.listing(in: language)
        var found = typed.candidates(in: listing).compactMap {
            place -> (rank: Int, suggestion: Suggestion)? in
            let entry = listing.entries[place]
            guard let rank = typed.rank(in: entry) else { return nil }
            return suggestion(entry, alive, language).map { (rank * 10 + entry.source.rank, $0) }
        }
        if found.isEmpty {
            var slips = typed.corrector()
            found = typed.slipCandidates(in: listing).compactMap { place in
                let entry = listing.entries[place]
                guard let edits = slips.edits(to: entry), edits > 0 else { return nil }
                return suggestion(entry, alive, language)
                    .map { (edits * 10 + entry.source.rank, $0) }
            }
        }
        return found.sorted {
            ($0.rank, -($0.suggestion.count ?? 0), $0.suggestion.label)
                < ($1.rank, -($1.suggestion.count ?? 0), $1.suggestion.label)
        }
        .map(\.suggestion)
    }

    /// A value as a suggestion, if units have it that are shown today.
    private func suggestion(
        _ entry: SuggestionTable.Entry,
        _ alive: DocumentSet,
        _ language: Language
    ) -> Suggestion? {
        let source = entry.source
        guard let column = index.generation.ordinalColumns[source.column] else { return nil }
        let sets = column.sets
        let members = sets[entry.ordinal]
        let count = (0..<members.count).count { alive.contains(Int(members[$0])) }
        guard count > 0 else { return nil }
        if source.kind == .town { return town(entry, alive) }
        return Suggestion(
            kind: source.kind,
            label: entry.label,
            detail: source.field.map { $0.label.text(in: language) },
            parameters: [.init(name: source.parameter, value: column.values[entry.ordinal])],
            count: count
        )
    }

    /// A town by its postcodes, which other towns may share, or by its name (see ``counted(_:_:)``).
    private func town(_ entry: SuggestionTable.Entry, _ alive: DocumentSet) -> Suggestion {
        let parameters = index.generation.townParameters(of: entry.ordinal, in: alive)
        let filter = SearchRequest.Filter(
            parameter: "postcode",
            condition: .values(column: "postcode", parameters.map(\.value)),
            missing: .exclude
        )
        let found = FilterEvaluator(index: index, today: today).documents(for: filter)
        return Suggestion(
            kind: .town,
            label: entry.label,
            parameters: parameters,
            count: found.intersection(alive).count
        )
    }

    /// What the words were recognised as, where they are nothing else: "hund" is a filter on pets.
    private func recognized(
        in match: TextMatch,
        _ alive: DocumentSet,
        _ language: Language
    ) -> [Suggestion] {
        match.recognized.compactMap { part in
            let rest = match.words.indices.contains {
                !part.words.contains($0) && match.words[$0].role != .optional
            }
            guard !rest, part.kind != .town, part.kind != .postcode,
                let request = try? RequestParser.search(
                    part.parameters,
                    against: index.generation
                )
            else { return nil }
            let count = Searcher(index).count(request, on: today, hidingGoneIn: nil)
            guard count > 0 else { return nil }
            return Suggestion(
                kind: part.kind == .municipality ? .municipality : .filter,
                label: part.label.text(in: language),
                detail: nil,
                parameters: part.parameters,
                count: count
            )
        }
    }

    /// Whether a unit is called what was typed: by the words of its name that tell it from others, or
    /// by words such as "plejecenter" as long as they are all there is.
    private func isNamed(_ entry: TextMatch.Entry, _ match: TextMatch) -> Bool {
        if entry.quality.place >= .partOfName { return true }
        return match.words.indices.allSatisfy { word in
            let met = match.lists.match(of: word, in: Int(entry.document))
            return (met?.fields ?? 0) & SearchField.name.bit != 0
        }
    }

    /// Units whose names the typed words are part of; the town where two have the same name.
    private func unitSuggestions(
        _ match: TextMatch,
        _ alive: DocumentSet,
        limit: Int
    ) -> [Suggestion] {
        var top = TopKeys(capacity: limit)
        for entry in match.entries
        where alive.contains(Int(entry.document)) && isNamed(entry, match) {
            top.offer(
                SortKey(
                    first: UInt64(UInt32.max - entry.quality.bits),
                    second: UInt64(UInt32.max - entry.score),
                    third: 0,
                    rotation: SortKey.rotation(
                        ofHash: index.generation.idHashes[Int(entry.document)],
                        on: today.daysSinceEpoch
                    ),
                    document: entry.document
                )
            )
        }
        let towns = index.generation.ordinalColumns["postalTown"]
        return top.sorted.map { key in
            let document = Int(key.document)
            let town = towns.flatMap { column in
                column.ordinal(of: document).map { column.values[$0] }
            }
            return Suggestion(
                kind: .unit,
                label: index.generation.names.text(document),
                detail: index.suggestionTable.isNameShared(by: document, in: alive) ? town : nil,
                parameters: [.init(name: "id", value: index.generation.ids.text(document))],
                count: nil
            )
        }
    }
}

extension AnswerWriter {
    /// The answer to a request for suggestions.
    public func suggestions(_ suggestions: [Suggestion]) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        writer.key("suggestions")
        writer.beginArray()
        for suggestion in suggestions {
            writer.beginObject()
            writer.member("kind", suggestion.kind.rawValue)
            writer.member("label", suggestion.label)
            writer.member("detail", ifPresent: suggestion.detail)
            writer.key("parameters")
            write(suggestion.parameters, &writer)
            if let count = suggestion.count { writer.member("count", count) }
            writer.member("text", ifPresent: suggestion.text)
            if let caret = suggestion.caret { writer.member("caret", caret) }
            writer.endObject()
        }
        writer.endArray()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }
}
