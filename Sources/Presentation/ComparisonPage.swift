public import CareUnits

/// A comparison as one page to read, to hear and to print.
///
/// The page stands alone: no script, no font, no style from elsewhere; of images only those the answer
/// gives. Units stand in the order asked and look alike: no rank, no stars, no scale of colours. Where
/// the columns do not fit side by side, each row becomes a block in which every value has its unit's name
/// before it; nothing is hidden behind a scroll bar, which would show the first units more than the last.
public struct ComparisonPage {
    /// Where the page's links lead; those that are `nil` are left out.
    public struct Links: Sendable {
        /// How differences are judged, in words.
        public var methods: String
        /// The same comparison in other forms.
        public var csv: String?
        public var json: String?
        public var otherLanguage: String?
        /// What stands before a unit's id in the address of its page.
        public var unitPrefix: String?

        public init(
            methods: String,
            csv: String? = nil,
            json: String? = nil,
            otherLanguage: String? = nil,
            unitPrefix: String? = nil
        ) {
            self.methods = methods
            self.csv = csv
            self.json = json
            self.otherLanguage = otherLanguage
            self.unitPrefix = unitPrefix
        }
    }

    let answer: ComparisonAnswer
    let links: Links
    let words: PageWords
    /// What each unit is called here, in the order of the units.
    let names: [String]

    /// The answer of `/v1/compare` as a document (`text/html; charset=utf-8`), in the answer's language.
    ///
    /// O(cells).
    public static func render(_ answer: JSONValue, links: Links) -> [UInt8] {
        var html = HTMLWriter()
        ComparisonPage(ComparisonAnswer(answer), links).write(to: &html)
        return html.bytes
    }

    private init(_ answer: ComparisonAnswer, _ links: Links) {
        self.answer = answer
        self.links = links
        words = PageWords(language: answer.language)
        names = Self.distinctNames(answer.units)
    }

    /// The names, with the town or at last the id after those that two units share.
    private static func distinctNames(_ units: [ComparisonAnswer.Unit]) -> [String] {
        units.map { unit in
            let namesakes = units.filter { $0.name == unit.name }
            guard namesakes.count > 1 || unit.name.isEmpty else { return unit.name }
            let town = unit.json["address"]?.text("postalTown")
            let sameTown = namesakes.filter { $0.json["address"]?.text("postalTown") == town }
            guard let town, sameTown.count == 1, !unit.name.isEmpty else {
                return unit.name.isEmpty ? unit.id : "\(unit.name) (\(unit.id))"
            }
            return "\(unit.name) (\(town))"
        }
    }

    func name(of id: String) -> String? {
        answer.units.firstIndex { $0.id == id }.map { names[$0] }
    }

    /// The language of Danish text, where the page has another one.
    var danish: String? { answer.language == .danish ? nil : Language.danish.rawValue }

    var title: String {
        let count = words.count(answer.units.count)
        return words("Sammenligning af \(count) enheder", "Comparison of \(count) units")
    }

    // MARK: - The document

    private func write(to html: inout HTMLWriter) {
        html.markup("<!DOCTYPE html>\n")
        html.element("html", ["lang": answer.language.rawValue]) { html in
            html.element("head") { writeHead(to: &$0) }
            html.element("body") { html in
                html.element(
                    "a",
                    ["class": "skip", "href": "#main"],
                    text: words("Gå til indholdet", "Skip to the content")
                )
                html.element("header") { writeHeader(to: &$0) }
                html.element("main", ["id": "main", "tabindex": "-1"]) { html in
                    html.element("h1", text: title)
                    writeIntroduction(to: &html)
                    writeDecisions(to: &html)
                    writeTable(to: &html)
                    writeReadingGuide(to: &html)
                    writeUnits(to: &html)
                    writeThemes(to: &html)
                    writeData(to: &html)
                }
                html.element("footer") { html in
                    html.element(
                        "p",
                        text: words(
                            "Plejesøg viser oplysninger fra offentlige registre. Siden giver ingen anbefalinger.",
                            "Plejesøg shows information from public registers. This page recommends nobody."
                        )
                    )
                }
            }
        }
        html.markup("\n")
    }

