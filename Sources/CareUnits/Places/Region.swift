/// A Danish region; which municipality belongs to which depends on the date.
public struct Region: Hashable, Sendable {
    /// Four digits; for Region Østdanmark a provisional word, see ``all``.
    public let code: String
    /// The full name, as "Region Midtjylland".
    public let name: String

    /// Every region of any date: the five until the end of 2026, and Region Østdanmark from 2027.
    ///
    /// The official code of Region Østdanmark is not known to us. `ostdanmark` is provisional, plainly no
    /// official code, and is to be replaced, and kept as an alias, once the official one is published.
    public static let all: [Region] = [
        Region(code: "1081", name: "Region Nordjylland"),
        Region(code: "1082", name: "Region Midtjylland"),
        Region(code: "1083", name: "Region Syddanmark"),
        Region(code: "1084", name: "Region Hovedstaden"),
        Region(code: "1085", name: "Region Sjælland"),
        eastern,
    ]

    /// The union of Region Hovedstaden and Region Sjælland.
    static let eastern = Region(code: "ostdanmark", name: "Region Østdanmark")

    /// The first day of Region Østdanmark, 2027-01-01.
    static let easternMerger = LocalDate(daysSinceEpoch: 20_819)

    /// The regions that exist on a date, in the order of ``all``.
    public static func inForce(on date: LocalDate) -> [Region] {
        let replaced = date < easternMerger ? ["ostdanmark"] : ["1084", "1085"]
        return all.filter { !replaced.contains($0.code) }
    }

    /// The region with this code or name, "Region" left out or not, or `nil`.
    public static func matching(_ spelling: String) -> Region? {
        let wanted = key(spelling)
        return all.first { $0.code == wanted || key($0.name) == wanted }
    }

    private static func key(_ spelling: String) -> String {
        let folded = MunicipalityDirectory.folded(spelling)
        return folded.hasPrefix("region ") ? String(folded.dropFirst(7)) : folded
    }
}
