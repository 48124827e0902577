/// One care unit as it was published: a home to move to, or a supplier that comes to the citizen.
public struct CareUnit: Sendable, Equatable {
    public var sorId: String
    /// Grows with each publication; the highest one wins.
    public var version: Int64
    public var kind: UnitKind
    public var name: String
    /// Earlier and colloquial names.
    public var aliases: [String]
    public var ownership: Ownership
    public var operatorName: String?
    public var operatorCVRNumber: String?
    public var cvrNumber: String?
    public var productionUnitNumber: String?
    public var gln: String?
    public var address: Address
    public var contact: Contact
    /// Where a home-care supplier delivers; empty for homes.
    public var coverage: [Coverage]
    public var serviceAgreements: [ServiceAgreement]
    /// Values by catalog key, judged by the catalog in force and not here.
    public var attributes: JSONObject
    /// Searchable texts by catalog key, in the order of publication.
    public var texts: [Text]
    public var images: [Image]
    /// Ids under which the same place was known before.
    public var predecessors: [String]
    public var registeredSince: LocalDate?
    public var updatedAt: Instant?
    public var approvedAt: Instant?

    /// A text under its catalog key.
    public struct Text: Sendable, Equatable {
        public var key: String
        public var text: String
    }

    /// A picture; it may be shown only with consent.
    public struct Image: Sendable, Equatable {
        public var url: String
        public var alt: String
        /// Pixels, if known.
        public var width: Int64?
        public var height: Int64?
        public var consentGiven: Bool
        public var consentGivenAt: Instant?
    }
}

/// The six kinds of ældreloven § 27(2), nos.
///
/// 1 to 6.
public enum UnitKind: String, CaseIterable, Sendable {
    case nursingHome, publicCareHousing, elderlyDisabledCareHousing, freeCareHousing, otherHousing
    case homeCareSupplier

    /// Whether citizens move in, so that its distance counts; a supplier comes to them.
    public var isHome: Bool { self != .homeCareSupplier }
}

/// Who owns a unit.
public enum Ownership: String, CaseIterable, Sendable {
    case municipal, selfOwned, `private`, freeCare, localCareCompany, unknown
}

/// How precisely a unit's coordinates are known.
public enum GeocodeQuality: String, CaseIterable, Sendable {
    case exact, street, postcode, none
}

/// Where a unit lies.
public struct Address: Sendable, Equatable {
    public var street: String?
    public var houseNumber: String?
    public var floor: String?
    public var door: String?
    public var supplementaryTown: String?
    /// Four digits.
    public var postcode: String?
    public var postalTown: String?
    public var municipality: Municipality
    /// The `husnummer` id of Danmarks Adresseregister.
    public var accessAddressId: String?
    public var coordinate: Coordinate?
    public var geocodeQuality: GeocodeQuality

    /// Street and house number as on an envelope.
    public var streetLine: String? {
        guard let street else { return nil }
        return houseNumber.map { "\(street) \($0)" } ?? street
    }
}

/// How to reach a unit.
public struct Contact: Sendable, Equatable {
    public var phone: String?
    public var email: String?
    public var website: String?
    public var managerName: String?
}

/// A municipality, or some of its districts, in which a supplier delivers for a time.
public struct Coverage: Sendable, Equatable {
    /// On what terms the supplier delivers.
    public enum Agreement: String, CaseIterable, Sendable {
        case contract, voucher, municipal
    }

    public var municipality: Municipality
    /// Empty when the whole municipality is covered.
    public var districts: [String]
    public var agreement: Agreement
    public var period: DatePeriod
}

/// The record that links a municipality and a unit ("serviceleverance"): without an active one the unit
/// is not shown.
public struct ServiceAgreement: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable {
        case municipal, operatingAgreement, freeCareCertified
    }

    public var municipality: Municipality
    public var kind: Kind
    public var period: DatePeriod
}
