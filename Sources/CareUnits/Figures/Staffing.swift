/// Staff figures of one production unit from the central business register.
public struct Staffing: Sendable, Equatable {
    /// An interval of a count, as the register gives it where it gives no exact number.
    public struct Interval: Sendable, Equatable {
        public var from: Int64
        public var to: Int64
    }

    public var productionUnitNumber: String
    public var employeeCount: Int64?
    public var employeeInterval: Interval?
    public var fullTimeEquivalents: Double?
    public var fteInterval: Interval?
    public var period: String

    static func read(_ reader: inout ObjectReader) -> Staffing? {
        let number = reader.digits("productionUnitNumber", count: 10, required: true)
        let count = reader.integer("employeeCount", in: 0...10_000_000)
        let interval = readInterval(&reader, "employeeInterval")
        let equivalents = reader.number("fullTimeEquivalents")
        let equivalentsInterval = readInterval(&reader, "fteInterval")
        let period = reader.string("period", required: true, limit: 40)
        reader.finish()
        guard let number, let period else { return nil }
        return Staffing(
            productionUnitNumber: number,
            employeeCount: count,
            employeeInterval: interval,
            fullTimeEquivalents: equivalents,
            fteInterval: equivalentsInterval,
            period: period
        )
    }

    /// Reads `ANTAL_<from>_<to>` or `<from>-<to>`; the register's list of intervals changes over time.
    private static func readInterval(_ reader: inout ObjectReader, _ key: String) -> Interval? {
        guard let text = reader.string(key, limit: 60) else { return nil }
        let parts =
            text.hasPrefix("ANTAL_")
            ? text.dropFirst(6).split(separator: "_") : text.split(separator: "-")
        guard parts.count == 2, let from = Int64(parts[0]), let to = Int64(parts[1]), from <= to
        else {
            reader.fault(key, "malformed", "\"\(text)\" is no interval ANTAL_<from>_<to>.")
            return nil
        }
        return Interval(from: from, to: to)
    }
}
