import CareUnits
import IndexFormat
import TestSupport
import Testing

@Suite struct ByteCodingTests {
    @Test(
        arguments: [
            (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 1]), (300, [0xAC, 2]),
            (UInt64.max, Array(repeating: 0xFF, count: 9) + [1]),
        ] as [(UInt64, [UInt8])]
    )
    func numbersAreLittleEndianBase128(number: UInt64, bytes: [UInt8]) {
        var encoder = ByteEncoder()
        encoder.append(number)
        #expect(encoder.bytes == bytes)
    }

    @Test(
        arguments: [(0, 0), (-1, 1), (1, 2), (-2, 3), (.max, .max - 1), (.min, .max)]
            as [(Int64, UInt64)]
    )
    func signedNumbersZigzag(number: Int64, encoded: UInt64) {
        var encoder = ByteEncoder()
        encoder.append(signed: number)
        var plain = ByteEncoder()
        plain.append(encoded)
        #expect(encoder.bytes == plain.bytes)
    }

    @Test(arguments: SeededRandom.seeds(5))
    func whatIsWrittenReadsBackInOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var encoder = ByteEncoder()
        var kinds: [(kind: Int, bits: UInt64, bytes: [UInt8])] = []
        for _ in 0..<300 {
            let item = (
                kind: random.below(8), bits: random.next() >> UInt64(random.below(64)),
                bytes: random.bytes(random.below(5) == 0 ? 300 : 3)
            )
            kinds.append(item)
            switch item.kind {
            case 0: encoder.append(byte: UInt8(truncatingIfNeeded: item.bits))
            case 1: encoder.append(item.bits)
            case 2: encoder.append(signed: Int64(bitPattern: item.bits))
            case 3: encoder.append(Double(bitPattern: item.bits))
            case 4: encoder.append(counted: item.bytes)
            case 5: encoder.append("æ\(item.bits)")
            case 6: encoder.append(optional: item.bits % 2 == 0 ? nil : "\(item.bits)")
            default:
                encoder.append(day: item.bits % 2 == 0 ? nil : Int32(truncatingIfNeeded: item.bits))
            }
        }
        let bytes = encoder.bytes
        var decoder = ByteDecoder(bytes.span)
        for item in kinds {
            switch item.kind {
            case 0:
                let found = decoder.byte()
                #expect(found == UInt8(truncatingIfNeeded: item.bits))
            case 1:
                let found = decoder.number()
                #expect(found == item.bits)
            case 2:
                let found = decoder.signed()
                #expect(found == Int64(bitPattern: item.bits))
            case 3:
                let found = decoder.double()
                #expect(found.bitPattern == item.bits)
            case 4:
                let found = decoder.counted()
                #expect(found == item.bytes)
            case 5:
                let found = decoder.text()
                #expect(found == "æ\(item.bits)")
            case 6:
                let found = decoder.optionalText()
                #expect(found == (item.bits % 2 == 0 ? nil : "\(item.bits)"))
            default:
                let found = decoder.day()
                #expect(found == (item.bits % 2 == 0 ? nil : Int32(truncatingIfNeeded: item.bits)))
            }
        }
        let isAtEnd = decoder.isAtEnd
        #expect(isAtEnd)
    }

    @Test func daysKeepTheirOrderAsUnsignedNumbers() throws {
        let days = try ["0001-01-01", "1969-12-31", "1970-01-01", "2026-11-01", "9999-12-31"].map {
            StoredDay.stored(try #require(LocalDate($0)))
        }
        #expect(days == days.sorted())
        #expect(Set(days).count == days.count)
        #expect(StoredDay.from(nil) == 0)
        #expect(StoredDay.to(nil) == .max)
        #expect(days.allSatisfy { $0 > StoredDay.from(nil) && $0 < StoredDay.to(nil) })
    }
}

@Suite struct StoredDocumentTests {
    private func document(_ random: inout SeededRandom) -> StoredDocument {
        StoredDocument(
            version: UInt64(random.below(3)),
            isWithdrawal: random.once(in: 2),
            sequence: "0000000000000000000\(random.below(3))",
            time: Int64(random.below(3)) - 1,
            data: Array("\(random.below(3))".utf8)
        )
    }

    @Test(arguments: SeededRandom.seeds(5))
    func winningIsAStrictTotalOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<3000 {
            let (a, b, c) = (document(&random), document(&random), document(&random))
            #expect(!a.wins(over: a))
            #expect(a == b ? !a.wins(over: b) : a.wins(over: b) != b.wins(over: a))
            if a.wins(over: b), b.wins(over: c) { #expect(a.wins(over: c)) }
            #expect(StoredDocument(a.encoded) == a)
        }
    }

    @Test func theVersionComesFirstThenTheWithdrawalThenTheSequence() {
        func document(_ version: UInt64, _ withdrawn: Bool, _ sequence: String) -> StoredDocument {
            StoredDocument(
                version: version,
                isWithdrawal: withdrawn,
                sequence: sequence,
                time: 0,
                data: []
            )
        }
        #expect(document(2, false, "1").wins(over: document(1, true, "9")))
        #expect(document(1, true, "1").wins(over: document(1, false, "9")))
        #expect(document(1, false, "2").wins(over: document(1, false, "1")))
    }

    @Test func theOtherRecordsReadBack() {
        let reject = RejectRecord(source: "/feed", line: 7, faults: [1, 2], excerpt: [0xFF])
        #expect(RejectRecord(reject.encoded) == reject)
        let position = SourcePosition(identity: "1:2", offset: .max, lines: 3)
        #expect(SourcePosition(position.encoded) == position)
        let shown = ShownRecord(isShown: true, contentHash: .max, sequence: "12", generation: 4)
        #expect(ShownRecord(shown.encoded.span) == shown)
    }
}

@Suite struct FieldTextTests {
    @Test(arguments: SeededRandom.seeds(5))
    func textsReadBack(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<100 {
            let texts = (0..<random.below(6)).map { _ in SampleGeneration.text(&random) }
            let bytes = FieldText<SearchField>.encode(texts)
            let all = FieldText<SearchField>.decode(bytes.span, fields: .max)
            #expect(all == texts)
            let fields = UInt8(truncatingIfNeeded: random.next())
            let some = FieldText<SearchField>.decode(bytes.span, fields: fields)
            #expect(some == texts.filter { $0.field.bit & fields != 0 })
        }
    }

    @Test func noTextsAreOneByte() {
        #expect(FieldText<SearchField>.encode([]) == [0])
    }
}
