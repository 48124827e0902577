import Analyzers
import CareUnits
import IndexFormat
import LMDB

extension AnswerWriter {
    /// The answer to a search in feedback.
    public func inspections(_ result: InspectionResult, _ request: InspectionRequest) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048 + result.hits.count * 1500)
        writer.beginObject()
        writer.member("total", result.total)
        writer.key("hits")
        writer.beginArray()
        for hit in result.hits { write(inspection: hit, result, request, &writer) }
        writer.endArray()
        if !result.facets.isEmpty {
            writer.key("facets")
            writer.beginObject()
            for facet in result.facets { write(facetOfInspections: facet, &writer) }
            writer.endObject()
        }
        if let match = result.match { write(readingOf: match, &writer) }
        writer.key("page")
        writer.beginObject()
        writer.member("limit", request.limit)
        writer.member("next", ifPresent: result.next?.text)
        writer.endObject()
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    private func write(
        inspection: Int,
        _ result: InspectionResult,
        _ request: InspectionRequest,
        _ writer: inout JSONWriter
    ) {
        let head = index.generation.inspections.head(inspection)
        let summary = head.summary
        let labels = FacetLabels(catalog: index.generation.catalog, language: language)
        writer.beginObject()
        writer.member("id", head.id)
        write(unitOf: inspection, &writer)
        writer.member("kind", summary.kind.rawValue)
        writer.member("kindLabel", summary.kind.label.text(in: language))
        writer.member("inspectedAt", summary.inspectedAt)
        writer.member("registeredAt", ifPresent: summary.registeredAt)
        writer.member("authority", ifPresent: summary.authority)
        if let code = summary.assessment { labels.write(assessment: code, to: &writer) }
        writer.key("themes")
        writer.beginArray()
        for theme in summary.themes {
            writer.beginObject()
            writer.member("theme", theme.theme.rawValue)
            writer.member("label", theme.theme.label.text(in: language))
            labels.write(assessment: theme.assessment, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.member("isCurrent", head.isCurrent)
        if let url = head.url {
            writer.key("feedback")
            writer.beginObject()
            writer.member("url", url)
            writer.endObject()
        }
        if let match = result.match {
            let passages = FeedbackPassages(index: index, match: match, themes: request.themes)
            write(passages.passages(of: inspection), &writer)
        }
        writer.endObject()
    }

    private func write(unitOf inspection: Int, _ writer: inout JSONWriter) {
        let generation = index.generation
        let document = Int(generation.inspections.units[inspection])
        writer.key("unit")
        writer.beginObject()
        writer.member("id", generation.ids.text(document))
        writer.member("name", generation.names.text(document))
        if let column = generation.ordinalColumns["kind"],
            let ordinal = column.ordinal(of: document)
        {
            writer.member("kind", column.values[ordinal])
        }
        if let column = generation.ordinalColumns["municipality"],
            let ordinal = column.ordinal(of: document),
            let municipality = Municipality.withCode(column.values[ordinal])
        {
            writer.key("municipality")
            writer.beginObject()
            writer.member("code", municipality.code)
            writer.member("name", municipality.name)
            writer.endObject()
        }
        writer.endObject()
    }

    private func write(_ passages: [FeedbackPassage], _ writer: inout JSONWriter) {
        writer.key("passages")
        writer.beginArray()
        for passage in passages {
            writer.beginObject()
            writer.member("theme", ifPresent: passage.theme?.rawValue)
            writer.member("themeLabel", ifPresent: passage.theme?.label.text(in: language))
            writer.key("segments")
            write(passage.segments, &writer)
            if let negation = passage.negation {
                writer.member("negated", true)
                writer.member("negation", negation)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(facetOfInspections facet: Facet, _ writer: inout JSONWriter) {
        let labels = FacetLabels(catalog: index.generation.catalog, language: language)
        writer.key(facet.name)
        writer.beginObject()
        writer.key("values")
        writer.beginArray()
        for count in facet.counts {
            writer.beginObject()
            writer.member("value", count.value)
            let label =
                switch facet.name {
                case "theme": Theme(rawValue: count.value)?.label.text(in: language)
                case "visit": Inspection.Kind(rawValue: count.value)?.label.text(in: language)
                default: labels.label(of: count.value, in: facet.name)
                }
            writer.member("label", label ?? count.value)
            writer.member("count", count.count)
            writer.endObject()
        }
        writer.endArray()
        writer.member("missing", facet.missing)
        writer.endObject()
    }

    /// What each word was taken for, where that is not the word itself, and what was left out.
    private func write(readingOf match: FeedbackMatch, _ writer: inout JSONWriter) {
        let corrected = match.words.filter { $0.correction != nil }
        let ignored = match.words.filter { $0.role == .unknown }
        if !corrected.isEmpty {
            writer.key("corrections")
            writer.beginArray()
            for word in corrected {
                writer.beginObject()
                writer.member("typed", word.token.surface)
                writer.member("reading", word.correction ?? "")
                writer.member("applied", true)
                writer.endObject()
            }
            writer.endArray()
        }
        if !ignored.isEmpty {
            writer.key("ignored")
            writer.beginArray()
            for word in ignored { writer.value(word.token.surface) }
            writer.endArray()
        }
        if !match.isComplete { writer.member("complete", false) }
    }
}
