/// A text that may be an address, as words and numbers, with the ways in which it can be read.
struct AddressText: Sendable {
    /// A run of letters, or of digits.
    struct Word: Sendable, Equatable {
        var text: String
        /// The value of a run of digits.
        var number: Int?
        /// Whether it follows the word before it without a space or mark.
        var isGlued: Bool
        /// Whether a comma, line break or the like stands before it.
        var followsComma: Bool
        /// Whether a hyphen stands before it.
        var followsHyphen: Bool
        /// Whether a full stop stands behind it.
        var hasFullStop: Bool

        /// The text in small letters.
        var small: String { text.lowercased() }

        /// How many digits, for a number.
        var digits: Int { number == nil ? 0 : text.utf8.count }
    }

    /// One way to read the words.
    struct Reading: Sendable, Equatable {
        var street: Range<Int>
        var number: Int?
        /// The ASCII capital behind the number, or 0.
        var letter: UInt8 = 0
        /// Floor and door.
        var access = Access()
        /// Words between the number and the postcode: a supplementary town.
        var between: Range<Int>
        var postcode: UInt16?
        /// Words behind the postcode, or all behind the number where there is none.
        var town: Range<Int>
    }

    let words: [Word]

    /// The longest text that is read, in words.
    static let mostWords = 24

    init(_ text: String) {
        var words: [Word] = []
        var isAfterGap = true
        var followsComma = false
        var followsHyphen = false
        for scalar in text.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            let isLetter =
                scalar.properties.isAlphabetic
                || scalar.properties.canonicalCombiningClass != .notReordered
            guard isDigit || isLetter else {
                if scalar == "'" || scalar == "’" { continue }
                if scalar == ".", !words.isEmpty { words[words.count - 1].hasFullStop = true }
                if scalar == "," || scalar == ";" || scalar == "\n" { followsComma = true }
                if scalar == "-" || scalar == "–" { followsHyphen = true }
                isAfterGap = true
                continue
            }
            if !isAfterGap, let last = words.last, (last.number != nil) == isDigit {
                words[words.count - 1].text.unicodeScalars.append(scalar)
            } else {
                words.append(
                    Word(
                        text: String(scalar),
                        number: isDigit ? 0 : nil,
                        isGlued: !isAfterGap,
                        followsComma: followsComma,
                        followsHyphen: followsHyphen,
                        hasFullStop: false
                    )
                )
            }
            if isDigit {
                let value = words[words.count - 1].number ?? 0
                words[words.count - 1].number = min(value * 10 + Int(scalar.value - 0x30), 1 << 30)
            }
            isAfterGap = false
            followsComma = false
            followsHyphen = false
        }
        self.words = Self.withoutCountry(words)
    }

    /// The words without the name of the country, and without "DK" before a postcode.
    private static func withoutCountry(_ words: [Word]) -> [Word] {
        var kept: [Word] = []
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : nil
            // "DK-8000", "DK 8000" and "D-8000"; but "42 D 5000" is a house with its letter.
            let isPrefix =
                next?.digits == 4
                && (word.small == "dk" || word.small == "d" && next?.followsHyphen == true)
            let isCountry =
                index == words.count - 1 && index > 0
                && ["danmark", "denmark", "dk"].contains(word.small)
            if isPrefix || isCountry { continue }
            kept.append(word)
        }
        return Array(kept.prefix(mostWords))
    }

    /// The words of a range as one text, with the full stops that stood behind them.
    func text(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            if index > range.lowerBound, !words[index].isGlued { text += " " }
            text += words[index].text + (words[index].hasFullStop ? "." : "")
        }
        return text
    }

    /// Whether a range has a letter in it.
    func hasLetters(_ range: Range<Int>) -> Bool {
        range.contains { words[$0].number == nil }
    }
}

// MARK: Readings

