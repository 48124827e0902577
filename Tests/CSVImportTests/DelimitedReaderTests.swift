import CSVImport
import Testing

private func records(
    _ bytes: [UInt8],
    delimiter: Character = ",",
    encoding: TextEncoding = .utf8,
    chunkSize: Int = 1
) -> [DelimitedRecord] {
    var reader = DelimitedReader(delimiter: delimiter.asciiValue!, encoding: encoding)
    var records: [DelimitedRecord] = []
    for start in stride(from: 0, to: bytes.count, by: chunkSize) {
        reader.append(Array(bytes[start..<min(start + chunkSize, bytes.count)]))
        while let record = reader.next() { records.append(record) }
    }
    reader.finish()
    while let record = reader.next() { records.append(record) }
    return records
}

private func records(_ text: String, chunkSize: Int = 1) -> [DelimitedRecord] {
    records(Array(text.utf8), chunkSize: chunkSize)
}

@Suite struct DelimitedReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [[String]]

        init(_ text: String, _ expected: [[String]]) {
            self.text = text
            self.expected = expected
        }

        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Case("", []),
        Case("\n\r\n\n", []),
        Case("a", [["a"]]),
        Case("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        Case("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        Case("a,b\n\nc,d\n", [["a", "b"], ["c", "d"]]),
        Case(",\n,", [["", ""], ["", ""]]),
        Case("\"\"\nb", [[""], ["b"]]),
        Case("\"a,b\",c\n", [["a,b", "c"]]),
        Case("\"a\nb\",c\r\n\"d\r\ne\",f", [["a\nb", "c"], ["d\r\ne", "f"]]),
        Case("\"a \"\"b\"\" c\"", [["a \"b\" c"]]),
        Case("a \"b\" c,d", [["a \"b\" c", "d"]]),
        Case("a,\"b\"\r", [["a", "b"]]),
        Case("a,b\r", [["a", "b"]]),
        Case("\u{FEFF}a,b", [["a", "b"]]),
        Case("\u{FEFF}\"a\",b", [["a", "b"]]),
        Case("æ,ø\nå,é", [["æ", "ø"], ["å", "é"]]),
        Case(" a , b ", [[" a ", " b "]]),
    ])
    func readsWhatTheStandardSays(_ example: Case) {
        for chunkSize in [1, 2, 3, 1000] {
            let found = records(example.text, chunkSize: chunkSize)
            #expect(found.map(\.fields) == example.expected)
            #expect(found.allSatisfy { $0.fault == nil })
        }
    }

    @Test func takesAnyDelimiter() {
        for delimiter in ["\t", ";", "|", ","] as [Character] {
            let text = "a\(delimiter)\"b\(delimiter)c\""
            let found = records(Array(text.utf8), delimiter: delimiter)
            #expect(found.map(\.fields) == [["a", "b\(delimiter)c"]])
        }
    }

    @Test func numbersRecordsByTheLineOnWhichTheyBegin() {
        let found = records("a,b\n\"1\n2\n3\",x\n\n\r\nc,d\n")
        #expect(found.map(\.line) == [1, 2, 7])
    }

    struct Faulty: Sendable {
        let text: String
        let lines: [Int]
        let faults: [DelimitedFault?]
    }

    @Test(arguments: [
        Faulty(
            text: "a,b\nc\nd,e,f\ng,h",
            lines: [1, 2, 3, 4],
            faults: [
                nil, .tooFewColumns(found: 1, expected: 2),
                .tooManyColumns(found: 3, expected: 2), nil,
            ]
        ),
        Faulty(
            text: "a,b\n\"c\"x,d\ne,f",
            lines: [1, 2, 3],
            faults: [nil, .textAfterQuote, nil]
        ),
        // A quote forgotten on line 2 must not take lines 3 and 4 with it,
        Faulty(
            text: "a,b\n\"c,d\ne,f\ng,h\n",
            lines: [1, 2, 3, 4],
            faults: [nil, .unterminatedQuote, nil, nil]
        ),
        // nor when a later quote seems to close it.
        Faulty(
            text: "a,b\nx,\"c\ne,f\ng,\"h\"\ni,j\n",
            lines: [1, 2, 3, 4, 5],
            faults: [nil, .unterminatedQuote, nil, nil, nil]
        ),
        Faulty(
            text: "a,b\n\"c,d\n\"e,f\n\"g,h\ni,j\n",
            lines: [1, 2, 3, 4, 5],
            faults: [nil, .unterminatedQuote, .unterminatedQuote, .unterminatedQuote, nil]
        ),
        Faulty(text: "a\n\"b", lines: [1, 2], faults: [nil, .unterminatedQuote]),
    ])
    func reportsWhatIsWrongAndGoesOn(_ example: Faulty) {
        for chunkSize in [1, 3, 1000] {
            let found = records(example.text, chunkSize: chunkSize)
            #expect(found.map(\.line) == example.lines)
            #expect(found.map(\.fault) == example.faults)
        }
    }

    @Test func findsBytesThatAreNotUTF8() {
        let found = records([0x61, 0x0A, 0x62, 0xE6, 0x0A, 0x63])
        #expect(found.map(\.fault) == [nil, .invalidUTF8, nil])
        #expect(found[1].fields == ["b\u{FFFD}"])
    }

    @Test func readsWindows1252() {
        let high = Array(UInt8(0x80)...0x9F).filter {
            ![0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0)
        }
        let found = records(high + [0xE6, 0xF8, 0xE5, 0xC5, 0xFF], encoding: .windows1252)
        #expect(found.map(\.fields) == [["€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸæøåÅÿ"]])
    }

    @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func namesBytesThatStandForNothing(_ byte: UInt8) {
        let found = records([0x61, byte, 0x0A, 0x62], encoding: .windows1252)
        #expect(found.map(\.fault) == [.undefinedByte(byte), nil])
        #expect(found[0].fields == ["a\u{FFFD}"])
    }

    @Test func givesUpARecordThatIsTooLongAndNoOther() {
        let long = [UInt8](repeating: 0x61, count: DelimitedReader.maximumRecordLength + 10)
        let bytes = Array("a\n".utf8) + long + Array("\nb\n".utf8)
        let found = records(bytes, chunkSize: 10_000)
        #expect(found.map(\.line) == [1, 2, 3])
        #expect(found.map(\.fault) == [nil, .recordTooLong, nil])
    }

    @Test func readsManyForgottenQuotesInLinearTime() {
        let text = "a\n\"\n" + String(repeating: "a\",\"\n", count: 20_000)
        let found = records(text, chunkSize: 65_536)
        #expect(found.count == 20_002)
        #expect(found.map(\.line) == Array(1...20_002))
    }

    @Test func givesBackWhatAWriterWrote() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let alphabet = ["a", "æ", " ", "\"", ",", ";", "\n", "\r\n", "\r", "1", "😀", "é"]
        for _ in 0..<300 {
            let width = Int.random(in: 1...5, using: &random)
            let table = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                (0..<width).map { _ in
                    (0..<Int.random(in: 0...6, using: &random))
                        .map { _ in alphabet.randomElement(using: &random)! }.joined()
                }
            }
            let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
            let text = table.map { row in
                row.map { "\"" + $0.doublingQuotes + "\"" }.joined(separator: ",") + lineBreak
            }.joined()
            let size = Int.random(in: 1...20, using: &random)
            let found = records(Array(text.utf8), chunkSize: size)
            #expect(found.map(\.fields) == table, "seed \(seed)")
            #expect(found.allSatisfy { $0.fault == nil }, "seed \(seed)")
        }
    }

    @Test func losesNoLineOfNoise() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                [0x61, 0x22, 0x2C, 0x0A, 0x0D, 0xE6].randomElement(using: &random)! as UInt8
            }
            let found = records(bytes, chunkSize: Int.random(in: 1...9, using: &random))
            #expect(found == records(bytes, chunkSize: 1000), "seed \(seed)")
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            var accounted = Set(found.map(\.line))
            // A whole record covers the line breaks inside its quoted values too.
            for record in found where record.fault == nil || !record.fields.isEmpty {
                let breaks = record.fields.reduce(0) { $0 + $1.utf8.count { $0 == 0x0A } }
                for line in record.line...(record.line + breaks) { accounted.insert(line) }
            }
            for (index, line) in lines.enumerated() where !line.isEmpty && line != [0x0D] {
                #expect(accounted.contains(index + 1), "seed \(seed), line \(index + 1)")
            }
        }
    }
}

extension String {
    fileprivate var doublingQuotes: String {
        utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\"\"")
    }
}
