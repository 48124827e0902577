import CSVImport

extension RuleCase {
    static let names: [RuleCase] = [
        .init("collapseSpaces", [.name: "  Eget  Hjem\u{A0}"], [.name: "Eget Hjem"], .repaired),
        .init("collapseSpaces", [.name: "Eget Hjem", .phone: " \t"], [.phone: ""], .repaired),
        .init("collapseSpaces", [.name: "Eget Hjem"], .idle),
        .init("emptyName", [:], .rejected("emptyName")),
        .init("emptyName", [.name: " "], .rejected("emptyName")),
        .init("emptyName", [.name: "A"], .idle),
        .init("closedUnit", [.name: "Levehjemmet Parken - LUKKET!"], .rejected("closed")),
        .init("closedUnit", [.name: "Parken (lukket)"], .rejected("closed")),
        .init("closedUnit", [.name: "Parken, lukket afsnit"], .idle),
        .init("closedUnit", [.name: "Parken *midlertidigt lukket*"], .idle),
        .init(
            "temporarilyClosed",
            [.name: "Bakken Ældrecenter *midlertidigt lukket for udlejning*"],
            [.name: "Bakken Ældrecenter"],
            .warned,
            notice: "Midlertidigt lukket for udlejning."
        ),
        .init(
            "temporarilyClosed",
            [.name: "Bakken (Midlertidigt lukket)"],
            [.name: "Bakken"],
            .warned,
            notice: "Midlertidigt lukket."
        ),
        .init("temporarilyClosed", [.name: "Bakken midlertidigt lukket"], .warned),
        .init("temporarilyClosed", [.name: "Bakken"], .idle),
        .init(
            "legalName",
            [.name: "Den selvejende Institution Friplejehjemmet Alba"],
            .repaired,
            aliases: ["Friplejehjemmet Alba"]
        ),
        .init("legalName", [.name: "S/I Engen"], .repaired, aliases: ["Engen"]),
        .init(
            "legalName",
            [.name: "Engens Kollegium S/I"],
            .repaired,
            aliases: ["Engens Kollegium"]
        ),
        .init("legalName", [.name: "Engens Kollegium"], .idle),
        .init("legalName", [.name: "Den selvejende institution "], .idle),
        .init(
            "descriptorAfterComma",
            [.name: "Lions Parken, demensplejehjem"],
            .repaired,
            aliases: ["Lions Parken"]
        ),
        .init("descriptorAfterComma", [.name: "Lindhøj Plejecenter, afd. Troelskær"], .noted),
        .init("descriptorAfterComma", [.name: "Distrikt 12, 13 og 14 Hybyhus pleje"], .noted),
        .init("descriptorAfterComma", [.name: "Lions Parken"], .idle),
        .init("operatorInName", [.name: "Bøgeskovhus, Forenede Care"], .warned),
        .init("operatorInName", [.name: "OK-Fonden Egå"], .warned),
        .init("operatorInName", [.name: "Den OK-Fondenske"], .idle),
        .init("operatorInName", [.name: "OK-Fonden Egå", .operatorName: "OK-Fonden"], .idle),
        .init("allCapsName", [.name: "ØSTERBO"], .warned),
        .init("allCapsName", [.name: "OK Vest"], .idle),
        .init("allCapsName", [.name: "OK"], .idle),
    ]

