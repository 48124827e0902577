public import CareUnits
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
    var near: Coordinate?
    var order: Order
    /// The themes whose passages are set side by side.
    var themes: [Theme]
    public var language: Language
    public var format: Format

    /// How many units one comparison takes.
    public static let counts = 2...12

    static let parameterNames = ["units", "rows", "near", "lang", "order", "themes", "format"]

    /// Reads `units`, `rows` and `themes` (repeated or separated by commas), `near`, `lang`, `order` and
    /// `format`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter],
        in index: SearchIndex,
        on today: LocalDate
    ) throws(InvalidRequest) -> CompareRequest {
        var reader = Reader(parameters: parameters)
        reader.reportUnknown()
        var request = CompareRequest(
            documents: reader.documents(in: index, on: today),
            rows: reader.rows(in: index),
            near: nil,
            order: reader.word("order") ?? .catalog,
            themes: reader.themes(),
            language: reader.word("lang") ?? .danish,
            format: reader.word("format") ?? .json
        )
        do {
            let places = parameters.filter { $0.name == "near" }
            request.near = try RequestParser.search(places, against: index.generation).near
        } catch {
            reader.faults += error.faults
        }
        guard reader.faults.isEmpty else { throw InvalidRequest(faults: reader.faults) }
        return request
    }

    /// Reads parameters and gathers what is wrong with them.
    private struct Reader {
        let parameters: [SearchRequest.Parameter]
        var faults: [InvalidRequest.Fault] = []

        mutating func fault(
            _ parameter: String,
            _ code: String,
            _ danish: String,
            _ english: String
        ) {
            faults.append(
                .init(parameter: parameter, code: code, danish: danish, english: english)
            )
        }

        mutating func reportUnknown() {
            for parameter in parameters where !parameterNames.contains(parameter.name) {
                let hint = nearest(to: parameter.name, among: parameterNames)
                let all = parameterNames.joined(separator: ", ")
                fault(
                    parameter.name,
                    "unknownParameter",
                    "Parameteren \(parameter.name) findes ikke; der er \(all)."
                        + (hint.map { " Mente du \($0)?" } ?? ""),
                    "There is no parameter \(parameter.name); there are \(all)."
                        + (hint.map { " Did you mean \($0)?" } ?? "")
                )
            }
        }

        private func list(_ name: String) -> [String] {
            parameters.filter { $0.name == name }
                .flatMap { $0.value.split(separator: ",").map(String.init) }
        }

        mutating func unknown(_ value: String, of name: String, among known: [String]) {
            let hint = nearest(to: value, among: known)
            fault(
                name,
                "unknownValue",
                "\(name) kender ikke \"\(value)\"."
                    + (hint.map { " Mente du \"\($0)\"?" } ?? ""),
                "\(name) has no value \"\(value)\"."
                    + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
            )
        }

        /// The one value of a parameter that takes certain words.
        mutating func word<Word>(
            _ name: String
        ) -> Word? where Word: CaseIterable & RawRepresentable<String> {
            let given = parameters.filter { $0.name == name }.map(\.value)
            if given.count > 1 {
                fault(
                    name,
                    "repeated",
                    "\(name) kan kun angives én gang.",
                    "\(name) can be given only once."
                )
            }
            guard let value = given.first else { return nil }
            if let word = Word(rawValue: value) { return word }
            unknown(value, of: name, among: Word.allCases.map(\.rawValue))
            return nil
        }

        mutating func themes() -> [Theme] {
            let given = list("themes")
            if given == ["all"] { return Theme.allCases }
            var themes: [Theme] = []
            for value in given {
                if let theme = Theme(rawValue: value) {
                    if !themes.contains(theme) { themes.append(theme) }
                } else {
                    let known = Theme.allCases.map(\.rawValue) + ["all"]
                    unknown(value, of: "themes", among: known)
                }
            }
            return themes
        }

        /// The keys of the chosen rows; a group stands for its rows, an indicator's code for its row.
        mutating func rows(in index: SearchIndex) -> Set<String>? {
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

        mutating func documents(in index: SearchIndex, on today: LocalDate) -> [Int] {
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
}
