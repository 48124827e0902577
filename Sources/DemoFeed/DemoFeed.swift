public import CareUnits

/// A national register of invented units as a feed of events; the same bytes for the same options.
///
/// Municipalities, postcodes and towns are real, everything else is made up: names, people, companies,
/// numbers, visits and results. Written as a stream: memory does not grow with the number of units.
public struct DemoFeed: Sendable {
    /// What to write.
    public struct Options: Sendable {
        /// The number of units, at least one.
        public var units: Int
        /// Another seed gives another country.
        public var seed: UInt64
        /// The date that agreements, decisions and visits are written around.
        public var today: LocalDate

        /// Options with the usual demo as default: 2,500 units around 2026-11-01.
        public init(
            units: Int = 2500,
            seed: UInt64 = 1,
            today: LocalDate = LocalDate(daysSinceEpoch: 20_758)
        ) {
            self.units = units
            self.seed = seed
            self.today = today
        }
    }

    let options: Options

    /// A feed that is written when asked.
    public init(options: Options) {
        precondition(options.units >= 1, "a demo of \(options.units) units")
        self.options = options
    }

    /// Calls `emit` with each event in order, one JSON line without the newline.
    ///
    /// Takes time in proportion to the number of units.
    public func writeEvents(_ emit: (_ line: [UInt8]) throws -> Void) rethrows {
        var stream = EventStream(options: options, after: 0)
        try stream.write("catalog.published.v1", subject: "catalog", emit) {
            CatalogEvent.write(to: &$0)
        }
        try writeUnits(to: &stream, emit)
        try writeInspections(to: &stream, emit)
        try writeDecisions(to: &stream, emit)
        try IndicatorBatches(options: options).write(to: &stream, emit)
        try writeStaffing(to: &stream, emit)
        try writeWithdrawals(to: &stream, emit)
        try stream.write("transitionList.replaced.v1", subject: "transitionList", emit) {
            DemoTransitionList(options: options).write(to: &$0)
        }
    }

    private func writeUnits(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for index in 0..<options.units {
            let versions = UnitVersions(index, options: options)
            try write(UnitProfile(index, options: options), versions.first, to: &stream, emit)
        }
        for index in 0..<options.units {
            let versions = UnitVersions(index, options: options)
            guard let second = versions.second else { continue }
            try write(UnitProfile(index, options: options), second, to: &stream, emit)
        }
    }

    func write(
        _ profile: UnitProfile,
        _ version: Int,
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        let event = UnitEvent(profile: profile, options: options, version: version)
        try stream.write("unit.published.v1", subject: profile.sorId, emit) { event.write(to: &$0) }
    }

    private func writeInspections(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for index in 0..<options.units {
            let profile = UnitProfile(index, options: options)
            for inspection in DemoInspection.all(of: profile, options: options) {
                try stream.write("inspection.registered.v1", subject: inspection.id, emit) {
                    inspection.write(to: &$0)
                }
                guard inspection.isWithdrawn else { continue }
                try stream.write("inspection.withdrawn.v1", subject: inspection.id, emit) {
                    inspection.write(to: &$0)
                }
            }
        }
    }

    private func writeDecisions(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for index in 0..<options.units {
            for decision in DemoDecision.all(ofUnit: index, options: options) {
                try stream.write("decision.registered.v1", subject: decision.id, emit) {
                    decision.write(isLifted: false, to: &$0)
                }
                guard decision.liftedAt != nil else { continue }
                try stream.write("decision.registered.v1", subject: decision.id, emit) {
                    decision.write(isLifted: true, to: &$0)
                }
            }
        }
    }

    private func writeStaffing(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for index in 0..<options.units {
            guard let staffing = DemoStaffing(ofUnit: index, options: options) else { continue }
            let subject = Identifiers.productionUnitNumber(index)
            try stream.write("staffing.refreshed.v1", subject: subject, emit) {
                staffing.write(to: &$0)
            }
        }
    }

    private func writeWithdrawals(
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        for index in 0..<options.units {
            guard let withdrawal = DemoWithdrawal(index, options: options) else { continue }
            let versions = UnitVersions(index, options: options)
            let sorId = UnitProfile.sorId(index)
            try stream.write("unit.withdrawn.v1", subject: sorId, emit) { writer in
                withdrawal.write(index, version: versions.last + 1, to: &writer)
            }
            guard withdrawal.hasLateState else { continue }
            try write(UnitProfile(index, options: options), versions.first, to: &stream, emit)
        }
    }
}
