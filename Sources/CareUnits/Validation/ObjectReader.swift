/// Collects the faults of one document while it is read.
final class FaultLog {
    private(set) var faults: [Fault] = []

    func add(_ pointer: JSONPointer, _ code: String, _ message: String) {
        faults.append(Fault(pointer: pointer.description, code: code, message: message))
    }
}

/// Reads the members of one JSON object by key, noting every fault and going on.
///
/// `null` counts as absent: the contract knows missing values, not null ones. `finish()` reports the
/// keys that nobody asked for.
struct ObjectReader {
    let object: JSONObject
    let pointer: JSONPointer
    let log: FaultLog
    private var asked: [String] = []

    init(_ object: JSONObject, at pointer: JSONPointer, log: FaultLog) {
        self.object = object
        self.pointer = pointer
        self.log = log
    }

    /// A reader of `value`, or `nil` and a fault if it is no object.
    init?(_ value: JSONValue, at pointer: JSONPointer, log: FaultLog) {
        guard let object = value.object else {
            log.add(pointer, "wrongType", "Expected an object, found \(value.typeName).")
            return nil
        }
        self.init(object, at: pointer, log: log)
    }

    /// The member `key` unless absent or null; a fault if it is required and there is none.
    mutating func value(_ key: String, required: Bool = false) -> JSONValue? {
        asked.append(key)
        if let value = object[key], value != .null { return value }
        if required { log.add(pointer.appending(key), "missing", "\(key) is required.") }
        return nil
    }

    private mutating func typed<Value>(
        _ key: String,
        required: Bool,
        expected: String,
        _ convert: (JSONValue) -> Value?
    ) -> Value? {
        guard let value = value(key, required: required) else { return nil }
        guard let converted = convert(value) else {
            log.add(
                pointer.appending(key),
                "wrongType",
                "Expected \(expected), found \(value.typeName)."
            )
            return nil
        }
        return converted
    }

