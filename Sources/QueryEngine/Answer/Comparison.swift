public import CareUnits
import IndexFormat

/// Chosen units side by side.
public struct CompareRequest: Sendable {
    var documents: [Int]
    var near: Coordinate?
    public var language: Language

    /// How many units one comparison takes.
    public static let counts = 2...12

    /// Reads `units` (repeated or separated by commas), `near` and `lang`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter],
        in index: SearchIndex,
        on today: LocalDate
    ) throws(InvalidRequest) -> CompareRequest {
        var faults: [InvalidRequest.Fault] = []
        func fault(_ parameter: String, _ code: String, _ danish: String, _ english: String) {
            faults.append(
                .init(parameter: parameter, code: code, danish: danish, english: english)
            )
        }
        var language = Language.danish
        let known = ["units", "near", "lang"]
        for parameter in parameters where !known.contains(parameter.name) {
            fault(
                parameter.name,
                "unknownParameter",
                "Parameteren \(parameter.name) findes ikke; der er \(known.joined(separator: ", ")).",
                "There is no parameter \(parameter.name); there are \(known.joined(separator: ", "))."
            )
        }
        if let text = parameters.first(where: { $0.name == "lang" })?.value {
            if let known = Language(rawValue: text) {
                language = known
            } else {
                fault("lang", "unknownValue", "lang er da eller en.", "lang is da or en.")
            }
        }
        var near: Coordinate?
        do {
            let places = parameters.filter { $0.name == "near" }
            near = try RequestParser.search(places, against: index.generation).near
        } catch {
            faults += error.faults
        }
        let ids = parameters.filter { $0.name == "units" }
            .flatMap { $0.value.split(separator: ",").map(String.init) }
        if !counts.contains(ids.count) {
            fault(
                "units",
                "wrongCount",
                "Vælg \(counts.lowerBound) til \(counts.upperBound) enheder; der er \(ids.count).",
                "Choose \(counts.lowerBound) to \(counts.upperBound) units; there are \(ids.count)."
            )
        }
        let lookup = UnitLookup(index, today: today)
        var documents: [Int] = []
        for id in ids.prefix(counts.upperBound) {
            guard let document = lookup.document(id) else {
                fault(
                    "units",
                    "unknownUnit",
                    "Der er ingen enhed \(id).",
                    "There is no unit \(id)."
                )
                continue
            }
            if documents.contains(document) {
                fault(
                    "units",
                    "repeated",
                    "Enheden \(id) er valgt to gange.",
                    "The unit \(id) is chosen twice."
                )
            }
            documents.append(document)
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return CompareRequest(documents: documents, near: near, language: language)
    }
}

extension AnswerWriter {
    /// One line of a comparison before it is written.
    private struct Row {
        var key: String
        var label: String
        var group: String
        var unit: String?
    }

    /// The comparison: units in the order asked, rows in the order of the catalog, the same for all.
    public func compare(_ request: CompareRequest) -> [UInt8] {
        let hits = index.generation.hits
        let details = index.generation.details
        let cells = request.documents.map { document in
            guard let unit = try? JSONValue.parse([0x7B] + details.copy(document) + [0x7D]) else {
                preconditionFailure("the stored unit of document \(document) is not JSON")
            }
            return ComparisonCells(unit, catalog: index.generation.catalog, language: language)
        }
        var writer = JSONWriter(reservingCapacity: 16_384)
        writer.beginObject()
        writer.key("units")
        writer.beginArray()
        for document in request.documents {
            writer.beginObject()
            writer.rawMembers { hits.append(document, to: &$0) }
            if let near = request.near {
                let chord = index.generation.locations.squaredChord(
                    of: document,
                    to: SpherePoint(near)
                )
                if let chord {
                    writer.member(
                        "distance",
                        Int(SpherePoint.metres(squaredChord: chord).rounded())
                    )
                }
            }
            write(decisionsOf: document, onlyActive: true, &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.key("rows")
        writer.beginArray()
        for row in rows(for: request.documents) {
            writer.beginObject()
            writer.member("key", row.key)
            writer.member("label", row.label)
            writer.member("group", row.group)
            writer.member("unit", ifPresent: row.unit)
            writer.key("cells")
            writer.beginArray()
            for cell in cells { cell.write(row.key, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The rows that apply to at least one of the units.
    private func rows(for documents: [Int]) -> [Row] {
        let column = index.generation.ordinalColumns["kind"]
        let kinds = documents.compactMap { document in
            column?.ordinal(of: document).map { UnitKind.allCases[$0] }
        }
        func label(_ danish: String, _ english: String) -> String {
            Label(danish: danish, english: english).text(in: language)
        }
        let unitGroup = label("Enheden", "The unit")
        let inspectionGroup = label("Tilsyn", "Inspection")
        let catalog = index.generation.catalog
        var rows = [
            Row(key: "kind", label: label("Type", "Kind"), group: unitGroup),
            Row(key: "ownership", label: label("Ejerform", "Ownership"), group: unitGroup),
            Row(key: "operator", label: label("Driftsherre", "Operator"), group: unitGroup),
        ]
        // The operator is a row of its own; a catalog may name it as mandatory master data too.
        for field in catalog.fields
        where field.comparable && kinds.contains(where: field.applies) && field.key != "operator" {
            rows.append(
                Row(
                    key: field.key,
                    label: field.label.text(in: language),
                    group: field.group ?? unitGroup,
                    unit: field.unit
                )
            )
        }
        rows.append(
            Row(
                key: "assessment",
                label: label("Samlet vurdering", "Overall assessment"),
                group: inspectionGroup
            )
        )
        rows.append(
            Row(
                key: "inspectedAt",
                label: label("Seneste tilsyn", "Latest inspection"),
                group: inspectionGroup
            )
        )
        for indicator in catalog.indicators where kinds.contains(where: indicator.applies) {
            rows.append(
                Row(
                    key: "indicator." + indicator.code,
                    label: indicator.label.text(in: language),
                    group: label("Kvalitetsindikatorer", "Quality indicators"),
                    unit: indicator.unit
                )
            )
        }
        return rows
    }
}
