import CareUnits

/// The staff of a production unit as the business register has it.
struct DemoStaffing: Sendable {
    private let productionUnitNumber: String
    private let employees: Int
    private let halfPositions: Int
    private let hasExactNumbers: Bool
    private let period: String

    /// The staffing of a unit, or `nil` for the few that the business register says nothing about.
    init?(ofUnit index: Int, options: DemoFeed.Options) {
        var random = DemoRandom(seed: options.seed, purpose: Purpose.staffing, index: index)
        guard !random.chance(110) else { return nil }
        self.init(unit: index, options: options, &random)
    }

    /// New figures of a unit.
    init(unit index: Int, options: DemoFeed.Options, _ random: inout DemoRandom) {
        productionUnitNumber = Identifiers.productionUnitNumber(index)
        employees = random.between(3, 140)
        halfPositions = employees * random.between(12, 19) / 10
        hasExactNumbers = !random.chance(250)
        let (year, month, _) = options.today.adding(days: -45).components
        period = "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("productionUnitNumber", productionUnitNumber)
        if hasExactNumbers { writer.member("employeeCount", employees) }
        writer.member("employeeInterval", Self.interval(of: employees))
        if hasExactNumbers { writer.member("fullTimeEquivalents", Double(halfPositions) / 2) }
        writer.member("fteInterval", Self.interval(of: halfPositions / 2))
        writer.member("period", period)
        writer.endObject()
    }

    private static func interval(of count: Int) -> String {
        // The intervals and the spelling of the business register.
        let bounds = [(0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 199)]
        let (low, high) = bounds.first { count <= $0.1 } ?? (200, 499)
        return "ANTAL_\(low)_\(high)"
    }
}
