/// A request of the plainest kind, read from the bytes of a connection: GET for one of the hot paths, with no
/// body and nothing that changes how the connection goes on.
///
/// Whatever is not certainly that is no `PlainRequest`, and goes the general way, which knows all of
/// HTTP/1.1 (RFC 9112) and says what is wrong with it.
struct PlainRequest: Equatable {
    var path: Endpoints.Path
    /// The query string, undecoded; empty where there is none.
    var query: String
    var accept: String?
    var acceptEncoding: String?
    var ifNoneMatch: String?
    /// How many bytes it takes.
    var length: Int

    /// The longest head that is read here.
    static let mostBytes = 8192

    /// The paths that are asked for most.
    static let paths: [(bytes: [UInt8], path: Endpoints.Path)] =
        [Endpoints.Path.search, .suggest, .compare, .inspections].map {
            (Array("GET \($0.rawValue)".utf8), $0)
        }

    /// Reads the request that the bytes begin with; `nil` if it is not plain or not complete.
    ///
    /// O(head).
    init?(_ bytes: Span<UInt8>) {
        guard let found = Self.paths.first(where: { Self.begins(bytes, with: $0.bytes) }) else {
            return nil
        }
        path = found.path
        var at = found.bytes.count
        let limit = min(bytes.count, Self.mostBytes)
        guard at < limit else { return nil }
        // What may stand in a target: no space, no control character, and none beyond ASCII.
        let start = at + 1
        if bytes[at] == UInt8(ascii: "?") {
            at += 1
            while at < limit, (0x21...0x7E).contains(bytes[at]), bytes[at] != UInt8(ascii: "#") {
                at += 1
            }
            query = Self.text(bytes, start..<at)
        } else {
            query = ""
        }
        guard Self.begins(bytes, with: Self.version, at: at) else { return nil }
        at += Self.version.count
        var hosts = 0
        while true {
            guard at + 1 < limit else { return nil }
            if bytes[at] == 0x0D {
                guard bytes[at + 1] == 0x0A else { return nil }
                length = at + 2
                break
            }
            let nameStart = at
            while at < limit, Self.isNameByte(bytes[at]) { at += 1 }
            guard at > nameStart, at < limit, bytes[at] == UInt8(ascii: ":") else { return nil }
            let name = nameStart..<at
            at += 1
            while at < limit, bytes[at] == UInt8(ascii: " ") { at += 1 }
            let valueStart = at
            while at < limit, bytes[at] >= 0x20, bytes[at] != 0x7F { at += 1 }
            guard at + 1 < limit, bytes[at] == 0x0D, bytes[at + 1] == 0x0A else { return nil }
            let value = valueStart..<at
            at += 2
            switch name.count {
            case 4 where Self.equals(bytes, name, "host"):
                hosts += 1
            case 6 where Self.equals(bytes, name, "accept"):
                guard accept == nil else { return nil }
                accept = Self.text(bytes, value)
            case 6 where Self.equals(bytes, name, "expect"):
                return nil
            case 7 where Self.equals(bytes, name, "upgrade"):
                return nil
            case 10 where Self.equals(bytes, name, "connection"):
                guard Self.equals(bytes, value, "keep-alive") else { return nil }
            case 13 where Self.equals(bytes, name, "if-none-match"):
                guard ifNoneMatch == nil else { return nil }
                ifNoneMatch = Self.text(bytes, value)
            case 14 where Self.equals(bytes, name, "content-length"):
                return nil
            case 15 where Self.equals(bytes, name, "accept-encoding"):
                guard acceptEncoding == nil else { return nil }
                acceptEncoding = Self.text(bytes, value)
            case 17 where Self.equals(bytes, name, "transfer-encoding"):
                return nil
            default: break
            }
        }
        guard hosts == 1 else { return nil }
    }

    private static let version = Array(" HTTP/1.1\r\n".utf8)

    private static func begins(_ bytes: Span<UInt8>, with other: [UInt8], at start: Int = 0) -> Bool
    {
        guard bytes.count - start >= other.count else { return false }
        for place in 0..<other.count where bytes[start + place] != other[place] { return false }
        return true
    }

    /// Whether bytes are a word, whatever their case; the word is in small letters.
    private static func equals(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ word: String
    ) -> Bool {
        guard range.count == word.utf8.count else { return false }
        var place = range.lowerBound
        for byte in word.utf8 {
            let own = bytes[place]
            let lowered = (0x41...0x5A).contains(own) ? own | 0x20 : own
            if lowered != byte { return false }
            place += 1
        }
        return true
    }

    /// Whether a byte may stand in the name of a field (RFC 9110, 5.6.2: token).
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        for place in range { text.append(bytes[place]) }
        return String(decoding: text, as: UTF8.self)
    }
}
