import CareUnits
import IndexFormat

/// The cells of one unit in every row, rendered, as they are on one day in one language.
final class UnitCells: Sendable {
    let document: Int
    let kind: UnitKind
    let municipalityCode: String
    /// The unit's pictures as a JSON array.
    let images: [UInt8]
    /// By the rows' places in `ComparisonRows`.
    let cells: [ComparisonCell]
    /// The members of each cell's JSON object, all but the difference.
    let rendered: [[UInt8]]

    init(_ document: Int, of index: SearchIndex, _ language: Language, on today: LocalDate) {
        let reader = CellReader(document, of: index, language, on: today)
        self.document = document
        kind = reader.unit.kind
        municipalityCode = reader.unit.municipalityCode
        images = reader.unit.images
        cells = index.comparisonRows.rows(language).map { reader.cell($0.subject) }
        var writer = JSONWriter(reservingCapacity: 512)
        var rendered: [[UInt8]] = []
        rendered.reserveCapacity(cells.count)
        for cell in cells {
            writer.removeAll()
            cell.writeMembers(in: language, to: &writer)
            if let area = cell.area {
                writer.member("level", IndicatorLevel.municipality.rawValue)
                let label = Label(
                    danish: "Gælder hele \(area.name) Kommune",
                    english: "For the whole of \(area.name) municipality"
                )
                writer.member("levelLabel", label.text(in: language))
            }
            rendered.append(writer.bytes)
        }
        self.rendered = rendered
    }
}
