import CareUnits

/// Why a value is not there, in words for people.
enum StatusWords {
    static func text(_ status: String, _ language: Language) -> String {
        if let known = IndicatorStatus(rawValue: status) { return known.label.text(in: language) }
        let label =
            switch status {
            case "notYetInspected":
                Label(
                    danish: "Endnu ikke besøgt af tilsynet",
                    english: "Not inspected yet"
                )
            case "noText":
                Label(
                    danish: "Tilsynet har ikke skrevet om dette emne",
                    english: "The inspectors wrote nothing on this theme"
                )
            default:
                Label(danish: "Ikke oplyst", english: "Not available")
            }
        return label.text(in: language)
    }
}
