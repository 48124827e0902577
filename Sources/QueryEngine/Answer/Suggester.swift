import Analyzers
public import CareUnits
import IndexFormat
import LMDB

/// What is asked of the suggestions while someone types.
public struct SuggestRequest: Sendable, Equatable {
    public var query: String
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
        case unit, municipality, town, postcode, `operator`, filter
    }

    public var kind: Kind
    public var label: String
    public var detail: String?
    /// The search parameters that choosing it sets.
    public var parameters: [SearchRequest.Parameter]
    /// Units that the parameters find, for all but units.
    public var count: Int?
}

/// Completes what is typed from what is shown today: nothing hidden can be guessed from it.
public struct Suggester {
    let index: SearchIndex
    let today: LocalDate

    public init(_ index: SearchIndex, today: LocalDate) {
        self.index = index
        self.today = today
    }

    /// The completions: places and filter values that begin as typed, then units, an equal share each.
    public func suggest(_ request: SuggestRequest) -> [Suggestion] {
        let typed = index.analyzer.tokens(in: request.query, kind: .query)
            .map { index.analyzer.foldKey(of: $0.surface) }
        guard !typed.isEmpty else { return [] }
        let alive = index.documentsAlive(on: today)
        let columns = columnSuggestions(typed, alive, request.language)
        let units = unitSuggestions(request.query, alive, limit: request.limit)
        let share = max(request.limit / 2, request.limit - units.count)
        let others = columns.prefix(share).map { counted($0, alive) }
        return Array((others + units.prefix(request.limit - others.count)).prefix(request.limit))
    }

    /// Towns and operators are searched for as text, which finds more than their column's units.
    private func counted(_ suggestion: Suggestion, _ alive: DocumentSet) -> Suggestion {
        guard let query = suggestion.parameters.first(where: { $0.name == "q" })?.value else {
            return suggestion
        }
        let match = TextSearch(index: index, today: today).match(query)
        var counted = suggestion
        counted.count = match?.entries.count { alive.contains(Int($0.document)) } ?? 0
        return counted
    }

    /// Values of columns whose words begin with the typed words, in order.
    private func columnSuggestions(
        _ typed: [String],
        _ alive: DocumentSet,
        _ language: Language
    ) -> [Suggestion] {
        var found: [(rank: Int, suggestion: Suggestion)] = []
        for entry in index.suggestionTable.entries(in: language) {
            let source = entry.source
            guard let start = entry.matchStart(typed),
                let column = index.generation.ordinalColumns[source.column]
            else { continue }
            let sets = column.sets
            let members = sets[entry.ordinal]
            let count = (0..<members.count).count { alive.contains(Int(members[$0])) }
            guard count > 0 else { continue }
            let value = column.values[entry.ordinal]
            let suggestion = Suggestion(
                kind: source.kind,
                label: entry.label,
                detail: source.field.map { $0.label.text(in: language) },
                parameters: [.init(name: source.parameter, value: value)],
                count: count
            )
            found.append((start * 10 + source.rank, suggestion))
        }
        return found.sorted {
            ($0.rank, -($0.suggestion.count ?? 0), $0.suggestion.label)
                < ($1.rank, -($1.suggestion.count ?? 0), $1.suggestion.label)
        }
        .map(\.suggestion)
    }

    /// Units whose names and places match, the last word being unfinished.
    private func unitSuggestions(
        _ query: String,
        _ alive: DocumentSet,
        limit: Int
    ) -> [Suggestion] {
        guard let match = TextSearch(index: index, today: today).match(query) else { return [] }
        var top = TopKeys(capacity: limit)
        for entry in match.entries
        where entry.quality.place >= .partOfName && alive.contains(Int(entry.document)) {
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
        let municipalities = index.generation.ordinalColumns["municipality"]
        return top.sorted.map { key in
            let document = Int(key.document)
            let municipality = municipalities.flatMap { column in
                column.ordinal(of: document)
                    .flatMap { Municipality.withCode(column.values[$0])?.name }
            }
            return Suggestion(
                kind: .unit,
                label: index.generation.names.text(document),
                detail: municipality,
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
            writer.beginObject()
            for parameter in suggestion.parameters {
                writer.member(parameter.name, parameter.value)
            }
            writer.endObject()
            if let count = suggestion.count { writer.member("count", count) }
            writer.endObject()
        }
        writer.endArray()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }
}
