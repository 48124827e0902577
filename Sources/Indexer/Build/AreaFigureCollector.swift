import CareUnits
import IndexFormat
import LMDB

/// Gathers the published figures about municipalities, regions and the nation.
struct AreaFigureCollector {
    let store: UnitStore
    let catalog: Catalog

    /// The figures of indicators that the catalog knows, without what must not be published.
    func entries(
        _ transaction: borrowing some Reading & ~Copyable
    ) throws -> [AreaFigures.Entry] {
        var entries: [AreaFigures.Entry] = []
        let places = Dictionary(
            catalog.indicators.enumerated().map { ($1.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for level in IndicatorLevel.allCases where level != .unit {
            let tag = figureTag(level)
            for key in try store.keys(in: .figures, withPrefix: [tag], transaction) {
                let rest = key.dropFirst()
                guard let end = rest.firstIndex(of: 0),
                    let name = FigureName(rest[(end + 1)...]),
                    let place = places[name.indicator],
                    let stored = try store.get(key, in: .figures, transaction)
                else { continue }
                let value = try IndicatorValue(storedData: JSONValue.parse(stored))
                entries.append(
                    AreaFigures.Entry(
                        level: level,
                        code: String(decoding: rest[..<end], as: UTF8.self),
                        figure: StoredFigure(indicator: place, period: name.period, value)
                    )
                )
            }
        }
        return entries
    }
}
