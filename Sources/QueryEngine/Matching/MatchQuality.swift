/// How well a text fits a document, in classes that come before any fine score.
///
/// One integer, so that the order is total and the same on every machine; higher is better. From the
/// highest bits down: words met (5 bits), typing cost (6, inverted), where it is met (3), how far the
/// kinds of match are from the words typed (4, inverted), neighbours in the name (3), words of the name
/// not asked for (4, inverted).
public struct MatchQuality: Sendable, Equatable, Comparable {
    public let bits: UInt32

    /// What was typed is where.
    public enum Place: UInt8, Sendable, CaseIterable, Comparable {
        /// A word that must be met is met in running text only.
        case runningText
        /// All in facts about the unit.
        case facts
        /// In facts, and a word of what the unit is called.
        case partOfName
        /// In facts, and all of the name but words such as "plejehjem"; a word of it in another form.
        case wholeName
        /// The same, each word itself, however it was spelt.
        case wholeNameExactly

        public static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
    }

    /// The greatest of what each part can say; more counts as so much.
    static let mostWords = 31
    static let mostCost = 63
    static let mostDistance = 15
    static let mostNeighbours = 7
    static let mostExtraWords = 15

    /// The fine part, which a chosen place comes before.
    private static let fineBits: UInt32 = 7

    init(
        wordsMet: Int,
        typingCost: Int,
        place: Place,
        kindDistance: Int,
        neighbours: Int,
        extraWords: Int
    ) {
        var bits = UInt32(min(wordsMet, Self.mostWords))
        bits = bits << 6 | UInt32(Self.mostCost - min(typingCost, Self.mostCost))
        bits = bits << 3 | UInt32(place.rawValue)
        bits = bits << 4 | UInt32(Self.mostDistance - min(kindDistance, Self.mostDistance))
        bits = bits << 3 | UInt32(min(neighbours, Self.mostNeighbours))
        bits = bits << 4 | UInt32(Self.mostExtraWords - min(extraWords, Self.mostExtraWords))
        self.bits = bits
    }

    init(bits: UInt32) {
        self.bits = bits
    }

    /// The classes that come before the distance to a chosen place.
    var coarse: UInt32 { bits >> Self.fineBits }

    /// The classes that come after it.
    var fine: UInt32 { bits & ((1 << Self.fineBits) - 1) }

    public var wordsMet: Int { Int(bits >> 20) }
    public var typingCost: Int { Self.mostCost - Int(bits >> 14 & 63) }
    public var place: Place { Place(rawValue: UInt8(bits >> 11 & 7)) ?? .runningText }
    /// The sum of the words' distances from what was typed (`MatchLevel.distance`).
    public var kindDistance: Int { Self.mostDistance - Int(bits >> 7 & 15) }
    public var neighbours: Int { Int(bits >> 4 & 7) }
    public var extraWords: Int { Self.mostExtraWords - Int(bits & 15) }

    public static func < (left: MatchQuality, right: MatchQuality) -> Bool {
        left.bits < right.bits
    }
}
