/// One reason why a unit is not shown to the public.
public enum HiddenReason: Sendable, Equatable {
    case neverPublished
    case withdrawn(reason: String?, successor: String?)
    case catalogFault(Fault)
    case mandatoryFieldMissing(key: String, label: String)
    /// No service agreement covers the day; the last one ended, or the next begins, when given.
    case noActiveServiceAgreement(ended: LocalDate?, begins: LocalDate?)
    /// Free care housing needs an agreement of kind `freeCareCertified`.
    case notCertified(ended: LocalDate?, begins: LocalDate?)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .neverPublished: "neverPublished"
        case .withdrawn: "withdrawn"
        case .catalogFault: "catalogFault"
        case .mandatoryFieldMissing: "mandatoryFieldMissing"
        case .noActiveServiceAgreement: "noActiveServiceAgreement"
        case .notCertified: "notCertified"
        }
    }

    /// One sentence for people.
    public var message: String {
        switch self {
        case .neverPublished:
            "The unit was never published."
        case .withdrawn(let reason, let successor):
            "The unit was withdrawn" + (reason.map { ": \($0)." } ?? ".")
                + (successor.map { " Its successor is \($0)." } ?? "")
        case .catalogFault(let fault):
            "\(fault.pointer): \(fault.message)"
        case .mandatoryFieldMissing(let key, let label):
            "The mandatory field \(key) (\(label)) is not filled."
        case .noActiveServiceAgreement(let ended, let begins):
            "No service agreement is active" + Self.dates(ended, begins)
        case .notCertified(let ended, let begins):
            "Free care housing needs an active agreement freeCareCertified"
                + Self.dates(ended, begins)
        }
    }

    private static func dates(_ ended: LocalDate?, _ begins: LocalDate?) -> String {
        var text = ""
        if let ended { text += "; the last one ended on \(ended)" }
        if let begins { text += "; the next one begins on \(begins)" }
        return text + "."
    }
}

extension CareUnit {
    /// The periods in which a service agreement lets the unit be shown.
    public var agreementPeriods: [DatePeriod] {
        serviceAgreements
            .filter { kind != .freeCareHousing || $0.kind == .freeCareCertified }
            .map(\.period)
    }

    /// Every reason why the unit is not shown on a day; empty means that it is shown.
    public func hiddenReasons(catalog: Catalog, on today: LocalDate) -> [HiddenReason] {
        var reasons = catalog.faults(in: self).map { HiddenReason.catalogFault($0) }
        for field in catalog.fields
        where field.mandatory && field.applies(to: kind) && !isFilled(field) {
            reasons.append(.mandatoryFieldMissing(key: field.key, label: field.label.danish))
        }
        let periods = agreementPeriods
        if !periods.contains(where: { $0.contains(today) }) {
            let ended = periods.compactMap(\.to).filter { $0 < today }.max()
            let begins = periods.compactMap(\.from).filter { $0 > today }.min()
            reasons.append(
                kind == .freeCareHousing
                    ? .notCertified(ended: ended, begins: begins)
                    : .noActiveServiceAgreement(ended: ended, begins: begins)
            )
        }
        return reasons
    }

    private func isFilled(_ field: FieldDefinition) -> Bool {
        if let value = attributes[field.key], value != .null {
            guard case .success(let read) = field.read(value) else { return false }
            return read.isFilled
        }
        if let text = texts.first(where: { $0.key == field.key }) {
            return AttributeValue.text(text.text).isFilled
        }
        return masterData(field.key).map { AttributeValue.text($0).isFilled } ?? false
    }

    /// The master data that a catalog may name by key, as text.
    public func masterData(_ key: String) -> String? {
        switch key {
        case "sorId": sorId
        case "name": name
        case "kind": kind.rawValue
        case "ownership": ownership.rawValue
        case "operator": operatorName
        case "cvrNumber": cvrNumber
        case "productionUnitNumber": productionUnitNumber
        case "gln": gln
        case "street": address.street
        case "houseNumber": address.houseNumber
        case "address": address.streetLine
        case "postcode": address.postcode
        case "postalTown": address.postalTown
        case "municipality", "region": address.municipality.name
        case "phone": contact.phone
        case "email": contact.email
        case "website": contact.website
        case "managerName": contact.managerName
        case "coverage": coverage.isEmpty ? nil : "\(coverage.count)"
        case "images": images.isEmpty ? nil : "\(images.count)"
        default: nil
        }
    }
}
