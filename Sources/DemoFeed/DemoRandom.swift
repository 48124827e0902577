/// A small pseudorandom generator (SplitMix64; Steele, Lea and Flood 2014): the same on every machine.
struct DemoRandom: Sendable {
    private var state: UInt64

    /// The stream of draws for one purpose and one thing; independent of what was drawn elsewhere.
    init(seed: UInt64, purpose: UInt64, index: Int) {
        state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15 &* (purpose &+ 1))
        state = Self.mixed(state ^ UInt64(bitPattern: Int64(index)))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from zero up to but not including `bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number within both ends.
    mutating func between(_ low: Int, _ high: Int) -> Int {
        low + below(high - low + 1)
    }

    /// True in `perMille` of 1,000 cases.
    mutating func chance(_ perMille: Int) -> Bool {
        below(1000) < perMille
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// One of the elements, each as likely as its weight says.
    mutating func pick<Element>(weighted choices: [(weight: Int, element: Element)]) -> Element {
        var point = below(choices.reduce(0) { $0 + $1.weight })
        for choice in choices {
            point -= choice.weight
            if point < 0 { return choice.element }
        }
        preconditionFailure("the weights were counted wrong")
    }

    /// `count` of the elements in their own order, fewer if there are fewer.
    mutating func pick<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var chosen: [Element] = []
        var wanted = count
        for (index, element) in elements.enumerated() where wanted > 0 {
            if below(elements.count - index) < wanted {
                chosen.append(element)
                wanted -= 1
            }
        }
        return chosen
    }
}

/// The purposes of streams; a new one leaves the draws of the others as they were.
enum Purpose {
    static let place: UInt64 = 1
    static let profile: UInt64 = 2
    static let withdrawal: UInt64 = 3
    static let attributes: UInt64 = 4
    static let texts: UInt64 = 5
    static let inspections: UInt64 = 6
    static let decisions: UInt64 = 7
    static let indicators: UInt64 = 8
    static let staffing: UInt64 = 9
    static let transition: UInt64 = 10
    static let details: UInt64 = 11
    static let updates: UInt64 = 12
    static let serviceArea: UInt64 = 13
    static let versions: UInt64 = 14
}
