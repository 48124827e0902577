import CareUnits
import IndexFormat
import LMDB

/// Everything the store knows of one unit, joined.
struct UnitDossier {
    /// One published figure with the batch it came in.
    struct Figure {
        let indicator: String
        let period: String
        let value: IndicatorValue
    }

    let unit: CareUnit
    let inspections: [Inspection]
    /// Decisions that fit the unit's kind, the latest first.
    let decisions: [Decision]
    /// For each indicator its figure of the latest period, in order of the indicators' codes.
    let figures: [Figure]
    let staffing: Staffing?

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
        inspections = try Self.members(sorId, "i", of: .inspections, store, transaction)
            .map { try Inspection(storedData: $0) }
        decisions = try Self.members(sorId, "d", of: .decisions, store, transaction)
            .map { try Decision(storedData: $0) }
            .filter { $0.fits(unit.kind) }
            .sorted { ($0.decidedAt, $0.id) > ($1.decidedAt, $1.id) }
        figures = try Self.figures(sorId, store, transaction)
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

    private static func figures(
        _ sorId: String,
        _ store: UnitStore,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [Figure] {
        let prefix = figurePrefix(.unit, sorId)
        var latest: [String: Figure] = [:]
        for key in try store.keys(in: .figures, withPrefix: prefix, transaction) {
            let parts = key.dropFirst(prefix.count).split(
                separator: 0,
                omittingEmptySubsequences: false
            )
            guard parts.count == 2, let stored = try store.get(key, in: .figures, transaction)
            else { continue }
            let indicator = String(decoding: parts[0], as: UTF8.self)
            let period = String(decoding: parts[1], as: UTF8.self)
            if let other = latest[indicator], other.period > period { continue }
            let value = try IndicatorValue(storedData: JSONValue.parse(stored))
            latest[indicator] = Figure(indicator: indicator, period: period, value: value)
        }
        return latest.values.sorted { $0.indicator < $1.indicator }
    }
}
