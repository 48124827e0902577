/// Days from a first to a last one, both included; either end may be open.
public struct DatePeriod: Hashable, Sendable {
    public var from: LocalDate?
    public var to: LocalDate?

    public init(from: LocalDate?, to: LocalDate?) {
        self.from = from
        self.to = to
    }

    public func contains(_ date: LocalDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
    }
}
