public import CareUnits
import IndexFormat

/// The version of the methods by which answers are made; named in every answer.
public let methodVersion = "5"

/// Writes what was found as the JSON of the contract.
public struct AnswerWriter {
    let index: SearchIndex
    let language: Language
    let today: LocalDate

    public init(_ index: SearchIndex, language: Language, today: LocalDate) {
        self.index = index
        self.language = language
        self.today = today
    }

    var generation: Generation { index.generation }

    /// The answer to a search request.
    public func search(_ result: SearchResult, _ request: SearchRequest) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048 + result.hits.count * 1200)
        writer.beginObject()
        writer.member("total", result.total)
        writer.key("hits")
        writer.beginArray()
        let highlighter = result.text.map { Highlighter(index: index, match: $0) }
        for hit in result.hits { write(hit, of: result, request, highlighter, &writer) }
        writer.endArray()
        write(result.groups, &writer)
        write(placesOf: request, &writer)
        result.clusters?.write(&writer, index)
        if let leftOut = result.leftOut { write(leftOut, request, &writer) }
        if !request.facets.isEmpty {
            writer.key("facets")
            writer.beginObject()
            for facet in result.facets { write(facet, &writer) }
            writer.endObject()
        }
        if let text = result.text { write(readingOf: text, result, request, &writer) }
        if !result.relaxations.isEmpty {
            writer.key("relaxations")
            writer.beginArray()
            for relaxation in result.relaxations {
                writer.beginObject()
                writer.key("parameters")
                write(relaxation.parameters, &writer)
                writer.member("total", relaxation.total)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.key("page")
        writer.beginObject()
        writer.member("limit", request.limit)
        writer.member("next", ifPresent: result.next?.text)
        writer.endObject()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// What every answer says of the data behind it.
    func write(data writer: inout JSONWriter) {
        let manifest = generation.manifest
        writer.key("data")
        writer.beginObject()
        writer.member("generation", manifest.generation)
        writer.member("sequence", manifest.sequence)
        writer.member("publishedAt", manifest.publishedAt.description)
        writer.member("method", methodVersion)
        writer.endObject()
    }

    func write(
        _ parameters: [SearchRequest.Parameter],
        _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        var written = Set<String>()
        for parameter in parameters where written.insert(parameter.name).inserted {
            let values = parameters.filter { $0.name == parameter.name }.map(\.value)
            writer.key(parameter.name)
            if values.count == 1 {
                writer.value(values[0])
            } else {
                writer.beginArray()
                for value in values { writer.value(value) }
                writer.endArray()
            }
        }
        writer.endObject()
    }

    // MARK: Hits

    private func write(
        _ hit: SearchResult.Hit,
        of result: SearchResult,
        _ request: SearchRequest,
        _ highlighter: Highlighter?,
        _ writer: inout JSONWriter
    ) {
        let hits = generation.hits
        writer.beginObject()
        writer.rawMembers { hits.append(hit.document, to: &$0) }
        if let distance = hit.distance {
            writer.member("distance", Int(distance.rounded()))
        }
        if !hit.distances.isEmpty {
            writer.key("distances")
            writer.beginArray()
            for distance in hit.distances { writer.value(Int(distance.rounded())) }
            writer.endArray()
        }
        write(deliveryOf: hit.document, request, &writer)
        write(assessmentOf: hit.document, &writer)
        write(decisionsOf: hit.document, onlyActive: true, &writer)
        if let highlighter {
            write(highlightsOf: hit.document, by: highlighter, result.textNumber, &writer)
            if request.explains {
                write(
                    Explanation(of: hit.document, index, highlighter.match, on: result.orderDay),
                    &writer
                )
            }
        }
        writer.endObject()
    }

    /// Whether and why a supplier comes to the place, or to a municipality that was asked for.
    private func write(
        deliveryOf document: Int,
        _ request: SearchRequest,
        _ writer: inout JSONWriter
    ) {
        if let place = request.centres.first, index.documents(of: .suppliers).contains(document) {
            DeliveryReading(of: document, to: place, index, on: today)?.write(language, &writer)
        } else if request.filters.contains(where: { $0.parameter == "deliversTo" }) {
            writer.member("deliversHere", true)
        }
    }

    private func write(assessmentOf document: Int, _ writer: inout JSONWriter) {
        writer.key("assessment")
        writer.beginObject()
        if let inspected = index.inspectedAt?.number(of: document) {
            writer.member("status", "inspected")
            if let ordinal = index.assessment?.ordinal(of: document) {
                writer.rawMembers(index.readyTexts.assessment(ordinal, language))
            }
            writer.member("inspectedAt", LocalDate(daysSinceEpoch: Int32(inspected)))
        } else {
            writer.member("status", "notYetInspected")
        }
        writer.endObject()
    }

    /// The decisions of a unit with their state today.
    func write(
        decisionsOf document: Int,
        onlyActive: Bool,
        _ writer: inout JSONWriter
    ) {
        let members = generation.decisionMembers
        writer.key("decisions")
        writer.beginArray()
        for decision in index.decisions(of: document, on: today)
        where !onlyActive || decision.state == .active {
            writer.beginObject()
            writer.rawMembers { members.append(decision.members, to: &$0) }
            writer.member("state", decision.state.rawValue)
            writer.endObject()
        }
        writer.endArray()
    }

    // MARK: Facets

    private func write(_ facet: Facet, _ writer: inout JSONWriter) {
        writer.key(facet.name)
        writer.beginObject()
        if let range = facet.range {
            let isDate = generation.catalog.field(facet.name)?.type == .date
            for (key, bound) in [("min", range.lowerBound), ("max", range.upperBound)] {
                if isDate {
                    writer.member(key, LocalDate(daysSinceEpoch: Int32(bound)).description)
                } else {
                    writer.member(key, bound)
                }
            }
        } else {
            writer.key("values")
            writer.beginArray()
            let ready = index.readyTexts.facetValues(facet.counts, of: facet.name, language)
            for (count, text) in zip(facet.counts, ready) {
                writer.beginObject()
                writer.rawMembers(text)
                writer.finishMember(count.count)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.member("missing", facet.missing)
        writer.endObject()
    }
}

/// What facet values are called.
struct FacetLabels {
    let catalog: Catalog
    let language: Language

    /// Writes the member `assessment` of the open object: a code with what it is called.
    func write(assessment code: String, to writer: inout JSONWriter) {
        writer.key("assessment")
        writer.beginObject()
        writer.member("code", code)
        writer.member("label", label(of: code, in: "assessment"))
        writer.endObject()
    }

    func label(of value: String, in facet: String) -> String {
        let topic = facet.hasPrefix("theme.") ? "assessment" : facet
        return switch topic {
        case "kind": UnitKind(rawValue: value)?.label.text(in: language) ?? value
        case "ownership": Ownership(rawValue: value)?.label.text(in: language) ?? value
        case "municipality": Municipality.withCode(value)?.name ?? value
        case "region": Region.all.first { $0.code == value }?.name ?? value
        case "assessment":
            catalog.assessments.first { $0.code == value }?.label.text(in: language) ?? value
        default: fieldLabel(of: value, in: facet)
        }
    }

    private func fieldLabel(of value: String, in key: String) -> String {
        guard let field = catalog.field(key) else { return value }
        if field.type == .bool {
            let label =
                value == "true"
                ? Label(danish: "Ja", english: "Yes") : Label(danish: "Nej", english: "No")
            return label.text(in: language)
        }
        return field.values.first { $0.value == value }?.label.text(in: language) ?? value
    }
}
