extension CareUnit {
    /// Reads the `data` of a `unit.published` event at `pointer`, every fault at once.
    static func read(_ reader: inout ObjectReader) -> CareUnit? {
        let faultsBefore = reader.log.faults.count
        let sorId = reader.string("sorId", required: true, limit: 80)
        if let sorId, !SORIdentifier.isWellFormed(sorId) {
            reader.fault("sorId", "malformed", "\"\(sorId)\" is neither a SOR id nor a plov- id.")
        }
        let version = reader.integer("version", required: true, in: 1...Int64.max)
        let kind: UnitKind? = reader.word("kind", required: true)
        let name = reader.string("name", required: true, limit: 500)
        let aliases = reader.strings("aliases", limit: 500)
        let ownership: Ownership? = reader.word("ownership")
        var operatorName: String?
        var operatorCVR: String?
        if var party = reader.object("operator") {
            operatorName = party.string("name", limit: 500)
            operatorCVR = party.digits("cvrNumber", count: 8)
            party.finish()
        }
        let cvrNumber = reader.digits("cvrNumber", count: 8)
        let productionUnitNumber = reader.digits("productionUnitNumber", count: 10)
        let gln = reader.digits("gln", count: 13)
        var address: Address?
        if var place = reader.object("address", required: true) { address = Address.read(&place) }
        var contact = Contact()
        if var details = reader.object("contact") { contact = Contact.read(&details) }
        let coverage = reader.objects("coverage") { Coverage.read(&$0) }
        if let kind, kind.isHome, reader.object["coverage"]?.array?.isEmpty == false {
            reader.fault("coverage", "notForKind", "Only a homeCareSupplier has coverage.")
        }
        let agreements = reader.objects("serviceAgreements") { ServiceAgreement.read(&$0) }
        let attributes = reader.object("attributes")?.object ?? JSONObject()
        let texts = readTexts(&reader)
        let images = reader.objects("images") { Image.read(&$0) }
        let predecessors = reader.strings("predecessors", limit: 80)
        let registeredSince = reader.date("registeredSince")
        let updatedAt = reader.instant("updatedAt")
        let approvedAt = reader.instant("approvedAt")
        reader.finish()
        guard reader.log.faults.count == faultsBefore, let sorId, let version, let kind, let name,
            let address
        else { return nil }
        return CareUnit(
            sorId: sorId,
            version: version,
            kind: kind,
            name: name,
            aliases: aliases,
            ownership: ownership ?? .unknown,
            operatorName: operatorName,
            operatorCVRNumber: operatorCVR,
            cvrNumber: cvrNumber,
            productionUnitNumber: productionUnitNumber,
            gln: gln,
            address: address,
            contact: contact,
            coverage: coverage,
            serviceAgreements: agreements,
            attributes: attributes,
            texts: texts,
            images: images,
            predecessors: predecessors,
            registeredSince: registeredSince,
            updatedAt: updatedAt,
            approvedAt: approvedAt
        )
    }

    private static func readTexts(_ reader: inout ObjectReader) -> [Text] {
        guard let texts = reader.object("texts") else { return [] }
        return texts.object.members.compactMap { member in
            if member.value == .null { return nil }
            guard let text = member.value.string else {
                texts.fault(
                    member.key,
                    "wrongType",
                    "Expected a string, found \(member.value.typeName)."
                )
                return nil
            }
            guard text.utf8.count <= 200_000 else {
                texts.fault(member.key, "tooLong", "A text is at most 200,000 bytes.")
                return nil
            }
            return Text(key: member.key, text: text)
        }
    }

    /// What is odd about the unit without being a fault.
    public var warnings: [Fault] {
        guard !sorId.hasPrefix("plov-"), !SORIdentifier.hasValidCheckDigit(sorId) else { return [] }
        return [
            Fault(
                pointer: "/sorId",
                code: "checkDigit",
                message: "The check digit of SOR id \(sorId) does not fit."
            )
        ]
    }
}

