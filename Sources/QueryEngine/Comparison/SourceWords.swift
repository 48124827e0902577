import CareUnits

/// Who the sources of figures are, for people who do not know their initials.
enum SourceWords {
    static func label(of source: String) -> Label {
        labels[source] ?? labels[source.lowercased()] ?? Label(source)
    }

    private static let labels: [String: Label] = [
        "unit": Label(danish: "Oplyst af stedet", english: "Stated by the place"),
        "municipality": Label(danish: "Oplyst af kommunen", english: "Stated by the municipality"),
        "sds": Label(danish: "Sundhedsdatastyrelsen", english: "Danish Health Data Authority"),
        "aeldretilsynet": Label("Ældretilsynet"),
        "Ældretilsynet": Label("Ældretilsynet"),
        "sor": Label(
            danish: "Sundhedsvæsenets Organisationsregister (SOR)",
            english: "Health service register (SOR)"
        ),
        "cvr": Label(danish: "Virksomhedsregistret (CVR)", english: "Business register (CVR)"),
        "dar": Label(danish: "Adresseregistret (DAR)", english: "Address register (DAR)"),
    ]
}
