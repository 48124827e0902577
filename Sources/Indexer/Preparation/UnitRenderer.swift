import CareUnits
import IndexFormat

/// Writes the JSON that answers copy: what does not depend on the request is rendered once, here.
///
/// All output is members of an object without its braces, so that the answer can add its own.
struct UnitRenderer {
    let catalog: Catalog
    let dossier: UnitDossier
    let inspection: Inspection?

    private var unit: CareUnit { dossier.unit }

    private func members(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return Array(writer.bytes.dropFirst().dropLast())
    }

    /// The members of a hit: what a list of results shows.
    func hitMembers() -> [UInt8] {
        members { writer in
            writeIdentity(&writer)
            writeAddress(&writer)
            writer.member("updatedAt", ifPresent: unit.updatedAt?.description)
            writer.key("attributes")
            writeAttributes(&writer, onlyFacts: true)
        }
    }

    /// The members of the whole public unit.
    func detailMembers() -> [UInt8] {
        members { writer in
            writeIdentity(&writer)
            writer.member("version", unit.version)
            writer.key("aliases")
            writer.beginArray()
            for alias in unit.aliases { writer.value(alias) }
            writer.endArray()
            writer.member("cvrNumber", ifPresent: unit.cvrNumber)
            writer.member("productionUnitNumber", ifPresent: unit.productionUnitNumber)
            writer.member("gln", ifPresent: unit.gln)
            writeAddress(&writer)
            writeContact(&writer)
            writeCoverage(&writer)
            writer.key("attributes")
            writeAttributes(&writer, onlyFacts: false)
            writer.key("texts")
            writer.beginObject()
            for text in unit.texts { writer.member(text.key, text.text) }
            writer.endObject()
            writeImages(&writer)
            writer.key("predecessors")
            writer.beginArray()
            for id in unit.predecessors { writer.value(id) }
            writer.endArray()
            writer.member("registeredSince", ifPresent: unit.registeredSince?.description)
            writer.member("updatedAt", ifPresent: unit.updatedAt?.description)
            writer.member("approvedAt", ifPresent: unit.approvedAt?.description)
            writeInspection(&writer)
            writeFigures(&writer)
            writeStaffing(&writer)
        }
    }

    private func writeIdentity(_ writer: inout JSONWriter) {
        writer.member("id", unit.sorId)
        writer.member("name", unit.name)
        writer.member("kind", unit.kind.rawValue)
        writer.member("ownership", unit.ownership.rawValue)
        if unit.operatorName != nil || unit.operatorCVRNumber != nil {
            writer.key("operator")
            writer.beginObject()
            writer.member("name", ifPresent: unit.operatorName)
            writer.member("cvrNumber", ifPresent: unit.operatorCVRNumber)
            writer.endObject()
        }
        writer.key("municipality")
        writer.beginObject()
        writer.member("code", unit.address.municipality.code)
        writer.member("name", unit.address.municipality.name)
        writer.endObject()
    }

    private func writeAddress(_ writer: inout JSONWriter) {
        let address = unit.address
        writer.key("address")
        writer.beginObject()
        writer.member("street", ifPresent: address.street)
        writer.member("houseNumber", ifPresent: address.houseNumber)
        writer.member("floor", ifPresent: address.floor)
        writer.member("door", ifPresent: address.door)
        writer.member("supplementaryTown", ifPresent: address.supplementaryTown)
        writer.member("postcode", ifPresent: address.postcode)
        writer.member("postalTown", ifPresent: address.postalTown)
        writer.member("municipalityCode", address.municipality.code)
        writer.member("accessAddressId", ifPresent: address.accessAddressId)
        if let coordinate = address.coordinate {
            writer.member("lat", coordinate.latitude)
            writer.member("lon", coordinate.longitude)
        }
        writer.member("geocodeQuality", address.geocodeQuality.rawValue)
        writer.endObject()
    }

    private func writeContact(_ writer: inout JSONWriter) {
        writer.key("contact")
        writer.beginObject()
        writer.member("phone", ifPresent: unit.contact.phone)
        writer.member("email", ifPresent: unit.contact.email)
        writer.member("website", ifPresent: unit.contact.website)
        writer.member("managerName", ifPresent: unit.contact.managerName)
        writer.endObject()
    }

    private func writeCoverage(_ writer: inout JSONWriter) {
        guard !unit.kind.isHome else { return }
        writer.key("coverage")
        writer.beginArray()
        for area in unit.coverage {
            writer.beginObject()
            writer.member("municipalityCode", area.municipality.code)
            writer.member("municipality", area.municipality.name)
            if !area.districts.isEmpty {
                writer.key("districts")
                writer.beginArray()
                for district in area.districts { writer.value(district) }
                writer.endArray()
            }
            writer.member("agreement", area.agreement.rawValue)
            writer.member("validFrom", ifPresent: area.period.from?.description)
            writer.member("validTo", ifPresent: area.period.to?.description)
            writer.endObject()
        }
        writer.endArray()
    }

