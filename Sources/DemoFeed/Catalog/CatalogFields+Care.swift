extension CatalogField {
    static let everyday: [CatalogField] = [
        CatalogField(
            "petsAllowed",
            .enum,
            "Kæledyr",
            "Pets",
            group: "everyday",
            "Om beboeren må have sit eget kæledyr med.",
            values: [
                Value("yes", "Ja", "Yes"), Value("no", "Nej", "No"),
                Value("byAgreement", "Efter aftale", "By agreement"),
            ]
        ),
        CatalogField(
            "communalAnimals",
            .bool,
            "Fællesdyr",
            "Communal animals",
            group: "everyday",
            "Om huset har dyr, som beboerne er fælles om."
        ),
        CatalogField(
            "mealsMadeOnSite",
            .bool,
            "Mad lavet på stedet",
            "Meals made on site",
            group: "everyday",
            "Om den varme mad laves i husets eget køkken.",
            direction: .higherBetter
        ),
        CatalogField(
            "weeklyEvents",
            .int,
            "Ugentlige arrangementer",
            "Weekly events",
            group: "everyday",
            "Faste fælles arrangementer på en almindelig uge.",
            unit: "pr. uge",
            direction: .higherBetter
        ),
    ]

    static let care: [CatalogField] = [
        CatalogField(
            "temporaryPlaces",
            .bool,
            "Midlertidige pladser",
            "Temporary places",
            group: "care",
            "Om enheden har midlertidige pladser.",
            appliesTo: [.otherHousing]
        ),
        CatalogField(
            "temporaryPlaceCount",
            .int,
            "Antal midlertidige pladser",
            "Number of temporary places",
            group: "care",
            "Antal pladser til midlertidige ophold.",
            unit: "pladser"
        ),
        CatalogField(
            "dementiaHomeCount",
            .int,
            "Demensboliger",
            "Dementia homes",
            group: "care",
            "Antal boliger i skærmede demensafsnit.",
            unit: "boliger"
        ),
        CatalogField(
            "targetGroups",
            .set,
            "Målgrupper",
            "Target groups",
            group: "care",
            "Hvem enheden har særlig viden om.",
            values: [
                Value("dementia", "Mennesker med demens", "People with dementia"),
                Value("gerontopsychiatric", "Gerontopsykiatri", "Geriatric psychiatry"),
                Value("brainInjury", "Hjerneskade", "Brain injury"),
                Value("palliative", "Palliativ indsats", "Palliative care"),
                Value("parkinsons", "Parkinsons sygdom", "Parkinson's disease"),
                Value("addiction", "Misbrug", "Addiction"),
            ],
            appliesTo: DemoKind.allCases
        ),
        CatalogField(
            "languages",
            .set,
            "Sprog",
            "Languages",
            group: "care",
            "Sprog, som medarbejderne taler, ud over dansk.",
            values: [
                Value("en", "Engelsk", "English"), Value("de", "Tysk", "German"),
                Value("tr", "Tyrkisk", "Turkish"), Value("ar", "Arabisk", "Arabic"),
                Value("pl", "Polsk", "Polish"), Value("ur", "Urdu", "Urdu"),
                Value("fo", "Færøsk", "Faroese"), Value("kl", "Grønlandsk", "Greenlandic"),
                Value("sign", "Dansk tegnsprog", "Danish sign language"),
            ],
            appliesTo: DemoKind.allCases
        ),
        CatalogField(
            "staffContinuity",
            .decimal,
            "Medarbejderkontinuitet",
            "Staff continuity",
            group: "staff",
            "Forskellige medarbejdere hos en borger på en måned, i gennemsnit.",
            unit: "medarbejdere",
            appliesTo: DemoKind.allCases,
            direction: .lowerBetter
        ),
        CatalogField(
            "sicknessAbsence",
            .decimal,
            "Sygefravær",
            "Sickness absence",
            group: "staff",
            "Sygefravær som andel af arbejdstiden det seneste år.",
            unit: "%",
            appliesTo: DemoKind.allCases,
            direction: .lowerBetter
        ),
    ]

    static let supply: [CatalogField] = [
        CatalogField(
            "elements",
            .set,
            "Ydelser",
            "Services",
            group: "supply",
            "De dele af helhedsplejen, som leverandøren står for.",
            values: [
                Value("personalCare", "Personlig pleje", "Personal care"),
                Value("practicalHelp", "Praktisk hjælp", "Practical help"),
                Value("meals", "Madservice", "Meals"),
                Value("rehabilitation", "Rehabilitering", "Rehabilitation"),
                Value("training", "Genoptræning", "Training"),
                Value("respite", "Afløsning og aflastning", "Respite"),
            ],
            appliesTo: [.homeCareSupplier],
            isMandatory: true
        ),
        CatalogField(
            "hours",
            .enum,
            "Døgndækning",
            "Hours",
            group: "supply",
            "Hvornår på døgnet leverandøren kommer.",
            values: [
                Value("day", "Dag", "Day"), Value("dayEvening", "Dag og aften", "Day and evening"),
                Value("roundTheClock", "Hele døgnet", "Round the clock"),
            ],
            appliesTo: [.homeCareSupplier]
        ),
        CatalogField(
            "extraPurchases",
            .bool,
            "Tilkøb",
            "Extra purchases",
            group: "supply",
            "Om borgeren kan købe mere hjælp.",
            appliesTo: [.homeCareSupplier]
        ),
    ]

    static let texts: [CatalogField] = [
        text(
            "values",
            "Værdigrundlag",
            "Values",
            "Hvad enheden lægger vægt på.",
            appliesTo: DemoKind.allCases,
            isMandatory: true
        ),
        text("foodDescription", "Mad", "Food", "Hvordan måltiderne foregår."),
        text("activities", "Aktiviteter", "Activities", "Hvad der sker i hverdagen."),
        text("relativesDescription", "Pårørende", "Relatives", "Samarbejdet med pårørende."),
        text("homesDescription", "Boligerne", "The homes", "Boligernes og husets indretning."),
        text(
            "serviceDescription",
            "Sådan hjælper vi",
            "How we help",
            "Hvordan hjælpen foregår.",
            appliesTo: [.homeCareSupplier]
        ),
    ]

    private static func text(
        _ key: String,
        _ labelDa: String,
        _ labelEn: String,
        _ descriptionDa: String,
        appliesTo: [DemoKind] = DemoKind.homes,
        isMandatory: Bool = false
    ) -> CatalogField {
        CatalogField(
            key,
            .text,
            labelDa,
            labelEn,
            group: "texts",
            descriptionDa,
            appliesTo: appliesTo,
            isMandatory: isMandatory
        )
    }
}
