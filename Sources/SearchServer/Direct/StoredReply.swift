import HTTPTypes
import NIOCore
import QueryEngine
import Synchronization

/// A reply as the bytes that go over the wire, but for the date, which is put in anew each second.
final class StoredReply: Sendable {
    /// What of a request decides the bytes.
    struct Key: Hashable {
        var path: Endpoints.Path
        var query: String
        var isGeoJSON: Bool
        var isCompressed: Bool
        /// Days since 1970.
        var day: Int32
    }

    /// The reply's tag, by which a client that has it is told so.
    let tag: String?
    let status: Int
    private let whole: Mutex<(bytes: ByteBuffer, date: HTTPDate)>
    private let notModified: Mutex<(bytes: ByteBuffer, date: HTTPDate)>

    init(_ reply: Reply, _ date: HTTPDate) {
        status = reply.status.code
        tag = reply.fields[.eTag]
        whole = Mutex((Self.bytes(reply, date), date))
        var unchanged = reply
        unchanged.status = .notModified
        unchanged.fields[.contentEncoding] = nil
        notModified = Mutex((Self.bytes(unchanged, date), date))
    }

    /// The bytes, to be written as they are.
    func bytes(isUnchanged: Bool, _ date: HTTPDate) -> ByteBuffer {
        isUnchanged
            ? notModified.withLock { Self.dated(&$0, date) }
            : whole.withLock { Self.dated(&$0, date) }
    }

    private static func dated(
        _ stored: inout (bytes: ByteBuffer, date: HTTPDate),
        _ date: HTTPDate
    ) -> ByteBuffer {
        if stored.date != date {
            stored.bytes.setBytes(date.bytes, at: dateOffset(in: stored.bytes))
            stored.date = date
        }
        return stored.bytes
    }

    /// About how many bytes it takes.
    var cost: Int { whole.withLock { $0.bytes.readableBytes } + 1024 }

    /// Where the date stands: behind the first line and the name of its field.
    private static func dateOffset(in bytes: ByteBuffer) -> Int {
        let line = bytes.readableBytesView.firstIndex(of: 0x0A) ?? 0
        return line + 1 + dateField.utf8.count
    }

    private static let dateField = "Date: "

    private static func bytes(_ reply: Reply, _ date: HTTPDate) -> ByteBuffer {
        let isUnchanged = reply.status == .notModified
        var bytes = ByteBuffer()
        bytes.reserveCapacity(512 + (isUnchanged ? 0 : reply.body.count))
        bytes.writeString("HTTP/1.1 \(reply.status.code) \(reply.status.reasonPhrase)\r\n")
        bytes.writeString(dateField)
        bytes.writeBytes(date.bytes)
        bytes.writeString("\r\n")
        for field in reply.fields {
            bytes.writeString("\(field.name.rawName): \(field.value)\r\n")
        }
        if !isUnchanged { bytes.writeString("Content-Length: \(reply.body.count)\r\n") }
        bytes.writeString("\r\n")
        if !isUnchanged { bytes.writeBytes(reply.body) }
        return bytes
    }
}

/// Replies of late from one generation.
typealias ReplyMemo = GenerationMemo<StoredReply.Key, StoredReply>

/// A second in the form of HTTP (RFC 9110, 5.6.7: IMF-fixdate).
struct HTTPDate: Sendable, Equatable {
    /// Seconds since 1970.
    let seconds: Int64
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    let bytes: [UInt8]

    init(seconds: Int64) {
        self.seconds = seconds
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let (year, month, day) = Self.civil(days)
        let rest = Int(seconds) - days * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let week = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let time = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        let weekday = week[((days % 7) + 7) % 7]
        bytes = Array("\(weekday), \(two(day)) \(months[month - 1]) \(year) \(time) GMT".utf8)
    }

    static func == (left: HTTPDate, right: HTTPDate) -> Bool { left.seconds == right.seconds }

    /// The date of a day since 1970.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
