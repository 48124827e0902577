/// Writes the surface form of a word: NFC, lower case, `'` for apostrophes, nothing invisible.
enum SurfaceForm {
    /// The surface form of a word's original bytes, or nil when nothing visible is left.
    ///
    /// Spaces inside are left out: they occur only where a house number meets its letter.
    static func of(_ bytes: Span<UInt8>, scratch: inout [UInt8]) -> String? {
        scratch.removeAll(keepingCapacity: true)
        guard appendPlain(bytes, to: &scratch) else { return general(bytes) }
        return finished(&scratch)
    }

    /// The surface form of a whole word given as a string.
    static func of(_ word: String) -> String {
        var scratch: [UInt8] = []
        return of(word.utf8.span, scratch: &scratch) ?? ""
    }

    /// Lowers ASCII and Latin-1 by table; false when the word holds anything else.
    private static func appendPlain(_ bytes: Span<UInt8>, to scratch: inout [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x41...0x5A: scratch.append(byte | 0x20)
            case UInt8(ascii: " "): break
            case 0..<0x80: scratch.append(byte)
            case 0xC3:
                let second = bytes[index + 1]
                let isUpper = second < 0x9F && second != 0x97
                scratch.append(byte)
                scratch.append(isUpper ? second + 0x20 : second)
                index += 1
            case 0xC2 where bytes[index + 1] == 0xAD:  // soft hyphen
                index += 1
            case 0xC2 where bytes[index + 1] == 0xB4:  // ´
                scratch.append(apostrophe)
                index += 1
            case 0xE2 where bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99:  // ’
                scratch.append(apostrophe)
                index += 2
            default: return false
            }
            index += 1
            // Enough for the longest term; the rest of a giant word is not looked at.
            if scratch.count > 2 * Token.longestTerm { return true }
        }
        return true
    }

    /// The general way, through ICU; only the first kilobyte of a word can matter.
    private static func general(_ bytes: Span<UInt8>) -> String? {
        var end = min(bytes.count, 1024)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let text = decoded(bytes.extracting(0..<end))
        var units: [UInt16] = []
        units.reserveCapacity(end)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: break
            case 0xB4, 0x2BC, 0x2019: units.append(UInt16(apostrophe))
            default: units.append(contentsOf: UTF16.encode(scalar).map(Array.init) ?? [])
            }
        }
        var utf8 = Array(String(decoding: Normalizer.lowercasedNFC(units), as: UTF16.self).utf8)
        return finished(&utf8)
    }

    /// Takes apostrophes off both ends and cuts at the longest term.
    private static func finished(_ utf8: inout [UInt8]) -> String? {
        var start = 0
        var end = utf8.count
        while start < end, utf8[start] == apostrophe { start += 1 }
        if end - start > Token.longestTerm {
            end = start + Token.longestTerm
            while utf8[end] & 0xC0 == 0x80 { end -= 1 }
        }
        while end > start, utf8[end - 1] == apostrophe { end -= 1 }
        return end > start ? String(decoding: utf8[start..<end], as: UTF8.self) : nil
    }

    private static func decoded(_ bytes: Span<UInt8>) -> String {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count)
        for index in bytes.indices { utf8.append(bytes[index]) }
        return String(decoding: utf8, as: UTF8.self)
    }

    private static let apostrophe = UInt8(ascii: "'")
}
