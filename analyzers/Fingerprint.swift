import CICU

/// Hashes everything that decides which terms a text has.
enum Fingerprint {
    /// The fingerprint of this build on this machine.
    static let current = make()

    /// Words whose stems show which Snowball this is: it carries no version number of its own.
    private static let stemmerProbes = [
        "aftener", "bestemmelserne", "blomsterne", "boligerne", "demensen", "forbedringer",
        "friskt", "hjælpemidlerne", "hyggeligst", "indskuddene", "kost", "løst", "musikken",
        "opgavernes", "pc'en", "plejecentret", "tilfredshedens", "virksomhederne", "ældste",
    ]

    private static func make() -> String {
        var hash = FNV1a()
        hash.add("chain \(Chain.version)")
        for file in WordLists.files + Chains.files {
            hash.add(file.name)
            hash.add(file.bytes)
        }
        hash.add(versions())
        var stemmer = SnowballStemmer()
        for word in stemmerProbes { hash.add(stemmer.stem(word)) }
        return hash.hexadecimal
    }

    private static func versions() -> [UInt8] {
        var icu: [UInt8] = [0, 0, 0, 0]
        var unicode = icu
        unsafe icu.withUnsafeMutableBufferPointer { icu in
            unsafe unicode.withUnsafeMutableBufferPointer { unicode in
                unsafe cicu_versions(icu.baseAddress, unicode.baseAddress)
            }
        }
        return icu + unicode
    }
}

/// The 64-bit FNV-1a hash, stable across runs and machines.
struct FNV1a {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds bytes and a separator, so that "ab" + "c" differs from "a" + "bc".
    mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { mix(byte) }
        mix(0xFF)
    }

    mutating func add(_ text: String) {
        add(Array(text.utf8))
    }

    /// The hash in 16 hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func mix(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
