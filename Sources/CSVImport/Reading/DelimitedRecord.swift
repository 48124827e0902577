/// One record of a delimited file, whole or with what is wrong with it.
public struct DelimitedRecord: Sendable, Equatable {
    /// The 1-based line on which the record begins.
    public let line: Int
    /// The values in the order of the columns; with a fault, as far as they could be read.
    public let fields: [String]
    /// The first thing wrong with the record, if any.
    public let fault: DelimitedFault?

    /// A record that began on `line`.
    public init(line: Int, fields: [String], fault: DelimitedFault? = nil) {
        self.line = line
        self.fields = fields
        self.fault = fault
    }
}

/// Why a record of a delimited file cannot be used.
public enum DelimitedFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A quoted value has no closing quote where one could stand.
    case unterminatedQuote
    /// Something other than a delimiter or a line break follows a closing quote.
    case textAfterQuote
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// A byte that stands for nothing in Windows-1252.
    case undefinedByte(UInt8)
    /// Fewer values than the first record has.
    case tooFewColumns(found: Int, expected: Int)
    /// More values than the first record has.
    case tooManyColumns(found: Int, expected: Int)
    /// The record is longer than ``DelimitedReader/maximumRecordLength``.
    case recordTooLong

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unterminatedQuote: "unterminatedQuote"
        case .textAfterQuote: "textAfterQuote"
        case .invalidUTF8: "invalidUTF8"
        case .undefinedByte: "undefinedByte"
        case .tooFewColumns: "tooFewColumns"
        case .tooManyColumns: "tooManyColumns"
        case .recordTooLong: "recordTooLong"
        }
    }

    /// One sentence for people.
    public var description: String {
        switch self {
        case .unterminatedQuote: "A quoted value is not closed."
        case .textAfterQuote: "Text follows a closing quote."
        case .invalidUTF8: "The bytes are not UTF-8; is the file Windows-1252?"
        case .undefinedByte(let byte):
            "Byte 0x\(String(byte, radix: 16, uppercase: true)) stands for nothing in Windows-1252."
        case .tooFewColumns(let found, let expected):
            "\(found) values where the header has \(expected) columns."
        case .tooManyColumns(let found, let expected):
            "\(found) values where the header has \(expected) columns."
        case .recordTooLong:
            "The record is longer than \(DelimitedReader.maximumRecordLength) bytes."
        }
    }
}
