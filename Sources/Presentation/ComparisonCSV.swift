public import CareUnits

/// A comparison as a table for spreadsheets and statistics programs.
///
/// Long format: one line for each row and unit, then one for each value that stands beside them. The
/// column `line` tells them apart: `unit`, `reference`, and `peerMedian`, `peerLowerQuartile`,
/// `peerUpperQuartile`. `level` says about whom a value speaks; in a `unit` line it is `municipality`
/// where the unit has only its municipality's value. Missing is an empty cell with a `status`, never 0.
///
/// SOR ids have up to 16 digits, of which Excel keeps 15 when it opens the file by a double click; they
/// are written as they are all the same, as they must match other data. Import the column as text.
public enum ComparisonCSV {
    /// The names in the first line.
    ///
    /// New ones are added at the end.
    static let header = [
        "rowKey", "rowLabel", "group", "unitId", "unitName", "level", "value", "display", "unit",
        "n", "lower", "upper", "status", "statusText", "period", "source", "publishedAt", "verdict",
        "reason", "note", "inheritedFrom", "line", "units", "missing", "comparedTo", "difference",
        "differenceLower", "differenceUpper", "differenceVerdict", "method", "generation",
    ]

    /// The answer of `/v1/compare` as RFC 4180 (`text/csv; charset=utf-8; header=present`).
    ///
    /// O(cells).
    public static func render(_ answer: JSONValue) -> [UInt8] {
        let answer = ComparisonAnswer(answer)
        var table = CSVTable()
        table.append(header.map { .text($0) })
        for row in answer.rows {
            for (unit, cell) in zip(answer.units, row.cells) {
                var line = Line(row, in: answer)
                line.set(cell, answer.language)
                line["unitId"] = .text(unit.id)
                line["unitName"] = .text(unit.name)
                line["level"] = .text(cell.level ?? "unit")
                line["line"] = .text("unit")
                if let difference = cell.difference {
                    line["comparedTo"] = .text(row.to)
                    line["difference"] = .number(difference.value)
                    line["differenceLower"] = .number(difference.lower)
                    line["differenceUpper"] = .number(difference.upper)
                    line["differenceVerdict"] = .text(difference.verdict)
                }
                table.append(line.cells)
            }
            for reference in row.reference {
                var line = Line(row, in: answer)
                line.set(reference, answer.language)
                line["unitId"] = .text(reference.subject)
                line["unitName"] = .text(reference.label)
                line["level"] = .text(reference.level)
                line["line"] = .text("reference")
                line["units"] = .integer(reference.units)
                table.append(line.cells)
            }
            for peers in row.peers {
                for line in lines(of: peers, row, in: answer) { table.append(line.cells) }
            }
        }
        return table.bytes
    }

    private static func lines(
        of peers: ComparisonAnswer.Peers,
        _ row: ComparisonAnswer.Row,
        in answer: ComparisonAnswer
    ) -> [Line] {
        [
            ("peerMedian", peers.median), ("peerLowerQuartile", peers.lowerQuartile),
            ("peerUpperQuartile", peers.upperQuartile),
        ].map { name, value in
            var line = Line(row, in: answer)
            line["unitId"] = .text(peers.subject)
            line["unitName"] = .text(peers.label)
            line["level"] = .text(peers.group)
            line["value"] = Line.cell(value)
            // The words are of all three; they stand once.
            line["display"] = name == "peerMedian" ? .text(peers.display) : .none
            let status = value == nil ? "notReported" : "ok"
            line["status"] = .text(status)
            line["statusText"] = .text(StatusWords.text(status, answer.language))
            line["line"] = .text(name)
            line["units"] = .integer(peers.count)
            line["missing"] = .integer(peers.missing)
            return line
        }
    }
}

/// One line while its cells are found by the names of their columns.
private struct Line {
    private(set) var cells: [CSVTable.Cell]

    init(_ row: ComparisonAnswer.Row, in answer: ComparisonAnswer) {
        cells = Array(repeating: .none, count: ComparisonCSV.header.count)
        self["rowKey"] = .text(row.key)
        self["rowLabel"] = .text(row.label)
        self["group"] = .text(row.group)
        self["verdict"] = .text(row.verdict)
        self["reason"] = .text(row.reason)
        self["method"] = .text(answer.method)
        self["generation"] = .integer(answer.generation)
    }

    subscript(column: String) -> CSVTable.Cell {
        get { cells[index(column)] }
        set { cells[index(column)] = newValue }
    }

    private func index(_ column: String) -> Int {
        guard let index = ComparisonCSV.header.firstIndex(of: column) else {
            preconditionFailure("there is no column \(column)")
        }
        return index
    }

    /// What a unit's cell and a reference value have in common.
    mutating func set(_ figure: ComparisonAnswer.Figure, _ language: Language) {
        self["value"] = Self.cell(figure.value)
        self["display"] = .text(figure.display)
        self["unit"] = .text(figure.unit)
        self["n"] = .integer(figure.n)
        self["lower"] = .number(figure.lower)
        self["upper"] = .number(figure.upper)
        self["status"] = .text(figure.status)
        self["statusText"] = .text(StatusWords.text(figure.status, language))
        self["period"] = .text(figure.period)
        self["source"] = .text(figure.source)
        self["publishedAt"] = .text(figure.publishedAt)
        self["note"] = .text(figure.note)
        switch figure.inheritedFrom {
        case .predecessor(let id)?: self["inheritedFrom"] = .text(id)
        case .unnamed?: self["inheritedFrom"] = .text("true")
        case nil: break
        }
    }

    /// A JSON value as one cell: numbers as numbers, lists parted by `|`, the rest as JSON.
    static func cell(_ value: JSONValue?) -> CSVTable.Cell {
        switch value {
        case nil, .null?: .none
        case .integer(let number)?: .integer(number)
        case .decimal(let number)?: .number(number)
        case .bool(let flag)?: .text(flag ? "true" : "false")
        case .string(let text)?: .text(text)
        case .array(let elements)? where elements.allSatisfy({ $0.string != nil }):
            .text(elements.compactMap(\.string).joined(separator: "|"))
        case let value?: .text(String(decoding: value.encoded, as: UTF8.self))
        }
    }
}
