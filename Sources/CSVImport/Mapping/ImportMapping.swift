public import CareUnits

/// How the rows of a delimited file become units: the contents of a mapping file.
///
/// `mappings/README.md` describes the file format; ``parse(_:)`` reads it.
public struct ImportMapping: Sendable {
    /// Names the import in event sources, as in `/plejesoeg/import/register-2026`.
    public let name: String
    /// How the bytes of the file stand for characters.
    public let encoding: TextEncoding
    /// The byte between two values.
    public let delimiter: UInt8
    /// The columns that the file must have; others may stand beside them.
    public let columns: [String]
    /// The date that the file describes: when its agreements count from, and the time of its events.
    public let sourceDate: LocalDate
    /// The version of every unit of this file; a later file needs a higher one.
    public let version: Int64
    /// The catalog to publish ahead of the units, if the mapping brings one.
    public let catalog: JSONValue?

    package let idPrefix: String
    package let idColumn: String
    package let fields: [(field: TargetField, source: FieldSource)]
    package let attributes: [AttributeSource]
    package let texts: [(key: String, source: FieldSource)]
    package let kind: DecisionList
    package let agreement: DecisionList
    package let rules: [RepairRule]
    package let operatorNames: [String]

    /// A catalog field that a column fills.
    package struct AttributeSource: Sendable, Equatable {
        package var key: String
        package var source: FieldSource
        package var type: ValueType
    }

    /// How the text of a column becomes an attribute.
    package enum ValueType: String, CaseIterable, Sendable {
        case int
        case decimal
        case bool
        case text
    }
}

/// A mapping file that cannot be used, with every fault found in it.
public struct MappingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, each with a JSON pointer into the mapping.
    public let faults: [Fault]

    /// Every fault on a line of its own.
    public var description: String {
        faults.map { "\($0.pointer.isEmpty ? "/" : $0.pointer): \($0.message)" }
            .joined(separator: "\n")
    }
}
