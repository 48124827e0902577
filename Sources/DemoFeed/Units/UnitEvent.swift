import CareUnits

/// Writes the full state of one unit.
struct UnitEvent {
    let profile: UnitProfile
    let options: DemoFeed.Options
    let version: Int
    /// The day of the change, if it is not one of the days after registration.
    var changedOn: LocalDate?

    func write(to writer: inout JSONWriter) {
        var random = DemoRandom(
            seed: options.seed,
            purpose: Purpose.details,
            index: profile.index
        )
        let drawn = profile.registeredSince.adding(days: random.between(1, 30) + version)
        let updated = changedOn ?? drawn
        writer.beginObject()
        writer.member("sorId", profile.sorId)
        writer.member("version", version)
        writer.member("kind", profile.kind.rawValue)
        writer.member("name", profile.name)
        if let alias = profile.alias {
            writer.key("aliases")
            writer.beginArray()
            writer.value(alias)
            writer.endArray()
        }
        writer.member("ownership", profile.ownership.rawValue)
        writer.key("operator")
        writer.beginObject()
        writer.member("name", profile.runBy.name)
        writer.member("cvrNumber", profile.runBy.cvrNumber)
        writer.endObject()
        writer.member("cvrNumber", profile.runBy.cvrNumber)
        writer.member(
            "productionUnitNumber",
            Identifiers.productionUnitNumber(profile.index)
        )
        if !random.chance(150) { writer.member("gln", Identifiers.gln(profile.index)) }
        writeAddress(&writer, &random)
        writeContact(&writer, &random)
        ServiceArea(profile: profile, options: options).write(to: &writer)
        UnitAttributes(profile: profile, options: options, version: version).write(to: &writer)
        UnitTexts(profile: profile, options: options, version: version).write(to: &writer)
        writeImages(&writer, &random)
        if let predecessor = profile.succeeds {
            writer.key("predecessors")
            writer.beginArray()
            writer.value(UnitProfile.sorId(predecessor))
            writer.endArray()
        }
        writer.member("registeredSince", dateTime(profile.registeredSince, hour: 7))
        writer.member("updatedAt", dateTime(updated, hour: random.between(6, 20)))
        writer.member("approvedAt", dateTime(changedOn ?? updated.adding(days: 1), hour: 21))
        writer.endObject()
    }

    private func writeAddress(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        let quality = random.pick(
            weighted: [(86, "exact"), (6, "street"), (5, "postcode"), (3, "none")]
        )
        writer.key("address")
        writer.beginObject()
        writer.member("street", random.pick(UnitNames.streets))
        let letter = random.chance(150) ? random.pick(["A", "B", "C"]) : ""
        writer.member("houseNumber", "\(random.between(1, 148))\(letter)")
        if profile.kind == .homeCareSupplier, random.chance(350) {
            writer.member("floor", random.pick(["st.", "1.", "2.", "3."]))
            writer.member("door", random.pick(["tv.", "th.", "mf."]))
        }
        if random.chance(60) {
            writer.member("supplementaryTown", random.pick(UnitNames.supplementaryTowns))
        }
        writer.member("postcode", profile.town.postcode)
        writer.member("postalTown", profile.town.name)
        writer.member("municipalityCode", profile.area.municipality.code)
        if quality == "exact" { writer.member("accessAddressId", Identifiers.uuid(&random)) }
        if quality != "none" {
            // About a kilometre around the middle of the postcode; exact division, no rounding library.
            let north = Int((profile.town.latitude * 1000).rounded()) * 1000
            let east = Int((profile.town.longitude * 1000).rounded()) * 1000
            let reach = quality == "postcode" ? 0 : 1
            writer.member("lat", Double(north + random.between(-8999, 8999) * reach) / 1_000_000)
            writer.member("lon", Double(east + random.between(-14999, 14999) * reach) / 1_000_000)
        }
        writer.member("geocodeQuality", quality)
        writer.endObject()
    }

    private func writeContact(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        writer.key("contact")
        writer.beginObject()
        if !random.chance(40) {
            let number = String(random.between(0, 999_999))
            let zeros = String(repeating: "0", count: 8 - number.utf8.count)
            writer.member("phone", zeros + number)
        }
        if !random.chance(60) { writer.member("email", "enhed\(profile.index)@example.org") }
        if !random.chance(80) {
            writer.member("website", "https://\(profile.runBy.host)/enhed/\(profile.index)")
        }
        if !random.chance(70) { writer.member("managerName", random.pick(UnitNames.managers)) }
        writer.endObject()
    }

    private func writeImages(_ writer: inout JSONWriter, _ random: inout DemoRandom) {
        let count = random.pick(weighted: [(35, 0), (30, 1), (25, 2), (10, 4)])
        guard count > 0 else { return }
        let hasConsent = random.chance(720)
        writer.key("images")
        writer.beginArray()
        for number in 1...count {
            writer.beginObject()
            let url = "https://\(profile.runBy.host)/billeder/\(profile.index)-\(number).jpg"
            writer.member("url", url)
            writer.member("alt", random.pick(Self.imageTexts))
            writer.member("width", 1600)
            writer.member("height", random.pick([900, 1067, 1200]))
            writer.key("consent")
            writer.beginObject()
            writer.member("given", hasConsent)
            if hasConsent {
                writer.member("givenAt", dateTime(profile.registeredSince, hour: 12))
            }
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
    }

    private static let imageTexts = [
        "Haven med højbede og en bænk i solen", "Fællesstuen med et dækket langbord",
        "Indgangen set fra parkeringspladsen", "En bolig med seng, lænestol og vindue mod gården",
        "To høns i gårdhaven", "Køkkenet i bogruppen", "Cykler med rickshaw foran bygningen",
        "En medarbejder hælder kaffe op", "Gangen med billeder fra lokalområdet",
        "Sansehaven om foråret",
    ]
}

/// A date-time in UTC on a date, on the hour.
func dateTime(_ date: LocalDate, hour: Int) -> String {
    "\(date)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
}
