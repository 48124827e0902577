import CareUnits
import IndexFormat
import Statistics

/// Whether the units of a row differ, and what that rests on.
struct RowVerdict {
    enum Code: String, CaseIterable {
        case clearlyDifferent, possiblyDifferent, noDemonstrableDifference, identical
        case notComparable
    }

    /// Why values cannot be held against each other.
    enum Reason: String, CaseIterable {
        /// They are of different periods.
        case period
        /// They were made by different methods, or under different regimes of inspection.
        case method
        /// Different people were asked.
        case population
        /// They are about the municipality, not about the unit.
        case level
        /// The row does not apply to the kinds of the other units.
        case kinds
        /// Fewer than two units have a value.
        case missing
        /// How sure the values are is not published.
        case spread
        /// Running text is to be read, not counted.
        case text
    }

    var code: Code
    var reason: Reason?
    /// Whether the values are facts, which differ or do not, with nothing uncertain about it.
    var isOfFacts = true
    /// Which unit the others are held against, and each unit's difference from it.
    var analysis: SideBySide?
    /// The places of the analysed cells among all of the row.
    var analysed: [Int] = []

    private init(_ code: Code, _ reason: Reason? = nil) {
        self.code = code
        self.reason = reason
    }

    /// Judges a row.
    ///
    /// - Parameters:
    ///   - row: The row's place.
    ///   - units: The cells of the units.
    ///   - type: What is measured, where the row is an indicator.
    init(_ row: Int, of units: [UnitCells], indicator type: IndicatorDefinition.ValueType?) {
        let known = units.indices.filter { units[$0].cells[row].isKnown }
        func differ<Property: Equatable>(_ property: (ComparisonCell) -> Property) -> Bool {
            guard let first = known.first else { return false }
            let value = property(units[first].cells[row])
            return known.contains { property(units[$0].cells[row]) != value }
        }
        if units.contains(where: { $0.cells[row].area != nil }) {
            self.init(.notComparable, .level)
        } else if known.count < 2 {
            let applicable = units.count { $0.cells[row].status != .figure(.notApplicable) }
            self.init(.notComparable, applicable < 2 ? .kinds : .missing)
        } else if type != nil, differ(\.period) {
            self.init(.notComparable, .period)
        } else if differ(\.method) {
            self.init(.notComparable, .method)
        } else if differ(\.population) {
            self.init(.notComparable, .population)
        } else if let type, type != .number {
            self.init(measured: known, row, of: units)
        } else {
            self.init(facts: known.compactMap { units[$0].cells[row].value })
        }
    }

    private init(facts: [ComparisonCell.Value]) {
        if facts.allSatisfy({ $0 == facts[0] }) {
            self.init(.identical)
        } else if case .text = facts[0] {
            self.init(.notComparable, .text)
        } else {
            self.init(.clearlyDifferent)
        }
    }

    private init(measured known: [Int], _ row: Int, of units: [UnitCells]) {
        let measurements = known.compactMap { units[$0].cells[row].measurement }
        guard measurements.count == known.count else {
            self.init(.notComparable, .spread)
            isOfFacts = false
            return
        }
        let analysis = SideBySide(measurements)
        self.init(Code(analysis.verdict))
        isOfFacts = false
        self.analysis = analysis
        analysed = known
    }

    /// How far the clearest difference lies outside what chance explains; orders rows.
    var clarity: Double {
        guard let analysis else { return 0 }
        return analysis.differences.compactMap { $0?.clarity }.max() ?? 0
    }
}

extension RowVerdict.Code {
    init(_ verdict: SideBySide.Verdict) {
        switch verdict {
        case .identical: self = .identical
        case .clearlyDifferent: self = .clearlyDifferent
        case .possiblyDifferent: self = .possiblyDifferent
        case .noDemonstrableDifference: self = .noDemonstrableDifference
        }
    }
}
