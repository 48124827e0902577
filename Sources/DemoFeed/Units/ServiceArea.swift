import CareUnits

/// Where a supplier delivers, and under which agreements a unit is part of the supply.
struct ServiceArea {
    let profile: UnitProfile
    let options: DemoFeed.Options

    func write(to writer: inout JSONWriter) {
        var random = DemoRandom(
            seed: options.seed,
            purpose: Purpose.serviceArea,
            index: profile.index
        )
        let areas = deliveredAreas(&random)
        if profile.kind == .homeCareSupplier {
            writer.key("coverage")
            writer.beginArray()
            for area in areas { writeCoverage(area, to: &writer, &random) }
            writer.endArray()
        }
        writer.key("serviceAgreements")
        writer.beginArray()
        for area in areas { writeAgreement(area, to: &writer, &random) }
        writer.endArray()
    }

    /// The unit's own municipality, and for companies that drive some of those near it in the table.
    private func deliveredAreas(_ random: inout DemoRandom) -> [PostalTable.Area] {
        guard profile.kind == .homeCareSupplier, profile.ownership != .municipal
        else { return [profile.area] }
        let all = PostalTable.shared.areas
        let home = all.firstIndex { $0.municipality.code == profile.area.municipality.code } ?? 0
        let count = random.between(1, 5)
        let first = min(max(0, home - random.below(count)), all.count - count)
        return Array(all[first..<(first + count)])
    }

    private func writeCoverage(
        _ area: PostalTable.Area,
        to writer: inout JSONWriter,
        _ random: inout DemoRandom
    ) {
        writer.beginObject()
        writer.member("municipalityCode", area.municipality.code)
        if random.chance(300) {
            writer.key("districts")
            writer.beginArray()
            let names =
                random.chance(500)
                ? UnitNames.districts.map { "Distrikt \($0)" } : area.towns.map(\.name)
            for name in random.pick(random.between(1, 3), of: names) { writer.value(name) }
            writer.endArray()
        }
        let agreement =
            profile.ownership == .municipal
            ? "municipal" : random.pick(weighted: [(65, "contract"), (35, "voucher")])
        writer.member("agreement", agreement)
        let start = profile.registeredSince
        // The own municipality stays covered; others may have ended or not begun.
        let isOwn = area.municipality.code == profile.area.municipality.code
        let isExpired = !isOwn && random.chance(150)
        let isFuture = !isOwn && !isExpired && random.chance(80)
        writer.member(
            "validFrom",
            (isFuture ? options.today.adding(days: random.between(1, 120)) : start).description
        )
        if isExpired {
            writer.member("validTo", options.today.adding(days: -random.between(1, 35)).description)
        } else if !isFuture, random.chance(200) {
            writer.member(
                "validTo",
                options.today.adding(days: random.between(30, 900)).description
            )
        }
        writer.endObject()
    }

    private func writeAgreement(
        _ area: PostalTable.Area,
        to writer: inout JSONWriter,
        _ random: inout DemoRandom
    ) {
        if profile.hidden == .noAgreement { return }
        let today = options.today
        var kind = profile.ownership == .municipal ? "municipal" : "operatingAgreement"
        if profile.kind == .freeCareHousing, profile.hidden != .notCertified {
            kind = "freeCareCertified"
        }
        var from = profile.registeredSince.adding(days: -random.between(0, 30))
        var to: LocalDate?
        switch profile.hidden {
        case .agreementEnded: to = today.adding(days: -random.between(1, 30))
        case .agreementLater: from = today.adding(days: random.between(1, 90))
        default: if random.chance(250) { to = today.adding(days: random.between(20, 1200)) }
        }
        writer.beginObject()
        writer.member("municipalityCode", area.municipality.code)
        writer.member("kind", kind)
        writer.member("validFrom", from.description)
        if let to { writer.member("validTo", to.description) }
        writer.endObject()
    }
}
