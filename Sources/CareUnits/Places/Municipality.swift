/// One of the 98 Danish municipalities.
public struct Municipality: Hashable, Sendable {
    /// Four digits with leading zeros, as in the civil registration system.
    public let code: String
    /// The common short name, as "Aarhus" or "Høje-Taastrup".
    public let name: String
    /// Other names in use that folding does not give, as "Frb" or "Mors".
    public let aliases: [String]

    let regionUntil2026: String
}

/// A Danish region; which municipality belongs to which depends on the date.
public struct Region: Hashable, Sendable {
    public let code: String
    public let name: String
}
