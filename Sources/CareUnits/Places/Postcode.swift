/// A postcode with its town, or the range of postcodes that a town's streets share.
public struct Postcode: Hashable, Sendable {
    /// One code, but for København K, København V and Frederiksberg C.
    public let codes: ClosedRange<UInt16>
    /// The town as on an envelope, as "Aarhus C".
    public let town: String
    /// About the middle of its area; `nil` for the codes of large receivers, which have none.
    public let centre: Coordinate?
    /// The municipality in which the middle lies, then the others that have a part of the area.
    public let municipalityCodes: [String]

    /// Whether the code stands for post boxes and firms, not for an area.
    public var isLargeReceiver: Bool { centre == nil }

    /// The postcode that holds a code, or `nil` if there is none.
    ///
    /// O(log n).
    public static func holding(_ code: UInt16) -> Postcode? {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].codes.upperBound < code { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].codes.contains(code) ? all[low] : nil
    }
}