extension AddressText {
    /// Every way in which the words can be a road with what follows it, the likeliest first.
    func readings() -> [Reading] {
        var readings: [Reading] = []
        let count = words.count
        let codes = words.indices.filter { isPostcode($0) }
        for place in codes.reversed() {
            let code = UInt16(words[place].number ?? 0)
            if place > 0 {
                addReadings(0..<place, postcode: code, town: place + 1..<count, to: &readings)
            }
            guard place == 0 || !hasLetters(0..<place) else { continue }
            // "8000 Aarhus C, Margrethepladsen 4": the town stands between postcode and road.
            let rest = place + 1..<count
            let comma = rest.first { $0 > rest.lowerBound && words[$0].followsComma }
            let ends = comma.map { [$0] } ?? Array(rest.dropFirst())
            for end in ends {
                addReadings(end..<count, postcode: code, town: rest.lowerBound..<end, to: &readings)
            }
            addReadings(rest, postcode: code, town: count..<count, to: &readings)
        }
        if codes.isEmpty || codes.allSatisfy({ $0 > 0 && words[$0 - 1].number != nil }) {
            addReadings(0..<count, postcode: nil, town: count..<count, to: &readings)
        }
        return readings
    }

    /// Whether a word may be a postcode: four digits that stand alone.
    private func isPostcode(_ index: Int) -> Bool {
        guard words[index].digits == 4, !words[index].isGlued else { return false }
        let next = index + 1
        return next == words.count || !words[next].isGlued
    }

    /// Readings of a stretch as road, number, and what stands between it and the postcode.
    private func addReadings(
        _ range: Range<Int>,
        postcode: UInt16?,
        town: Range<Int>,
        to readings: inout [Reading]
    ) {
        for place in range
        where place > range.lowerBound && (1...3).contains(trimmedDigits(place))
            && !words[place].followsHyphen && hasLetters(range.lowerBound..<place)
        {
            add(range, numberAt: place, postcode, town, to: &readings)
        }
        addWithoutNumber(range, postcode, town, to: &readings)
    }

    /// How many digits a number has without zeros before it.
    private func trimmedDigits(_ index: Int) -> Int {
        guard let number = words[index].number, words[index].digits <= 4 else { return 0 }
        return number == 0 ? 0 : String(number).utf8.count
    }

    private func add(
        _ range: Range<Int>,
        numberAt place: Int,
        _ postcode: UInt16?,
        _ town: Range<Int>,
        to readings: inout [Reading]
    ) {
        var next = place + 1
        var letter: UInt8 = 0
        if next < range.upperBound, let capital = houseLetter(next) {
            letter = capital
            next += 1
        }
        // "10-12": the first of the two is the address.
        if next < range.upperBound, words[next].followsHyphen, words[next].number != nil,
            words[next].digits <= 3
        {
            next += 1
            if next < range.upperBound, houseLetter(next) != nil, words[next].isGlued { next += 1 }
        }
        let (access, end) = self.access(from: next, to: range.upperBound)
        let rest = end..<range.upperBound
        var reading = Reading(
            street: range.lowerBound..<place,
            number: words[place].number,
            letter: letter,
            access: access,
            between: rest,
            postcode: postcode,
            town: town
        )
        if postcode == nil {
            // "Jellingvej 11, Bolbro, Odense V": a supplementary town may stand before the town.
            if let comma = rest.dropFirst().last(where: { words[$0].followsComma }) {
                reading.between = rest.lowerBound..<comma
                reading.town = comma..<rest.upperBound
                readings.append(reading)
            }
            reading.between = range.upperBound..<range.upperBound
            reading.town = rest
        }
        readings.append(reading)
    }

    /// A single letter that belongs to the number before it.
    private func houseLetter(_ index: Int) -> UInt8? {
        let word = words[index]
        let letters = Array(word.text.uppercased().utf8)
        guard letters.count == 1, (0x41...0x5A).contains(letters[0]), !word.followsComma else {
            return nil
        }
        return letters[0]
    }

    private func addWithoutNumber(
        _ range: Range<Int>,
        _ postcode: UInt16?,
        _ town: Range<Int>,
        to readings: inout [Reading]
    ) {
        guard !range.isEmpty else { return }
        let comma = range.first { $0 > range.lowerBound && words[$0].followsComma }
        var ends = [range.upperBound]
        if let comma {
            ends = [comma]
        } else if postcode == nil {
            ends += range.dropFirst().suffix(6).reversed()
        }
        for end in ends where hasLetters(range.lowerBound..<end) {
            let rest = end..<range.upperBound
            readings.append(
                Reading(
                    street: range.lowerBound..<end,
                    number: nil,
                    between: postcode == nil ? range.upperBound..<range.upperBound : rest,
                    postcode: postcode,
                    town: postcode == nil ? rest : town
                )
            )
        }
    }
}
