import CareUnits

extension DecisionList {
    /// Reads the member `key`: one word, or `{"rules": […], "otherwise": word}`.
    static func read(
        _ reader: inout MappingReader,
        key: String,
        fields: [String],
        results: [String]
    ) -> DecisionList? {
        guard let value = reader.value(key, required: true) else { return nil }
        let place = reader.pointer.appending(key)
        if let word = value.string {
            guard results.contains(word) else {
                reader.unknownWord(word, at: place, among: results)
                return nil
            }
            return DecisionList(rules: [], otherwise: word)
        }
        guard var object = MappingReader(value, at: place, faults: reader.faults) else {
            return nil
        }
        var rules: [Rule] = []
        let rulesPlace = place.appending("rules")
        let elements = object.value("rules")
        if let elements, elements.array == nil {
            object.fault("rules", "wrongType", "Expected a list, found \(elements.typeName).")
        }
        for (index, element) in (elements?.array ?? []).enumerated() {
            guard
                var rule = MappingReader(
                    element,
                    at: rulesPlace.appending(index),
                    faults: reader.faults
                )
            else { continue }
            if let rule = readRule(&rule, fields: fields, results: results) { rules.append(rule) }
            rule.finish()
        }
        let otherwise = object.result("otherwise", among: results)
        object.finish()
        guard let otherwise else { return nil }
        return DecisionList(rules: rules, otherwise: otherwise)
    }

    private static func readRule(
        _ reader: inout MappingReader,
        fields: [String],
        results: [String]
    ) -> Rule? {
        let field = reader.result("field", among: fields)
        let equals = reader.strings("equals")
        let contains = reader.strings("contains")
        let result = reader.result("then", among: results)
        let test: Test
        switch (equals, contains) {
        case (let texts?, nil): test = .equals(texts)
        case (nil, let texts?): test = .contains(texts)
        default:
            reader.fault(nil, "ambiguous", "Expected exactly one of equals and contains.")
            return nil
        }
        guard let field, let result else { return nil }
        return Rule(field: field, test: test, result: result)
    }
}

extension MappingReader {
    fileprivate mutating func result(_ key: String, among words: [String]) -> String? {
        guard let word = string(key, required: true) else { return nil }
        guard words.contains(word) else {
            unknownWord(word, at: pointer.appending(key), among: words)
            return nil
        }
        return word
    }
}
