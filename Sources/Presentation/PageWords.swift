import CareUnits

/// The words of a page, in plain Danish or English.
struct PageWords {
    let language: Language

    private func text(_ danish: String, _ english: String) -> String {
        language == .english ? english : danish
    }

    /// The words that do not depend on the comparison.
    var fixed: [String: String] {
        [
            "skip": text("Gå til sammenligningen", "Go to the comparison"),
            "intro": text(
                "Her står de valgte steder ved siden af hinanden. Ingen kan købe sig en bedre plads, og der "
                    + "er ingen samlet karakter.",
                "The places chosen stand side by side. Nobody can buy a better place, and there is no "
                    + "overall score."
            ),
            "units": text("Stederne", "The places"),
            "rows": text("Sammenligning", "Comparison"),
            "caption": text(
                "Hver række er en oplysning. Hver kolonne er et sted. De to sidste kolonner siger, om der er "
                    + "forskel, og hvordan det er andre steder.",
                "Each row is a fact. Each column is a place. The last two columns say whether there is a "
                    + "difference, and how it is elsewhere."
            ),
            "what": text("Oplysning", "Fact"),
            "difference": text("Er der forskel?", "Is there a difference?"),
            "beside": text("Til sammenligning", "For comparison"),
            "nothing": text("Ingen tal andre steder fra", "No figures from elsewhere"),
            "themes": text("Hvad tilsynet skrev", "What the inspectors wrote"),
            "about": text("Om tallene", "About the figures"),
            "reading": text(
                "Tal, der bygger på få svar, er usikre. Derfor står der, hvor mange der har svaret, og hvad "
                    + "tallet kan være. “Klar forskel” betyder, at tilfældigheder ikke kan forklare den. "
                    + "Mangler et tal, står grunden i feltet; det tæller aldrig som nul.",
                "Figures that rest on few answers are uncertain. So the number of answers stands beside them, "
                    + "and what the figure may be. “Clear difference” means that chance does not explain it. "
                    + "Where a figure is missing the field says why; it never counts as zero."
            ),
            "neutral": text(
                "Enhederne vises ens og i den rækkefølge, de er valgt.",
                "The units are shown alike and in the order in which they were chosen."
            ),
        ]
    }

    func title(_ names: [String]) -> String {
        let list: String
        if names.count <= 3 {
            let head = names.dropLast().joined(separator: ", ")
            list = head + text(" og ", " and ") + (names.last ?? "")
        } else {
            list = text("\(names.count) steder", "\(names.count) places")
        }
        return text("Sammenligning af \(list)", "Comparison of \(list)")
    }

    func data(published: String, generation: Int64, method: String) -> String {
        let day = day(String(published.prefix(10)))
        return text(
            "Data fra \(day), udgave \(generation). Metode \(method).",
            "Data of \(day), edition \(generation). Method \(method)."
        )
    }

    func municipality(_ name: String) -> String {
        text("\(name) Kommune", "\(name) municipality")
    }

    func distance(_ metres: Double, toOffice: Bool) -> String {
        let tenths = Int((metres / 100).rounded())
        let separator = language == .english ? "." : ","
        let kilometres = "\(tenths / 10)\(separator)\(tenths % 10) km"
        return toOffice
            ? text(
                "\(kilometres) til kontoret; hjælpen kommer hjem til dig",
                "\(kilometres) to the office; the help comes to you"
            )
            : text("\(kilometres) væk i lige linje", "\(kilometres) away in a straight line")
    }

    func decision(_ decision: JSONValue) -> String {
        let kind = decision["kind"]?.string.flatMap(Decision.Kind.init(rawValue:))
        let label = kind?.label.text(in: language) ?? decision["label"]?.string ?? ""
        var parts = [label]
        if let day = decision["periodFrom"]?.string ?? decision["decidedAt"]?.string {
            parts.append(text("fra \(self.day(day))", "from \(self.day(day))"))
        }
        if let day = decision["periodTo"]?.string {
            parts.append(text("til \(self.day(day))", "to \(self.day(day))"))
        }
        if let day = decision["deadline"]?.string {
            parts.append(text("frist \(self.day(day))", "deadline \(self.day(day))"))
        }
        return text("I kraft i dag: ", "In force today: ") + parts.joined(separator: ", ")
    }

