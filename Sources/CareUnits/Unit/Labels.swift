extension UnitKind {
    /// What the kind is called (ældreloven § 27(2)).
    public var label: Label {
        switch self {
        case .nursingHome: Label(danish: "Plejehjem", english: "Nursing home")
        case .publicCareHousing:
            Label(danish: "Almene plejeboliger", english: "Public care housing")
        case .elderlyDisabledCareHousing:
            Label(
                danish: "Plejeboliger for ældre og personer med handicap",
                english: "Care housing for older and disabled people"
            )
        case .freeCareHousing: Label(danish: "Friplejeboliger", english: "Independent care housing")
        case .otherHousing:
            Label(danish: "Andre boligenheder", english: "Other housing units")
        case .homeCareSupplier:
            Label(danish: "Leverandør af helhedspleje", english: "Home care supplier")
        }
    }
}

extension Ownership {
    /// What the form of ownership is called.
    public var label: Label {
        switch self {
        case .municipal: Label(danish: "Kommunal", english: "Municipal")
        case .selfOwned: Label(danish: "Selvejende", english: "Self-owned")
        case .private: Label(danish: "Privat", english: "Private")
        case .freeCare: Label(danish: "Friplejebolig", english: "Independent care")
        case .localCareCompany: Label(danish: "Lokalplejehjem", english: "Local care company")
        case .unknown: Label(danish: "Ukendt", english: "Unknown")
        }
    }
}

extension Decision.Kind {
    /// What the decision is called (lov om ældretilsyn § 9(1)).
    public var label: Label {
        switch self {
        case .orderQuality:
            Label(danish: "Påbud om at sikre kvalitet", english: "Order to secure quality")
        case .orderAdvice:
            Label(
                danish: "Påbud om at modtage rådgivning",
                english: "Order to take advice"
            )
        case .banMoveIn: Label(danish: "Forbud mod indflytning", english: "Ban on moving in")
        case .banIntake:
            Label(
                danish: "Forbud mod indtag af nye borgere",
                english: "Ban on taking in citizens"
            )
        }
    }
}

extension Inspection.Kind {
    /// What the visit is called (lov om ældretilsyn § 8).
    public var label: Label {
        switch self {
        case .announced: Label(danish: "Varslet tilsyn", english: "Announced inspection")
        case .riskBased: Label(danish: "Risikobaseret tilsyn", english: "Risk-based inspection")
        case .reactive: Label(danish: "Reaktivt tilsyn", english: "Reactive inspection")
        case .followUp: Label(danish: "Opfølgende tilsyn", english: "Follow-up inspection")
        }
    }
}

extension Theme {
    /// What the theme is called (lov om ældretilsyn § 7(3)).
    public var label: Label {
        switch self {
        case .selfDetermination:
            Label(danish: "Den ældres selvbestemmelse", english: "Self-determination")
        case .trustStaffLeadership:
            Label(
                danish: "Tillid til medarbejderne og den borgernære ledelse",
                english: "Trust in staff and leadership"
            )
        case .relativesCommunity:
            Label(
                danish: "Pårørende, lokale fællesskaber og civilsamfund",
                english: "Relatives and community"
            )
        }
    }
}

extension IndicatorStatus {
    /// Why there is no number, in words for people.
    public var label: Label {
        switch self {
        case .ok: Label(danish: "Opgjort", english: "Available")
        case .notDue: Label(danish: "Endnu ikke opgjort", english: "Not due yet")
        case .notReported: Label(danish: "Ikke indberettet", english: "Not reported")
        case .tooFew:
            Label(
                danish: "For få svar til et sikkert tal",
                english: "Too few for a reliable figure"
            )
        case .withheld:
            Label(danish: "Skjult af hensyn til personer", english: "Withheld to protect persons")
        case .notApplicable: Label(danish: "Ikke relevant", english: "Not applicable")
        case .underAppeal: Label(danish: "Under indsigelse", english: "Under appeal")
        case .late: Label(danish: "Forsinket", english: "Late")
        case .fault: Label(danish: "Fejl i data", english: "Fault in the data")
        }
    }
}

extension LocalDate {
    /// The date as each language writes it in running text.
    public var label: Label {
        let (year, month, day) = components
        let danish = [
            "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
            "oktober", "november", "december",
        ]
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        return Label(
            danish: "\(day). \(danish[month - 1]) \(year)",
            english: "\(day) \(english[month - 1]) \(year)"
        )
    }
}
