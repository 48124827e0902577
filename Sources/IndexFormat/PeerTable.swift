public import CareUnits

/// Medians and quartiles of every measure over the nation, regions, municipalities and kinds of unit.
///
/// Built with the generation (section `peers`), so that a comparison looks them up.
///
/// Quartiles interpolate between the two nearest values at the place (n − 1)·p of the sorted values
/// (definition 7 of Hyndman & Fan 1996, "Sample quantiles in statistical packages", The American
/// Statistician 50:361).
public struct PeerTable: Sendable, Equatable {
    /// What is summarized.
    public enum Measure: Hashable, Sendable {
        /// A field of numbers by its place in the catalog.
        case field(Int)
        /// An indicator by its place in the catalog.
        case indicator(Int)
    }

    /// Units that belong together.
    public enum Group: Hashable, Sendable {
        case nation
        /// A region by its code.
        case region(String)
        /// A municipality by its code.
        case municipality(String)
        case kind(UnitKind)
    }

    /// The values of one measure in one group.
    public struct Summary: Sendable, Equatable {
        public var lowerQuartile: Double
        public var median: Double
        public var upperQuartile: Double
        /// How many units have a value.
        public var count: Int
        /// To how many units the measure applies that have none.
        public var missing: Int
    }

    /// One measure in all groups that have a value.
    struct Measured: Sendable, Equatable {
        /// The period that the values are of; figures of other periods count as missing.
        var period: String?
        var summaries: [Group: Summary]
    }

    /// The day whose regions the groups are.
    public let day: LocalDate
    private var measured: [Measure: Measured]

    /// The period that a measure's values are of, where it has periods.
    public func period(of measure: Measure) -> String? {
        measured[measure]?.period
    }

    /// The values of a measure in a group, or `nil` where no unit has one.
    public func summary(_ measure: Measure, in group: Group) -> Summary? {
        measured[measure]?.summaries[group]
    }

    // MARK: Computation

    /// Summarizes units.
    ///
    /// O(u·log u) for each measure, with u units.
    ///
    /// - Parameters:
    ///   - units: What is compared of each unit.
    ///   - catalog: The definitions that places in the catalog refer to.
    ///   - day: The day whose regions municipalities belong to.
    public init(of units: [ComparedUnit], catalog: Catalog, on day: LocalDate) {
        self.day = day
        measured = [:]
        let grouping = Grouping(units, on: day)
        let nothing = [Double?](repeating: nil, count: units.count)
        var attributes = Array(repeating: nothing, count: catalog.fields.count)
        var figures = Array(repeating: nothing, count: catalog.indicators.count)
        var periods: [String?] = Array(repeating: nil, count: catalog.indicators.count)
        for (place, unit) in units.enumerated() {
            for (field, value) in unit.attributes {
                if case .number(let number) = value { attributes[field][place] = number }
            }
            unit.forEachCurrentFigure { figure in
                guard figure.value != nil, figure.period > periods[figure.indicator] ?? "" else {
                    return
                }
                periods[figure.indicator] = figure.period
            }
        }
        for (place, unit) in units.enumerated() {
            unit.forEachCurrentFigure { figure in
                guard figure.period == periods[figure.indicator] else { return }
                figures[figure.indicator][place] = figure.value
            }
        }
        for (index, field) in catalog.fields.enumerated()
        where field.comparable && [.int, .decimal, .money].contains(field.type) {
            let summaries = grouping.summaries(attributes[index]) { field.applies(to: $0) }
            measured[.field(index)] = Measured(period: nil, summaries: summaries)
        }
        for (index, indicator) in catalog.indicators.enumerated() {
            let summaries = grouping.summaries(figures[index]) { indicator.applies(to: $0) }
            measured[.indicator(index)] = Measured(period: periods[index], summaries: summaries)
        }
        measured = measured.filter { !$0.value.summaries.isEmpty }
    }

    /// Which units belong to which group, by number.
    private struct Grouping {
        let kinds: [UnitKind]
        var groups: [Group] = []
        /// The groups of units with a kind and a municipality.
        private var lists: [[Int]] = []
        /// Which of the lists is each unit's.
        private var listOfUnit: [Int] = []

        init(_ units: [ComparedUnit], on day: LocalDate) {
            kinds = units.map(\.kind)
            var numbers: [Group: Int] = [:]
            var regions: [String: String] = [:]
            for municipality in Municipality.all {
                regions[municipality.code] = municipality.region(on: day).code
            }
            var known: [UnitKind: [String: Int]] = [:]
            for unit in units {
                if let list = known[unit.kind]?[unit.municipalityCode] {
                    listOfUnit.append(list)
                    continue
                }
                var own: [Group] = [.nation, .kind(unit.kind)]
                own.append(.municipality(unit.municipalityCode))
                if let region = regions[unit.municipalityCode] { own.append(.region(region)) }
                let list = own.map { group in
                    if let number = numbers[group] { return number }
                    numbers[group] = groups.count
                    groups.append(group)
                    return groups.count - 1
                }
                known[unit.kind, default: [:]][unit.municipalityCode] = lists.count
                listOfUnit.append(lists.count)
                lists.append(list)
            }
        }

