/// Checks of the identifiers that name units.
public enum SORIdentifier {
    /// Whether the text can name a unit: 1 to 18 digits, or a provisional `plov-…` id.
    public static func isWellFormed(_ id: String) -> Bool {
        if id.hasPrefix("plov-") {
            let rest = id.utf8.dropFirst(5)
            return (1...60).contains(rest.count)
                && rest.allSatisfy {
                    (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
                        || $0 == UInt8(ascii: "-")
                }
        }
        return (1...18).contains(id.utf8.count)
            && id.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether the last digit is the Verhoeff check digit of the others.
    ///
    /// Source: J. Verhoeff, "Error Detecting Decimal Codes", 1969; the scheme of SNOMED CT ids, which
    /// SOR ids follow. A failing check is a reason to warn, not to reject.
    public static func hasValidCheckDigit(_ id: String) -> Bool {
        var check = 0
        for (index, byte) in id.utf8.reversed().enumerated() {
            guard (0x30...0x39).contains(byte) else { return false }
            check = dihedral[check][permuted(Int(byte - 0x30), times: index % 8)]
        }
        return check == 0 && !id.isEmpty
    }

    private static func permuted(_ digit: Int, times: Int) -> Int {
        (0..<times).reduce(digit) { digit, _ in permutation[digit] }
    }

    /// Multiplication in the dihedral group of order ten.
    private static let dihedral: [[Int]] = (0..<10).map { left in
        (0..<10).map { right in
            switch (left < 5, right < 5) {
            case (true, true): (left + right) % 5
            case (true, false): (left + right) % 5 + 5
            case (false, true): (left - right) % 5 + 5
            case (false, false): (left - right + 5) % 5
            }
        }
    }

    private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
}