extension Address {
    static func read(_ reader: inout ObjectReader) -> Address? {
        let street = reader.string("street", limit: 200)
        let houseNumber = reader.string("houseNumber", limit: 40)
        let floor = reader.string("floor", limit: 40)
        let door = reader.string("door", limit: 40)
        let supplementaryTown = reader.string("supplementaryTown", limit: 200)
        let postcode = reader.digits("postcode", count: 4)
        let postalTown = reader.string("postalTown", limit: 200)
        let municipality = reader.municipality("municipalityCode", required: true)
        let accessAddressId = reader.string("accessAddressId", limit: 80)
        let coordinate = readCoordinate(&reader)
        let quality: GeocodeQuality? = reader.word("geocodeQuality")
        reader.finish()
        guard let municipality else { return nil }
        return Address(
            street: street,
            houseNumber: houseNumber,
            floor: floor,
            door: door,
            supplementaryTown: supplementaryTown,
            postcode: postcode,
            postalTown: postalTown,
            municipality: municipality,
            accessAddressId: accessAddressId,
            coordinate: coordinate,
            geocodeQuality: quality ?? (coordinate == nil ? .none : .exact)
        )
    }

    private static func readCoordinate(_ reader: inout ObjectReader) -> Coordinate? {
        let latitude = reader.number("lat")
        let longitude = reader.number("lon")
        guard let latitude, let longitude else {
            if (latitude == nil) != (longitude == nil) {
                reader.fault(
                    latitude == nil ? "lat" : "lon",
                    "missing",
                    "lat and lon come together."
                )
            }
            return nil
        }
        guard let coordinate = Coordinate(latitude: latitude, longitude: longitude),
            coordinate.isInDenmark
        else {
            let swapped =
                Coordinate(latitude: latitude, longitude: longitude)?.looksSwapped ?? false
            reader.fault(
                nil,
                "outsideDenmark",
                "lat \(latitude), lon \(longitude) lies outside Denmark"
                    + (swapped ? "; they look swapped." : ".")
            )
            return nil
        }
        return coordinate
    }
}

extension Contact {
    static func read(_ reader: inout ObjectReader) -> Contact {
        let contact = Contact(
            phone: reader.string("phone", limit: 100),
            email: reader.string("email", limit: 300),
            website: reader.string("website", limit: 1000),
            managerName: reader.string("managerName", limit: 300)
        )
        reader.finish()
        return contact
    }
}

extension Coverage {
    static func read(_ reader: inout ObjectReader) -> Coverage? {
        let municipality = reader.municipality("municipalityCode", required: true)
        let districts = reader.strings("districts", limit: 200)
        let agreement: Agreement? = reader.word("agreement", required: true)
        let period = reader.period()
        reader.finish()
        guard let municipality, let agreement else { return nil }
        return Coverage(
            municipality: municipality,
            districts: districts,
            agreement: agreement,
            period: period
        )
    }
}

extension ServiceAgreement {
    static func read(_ reader: inout ObjectReader) -> ServiceAgreement? {
        let municipality = reader.municipality("municipalityCode", required: true)
        let kind: Kind? = reader.word("kind", required: true)
        let period = reader.period()
        reader.finish()
        guard let municipality, let kind else { return nil }
        return ServiceAgreement(municipality: municipality, kind: kind, period: period)
    }
}

extension CareUnit.Image {
    static func read(_ reader: inout ObjectReader) -> CareUnit.Image? {
        let url = reader.string("url", required: true, limit: 2000)
        let alt = reader.string("alt", required: true, limit: 1000)
        let width = reader.integer("width", in: 1...100_000)
        let height = reader.integer("height", in: 1...100_000)
        var given = false
        var givenAt: Instant?
        if var consent = reader.object("consent") {
            given = consent.bool("given", required: true) ?? false
            givenAt = consent.instant("givenAt")
            consent.finish()
        }
        reader.finish()
        guard let url, let alt else { return nil }
        return CareUnit.Image(
            url: url,
            alt: alt,
            width: width,
            height: height,
            consentGiven: given,
            consentGivenAt: givenAt
        )
    }
}

extension ObjectReader {
    /// The members `validFrom` and `validTo`, or others by name, as a period; a fault if it ends before it begins.
    mutating func period(
        from fromKey: String = "validFrom",
        to toKey: String = "validTo",
        fromRequired: Bool = true
    ) -> DatePeriod {
        let from = date(fromKey, required: fromRequired)
        let to = date(toKey)
        if let from, let to, to < from {
            fault(toKey, "endsBeforeItBegins", "\(toKey) \(to) lies before \(fromKey) \(from).")
        }
        return DatePeriod(from: from, to: to)
    }
}