        func summaries(
            _ values: [Double?],
            where applies: (UnitKind) -> Bool
        ) -> [Group: Summary] {
            let counting = Set(UnitKind.allCases.filter(applies))
            var missingOfList = Array(repeating: 0, count: lists.count)
            var present: [(value: Double, list: Int)] = []
            for (unit, value) in values.enumerated() where counting.contains(kinds[unit]) {
                if let value {
                    present.append((value, listOfUnit[unit]))
                } else {
                    missingOfList[listOfUnit[unit]] += 1
                }
            }
            guard !present.isEmpty else { return [:] }
            present.sort { $0.value < $1.value }
            var sorted: [[Double]] = Array(repeating: [], count: groups.count)
            for (value, list) in present {
                for group in lists[list] { sorted[group].append(value) }
            }
            var missing = Array(repeating: 0, count: groups.count)
            for (list, count) in missingOfList.enumerated() {
                for group in lists[list] { missing[group] += count }
            }
            var summaries: [Group: Summary] = [:]
            for (number, list) in sorted.enumerated() where !list.isEmpty {
                summaries[groups[number]] = Summary(
                    lowerQuartile: quantile(0.25, of: list),
                    median: quantile(0.5, of: list),
                    upperQuartile: quantile(0.75, of: list),
                    count: list.count,
                    missing: missing[number]
                )
            }
            return summaries
        }

        private func quantile(_ share: Double, of sorted: [Double]) -> Double {
            let place = Double(sorted.count - 1) * share
            let below = Int(place)
            guard below + 1 < sorted.count else { return sorted[below] }
            let fraction = place - Double(below)
            return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
        }
    }

    // MARK: Encoding

    /// The bytes of the section: the day, and for each measure (field 0, indicator 1; place) its period
    /// and its groups (nation 0, region 1, municipality 2, kind 3; subject) with their summaries.
    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(signed: Int64(day.daysSinceEpoch))
        encoder.append(measured.count)
        for (measure, values) in measured.sorted(by: { $0.key.code < $1.key.code }) {
            encoder.append(byte: UInt8(measure.code.kind))
            encoder.append(measure.code.place)
            encoder.append(optional: values.period)
            encoder.append(values.summaries.count)
            for (group, summary) in values.summaries.sorted(by: { $0.key.code < $1.key.code }) {
                encoder.append(byte: UInt8(group.code.kind))
                encoder.append(group.code.subject)
                encoder.append(summary.lowerQuartile)
                encoder.append(summary.median)
                encoder.append(summary.upperQuartile)
                encoder.append(summary.count)
                encoder.append(summary.missing)
            }
        }
        return encoder.bytes
    }

    /// Reads a section.
    init(_ section: [UInt8]) {
        self.init(section.span)
    }

    private init(_ bytes: Span<UInt8>) {
        var decoder = ByteDecoder(bytes)
        day = LocalDate(daysSinceEpoch: Int32(decoder.signed()))
        measured = [:]
        for _ in 0..<decoder.integer() {
            let isField = decoder.byte() == 0
            let place = decoder.integer()
            let period = decoder.optionalText()
            var summaries: [Group: Summary] = [:]
            for _ in 0..<decoder.integer() {
                let group = Group(kind: decoder.byte(), subject: decoder.text())
                summaries[group] = Summary(
                    lowerQuartile: decoder.double(),
                    median: decoder.double(),
                    upperQuartile: decoder.double(),
                    count: decoder.integer(),
                    missing: decoder.integer()
                )
            }
            measured[isField ? .field(place) : .indicator(place)] = Measured(
                period: period,
                summaries: summaries
            )
        }
    }
}

extension PeerTable.Measure {
    fileprivate var code: (kind: Int, place: Int) {
        switch self {
        case .field(let place): (0, place)
        case .indicator(let place): (1, place)
        }
    }
}

extension PeerTable.Group {
    fileprivate var code: (kind: Int, subject: String) {
        switch self {
        case .nation: (0, "")
        case .region(let code): (1, code)
        case .municipality(let code): (2, code)
        case .kind(let kind): (3, kind.rawValue)
        }
    }

    fileprivate init(kind: UInt8, subject: String) {
        switch kind {
        case 0: self = .nation
        case 1: self = .region(subject)
        case 2: self = .municipality(subject)
        default:
            guard kind == 3, let unitKind = UnitKind(rawValue: subject) else {
                preconditionFailure("no group of peers is \(kind) \(subject)")
            }
            self = .kind(unitKind)
        }
    }
}

extension ComparedUnit {
    /// The value of a field.
    public func attribute(_ field: Int) -> AttributeValue? {
        var low = 0
        var high = attributes.count
        while low < high {
            let middle = (low + high) / 2
            if attributes[middle].field < field { low = middle + 1 } else { high = middle }
        }
        return low < attributes.count && attributes[low].field == field
            ? attributes[low].value : nil
    }
}
