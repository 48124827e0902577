import CareUnits

/// The table: a row for each piece of information, a column for each unit.
///
/// Roles stand beside the elements that have them already: where a style sheet shows the table as blocks,
/// some browsers would no longer tell a screen reader that it is one.
extension ComparisonPage {
    func writeTable(to html: inout HTMLWriter) {
        section("side-by-side", words("Side om side", "Side by side"), to: &html) { html in
            guard !answer.rows.isEmpty else {
                html.element(
                    "p",
                    text: words(
                        "Der er ingen oplysninger at sammenligne.",
                        "There is no information to compare."
                    )
                )
                return
            }
            html.element("table", ["role": "table"]) { html in
                html.element(
                    "caption",
                    text: words(
                        "\(words.count(answer.units.count)) enheder side om side: hver oplysning for sig, med enhederne i den rækkefølge, du har valgt.",
                        "\(words.count(answer.units.count)) units side by side: one piece of information at a time, with the units in the order you chose."
                    )
                )
                writeColumnHeaders(to: &html)
                for (number, group) in groups.enumerated() {
                    html.element("tbody", ["role": "rowgroup", "id": "group-\(number + 1)"]) {
                        html in
                        writeGroupHeader(group.label, to: &html)
                        for row in group.rows { write(row, to: &html) }
                    }
                }
            }
        }
    }

    private func writeColumnHeaders(to html: inout HTMLWriter) {
        html.element("thead", ["role": "rowgroup"]) { html in
            html.element("tr", ["role": "row"]) { html in
                func header(_ text: String, lang: String? = nil) {
                    html.element(
                        "th",
                        ["scope": "col", "role": "columnheader", "lang": lang],
                        text: text
                    )
                }
                header(words("Oplysning", "Information"))
                header(words("Er der forskel?", "Is there a difference?"))
                for name in names { header(name, lang: danish) }
            }
        }
    }

    /// The rows in their groups; in the order of differences groups have no meaning and are one.
    private var groups: [(label: String, rows: [ComparisonAnswer.Row])] {
        if answer.isOrderedByDifference {
            let label = words(
                "Alle oplysninger, de mest forskellige først",
                "All information, the most different first"
            )
            return [(label, answer.rows)]
        }
        var groups: [(key: String, label: String, rows: [ComparisonAnswer.Row])] = []
        for row in answer.rows {
            if groups.last?.key == row.group {
                groups[groups.count - 1].rows.append(row)
            } else {
                groups.append((row.group, row.groupLabel, [row]))
            }
        }
        return groups.map { ($0.label.isEmpty ? words("Andet", "Other") : $0.label, $0.rows) }
    }

    private func writeGroupHeader(_ label: String, to html: inout HTMLWriter) {
        html.element("tr", ["role": "row", "class": "group"]) { html in
            html.element(
                "th",
                [
                    "scope": "rowgroup", "role": "rowheader",
                    "colspan": "\(answer.units.count + 2)",
                ],
                text: label
            )
        }
    }

