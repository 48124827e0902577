/// An attribute's value as its field's type reads it.
public enum AttributeValue: Sendable, Equatable {
    case bool(Bool)
    /// An integer, a decimal or an amount of money.
    case number(Double)
    case date(LocalDate)
    /// The index of an enumeration's value in the field's list.
    case choice(Int)
    /// Indexes of a set's values in the field's list, ascending, each once.
    case choices([Int])
    case text(String)

    /// Whether the value counts as filled: a blank text or an empty set does not.
    public var isFilled: Bool {
        switch self {
        case .text(let text): text.unicodeScalars.contains { !$0.properties.isWhitespace }
        case .choices(let choices): !choices.isEmpty
        default: true
        }
    }
}

extension FieldDefinition {
    /// Reads a published value, or says in one sentence why it is none of this field's.
    public func read(_ value: JSONValue) -> Result<AttributeValue, InvalidAttribute> {
        switch type {
        case .bool:
            if let flag = value.bool { return .success(.bool(flag)) }
        case .int:
            if let number = value.integer { return .success(.number(Double(number))) }
        case .decimal, .money:
            if let number = value.number { return .success(.number(number)) }
        case .date:
            if let text = value.string, let date = LocalDate(text) ?? Instant(text)?.dateInDenmark {
                return .success(.date(date))
            }
        case .text:
            if let text = value.string { return .success(.text(text)) }
        case .enum:
            if let text = value.string {
                guard let index = values.firstIndex(where: { $0.value == text }) else {
                    return .failure(unknown(text))
                }
                return .success(.choice(index))
            }
        case .set:
            if let elements = value.array { return readSet(elements) }
        }
        return .failure(
            InvalidAttribute(
                code: "wrongType",
                message: "Expected \(type.rawValue) for \(key), found \(value.typeName)."
            )
        )
    }

    private func readSet(_ elements: [JSONValue]) -> Result<AttributeValue, InvalidAttribute> {
        var indexes = Set<Int>()
        for element in elements {
            guard let text = element.string else {
                return .failure(
                    InvalidAttribute(
                        code: "wrongType",
                        message: "Expected strings in \(key), found \(element.typeName)."
                    )
                )
            }
            guard let index = values.firstIndex(where: { $0.value == text }) else {
                return .failure(unknown(text))
            }
            indexes.insert(index)
        }
        return .success(.choices(indexes.sorted()))
    }

    private func unknown(_ text: String) -> InvalidAttribute {
        let known = values.map(\.value)
        let hint = nearest(to: text, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
        return InvalidAttribute(
            code: "unknownValue",
            message: "\"\(text)\" is no value of \(key).\(hint)"
        )
    }
}

/// Why a published value is none of its field's.
public struct InvalidAttribute: Error, Sendable, Equatable {
    public let code: String
    public let message: String
}

extension Catalog {
    /// Every fault of a unit's attributes against this catalog, with pointers into the unit.
    public func faults(in unit: CareUnit) -> [Fault] {
        unit.attributes.members.compactMap { member in
            let pointer = JSONPointer.root.appending("attributes").appending(member.key)
            guard member.value != .null else { return nil }
            guard let field = field(member.key) else {
                let hint =
                    nearest(to: member.key, among: fields.map(\.key))
                    .map { " Did you mean \"\($0)\"?" } ?? ""
                return Fault(
                    pointer: pointer.description,
                    code: "unknownKey",
                    message: "The catalog has no field \"\(member.key)\".\(hint)"
                )
            }
            guard field.applies(to: unit.kind) else {
                return Fault(
                    pointer: pointer.description,
                    code: "notForKind",
                    message: "\(member.key) does not apply to \(unit.kind.rawValue)."
                )
            }
            guard case .failure(let invalid) = field.read(member.value) else { return nil }
            return Fault(
                pointer: pointer.description,
                code: invalid.code,
                message: invalid.message
            )
        }
    }
}
