public import CareUnits

/// What is asked of the search, valid against the catalog of the generation that answers.
public struct SearchRequest: Sendable, Equatable {
    /// The text, or `nil` where none was given.
    public var query: String?
    /// Whether a hit need only meet one word of the text.
    public var meetsAny: Bool
    public var filters: [Filter]
    /// The places that distances are measured from, in the order given.
    public var centres: [RequestPlace]
    /// How the distances to several places become one.
    public var nearMode: NearMode
    /// Metres around the places.
    public var radius: Double?
    public var box: BoundingBox?
    public var polygon: MapPolygon?
    /// The zoom of the map whose hits are to be gathered into clusters.
    public var clusterZoom: Int?
    public var sort: Sort
    /// Hits on a page, 1 to 100.
    public var limit: Int
    public var cursor: Cursor?
    public var facets: [String]
    public var language: Language
    /// Whether each hit says why it stands where it stands.
    public var explains: Bool
    /// The parameters as given, without `cursor`, for the answer's relaxations.
    public var parameters: [Parameter]

    /// One name and value of a query string.
    public struct Parameter: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Whether the request names a place of a citizen: such answers are kept by nobody.
    public var isPersonal: Bool {
        !centres.isEmpty
            || parameters.contains {
                $0.name == "deliversTo" && Municipality.matching($0.value) == nil
            }
    }

    /// What happens to units that have no value for a filter.
    public enum MissingRule: String, CaseIterable, Sendable {
        case exclude, include, only
    }

    /// A restriction; several filters hold together, the values within one are alternatives.
    public struct Filter: Sendable, Equatable {
        public enum Condition: Sendable, Equatable {
            /// One of these values of an ordinal or set column.
            case values(column: String, [String])
            /// A number column between two bounds, both included.
            case range(column: String, from: Double?, to: Double?)
            case regions([Region])
            case delivers([Municipality])
            /// A decision of one of these kinds is active today.
            case activeDecision(kinds: [Decision.Kind])
            case noActiveDecision
            /// A decision of one of these kinds was made, whatever its state today.
            case decision(kinds: [Decision.Kind])
        }

        /// The parameter that it came from; facets of the same name leave it out.
        public var parameter: String
        public var condition: Condition
        public var missing: MissingRule
    }

    /// The chosen order; equals rotate by the date.
    public struct Sort: Sendable, Equatable {
        public enum Key: Sendable, Equatable {
            case relevance, distance, name
            /// A number or ordinal column.
            case column(String)
        }

        public var key: Key
        public var descending: Bool
    }

    /// Which of the two jobs are asked for: homes to move to, suppliers that come.
    var jobs: Set<Job> {
        for filter in filters where filter.parameter == "kind" {
            guard case .values(_, let kinds) = filter.condition, filter.missing != .only else {
                continue
            }
            return Set(kinds.compactMap { UnitKind(rawValue: $0) }.map(Job.init))
        }
        return Set(Job.allCases)
    }

    /// Whether the answer has a group for each job: with a place, distance counts for one and delivery for
    /// the other.
    var isGrouped: Bool { !centres.isEmpty && jobs.count > 1 }

    /// Fixes order and content: requests with equal fingerprints have the same hits in the same order.
    var fingerprint: UInt64 { Self.fingerprint(of: parameters) }

    /// The fingerprint of parameters, without those that change neither content nor order.
    static func fingerprint(of parameters: [Parameter]) -> UInt64 {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        for parameter in parameters
        where !["limit", "cursor", "facets", "explain", "cluster"].contains(parameter.name) {
            for part in [parameter.name, parameter.value] {
                // The length first, so that no two lists of parameters run together alike.
                text.append(UInt8(truncatingIfNeeded: part.utf8.count))
                text.append(UInt8(truncatingIfNeeded: part.utf8.count >> 8))
                text.append(contentsOf: part.utf8)
            }
        }
        return stableHash(text)
    }
}

/// A box on the map in degrees.
public struct BoundingBox: Sendable, Equatable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    func contains(latitude: Double, longitude: Double) -> Bool {
        (south...north).contains(latitude) && (west...east).contains(longitude)
    }
}

/// The two jobs of one search.
public enum Job: String, CaseIterable, Sendable {
    /// Places to move to: their distance counts.
    case homes
    /// Those who come to the citizen: what counts is whether they deliver there.
    case suppliers

    init(_ kind: UnitKind) {
        self = kind.isHome ? .homes : .suppliers
    }
}