    private func writeHead(to html: inout HTMLWriter) {
        html.void("meta", ["charset": "utf-8"])
        html.void(
            "meta",
            ["name": "viewport", "content": "width=device-width, initial-scale=1"]
        )
        // Whatever slips through: nothing is run, nothing but the images is fetched.
        html.void(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content":
                    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'",
            ]
        )
        html.void("meta", ["name": "color-scheme", "content": "light dark"])
        html.void("meta", ["name": "referrer", "content": "no-referrer"])
        html.element("title", text: "\(title) – Plejesøg")
        html.void("link", ["rel": "icon", "href": "data:,"])
        html.element("style") { $0.styles(PageStyle.sheet(columns: answer.units.count)) }
    }

    private func writeHeader(to html: inout HTMLWriter) {
        html.element("p", ["class": "site"], text: "Plejesøg")
        html.element("nav", ["aria-label": words("På denne side", "On this page")]) { html in
            html.element("ul") { html in
                for (id, label) in sections {
                    html.element("li") { $0.element("a", ["href": "#\(id)"], text: label) }
                }
                if let other = links.otherLanguage {
                    let language = answer.language == .danish ? "en" : "da"
                    html.element("li") {
                        $0.element(
                            "a",
                            ["href": other, "lang": language, "hreflang": language],
                            text: words("In English", "På dansk")
                        )
                    }
                }
            }
        }
    }

    /// The sections of the page in their order.
    private var sections: [(id: String, label: String)] {
        var sections = [
            ("decisions", words("Påbud og forbud", "Orders and bans")),
            ("side-by-side", words("Side om side", "Side by side")),
        ]
        if !usedVerdicts.isEmpty {
            sections.append(("guide", words("Hvad ordene betyder", "What the words mean")))
        }
        sections.append(("units", words("Enhederne", "The units")))
        if !answer.themes.isEmpty {
            sections.append(("themes", words("Tilsynets ord", "The inspectors' words")))
        }
        sections.append(("data", words("Om tallene", "About the figures")))
        return sections
    }

    /// Writes a part of the page with its heading.
    func section(
        _ id: String,
        _ heading: String,
        to html: inout HTMLWriter,
        _ content: (inout HTMLWriter) -> Void
    ) {
        html.element("section", ["id": id, "aria-labelledby": "\(id)-heading"]) { html in
            html.element("h2", ["id": "\(id)-heading"], text: heading)
            content(&html)
        }
    }

    private func writeIntroduction(to html: inout HTMLWriter) {
        html.element("ul", ["class": "names"]) { html in
            for name in names { html.element("li", ["lang": danish], text: name) }
        }
        html.element(
            "p",
            text: words(
                "De står i den rækkefølge, du har valgt. Alle vises på samme måde. Intet er lagt sammen til en samlet karakter.",
                "They stand in the order you chose. All are shown in the same way. Nothing is added up to a grade."
            )
        )
    }

    /// The verdicts that occur in the table.
    private var usedVerdicts: [String] {
        let order = [
            "clearlyDifferent", "possiblyDifferent", "noDemonstrableDifference", "identical",
            "notComparable",
        ]
        return order.filter { verdict in answer.rows.contains { $0.verdict == verdict } }
    }

    /// What a verdict is called in the table: facts and figures may have words of their own.
    private func labels(of verdict: String) -> String {
        var labels: [String] = []
        for row in answer.rows where row.verdict == verdict {
            let label = row.verdictLabel ?? words.verdict(verdict)
            if !labels.contains(label) { labels.append(label) }
        }
        return labels.joined(separator: ", ")
    }

    private func writeReadingGuide(to html: inout HTMLWriter) {
        guard !usedVerdicts.isEmpty else { return }
        section("guide", words("Hvad ordene betyder", "What the words mean"), to: &html) { html in
            html.element("dl", ["class": "guide"]) { html in
                for verdict in usedVerdicts {
                    html.element("dt") { html in
                        symbol(verdict, to: &html)
                        html.text(labels(of: verdict))
                    }
                    html.element("dd", text: words.meaning(verdict))
                }
                if answer.rows.contains(where: {
                    $0.cells.contains { $0.intervalDisplay != nil || $0.lower != nil }
                }) {
                    html.element("dt", text: words("Usikkerhed", "Uncertainty"))
                    html.element(
                        "dd",
                        text: words(
                            "Få svar giver usikre tal. Det rigtige tal ligger med stor sandsynlighed mellem de to tal, der står.",
                            "Few answers make uncertain figures. The true figure very likely lies between the two figures shown."
                        )
                    )
                }
                if answer.rows.contains(where: { $0.cells.contains { $0.n != nil } }) {
                    html.element("dt", text: words("Antal bag tallet", "Number behind the figure"))
                    html.element(
                        "dd",
                        text: words(
                            "Hvor mange svar, borgere eller hændelser tallet bygger på.",
                            "How many answers, citizens or events the figure rests on."
                        )
                    )
                }
            }
        }
    }

    /// The sign of a verdict, for eyes only: the words follow.
    func symbol(_ verdict: String, to html: inout HTMLWriter) {
        html.element(
            "span",
            ["class": "symbol", "aria-hidden": "true"],
            text: words.symbol(verdict)
        )
        html.text(" ")
    }

    private func writeData(to html: inout HTMLWriter) {
        section("data", words("Om tallene", "About the figures"), to: &html) { html in
            html.element("ul", ["class": "facts"]) { html in
                if let published = answer.publishedAt {
                    let day = words.day(published)
                    html.element(
                        "li",
                        text: words("Data er fra \(day).", "The data are of \(day).")
                    )
                }
                if let generation = answer.generation {
                    html.element(
                        "li",
                        text: words(
                            "Dataudgave \(generation).",
                            "Edition \(generation) of the data."
                        )
                    )
                }
                if let explanation = answer.orderExplanation {
                    html.element("li", text: explanation)
                }
                html.element("li") { html in
                    let version = answer.method.map {
                        words(" (version \($0))", " (version \($0))")
                    }
                    html.element(
                        "a",
                        ["href": links.methods],
                        text: words("Sådan regner vi", "How we calculate") + (version ?? "")
                    )
                }
                if let csv = links.csv {
                    html.element("li") {
                        $0.element(
                            "a",
                            ["href": csv],
                            text: words(
                                "Samme sammenligning til regneark (CSV)",
                                "The same comparison for spreadsheets (CSV)"
                            )
                        )
                    }
                }
                if let json = links.json {
                    html.element("li") {
                        $0.element(
                            "a",
                            ["href": json],
                            text: words(
                                "Samme sammenligning til programmer (JSON)",
                                "The same comparison for programs (JSON)"
                            )
                        )
                    }
                }
            }
        }
    }
}
