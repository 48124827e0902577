import CZlib

/// Compresses bodies (RFC 1952).
enum Gzip {
    /// Bodies below this many bytes are sent as they are: a packet is a packet.
    static let threshold = 1024

    /// The compressed bytes, or `nil` where zlib fails.
    ///
    /// O(n).
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe czlib_deflate_init_gzip(&stream, 5) == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        var isComplete = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            unsafe input.withUnsafeMutableBufferPointer { source in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = buffer.baseAddress
                unsafe stream.avail_out = UInt32(bound)
                isComplete = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = bound - Int(unsafe stream.avail_out)
            }
        }
        return isComplete ? output : nil
    }

    /// Whether an `Accept-Encoding` header allows gzip (RFC 9110, 12.5.3).
    static func isAccepted(_ header: String?) -> Bool {
        guard let header else { return false }
        var wildcard = false
        for part in header.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let weight =
                pieces.dropFirst().first { $0.hasPrefix("q=") }
                .flatMap { Double($0.dropFirst(2)) } ?? 1
            if pieces.first == "gzip" { return weight > 0 }
            if pieces.first == "*" { wildcard = weight > 0 }
        }
        return wildcard
    }
}
