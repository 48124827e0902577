import LMDB
import TestSupport
import Testing

@Suite struct XXH64Tests {
    /// The test vectors of the reference implementation (Cyan4973/xxHash, `cli/xsum_sanity_check.c`):
    /// lengths of one generated buffer, without and with a seed.
    @Test(
        arguments: [
            (0, 0, 0xEF46_DB37_51D8_E999), (0, 2_654_435_761, 0xAC75_FDA2_929B_17EF),
            (1, 0, 0xE934_A84A_DB05_2768), (1, 2_654_435_761, 0x5014_6076_43A9_B4C3),
            (4, 0, 0x9136_A0DC_A574_57EE), (14, 0, 0x8282_DCC4_994E_35C8),
            (14, 2_654_435_761, 0xC3BD_6BF6_3DEB_6DF0), (222, 0, 0xB641_AE8C_B691_C174),
            (222, 2_654_435_761, 0x20CB_8AB7_AE10_C14A),
        ] as [(Int, UInt64, UInt64)]
    )
    func referenceVectorsAgree(length: Int, seed: UInt64, expected: UInt64) {
        var generator: UInt64 = 2_654_435_761
        var buffer: [UInt8] = []
        for _ in 0..<length {
            buffer.append(UInt8(truncatingIfNeeded: generator >> 56))
            generator = generator &* 11_400_714_785_074_694_797
        }
        #expect(XXH64.hash(buffer, seed: seed) == expected)
    }

    @Test(
        arguments: [
            ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
        ] as [(String, UInt64)]
    )
    func knownTextsAgree(text: String, expected: UInt64) {
        #expect(XXH64.hash(Array(text.utf8)) == expected)
    }

    @Test(arguments: SeededRandom.seeds(6))
    func partsHashLikeTheWhole(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<100 {
            let whole = random.bytes(random.below(300))
            var hash = XXH64(seed: seed)
            var position = 0
            while position < whole.count {
                let end = min(whole.count, position + random.below(70))
                hash.update(Array(whole[position..<end]))
                position = end
            }
            #expect(hash.digest == XXH64.hash(whole, seed: seed))
            #expect(hash.digest == hash.digest)
        }
    }

    @Test func aFileHashesLikeItsBytes() throws {
        let folder = TemporaryFolder()
        var random = SeededRandom(seed: 1)
        for size in [0, 1, 31, 32, 33, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 600_000] {
            let content = random.bytes(size)
            let path = folder.write(content, to: "file")
            #expect(try XXH64.hash(fileAt: path) == XXH64.hash(content))
        }
        #expect(throws: FileError.self) { try XXH64.hash(fileAt: folder.file("none")) }
    }
}
