/// Where a target field gets its value from.
package struct FieldSource: Sendable, Equatable {
    /// How the text is put together from a row.
    package enum Origin: Sendable, Equatable {
        /// The first of these columns that is filled.
        case columns([String])
        case template(ColumnTemplate)
        case constant(String)
    }

    package var origin: Origin
    /// Replacements of whole values, keyed by the value in lower case; empty when values stay as they are.
    package var values: [String: String] = [:]
    /// What stands for a value that ``values`` does not list.
    package var otherwise: String?

    package init(origin: Origin, values: [String: String] = [:], otherwise: String? = nil) {
        self.origin = origin
        self.values = values
        self.otherwise = otherwise
    }

    /// The columns that are read.
    var columns: [String] {
        switch origin {
        case .columns(let columns): columns
        case .template(let template): template.columns
        case .constant: []
        }
    }

    /// What a row gives for the field.
    enum Reading: Equatable {
        case missing
        case value(String)
        /// The mapping lists values, and this is none of them.
        case unlisted(String)
    }

    func read(_ row: Row) -> Reading {
        let text: String
        switch origin {
        case .columns(let columns): text = columns.lazy.compactMap { row[$0] }.first ?? ""
        case .template(let template): text = template.filled(from: row) ?? ""
        case .constant(let constant): text = constant
        }
        guard !values.isEmpty else { return text.isEmpty ? .missing : .value(text) }
        let key = text.collapsingSpaces.lowercased()
        if let value = values[key] ?? (key.isEmpty ? nil : otherwise) {
            return value.isEmpty ? .missing : .value(value)
        }
        return key.isEmpty ? .missing : .unlisted(text)
    }
}

/// Text with names of columns in braces, as `{Vejnavn} {Vejnummer}`.
package struct ColumnTemplate: Sendable, Equatable {
    package enum Part: Sendable, Equatable {
        case text(String)
        case column(String)
    }

    package let parts: [Part]

    /// Reads a template, or `nil` if braces do not pair or no column is named.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}"), close > rest.startIndex else { return nil }
            parts.append(.column(String(rest[..<close])))
            rest = rest[rest.index(after: close)...]
        }
        guard !parts.isEmpty, !rest.contains("}") else { return nil }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var columns: [String] {
        parts.compactMap { part in
            guard case .column(let name) = part else { return nil }
            return name
        }
    }

    /// The text with the row's values, or `nil` if every column is empty: text around nothing says nothing.
    func filled(from row: Row) -> String? {
        guard columns.contains(where: { row[$0] != nil }) else { return nil }
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .column(let name): row[name] ?? ""
            }
        }
        return text.joined().collapsingSpaces
    }
}

/// One row of the file, by the names of its columns.
struct Row {
    let fields: [String]
    let columns: [String: Int]

    /// The value of a column, or `nil` when it is empty.
    subscript(column: String) -> String? {
        guard let index = columns[column], !fields[index].isEmpty else { return nil }
        return fields[index]
    }
}
