import CSVImport
import CareUnits
import Testing

/// One row before and after one rule; fields that a case does not name must stay as they were.
struct RuleCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Equatable {
        case idle, repaired, noted, warned, repairedAndWarned, rejected(String)
    }

    let rule: String
    let before: [TargetField: String]
    let after: [TargetField: String]
    let outcome: Outcome
    var aliases: [String] = []
    var homes: (before: String?, after: String?) = (nil, nil)
    var notice: String?

    init(
        _ rule: String,
        _ before: [TargetField: String],
        _ changes: [TargetField: String] = [:],
        _ outcome: Outcome,
        aliases: [String] = [],
        homes: (before: String?, after: String?) = (nil, nil),
        notice: String? = nil
    ) {
        self.rule = rule
        self.before = before
        self.after = before.merging(changes) { $1 }.filter { !$0.value.isEmpty }
        self.outcome = outcome
        self.aliases = aliases
        self.homes = homes
        self.notice = notice
    }

    var testDescription: String {
        "\(rule) \(before.map { "\($0.key.rawValue)=\($0.value)" }.sorted())"
    }
}

@Suite struct RepairRuleTests {
    @Test(arguments: RuleCase.names + RuleCase.addresses + RuleCase.contacts + RuleCase.rows)
    func repairs(_ example: RuleCase) throws {
        let rule = try #require(RepairRule.named(example.rule))
        var memory = RuleMemory(operatorNames: ["OK-Fonden", "Forenede Care"])
        var draft = UnitDraft(line: 2, id: "plov-1", values: example.before)
        draft.attributes["homeCount"] = example.homes.before
        let effects = rule.apply(to: &draft, memory: &memory)
        #expect(draft.values == example.after)
        #expect(draft.aliases == example.aliases)
        #expect(draft.attributes["homeCount"] == example.homes.after)
        #expect(draft.texts["notice"] == example.notice)
        #expect(RuleCase.Outcome(effects) == example.outcome)
    }

    @Test func everyRuleHasACase() {
        let tested = Set(
            (RuleCase.names + RuleCase.addresses + RuleCase.contacts + RuleCase.rows).map(\.rule)
        )
        let acrossRows: Set = ["duplicateId", "duplicateName", "duplicateSite", "malformedId"]
        #expect(tested.union(acrossRows) == Set(RepairRule.all.map(\.id)))
        #expect(Set(RepairRule.all.map(\.id)).count == RepairRule.all.count)
    }

    private func effects(_ rule: String, _ drafts: [UnitDraft]) throws -> [RuleCase.Outcome] {
        let rule = try #require(RepairRule.named(rule))
        var memory = RuleMemory()
        return drafts.map { draft in
            var draft = draft
            return RuleCase.Outcome(rule.apply(to: &draft, memory: &memory))
        }
    }

    @Test func anIdIsTakenOnce() throws {
        let drafts = ["plov-1", "plov-2", "plov-1"].enumerated().map {
            UnitDraft(line: $0 + 2, id: $1, values: [:])
        }
        #expect(try effects("duplicateId", drafts) == [.idle, .idle, .rejected("duplicateId")])
    }

    @Test(arguments: ["plov-", "plov-æ", "plov-1 2", "12x", ""])
    func anIdNeedsLettersOrDigits(_ id: String) throws {
        let draft = UnitDraft(line: 2, id: id, values: [:])
        #expect(try effects("malformedId", [draft]) == [.rejected("malformedId")])
    }

    @Test func namesAreNotUnique() throws {
        let drafts = ["Birkebo", "Solgården", "BIRKEBO"].map {
            UnitDraft(line: 2, id: "plov-1", values: [.name: $0])
        }
        #expect(try effects("duplicateName", drafts) == [.idle, .idle, .noted])
    }

    @Test func twoRecordsOnOneSiteAreKept() throws {
        let point = [TargetField.latitude: "55.5", .longitude: "10.5"]
        let address = [TargetField.street: "Bygade", .houseNumber: "4", .postcode: "5000"]
        let drafts = [point, address, point.merging(address) { $1 }, [.street: "Bygade"], [:]].map {
            UnitDraft(line: 2, id: "plov-1", values: $0)
        }
        #expect(try effects("duplicateSite", drafts) == [.idle, .idle, .warned, .idle, .idle])
    }
}

extension RuleCase.Outcome {
    init(_ effects: [RuleEffect]) {
        var isRepaired = false
        var isWarned = false
        var outcome = RuleCase.Outcome.idle
        for effect in effects {
            switch effect {
            case .repaired: isRepaired = true
            case .warned: isWarned = true
            case .noted: outcome = .noted
            case .rejected(let reason, _): outcome = .rejected(reason)
            }
        }
        switch (isRepaired, isWarned) {
        case (true, true): self = .repairedAndWarned
        case (true, false): self = .repaired
        case (false, true): self = .warned
        case (false, false): self = outcome
        }
    }
}
