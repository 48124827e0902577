import CareUnits

/// Puts events in their envelope, one after the other.
struct EventStream: Sendable {
    private let seed: UInt64
    private let start: Int64
    private var sequence: UInt64
    private var writer = JSONWriter(reservingCapacity: 1 << 14)

    /// A stream whose first event comes after `sequence`.
    init(options: DemoFeed.Options, after sequence: UInt64) {
        seed = options.seed
        start = Int64(options.today.daysSinceEpoch) * 86_400_000
        self.sequence = sequence
    }

    /// Writes one event whose data `body` writes as one JSON value.
    mutating func write(
        _ type: String,
        subject: String,
        _ emit: (_ line: [UInt8]) throws -> Void,
        _ body: (inout JSONWriter) -> Void
    ) rethrows {
        sequence += 1
        let digits = String(sequence)
        writer.removeAll()
        writer.beginObject()
        writer.member("specversion", "1.0")
        writer.member("id", "demo-\(seed)-\(digits)")
        writer.member("source", "/plejeoverblikket/demo")
        writer.member("type", "dk.plejeoverblikket.\(type)")
        writer.member("subject", subject)
        // A hundred events a second: a million units are published within the day.
        let time = Instant(milliseconds: start + Int64(sequence) * 10)
        writer.member("time", time.description)
        let zeros = String(repeating: "0", count: 20 - digits.utf8.count)
        writer.member("sequence", zeros + digits)
        writer.key("data")
        body(&writer)
        writer.endObject()
        try emit(writer.bytes)
    }
}
