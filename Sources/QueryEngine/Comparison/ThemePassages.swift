import CareUnits
import IndexFormat

/// What the latest inspections wrote on chosen themes, unit by unit.
struct ThemePassages {
    let index: SearchIndex
    let language: Language

    func write(_ themes: [Theme], of documents: [Int], _ writer: inout JSONWriter) {
        writer.key("themes")
        writer.beginArray()
        for theme in themes {
            writer.beginObject()
            writer.member("theme", theme.rawValue)
            writer.member("label", theme.label.text(in: language))
            writer.endObject()
        }
        writer.endArray()
    }
}
