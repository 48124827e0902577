import CareUnits

extension ComparisonPage {
    /// What the latest inspections say, theme by theme, word for word.
    func writeThemes(to html: inout HTMLWriter) {
        guard !answer.themes.isEmpty else { return }
        let heading = words("Tilsynets egne ord", "The inspectors' own words")
        section("themes", heading, to: &html) { html in
            html.element(
                "p",
                text: words(
                    "Uddrag fra hver enheds seneste tilsyn, ord for ord.",
                    "Passages from each unit's latest inspection, word for word, in Danish."
                )
            )
            for theme in answer.themes {
                html.element("h3", text: theme.label)
                html.element("div", ["class": "units"]) { html in
                    for inspected in theme.units { write(inspected, to: &html) }
                }
            }
        }
    }

    private func write(_ inspected: ComparisonAnswer.Inspected, to html: inout HTMLWriter) {
        html.element("article") { html in
            html.element(
                "h4",
                ["lang": danish],
                text: name(of: inspected.id) ?? inspected.id
            )
            let facts = facts(inspected)
            if !facts.isEmpty {
                html.element("ul", ["class": "facts"]) { html in
                    for fact in facts { html.element("li", text: fact) }
                }
            }
            for passage in inspected.passages {
                html.element("blockquote", ["lang": danish]) { $0.element("p", text: passage) }
            }
            if inspected.passages.isEmpty {
                let status = inspected.status == "ok" ? "noText" : inspected.status
                html.element(
                    "p",
                    ["class": "none"],
                    text: StatusWords.text(status, answer.language)
                )
            }
        }
    }

    private func facts(_ inspected: ComparisonAnswer.Inspected) -> [String] {
        var facts: [String] = []
        if let day = inspected.inspectedAt.map(words.day) {
            facts.append(words("Dato for tilsynet: \(day)", "Date of the inspection: \(day)"))
        }
        if let kind = inspected.kindLabel {
            facts.append(words("Type af tilsyn: \(kind)", "Kind of inspection: \(kind)"))
        }
        if let authority = inspected.authority {
            facts.append(words("Tilsyn ved: \(authority)", "Inspected by: \(authority)"))
        }
        if let assessment = inspected.assessment {
            facts.append(words("Vurdering: \(assessment)", "Assessment: \(assessment)"))
        }
        return facts
    }
}
