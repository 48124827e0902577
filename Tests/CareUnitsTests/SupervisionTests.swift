import CareUnits
import TestSupport
import Testing

@Suite struct DecisionTests {
    /// Days are counted from 2026-11-01; `nil` leaves a date out.
    @Test(
        arguments: [
            // A ban runs through its period, both ends included.
            (Dates(decided: -10, from: 0, to: 5), -1, .planned),
            (Dates(decided: -10, from: 0, to: 5), 0, .active),
            (Dates(decided: -10, from: 0, to: 5), 5, .active),
            (Dates(decided: -10, from: 0, to: 5), 6, .lapsed),
            // Without a beginning it is in force from the day it was decided.
            (Dates(decided: 0, to: 5), -1, .planned), (Dates(decided: 0, to: 5), 0, .active),
            // An order stays active past its deadline.
            (Dates(decided: 0, deadline: 3), 4, .active),
            (Dates(decided: 0, deadline: 3), 4000, .active),
            // Lifted from the day of lifting, also in place of lapsed or planned.
            (Dates(decided: 0, to: 9, lifted: 4), 3, .active),
            (Dates(decided: 0, to: 9, lifted: 4), 4, .lifted),
            (Dates(decided: 0, to: 9, lifted: 4), 20, .lifted),
            (Dates(decided: 0, from: 5, lifted: 2), 2, .lifted),
            (Dates(decided: 0, from: 5, lifted: 2), 1, .planned),
            (Dates(decided: 0, to: 5, lifted: 9), 7, .lapsed),
            (Dates(decided: 0, to: 5, lifted: 9), 9, .lifted),
        ] as [(Dates, Int, Decision.State)]
    )
    func theStateDependsOnTheDay(dates: Dates, day: Int, state: Decision.State) {
        #expect(dates.decision.state(on: dates.day(day)) == state)
    }

    struct Dates: Sendable {
        var decided: Int
        var deadline: Int?
        var from: Int?
        var to: Int?
        var lifted: Int?

        func day(_ offset: Int) -> LocalDate {
            LocalDate(daysSinceEpoch: 20_758).adding(days: offset)
        }

        var decision: Decision {
            Decision(
                id: "d",
                sorId: "1",
                kind: .orderQuality,
                themes: [],
                decidedAt: day(decided),
                deadline: deadline.map(day),
                period: DatePeriod(from: from.map(day), to: to.map(day)),
                liftedAt: lifted.map(day)
            )
        }
    }

    @Test func bansFitHomesOrSuppliersAndOrdersFitAll() throws {
        for kind in UnitKind.allCases {
            for (decision, fits) in [
                ("banMoveIn", kind != .homeCareSupplier), ("banIntake", kind == .homeCareSupplier),
                ("orderQuality", true), ("orderAdvice", true),
            ] {
                let data = Sample.decision.with("kind", .string(decision))
                #expect(try Decision(storedData: data).fits(kind) == fits)
            }
        }
    }
}

@Suite struct InspectionTests {
    private func inspection(
        _ id: String,
        _ day: Int,
        registered: Int64? = nil,
        supersedes: String? = nil
    ) throws -> Inspection {
        let date = LocalDate(daysSinceEpoch: 20_000).adding(days: day)
        var data = Sample.inspection.with("id", .string(id))
            .with("inspectedAt", .string(date.description))
        if let registered {
            data = data.with("registeredAt", .string(Instant(milliseconds: registered).description))
        }
        if let supersedes { data = data.with("supersedes", .string(supersedes)) }
        return try Inspection(storedData: data)
    }

    @Test func neverInspectedIsNoInspection() {
        #expect([Inspection]().current == nil)
    }

    @Test func theLatestOfAllCounts() throws {
        let all = [try inspection("a", 5), try inspection("b", 7), try inspection("c", 6)]
        #expect(all.current?.id == "b")
    }

    @Test func whatIsSupersededDoesNotCountHoweverLate() throws {
        let all = [
            try inspection("a", 9), try inspection("b", 5, supersedes: "a"),
            try inspection("c", 4),
        ]
        #expect(all.current?.id == "b")
        let chain = all + [try inspection("d", 1, supersedes: "b")]
        #expect(chain.current?.id == "c")
    }

    @Test func tiesAreToldApartByRegistrationThenId() throws {
        let all = [
            try inspection("z", 5), try inspection("a", 5, registered: 2000),
            try inspection("b", 5, registered: 1000), try inspection("c", 5, registered: 2000),
        ]
        #expect(all.current?.id == "c")
        #expect(all.dropLast().current?.id == "a")
        #expect([all[0], try inspection("y", 5)].current?.id == "z")
    }

    @Test func aUnitThatWasInspectedHasACurrentInspection() throws {
        // Whatever is written into `supersedes`, "not yet inspected" would be untrue.
        #expect([try inspection("a", 1, supersedes: "a")].current?.id == "a")
        let circle = [
            try inspection("a", 1, supersedes: "b"), try inspection("b", 2, supersedes: "a"),
        ]
        #expect(circle.current?.id == "b")
        #expect([try inspection("a", 1, supersedes: "gone")].current?.id == "a")
    }

    @Test(arguments: SeededRandom.seeds(5))
    func theOrderOfTheListDoesNotMatter(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var all: [Inspection] = []
        for index in 0..<8 {
            all.append(
                try inspection(
                    "i\(index)",
                    random.below(3),
                    registered: random.once(in: 2) ? Int64(random.below(3)) * 1000 : nil,
                    supersedes: random.once(in: 3) ? "i\(random.below(8))" : nil
                )
            )
        }
        let expected = all.current
        for _ in 0..<20 { #expect(all.shuffled(using: &random).current == expected) }
    }
}
