import CareUnits
import Testing

@testable import Presentation

@Suite struct ComparisonCSVTests {
    @Test(arguments: Cases.all)
    func looksAsBefore(_ name: String) throws {
        let bytes = ComparisonCSV.render(try Cases.answer(name))
        #expect(try Cases.isGolden(bytes, "\(name).csv"))
    }

    @Test(arguments: Cases.all)
    func everyLineHasEveryColumnAndEndsWithCRLF(_ name: String) throws {
        let bytes = ComparisonCSV.render(try Cases.answer(name))
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(Array(bytes.suffix(2)) == [0x0D, 0x0A])
        let records = try RFC4180.read(bytes.dropFirst(3))
        #expect(records.first == ComparisonCSV.header)
        #expect(records.allSatisfy { $0.count == ComparisonCSV.header.count })
    }

    @Test func everyUnitReferenceAndPeerValueIsALine() throws {
        let answer = try Cases.answer("rich")
        let rows = try #require(answer["rows"]?.array)
        let expected = rows.reduce(0) { sum, row in
            sum + row.elements("cells").count + row.elements("reference").count
                + 3 * row.elements("peers").count
        }
        #expect(try lines(of: "rich").count == expected)
    }

    @Test func aValueComesBackAsItWas() throws {
        let line = try #require(
            try lines(of: "rich").first {
                $0["rowKey"] == "indicator.satisfactionShare" && $0["line"] == "unit"
            }
        )
        #expect(line["unitId"] == "1280171000016004")
        #expect(line["unitName"] == "Plejehjemmet Søhaven")
        #expect(line["value"] == "0.82")
        #expect(line["display"] == "82 %")
        #expect(line["n"] == "41")
        #expect(line["lower"] == "0.68")
        #expect(line["upper"] == "0.91")
        #expect(line["status"] == "ok")
        #expect(line["period"] == "2025")
        #expect(line["verdict"] == "noDemonstrableDifference")
        #expect(line["comparedTo"] == "312451000016009")
        #expect(line["difference"] == "0.07")
        #expect(line["method"] == "3")
    }

    @Test func whatIsNotOkHasAReasonAndNoNumber() throws {
        let empty = try lines(of: "rich").filter { $0["status"] != "ok" }
        #expect(Set(empty.compactMap { $0["status"] }).count == 9)
        for line in empty {
            #expect(line["value"] == "" && line["lower"] == "" && line["upper"] == "")
            #expect(line["statusText"] != "")
        }
    }

    @Test func theLevelSaysWhomAValueSpeaksOf() throws {
        let lines = try lines(of: "rich").filter { $0["rowKey"] == "indicator.falls" }
        #expect(lines.map { $0["level"] } == ["unit", "municipality", "unit", "unit", "national"])
        #expect(lines.map { $0["line"] } == ["unit", "unit", "unit", "unit", "reference"])
    }

    @Test func peersAreThreeLines() throws {
        let lines = try lines(of: "rich").filter {
            $0["rowKey"] == "rent" && $0["line"]?.hasPrefix("peer") == true
        }
        #expect(lines.map { $0["value"] } == ["6120", "5480", "6990"])
        #expect(lines.map { $0["units"] } == ["798", "798", "798"])
        #expect(lines.map { $0["missing"] } == ["131", "131", "131"])
    }

    @Test func nothingBeginsAFormula() throws {
        let bytes = ComparisonCSV.render(try Cases.answer("hostile")).dropFirst(3)
        // Read as it is meant, and as a Danish spreadsheet reads it, which parts cells by semicolon.
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
            for cell in RFC4180.cells(bytes, separator) where Double(cell) == nil {
                let first = cell.drop { $0 == " " || $0 == "\"" }.first
                #expect(!"=+-@\t\r＝＋－＠".contains(first ?? "x"), "\(cell)")
            }
        }
    }

    @Test(
        arguments: [
            ("Søhaven", "Søhaven"), ("", ""), ("=1+1", "'=1+1"),
            ("+45 86 12 34 56", "'+45 86 12 34 56"),
            ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t'=1"), ("\r=1", "'\r'=1"),
            (" =1", " '=1"), ("a=b", "a=b"), ("mellem -1 og 2", "mellem -1 og 2"),
            ("a;=b", "a;'=b"), ("a; -b", "a; '-b"), ("a\n=b", "a\n'=b"), ("a,=b", "a,=b"),
            ("\0=1", "'=1"), ("＝1", "'＝1"), ("''=", "''="),
        ]
    )
    func textIsGuarded(_ text: String, _ expected: String) {
        #expect(String(decoding: CSVTable.guarded(text), as: UTF8.self) == expected)
    }

    @Test func numbersStayNumbers() throws {
        var table = CSVTable()
        table.append([.number(-3.5), .integer(-7), .number(1_000_000), .number(0.1), .text("-3.5")])
        let text = String(decoding: table.bytes.dropFirst(3), as: UTF8.self)
        #expect(text == "-3.5,-7,1000000,0.1,\"'-3.5\"\r\n")
    }

    private func lines(of name: String) throws -> [[String: String]] {
        let records = try RFC4180.read(ComparisonCSV.render(try Cases.answer(name)).dropFirst(3))
        return records.dropFirst().map {
            Dictionary(uniqueKeysWithValues: zip(ComparisonCSV.header, $0))
        }
    }
}

/// Reads delimited text by the letter of RFC 4180, section 2.
private enum RFC4180 {
    struct Fault: Error {
        var offset: Int
    }

    static func read(_ bytes: some Collection<UInt8>) throws -> [[String]] {
        let bytes = Array(bytes)
        var records: [[String]] = []
        var record: [String] = []
        var position = 0
        while position < bytes.count {
            var cell: [UInt8] = []
            if bytes[position] == 0x22 {
                position += 1
                while true {
                    guard position < bytes.count else { throw Fault(offset: position) }
                    if bytes[position] != 0x22 {
                        cell.append(bytes[position])
                    } else if position + 1 < bytes.count, bytes[position + 1] == 0x22 {
                        cell.append(0x22)
                        position += 1
                    } else {
                        break
                    }
                    position += 1
                }
                position += 1
            } else {
                while position < bytes.count, ![0x2C, 0x0D].contains(bytes[position]) {
                    guard bytes[position] != 0x22, bytes[position] != 0x0A else {
                        throw Fault(offset: position)
                    }
                    cell.append(bytes[position])
                    position += 1
                }
            }
            record.append(String(decoding: cell, as: UTF8.self))
            guard position < bytes.count else { throw Fault(offset: position) }
            switch bytes[position] {
            case 0x2C:
                position += 1
            case 0x0D where position + 1 < bytes.count && bytes[position + 1] == 0x0A:
                position += 2
                records.append(record)
                record = []
            default:
                throw Fault(offset: position)
            }
        }
        guard record.isEmpty else { throw Fault(offset: position) }
        return records
    }

    /// What a careless reader with another separator takes for cells: quotes count at a cell's start only.
    static func cells(_ bytes: some Collection<UInt8>, _ separator: UInt8) -> [String] {
        if separator == 0x2C { return (try? read(bytes))?.flatMap(\.self) ?? [] }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars
            .split { $0.value == UInt32(separator) || $0 == "\n" || $0 == "\r" }
            .map { String($0) }
    }
}
