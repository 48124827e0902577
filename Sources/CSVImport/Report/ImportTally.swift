/// Keeps the accounts of an import while it runs: each row begun is accepted or rejected, once.
struct ImportTally: Sendable {
    /// Counts values that a mapping's value list does not have.
    static let unlistedValue = "unlistedValue"
    /// Counts texts that are no number where one is due.
    static let unreadableValue = "unreadableValue"

    private let mapping: String
    var fileFaults: [String] = []
    /// The name of the unit in the row, once it is known.
    var name: String?

    private var rows = 0
    private var accepted = 0
    private var acceptedWithWarnings = 0
    private var counts: [ImportReport.RuleCount]
    private var indexes: [String: Int]
    private var warnings: [ImportReport.Warning] = []
    private var rejections: [ImportReport.Rejection] = []

    private var line = 0
    private var isOpen = false
    private var warningsOfRow: [ImportReport.Warning] = []
    private var rulesOfRow: Set<String> = []

    init(mapping: String, rules: [RepairRule]) {
        self.mapping = mapping
        counts =
            [
                .init(
                    rule: Self.unlistedValue,
                    summary: "Leaves out a value that the mapping does not list, with a warning."
                )
            ] + rules.map { .init(rule: $0.id, summary: $0.summary) } + [
                .init(
                    rule: Self.unreadableValue,
                    summary: "Leaves out an attribute that is none of its type, with a warning."
                )
            ]
        indexes = Dictionary(uniqueKeysWithValues: counts.enumerated().map { ($1.rule, $0) })
    }

    mutating func beginRow(line: Int) {
        precondition(!isOpen, "line \(self.line) was neither accepted nor rejected")
        self.line = line
        isOpen = true
        rows += 1
        name = nil
        warningsOfRow = []
        rulesOfRow = []
    }

    /// Notes what a rule did; a rejection ends the row.
    mutating func count(_ effect: RuleEffect, of rule: String) {
        guard let index = indexes[rule] else { preconditionFailure("no rule \(rule)") }
        if rulesOfRow.insert(rule).inserted { counts[index].rows += 1 }
        switch effect {
        case .repaired: counts[index].repaired += 1
        case .noted: counts[index].noted += 1
        case .warned(let message):
            counts[index].warned += 1
            warningsOfRow.append(.init(line: line, rule: rule, message: message))
        case .rejected(let reason, let message):
            counts[index].rejected += 1
            reject(reason: reason, message)
        }
    }

    mutating func reject(reason: String, _ message: String) {
        endRow()
        rejections.append(.init(line: line, reason: reason, name: name, message: message))
    }

    mutating func accept() {
        endRow()
        accepted += 1
        acceptedWithWarnings += warningsOfRow.isEmpty ? 0 : 1
        warnings += warningsOfRow
    }

    private mutating func endRow() {
        precondition(isOpen, "line \(line) was accepted or rejected before")
        isOpen = false
    }

    func report() -> ImportReport {
        precondition(
            !isOpen && rows == accepted + rejections.count,
            "\(rows) rows read, \(accepted) accepted and \(rejections.count) rejected"
        )
        return ImportReport(
            mapping: mapping,
            fileFaults: fileFaults,
            rows: rows,
            accepted: accepted,
            acceptedWithWarnings: acceptedWithWarnings,
            rules: counts,
            warnings: warnings,
            rejections: rejections
        )
    }
}
