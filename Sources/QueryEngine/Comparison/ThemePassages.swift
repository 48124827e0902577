import CareUnits
import IndexFormat
import LMDB

/// What the latest inspections wrote on chosen themes, unit by unit.
struct ThemePassages {
    let index: SearchIndex
    let language: Language

    func write(_ themes: [Theme], of documents: [Int], _ writer: inout JSONWriter) {
        let inspections = documents.map(currentInspection(of:))
        writer.key("themes")
        writer.beginArray()
        for theme in themes {
            writer.beginObject()
            writer.member("theme", theme.rawValue)
            writer.member("label", theme.label.text(in: language))
            writer.key("units")
            writer.beginArray()
            for (document, inspection) in zip(documents, inspections) {
                writer.beginObject()
                writer.member("id", index.generation.ids.text(document))
                if let inspection {
                    write(theme, inspection, &writer)
                } else {
                    writer.member("status", "notYetInspected")
                }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    /// The inspection that gives a unit's current status, by its number.
    ///
    /// O(log inspections): they are numbered unit by unit.
    private func currentInspection(of document: Int) -> Int? {
        let inspections = index.generation.inspections
        let units = inspections.units.span
        var low = 0
        var high = units.count
        while low < high {
            let middle = (low + high) / 2
            if Int(units[middle]) < document { low = middle + 1 } else { high = middle }
        }
        while low < units.count, Int(units[low]) == document {
            if inspections.current[low] == 1 { return low }
            low += 1
        }
        return nil
    }

    private func write(_ theme: Theme, _ inspection: Int, _ writer: inout JSONWriter) {
        let summary = index.generation.inspections.head(inspection).summary
        let paragraphs = index.generation.inspections.paragraphs(inspection)
            .filter { $0.field.theme == theme }
        writer.member("status", paragraphs.isEmpty ? "noText" : "ok")
        writer.member("inspectedAt", summary.inspectedAt)
        writer.member("kind", summary.kind.rawValue)
        writer.member("kindLabel", summary.kind.label.text(in: language))
        writer.member("authority", ifPresent: summary.authority)
        if let code = summary.themes.first(where: { $0.theme == theme })?.assessment {
            FacetLabels(catalog: index.generation.catalog, language: language)
                .write(assessment: code, to: &writer)
        }
        writer.key("passages")
        writer.beginArray()
        for paragraph in paragraphs {
            writer.beginObject()
            writer.member("text", String(decoding: paragraph.text, as: UTF8.self))
            writer.endObject()
        }
        writer.endArray()
    }
}
