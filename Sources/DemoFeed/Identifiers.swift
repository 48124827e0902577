/// Identifiers that pass their checks and stand outside the ranges in use, so that none is anyone's.
enum Identifiers {
    /// A SOR id: item number, namespace 1000016, partition 00 and a Verhoeff check digit.
    static func sorId(_ index: Int) -> String {
        // Item numbers in use have six digits.
        let body = "\(9_000_000 + index)100001600"
        return body + String(verhoeffCheckDigit(body))
    }

    /// A P-number of ten digits; the real ones begin with 1.
    static func productionUnitNumber(_ index: Int) -> String {
        String(9_000_000_000 + index)
    }

    /// A CVR number of eight digits with its modulus-11 check; the real ones are below 50 million.
    static func cvrNumber(_ index: Int) -> String {
        let weights = [2, 7, 6, 5, 4, 3, 2]
        // A seven-digit number whose check digit would be 10 is skipped, as the register does.
        var number = 9_000_000 + index * 2
        while true {
            let digits = String(number).utf8.map { Int($0) - 0x30 }
            let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
            let check = (11 - sum % 11) % 11
            if check < 10 { return String(number * 10 + check) }
            number += 1
        }
    }

    /// A GS1 location number of thirteen digits with its check digit, in the Danish public series.
    static func gln(_ index: Int) -> String {
        let body = String(579_090_000_000 + index)
        var sum = 0
        for (position, digit) in body.utf8.reversed().enumerated() {
            sum += (Int(digit) - 0x30) * (position.isMultiple(of: 2) ? 3 : 1)
        }
        return body + String((10 - sum % 10) % 10)
    }

    /// Thirty-two hexadecimal digits in the grouping of a UUID.
    static func uuid(_ random: inout DemoRandom) -> String {
        let digits = hexadecimal(random.next()) + hexadecimal(random.next())
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst())
            .map { String(decoding: digits[$0..<$1], as: UTF8.self) }
            .joined(separator: "-")
    }

    private static func hexadecimal(_ number: UInt64) -> [UInt8] {
        let alphabet = Array("0123456789abcdef".utf8)
        return (0..<16).map { alphabet[Int(number >> UInt64(60 - 4 * $0) & 15)] }
    }

    /// The digit that makes a number pass Verhoeff's check.
    ///
    /// Algorithm: J. Verhoeff, "Error Detecting Decimal Codes", 1969, over the dihedral group D5.
    private static func verhoeffCheckDigit(_ body: String) -> Int {
        var check = 0
        for (position, digit) in body.utf8.reversed().enumerated() {
            let permuted = permutations[(position + 1) % 8][Int(digit) - 0x30]
            check = product(check, permuted)
        }
        return inverses[check]
    }

    private static let inverses = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9]

    /// The product in D5: 0 to 4 are rotations, 5 to 9 reflections.
    private static func product(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): (left + right - 5) % 5 + 5
        case (false, true): (left - 5 - right + 5) % 5 + 5
        case (false, false): (left - right + 5) % 5
        }
    }

    /// Verhoeff's permutation applied zero to seven times.
    private static let permutations: [[Int]] = {
        var rows = [Array(0...9)]
        let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        for _ in 1..<8 { rows.append(rows[rows.count - 1].map { step[$0] }) }
        return rows
    }()
}
