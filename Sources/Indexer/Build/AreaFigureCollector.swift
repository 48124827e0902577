import CareUnits
import IndexFormat
import LMDB
import Statistics
import Synchronization

/// Gathers the published figures about municipalities, regions and the nation, without the numbers
/// from which a withheld figure of a unit could be worked out.
struct AreaFigureCollector {
    let store: UnitStore
    let catalog: Catalog
    /// The day whose regions municipalities lie in.
    let today: LocalDate
    let memo: AreaFigureMemo

    /// One batch of figures: an indicator, by its place in the catalog, in a period.
    private struct Batch: Hashable {
        var indicator: Int
        var period: String
    }

    /// The section of the figures.
    ///
    /// - Parameters:
    ///   - fingerprint: The hash of what prepared units depend on, with the catalog.
    ///   - identities: Another number whenever a unit has come, gone or moved.
    ///   - transaction: The state of the store.
    /// - Returns: The section.
    /// - Throws: What the store throws.
    func encoded(
        _ fingerprint: UInt64,
        identities: UInt64,
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [UInt8] {
        let basis = AreaFigureMemo.Basis(
            figures: try store.meta(.figures, transaction) ?? 0,
            fingerprint: fingerprint,
            identities: identities,
            day: today
        )
        return try memo.section(basis) { AreaFigures.encode(try entries(transaction)) }
    }

    /// The figures of indicators that the catalog knows.
    private func entries(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [AreaFigures.Entry] {
        var entries: [AreaFigures.Entry] = []
        for level in IndicatorLevel.allCases where level != .unit {
            try forEachFigure(level, transaction) { subject, batch, stored in
                let value = try IndicatorValue(storedData: JSONValue.parse(stored))
                let figure = StoredFigure(
                    indicator: batch.indicator,
                    period: batch.period,
                    value
                )
                entries.append(.init(level: level, code: subject, figure: figure))
            }
        }
        guard !entries.isEmpty else { return [] }
        let withheld = try withheldUnits(transaction)
        let places = Dictionary(grouping: entries.indices) { place in
            Batch(indicator: entries[place].figure.indicator, period: entries[place].figure.period)
        }
        for (batch, places) in places {
            guard let municipalities = withheld[batch] else { continue }
            for place in hidden(places, in: entries, withheld: municipalities) {
                entries[place].figure.withhold()
            }
        }
        return entries
    }

    /// Calls `body` with the subject, the batch and the document of every figure of a level.
    private func forEachFigure(
        _ level: IndicatorLevel,
        _ transaction: borrowing some Reading & ~Copyable,
        _ body: (_ subject: String, _ batch: Batch, _ stored: [UInt8]) throws -> Void
    ) throws {
        let indicators = Dictionary(
            catalog.indicators.enumerated().map { ($1.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for key in try store.keys(in: .figures, withPrefix: [figureTag(level)], transaction) {
            let rest = key.dropFirst()
            guard let end = rest.firstIndex(of: 0),
                let name = FigureName(rest[(end + 1)...]),
                let indicator = indicators[name.indicator],
                let stored = try store.get(key, in: .figures, transaction)
            else { continue }
            let subject = String(decoding: rest[..<end], as: UTF8.self)
            try body(subject, Batch(indicator: indicator, period: name.period), stored)
        }
    }

    /// How many units of each municipality are withheld, batch by batch.
    private func withheldUnits(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [Batch: [String: Int]] {
        var counts: [Batch: [String: Int]] = [:]
        for (sorId, batch) in try findWithheld(transaction) {
            let key = Array(sorId.utf8)
            let code = try store.with(key, in: .prepared, transaction) {
                PreparedUnit.head($0).municipalityCode
            }
            if let code { counts[batch, default: [:]][code, default: 0] += 1 }
        }
        return counts
    }

    private func findWithheld(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [(sorId: String, batch: Batch)] {
        let mark = Array("\"\(IndicatorStatus.withheld.rawValue)\"".utf8)
        var units: [(sorId: String, batch: Batch)] = []
        try forEachFigure(.unit, transaction) { sorId, batch, stored in
            // Most figures are not withheld: look before parsing.
            guard contains(mark, in: stored.span),
                try IndicatorValue(storedData: JSONValue.parse(stored)).status == .withheld
            else { return }
            units.append((sorId, batch))
        }
        return units
    }

    /// Whether the bytes hold a run of others.
    ///
    /// O(n · m), and O(n) where the first byte is rare.
    private func contains(_ run: [UInt8], in bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= run.count else { return false }
        let run = run.span
        for start in 0...(bytes.count - run.count) where bytes[start] == run[0] {
            var length = 1
            while length < run.count, bytes[start + length] == run[length] { length += 1 }
            if length == run.count { return true }
        }
        return false
    }

    /// The places of the entries of one batch whose numbers must not be shown.
    private func hidden(
        _ places: [Int],
        in entries: [AreaFigures.Entry],
        withheld: [String: Int]
    ) -> [Int] {
        var areas = [area(nil, "DK", .national, places, entries)]
        var regions: [String: Int] = [:]
        for region in Region.inForce(on: today) {
            regions[region.code] = areas.count
            areas.append(area(0, region.code, .region, places, entries))
        }
        for municipality in Municipality.all {
            let region = regions[municipality.region(on: today).code]
            var own = area(region ?? 0, municipality.code, .municipality, places, entries)
            own.area.withheld = withheld[municipality.code] ?? 0
            areas.append(own)
        }
        return Disclosure.hidden(areas.map(\.area)).compactMap { areas[$0].entry }
    }

    /// An area with the place of its figure, if it has one with a number.
    private func area(
        _ parent: Int?,
        _ code: String,
        _ level: IndicatorLevel,
        _ places: [Int],
        _ entries: [AreaFigures.Entry]
    ) -> (area: Disclosure.Area, entry: Int?) {
        let entry = places.first {
            entries[$0].level == level && entries[$0].code == code
                && entries[$0].figure.status == .ok
        }
        let n = entry.flatMap { entries[$0].figure.n }.map(Double.init)
        let area = Disclosure.Area(
            parent: parent,
            isShown: entry != nil,
            n: n ?? .infinity,
            withheld: 0
        )
        return (area, entry)
    }
}

/// The section of the last build: most changes leave all that it depends on as it was.
///
/// Share one instance among the builds of a writer.
final class AreaFigureMemo: Sendable {
    /// What the figures depend on.
    struct Basis: Equatable, Sendable {
        /// The store's count of batches taken over.
        var figures: UInt64
        var fingerprint: UInt64
        var identities: UInt64
        var day: LocalDate
    }

    private let last = Mutex<(basis: Basis, section: [UInt8])?>(nil)

    /// The section, made by `make` unless the basis is that of the last time.
    func section(_ basis: Basis, _ make: () throws -> [UInt8]) rethrows -> [UInt8] {
        if let known = last.withLock({ $0 }), known.basis == basis { return known.section }
        let section = try make()
        last.withLock { $0 = (basis, section) }
        return section
    }
}
