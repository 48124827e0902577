/// A part of the country that people speak of and no authority is named after.
///
/// Each as the municipalities that lie in it wholly or for the most part; the borders are those of
/// common usage, not of law.
public struct Landscape: Hashable, Sendable {
    /// The common name, as "Fyn".
    public let name: String
    /// Four-digit codes of its municipalities.
    public let municipalityCodes: [String]

    /// The landscapes that searches understand.
    public static let all: [Landscape] = [
        Landscape(
            name: "Fyn",
            municipalityCodes: [
                "0410", "0420", "0430", "0440", "0450", "0461", "0479", "0480", "0482", "0492",
            ]
        ),
        Landscape(name: "Amager", municipalityCodes: ["0155", "0185"]),
        Landscape(name: "Lolland-Falster", municipalityCodes: ["0360", "0376"]),
        Landscape(name: "Falster", municipalityCodes: ["0376"]),
        Landscape(name: "Sydsjælland", municipalityCodes: ["0320", "0370", "0390"]),
        Landscape(name: "Vestsjælland", municipalityCodes: ["0326", "0329", "0330", "0340"]),
        Landscape(
            name: "Nordsjælland",
            municipalityCodes: [
                "0190", "0201", "0210", "0217", "0219", "0223", "0230", "0240", "0250", "0260",
                "0270",
            ]
        ),
        Landscape(name: "Sønderjylland", municipalityCodes: ["0510", "0540", "0550", "0580"]),
        Landscape(name: "Als", municipalityCodes: ["0540"]),
        Landscape(
            name: "Sydvestjylland",
            municipalityCodes: ["0530", "0561", "0563", "0573", "0575"]
        ),
        Landscape(
            name: "Vestjylland",
            municipalityCodes: ["0657", "0661", "0665", "0671", "0756", "0760"]
        ),
        Landscape(name: "Djursland", municipalityCodes: ["0706", "0707"]),
        Landscape(name: "Vendsyssel", municipalityCodes: ["0810", "0813", "0849", "0860"]),
        Landscape(name: "Himmerland", municipalityCodes: ["0820", "0840", "0846", "0851"]),
        Landscape(name: "Thy", municipalityCodes: ["0787"]),
        Landscape(
            name: "Vestegnen",
            municipalityCodes: [
                "0151", "0153", "0161", "0163", "0165", "0167", "0169", "0175", "0183", "0187",
            ]
        ),
    ]
}
