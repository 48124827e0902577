public import CareUnits

/// A comparison as comma-separated values (RFC 4180), one line for each value.
///
/// Lines end in CRLF; the text is UTF-8 behind a byte order mark, without which spreadsheets on Danish
/// machines garble æ, ø and å. A text that a spreadsheet would take for a formula gets an apostrophe
/// (OWASP, "CSV Injection"); numbers stay numbers.
public enum ComparisonCSV {
    static let columns = [
        "rowKey", "rowLabel", "group", "level", "subject", "name", "value", "display", "unit", "n",
        "lower", "upper", "status", "period", "source", "publishedAt", "note", "inheritedFrom",
        "verdict", "reason", "median", "lowerQuartile", "upperQuartile", "count", "missing",
    ]

    /// Renders the answer of `/v1/compare`.
    ///
    /// O(length of the answer).
    public static func render(_ answer: JSONValue) -> [UInt8] {
        var table = Table()
        table.append(columns.map { .string($0) })
        let units = answer["units"]?.array ?? []
        for row in answer["rows"]?.array ?? [] {
            for (unit, cell) in zip(units, row["cells"]?.array ?? []) {
                var line = Line(row, cell)
                line["level"] = cell["level"] ?? "unit"
                line["subject"] = unit["id"]
                line["name"] = unit["name"]
                table.append(line.fields)
            }
            for figure in row["reference"]?.array ?? [] {
                var line = Line(row, figure)
                line["level"] = figure["level"]
                line["name"] = figure["label"]
                line["count"] = figure["units"]
                table.append(line.fields)
            }
            for peer in row["peers"]?.array ?? [] {
                var line = Line(row, peer)
                line["level"] = peer["group"].map { .string("peers of \($0.string ?? "")") }
                line["name"] = peer["label"]
                table.append(line.fields)
            }
        }
        return table.bytes
    }

    /// One line by the names of its columns.
    private struct Line {
        private var members: [String: JSONValue] = [:]

        init(_ row: JSONValue, _ value: JSONValue) {
            for name in columns { members[name] = value[name] }
            members["lower"] = value["interval"]?["lower"]
            members["upper"] = value["interval"]?["upper"]
            members["rowKey"] = row["key"]
            members["rowLabel"] = row["label"]
            members["group"] = row["group"]
            members["verdict"] = row["verdict"]
            members["reason"] = row["reason"]
        }

        subscript(name: String) -> JSONValue? {
            get { members[name] }
            set { members[name] = newValue }
        }

        var fields: [JSONValue?] { columns.map { members[$0] } }
    }

    /// Fields as bytes.
    private struct Table {
        private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

        mutating func append(_ fields: [JSONValue?]) {
            for (place, field) in fields.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                if let field { append(field) }
            }
            bytes += [0x0D, 0x0A]
        }

        private mutating func append(_ value: JSONValue) {
            switch value {
            case .string(let text): append(text: text)
            case .array(let values):
                append(text: values.compactMap(\.string).joined(separator: "; "))
            default: bytes += value.encoded
            }
        }

        private mutating func append(text: String) {
            let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
            let shown = isFormula ? "'" + text : text
            guard shown.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
                bytes += Array(shown.utf8)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in shown.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
