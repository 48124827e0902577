import CareUnits

/// Writes rows that passed their rules as events of the feed.
struct EventWriter {
    /// What stands around the document of an event.
    struct Envelope {
        var source: String
        var id: String
        var kind: Event.Kind
        var subject: String?
        var time: String

        init(source: String, id: String, kind: Event.Kind, subject: String? = nil, time: String) {
            self.source = source
            self.id = id
            self.kind = kind
            self.subject = subject
            self.time = time
        }
    }

    let mapping: ImportMapping
    let version: Int64

    private var source: String { "/plejesoeg/import/\(mapping.name)" }
    private var time: String { "\(mapping.sourceDate)T00:00:00Z" }

    /// The event that publishes the mapping's catalog.
    func catalogLine(_ catalog: JSONValue, sequence: UInt64) -> [UInt8] {
        Self.line(
            Envelope(
                source: source,
                id: "catalog-\(version)",
                kind: .catalogPublished,
                time: time
            ),
            sequence: sequence,
            data: catalog
        )
    }

    /// The event that publishes a unit; equal rows give equal bytes.
    func unitLine(_ draft: UnitDraft, attributes: JSONObject, sequence: UInt64) -> [UInt8] {
        Self.line(
            Envelope(
                source: source,
                id: "\(draft.id)-\(version)",
                kind: .unitPublished,
                subject: draft.id,
                time: time
            ),
            sequence: sequence,
            data: .object(unit(draft, attributes: attributes))
        )
    }

    /// One line of the feed, without the line break.
    static func line(_ envelope: Envelope, sequence: UInt64, data: JSONValue) -> [UInt8] {
        let digits = String(sequence)
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("specversion", "1.0")
        writer.member("id", envelope.id)
        writer.member("source", envelope.source)
        writer.member("type", Event.Kind.prefix + envelope.kind.rawValue)
        writer.member("subject", ifPresent: envelope.subject)
        writer.member("time", envelope.time)
        writer.member("sequence", String(repeating: "0", count: 20 - digits.utf8.count) + digits)
        writer.member("data", data)
        writer.endObject()
        return writer.bytes
    }

    /// The unit with the keys of the contract in its order; what is not known has no key.
    private func unit(_ draft: UnitDraft, attributes: JSONObject) -> JSONObject {
        let kind = mapping.kind.decide { value($0, of: draft) }
        let agreement = mapping.agreement.decide { $0 == "kind" ? kind : value($0, of: draft) }
        var unit = JSONObject()
        unit["sorId"] = .string(draft.id)
        unit["version"] = .integer(version)
        unit["kind"] = .string(kind)
        unit["name"] = draft[.name].map { .string($0) }
        if !draft.aliases.isEmpty { unit["aliases"] = .array(draft.aliases.map { .string($0) }) }
        unit["ownership"] = draft[.ownership].map { .string($0) }
        unit["operator"] = draft[.operatorName].map { ["name": .string($0)] }
        for field in [TargetField.cvrNumber, .productionUnitNumber, .gln] {
            unit[field.rawValue] = draft[field].map { .string($0) }
        }
        unit["address"] = .object(address(draft))
        let contact = object([.phone, .email, .website, .managerName], of: draft)
        if !contact.members.isEmpty { unit["contact"] = .object(contact) }
        if let municipality = draft.municipality {
            unit["serviceAgreements"] = [
                [
                    "municipalityCode": .string(municipality.code), "kind": .string(agreement),
                    "validFrom": .string("\(mapping.sourceDate)"),
                ]
            ]
        }
        if !attributes.members.isEmpty { unit["attributes"] = .object(attributes) }
        if !draft.texts.isEmpty {
            let texts = draft.texts.sorted { $0.key < $1.key }
            unit["texts"] = .object(
                JSONObject(texts.map { .init(key: $0.key, value: .string($0.value)) })
            )
        }
        unit["updatedAt"] = .string(time)
        return unit
    }

    private func address(_ draft: UnitDraft) -> JSONObject {
        var address = object(
            [
                .street, .houseNumber, .floor, .door, .supplementaryTown, .postcode, .postalTown,
            ],
            of: draft
        )
        address["municipalityCode"] = draft.municipality.map { .string($0.code) }
        if let coordinate = draft.coordinate {
            address["lat"] = .decimal(coordinate.latitude)
            address["lon"] = .decimal(coordinate.longitude)
        }
        address["geocodeQuality"] = draft.coordinate == nil ? "none" : "exact"
        return address
    }

    private func object(_ fields: [TargetField], of draft: UnitDraft) -> JSONObject {
        var object = JSONObject()
        for field in fields { object[field.rawValue] = draft[field].map { .string($0) } }
        return object
    }

    private func value(_ field: String, of draft: UnitDraft) -> String? {
        TargetField(rawValue: field).flatMap { draft[$0] }
    }
}