    private func write(_ row: ComparisonAnswer.Row, to html: inout HTMLWriter) {
        html.element("tr", ["role": "row", "class": "row"]) { html in
            let hasMore = row.description != nil || answer.isOrderedByDifference
            html.element(
                "th",
                ["scope": "row", "role": "rowheader", "abbr": hasMore ? row.label : nil]
            ) { html in
                html.element("span", ["class": "label"], text: row.label)
                if let description = row.description {
                    html.element("span", ["class": "description"], text: description)
                }
                if answer.isOrderedByDifference, !row.groupLabel.isEmpty {
                    html.element("span", ["class": "description"], text: row.groupLabel)
                }
            }
            html.element("td", ["role": "cell", "class": "verdict"]) { writeVerdict(row, to: &$0) }
            for index in answer.units.indices {
                html.element("td", ["role": "cell"]) { html in
                    html.element("p", ["class": "who", "lang": danish], text: names[index])
                    guard row.cells.indices.contains(index) else {
                        html.element(
                            "p",
                            ["class": "none"],
                            text: StatusWords.text("notReported", answer.language)
                        )
                        return
                    }
                    write(row.cells[index], of: row, to: &html)
                }
            }
        }
        guard !row.reference.isEmpty || !row.peers.isEmpty else { return }
        html.element("tr", ["role": "row", "class": "reference"]) { html in
            html.element("th", ["scope": "row", "role": "rowheader"]) { html in
                html.text(words("Andre steder", "Elsewhere"))
                html.element("span", ["class": "hidden"], text: ": \(row.label)")
            }
            html.element("td", ["role": "cell", "colspan": "\(answer.units.count + 1)"]) { html in
                html.element("ul", ["class": "facts"]) { html in
                    for reference in row.reference {
                        html.element("li", text: sentence(reference, of: row))
                    }
                    for peers in row.peers { html.element("li", text: sentence(peers)) }
                }
            }
        }
    }

    private func writeVerdict(_ row: ComparisonAnswer.Row, to html: inout HTMLWriter) {
        html.element("p", ["class": "finding"]) { html in
            symbol(row.verdict, to: &html)
            html.element("strong", text: row.verdictLabel ?? words.verdict(row.verdict))
        }
        if let why = row.why ?? row.reason.map(words.reason) { html.element("p", text: why) }
        for warning in row.warnings {
            html.element("p", text: words("Bemærk: ", "Please note: ") + warning)
        }
    }

    // MARK: - One cell

    private func write(
        _ cell: ComparisonAnswer.Figure,
        of row: ComparisonAnswer.Row,
        to html: inout HTMLWriter
    ) {
        html.element(
            "p",
            [
                "class": !cell.isFilled ? "none" : row.type == "text" ? "prose" : "value",
                "lang": row.type == "text" && cell.isFilled ? danish : nil,
            ],
            text: display(cell, of: row)
        )
        if cell.level == "municipality" || cell.levelLabel != nil {
            let label =
                cell.levelLabel
                ?? words("Gælder hele kommunen, ikke kun stedet", "Is about the whole municipality")
            html.element("p", ["class": "mark"], text: label)
        }
        if cell.inheritedFrom != nil {
            html.element(
                "p",
                ["class": "mark"],
                text: words(
                    "Resultat fra den, der drev stedet før",
                    "Result of those who ran the place before"
                )
            )
        }
        if let note = cell.note { html.element("p", text: note) }
        if let difference = sentence(cell.difference, of: row) {
            html.element("p", text: difference)
        }
        let facts = facts(cell, of: row)
        guard !facts.isEmpty else { return }
        html.element("ul", ["class": "facts"]) { html in
            for fact in facts { html.element("li", text: fact) }
        }
    }

    private func display(_ figure: ComparisonAnswer.Figure, of row: ComparisonAnswer.Row) -> String
    {
        row.type == "date" && figure.isFilled
            ? words.day(figure.display) : words.unbroken(figure.display)
    }

    /// What stands behind the value, each in a line.
    private func facts(
        _ figure: ComparisonAnswer.Figure,
        of row: ComparisonAnswer.Row
    ) -> [String] {
        var facts: [String] = []
        if let n = figure.n {
            let count = words.count(n)
            facts.append(words("Antal bag tallet: \(count)", "Number behind the figure: \(count)"))
        }
        if let span = interval(figure, of: row) {
            facts.append(words("Usikkerhed: \(span)", "Uncertainty: \(span)"))
        }
        if let period = figure.period.map(words.period), period != display(figure, of: row) {
            let isDay = figure.period.flatMap { LocalDate($0) } != nil
            facts.append(
                isDay
                    ? words("Dato: \(period)", "Date: \(period)")
                    : words("Periode: \(period)", "Period: \(period)")
            )
        }
        if let source = source(figure) { facts.append(source) }
        return facts
    }

