import CareUnits

extension DemoFeed {
    /// Calls `emit` with `count` changes to the demo, one JSON line each, the first at `sequence`.
    ///
    /// Most are new states of a unit; some are visits, decisions, decisions lifted, staff figures, and
    /// about two in a hundred withdrawals. What happens depends on options and sequence only, so a later
    /// call that starts where the former ended goes on with the same story.
    public func writeUpdates(
        count: Int,
        startingAt sequence: UInt64,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        precondition(sequence >= 1, "sequences start at one")
        var stream = EventStream(options: options, after: sequence - 1)
        for step in 0..<max(0, count) {
            try writeUpdate(at: sequence + UInt64(step), to: &stream, emit)
        }
    }

    private enum Change {
        case unit, inspection, staffing, decision, lifting, withdrawal
    }

    private func writeUpdate(
        at sequence: UInt64,
        to stream: inout EventStream,
        _ emit: (_ line: [UInt8]) throws -> Void
    ) rethrows {
        let number = Int(sequence)
        var random = DemoRandom(seed: options.seed, purpose: Purpose.updates, index: number)
        let change = random.pick(
            weighted: [
                (68, Change.unit), (13, .inspection), (10, .staffing), (3, .decision),
                (4, .lifting), (2, .withdrawal),
            ]
        )
        let index = standingUnit(from: random.below(options.units), leaving: change == .withdrawal)
        let profile = UnitProfile(index, options: options)
        switch change {
        case .withdrawal where options.units > Self.leavingEvery:
            try stream.write("unit.withdrawn.v1", subject: profile.sorId, emit) { writer in
                DemoWithdrawal.closed.write(index, version: 10 + number, to: &writer)
            }
        case .unit, .withdrawal:
            // Versions of the demo itself stay below ten.
            let event = UnitEvent(
                profile: profile,
                options: options,
                version: 10 + number,
                changedOn: options.today
            )
            try stream.write("unit.published.v1", subject: profile.sorId, emit) {
                event.write(to: &$0)
            }
        case .inspection:
            let inspection = DemoInspection(
                of: profile,
                number: 10 + number,
                on: options.today,
                corrects: nil,
                &random
            )
            try stream.write("inspection.registered.v1", subject: inspection.id, emit) {
                inspection.write(to: &$0)
            }
        case .staffing:
            var changed = options
            changed.seed &+= sequence
            let staffing = DemoStaffing(ofUnit: index, options: changed)
            let figures = staffing ?? DemoStaffing(unit: index, options: changed, &random)
            let subject = Identifiers.productionUnitNumber(index)
            try stream.write("staffing.refreshed.v1", subject: subject, emit) {
                figures.write(to: &$0)
            }
        case .decision, .lifting:
            let former = change == .lifting ? openDecision(from: index) : nil
            let decision =
                former?.lifted(on: options.today)
                ?? DemoDecision(on: profile, number: 10 + number, today: options.today, &random)
            try stream.write("decision.registered.v1", subject: decision.id, emit) {
                decision.write(isLifted: former != nil, to: &$0)
            }
        }
    }

    /// One unit in this many may leave; it is never published again, so that an end stays an end.
    private static let leavingEvery = 50

    /// The first unit from `index` on that stands and is, or is not, among those that may leave.
    private func standingUnit(from index: Int, leaving: Bool) -> Int {
        for step in 0..<options.units {
            let candidate = (index + step) % options.units
            let mayLeave = candidate % Self.leavingEvery == Self.leavingEvery - 1
            guard mayLeave == (leaving && options.units > Self.leavingEvery) else { continue }
            if DemoWithdrawal(candidate, options: options) == nil { return candidate }
        }
        return index
    }

    /// A decision near `index` that was not lifted when the demo was written.
    private func openDecision(from index: Int) -> DemoDecision? {
        for step in 0..<min(200, options.units) {
            let decisions = DemoDecision.all(
                ofUnit: (index + step) % options.units,
                options: options
            )
            if let decision = decisions.first(where: { $0.liftedAt == nil }) { return decision }
        }
        return nil
    }
}
