import CareUnits
import IndexFormat
import LMDB

/// Everything the store knows of one unit, joined.
struct UnitDossier {
    /// One published figure with the batch it came in.
    struct Figure {
        let indicator: String
        let period: String
        var value: IndicatorValue
        /// The former unit at the same place that the figure is about.
        var inheritedFrom: String?
    }

    /// What is known of a former unit at the same place, which is no longer published.
    struct Predecessor {
        let sorId: String
        let inspections: [Inspection]
    }

    let unit: CareUnit
    let inspections: [Inspection]
    /// Former units at the place that were inspected, in the order that the unit names them.
    let predecessors: [Predecessor]
    /// Decisions that fit the unit's kind, the latest first.
    let decisions: [Decision]
    /// Each indicator's figures, the latest period first, in order of the indicators' codes; those of a
    /// predecessor only where the unit has none of that indicator.
    var figures: [Figure]
    let staffing: Staffing?

    /// The inspection that gives the unit's own current status.
    var currentInspection: Inspection? { inspections.current }

    /// The latest inspection of a predecessor, where the unit itself has not been inspected.
    var inheritedInspection: (inspection: Inspection, from: String)? {
        guard inspections.isEmpty else { return nil }
        return predecessors.compactMap { predecessor in
            predecessor.inspections.current.map { ($0, predecessor.sorId) }
        }.max { $0.0.inspectedAt < $1.0.inspectedAt }
    }

    /// The figure of the latest period for each indicator.
    var currentFigures: [Figure] {
        figures.indices.filter {
            $0 == 0 || figures[$0 - 1].indicator != figures[$0].indicator
        }.map { figures[$0] }
    }

    /// Gathers the dossier of a unit, or `nil` if it is not published.
    init?(
        _ sorId: String,
        in store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws {
        guard let stored = try store.get(Array(sorId.utf8), in: .units, transaction) else {
            return nil
        }
        let document = StoredDocument(stored)
        guard !document.isWithdrawal else { return nil }
        let unit = try CareUnit(storedData: JSONValue.parse(document.data))
        self.unit = unit
        inspections = try Self.inspections(sorId, store, transaction)
        let formerIds = try Self.formerIds(of: unit, store, transaction)
        predecessors = try formerIds.map {
            Predecessor(sorId: $0, inspections: try Self.inspections($0, store, transaction))
        }
        decisions = try Self.members(sorId, "d", of: .decisions, store, transaction)
            .map { try Decision(storedData: $0) }
            .filter { $0.fits(unit.kind) }
            .sorted { ($0.decidedAt, $0.id) > ($1.decidedAt, $1.id) }
        var figures = try Self.figures(sorId, store, transaction)
        for id in formerIds {
            let known = Set(figures.map(\.indicator))
            figures += try Self.figures(id, store, transaction, inheritedFrom: id)
                .filter { !known.contains($0.indicator) }
        }
        self.figures = figures.sorted {
            ($0.indicator, $1.period) < ($1.indicator, $0.period)
        }
        staffing =
            if let number = unit.productionUnitNumber,
                let stored = try store.get(Array(number.utf8), in: .staffing, transaction)
            {
                try Staffing(storedData: JSONValue.parse(StoredDocument(stored).data))
            } else {
                nil
            }
    }

    private static func members(
        _ sorId: String,
        _ tag: Character,
        of name: UnitStore.Name,
        _ store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [JSONValue] {
        let prefix = memberPrefix(sorId, tag)
        var found: [JSONValue] = []
        for key in try store.keys(in: .byUnit, withPrefix: prefix, transaction) {
            let id = Array(key.dropFirst(prefix.count))
            guard let stored = try store.get(id, in: name, transaction) else { continue }
            let document = StoredDocument(stored)
            if !document.isWithdrawal { found.append(try JSONValue.parse(document.data)) }
        }
        return found
    }

    private static func inspections(
        _ sorId: String,
        _ store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [Inspection] {
        try members(sorId, "i", of: .inspections, store, transaction)
            .map { try Inspection(storedData: $0) }
    }

    /// The predecessors that are not published themselves: what is, keeps its own history.
    private static func formerIds(
        of unit: CareUnit,
        _ store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [String] {
        try unit.predecessors.filter { id in
            guard id != unit.sorId else { return false }
            let stored = try store.get(Array(id.utf8), in: .units, transaction)
            return stored.map { StoredDocument($0).isWithdrawal } ?? true
        }
    }

    private static func figures(
        _ sorId: String,
        _ store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable,
        inheritedFrom: String? = nil
    ) throws -> [Figure] {
        let prefix = figurePrefix(.unit, sorId)
        var found: [Figure] = []
        for key in try store.keys(in: .figures, withPrefix: prefix, transaction) {
            guard let named = FigureName(key.dropFirst(prefix.count)),
                let stored = try store.get(key, in: .figures, transaction)
            else { continue }
            found.append(
                Figure(
                    indicator: named.indicator,
                    period: named.period,
                    value: try IndicatorValue(storedData: JSONValue.parse(stored)),
                    inheritedFrom: inheritedFrom
                )
            )
        }
        return found
    }
}

/// Indicator and period as they end the key of a figure.
struct FigureName {
    let indicator: String
    let period: String

    init?(_ key: some Collection<UInt8>) {
        let parts = key.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        indicator = String(decoding: parts[0], as: UTF8.self)
        period = String(decoding: parts[1], as: UTF8.self)
    }
}

extension UnitDossier {
    /// Holds the figures against the catalog: fewer answers than an indicator asks for are too few,
    /// whatever the figure says of itself, and their number is dropped.
    mutating func judgeFigures(by catalog: Catalog) {
        for place in figures.indices where figures[place].value.status == .ok {
            let code = figures[place].indicator
            guard let definition = catalog.indicators.first(where: { $0.code == code }),
                let n = figures[place].value.n, let least = definition.minimumN, n < least
            else { continue }
            figures[place].value.status = .tooFew
            figures[place].value.value = nil
            figures[place].value.deviation = nil
        }
    }
}
