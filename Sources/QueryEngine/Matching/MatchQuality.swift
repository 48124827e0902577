/// How well a text fits a document, in classes that come before any fine score.
///
/// One integer, so that the order is total and the same on every machine; higher is better. From the
/// highest bits down: words met (5 bits), typing cost (6, inverted), where it is met (3), how far the
/// kinds of match are from the words typed (4, inverted), neighbours in the name (3), how far the name
/// is from the words typed (4, inverted).
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

    /// Which of the words that count a document meets.
    public enum WordsMet: Sendable, Equatable {
        case all
        /// Not all: three for each that is in the name, two for a place or another fact, one for any
        /// other. A home that is called so comes before one that lies there, and that before one where
        /// the words are in a text.
        case some(worth: Int)

        /// Whether more than what kind of home it is was met, or a word of a text.
        var isWorthShowing: Bool {
            switch self {
            case .all: true
            case .some(let worth): worth >= 2
            }
        }
    }

    /// The greatest of what each part can say; more counts as so much.
    static let allWords = 31
    static let mostCost = 63
    static let mostDistance = 15
    static let mostNeighbours = 7
    static let mostNameDistance = 15

    /// The fine part, which a chosen place comes before.
    private static let fineBits: UInt32 = 7

    init(
        wordsMet: WordsMet,
        typingCost: Int,
        place: Place,
        kindDistance: Int,
        neighbours: Int,
        nameDistance: Int
    ) {
        var bits: UInt32 =
            switch wordsMet {
            case .all: UInt32(Self.allWords)
            case .some(let worth): UInt32(min(worth, Self.allWords - 1))
            }
        bits = bits << 6 | UInt32(Self.mostCost - min(typingCost, Self.mostCost))
        bits = bits << 3 | UInt32(place.rawValue)
        bits = bits << 4 | UInt32(Self.mostDistance - min(kindDistance, Self.mostDistance))
        bits = bits << 3 | UInt32(min(neighbours, Self.mostNeighbours))
        bits = bits << 4
        bits |= UInt32(Self.mostNameDistance - min(nameDistance, Self.mostNameDistance))
        self.bits = bits
    }

    init(bits: UInt32) {
        self.bits = bits
    }

    /// The classes that come before the distance to a chosen place.
    var coarse: UInt32 { bits >> Self.fineBits }

    /// The classes that come after it.
    var fine: UInt32 { bits & ((1 << Self.fineBits) - 1) }

    public var wordsMet: WordsMet {
        bits >> 20 == Self.allWords ? .all : .some(worth: Int(bits >> 20))
    }
    public var typingCost: Int { Self.mostCost - Int(bits >> 14 & 63) }
    public var place: Place { Place(rawValue: UInt8(bits >> 11 & 7)) ?? .runningText }
    /// The sum of the words' distances from what was typed (`MatchLevel.distance`).
    public var kindDistance: Int { Self.mostDistance - Int(bits >> 7 & 15) }
    public var neighbours: Int { Int(bits >> 4 & 7) }
    public var nameDistance: Int { Self.mostNameDistance - Int(bits & 15) }

    public static func < (left: MatchQuality, right: MatchQuality) -> Bool {
        left.bits < right.bits
    }
}
