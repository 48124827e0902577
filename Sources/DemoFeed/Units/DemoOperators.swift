import CareUnits

/// Who runs a unit: the municipality or an invented company.
struct DemoOperator: Sendable {
    let name: String
    let cvrNumber: String
    /// The host of web addresses, in a domain that can never exist (RFC 2606).
    let host: String

    /// The municipality as operator, with an invented CVR number.
    static func municipality(_ municipality: Municipality) -> DemoOperator {
        municipalities[municipality.code] ?? companies[0]
    }

    private static let municipalities: [String: DemoOperator] = {
        let operators = Municipality.all.enumerated().map { index, municipality in
            let name =
                switch municipality.code {
                case "0101": "Københavns Kommune"
                case "0400": "Bornholms Regionskommune"
                default: "\(municipality.name) Kommune"
                }
            return (
                municipality.code,
                DemoOperator(
                    name: name,
                    cvrNumber: Identifiers.cvrNumber(index + 100),
                    host: "kommune\(municipality.code).example"
                )
            )
        }
        return Dictionary(uniqueKeysWithValues: operators)
    }()

    static let selfOwned = company(
        [
            "Fonden Lyngtoftens Hjem", "Egelundfonden (fiktiv)", "Stiftelsen Åkandehjemmet",
            "Den selvejende institution Mariehøns", "Diakonhjemmet Morgengry",
            "Fællesfonden Omsorg & Hjem", "Andelsselskabet Langbordet", "Foreningen Ly for Livet",
        ],
        from: 0
    )

    static let companies = company(
        [
            "Hjertevarm Pleje ApS", "Nordlys Omsorg A/S", "Kløverblad Hjemmepleje ApS",
            "Tid til Omsorg ApS", "Solsikkens Service A/S", "Ravnsø Care ApS", "Blåhat Pleje ApS",
            "Æblegrenens Hjemmehjælp ApS", "Havbrisen Omsorg A/S", "Fyrtårnets Helhedspleje ApS",
            "Plejekompasset ApS", "Morgendug Hjemmepleje ApS", "Granholt & Døtre Omsorg I/S",
            "Trygge Trin ApS", "Hyldeblomst Care A/S", "Lærkesang Omsorg ApS", "To Hænder Mere ApS",
        ],
        from: 20
    )

    private static func company(_ names: [String], from start: Int) -> [DemoOperator] {
        names.enumerated().map { index, name in
            DemoOperator(
                name: name,
                cvrNumber: Identifiers.cvrNumber(start + index),
                host: "firma\(start + index).example"
            )
        }
    }
}
