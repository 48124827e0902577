/// Lines of delimited text after RFC 4180, safe to open in a spreadsheet.
///
/// Comma, CRLF after every line, UTF-8. It begins with a byte order mark: Excel takes a file without one
/// for Windows-1252 and shows `Ã¦` for `æ`; R, pandas and LibreOffice skip it, Python asks for `utf-8-sig`.
///
/// Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection",
/// owasp.org/www-community/attacks/CSV_Injection; ASVS 5.0, 1.2.10). Numbers are written as numbers: a
/// negative one is no text. A Danish Excel separates by semicolon, not comma, and cuts a quoted text
/// there: what follows a semicolon, tab or line break inside a text counts as the beginning of a cell.
struct CSVTable {
    enum Cell {
        case none
        case text(String?)
        case integer(Int64?)
        case number(Double?)
    }

    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    mutating func append(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .none: break
            case .text(let text): if let text { append(text) }
            case .integer(let number): if let number { bytes.append(contentsOf: "\(number)".utf8) }
            case .number(let number): if let number { append(number) }
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private mutating func append(_ number: Double) {
        if number == number.rounded(), abs(number) < 9_007_199_254_740_992 {
            bytes.append(contentsOf: String(Int64(number)).utf8)
        } else {
            bytes.append(contentsOf: number.description.utf8)
        }
    }

    private mutating func append(_ text: String) {
        let safe = Self.guarded(text)
        let special: [UInt8] = [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x09, 0x27]
        guard safe.contains(where: special.contains) || safe.first == 0x20 || safe.last == 0x20
        else {
            bytes.append(contentsOf: safe)
            return
        }
        bytes.append(0x22)
        for byte in safe {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// The text with an apostrophe before whatever a spreadsheet could take for a formula.
    static func guarded(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 1)
        // Where a cell may begin: blanks behind do not end that.
        var cellBegins = true
        for scalar in text.unicodeScalars where scalar != "\0" {
            if cellBegins, startsFormula(scalar) {
                result.append(UInt8(ascii: "'"))
                cellBegins = false
            }
            switch scalar {
            case ";", "\t", "\n", "\r": cellBegins = true
            case " ", "\u{A0}": break
            default: cellBegins = false
            }
            result.append(contentsOf: String(scalar).utf8)
        }
        return result
    }

    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r",
            // Full-width forms, which East Asian versions read as the narrow ones.
            "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
            true
        default:
            false
        }
    }
}
