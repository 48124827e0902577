/// Folds a surface form towards ASCII: what it looks like typed on a foreign keyboard.
///
/// One direction only. Reading a typed "aa", "ae" or "oe" back as a letter would turn *beboer* into
/// *bebør* and break thousands of words; a fold instead leads from a typed word to every surface
/// form with the same key.
enum FoldKey {
    /// The long fold: å→aa, æ→ae, ø→oe, ä→ae, ö→oe, ü→u, other Latin accents and apostrophes removed.
    static func long(_ surface: String) -> String {
        if surface.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "'") && !isUpper($0) }) {
            return surface
        }
        var out: [UInt8] = []
        out.reserveCapacity(surface.utf8.count + 4)
        var isGeneral = false
        for scalar in surface.unicodeScalars where !appendPlain(scalar, to: &out) {
            isGeneral = true
            break
        }
        return isGeneral ? general(surface) : String(decoding: out, as: UTF8.self)
    }

    /// The loose fold: the long one, then from left to right aa→a, ae→a, oe→o (å→a, æ→a, ø→o).
    static func loose(_ surface: String) -> String {
        let key = long(surface)
        var out: [UInt8] = []
        out.reserveCapacity(key.utf8.count)
        // The first letter of a pair just written, to which the next one may belong.
        var open: UInt8 = 0
        for byte in key.utf8 {
            switch (open, byte) {
            case (UInt8(ascii: "a"), UInt8(ascii: "a")), (UInt8(ascii: "a"), UInt8(ascii: "e")),
                (UInt8(ascii: "o"), UInt8(ascii: "e")):
                open = 0
            default:
                out.append(byte)
                open = byte
            }
        }
        return out.count == key.utf8.count ? key : String(decoding: out, as: UTF8.self)
    }

    /// The loose fold letter by letter: å, æ, ø give a, a, o, and typed pairs stay two letters.
    static func letterwise(_ surface: String) -> String {
        surface.reduce(into: "") { $0 += loose(String($1)) }
    }

    /// Whether the Danish letters of a typed word are those of another with the same loose fold.
    ///
    /// Both are read as units of one loose letter each: å or aa, æ or ae, ø or oe, or any other letter.
    static func agree(_ typed: String, _ other: String) -> Bool {
        // Without a Danish letter nothing is meant that could be missing.
        let isMeant = typed.unicodeScalars.contains { $0 == "å" || $0 == "æ" || $0 == "ø" }
        guard isMeant else { return true }
        let (left, right) = (units(typed), units(other))
        guard left.count == right.count else { return true }
        return zip(left, right).allSatisfy { typed, meant in
            switch typed {
            case "å", "æ", "ø": long(typed) == long(meant)
            default: true
            }
        }
    }

    /// A word in units that fold to one loose letter each.
    private static func units(_ surface: String) -> [String] {
        var units: [String] = []
        for character in surface {
            let letter = String(character)
            if let last = units.last, ["aa", "ae", "oe"].contains(last + letter) {
                units[units.count - 1] += letter
            } else {
                units.append(letter)
            }
        }
        return units
    }

    /// Appends the fold of an ASCII or Latin-1 scalar; false for any other.
    private static func appendPlain(_ scalar: Unicode.Scalar, to out: inout [UInt8]) -> Bool {
        guard scalar.value >= 0x80 else {
            let byte = UInt8(scalar.value)
            if byte != UInt8(ascii: "'") { out.append(isUpper(byte) ? byte | 0x20 : byte) }
            return true
        }
        guard let letters = LatinLetters.fold(scalar) else { return false }
        out.append(contentsOf: letters.utf8)
        return true
    }

    /// The general way: decomposes Latin letters step by step, so that ǻ is å with an accent.
    private static func general(_ surface: String) -> String {
        let lowered = Normalizer.lowercasedNFC(Array(surface.utf16))
        var out: [UInt8] = []
        for scalar in String(decoding: lowered, as: UTF16.self).unicodeScalars {
            append(scalar, to: &out)
        }
        // Leaving a mark out can bring two others together that compose.
        let folded = Array(String(decoding: out, as: UTF8.self).utf16)
        return String(decoding: Normalizer.nfc(folded), as: UTF16.self)
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        if appendPlain(scalar, to: &out) { return }
        switch scalar.value {
        case 0x300...0x36F, 0x2BC, 0x2019: return
        case 0x100..<0x250, 0x1E00..<0x1F00:
            if let parts = Normalizer.decomposedOnce(scalar) {
                let decomposed = String(decoding: parts, as: UTF16.self)
                for part in decomposed.unicodeScalars { append(part, to: &out) }
                return
            }
        default: break
        }
        out.append(contentsOf: String(scalar).utf8)
    }

    private static func isUpper(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte)
    }
}
