/// Reads the query of a URL (WHATWG URL, `application/x-www-form-urlencoded`) without Foundation.
public enum QueryString {
    /// A query that is no text.
    public struct Malformed: Error, Equatable {
        /// The parameter as it stands in the URL.
        public let parameter: String
    }

    /// Splits and decodes a query; empty parts are skipped.
    ///
    /// O(n).
    public static func parse(_ query: String?) throws(Malformed) -> [SearchRequest.Parameter] {
        guard let query else { return [] }
        var parameters: [SearchRequest.Parameter] = []
        for part in query.split(separator: "&") {
            let name = part.prefix { $0 != "=" }
            let value = part.dropFirst(name.utf8.count + 1)
            guard let decodedName = decode(name), let decodedValue = decode(value) else {
                throw Malformed(parameter: String(name))
            }
            parameters.append(.init(name: decodedName, value: decodedValue))
        }
        return parameters
    }

    /// Decodes percent escapes and `+`; `nil` when an escape is broken or the bytes are not UTF-8.
    public static func decode(_ text: Substring, plusIsSpace: Bool = true) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace:
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexDigit),
                    let low = rest.popFirst().flatMap(hexDigit)
                else { return nil }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