    private func interval(
        _ figure: ComparisonAnswer.Figure,
        of row: ComparisonAnswer.Row
    ) -> String? {
        if let span = figure.intervalDisplay { return words.between(span) }
        guard let lower = figure.lower, let upper = figure.upper else { return nil }
        return row.type == "share"
            ? words.between("\(words.number(lower * 100))–\(words.number(upper * 100)) %")
            : words.between("\(words.number(lower))–\(words.number(upper))")
    }

    private func source(_ figure: ComparisonAnswer.Figure) -> String? {
        switch (figure.sourceLabel, figure.publishedAt.map(words.day)) {
        case (let source?, let day?):
            words("Kilde: \(source), offentliggjort \(day)", "Source: \(source), published \(day)")
        case (let source?, nil): words("Kilde: \(source)", "Source: \(source)")
        case (nil, let day?): words("Offentliggjort \(day)", "Published \(day)")
        case (nil, nil): nil
        }
    }

    private func sentence(
        _ difference: ComparisonAnswer.Difference?,
        of row: ComparisonAnswer.Row
    ) -> String? {
        guard let difference, let display = difference.display else { return nil }
        let than = row.to.flatMap(name(of:)).map { words(" end \($0)", " than \($0)") } ?? ""
        let verdict = difference.verdict.map { ": " + lowercased(words.verdict($0)) } ?? ""
        return display + than + verdict
    }

    private func lowercased(_ text: String) -> String {
        text.prefix(1).lowercased() + text.dropFirst()
    }

    // MARK: - Beside the units

    private func sentence(
        _ reference: ComparisonAnswer.Figure,
        of row: ComparisonAnswer.Row
    ) -> String {
        var parts = [display(reference, of: row)]
        if let units = reference.units, reference.isFilled {
            let count = words.count(units)
            parts.append(words("enheder bag tallet: \(count)", "units behind the figure: \(count)"))
        }
        if let n = reference.n {
            let count = words.count(n)
            parts.append(words("antal bag tallet: \(count)", "number behind the figure: \(count)"))
        }
        if let span = interval(reference, of: row) {
            parts.append(words("usikkerhed: \(span)", "uncertainty: \(span)"))
        }
        if let period = reference.period.map(words.period) {
            parts.append(words("periode: \(period)", "period: \(period)"))
        }
        if let source = source(reference) { parts.append(lowercased(source)) }
        return label(reference) + ": " + parts.joined(separator: "; ") + "."
    }

    private func label(_ reference: ComparisonAnswer.Figure) -> String {
        if let label = reference.label { return label }
        return reference.level == "national"
            ? words("Hele landet", "The whole country") : words("Kommunen", "The municipality")
    }

    private func sentence(_ peers: ComparisonAnswer.Peers) -> String {
        var parts: [String] = []
        if let display = peers.display {
            // "84 % (78–88 %)": the middle one and the middle half.
            let halves = display.split(separator: "(", maxSplits: 1).map(String.init)
            if halves.count == 2, halves[0].hasSuffix(" "), halves[1].hasSuffix(")") {
                let span = words.between(String(halves[1].dropLast()))
                parts.append(
                    words(
                        "det midterste sted har \(halves[0].dropLast()), og halvdelen ligger \(span)",
                        "the middle one has \(halves[0].dropLast()), and half of them lie \(span)"
                    )
                )
            } else {
                parts.append(display)
            }
        } else {
            parts.append(StatusWords.text("notReported", answer.language))
        }
        if let count = peers.count.map({ words.count($0) }) {
            parts.append(words("enheder med tal: \(count)", "units with a figure: \(count)"))
        }
        if let missing = peers.missing.map({ words.count($0) }) {
            parts.append(words("uden tal: \(missing)", "without: \(missing)"))
        }
        return (peers.label ?? words("Andre enheder", "Other units")) + ": "
            + parts.joined(separator: "; ") + "."
    }
}
