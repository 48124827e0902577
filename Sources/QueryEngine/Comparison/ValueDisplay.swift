import CareUnits

extension IndicatorDefinition {
    /// What shares and rates of one are multiplied by to be figures of the indicator.
    var scale: Double {
        switch type {
        case .share: wholeShare
        case .rate: per
        case .mean, .number: 1
        }
    }

    /// A value in words for people, with its unit; shares are written as percentages.
    func display(_ value: Double) -> Label {
        number(value).with(suffix)
    }

    /// Two bounds in words for people, with the unit unless it was just said.
    func display(_ lower: Double, to upper: Double, withUnit: Bool = true) -> Label {
        let (low, high) = (number(lower), number(upper))
        return Label(
            danish: "\(low.danish)–\(high.danish)",
            english: "\(low.english)–\(high.english)"
        ).with(withUnit ? suffix : Label(""))
    }

    /// How far a value lies above or below another, in words.
    func displayDifference(_ difference: Double) -> Label {
        let size = number(abs(difference))
        guard size != number(0) else {
            return Label(danish: "på samme niveau", english: "at the same level")
        }
        let unit =
            type == .share
            ? Label(danish: " procentpoint", english: " percentage points")
            : self.unit.map { Label(danish: " \($0)", english: " \($0)") }
                ?? Label(danish: "", english: "")
        let word =
            difference > 0
            ? Label(danish: " højere", english: " higher")
            : Label(danish: " lavere", english: " lower")
        return Label(
            danish: size.danish + unit.danish + word.danish,
            english: size.english + unit.english + word.english
        )
    }

    private func number(_ value: Double) -> Label {
        let isFraction = type == .share && wholeShare == 1
        let places = isFraction ? max(0, Int(decimals) - 2) : Int(decimals)
        return Label(number: isFraction ? value * 100 : value, decimals: places)
    }

    private var suffix: Label {
        if type == .share { return Label(danish: " %", english: "%") }
        guard let unit, !unit.isEmpty else { return Label(danish: "", english: "") }
        return unit == "%"
            ? Label(danish: " %", english: "%") : Label(danish: " \(unit)", english: " \(unit)")
    }
}

extension Label {
    /// A number in decimal as each language writes it.
    init(number: Double, decimals: Int) {
        self.init(
            danish: decimalText(number, decimals: decimals, separator: ","),
            english: decimalText(number, decimals: decimals, separator: ".")
        )
    }

    /// The same text in both languages.
    init(_ text: String) {
        self.init(danish: text, english: text)
    }

    func with(_ suffix: Label) -> Label {
        Label(danish: danish + suffix.danish, english: english + suffix.english)
    }
}

extension FieldDefinition {
    /// The value in words for people, with its unit.
    func display(_ value: AttributeValue) -> Label {
        switch value {
        case .bool(let flag):
            Label(danish: flag ? "Ja" : "Nej", english: flag ? "Yes" : "No")
        case .number(let number):
            numberDisplay(number)
        case .date(let date):
            date.label
        case .choice(let ordinal):
            values[ordinal].label
        case .choices(let ordinals):
            Label(
                danish: ordinals.map { values[$0].label.danish }.joined(separator: ", "),
                english: ordinals.map { values[$0].label.english }.joined(separator: ", ")
            )
        case .text(let text):
            Label(danish: text, english: text)
        }
    }

    private func numberDisplay(_ number: Double) -> Label {
        let decimals = type == .int || number == number.rounded() ? 0 : (type == .money ? 2 : 1)
        return Label(number: number, decimals: decimals)
            .with(Label(unit.map { " \($0)" } ?? ""))
    }

    /// Two quartiles of numbers in words for people, without the unit.
    func display(_ lower: Double, to upper: Double) -> Label {
        let decimals = lower == lower.rounded() && upper == upper.rounded() ? 0 : 1
        let (low, high) = (
            Label(number: lower, decimals: decimals), Label(number: upper, decimals: decimals)
        )
        return Label(
            danish: "\(low.danish)–\(high.danish)",
            english: "\(low.english)–\(high.english)"
        )
    }
}

/// A number in decimal with so many decimals, rounded half away from zero, thousands grouped.
func decimalText(_ number: Double, decimals: Int, separator: Character) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(number) * scale).rounded()
    guard scaled < 9e15 else { return number.description }
    let (mark, grouping): (UInt8, UInt8) =
        separator == ","
        ? (UInt8(ascii: ","), UInt8(ascii: ".")) : (UInt8(ascii: "."), UInt8(ascii: ","))
    // Digits from the last to the first.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    var rest = Int64(scaled)
    var place = 0
    while rest > 0 || place <= decimals {
        if place == decimals, decimals > 0 { bytes.append(mark) }
        if place > decimals, (place - decimals).isMultiple(of: 3) { bytes.append(grouping) }
        bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
        place += 1
    }
    if number < 0, scaled > 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.reverse()
    return String(decoding: bytes, as: UTF8.self)
}
