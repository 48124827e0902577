extension CatalogField {
    /// Every field of the demo.
    ///
    /// The regulation's own annex is not known to us: provisional throughout.
    static let all = economy + housing + everyday + care + supply + texts

    private static let economy: [CatalogField] = [
        CatalogField(
            "homeCount",
            .int,
            "Antal boliger",
            "Number of homes",
            group: "housing",
            "Antal boliger i alt.",
            unit: "boliger",
            isMandatory: true
        ),
        CatalogField(
            "coupleHomeCount",
            .int,
            "Boliger egnet for par",
            "Homes suited to couples",
            group: "housing",
            "Antal boliger, som to personer kan bo i.",
            unit: "boliger"
        ),
        CatalogField(
            "monthlyRentMin",
            .money,
            "Husleje fra",
            "Rent from",
            group: "economy",
            "Den laveste husleje pr. måned uden el og varme.",
            unit: "kr./md.",
            direction: .lowerBetter
        ),
        CatalogField(
            "monthlyRentMax",
            .money,
            "Husleje til",
            "Rent up to",
            group: "economy",
            "Den højeste husleje pr. måned uden el og varme.",
            unit: "kr./md.",
            direction: .lowerBetter
        ),
        CatalogField(
            "depositMin",
            .money,
            "Indskud fra",
            "Deposit from",
            group: "economy",
            "Det laveste indskud.",
            unit: "kr.",
            direction: .lowerBetter
        ),
        CatalogField(
            "depositMax",
            .money,
            "Indskud til",
            "Deposit up to",
            group: "economy",
            "Det højeste indskud.",
            unit: "kr.",
            direction: .lowerBetter
        ),
    ]

    private static let housing: [CatalogField] = [
        CatalogField(
            "homeAreaM2",
            .int,
            "Boligstørrelse",
            "Size of home",
            group: "housing",
            "Den typiske boligs areal.",
            unit: "m²",
            direction: .higherBetter
        ),
        CatalogField(
            "roomsPerHome",
            .int,
            "Antal værelser",
            "Rooms per home",
            group: "housing",
            "Værelser i den typiske bolig.",
            unit: "værelser"
        ),
        tick("hasKitchenette", "Tekøkken", "Kitchenette", "Boligen har tekøkken."),
        tick("hasPrivateBathroom", "Eget badeværelse", "Private bathroom", "Boligen har eget bad."),
        tick("hasBalcony", "Altan eller terrasse", "Balcony", "Boligen har altan eller terrasse."),
        tick("hasInternet", "Internet", "Internet", "Internet kan bruges i boligen."),
        tick("hasTvPackage", "TV-pakke", "TV package", "Der er tv-pakke i boligen."),
        tick(
            "hasTrainingFacilities",
            "Træningsfaciliteter",
            "Training facilities",
            "Enheden har redskaber eller lokale til træning."
        ),
        CatalogField(
            "dementiaLabel",
            .enum,
            "Demensmærkning",
            "Dementia label",
            group: "housing",
            "De fysiske rammers egnethed for mennesker med demens; siger intet om plejen.",
            values: [
                Value("full", "Mærket på alle punkter", "Labelled on every point"),
                Value("partial", "Mærket på nogle punkter", "Labelled on some points"),
                Value("none", "Ikke egnet", "Not suitable"),
            ],
            source: .municipality
        ),
        CatalogField(
            "surroundings",
            .set,
            "Omgivelser",
            "Surroundings",
            group: "surroundings",
            "Hvad der findes ved huset.",
            values: [
                Value("garden", "Have", "Garden"),
                Value("sensoryGarden", "Sansehave", "Sensory garden"),
                Value("courtyard", "Gårdhave", "Courtyard"),
                Value("forest", "Skov", "Forest"),
                Value("water", "Sø, fjord eller hav", "Lake, fjord or sea"),
                Value("shops", "Butikker", "Shops"),
                Value("publicTransport", "Bus eller tog", "Bus or train"),
            ]
        ),
        CatalogField(
            "openedOn",
            .date,
            "Taget i brug",
            "Opened on",
            group: "housing",
            "Dagen, hvor de første boliger blev taget i brug."
        ),
    ]

    private static func tick(
        _ key: String,
        _ labelDa: String,
        _ labelEn: String,
        _ descriptionDa: String
    ) -> CatalogField {
        CatalogField(
            key,
            .bool,
            labelDa,
            labelEn,
            group: "housing",
            descriptionDa,
            direction: .higherBetter
        )
    }
}
