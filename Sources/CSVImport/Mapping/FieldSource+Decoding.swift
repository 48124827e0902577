import CareUnits

extension ImportMapping {
    static func readFields(
        _ reader: inout MappingReader,
        columns: [String]
    ) -> [(field: TargetField, source: FieldSource)] {
        guard let object = reader.object("fields", required: true) else { return [] }
        for needed in [TargetField.name, .municipality] where object.object[needed.rawValue] == nil
        {
            object.fault(needed.rawValue, "missing", "\(needed.rawValue) is required.")
        }
        return object.members().compactMap { key, member in
            var member = member
            guard let field = TargetField(rawValue: key) else {
                let words = TargetField.allCases.map(\.rawValue)
                object.unknownWord(key, at: member.pointer, among: words)
                return nil
            }
            let source = FieldSource.read(&member, columns: columns)
            member.finish()
            guard let source else { return nil }
            if field == .ownership { checkOwnership(source, member) }
            return (field: field, source: source)
        }
    }

    /// A word that is no ownership would make every event of the import invalid.
    private static func checkOwnership(_ source: FieldSource, _ reader: MappingReader) {
        let words = Ownership.allCases.map(\.rawValue)
        let place = reader.pointer.appending("values")
        guard case .constant(let word) = source.origin, source.values.isEmpty else {
            if source.values.isEmpty {
                reader.fault("values", "missing", "ownership needs values: \(words).")
            }
            for (key, word) in source.values.sorted(by: { $0.key < $1.key })
            where !words.contains(word) {
                reader.unknownWord(word, at: place.appending(key), among: words)
            }
            if let word = source.otherwise, !words.contains(word) {
                reader.unknownWord(word, at: reader.pointer.appending("otherwise"), among: words)
            }
            return
        }
        guard !words.contains(word) else { return }
        reader.unknownWord(word, at: reader.pointer.appending("constant"), among: words)
    }

    static func readAttributes(
        _ reader: inout MappingReader,
        columns: [String]
    ) -> [AttributeSource] {
        guard let object = reader.object("attributes") else { return [] }
        return object.members().compactMap { key, member in
            var member = member
            let type: ValueType? = member.word("type", required: true)
            let source = FieldSource.read(&member, columns: columns)
            member.finish()
            guard let type, let source else { return nil }
            return AttributeSource(key: key, source: source, type: type)
        }
    }

    static func readTexts(
        _ reader: inout MappingReader,
        columns: [String]
    ) -> [(key: String, source: FieldSource)] {
        guard let object = reader.object("texts") else { return [] }
        return object.members().compactMap { key, member in
            var member = member
            let source = FieldSource.read(&member, columns: columns)
            member.finish()
            return source.map { (key: key, source: $0) }
        }
    }
}

extension FieldSource {
    /// Reads where a value comes from: exactly one of `column`, `columns`, `template`, `constant`.
    static func read(_ reader: inout MappingReader, columns: [String]) -> FieldSource? {
        var origins: [Origin] = []
        if let column = reader.string("column") {
            reader.requireColumn(column, key: "column", columns: columns)
            origins.append(.columns([column]))
        }
        if let names = reader.strings("columns") {
            for name in names { reader.requireColumn(name, key: "columns", columns: columns) }
            origins.append(.columns(names))
        }
        if let text = reader.string("template") {
            guard let template = ColumnTemplate(text) else {
                reader.fault("template", "malformed", "A template names columns in {braces}.")
                return nil
            }
            for name in template.columns {
                reader.requireColumn(name, key: "template", columns: columns)
            }
            origins.append(.template(template))
        }
        if let constant = reader.string("constant") { origins.append(.constant(constant)) }
        let values = readValues(&reader)
        let otherwise = reader.string("otherwise")
        guard let origin = origins.first, origins.count == 1 else {
            reader.fault(
                nil,
                origins.isEmpty ? "missing" : "ambiguous",
                "Expected exactly one of column, columns, template and constant."
            )
            return nil
        }
        return FieldSource(origin: origin, values: values, otherwise: otherwise)
    }

    private static func readValues(_ reader: inout MappingReader) -> [String: String] {
        guard let object = reader.object("values") else { return [:] }
        var values: [String: String] = [:]
        for member in object.object.members {
            guard let text = member.value.string else {
                object.fault(
                    member.key,
                    "wrongType",
                    "Expected a string, found \(member.value.typeName)."
                )
                continue
            }
            let key = member.key.collapsingSpaces.lowercased()
            if values.updateValue(text, forKey: key) != nil {
                object.fault(member.key, "repeated", "Letter case and spaces do not count.")
            }
        }
        return values
    }
}

extension MappingReader {
    /// Notes a fault if the mapping reads a column that it does not require of the file.
    func requireColumn(_ name: String, key: String, columns: [String]) {
        guard !columns.contains(name) else { return }
        let hint = nearest(to: name, among: columns).map { " Did you mean \"\($0)\"?" } ?? ""
        fault(key, "unknownColumn", "\"\(name)\" is not among the columns.\(hint)")
    }
}
