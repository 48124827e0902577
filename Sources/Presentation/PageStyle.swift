/// The style sheet of a page: the columns fit side by side, or the rows are blocks.
enum PageStyle {
    /// At most so many units stand side by side on a sheet of A4.
    static let columnsOnPaper = 6

    /// The sheet for a table with so many units.
    static func sheet(columns: Int) -> [UInt8] {
        // In em of media queries (16 px unless the reader chose otherwise) what `table.css` needs.
        let width = 31 + 12 * columns
        var sheet = PackageResources.page_css
        func append(_ text: String) { sheet.append(contentsOf: text.utf8) }
        append("@media screen and (min-width: \(width)em) {\n")
        sheet += PackageResources.table_css
        append("}\n@media screen and (max-width: \(width - 1).98em) {\n")
        sheet += PackageResources.blocks_css
        append("}\n@media print {\n")
        sheet +=
            columns <= columnsOnPaper ? PackageResources.table_css : PackageResources.blocks_css
        sheet += PackageResources.print_css
        let points = columns <= 4 ? "11" : columns == 6 ? "9.5" : "10"
        append("html { font-size: \(points)pt; }\n}\n")
        return sheet
    }
}