    static let addresses: [RuleCase] = [
        .init(
            "municipalityGenitive",
            [.municipality: "Bornholms"],
            [.municipality: "0400"],
            .repaired
        ),
        .init(
            "municipalityGenitive",
            [.municipality: "Bornholms Regionskommune"],
            [.municipality: "0400"],
            .repaired
        ),
        .init(
            "municipalityGenitive",
            [.municipality: "Københavns Kommune"],
            [.municipality: "0101"],
            .repaired
        ),
        .init("municipalityGenitive", [.municipality: "Århus"], [.municipality: "0751"], .repaired),
        .init("municipalityGenitive", [.municipality: "Assens"], .idle),
        .init("municipalityGenitive", [.municipality: "0751"], .idle),
        .init("municipalityGenitive", [.municipality: "Atlantis"], .idle),
        .init("unknownMunicipality", [.municipality: "Atlantis"], .rejected("unknownMunicipality")),
        .init("unknownMunicipality", [.municipality: "0411"], .rejected("unknownMunicipality")),
        .init("unknownMunicipality", [:], .rejected("missingMunicipality")),
        .init("unknownMunicipality", [.municipality: "Bornholms"], .idle),
        .init(
            "postcodeWithTown",
            [.postcode: "6740 Bramming"],
            [.postcode: "6740", .postalTown: "Bramming"],
            .repaired
        ),
        .init(
            "postcodeWithTown",
            [.postcode: "8200 Aarhus N", .postalTown: "Aarhus N"],
            [.postcode: "8200"],
            .repaired
        ),
        .init(
            "postcodeWithTown",
            [.postcode: "4250 Fuglebjerg", .postalTown: "Næstved"],
            [.postcode: "4250"],
            .repairedAndWarned
        ),
        .init("postcodeWithTown", [.postcode: "DK-4250"], [.postcode: "4250"], .repaired),
        .init("postcodeWithTown", [.postcode: "4250"], .idle),
        .init("postcodeWithTown", [.postcode: "Bramming"], .idle),
        .init("invalidPostcode", [.postcode: "Bramming"], [.postcode: ""], .warned),
        .init("invalidPostcode", [.postcode: "674"], [.postcode: ""], .warned),
        .init("invalidPostcode", [.postcode: "6740"], .idle),
        .init(
            "doubledHouseNumber",
            [.street: "Erritsø Bygade A", .houseNumber: "85A"],
            [.street: "Erritsø Bygade"],
            .repaired
        ),
        .init(
            "doubledHouseNumber",
            [.street: "Skovvangsvej 99A", .houseNumber: "99A"],
            [.street: "Skovvangsvej"],
            .repaired
        ),
        .init("doubledHouseNumber", [.street: "Skelvej A 4A"], [.street: "Skelvej 4A"], .repaired),
        .init(
            "doubledHouseNumber",
            [.street: "Skovvangsvej 99A 99A"],
            [.street: "Skovvangsvej 99A"],
            .repaired
        ),
        .init("doubledHouseNumber", [.street: "Bakken 1 1"], [.street: "Bakken 1"], .repaired),
        .init(
            "doubledHouseNumber",
            [.street: "Torvet 124, indgang B 124"],
            [.street: "Torvet 124, indgang B"],
            .repaired
        ),
        .init("doubledHouseNumber", [.street: "Vej B 4A"], .idle),
        .init("doubledHouseNumber", [.street: "Skelvej 4A"], .idle),
        .init("doubledHouseNumber", [.street: "Skelvej", .houseNumber: "4A"], .idle),
        town("Solhaven , Filskov 1", "Solhaven 1", "Filskov"),
        town("Lindvedvej , Øster Snede 16", "Lindvedvej 16", "Øster Snede"),
        town("Bytoften -, Hjerting 67", "Bytoften 67", "Hjerting"),
        town("Søndergade 20, Jebjerg", "Søndergade 20", "Jebjerg"),
        town("Hesselvej 5 , Hvalpsund", "Hesselvej 5", "Hvalpsund"),
        town("Hjarupvej 10 Vonsild", "Hjarupvej 10", "Vonsild"),
        .init(
            "townInStreet",
            [.street: "Nybøllevej, Ledøje", .houseNumber: "11A"],
            [.street: "Nybøllevej", .supplementaryTown: "Ledøje"],
            .repaired
        ),
        .init("townInStreet", [.street: "Ankersgade 19, 23, 25 og 27"], .idle),
        .init("townInStreet", [.street: "Torvet 124, indgang B"], .idle),
        .init("townInStreet", [.street: "Søndersøvej 41 E st."], .idle),
        .init("townInStreet", [.street: "Ellevej 38 - 49"], .idle),
        split("Poppelvænget 4", "Poppelvænget", "4", .repaired),
        split("Sydtoften 100 A", "Sydtoften", "100A", .repaired),
        split("Lykkevalg 5b", "Lykkevalg", "5B", .repaired),
        split("Ellevej 38 - 49", "Ellevej", "38-49", .repaired),
        split("Amerikavej 19-21B", "Amerikavej", "19-21B", .repaired),
        split("Christian 4. Vej 5", "Christian 4. Vej", "5", .repaired),
        split("10. Februar Vej 3", "10. Februar Vej", "3", .repaired),
        split("Ankersgade 19, 23, 25 og 27", "Ankersgade", "19", .repairedAndWarned),
        split("Holmegårdsvej 45 og 45a+b", "Holmegårdsvej", "45", .repairedAndWarned),
        split("Alléen 4 og 6", "Alléen", "4", .repairedAndWarned),
        split("Sankt Lukas Vej 9A+9B", "Sankt Lukas Vej", "9A", .repairedAndWarned),
        split("Vejlbygade 7A, 9 + 9A", "Vejlbygade", "7A", .repairedAndWarned),
        split("Søndersøvej 41 E st.", "Søndersøvej", "41E", .repairedAndWarned),
        split("Torvet 124, indgang B", "Torvet", "124", .repairedAndWarned),
        split("Vej 12345", "Vej", "", .repairedAndWarned),
        .init("splitStreetAndNumber", [.street: "Solstien"], .idle),
        .init("splitStreetAndNumber", [.street: "Solstien", .houseNumber: "4"], .idle),
        .init(
            "splitStreetAndNumber",
            [.street: "Alléen", .houseNumber: "4 og 6"],
            [.houseNumber: "4"],
            .repairedAndWarned
        ),
        .init(
            "splitStreetAndNumber",
            [.street: "Alléen", .houseNumber: "nord"],
            [.houseNumber: ""],
            .warned
        ),
        .init("missingHouseNumber", [.street: "Solstien"], .warned),
        .init("missingHouseNumber", [:], .warned),
        .init("missingHouseNumber", [.street: "Solstien", .houseNumber: "1"], .idle),
        .init("alleSpelling", [.street: "Birke Alle"], .noted),
        .init("alleSpelling", [.street: "Solgave Allè"], .noted),
        .init("alleSpelling", [.street: "Birke Allé"], .idle),
        point("55.5", "10.5", .idle),
        point("55,5", "10,5", .idle),
        point("10.5", "55.5", .rejected("coordinatesOutsideDenmark")),
        point("0", "0", .rejected("coordinatesOutsideDenmark")),
        point("955.5", "10.5", .rejected("coordinatesOutsideDenmark")),
        .init(
            "coordinatesOutsideDenmark",
            [.latitude: "nan", .longitude: "10.5"],
            [.latitude: "", .longitude: ""],
            .warned
        ),
        .init("coordinatesOutsideDenmark", [.latitude: "55.5"], [.latitude: ""], .warned),
        .init("coordinatesOutsideDenmark", [:], .idle),
    ]

