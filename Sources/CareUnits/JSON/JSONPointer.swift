/// The place of a value inside a JSON document (RFC 6901).
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The pointer as text; empty for the whole document.
    public let description: String

    private init(description: String) {
        self.description = description
    }

    /// The whole document.
    public static let root = JSONPointer(description: "")

    /// The place of the member `key` of the object at this place.
    public func appending(_ key: String) -> JSONPointer {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
        else { return JSONPointer(description: "\(description)/\(key)") }
        var escaped = ""
        // By scalars: a "~" with a combining mark is another `Character` and is escaped all the same.
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return JSONPointer(description: "\(description)/\(escaped)")
    }

    /// The place of an element of the array at this place.
    public func appending(_ index: Int) -> JSONPointer {
        JSONPointer(description: "\(description)/\(index)")
    }
}