    func heldAgainst(_ name: String) -> String {
        text(
            "De andre er holdt op mod \(name), som har flest svar bag tallet.",
            "The others are held against \(name), which has the most answers behind its figure."
        )
    }

    /// What stands below a cell's value: how sure it is, whom it is about, from when and whom.
    func notes(_ cell: JSONValue) -> [String] {
        var notes: [String] = []
        if let level = cell["levelLabel"]?.string { notes.append(level) }
        if let note = cell["note"]?.string { notes.append(note) }
        if cell["value"] != nil, let n = cell["n"]?.integer {
            notes.append(text("Bygger på \(grouped(n))", "Rests on \(grouped(n))"))
        }
        if let range = cell["intervalDisplay"]?.string {
            notes.append(text("Kan være \(range)", "May be \(range)"))
        }
        if let difference = cell["difference"]?["display"]?.string { notes.append(difference) }
        if cell["inheritedFrom"] != nil {
            notes.append(
                text("Fra den tidligere enhed på stedet", "From the former unit at the place")
            )
        }
        if let origin = origin(of: cell) { notes.append(origin) }
        return notes
    }

    /// From whom and when: the period that a figure is of, or the day that a fact was published.
    private func origin(of cell: JSONValue) -> String? {
        let source = cell["source"]?.string.map(name(ofSource:))
        let published = cell["publishedAt"]?.string.map { day(String($0.prefix(10))) }
        let period = cell["period"]?.string.map { day($0) }
        let parts = [source, period ?? published].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Who a source is, for people who do not know its initials.
    private func name(ofSource source: String) -> String {
        switch source.lowercased() {
        case "unit": text("Oplyst af stedet", "Stated by the place")
        case "municipality": text("Oplyst af kommunen", "Stated by the municipality")
        case "sds": text("Sundhedsdatastyrelsen", "Danish Health Data Authority")
        case "aeldretilsynet", "ældretilsynet": "Ældretilsynet"
        case "sor": text("Sundhedsvæsenets Organisationsregister", "Health service register (SOR)")
        case "cvr": text("Virksomhedsregistret (CVR)", "Business register (CVR)")
        case "dar": text("Adresseregistret (DAR)", "Address register (DAR)")
        default: source
        }
    }

    /// A day as people write it; other periods, as a year, as they are.
    private func day(_ text: String) -> String {
        guard let date = LocalDate(text) else { return text }
        return date.label.text(in: language)
    }

    /// How it is elsewhere.
    func beside(_ row: JSONValue) -> [String] {
        var lines: [String] = []
        for value in row["reference"]?.array ?? [] {
            let label = value["label"]?.string ?? ""
            var line = "\(label): \(value["display"]?.string ?? "")"
            if let units = value["units"]?.integer {
                line += text(" (\(grouped(units)) steder)", " (\(grouped(units)) places)")
            }
            lines.append(line)
        }
        for peer in row["peers"]?.array ?? []
        where ["national", "kind"].contains(peer["group"]?.string) {
            let label = peer["label"]?.string ?? ""
            let count = peer["count"]?.integer ?? 0
            lines.append(
                text(
                    "\(label), midterste sted: \(peer["display"]?.string ?? "") (\(grouped(count)) steder)",
                    "\(label), middle place: \(peer["display"]?.string ?? "") (\(grouped(count)) places)"
                )
            )
        }
        return lines
    }

    /// The visit behind passages, or why there are none.
    func visit(_ unit: JSONValue) -> String {
        switch unit["status"]?.string {
        case "notYetInspected": return text("Endnu ikke inspiceret", "Not yet inspected")
        case "noText":
            return text("Tilsynet skrev intet om dette tema", "Nothing was written on this theme")
        default:
            let parts = [
                unit["kindLabel"]?.string, unit["inspectedAt"]?.string.map { day($0) },
                unit["authority"]?.string,
                unit["assessment"]?["label"]?.string,
            ]
            return parts.compactMap { $0 }.joined(separator: ", ")
        }
    }

    private func grouped(_ number: Int64) -> String {
        var digits = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) {
                digits.append(language == .english ? "," : ".")
            }
            digits.append(digit)
        }
        return String(digits.reversed())
    }
}
