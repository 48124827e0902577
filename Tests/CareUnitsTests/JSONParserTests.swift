import CareUnits
import TestSupport
import Testing

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("\tfalse\r\n", false),
            ("0", 0), ("-0", 0), ("-12", -12), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .decimal(9_223_372_036_854_775_808)),
            ("1.5", 1.5), ("-0.25e2", -25.0), ("1E+3", 1000.0), ("1e-400", 0.0), ("0e5", 0.0),
            (#""""#, ""), (#""æøå €""#, "æøå €"),
            (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"),
            (#""\u00e6\u00C6""#, "æÆ"), (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\0"),
            ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
            ("[]", []), ("[ 1 , [ ] , { } ]", [1, [], [:]]),
            (#"{"a":1,"":null,"b":{"a":[true]}}"#, ["a": 1, "": nil, "b": ["a": [true]]]),
        ] as [(String, JSONValue)]
    )
    func whatTheGrammarAllowsIsRead(text: String, value: JSONValue) throws {
        #expect(try JSONValue.parse(text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "True", "nulll", "1 2", "[1,]", "[,1]", "[1 2]", "[1", "[", "]", "{", "}",
        "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "{'a':1}", "{\"a\":1",
        "01", "-01", "+1", "-", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "1e400", "-1e400", "NaN",
        "Infinity", "\"", "\"a", "'a'", "\"\n\"", "\"\u{1}\"", "\"\\", "\"\\x\"", "\"\\u12\"",
        "\"\\u12g4\"", "\"\\\n\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
        "\"\\ud800\\ud800\"", "\"\\ud800x\"", "\u{FEFF}1", "\u{A0}1", "/* */1", "1//", "\u{c}1",
    ])
    func whatTheGrammarForbidsIsRefused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xE2, 0x82], [0xFF], [0x5C, 0x6E, 0xC3],
        ] as [[UInt8]]
    )
    func invalidUTF8IsRefused(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse([0x22] + bytes + [0x22]) }
    }

    @Test func aKeyStandsOnceInAnObject() throws {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(#"{"a":1,"\u0061":3}"#) }
        // Long objects are checked another way.
        let members = (0..<40).map { "\"k\($0)\":\($0)" }
        let many = members.joined(separator: ",")
        #expect(try JSONValue.parse("{\(many)}").object?.members.count == 40)
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse("{\(many),\"k7\":0}") }
        #expect(try JSONValue.parse(#"{"a":{"a":1},"b":{"a":1}}"#)["b"]?["a"] == 1)
    }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
    func nestingEndsAtDepth64(open: String, close: String) {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
        }
        #expect(throws: Never.self) { try JSONValue.parse(nested(64)) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(nested(65)) }
        #expect(throws: JSONSyntaxError.self) {
            try JSONValue.parse(String(repeating: open, count: 1_000_000))
        }
    }

    @Test func theErrorSaysWhere() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(#"{"a": ?}"#) }
        #expect(error?.offset == 6)
        #expect(error?.reason == "unexpected character")
    }

    @Test(arguments: SeededRandom.seeds(8))
    func everyTreeReadsBackTheSame(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let tree = Self.tree(&random, depth: 0)
            #expect(try JSONValue.parse(tree.encoded) == tree)
            let canonical = tree.canonical
            #expect(try JSONValue.parse(canonical.encoded).canonical == canonical)
        }
    }

    @Test(arguments: SeededRandom.seeds(4))
    func noBytesTrap(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet =
            Array(##"{}[]",:\u0dD8-+.eE19tnfrulas "##.utf8) + [0xC3, 0xA6, 0xFF, 0, 9, 10]
        for _ in 0..<5000 {
            let length = random.below(40)
            let noise = (0..<length).map { _ in alphabet[random.below(alphabet.count)] }
            _ = try? JSONValue.parse(noise)
            _ = try? JSONValue.parse(random.bytes(length))
            var damaged = Self.tree(&random, depth: 2).encoded
            damaged[random.below(damaged.count)] ^= UInt8(1 << random.below(8))
            if let value = try? JSONValue.parse(damaged) {
                #expect(throws: Never.self) { try JSONValue.parse(value.encoded) }
            }
        }
    }

    static func tree(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        switch random.below(depth > 4 ? 6 : 8) {
        case 0: return .null
        case 1: return .bool(random.once(in: 2))
        case 2: return .integer(Int64(bitPattern: random.next()) >> Int64(random.below(64)))
        case 3: return .decimal(decimal(&random))
        case 4, 5: return .string(text(&random))
        case 6: return .array((0..<random.below(5)).map { _ in tree(&random, depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<random.below(20) {
                object[text(&random)] = tree(&random, depth: depth + 1)
            }
            return .object(object)
        }
    }

    /// Any finite number that is not written as an integer.
    private static func decimal(_ random: inout SeededRandom) -> Double {
        while true {
            let number =
                random.once(in: 2)
                ? Double(bitPattern: random.next())
                : Double(random.below(1_000_000)) / 1000
            if number.isFinite, number != number.rounded() || abs(number) >= 1e19 { return number }
        }
    }

    private static func text(_ random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<random.below(8) {
            let limit: UInt32 = [0x20, 0x80, 0x800, 0x11_0000][random.below(4)]
            if let scalar = Unicode.Scalar(UInt32(random.below(Int(limit)))) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

@Suite struct JSONPointerTests {
    @Test(arguments: [
        ("name", "/name"), ("", "/"), ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01"),
        ("/~", "/~1~0"), ("æ", "/æ"), ("~\u{301}", "/~0\u{301}"), ("/\u{301}", "/~1\u{301}"),
    ])
    func keysAreEscaped(key: String, text: String) {
        // Compared by bytes: as texts, composed and decomposed forms would be equal.
        #expect(Array(JSONPointer.root.appending(key).description.utf8) == Array(text.utf8))
    }

    @Test func placesNestFromTheRoot() {
        #expect(JSONPointer.root.description == "")
        #expect(
            JSONPointer.root.appending("a").appending(3).appending("b/c").description == "/a/3/b~1c"
        )
    }
}

@Suite struct JSONWriterTests {
    @Test func commasComeBetweenAndNowhereElse() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", 1)
        writer.member("absent", ifPresent: nil)
        writer.key("list")
        writer.beginArray()
        writer.beginObject()
        writer.endObject()
        writer.beginArray()
        writer.endArray()
        writer.null()
        writer.value(true)
        writer.rawValue(Array("{\"raw\":1}".utf8))
        writer.endArray()
        writer.rawMembers([UInt8]())
        writer.rawMembers(Array("\"x\":1,\"y\":2".utf8))
        writer.member("z", "end")
        writer.endObject()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text == #"{"a":1,"list":[{},[],null,true,{"raw":1}],"x":1,"y":2,"z":"end"}"#)
        writer.removeAll()
        writer.value("again")
        #expect(writer.bytes == Array("\"again\"".utf8))
    }

    @Test(arguments: [
        (5.0, "5"), (-0.0, "0"), (0.1, "0.1"), (-2.5, "-2.5"), (1e15, "1000000000000000"),
        (9_007_199_254_740_992, "9007199254740992.0"), (1e300, "1e+300"), (1e-300, "1e-300"),
    ])
    func numbersAreShortAndReadBack(number: Double, text: String) throws {
        var writer = JSONWriter()
        writer.value(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
        #expect(try JSONValue.parse(writer.bytes).number == number)
    }

    @Test func everyControlCharacterIsEscaped() throws {
        for code in UInt8(0)..<0x80 {
            let text = "a" + String(Unicode.Scalar(code)) + "b"
            var writer = JSONWriter()
            writer.value(text)
            #expect(!writer.bytes.contains { $0 < 0x20 })
            #expect(try JSONValue.parse(writer.bytes) == .string(text))
        }
    }

    @Test func equalObjectsHaveEqualCanonicalBytes() throws {
        let left = try JSONValue.parse(#"{"b":[{"z":1,"y":2}],"a":null}"#)
        let right = try JSONValue.parse(#"{"a":null,"b":[{"y":2,"z":1}]}"#)
        #expect(left != right)
        #expect(left.canonical.encoded == right.canonical.encoded)
        #expect(left.canonical.encoded == Array(#"{"a":null,"b":[{"y":2,"z":1}]}"#.utf8))
    }
}
