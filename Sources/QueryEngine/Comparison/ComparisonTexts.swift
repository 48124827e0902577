import CareUnits
import IndexFormat
import Synchronization

/// Pieces of comparisons that recur in answers from one generation, each rendered at its first use: those
/// of areas and groups, and the cells of the units compared of late.
final class ComparisonTexts: Sendable {
    private struct PeerKey: Hashable {
        var group: PeerTable.Group
        var day: LocalDate
        var language: Language
    }

    private struct AreaKey: Hashable {
        var subject: AreaFigures.Subject
        var period: String
        var language: Language
    }

    private struct UnitKey: Hashable {
        var document: Int
        var day: LocalDate
        var language: Language
    }

    /// The most units whose cells are kept, about 15 KiB each; beyond, all make room.
    private static let mostUnits = 1024

    private let units = Mutex<[UnitKey: UnitCells]>([:])
    private let peers = Mutex<[PeerKey: [[UInt8]]]>([:])
    private let areas = Mutex<[AreaKey: [UInt8]]>([:])

    /// The cells of a unit.
    func cells(
        of document: Int,
        in index: SearchIndex,
        _ language: Language,
        on day: LocalDate
    ) -> UnitCells {
        let key = UnitKey(document: document, day: day, language: language)
        if let ready = units.withLock({ $0[key] }) { return ready }
        let cells = UnitCells(document, of: index, language, on: day)
        units.withLock { units in
            if units.count >= Self.mostUnits { units.removeAll() }
            units[key] = cells
        }
        return cells
    }

    /// The objects of one group's values by the rows' places, empty where there are none; the table of
    /// another day has others.
    func peers(
        _ group: PeerTable.Group,
        _ day: LocalDate,
        _ language: Language,
        _ render: () -> [[UInt8]]
    ) -> [[UInt8]] {
        let key = PeerKey(group: group, day: day, language: language)
        if let ready = peers.withLock({ $0[key] }) { return ready }
        let objects = render()
        peers.withLock { $0[key] = objects }
        return objects
    }

    /// The members of one area's figure.
    func area(
        _ subject: AreaFigures.Subject,
        _ period: String,
        _ language: Language,
        _ render: () -> [UInt8]
    ) -> [UInt8] {
        let key = AreaKey(subject: subject, period: period, language: language)
        if let ready = areas.withLock({ $0[key] }) { return ready }
        let bytes = render()
        areas.withLock { $0[key] = bytes }
        return bytes
    }
}
