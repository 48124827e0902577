import LMDB

/// Where a page ended: the generation, the day and the place in the order.
///
/// Written as base64url of the numbers and their checksum. The checksum guards against mistakes, not
/// against forgery: a forged cursor could only ask for another page of public data.
public struct Cursor: Sendable, Equatable {
    public var generation: UInt64
    /// Days since 1970 of the day that the first page was made on.
    var day: Int32
    /// The group whose hits go on, where the answer has groups.
    var job: Job?
    /// `SearchRequest.fingerprint` of the request that the cursor belongs to.
    var request: UInt64
    var key: SortKey

    /// The cursor as text for a URL.
    var text: String {
        var bytes: [UInt8] = []
        for number in numbers {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return Base64URL.encode(bytes)
    }

    private var numbers: [UInt64] {
        let content = [
            generation, UInt64(UInt32(bitPattern: day)) | jobNumber << 32, request, key.first,
            key.second, key.third,
            key.rotation, UInt64(key.document),
        ]
        return content + [Self.checksum(content)]
    }

    private var jobNumber: UInt64 {
        job.flatMap { Job.allCases.firstIndex(of: $0) }.map { UInt64($0) + 1 } ?? 0
    }

    /// Reads a cursor, or answers `nil` if the text is none of ours.
    public init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == 72 else { return nil }
        let numbers = stride(from: 0, to: 72, by: 8).map { start in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        }
        guard numbers[8] == Self.checksum(Array(numbers[0..<8])), numbers[1] >> 32 <= 2,
            numbers[7] <= UInt32.max
        else { return nil }
        job = numbers[1] >> 32 == 0 ? nil : Job.allCases[Int(numbers[1] >> 32) - 1]
        generation = numbers[0]
        day = Int32(bitPattern: UInt32(truncatingIfNeeded: numbers[1]))
        request = numbers[2]
        key = SortKey(
            first: numbers[3],
            second: numbers[4],
            third: numbers[5],
            rotation: numbers[6],
            document: UInt32(numbers[7])
        )
    }

    /// Reads the cursor of a request, or notes why the text is none.
    static func read(
        _ text: String,
        for request: UInt64,
        _ faults: inout [InvalidRequest.Fault]
    ) -> Cursor? {
        let cursor = Cursor(text)
        if let cursor, cursor.request == request { return cursor }
        faults.append(
            cursor == nil
                ? .init(
                    parameter: "cursor",
                    code: "notACursor",
                    danish: "cursor er ikke udstedt af denne tjeneste.",
                    english: "cursor was not issued by this service."
                )
                : .init(
                    parameter: "cursor",
                    code: "otherRequest",
                    danish: "cursor hører til en anden søgning.",
                    english: "cursor belongs to another search."
                )
        )
        return nil
    }

    init(generation: UInt64, day: Int32, job: Job? = nil, request: UInt64, key: SortKey) {
        self.generation = generation
        self.day = day
        self.job = job
        self.request = request
        self.key = key
    }

    private static func checksum(_ numbers: [UInt64]) -> UInt64 {
        numbers.reduce(0x706C_656A_6573_6F67) { mixed($0 ^ mixed($1)) }
    }
}

/// A stable hash of bytes, the same on every machine.
func stableHash(_ bytes: [UInt8]) -> UInt64 {
    XXH64.hash(bytes)
}

/// Spreads a number over all 64 bits; the finalizer of SplitMix64 (Steele, Lea & Flood 2014).
func mixed(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}

/// Bytes as text for URLs (RFC 4648, section 5, without padding).
enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var group: UInt32 = 0
            for index in 0..<3 {
                group = group << 8 | (index < part.count ? UInt32(part[start + index]) : 0)
            }
            for index in 0...part.count {
                text.append(alphabet[Int(group >> UInt32(18 - 6 * index) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text that `encode` can have written, or `nil`.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        var bits = 0
        for byte in text.utf8 {
            guard let digit = alphabet.firstIndex(of: byte) else { return nil }
            group = group << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
                group &= (1 << UInt32(bits)) - 1
            }
        }
        return group == 0 && encode(bytes) == text ? bytes : nil
    }
}
