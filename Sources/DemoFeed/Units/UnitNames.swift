/// Invented names of units, streets and companies.
enum UnitNames {
    static let firstParts = [
        "Skov", "Kilde", "Mølle", "Ege", "Bøge", "Linde", "Birke", "Enge", "Sol", "Strand", "Bakke",
        "Rose", "Elme", "Pile", "Lærke", "Svane", "Toft", "Vester", "Øster", "Nørre", "Sønder",
        "Hassel", "Aske", "Fyrre", "Gran", "Kløver", "Humle", "Åkande", "Fjord", "Lyng", "Tjørne",
        "Ahorn", "Kastanje", "Hvede", "Rug", "Valmue", "Ravne", "Stære", "Mejse", "Viol", "Mose",
        "Æble", "Hyben", "Timian", "Salvie", "Grævlinge",
    ]

    static let lastParts = [
        "lyet", "gården", "haven", "bo", "parken", "bakken", "vang", "toften", "høj", "lunden",
        "engen", "huset", "kær", "dal", "ly", "borg", "hegn", "vænget", "glimt", "stuerne",
        "gaarden", "krogen", "tunet", "skrænten",
    ]

    /// An invented proper name, as "Skovlyet".
    static func stem(_ random: inout DemoRandom) -> String {
        random.pick(firstParts) + random.pick(lastParts)
    }

    /// The name of a unit of a kind: real registers put the common noun before, after or nowhere.
    static func name(
        of kind: DemoKind,
        ownership: DemoOwnership,
        stem: String,
        town: String,
        operatorName: String,
        _ random: inout DemoRandom
    ) -> String {
        if ownership == .selfOwned, random.chance(120) {
            return "Den selvejende institution \(stem)"
        }
        if ownership == .localCareCompany { return "Lokalplejehjemmet \(stem)" }
        switch kind {
        case .nursingHome:
            return random.pick([
                stem, "Plejehjemmet \(stem)", "Plejecenter \(stem)", "\(stem) Plejehjem",
                "\(stem) Ældrecenter", "\(stem), demensplejehjem", "Plejecentret \(stem)",
            ])
        case .publicCareHousing:
            return random.pick([
                stem, "Plejecenter \(stem)", "\(stem) Plejecenter", "Plejeboligerne \(stem)",
                "\(stem) Omsorgscenter", "Områdecenter \(stem)",
            ])
        case .elderlyDisabledCareHousing:
            return random.pick([
                "Ældrecenter \(stem)", "\(stem) Ældrecenter", "Ældreboligerne \(stem)", stem,
            ])
        case .freeCareHousing:
            return random.pick([
                "Friplejehjemmet \(stem)", "\(stem) Friplejehjem", "\(stem), friplejeboliger",
            ])
        case .otherHousing:
            return random.pick([
                "Døgncenter \(stem)", "Aflastningscentret \(stem)", "\(stem) Rehabiliteringscenter",
                "Midlertidige pladser, \(stem)", "Akutpladserne \(stem)",
            ])
        case .homeCareSupplier:
            if ownership == .municipal || ownership == .unknown {
                return random.pick([
                    "Hjemmeplejen \(town)", "Hjemmeplejen \(random.pick(districts)), \(town)",
                    "Helhedsplejen \(stem)", "Plejegruppe \(stem)", "Hjemmeplejen \(stem)",
                ])
            }
            return random.pick([operatorName, "\(operatorName), \(town)", "\(stem) Hjemmepleje"])
        }
    }

    static let districts = ["Nord", "Syd", "Øst", "Vest", "Midt"]

    static let streets = [
        "Skovvej", "Rådhusvej", "Møllevej", "Kirkevej", "Bakkevej", "Strandvej", "Engvej",
        "Skolevej", "Stationsvej", "Lindealle", "Lindeallé", "Parkvej", "Søndergade", "Nørregade",
        "Østergade", "Vestergade", "Gl. Landevej", "Nr. Bygade", "Sdr. Ringvej", "Kastanjevej",
        "Ahornvej", "Birkevej", "Rosenvænget", "Lærkevej", "Havnegade", "Byvej", "Industrivej",
        "Ved Åen", "Grønnegade", "Sankt Jørgens Vej", "Skt. Anna Gade", "Plejehjemsvej",
        "Ældreboligvej", "Mosevej", "Tværvej", "Kløvermarken", "H.C. Ørsteds Vej", "Præstevænget",
        "Åboulevarden", "Ørnevej", "Sygehusvej", "Toftevej",
    ]

    static let supplementaryTowns = ["Nørremark", "Sønderskov", "Vesterby", "Overlund", "Nederby"]

    static let managers = [
        "Anne Prøve", "Bo Eksempel", "Charlotte Demo", "Dorthe Eksempelsen", "Erik Prøvesen",
        "Fatima Demo", "Gitte Prøve", "Henrik Eksempel", "Inger Demosen", "Jørgen Prøve",
        "Karen Åsted-Demo", "Lars Ørum-Prøve", "Mette Æble-Eksempel", "Niels Prøvegaard",
    ]
}
