/// Floor and door, as someone wrote them.
///
/// Danish addresses write the floor first, with a full stop: "2. tv", "st. th", "kl.", and doors by side or by
/// number. People write "2tv", "2. sal tv", "stueplan", "kld.", zeros and hyphens before numbers.
struct Access: Sendable, Equatable {
    /// `kl`, `st`, or a number; empty if none was given.
    var floor = ""
    /// `th`, `tv`, `mf`, or a number or word; empty if none was given.
    var door = ""
    /// A single number that may as well be a door without a floor.
    var isAmbiguous = false

    var isEmpty: Bool { floor.isEmpty && door.isEmpty }

    static let floors: [String: String] = [
        "st": "st", "stue": "st", "stuen": "st", "stueplan": "st", "stueetage": "st",
        "stueetagen": "st", "kl": "kl", "kld": "kl", "kælder": "kl", "kælderen": "kl",
        "kælderplan": "kl", "kldr": "kl", "kaelder": "kl",
    ]
    static let doors: [String: String] = [
        "th": "th", "højre": "th", "hø": "th", "hoejre": "th", "tv": "tv", "venstre": "tv",
        "ve": "tv",
        "mf": "mf", "midtfor": "mf", "midt": "mf",
    ]
    static let floorWords: Set<String> = ["sal", "etage", "et"]
    static let doorWords: Set<String> = ["dør", "lejl", "lejlighed", "vær", "værelse", "nr"]
}

extension AddressText {
    /// Reads floor and door from a place on; answers where they end.
    func access(from start: Int, to end: Int) -> (Access, Int) {
        var access = Access()
        var place = start
        if place < end, let floor = floor(at: place) {
            access.floor = floor.name
            access.isAmbiguous = floor.isAmbiguous
            place += 1
            while place < end, Access.floorWords.contains(words[place].small) {
                access.isAmbiguous = false
                place += 1
            }
        }
        while place < end, Access.doorWords.contains(words[place].small) { place += 1 }
        if place < end, let door = door(at: place, end: end, hasFloor: !access.floor.isEmpty) {
            access.door = door.name
            access.isAmbiguous = false
            place = door.next
        }
        return (access, place)
    }

    private func floor(at place: Int) -> (name: String, isAmbiguous: Bool)? {
        let word = words[place]
        if let floor = Access.floors[word.small] { return (floor, false) }
        guard let number = word.number, number > 0, number < 100, word.digits <= 2 else {
            return nil
        }
        return (String(number), !word.hasFullStop)
    }

    private func door(
        at place: Int,
        end: Int,
        hasFloor: Bool
    ) -> (name: String, next: Int)? {
        let word = words[place]
        if let door = Access.doors[word.small] { return (door, place + 1) }
        if let number = word.number, word.digits <= 4,
            word.digits < 4 || !hasFloor || word.followsHyphen
        {
            // "1b" is a door of its own.
            if place + 1 < end, words[place + 1].isGlued, words[place + 1].text.utf8.count == 1 {
                return ("\(number)\(words[place + 1].small)", place + 2)
            }
            return (String(number), place + 1)
        }
        guard hasFloor, word.text.utf8.count == 1, word.number == nil else { return nil }
        if place + 1 < end, words[place + 1].isGlued, let number = words[place + 1].number {
            return ("\(word.small)\(number)", place + 2)
        }
        return (word.small, place + 1)
    }
}