    private static func town(_ before: String, _ street: String, _ town: String) -> RuleCase {
        RuleCase(
            "townInStreet",
            [.street: before],
            [.street: street, .supplementaryTown: town],
            .repaired
        )
    }

    private static func split(
        _ before: String,
        _ street: String,
        _ number: String,
        _ outcome: Outcome
    ) -> RuleCase {
        RuleCase(
            "splitStreetAndNumber",
            [.street: before],
            [.street: street, .houseNumber: number],
            outcome
        )
    }

    private static func point(
        _ latitude: String,
        _ longitude: String,
        _ outcome: Outcome
    ) -> RuleCase {
        RuleCase(
            "coordinatesOutsideDenmark",
            [.latitude: latitude, .longitude: longitude],
            outcome
        )
    }

    static let contacts: [RuleCase] = [
        .init(
            "placeholderContact",
            [.phone: "Besøg hjemmeside", .email: "besøg hjemmeside", .website: "www.example.dk"],
            [.phone: "", .email: ""],
            .repaired
        ),
        .init("placeholderContact", [.phone: "12345678"], .idle),
        .init("twoPhoneNumbers", [.phone: "12345678 / 87654321"], [.phone: "12345678"], .warned),
        .init(
            "twoPhoneNumbers",
            [.phone: "12 34 56 78 og 87654321"],
            [.phone: "12 34 56 78"],
            .warned
        ),
        .init("twoPhoneNumbers", [.phone: "1234567887654321"], [.phone: "12345678"], .warned),
        .init("twoPhoneNumbers", [.phone: "12345678 87654321"], [.phone: "12345678"], .warned),
        .init("twoPhoneNumbers", [.phone: "+45 12 34 56 78"], .idle),
        .init("twoPhoneNumbers", [.phone: "12345678, lokal 3"], .idle),
        .init("brokenWebAddress", [.website: "https:///sitecore/content"], [.website: ""], .warned),
        .init("brokenWebAddress", [.website: "http://"], [.website: ""], .warned),
        .init("brokenWebAddress", [.website: "ingen"], [.website: ""], .warned),
        .init("brokenWebAddress", [.website: "https://www.example.dk/hjem?a=b"], .idle),
        .init("brokenWebAddress", [.website: "www.example.dk"], .idle),
        .init("personalMailbox", [.email: "hanne.hansen@example.dk"], .warned),
        .init("personalMailbox", [.email: "hh12@example.dk"], .warned),
        .init("personalMailbox", [.email: "info@example.dk"], .idle),
        .init("personalMailbox", [.email: "plejehjemmet.engen@example.dk"], .idle),
        .init("personalMailbox", [:], .idle),
    ]

    static let rows: [RuleCase] = [
        .init("inactiveRow", [.inactive: "yes"], .rejected("inactive")),
        .init("inactiveRow", [.inactive: "no"], .idle),
        .init("inactiveRow", [:], .idle),
        .init("zeroHomes", [:], .warned, homes: ("0", nil)),
        .init("zeroHomes", [:], .idle, homes: ("1", "1")),
        .init("zeroHomes", [:], .idle),
        .init("missingHomes", [:], .warned),
        .init("missingHomes", [:], .idle, homes: ("12", "12")),
    ]
}

extension RuleCase {
    fileprivate init(
        _ rule: String,
        _ before: [TargetField: String],
        _ outcome: Outcome,
        aliases: [String] = [],
        homes: (before: String?, after: String?) = (nil, nil)
    ) {
        self.init(rule, before, [:], outcome, aliases: aliases, homes: homes)
    }
}
