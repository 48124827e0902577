/// A point in time with millisecond precision, counted in UTC.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads an RFC 3339 date-time (`2026-03-02T10:15:00Z`, `…+01:00`); digits below the millisecond are dropped.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = LocalDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = LocalDate.number(bytes[11..<13]), hour < 24,
            let minute = LocalDate.number(bytes[14..<16]), minute < 60,
            let second = LocalDate.number(bytes[17..<19]), second <= 60
        else { return nil }
        var position = 19
        var fraction = 0
        if bytes[position] == UInt8(ascii: ".") {
            let start = position + 1
            position = start
            while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
            guard position > start else { return nil }
            let digits = bytes[start..<min(start + 3, position)]
            guard var number = LocalDate.number(digits) else { return nil }
            for _ in digits.count..<3 { number *= 10 }
            fraction = number
        }
        guard let offset = Self.offset(bytes[position...]) else { return nil }
        let seconds =
            Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
        milliseconds = seconds * 1000 + Int64(fraction)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
        let start = bytes.startIndex
        guard bytes.count == 6, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            bytes[start + 3] == UInt8(ascii: ":"),
            let hours = LocalDate.number(bytes[(start + 1)..<(start + 3)]), hours < 24,
            let minutes = LocalDate.number(bytes[(start + 4)..<(start + 6)]), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    /// The instant as RFC 3339 in UTC, without a fraction when it is zero.
    public var description: String {
        let seconds = milliseconds.flooredQuotient(by: 1000)
        let days = seconds.flooredQuotient(by: 86_400)
        let time = Int(seconds - days * 86_400)
        let fraction = Int(milliseconds - seconds * 1000)
        let date = LocalDate(daysSinceEpoch: Int32(days))
        let clock = [time / 3600, time / 60 % 60, time % 60].map { padded($0, to: 2) }
        return "\(date)T\(clock.joined(separator: ":"))"
            + (fraction == 0 ? "Z" : ".\(padded(fraction, to: 3))Z")
    }

    /// The calendar date in Europe/Copenhagen.
    public var dateInDenmark: LocalDate {
        let seconds = milliseconds.flooredQuotient(by: 1000)
        let local = seconds + (Self.isSummerTime(seconds) ? 7200 : 3600)
        return LocalDate(daysSinceEpoch: Int32(local.flooredQuotient(by: 86_400)))
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Whether Danish clocks show summer time: from 01:00 UTC on the last Sunday of March to 01:00 UTC
    /// on the last Sunday of October (until 1995: of September); first in 1980 (directive 2000/84/EC).
    private static func isSummerTime(_ seconds: Int64) -> Bool {
        let date = LocalDate(daysSinceEpoch: Int32(seconds.flooredQuotient(by: 86_400)))
        let year = date.components.year
        guard year >= 1980 else { return false }
        let begins = LocalDate.lastSunday(ofMonth: 3, year: year)
        let ends = LocalDate.lastSunday(ofMonth: year < 1996 ? 9 : 10, year: year)
        return seconds >= Int64(begins.daysSinceEpoch) * 86_400 + 3600
            && seconds < Int64(ends.daysSinceEpoch) * 86_400 + 3600
    }
}

extension Int64 {
    /// The quotient rounded towards negative infinity.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
