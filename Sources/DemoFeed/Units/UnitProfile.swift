import CareUnits

/// What the demo knows of one unit: drawn anew from seed and index wherever it is needed.
///
/// Nothing is remembered between units, so that a feed of any size is written in constant memory.
struct UnitProfile: Sendable {
    /// Why the public does not see a unit.
    enum Hidden: Sendable {
        case noAgreement, agreementEnded, agreementLater, mandatoryMissing, notCertified
    }

    let index: Int
    let sorId: String
    let kind: DemoKind
    let ownership: DemoOwnership
    let area: PostalTable.Area
    let town: PostalTable.Town
    let name: String
    let alias: String?
    let runBy: DemoOperator
    let registeredSince: LocalDate
    let hidden: Hidden?
    /// The index of the withdrawn unit whose place this one took over.
    let succeeds: Int?
    /// Homes of a home, staff of a supplier.
    let size: Int

    var subject: TextSubject {
        TextSubject(
            noun: kind.noun,
            isHome: kind != .homeCareSupplier,
            name: name,
            town: town.name,
            municipality: DemoOperator.municipality(area.municipality).name
        )
    }

    /// One in two hundred has not got its SOR id yet.
    static func sorId(_ index: Int) -> String {
        index % 200 == 137 ? "plov-demo\(index)" : Identifiers.sorId(index)
    }

    init(_ index: Int, options: DemoFeed.Options) {
        self.index = index
        sorId = Self.sorId(index)
        let replaces =
            index > 0 && DemoWithdrawal(index - 1, options: options)?.isReregistration == true
        succeeds = replaces ? index - 1 : nil
        // A successor stands where its predecessor stood.
        let placeIndex = replaces ? index - 1 : index
        var place = DemoRandom(seed: options.seed, purpose: Purpose.place, index: placeIndex)
        kind = place.pick(weighted: Self.kinds)
        let table = PostalTable.shared
        let population = table.cumulativeWeights[table.cumulativeWeights.count - 1]
        let point = place.below(population)
        // The first 98 visit every municipality; 37 is coprime to 98.
        area =
            placeIndex < table.areas.count
            ? table.areas[(placeIndex * 37 + 11) % table.areas.count] : table.area(at: point)
        town = place.pick(area.towns)
        let stem = UnitNames.stem(&place)

        var random = DemoRandom(seed: options.seed, purpose: Purpose.profile, index: index)
        ownership = random.pick(weighted: Self.ownerships(of: kind))
        runBy =
            switch ownership {
            case .municipal, .unknown, .localCareCompany:
                DemoOperator.municipality(area.municipality)
            case .selfOwned: random.pick(DemoOperator.selfOwned)
            case .freeCare:
                random.chance(600)
                    ? random.pick(DemoOperator.selfOwned) : random.pick(DemoOperator.companies)
            case .private: random.pick(DemoOperator.companies)
            }
        name = UnitNames.name(
            of: kind,
            ownership: ownership,
            stem: stem,
            town: town.name,
            operatorName: runBy.name,
            &random
        )
        alias =
            random.chance(110)
            ? random.pick(["\(stem) Alderdomshjem", "Gl. \(stem)", UnitNames.stem(&random)]) : nil
        // Most have been there since the register opened.
        let age = random.chance(780) ? random.between(330, 490) : random.between(40, 329)
        registeredSince = options.today.adding(days: -age)
        hidden = random.chance(60) ? Self.reason(for: kind, &random) : nil
        size = kind == .otherHousing ? random.between(6, 36) : random.between(12, 110)
    }

    private static func reason(for kind: DemoKind, _ random: inout DemoRandom) -> Hidden {
        if kind == .freeCareHousing, random.chance(600) { return .notCertified }
        return random.pick([.noAgreement, .agreementEnded, .agreementLater, .mandatoryMissing])
    }

    private static let kinds: [(weight: Int, element: DemoKind)] = [
        (30, .nursingHome), (18, .publicCareHousing), (5, .elderlyDisabledCareHousing),
        (5, .freeCareHousing), (7, .otherHousing), (35, .homeCareSupplier),
    ]

    private static func ownerships(
        of kind: DemoKind
    ) -> [(weight: Int, element: DemoOwnership)] {
        switch kind {
        case .nursingHome:
            [
                (76, .municipal), (14, .selfOwned), (5, .private), (3, .localCareCompany),
                (2, .unknown),
            ]
        case .freeCareHousing: [(86, .freeCare), (8, .private), (6, .selfOwned)]
        case .homeCareSupplier:
            [(54, .municipal), (40, .private), (4, .selfOwned), (2, .unknown)]
        default: [(86, .municipal), (9, .selfOwned), (3, .private), (2, .unknown)]
        }
    }
}

/// The end of a unit in the register.
struct DemoWithdrawal: Sendable {
    let reason: String
    /// The unit after it is the same place under a new registration.
    let isReregistration: Bool
    /// An older state arrives after the end, as at-least-once delivery may bring it.
    let hasLateState: Bool

    /// A home that closes.
    static let closed = DemoWithdrawal(reason: "closed")

    private init(reason: String) {
        self.reason = reason
        isReregistration = false
        hasLateState = false
    }

    /// The withdrawal of a unit, or `nil` for the 98 in 100 that stay.
    init?(_ index: Int, options: DemoFeed.Options) {
        // Even numbers only: a successor is never withdrawn itself.
        guard index.isMultiple(of: 2) else { return nil }
        var random = DemoRandom(seed: options.seed, purpose: Purpose.withdrawal, index: index)
        guard random.chance(40) else { return nil }
        isReregistration = index + 1 < options.units && random.chance(400)
        hasLateState = random.chance(150)
        reason =
            isReregistration
            ? "reregistered" : random.pick(["closed", "merged", "agreementEnded", "error"])
    }
}
