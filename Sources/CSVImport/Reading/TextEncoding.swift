/// How the bytes of a delimited file stand for characters.
public enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8 (RFC 3629), with or without a byte order mark.
    case utf8 = "utf-8"
    /// Windows-1252, the encoding of Danish spreadsheets.
    case windows1252 = "windows-1252"

    /// The text that the bytes stand for, or the first fault in them, in O(n).
    func decode(_ bytes: [UInt8]) -> Result<String, DelimitedFault> {
        switch self {
        case .utf8:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(.invalidUTF8)
            }
            return .success(text)
        case .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes {
                guard let scalar = Self.windows1252Scalar(byte) else {
                    return .failure(.undefinedByte(byte))
                }
                text.append(scalar)
            }
            return .success(String(text))
        }
    }

    /// The text for showing to people, with U+FFFD where the bytes stand for nothing.
    func decodeLossily(_ bytes: [UInt8]) -> String {
        switch self {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Self.windows1252Scalar(byte) ?? "\u{FFFD}") }
            return String(text)
        }
    }

    private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let value = windows1252HighControls[Int(byte) - 0x80]
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    /// What 0x80 to 0x9F stand for; 0 marks the five bytes that stand for nothing.
    ///
    /// Every other byte is the character of the same number, as in ISO 8859-1.
    ///
    /// Source: IANA character set registration "windows-1252"; browsers read the five as C1 controls,
    /// which no register means.
    private static let windows1252HighControls: [UInt32] = [
        0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017D, 0x0000,
        0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,
    ]
}
