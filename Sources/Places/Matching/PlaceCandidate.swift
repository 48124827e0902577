public import CareUnits

/// What a text may mean: an address, a road, a town or another place.
public struct PlaceCandidate: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case address, street, postcode, town, municipality, region, place
    }

    /// How sure it is that this is meant; the categories of the national address washing, A, B and C.
    public enum Category: String, Sendable, Comparable {
        /// Everything that was written is in it, as it was written.
        case exact
        /// Something was changed or added, and nothing else comes near.
        case safe
        /// Something does not fit, or something else fits as well.
        case uncertain

        public static func < (left: Category, right: Category) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .exact: 0
            case .safe: 1
            case .uncertain: 2
            }
        }
    }

    /// A part of the text that was read as something else.
    public struct Change: Sendable, Equatable {
        public enum Part: String, Sendable {
            case street, houseNumber, floor, door, supplementaryTown, postcode, postalTown, name,
                words
        }

        public var part: Part
        /// What was written; empty where it was added.
        public var from: String
        /// What is meant; empty where it was left out.
        public var to: String
    }

    /// How precisely the coordinate is known.
    public enum Precision: String, Sendable {
        case house, street, postcode, area
    }

    public var kind: Kind
    public var category: Category
    /// What changing the text costs; smaller is nearer, and it means nothing else.
    public var cost: Double
    public var changes: [Change] = []
    /// The candidate as on an envelope.
    public var label: String
    /// The name of a place that is no address.
    public var name: String?
    public var street: String?
    public var houseNumber: String?
    public var floor: String?
    public var door: String?
    public var supplementaryTown: String?
    /// Four digits.
    public var postcode: String?
    public var postalTown: String?
    public var municipality: Municipality?
    public var coordinate: Coordinate?
    public var precision: Precision = .area
    /// The `adresse` id, where floor and door, or the house as a whole, have one.
    public var addressId: UUIDNumber?
    /// The `husnummer` id.
    public var accessAddressId: UUIDNumber?
    /// Whether the house is known with its floors and doors, and not this one among them.
    var isUnitUnknown = false
}
