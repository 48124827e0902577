/// One of the 98 Danish municipalities.
public struct Municipality: Hashable, Sendable {
    /// Four digits with leading zeros, as in the civil registration system.
    public let code: String
    /// The common short name, as "Aarhus" or "Høje-Taastrup".
    public let name: String
    /// Other names in use that folding does not give, as "Frb" or "Mors".
    public let aliases: [String]
    /// Degrees north (WGS84) of a point inland; good for placing invented units, not for measuring.
    public let latitude: Double
    /// Degrees east (WGS84) of the same point.
    public let longitude: Double

    let regionUntil2026: String

    /// The municipality with this four-digit code, or `nil`: Christiansø (0411) is none.
    public static func withCode(_ code: String) -> Municipality? {
        MunicipalityDirectory.shared.byCode[code]
    }

    /// The municipality that a person or a register means by this spelling, or `nil` if none or several.
    ///
    /// Understands codes ("0751", "751"), "… Kommune" and genitives ("Københavns"), `aa`, `ae` and `oe`
    /// for `å`, `æ` and `ø`, bare letters where that is unambiguous ("Kobenhavn"), and hyphens left out.
    public static func matching(_ spelling: String) -> Municipality? {
        MunicipalityDirectory.shared.municipality(spelledAs: spelling)
    }

    /// The municipalities whose names are spelled most like this, closest first; for messages.
    ///
    /// Compares with every name: not for the path of a request that is right.
    public static func nearest(to spelling: String, limit: Int = 3) -> [Municipality] {
        let wanted = Array(MunicipalityDirectory.folded(spelling).utf8)
        let ranked = all.map { municipality in
            let names = [municipality.name] + municipality.aliases
            let distance =
                names.map { name in
                    editDistance(wanted, Array(MunicipalityDirectory.folded(name).utf8))
                }.min() ?? .max
            return (distance: distance, municipality: municipality)
        }
        .sorted { ($0.distance, $0.municipality.code) < ($1.distance, $1.municipality.code) }
        return ranked.prefix(max(0, limit)).map(\.municipality)
    }

    /// The region that the municipality belongs to on a date.
    public func region(on date: LocalDate) -> Region {
        let isEastern = regionUntil2026 == "1084" || regionUntil2026 == "1085"
        let code = isEastern && date >= Region.easternMerger ? Region.eastern.code : regionUntil2026
        guard let region = Region.all.first(where: { $0.code == code })
        else { preconditionFailure("municipality \(self.code) names the unknown region \(code)") }
        return region
    }
}

/// The fewest single-byte insertions, deletions and replacements from one text to another.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let replaced = diagonal + (byte == right[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, min(diagonal, row[column]) + 1)
        }
    }
    return row[right.count]
}
