/// What a mapping can fill of a unit, by the word that stands for it in the mapping file.
package enum TargetField: String, CaseIterable, Sendable {
    case name
    case ownership
    /// The operator's name.
    case operatorName = "operator"
    case street
    case houseNumber
    case floor
    case door
    case supplementaryTown
    case postcode
    case postalTown
    /// Code or name of the municipality, in any spelling.
    case municipality
    case latitude = "lat"
    case longitude = "lon"
    case phone
    case email
    case website
    case managerName
    case cvrNumber
    case productionUnitNumber
    case gln
    /// `yes` for rows that the register keeps but no longer counts.
    case inactive
}
