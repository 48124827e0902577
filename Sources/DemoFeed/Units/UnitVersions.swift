import CareUnits

/// The versions in which a unit is published.
struct UnitVersions: Sendable {
    let first: Int
    /// A second state; now and then an older one that comes late.
    let second: Int?

    /// The highest version published.
    var last: Int { max(first, second ?? first) }

    init(_ index: Int, options: DemoFeed.Options) {
        var random = DemoRandom(seed: options.seed, purpose: Purpose.versions, index: index)
        let version = random.between(1, 4)
        let isRepublished = random.chance(50)
        let isLate = random.chance(100)
        switch (isRepublished, isLate) {
        case (true, false): (first, second) = (version, version + 1)
        case (true, true): (first, second) = (version + 1, version)
        default: (first, second) = (version, nil)
        }
    }
}

extension DemoWithdrawal {
    /// Writes the end of the unit at `index`.
    func write(_ index: Int, version: Int, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("sorId", UnitProfile.sorId(index))
        writer.member("version", version)
        writer.member("reason", reason)
        if isReregistration { writer.member("successor", UnitProfile.sorId(index + 1)) }
        writer.endObject()
    }
}
