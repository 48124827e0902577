import CareUnits

/// The companies that until 1 July 2027 deliver under serviceloven only; all invented.
struct DemoTransitionList: Sendable {
    let options: DemoFeed.Options

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("entries")
        writer.beginArray()
        for index in 0..<min(200, max(1, options.units / 50)) { writeEntry(index, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func writeEntry(_ index: Int, to writer: inout JSONWriter) {
        var random = DemoRandom(seed: options.seed, purpose: Purpose.transition, index: index)
        let area = random.pick(PostalTable.shared.areas)
        let town = random.pick(area.towns)
        writer.beginObject()
        let form = random.pick(["Rengøring", "Service", "Hverdagshjælp", "Omsorg"])
        writer.member("name", "\(UnitNames.stem(&random)) \(form) ApS (fiktiv)")
        writer.member("cvrNumber", Identifiers.cvrNumber(1000 + index))
        if !random.chance(200) {
            writer.member(
                "productionUnitNumber",
                Identifiers.productionUnitNumber(500_000_000 + index)
            )
        }
        writer.key("address")
        writer.beginObject()
        writer.member("street", random.pick(UnitNames.streets))
        writer.member("houseNumber", String(random.between(1, 90)))
        writer.member("postcode", town.postcode)
        writer.member("postalTown", town.name)
        writer.member("municipalityCode", area.municipality.code)
        writer.member("geocodeQuality", "none")
        writer.endObject()
        if random.chance(700) {
            writer.key("contact")
            writer.beginObject()
            writer.member("email", "overgang\(index)@example.org")
            writer.endObject()
        }
        writer.key("services")
        writer.beginArray()
        for section in random.pick(random.between(1, 3), of: ["83", "83a", "86"]) {
            writer.value(section)
        }
        writer.endArray()
        writer.member("since", "2025-07-01")
        writer.endObject()
    }
}