    /// The published attributes that the catalog knows; running texts only on the unit's own page.
    private func writeAttributes(_ writer: inout JSONWriter, onlyFacts: Bool) {
        writer.beginObject()
        for member in unit.attributes.members where member.value != .null {
            guard let field = catalog.field(member.key) else { continue }
            if onlyFacts, field.type == .text { continue }
            writer.member(member.key, member.value)
        }
        writer.endObject()
    }

    private func writeImages(_ writer: inout JSONWriter) {
        writer.key("images")
        writer.rawValue(imageArray())
    }

    /// Pictures with consent as a JSON array; the others are not even counted.
    func imageArray() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for image in unit.images where image.consentGiven {
            writer.beginObject()
            writer.member("url", image.url)
            writer.member("alt", image.alt)
            if let width = image.width { writer.member("width", width) }
            if let height = image.height { writer.member("height", height) }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    private func writeInspection(_ writer: inout JSONWriter) {
        writer.key("inspection")
        guard let inspection else {
            writer.beginObject()
            writer.member("status", "notYetInspected")
            if let inherited = dossier.inheritedInspection {
                writer.key("inherited")
                writer.beginObject()
                writer.member("from", inherited.from)
                write(inherited.inspection, &writer)
                writer.endObject()
            }
            writer.endObject()
            return
        }
        writer.beginObject()
        writer.member("status", "inspected")
        write(inspection, &writer)
        writer.endObject()
    }

    private func write(_ inspection: Inspection, _ writer: inout JSONWriter) {
        writer.member("id", inspection.id)
        writer.member("kind", inspection.kind.rawValue)
        writer.member("inspectedAt", inspection.inspectedAt.description)
        writer.member("registeredAt", ifPresent: inspection.registeredAt?.description)
        writer.member("authority", ifPresent: inspection.authority)
        if let code = inspection.overallAssessment {
            writer.key("overallAssessment")
            writeAssessment(code, &writer)
        }
        writer.key("themes")
        writer.beginArray()
        for theme in inspection.themes {
            writer.beginObject()
            writer.member("theme", theme.theme.rawValue)
            writer.member("label", theme.theme.label.danish)
            writer.key("assessment")
            writeAssessment(theme.assessment, &writer)
            writer.endObject()
        }
        writer.endArray()
        if let feedback = inspection.feedback {
            writer.key("feedback")
            writer.beginObject()
            writer.member("url", ifPresent: feedback.url)
            writer.member("language", feedback.language)
            writer.member("text", ifPresent: feedback.text)
            writer.endObject()
        }
    }

    private func writeAssessment(_ code: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", code)
        let category = catalog.assessments.first { $0.code == code }
        writer.member("label", category?.label.danish ?? code)
        writer.endObject()
    }

    private func writeFigures(_ writer: inout JSONWriter) {
        writer.key("indicators")
        writer.beginArray()
        for figure in dossier.currentFigures {
            guard let definition = catalog.indicators.first(where: { $0.code == figure.indicator })
            else { continue }
            writer.beginObject()
            writer.member("indicator", figure.indicator)
            writer.member("label", definition.label.danish)
            writer.member("period", figure.period)
            writer.member("status", figure.value.status.rawValue)
            if figure.value.status == .ok, let value = figure.value.value {
                writer.member("value", value)
                if let n = figure.value.n { writer.member("n", n) }
                if let lower = figure.value.lower { writer.member("lower", lower) }
                if let upper = figure.value.upper { writer.member("upper", upper) }
            }
            writer.member("inheritedFrom", ifPresent: figure.inheritedFrom)
            writer.member("source", ifPresent: figure.value.source)
            writer.member("publishedAt", ifPresent: figure.value.publishedAt?.description)
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeStaffing(_ writer: inout JSONWriter) {
        guard let staffing = dossier.staffing else { return }
        writer.key("staffing")
        writer.beginObject()
        if let count = staffing.employeeCount { writer.member("employeeCount", count) }
        if let interval = staffing.employeeInterval {
            writer.member("employeeInterval", "\(interval.from)-\(interval.to)")
        }
        if let equivalents = staffing.fullTimeEquivalents {
            writer.member("fullTimeEquivalents", equivalents)
        }
        if let interval = staffing.fteInterval {
            writer.member("fteInterval", "\(interval.from)-\(interval.to)")
        }
        writer.member("period", staffing.period)
        writer.member("source", "CVR")
        writer.endObject()
    }

    /// The members of one decision; its state on the day is added by the answer.
    func members(of decision: Decision) -> [UInt8] {
        members { writer in
            writer.member("id", decision.id)
            writer.member("kind", decision.kind.rawValue)
            writer.member("label", decision.kind.label.danish)
            writer.key("themes")
            writer.beginArray()
            for theme in decision.themes { writer.value(theme.rawValue) }
            writer.endArray()
            writer.member("decidedAt", decision.decidedAt.description)
            writer.member("deadline", ifPresent: decision.deadline?.description)
            writer.member("periodFrom", ifPresent: decision.period.from?.description)
            writer.member("periodTo", ifPresent: decision.period.to?.description)
            writer.member("liftedAt", ifPresent: decision.liftedAt?.description)
        }
    }
}
