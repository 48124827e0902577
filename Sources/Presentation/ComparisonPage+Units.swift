import CareUnits

extension ComparisonPage {
    /// What is decided about the units and in force today: before everything else, also when it is nothing.
    func writeDecisions(to html: inout HTMLWriter) {
        let heading = words("Påbud og forbud, der gælder nu", "Orders and bans in force now")
        section("decisions", heading, to: &html) { html in
            let decided = answer.units.indices.filter { !decisions(answer.units[$0]).isEmpty }
            for index in decided {
                html.element("div", ["class": "decision"]) { html in
                    html.element("h3", ["lang": danish], text: names[index])
                    html.element("ul", ["class": "facts"]) { html in
                        for decision in decisions(answer.units[index]) {
                            html.element("li") { html in
                                html.element("strong", text: label(of: decision))
                                html.text(". " + terms(of: decision))
                            }
                        }
                    }
                }
            }
            let others = answer.units.indices.filter { !decided.contains($0) }
            guard !others.isEmpty else { return }
            html.element("p") { html in
                html.text(
                    decided.isEmpty
                        ? words(
                            "Ingen af enhederne har påbud eller forbud, der gælder nu.",
                            "None of the units has an order or a ban in force now."
                        )
                        : words(
                            "Ingen påbud eller forbud gælder nu for: ",
                            "No order or ban is in force now for: "
                        )
                )
                guard !decided.isEmpty else { return }
                html.element(
                    "span",
                    ["lang": danish],
                    text: others.map { names[$0] }.joined(separator: "; ")
                )
                html.text(".")
            }
        }
    }

    private func decisions(_ unit: ComparisonAnswer.Unit) -> [JSONValue] {
        unit.json.elements("decisions").filter { $0.text("state") ?? "active" == "active" }
    }

    private func label(of decision: JSONValue) -> String {
        decision.text("label")
            ?? decision.text("kind").flatMap(Decision.Kind.init(rawValue:))?
            .label.text(in: answer.language)
            ?? words("Afgørelse", "Decision")
    }

    private func terms(of decision: JSONValue) -> String {
        var sentences: [String] = []
        if let decided = decision.text("decidedAt").map(words.day) {
            sentences.append(words("Besluttet \(decided).", "Decided on \(decided)."))
        }
        if let deadline = decision.text("deadline").map(words.day) {
            sentences.append(
                words(
                    "Skal være bragt i orden senest \(deadline).",
                    "To be put right by \(deadline)."
                )
            )
        }
        let from = decision.text("periodFrom").map(words.day)
        let to = decision.text("periodTo").map(words.day)
        switch (from, to) {
        case (let from?, let to?):
            sentences.append(
                words(
                    "Gælder fra \(from) til og med \(to).",
                    "In force from \(from) through \(to)."
                )
            )
        case (let from?, nil):
            sentences.append(
                words(
                    "Gælder fra \(from), indtil det ophæves.",
                    "In force from \(from) until lifted."
                )
            )
        case (nil, let to?):
            sentences.append(words("Gælder til og med \(to).", "In force through \(to)."))
        case (nil, nil):
            sentences.append(words("Gælder, indtil det ophæves.", "In force until lifted."))
        }
        return sentences.joined(separator: " ")
    }

    /// Who the units are.
    func writeUnits(to html: inout HTMLWriter) {
        section("units", words("Enhederne", "The units"), to: &html) { html in
            html.element("div", ["class": "units"]) { html in
                for (unit, name) in zip(answer.units, names) {
                    html.element("article") { html in
                        html.element("h3", ["lang": danish], text: name)
                        html.element("ul", ["class": "facts"]) {
                            writeFacts(of: unit, called: name, to: &$0)
                        }
                        writeImages(of: unit, to: &html)
                    }
                }
            }
        }
    }

    private func writeFacts(
        of unit: ComparisonAnswer.Unit,
        called name: String,
        to html: inout HTMLWriter
    ) {
        let json = unit.json
        func fact(_ label: String, _ value: String?, isDanish: Bool = false) {
            guard let value else { return }
            html.element("li") { html in
                html.text("\(label): ")
                html.element("span", ["lang": isDanish ? danish : nil], text: value)
            }
        }
        fact(
            words("Type", "Kind"),
            json.text("kindLabel")
                ?? json.text("kind").flatMap(UnitKind.init(rawValue:))?
                .label.text(in: answer.language)
        )
        fact(
            words("Ejerform", "Ownership"),
            json.text("ownership").flatMap(Ownership.init(rawValue:))?
                .label.text(in: answer.language)
        )
        fact(words("Driftsherre", "Operator"), json["operator"]?.text("name"), isDanish: true)
        fact(words("Adresse", "Address"), address(json["address"]), isDanish: true)
        fact(words("Kommune", "Municipality"), json["municipality"]?.text("name"), isDanish: true)
        fact(
            words("Afstand i luftlinje", "Distance in a straight line"),
            json["distance"]?.number.map(words.distance)
        )
        fact(
            words("Kommer til din adresse", "Comes to your address"),
            json["delivery"]?.text("reason")
        )
        let former = json.elements("predecessors").compactMap(\.string)
        fact(
            words("Var før registreret som", "Was registered before as"),
            former.isEmpty ? nil : former.joined(separator: ", ")
        )
        guard let prefix = links.unitPrefix, !unit.id.isEmpty else { return }
        html.element("li") { html in
            html.element("a", ["href": prefix + unit.id]) { html in
                html.text(words("Alle oplysninger om ", "All information about "))
                html.element("span", ["lang": danish], text: name)
            }
        }
    }

    private func address(_ address: JSONValue?) -> String? {
        guard let address else { return nil }
        let street = [address.text("street"), address.text("houseNumber")].compactMap(\.self)
        let town = [address.text("postcode"), address.text("postalTown")].compactMap(\.self)
        let lines = [street, town].filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
        return lines.isEmpty ? nil : lines.joined(separator: ", ")
    }

    /// Images that say in words what they show and come from a place that a page may fetch from.
    private func writeImages(of unit: ComparisonAnswer.Unit, to html: inout HTMLWriter) {
        for image in unit.json.elements("images") {
            guard let url = image.text("url"), let alt = image.text("alt"),
                url.hasPrefix("https://") || (url.hasPrefix("/") && !url.hasPrefix("//"))
            else { continue }
            html.void(
                "img",
                [
                    "src": url,
                    "alt": alt,
                    "lang": danish,
                    "width": image["width"]?.integer.map { "\($0)" },
                    "height": image["height"]?.integer.map { "\($0)" },
                    "loading": "lazy",
                    "decoding": "async",
                ]
            )
        }
    }
}
