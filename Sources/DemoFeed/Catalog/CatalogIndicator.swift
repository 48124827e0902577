/// One indicator of the demo's catalog; invented, with scales as real ones have.
struct CatalogIndicator: Sendable {
    enum Measure: String, Sendable {
        case share, mean, rate, number
    }

    enum Level: String, CaseIterable, Sendable {
        case unit, municipality, region, national
    }

    let code: String
    let labelDa: String
    let labelEn: String
    let descriptionDa: String
    let unit: String
    let measure: Measure
    let direction: CatalogField.Direction
    let decimals: Int
    let appliesTo: [DemoKind]
    let minimumN: Int
    let levels: [Level]
    let method: String
    /// The middle of the values, in units of the last decimal.
    let middle: Int
    /// How far unit values stray from the middle, in units of the last decimal.
    let spread: Int

    /// Whether the survey asks about the residents there now: then few are left out of it.
    var isAboutTheseResidents: Bool { code == "satisfactionShare" }

    /// A purpose of its own for draws, so that indicators do not move together.
    var purpose: UInt64 {
        code.utf8.reduce(Purpose.indicators) { $0 &* 31 &+ UInt64($1) }
    }

    static let all: [CatalogIndicator] = [
        CatalogIndicator(
            code: "satisfactionShare",
            labelDa: "Tilfredse borgere",
            labelEn: "Satisfied citizens",
            descriptionDa: "Andel, som er tilfredse eller meget tilfredse. Fiktive tal.",
            unit: "andel",
            measure: .share,
            direction: .higherBetter,
            decimals: 2,
            appliesTo: DemoKind.allCases,
            minimumN: 10,
            levels: Level.allCases,
            method: "wilson-95",
            middle: 82,
            spread: 14
        ),
        CatalogIndicator(
            code: "satisfactionMean",
            labelDa: "Samlet tilfredshed",
            labelEn: "Overall satisfaction",
            descriptionDa: "Gennemsnit på en skala fra 1 til 5. Fiktive tal.",
            unit: "point",
            measure: .mean,
            direction: .higherBetter,
            decimals: 1,
            appliesTo: DemoKind.allCases,
            minimumN: 10,
            levels: Level.allCases,
            method: "t-95",
            middle: 40,
            spread: 7
        ),
        CatalogIndicator(
            code: "fallsRate",
            labelDa: "Fald",
            labelEn: "Falls",
            descriptionDa: "Fald pr. 1.000 beboerdage. Fiktive tal.",
            unit: "pr. 1.000 beboerdage",
            measure: .rate,
            direction: .lowerBetter,
            decimals: 1,
            appliesTo: DemoKind.homes,
            minimumN: 1000,
            levels: [.unit, .national],
            method: "poisson-95",
            middle: 62,
            spread: 30
        ),
        CatalogIndicator(
            code: "preventableHospitalStays",
            labelDa: "Forebyggelige sygehusophold",
            labelEn: "Preventable hospital stays",
            descriptionDa: "Ophold pr. 1.000 modtagere af personlig pleje. Fiktive tal.",
            unit: "pr. 1.000 borgere",
            measure: .rate,
            direction: .lowerBetter,
            decimals: 1,
            appliesTo: DemoKind.allCases,
            minimumN: 100,
            levels: [.municipality, .region, .national],
            method: "poisson-95",
            middle: 540,
            spread: 130
        ),
        CatalogIndicator(
            code: "staffTurnover",
            labelDa: "Personaleomsætning",
            labelEn: "Staff turnover",
            descriptionDa: "Fratrådte i løbet af året i procent af ansatte. Fiktive tal.",
            unit: "%",
            measure: .number,
            direction: .lowerBetter,
            decimals: 1,
            appliesTo: DemoKind.allCases,
            minimumN: 5,
            levels: [.unit, .national],
            method: "count",
            middle: 210,
            spread: 120
        ),
        CatalogIndicator(
            code: "helperCount",
            labelDa: "Forskellige hjælpere",
            labelEn: "Different helpers",
            descriptionDa: "Forskellige hjælpere hos en borger på 28 dage. Fiktive tal.",
            unit: "hjælpere",
            measure: .mean,
            direction: .lowerBetter,
            decimals: 1,
            appliesTo: [.homeCareSupplier],
            minimumN: 5,
            levels: [.unit, .municipality],
            method: "t-95",
            middle: 93,
            spread: 40
        ),
    ]
}
