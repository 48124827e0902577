import CareUnits

/// Documents that are right, for tests that make one thing in them wrong.
enum Sample {
    static let unit: JSONValue = [
        "sorId": "404684003", "version": 3, "kind": "nursingHome", "name": "Skovlyet",
        "address": [
            "street": "Skovvej", "houseNumber": "1", "postcode": "8000", "postalTown": "Aarhus C",
            "municipalityCode": "0751", "lat": 56.15, "lon": 10.2,
        ],
        "serviceAgreements": [
            ["municipalityCode": "0751", "kind": "municipal", "validFrom": "2020-01-01"]
        ],
    ]

    static let inspection: JSONValue = [
        "id": "i1", "sorId": "404684003", "kind": "announced", "inspectedAt": "2026-02-01",
    ]

    static let decision: JSONValue = [
        "id": "d1", "sorId": "404684003", "kind": "banMoveIn", "decidedAt": "2026-02-01",
    ]

    static let batch: JSONValue = [
        "indicator": "falls", "period": "2026",
        "values": [["level": "unit", "subject": "404684003", "value": 1.5, "status": "ok"]],
    ]

    /// The event of one type around a document, as bytes of a line.
    static func event(
        _ type: String,
        _ data: JSONValue?,
        with changes: [String: JSONValue?] = [:]
    ) -> [UInt8] {
        var event: JSONObject = JSONObject([
            .init(key: "specversion", value: "1.0"), .init(key: "id", value: "e1"),
            .init(key: "source", value: "/test"),
            .init(key: "type", value: .string("dk.plejeoverblikket." + type)),
            .init(key: "time", value: "2026-03-02T10:15:00Z"),
            .init(key: "sequence", value: "1234"),
        ])
        event["data"] = data
        for (key, value) in changes { event[key] = value }
        return JSONValue.object(event).encoded
    }
}

extension JSONValue {
    /// The same document with one place changed, or removed if `value` is `nil`.
    func with(_ path: String, _ value: JSONValue?) -> JSONValue {
        with(path.split(separator: ".").map(String.init)[...], value)
    }

    private func with(_ path: ArraySlice<String>, _ value: JSONValue?) -> JSONValue {
        guard let key = path.first else { return value ?? .null }
        if case .array(var elements) = self, let index = Int(key) {
            elements[index] = elements[index].with(path.dropFirst(), value)
            return .array(elements)
        }
        var object = object ?? JSONObject()
        if path.count == 1 {
            object[key] = value
        } else {
            object[key] = (object[key] ?? [:]).with(path.dropFirst(), value)
        }
        return .object(object)
    }
}

/// The faults of a line as `pointer code`, sorted; empty when it is an event.
func faults(_ line: [UInt8]) -> [String] {
    do {
        _ = try Event.parse(line)
        return []
    } catch {
        return error.faults.map { "\($0.pointer) \($0.code)" }.sorted()
    }
}
