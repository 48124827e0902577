import CareUnits
import DemoFeed

/// The usual demo read back, once for all tests.
struct Demo: Sendable {
    static let usual = Demo(options: DemoFeed.Options())

    private(set) var events: [JSONValue] = []
    private(set) var unparsed: [String] = []

    init(options: DemoFeed.Options) {
        DemoFeed(options: options).writeEvents { line in
            do {
                events.append(try JSONValue.parse(line))
            } catch {
                unparsed.append("\(error): \(String(decoding: line.prefix(200), as: UTF8.self))")
            }
        }
    }

    /// The `data` of the events of one type, without the common prefix.
    func data(_ type: String) -> [JSONValue] {
        events.filter { $0["type"]?.string == "dk.plejeoverblikket.\(type)" }
            .compactMap { $0["data"] }
    }

    var units: [JSONValue] { data("unit.published.v1") }
}

/// The FNV-1a hash of a feed, newlines between lines included.
func fingerprint(_ options: DemoFeed.Options) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    DemoFeed(options: options).writeEvents { line in
        for byte in line + [0x0A] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return hash
}
