public import CareUnits
public import Places
import IndexFormat

/// What answers say of places: how an address was read, what delivers to it, and what is left out.
extension AnswerWriter {
    /// The answer to a look-up of places.
    public func places(_ candidates: [PlaceCandidate]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("candidates")
        writer.beginArray()
        for candidate in candidates {
            writer.beginObject()
            write(membersOf: candidate, &writer)
            writer.endObject()
        }
        writer.endArray()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The answer to a look-up of a point.
    public func places(at point: Coordinate, _ location: Gazetteer.Location) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("point")
        let place = RequestPlace(coordinate: point, location: location, candidate: nil)
        write(place, &writer)
        if location.distance > 0 {
            writer.member("outsideBy", Int(location.distance.rounded()))
        }
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    private func write(membersOf candidate: PlaceCandidate, _ writer: inout JSONWriter) {
        writer.member("kind", candidate.kind.rawValue)
        writer.member("label", candidate.label)
        writer.member("category", candidate.category.rawValue)
        writer.key("changes")
        writer.beginArray()
        for change in candidate.changes {
            writer.beginObject()
            writer.member("part", change.part.rawValue)
            writer.member("from", change.from)
            writer.member("to", change.to)
            writer.endObject()
        }
        writer.endArray()
        writer.member("id", ifPresent: candidate.addressId?.description)
        writer.member("accessAddressId", ifPresent: candidate.accessAddressId?.description)
        writer.member("name", ifPresent: candidate.name)
        writer.member("street", ifPresent: candidate.street)
        writer.member("houseNumber", ifPresent: candidate.houseNumber)
        writer.member("floor", ifPresent: candidate.floor)
        writer.member("door", ifPresent: candidate.door)
        writer.member("supplementaryTown", ifPresent: candidate.supplementaryTown)
        writer.member("postcode", ifPresent: candidate.postcode)
        writer.member("postalTown", ifPresent: candidate.postalTown)
        write(candidate.municipality, &writer)
        if let point = candidate.coordinate {
            writer.member("lat", point.latitude)
            writer.member("lon", point.longitude)
            writer.member("precision", candidate.precision.rawValue)
        }
        writer.key("parameters")
        writer.beginObject()
        switch candidate.kind {
        case .municipality: writer.member("municipality", candidate.municipality?.code ?? "")
        case .region: writer.member("region", candidate.name ?? "")
        default: writer.member("address", candidate.label)
        }
        writer.endObject()
    }

    private func write(_ municipality: Municipality?, _ writer: inout JSONWriter) {
        guard let municipality else { return }
        writer.key("municipality")
        writer.beginObject()
        writer.member("code", municipality.code)
        writer.member("name", municipality.name)
        writer.endObject()
        let region = municipality.region(on: today)
        writer.key("region")
        writer.beginObject()
        writer.member("code", region.code)
        writer.member("name", region.name)
        writer.endObject()
    }

    /// How the places of a request were read, and how distances to them are measured.
    func write(placesOf request: SearchRequest, _ writer: inout JSONWriter) {
        guard !request.centres.isEmpty else { return }
        writer.key("places")
        writer.beginArray()
        for place in request.centres { write(place, &writer) }
        writer.endArray()
        writer.key("distanceMethod")
        writer.beginObject()
        writer.member("code", "straightLine")
        let label = Label(danish: "i luftlinje", english: "in a straight line")
        writer.member("label", label.text(in: language))
        if request.centres.count > 1 { writer.member("nearMode", request.nearMode.rawValue) }
        writer.member("method", "/methods#distance-and-delivery")
        writer.endObject()
    }

    func write(_ place: RequestPlace, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("parameter", place.parameter)
        if let candidate = place.candidate {
            write(membersOf: candidate, &writer)
        } else {
            writer.member("lat", place.coordinate.latitude)
            writer.member("lon", place.coordinate.longitude)
            writer.member("postcode", ifPresent: place.location.postcode)
            writer.member("postalTown", ifPresent: place.location.postalTown)
            write(place.location.municipality, &writer)
        }
        if place.location.isEstimated, place.location.municipality != nil {
            let note = Label(
                danish: "Kommunen er den, som det nærmeste postnummer ligger i.",
                english: "The municipality is that of the nearest postcode."
            )
            writer.member("estimated", note.text(in: language))
        }
        writer.endObject()
    }

    /// The two jobs apart, each with its total and where it goes on.
    func write(_ groups: [SearchResult.Group], _ writer: inout JSONWriter) {
        guard !groups.isEmpty else { return }
        writer.key("groups")
        writer.beginArray()
        var first = 0
        for group in groups {
            writer.beginObject()
            writer.member("key", group.job.rawValue)
            writer.member("label", group.job.label.text(in: language))
            writer.key("kinds")
            writer.beginArray()
            for kind in UnitKind.allCases where Job(kind) == group.job {
                writer.value(kind.rawValue)
            }
            writer.endArray()
            writer.member("total", group.total)
            writer.member("first", first)
            writer.member("count", group.count)
            writer.member("next", ifPresent: group.next?.text)
            writer.endObject()
            first += group.count
        }
        writer.endArray()
    }

    /// Suppliers that do not deliver to the place, those with the nearest offices by name.
    func write(
        _ leftOut: SearchResult.LeftOut,
        _ request: SearchRequest,
        _ writer: inout JSONWriter
    ) {
        writer.key("leftOut")
        writer.beginObject()
        writer.member("total", leftOut.total)
        writer.key("nearest")
        writer.beginArray()
        for (document, metres) in leftOut.nearest {
            writer.beginObject()
            writer.member("id", generation.ids.text(document))
            writer.member("name", generation.names.text(document))
            writer.member("officeDistance", Int(metres.rounded()))
            if let place = request.centres.first {
                let reading = DeliveryReading(of: document, to: place, index, on: today)
                if let reading {
                    reading.write(language, &writer)
                } else {
                    writer.member("deliversHere", false)
                }
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension Job {
    /// What a group of hits is called.
    var label: Label {
        switch self {
        case .homes:
            Label(
                danish: "Steder at bo, efter afstand i luftlinje",
                english: "Places to live, by distance in a straight line"
            )
        case .suppliers:
            Label(
                danish: "Leverandører af helhedspleje, der kommer til stedet",
                english: "Suppliers of care at home that come to the place"
            )
        }
    }
}
