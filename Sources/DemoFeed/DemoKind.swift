/// The kinds of ældreloven § 27, subsection 2, as the feed spells them.
enum DemoKind: String, CaseIterable, Sendable {
    case nursingHome, publicCareHousing, elderlyDisabledCareHousing, freeCareHousing, otherHousing
    case homeCareSupplier

    /// Numbers 1 to 5: places to live.
    static let homes = allCases.filter { $0 != .homeCareSupplier }

    /// The common noun for a unit of the kind.
    var noun: TextSubject.Noun { Self.nouns[self.index] }

    private var index: Int {
        switch self {
        case .nursingHome: 0
        case .publicCareHousing: 1
        case .elderlyDisabledCareHousing: 2
        case .freeCareHousing: 3
        case .otherHousing: 4
        case .homeCareSupplier: 5
        }
    }

    private static let nouns = [
        "plejehjemmet", "plejecentret", "ældrecentret", "friplejehjemmet", "døgncentret",
        "hjemmeplejen",
    ].map(TextSubject.Noun.init)
}

/// Who owns a unit, as the feed spells it.
enum DemoOwnership: String, CaseIterable, Sendable {
    case municipal, selfOwned, `private`, freeCare, localCareCompany, unknown
}
