import CareUnits

/// The catalog's values of a unit; what is missing is left out, never zero.
struct UnitAttributes {
    let profile: UnitProfile
    let options: DemoFeed.Options
    let version: Int

    func write(to writer: inout JSONWriter) {
        // A new version draws new values for what changes from year to year only.
        var random = DemoRandom(
            seed: options.seed,
            purpose: Purpose.attributes,
            index: profile.index
        )
        var changing = DemoRandom(
            seed: options.seed &+ UInt64(version),
            purpose: Purpose.attributes,
            index: profile.index
        )
        writer.key("attributes")
        writer.beginObject()
        if profile.kind == .homeCareSupplier {
            writeSupply(&writer, &random)
        } else {
            writeHousing(&writer, &random)
            writeEveryday(&writer, &random)
        }
        writeSet("targetGroups", atMost: 3, to: &writer, &random)
        writeSet("languages", atMost: 4, to: &writer, &random)
        optional(&changing, 80) {
            writer.member("staffContinuity", Double($0.between(30, 180)) / 10)
        }
        optional(&changing, 80) {
            writer.member("sicknessAbsence", Double($0.between(25, 119)) / 10)
        }
        writer.endObject()
    }

    /// Draws and writes one value, or leaves it out in `missing` of 1,000 cases.
    private func optional(
        _ random: inout DemoRandom,
        _ missing: Int,
        _ write: (inout DemoRandom) -> Void
    ) {
        let isMissing = random.chance(missing)
        var own = DemoRandom(seed: random.next(), purpose: Purpose.attributes, index: 0)
        if !isMissing { write(&own) }
    }

    private func writeHousing(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        let homes = profile.size
        if profile.hidden != .mandatoryMissing { writer.member("homeCount", homes) }
        optional(&random, 120) { writer.member("coupleHomeCount", $0.below(homes / 6 + 1)) }
        let rent = random.between(48, 112) * 100
        optional(&random, 70) { random in
            writer.member("monthlyRentMin", rent)
            writer.member("monthlyRentMax", rent + random.between(0, 30) * 100)
        }
        optional(&random, 90) { random in
            let deposit = random.between(0, 40) * 1000
            writer.member("depositMin", deposit)
            writer.member("depositMax", deposit + random.between(0, 20) * 1000)
        }
        optional(&random, 80) { writer.member("homeAreaM2", $0.between(26, 72)) }
        optional(&random, 100) { writer.member("roomsPerHome", $0.between(1, 3)) }
        for (key, yes) in Self.ticks {
            optional(&random, 60) { writer.member(key, $0.chance(yes)) }
        }
        optional(&random, 250) {
            writer.member(
                "dementiaLabel",
                $0.pick(weighted: [(35, "full"), (40, "partial"), (25, "none")])
            )
        }
        writeSet("surroundings", atMost: 5, to: &writer, &random)
        optional(&random, 100) { random in
            let opened = options.today.adding(days: -random.between(200, 18_000))
            writer.member("openedOn", opened.description)
        }
    }

    private static let ticks: [(key: String, yes: Int)] = [
        ("hasKitchenette", 780), ("hasPrivateBathroom", 900), ("hasBalcony", 550),
        ("hasInternet", 880), ("hasTvPackage", 640), ("hasTrainingFacilities", 600),
    ]

    private func writeEveryday(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        optional(&random, 60) {
            writer.member(
                "petsAllowed",
                $0.pick(weighted: [(30, "yes"), (30, "no"), (40, "byAgreement")])
            )
        }
        optional(&random, 100) { writer.member("communalAnimals", $0.chance(350)) }
        optional(&random, 60) { writer.member("mealsMadeOnSite", $0.chance(620)) }
        optional(&random, 90) { writer.member("weeklyEvents", $0.between(0, 14)) }
        let isTemporary = random.chance(750)
        if profile.kind == .otherHousing { writer.member("temporaryPlaces", isTemporary) }
        if isTemporary && profile.kind == .otherHousing {
            writer.member("temporaryPlaceCount", random.between(2, profile.size))
        } else if random.chance(150) {
            writer.member("temporaryPlaceCount", random.between(1, 8))
        }
        optional(&random, 300) {
            writer.member("dementiaHomeCount", $0.below(profile.size / 2 + 1))
        }
    }

    private func writeSupply(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        if profile.hidden != .mandatoryMissing {
            let codes = (Self.values["elements"] ?? [])
            // The law wants every element; a few registers lag behind.
            let chosen = random.chance(880) ? codes : random.pick(random.between(2, 5), of: codes)
            writeArray("elements", chosen, to: &writer)
        }
        optional(&random, 70) {
            writer.member(
                "hours",
                $0.pick(weighted: [(15, "day"), (30, "dayEvening"), (55, "roundTheClock")])
            )
        }
        optional(&random, 120) { writer.member("extraPurchases", $0.chance(450)) }
    }

    private func writeSet(
        _ key: String,
        atMost limit: Int,
        to writer: inout JSONWriter,
        _ random: inout DemoRandom
    ) {
        optional(&random, 150) { random in
            let chosen = random.pick(random.between(0, limit), of: Self.values[key] ?? [])
            writeArray(key, chosen, to: &writer)
        }
    }

    private func writeArray(_ key: String, _ values: [String], to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginArray()
        for value in values { writer.value(value) }
        writer.endArray()
    }

    /// The codes that each set of the catalog allows.
    private static let values: [String: [String]] = Dictionary(
        uniqueKeysWithValues: CatalogField.all.filter { $0.type == .set }
            .map { ($0.key, $0.values.map(\.value)) }
    )
}
