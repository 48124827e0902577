import Analyzers
import CareUnits
import IndexFormat

/// The values of columns that can be suggested, their words folded once for each generation.
struct SuggestionTable: Sendable {
    /// A column that suggestions come from.
    struct Source: Sendable {
        var column: String
        /// Where the values have labels.
        var facet: String?
        var kind: Suggestion.Kind
        /// The search parameter that a suggestion sets.
        var parameter: String
        /// Which of equally good ones comes first.
        var rank: Int
        var field: FieldDefinition?
    }

    /// One value.
    struct Entry: Sendable {
        var source: Source
        var ordinal: Int
        var label: String
        /// The label's words, folded.
        var words: [String]

        /// Where in the label the typed words begin: 0 at its first word, 1 later; `nil` if nowhere.
        func matchStart(_ typed: [String]) -> Int? {
            guard words.count >= typed.count, let last = typed.last else { return nil }
            for start in 0...(words.count - typed.count) {
                guard words[start + typed.count - 1].hasPrefix(last) else { continue }
                if typed.indices.dropLast().allSatisfy({ typed[$0] == words[start + $0] }) {
                    return start == 0 ? 0 : 1
                }
            }
            return nil
        }
    }

    private let danish: [Entry]
    private let english: [Entry]

    init(_ generation: Generation, _ analyzer: DanishAnalyzer) {
        danish = Self.entries(generation, analyzer, .danish)
        english = Self.entries(generation, analyzer, .english)
    }

    func entries(in language: Language) -> [Entry] {
        language == .english ? english : danish
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
                let words = analyzer.tokens(in: label, kind: .place)
                    .map { analyzer.foldKey(of: $0.surface) }
                return Entry(source: source, ordinal: ordinal, label: label, words: words)
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
            Source(column: "postalTown", kind: .town, parameter: "q", rank: 2),
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
