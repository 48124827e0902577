import CareUnits
import DemoFeed

/// Events written for one test each, and the demo's.
enum Events {
    /// Everything that the demo of so many units says.
    static func demo(_ units: Int, seed: UInt64 = 1) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        DemoFeed(options: .init(units: units, seed: seed)).writeEvents { lines.append($0) }
        return lines
    }

    static func event(_ type: String, _ sequence: Int, _ data: JSONValue) -> [UInt8] {
        let event: JSONValue = [
            "specversion": "1.0", "id": .string("e\(sequence)"), "source": "/test",
            "type": .string("dk.plejeoverblikket." + type), "time": "2026-03-02T10:15:00Z",
            "sequence": .string("\(sequence)"), "data": data,
        ]
        return event.encoded
    }

    /// A unit that is shown, unless its agreement or what `changes` puts in says otherwise.
    static func unit(
        _ id: String,
        _ sequence: Int,
        version: Int64 = 1,
        kind: String = "nursingHome",
        name: String? = nil,
        validTo: String? = nil,
        changes: [String: JSONValue] = [:]
    ) -> [UInt8] {
        var agreement: JSONObject = JSONObject([
            .init(key: "municipalityCode", value: "0751"),
            .init(key: "kind", value: "municipal"),
            .init(key: "validFrom", value: "2020-01-01"),
        ])
        agreement["validTo"] = validTo.map { .string($0) }
        var data = JSONObject([
            .init(key: "sorId", value: .string(id)),
            .init(key: "version", value: .integer(version)),
            .init(key: "kind", value: .string(kind)),
            .init(key: "name", value: .string(name ?? "Hjem \(id)")),
            .init(key: "address", value: ["municipalityCode": "0751", "lat": 56.15, "lon": 10.2]),
            .init(key: "serviceAgreements", value: [.object(agreement)]),
        ])
        for (key, value) in changes { data[key] = value }
        return event("unit.published.v1", sequence, .object(data))
    }

    static func withdrawal(_ id: String, _ sequence: Int, version: Int64) -> [UInt8] {
        event(
            "unit.withdrawn.v1",
            sequence,
            ["sorId": .string(id), "version": .integer(version), "reason": "closed"]
        )
    }

    static func inspection(_ id: String, of unit: String, _ sequence: Int) -> [UInt8] {
        event(
            "inspection.registered.v1",
            sequence,
            [
                "id": .string(id), "sorId": .string(unit), "kind": "announced",
                "inspectedAt": "2026-02-01", "overallAssessment": "good",
            ]
        )
    }

    static func decision(
        _ id: String,
        of unit: String,
        _ sequence: Int,
        kind: String = "banIntake"
    ) -> [UInt8] {
        event(
            "decision.registered.v1",
            sequence,
            [
                "id": .string(id), "sorId": .string(unit), "kind": .string(kind),
                "decidedAt": "2026-02-01",
            ]
        )
    }

    /// A catalog of mandatory or free fields of type bool.
    static func catalog(_ keys: [String], _ sequence: Int, mandatory: Bool = false) -> [UInt8] {
        let fields = keys.map { key -> JSONValue in
            [
                "key": .string(key), "labelDa": .string(key), "type": "bool",
                "mandatory": .bool(mandatory), "filterable": true, "comparable": true,
            ]
        }
        return event("catalog.published.v1", sequence, ["fields": .array(fields)])
    }

    /// The demo's catalog again, with nothing mandatory, so that a unit needs no more than its name.
    static func catalogWithoutMandatoryFields(of lines: [[UInt8]], _ sequence: Int) -> [UInt8] {
        guard let line = lines.first, let catalog = try? JSONValue.parse(line)["data"]?.object
        else {
            fatalError("the demo does not begin with a catalog")
        }
        var changed = catalog
        changed["fields"] = .array(
            (catalog["fields"]?.array ?? []).map { field in
                var definition = field.object ?? JSONObject()
                definition["mandatory"] = false
                return .object(definition)
            }
        )
        return event("catalog.published.v1", sequence, .object(changed))
    }
}
