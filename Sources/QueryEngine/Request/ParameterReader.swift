import CareUnits

/// Reads parameters by name and gathers what is wrong with them.
struct ParameterReader {
    let parameters: [SearchRequest.Parameter]
    var faults: [InvalidRequest.Fault] = []

    init(_ parameters: [SearchRequest.Parameter]) {
        self.parameters = parameters
    }

    mutating func fault(
        _ parameter: String,
        _ code: String,
        _ danish: String,
        _ english: String
    ) {
        faults.append(.init(parameter: parameter, code: code, danish: danish, english: english))
    }

    /// Reports every parameter that is not one of these, with the nearest that is.
    mutating func reportUnknown(known: [String]) {
        var reported = Set<String>()
        for parameter in parameters
        where !known.contains(parameter.name) && reported.insert(parameter.name).inserted {
            let hint = nearest(to: parameter.name, among: known)
            let all = known.joined(separator: ", ")
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

    /// The values of a parameter, repeated or separated by commas.
    func list(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",").map(String.init) }
    }

    func values(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.map(\.value)
    }

    /// The value of a parameter that is given once.
    mutating func single(_ name: String) -> String? {
        let given = values(name)
        if given.count > 1 {
            fault(
                name,
                "repeated",
                "\(name) kan kun angives én gang.",
                "\(name) can be given only once."
            )
        }
        return given.first
    }

    mutating func unknown(_ value: String, of name: String, among known: [String]) {
        let hint = nearest(to: value, among: known)
        fault(
            name,
            "unknownValue",
            "\(name) kender ikke \"\(value)\"." + (hint.map { " Mente du \"\($0)\"?" } ?? ""),
            "\(name) has no value \"\(value)\"."
                + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
        )
    }

    /// The one value of a parameter that takes certain words.
    mutating func word<Word>(
        _ name: String
    ) -> Word? where Word: CaseIterable & RawRepresentable<String> {
        guard let value = single(name) else { return nil }
        if let word = Word(rawValue: value) { return word }
        unknown(value, of: name, among: Word.allCases.map(\.rawValue))
        return nil
    }

    /// The values of a parameter that takes certain words, each once.
    mutating func words(_ name: String, among known: [String]) -> [String] {
        var words: [String] = []
        for value in list(name) {
            if !known.contains(value) {
                unknown(value, of: name, among: known)
            } else if !words.contains(value) {
                words.append(value)
            }
        }
        return words
    }

    mutating func date(_ name: String) -> LocalDate? {
        guard let text = single(name) else { return nil }
        if let date = LocalDate(text) ?? Instant(text)?.dateInDenmark { return date }
        fault(
            name,
            "notADate",
            "\"\(text)\" er ikke en dato (ÅÅÅÅ-MM-DD).",
            "\"\(text)\" is not a date (YYYY-MM-DD)."
        )
        return nil
    }
}
