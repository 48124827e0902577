/// Writes JSON straight into a byte buffer: commas are placed by the writer, nothing is re-read.
///
/// Used for stored hits and for answers (`docs/decisions/0002-own-json-tree.md`).
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(reservingCapacity capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Empties the buffer and keeps its storage.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    public mutating func key(_ key: String) {
        separate()
        appendQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    public mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    public mutating func value(_ number: some BinaryInteger) {
        separate()
        if let small = Int(exactly: number), small >= 0 {
            appendDigits(small, width: 1)
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }

    /// Appends a number in decimal with at least so many digits.
    private mutating func appendDigits(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Writes a date as `"YYYY-MM-DD"`.
    public mutating func value(_ date: LocalDate) {
        separate()
        let (year, month, day) = date.components
        bytes.append(UInt8(ascii: "\""))
        appendDigits(year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(day, width: 2)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a finite number in its shortest form that reads back the same; `5` and not `5.0`.
    public mutating func value(_ number: Double) {
        precondition(number.isFinite, "JSON has no \(number)")
        separate()
        if number == number.rounded(), abs(number) < 9_007_199_254_740_992 {
            bytes.append(contentsOf: String(Int64(number)).utf8)
        } else {
            bytes.append(contentsOf: number.description.utf8)
        }
    }

    public mutating func value(_ text: String) {
        separate()
        appendQuoted(text)
    }

    /// Writes text that is UTF-8 already.
    public mutating func value(utf8 text: ArraySlice<UInt8>) {
        separate()
        appendQuoted(text, needsEscapes: Self.needsEscapes(text.span))
    }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .decimal(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// Writes one member of the object that is open.
    public mutating func member(_ key: String, _ value: String) {
        self.key(key)
        self.value(value)
    }

    public mutating func member(_ key: String, _ value: some BinaryInteger) {
        self.key(key)
        self.value(value)
    }

    public mutating func member(_ key: String, _ value: Double) {
        self.key(key)
        self.value(value)
    }

    public mutating func member(_ key: String, _ value: Bool) {
        self.key(key)
        self.value(value)
    }

    public mutating func member(_ key: String, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }

    public mutating func member(_ key: String, _ value: LocalDate) {
        self.key(key)
        self.value(value)
    }

    /// Writes the value of a member whose key was copied with `rawMembers`.
    public mutating func finishMember(_ value: Int) {
        needsComma = false
        self.value(value)
    }

    /// Writes one member, or nothing when there is no value: parts without content are left out.
    public mutating func member(_ key: String, ifPresent value: String?) {
        if let value { member(key, value) }
    }

    /// Copies bytes that are one complete JSON value already.
    public mutating func rawValue(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Copies bytes that are one or more complete members (`"a":1,"b":2`) of the object that is open.
    public mutating func rawMembers(_ json: some Collection<UInt8>) {
        guard !json.isEmpty else { return }
        separate()
        bytes.append(contentsOf: json)
    }

    /// Lets `append` add one or more complete members of the object that is open.
    public mutating func rawMembers(appendedBy append: (inout [UInt8]) -> Void) {
        separate()
        append(&bytes)
    }

    private mutating func appendQuoted(_ text: String) {
        appendQuoted(text.utf8, needsEscapes: Self.needsEscapes(text.utf8Span.span))
    }

    private mutating func appendQuoted(_ text: some Collection<UInt8>, needsEscapes: Bool) {
        bytes.append(UInt8(ascii: "\""))
        guard needsEscapes else {
            // Nearly all text: one copy instead of a branch and an append for each byte.
            bytes.append(contentsOf: text)
            bytes.append(UInt8(ascii: "\""))
            return
        }
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
            case UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, 0x5C])
            case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
            case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
            case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u\(byte < 16 ? "000" : "00")\(hex)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscapes(_ span: Span<UInt8>) -> Bool {
        var needs = false
        // No early exit: the loop is vectorized.
        for index in span.indices {
            let byte = span[index]
            needs = needs || byte < 0x20 || byte == 0x22 || byte == 0x5C
        }
        return needs
    }
}

extension JSONValue {
    /// The value as compact JSON bytes, members in their order.
    ///
    /// O(n).
    public var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The value as compact JSON with members sorted by key: equal values give equal bytes.
    ///
    /// O(n log n).
    public var canonical: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.canonical))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.sorted { $0.key < $1.key }
                        .map { .init(key: $0.key, value: $0.value.canonical) }
                )
            )
        default: self
        }
    }
}
