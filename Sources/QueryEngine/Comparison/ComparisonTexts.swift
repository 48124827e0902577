import CareUnits
import IndexFormat
import Synchronization

/// Pieces of comparisons that recur in answers from one generation, each rendered at its first use: there
/// are as many as areas and groups, however many units there are.
final class ComparisonTexts: Sendable {
    private struct PeerKey: Hashable {
        var measure: PeerTable.Measure
        var group: PeerTable.Group
        var day: LocalDate
        var language: Language
    }

    private struct AreaKey: Hashable {
        var subject: AreaFigures.Subject
        var period: String
        var language: Language
    }

    private let peers = Mutex<[PeerKey: [UInt8]]>([:])
    private let areas = Mutex<[AreaKey: [UInt8]]>([:])

    /// The object of one group's values; the table of another day has others.
    func peers(
        _ measure: PeerTable.Measure,
        _ group: PeerTable.Group,
        _ day: LocalDate,
        _ language: Language,
        _ render: () -> [UInt8]
    ) -> [UInt8] {
        let key = PeerKey(measure: measure, group: group, day: day, language: language)
        if let ready = peers.withLock({ $0[key] }) { return ready }
        let bytes = render()
        peers.withLock { $0[key] = bytes }
        return bytes
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
