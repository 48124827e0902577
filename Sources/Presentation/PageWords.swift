import CareUnits

/// What the page says in its own words, in either language: short sentences, no terms of statistics.
struct PageWords {
    let language: Language

    func callAsFunction(_ danish: String, _ english: String) -> String {
        language == .english ? english : danish
    }

    // MARK: - Numbers and dates

    /// A count with its thousands grouped.
    func count(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += self(".", ",") }
            text.append(digit)
        }
        return (number < 0 ? "−" : "") + text
    }

    /// A number with at most two decimals.
    func number(_ number: Double) -> String {
        guard abs(number) < 1e13 else { return number.description }
        let hundredths = Int64((abs(number) * 100).rounded())
        let rest = Int(hundredths % 100)
        var text = (number < 0 && hundredths > 0 ? "−" : "") + count(hundredths / 100)
        if rest > 0 {
            text +=
                self(",", ".")
                + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
        }
        return text
    }

    /// A distance over ground.
    func distance(_ metres: Double) -> String {
        if metres < 1000 { return "\(count(Int(metres.rounded()))) m" }
        return "\(number((metres / 100).rounded() / 10)) km"
    }

    /// A date or a point in time as a day with its month in letters; other text as it is.
    func day(_ text: String) -> String {
        guard let date = LocalDate(text) ?? Instant(text)?.dateInDenmark else { return text }
        let (year, month, day) = date.components
        // The day and the month stay on one line.
        return self("\(day).\u{A0}", "\(day)\u{A0}") + "\(months[month - 1]) \(year)"
    }

    private var months: [String] {
        language == .english
            ? [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
            : [
                "januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
                "september", "oktober", "november", "december",
            ]
    }

    /// A period in words: a year, a quarter, a month, a day or two days with a slash between.
    func period(_ text: String) -> String {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 2, LocalDate(ends[0]) != nil, LocalDate(ends[1]) != nil {
            return self(
                "\(day(ends[0])) til \(day(ends[1]))",
                "\(day(ends[0])) to \(day(ends[1]))"
            )
        }
        let parts = text.split(separator: "-").map(String.init)
        guard parts.count == 2, parts[0].count == 4, Int(parts[0]) != nil else { return day(text) }
        if parts[1].count == 2, let month = Int(parts[1]), (1...12).contains(month) {
            return "\(months[month - 1]) \(parts[0])"
        }
        let number = parts[1].dropFirst()
        switch parts[1].first {
        case "Q": return self("\(number). kvartal \(parts[0])", "quarter \(number) of \(parts[0])")
        case "H": return self("\(number). halvår \(parts[0])", "half \(number) of \(parts[0])")
        default: return text
        }
    }

    /// A span such as "68–91 %" in words that can be read aloud: "mellem 68 og 91 %".
    func between(_ span: String) -> String {
        let ends = span.split(separator: "–", omittingEmptySubsequences: false)
        guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else { return span }
        let low = ends[0].trimmed
        let high = unbroken(ends[1].trimmed)
        return self("mellem \(low) og \(high)", "between \(low) and \(high)")
    }

    /// The text with a percent sign kept on the line of its number.
    func unbroken(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }

    // MARK: - Verdicts

    /// A sign of its own shape for each verdict; the words always stand beside it.
    func symbol(_ verdict: String) -> String {
        switch verdict {
        case "clearlyDifferent": "≠"
        case "possiblyDifferent": "?"
        case "noDemonstrableDifference": "≈"
        case "identical": "="
        default: "–"
        }
    }

    func verdict(_ verdict: String) -> String {
        switch verdict {
        case "clearlyDifferent": self("Klar forskel", "Clear difference")
        case "possiblyDifferent": self("Måske forskel", "Possible difference")
        case "noDemonstrableDifference": self("Ingen sikker forskel", "No certain difference")
        case "identical": self("Ens", "The same")
        default: self("Kan ikke sammenlignes", "Cannot be compared")
        }
    }

    /// What a verdict means, once, above the table.
    func meaning(_ verdict: String) -> String {
        switch verdict {
        case "clearlyDifferent":
            self(
                "Enhederne er forskellige. Bygger tallene på svar, er forskellen større, end tilfældigheder kan forklare.",
                "The units differ. Where figures rest on answers, the difference is larger than chance can explain."
            )
        case "possiblyDifferent":
            self(
                "Noget tyder på en forskel, men den kan også skyldes tilfældigheder.",
                "Something points to a difference, but it may also be due to chance."
            )
        case "noDemonstrableDifference":
            self(
                "Tallene kan se forskellige ud, men forskellen kan skyldes tilfældigheder.",
                "The figures may look different, but the difference may be due to chance."
            )
        case "identical":
            self("Enhederne har oplyst det samme.", "The units have stated the same.")
        default:
            self(
                "Oplysningerne kan ikke holdes op mod hinanden. Grunden står ved rækken.",
                "The information cannot be held side by side. The reason stands in the row."
            )
        }
    }

    /// Why a row cannot be compared.
    func reason(_ reason: String) -> String {
        switch reason {
        case "period":
            self("Tallene er fra forskellige perioder.", "The figures are of different periods.")
        case "method":
            self(
                "Tallene er gjort op på forskellige måder.",
                "The figures were made in different ways."
            )
        case "population":
            self(
                "Tallene handler om forskellige grupper.",
                "The figures are about different groups."
            )
        case "level":
            self(
                "Nogle tal gælder enheden, andre hele kommunen.",
                "Some figures are the unit's, others the whole municipality's."
            )
        case "kinds":
            self(
                "Oplysningen gælder ikke for alle typer af enheder.",
                "The information does not apply to all kinds of units."
            )
        case "missing":
            self("Der mangler tal at sammenligne med.", "There are too few figures to compare.")
        case "spread":
            self(
                "Det er ikke oplyst, hvor sikre tallene er.",
                "It is not known how certain the figures are."
            )
        default: self("Grunden er ikke oplyst.", "The reason is not stated.")
        }
    }
}

extension Substring {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
