import CareUnits

/// Turns rows into drafts, and the drafts' texts into typed attributes, by the mapping.
struct DraftBuilder {
    let mapping: ImportMapping

    /// The row's texts by target field, with a warning for each value that the mapping does not list.
    func draft(of row: Row, line: Int) -> (draft: UnitDraft, warnings: [String]) {
        var warnings: [String] = []
        func read(_ source: FieldSource, _ name: String) -> String? {
            switch source.read(row) {
            case .missing: return nil
            case .value(let text): return text
            case .unlisted(let text):
                warnings.append("\"\(text)\" is no value that the mapping lists for \(name).")
                return nil
            }
        }
        var values: [TargetField: String] = [:]
        for (field, source) in mapping.fields { values[field] = read(source, field.rawValue) }
        var attributes: [String: String] = [:]
        for attribute in mapping.attributes {
            attributes[attribute.key] = read(attribute.source, attribute.key)
        }
        var draft = UnitDraft(line: line, id: id(of: row), values: values, attributes: attributes)
        for (key, source) in mapping.texts { draft.texts[key] = read(source, key) }
        return (draft: draft, warnings: warnings)
    }

    /// The provisional id; braces, spaces and capitals, in which exports of GUIDs differ, do not count.
    private func id(of row: Row) -> String {
        let text = (row[mapping.idColumn] ?? "").lowercased()
        return mapping.idPrefix + text.filter { !$0.isWhitespace && $0 != "{" && $0 != "}" }
    }

    /// The attributes as their types, with a warning for each text that is none of its type.
    func attributes(of draft: UnitDraft) -> (attributes: JSONObject, warnings: [String]) {
        var attributes = JSONObject()
        var warnings: [String] = []
        for attribute in mapping.attributes {
            guard let text = draft.attributes[attribute.key]?.collapsingSpaces, !text.isEmpty else {
                continue
            }
            if let value = attribute.type.read(text) {
                attributes[attribute.key] = value
            } else {
                warnings.append("\"\(text)\" is no \(attribute.type.rawValue); left out.")
            }
        }
        return (attributes: attributes, warnings: warnings)
    }
}

extension ImportMapping.ValueType {
    /// The value that the text stands for, or `nil` if it is none of this type.
    func read(_ text: String) -> JSONValue? {
        switch self {
        case .int: return text.isDigits ? Int64(text).map { .integer($0) } : nil
        case .decimal:
            let point = String(text.map { $0 == "," ? "." : $0 })
            guard let number = Double(point), number.isFinite else { return nil }
            return .decimal(number)
        case .bool:
            switch text.lowercased() {
            case "true", "ja", "yes", "1": return true
            case "false", "nej", "no", "0": return false
            default: return nil
            }
        case .text: return .string(text)
        }
    }
}
