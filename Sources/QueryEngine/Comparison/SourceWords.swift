import CareUnits

/// Who the sources of figures are, for people who do not know their initials.
enum SourceWords {
    static func label(of source: String) -> Label {
        labels[source] ?? labels[source.lowercased()] ?? Label(source)
    }

    private static let labels: [String: Label] = [
        "unit": Label(danish: "stedet selv", english: "the place itself"),
        "municipality": Label(danish: "kommunen", english: "the municipality"),
        "sds": Label(danish: "Sundhedsdatastyrelsen", english: "Danish Health Data Authority"),
        "aeldretilsynet": Label("Ældretilsynet"),
        "Ældretilsynet": Label("Ældretilsynet"),
        "sor": Label(danish: "SOR-registret", english: "health service register (SOR)"),
        "cvr": Label(danish: "CVR-registret", english: "business register (CVR)"),
        "dar": Label(danish: "adresseregistret DAR", english: "address register (DAR)"),
    ]
}
