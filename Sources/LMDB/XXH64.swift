/// The 64-bit checksum XXH64: about ten bytes a nanosecond, so that a whole file is checked at opening.
///
/// Source: Y. Collet, "xxHash fast digest algorithm", specification of XXH64, version 0.2.0. It finds
/// damage, not forgery.
public struct XXH64: Sendable {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    private var lanes: (UInt64, UInt64, UInt64, UInt64)
    private let seed: UInt64
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    public init(seed: UInt64 = 0) {
        self.seed = seed
        lanes = (
            seed &+ Self.prime1 &+ Self.prime2, seed &+ Self.prime2, seed, seed &- Self.prime1
        )
    }

    /// Adds bytes to what is hashed.
    ///
    /// O(n).
    public mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    @unsafe
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var position = 0
        if !pending.isEmpty {
            while pending.count < 32, position < bytes.count {
                pending.append(unsafe bytes[position])
                position += 1
            }
            guard pending.count == 32 else { return }
            unsafe pending.withUnsafeBytes { unsafe stripe($0, at: 0) }
            pending.removeAll(keepingCapacity: true)
        }
        while position + 32 <= bytes.count {
            unsafe stripe(bytes, at: position)
            position += 32
        }
        while position < bytes.count {
            pending.append(unsafe bytes[position])
            position += 1
        }
    }

    private mutating func stripe(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        lanes.0 = Self.round(lanes.0, unsafe Self.word(bytes, offset))
        lanes.1 = Self.round(lanes.1, unsafe Self.word(bytes, offset + 8))
        lanes.2 = Self.round(lanes.2, unsafe Self.word(bytes, offset + 16))
        lanes.3 = Self.round(lanes.3, unsafe Self.word(bytes, offset + 24))
    }

    /// The checksum of all bytes so far.
    public var digest: UInt64 {
        var hash: UInt64
        if length >= 32 {
            hash =
                Self.rotate(lanes.0, 1) &+ Self.rotate(lanes.1, 7) &+ Self.rotate(lanes.2, 12)
                &+ Self.rotate(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
                hash = (hash ^ Self.round(0, lane)) &* Self.prime1 &+ Self.prime4
            }
        } else {
            hash = seed &+ Self.prime5
        }
        hash = hash &+ length
        var rest = pending[...]
        while rest.count >= 8 {
            hash ^= Self.round(0, Self.number(rest.prefix(8)))
            hash = Self.rotate(hash, 27) &* Self.prime1 &+ Self.prime4
            rest = rest.dropFirst(8)
        }
        if rest.count >= 4 {
            hash ^= Self.number(rest.prefix(4)) &* Self.prime1
            hash = Self.rotate(hash, 23) &* Self.prime2 &+ Self.prime3
            rest = rest.dropFirst(4)
        }
        for byte in rest {
            hash ^= UInt64(byte) &* Self.prime5
            hash = Self.rotate(hash, 11) &* Self.prime1
        }
        hash = (hash ^ (hash >> 33)) &* Self.prime2
        hash = (hash ^ (hash >> 29)) &* Self.prime3
        return hash ^ (hash >> 32)
    }

    /// The checksum of one run of bytes.
    public static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
        var hash = XXH64(seed: seed)
        hash.update(bytes)
        return hash.digest
    }

    /// The checksum of lent bytes.
    public static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash = XXH64()
        unsafe bytes.withUnsafeBytes { unsafe hash.update($0) }
        return hash.digest
    }

    /// The checksum of a whole file, read in chunks.
    ///
    /// O(n).
    public static func hash(fileAt path: String) throws(FileError) -> UInt64 {
        let reader = try ByteReader(path: path)
        var hash = XXH64()
        var buffer: [UInt8] = Array(repeating: 0, count: 1 << 18)
        while true {
            let count = try reader.read(into: &buffer)
            if count == 0 { return hash.digest }
            unsafe buffer.withUnsafeBytes { bytes in
                unsafe hash.update(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            }
        }
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
        value << count | value >> (64 - count)
    }
}
