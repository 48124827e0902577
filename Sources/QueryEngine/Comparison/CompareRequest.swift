public import CareUnits
public import Places
import IndexFormat

/// Chosen units side by side.
public struct CompareRequest: Sendable {
    /// How the rows stand.
    public enum Order: String, CaseIterable, Sendable {
        /// As the catalog lists them, by group.
        case catalog
        /// The clearest differences first.
        case difference
    }

    /// What the answer is written as.
    public enum Format: String, CaseIterable, Sendable {
        case json, csv, html
    }

    var documents: [Int]
    /// The chosen rows by key, or `nil` for all.
    var rows: Set<String>?
    /// Where the citizen is.
    var place: RequestPlace?
    var order: Order
    /// The themes whose passages are set side by side.
    var themes: [Theme]
    public var language: Language
    public var format: Format

    /// How many units one comparison takes.
    public static let counts = 2...12

    static let parameterNames = [
        "units", "rows", "address", "near", "lang", "order", "themes", "format",
    ]

    /// Reads `units`, `rows` and `themes` (repeated or separated by commas), `address` or `near`, `lang`, `order` and
    /// `format`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter],
        in index: SearchIndex,
        on today: LocalDate,
        places: Gazetteer = .shipped
    ) throws(InvalidRequest) -> CompareRequest {
        var reader = ParameterReader(parameters)
        reader.reportUnknown(known: parameterNames)
        var request = CompareRequest(
            documents: reader.documents(in: index, on: today),
            rows: reader.rows(in: index),
            place: nil,
            order: reader.word("order") ?? .catalog,
            themes: reader.themes(),
            language: reader.word("lang") ?? .danish,
            format: reader.word("format") ?? .json
        )
        do {
            let given = parameters.filter { $0.name == "address" || $0.name == "near" }
            let centres = try RequestParser.search(
                given,
                against: index.generation,
                places: places
            ).centres
            request.place = centres.first
            if centres.count > 1 {
                reader.fault(
                    given[1].name,
                    "repeated",
                    "En sammenligning tager ét sted: address eller near.",
                    "A comparison takes one place: address or near."
                )
            }
        } catch {
            reader.faults += error.faults
        }
        guard reader.faults.isEmpty else { throw InvalidRequest(faults: reader.faults) }
        return request
    }
}

extension ParameterReader {
    fileprivate mutating func themes() -> [Theme] {
        let all = Theme.allCases.map(\.rawValue)
        let words = words("themes", among: all + ["all"])
        return words.contains("all") ? Theme.allCases : words.compactMap { Theme(rawValue: $0) }
    }

    /// The keys of the chosen rows; a group stands for its rows, an indicator's code for its row.
    fileprivate mutating func rows(in index: SearchIndex) -> Set<String>? {
        let given = list("rows")
        guard !given.isEmpty else { return nil }
        let known = index.comparisonRows.rows(.danish)
        var chosen = Set<String>()
        for value in given {
            let found = known.filter {
                $0.key == value || $0.group == value || $0.key == "indicator." + value
            }
            if found.isEmpty {
                unknown(value, of: "rows", among: known.flatMap { [$0.key, $0.group] })
            }
            chosen.formUnion(found.map(\.key))
        }
        return chosen
    }

    fileprivate mutating func documents(
        in index: SearchIndex,
        on today: LocalDate
    ) -> [Int] {
        let counts = CompareRequest.counts
        let ids = list("units")
        if !counts.contains(ids.count) {
            let (least, most) = (counts.lowerBound, counts.upperBound)
            fault(
                "units",
                "wrongCount",
                "Vælg \(least) til \(most) enheder; der er \(ids.count).",
                "Choose \(least) to \(most) units; there are \(ids.count)."
            )
        }
        let lookup = UnitLookup(index, today: today)
        var documents: [Int] = []
        for id in ids.prefix(counts.upperBound) {
            guard let document = lookup.document(id) else {
                fault(
                    "units",
                    "unknownUnit",
                    "Der er ingen enhed \(id).",
                    "There is no unit \(id)."
                )
                continue
            }
            if documents.contains(document) {
                fault(
                    "units",
                    "repeated",
                    "Enheden \(id) er valgt to gange.",
                    "The unit \(id) is chosen twice."
                )
            }
            documents.append(document)
        }
        return documents
    }
}