    /// A text; trimmed of nothing, but a required one may not be blank, and none exceeds `limit` bytes.
    mutating func string(_ key: String, required: Bool = false, limit: Int = 4000) -> String? {
        guard
            let text = typed(key, required: required, expected: "a string", { $0.string })
        else { return nil }
        if required, !text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
            log.add(pointer.appending(key), "blank", "\(key) must not be blank.")
            return nil
        }
        guard text.utf8.count <= limit else {
            log.add(pointer.appending(key), "tooLong", "\(key) is longer than \(limit) bytes.")
            return nil
        }
        return text
    }

    mutating func bool(_ key: String, required: Bool = false) -> Bool? {
        typed(key, required: required, expected: "true or false") { $0.bool }
    }

    mutating func integer(
        _ key: String,
        required: Bool = false,
        in range: ClosedRange<Int64>
    ) -> Int64? {
        guard
            let number = typed(key, required: required, expected: "an integer", { $0.integer })
        else { return nil }
        guard range.contains(number) else {
            log.add(
                pointer.appending(key),
                "outOfRange",
                "\(key) must lie in \(range.lowerBound)...\(range.upperBound)."
            )
            return nil
        }
        return number
    }

    mutating func number(_ key: String, required: Bool = false) -> Double? {
        typed(key, required: required, expected: "a number") { $0.number }
    }

    mutating func object(_ key: String, required: Bool = false) -> ObjectReader? {
        guard let value = value(key, required: required) else { return nil }
        return ObjectReader(value, at: pointer.appending(key), log: log)
    }

    /// The elements of an array with their places; an absent one is empty.
    mutating func elements(
        _ key: String,
        required: Bool = false
    ) -> [(value: JSONValue, pointer: JSONPointer)] {
        let place = pointer.appending(key)
        let elements = typed(key, required: required, expected: "an array") { $0.array } ?? []
        return elements.enumerated().map { ($0.element, place.appending($0.offset)) }
    }

    /// The objects of an array, each read by `read`.
    mutating func objects<Element>(
        _ key: String,
        required: Bool = false,
        _ read: (inout ObjectReader) -> Element?
    ) -> [Element] {
        elements(key, required: required).compactMap { value, place in
            guard var reader = ObjectReader(value, at: place, log: log) else { return nil }
            let element = read(&reader)
            return element
        }
    }

    mutating func strings(_ key: String, limit: Int = 4000) -> [String] {
        elements(key).compactMap { value, place in
            guard let text = value.string else {
                log.add(place, "wrongType", "Expected a string, found \(value.typeName).")
                return nil
            }
            guard text.utf8.count <= limit else {
                log.add(place, "tooLong", "Longer than \(limit) bytes.")
                return nil
            }
            return text
        }
    }

    /// One of a closed list of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        required: Bool = false,
        as type: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        guard let text = string(key, required: required) else { return nil }
        return word(text, at: pointer.appending(key))
    }

    mutating func words<Word: RawRepresentable & CaseIterable>(
        _ key: String,
        required: Bool = false,
        as type: Word.Type = Word.self
    ) -> [Word] where Word.RawValue == String {
        elements(key, required: required).compactMap { value, place in
            guard let text = value.string else {
                log.add(place, "wrongType", "Expected a string, found \(value.typeName).")
                return nil
            }
            return word(text, at: place)
        }
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ text: String,
        at place: JSONPointer
    ) -> Word? where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let all = Word.allCases.map(\.rawValue)
        let hint = nearest(to: text, among: all).map { " Did you mean \"\($0)\"?" } ?? ""
        log.add(
            place,
            "unknownWord",
            "\"\(text)\" is none of \(all.joined(separator: ", ")).\(hint)"
        )
        return nil
    }

    /// A calendar date; a date-time is read as its date in Denmark.
    mutating func date(_ key: String, required: Bool = false) -> LocalDate? {
        guard let text = string(key, required: required) else { return nil }
        if let date = LocalDate(text) ?? Instant(text)?.dateInDenmark { return date }
        log.add(pointer.appending(key), "notADate", "\"\(text)\" is no date (YYYY-MM-DD).")
        return nil
    }

    /// A point in time; a bare date is read as its first moment in UTC.
    mutating func instant(_ key: String, required: Bool = false) -> Instant? {
        guard let text = string(key, required: required) else { return nil }
        if let instant = Instant(text) ?? LocalDate(text).flatMap({ Instant("\($0)T00:00:00Z") }) {
            return instant
        }
        log.add(pointer.appending(key), "notADateTime", "\"\(text)\" is no RFC 3339 date-time.")
        return nil
    }

    /// A string of exactly so many digits.
    mutating func digits(_ key: String, count: Int, required: Bool = false) -> String? {
        guard let text = string(key, required: required) else { return nil }
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            log.add(
                pointer.appending(key),
                "malformed",
                "\(key) must be \(count) digits, is \"\(text)\"."
            )
            return nil
        }
        return text
    }

    /// The code of an existing municipality.
    mutating func municipality(_ key: String, required: Bool = false) -> Municipality? {
        guard let code = digits(key, count: 4, required: required) else { return nil }
        if let municipality = Municipality.withCode(code) { return municipality }
        log.add(
            pointer.appending(key),
            "unknownMunicipality",
            "There is no municipality \(code)."
        )
        return nil
    }

    /// Notes a fault at a member, or at the object itself.
    func fault(_ key: String? = nil, _ code: String, _ message: String) {
        log.add(key.map { pointer.appending($0) } ?? pointer, code, message)
    }

    /// Reports every member that was not asked for.
    func finish() {
        for member in object.members where !asked.contains(member.key) {
            let hint =
                nearest(to: member.key, among: asked).map { " Did you mean \"\($0)\"?" } ?? ""
            log.add(
                pointer.appending(member.key),
                "unknownKey",
                "There is no key \"\(member.key)\" here.\(hint)"
            )
        }
    }
}
