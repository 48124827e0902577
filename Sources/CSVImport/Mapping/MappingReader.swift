import CareUnits

/// Collects what is wrong with one mapping file.
final class MappingFaults {
    private(set) var faults: [Fault] = []

    func add(_ pointer: JSONPointer, _ code: String, _ message: String) {
        faults.append(Fault(pointer: pointer.description, code: code, message: message))
    }
}

/// Reads the members of one object of a mapping file, noting every fault and going on.
struct MappingReader {
    let object: JSONObject
    let pointer: JSONPointer
    let faults: MappingFaults
    private var asked: [String] = []

    /// A reader of `value`, or `nil` and a fault if it is no object.
    init?(_ value: JSONValue, at pointer: JSONPointer, faults: MappingFaults) {
        guard let object = value.object else {
            faults.add(pointer, "wrongType", "Expected an object, found \(value.typeName).")
            return nil
        }
        self.object = object
        self.pointer = pointer
        self.faults = faults
    }

    func fault(_ key: String? = nil, _ code: String, _ message: String) {
        faults.add(key.map { pointer.appending($0) } ?? pointer, code, message)
    }

    mutating func value(_ key: String, required: Bool = false) -> JSONValue? {
        asked.append(key)
        if let value = object[key], value != .null { return value }
        if required { fault(key, "missing", "\(key) is required.") }
        return nil
    }

    mutating func string(_ key: String, required: Bool = false) -> String? {
        guard let value = value(key, required: required) else { return nil }
        guard let text = value.string else {
            fault(key, "wrongType", "Expected a string, found \(value.typeName).")
            return nil
        }
        if required, text.collapsingSpaces.isEmpty {
            fault(key, "blank", "\(key) must not be blank.")
            return nil
        }
        return text
    }

    /// A list of texts; a single one may stand without brackets.
    mutating func strings(_ key: String, required: Bool = false) -> [String]? {
        guard let value = value(key, required: required) else { return nil }
        if let text = value.string { return [text] }
        guard let elements = value.array else {
            fault(key, "wrongType", "Expected a list of strings, found \(value.typeName).")
            return nil
        }
        return elements.enumerated().compactMap { index, element in
            if let text = element.string { return text }
            faults.add(
                pointer.appending(key).appending(index),
                "wrongType",
                "Expected a string, found \(element.typeName)."
            )
            return nil
        }
    }

    /// One of a closed list of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        required: Bool = false
    ) -> Word? where Word.RawValue == String {
        guard let text = string(key, required: required) else { return nil }
        if let word = Word(rawValue: text) { return word }
        unknownWord(text, at: pointer.appending(key), among: Word.allCases.map(\.rawValue))
        return nil
    }

    func unknownWord(_ word: String, at place: JSONPointer, among words: [String]) {
        let hint = nearest(to: word, among: words).map { " Did you mean \"\($0)\"?" } ?? ""
        faults.add(
            place,
            "unknownWord",
            "\"\(word)\" is none of \(words.joined(separator: ", ")).\(hint)"
        )
    }

    mutating func object(_ key: String, required: Bool = false) -> MappingReader? {
        guard let value = value(key, required: required) else { return nil }
        return MappingReader(value, at: pointer.appending(key), faults: faults)
    }

    /// The objects among the members, whatever their keys, in their order.
    func members() -> [(key: String, reader: MappingReader)] {
        object.members.compactMap { member in
            MappingReader(member.value, at: pointer.appending(member.key), faults: faults)
                .map { (key: member.key, reader: $0) }
        }
    }

    /// Reports every member that was not asked for.
    func finish() {
        for member in object.members where !asked.contains(member.key) {
            let hint = nearest(to: member.key, among: asked).map { " Did you mean \"\($0)\"?" }
            fault(member.key, "unknownKey", "There is no key \"\(member.key)\" here.\(hint ?? "")")
        }
    }
}
