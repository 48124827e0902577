/// A sentence with slots in braces, cut into pieces once.
struct Template: Sendable {
    /// What a slot is filled with.
    enum Slot: String, Sendable {
        case unit = "enhed"
        case capitalizedUnit = "Enhed"
        case unitGenitive = "enheds"
        case capitalizedUnitGenitive = "Enheds"
        case name = "navn"
        case town = "by"
        case municipality = "kommune"
        case activity = "a"
        case dish = "ret"
        case place = "s"
        case profession = "f"
        case weekday = "dag"
        case mealTime = "varm"
        case few = "n"
        case many = "m"
        case year = "aar"
    }

    private enum Piece: Sendable {
        case text(String)
        case slot(Slot)
    }

    private let pieces: [Piece]

    init(_ source: String) {
        pieces = source.split(separator: "{", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, part -> [Piece] in
                guard index > 0 else { return [.text(String(part))] }
                guard let end = part.firstIndex(of: "}"),
                    let slot = Slot(rawValue: String(part[..<end]))
                else { preconditionFailure("no such slot in “\(source)”") }
                return [.slot(slot), .text(String(part[part.index(after: end)...]))]
            }
    }

    /// Appends the sentence to `text` with words that suit `subject`.
    func append(to text: inout String, about subject: TextSubject, _ random: inout DemoRandom) {
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .slot(.unit): text += subject.noun.definite
            case .slot(.capitalizedUnit): text += subject.noun.capitalized
            case .slot(.unitGenitive): text += subject.noun.genitive
            case .slot(.capitalizedUnitGenitive): text += subject.noun.capitalizedGenitive
            case .slot(.name): text += subject.name
            case .slot(.town): text += subject.town
            case .slot(.municipality): text += subject.municipality
            case .slot(.activity): text += random.pick(Vocabulary.activities)
            case .slot(.dish): text += random.pick(Vocabulary.dishes)
            case .slot(.place): text += random.pick(Vocabulary.places)
            case .slot(.profession): text += random.pick(Vocabulary.professions)
            case .slot(.weekday): text += random.pick(Vocabulary.weekdays)
            case .slot(.mealTime): text += random.pick(Vocabulary.mealTimes)
            case .slot(.few): text += String(random.between(2, 9))
            case .slot(.many): text += String(random.between(12, 60))
            case .slot(.year): text += String(random.between(1994, 2024))
            }
        }
    }
}

/// Whom a sentence is about.
struct TextSubject: Sendable {
    /// The common noun for the unit in the forms that sentences need.
    struct Noun: Sendable {
        let definite: String
        let genitive: String
        let capitalized: String
        let capitalizedGenitive: String

        init(_ definite: String) {
            self.definite = definite
            genitive = definite + "s"
            capitalized = definite.prefix(1).uppercased() + definite.dropFirst()
            capitalizedGenitive = capitalized + "s"
        }
    }

    let noun: Noun
    let isHome: Bool
    let name: String
    let town: String
    let municipality: String
}

/// Sentences on one subject, drawn without repetition within a text.
struct TemplatePool: Sendable {
    private let forHomes: [Template]
    private let forSuppliers: [Template]

    /// Takes one sentence per line; `@` before it means only of homes, `%` only of suppliers.
    init(_ sentences: String) {
        let lines = sentences.split(separator: "\n")
        forHomes = Self.templates(lines, without: "%", dropping: "@")
        forSuppliers = Self.templates(lines, without: "@", dropping: "%")
    }

    private static func templates(
        _ lines: [Substring],
        without excluded: Character,
        dropping mark: Character
    ) -> [Template] {
        lines.filter { $0.first != excluded }
            .map { Template(String($0.first == mark ? $0.dropFirst() : $0)) }
    }

    /// Appends `count` different sentences, one space between.
    func append(
        _ count: Int,
        to text: inout String,
        about subject: TextSubject,
        _ random: inout DemoRandom
    ) {
        let templates = subject.isHome ? forHomes : forSuppliers
        // A stride that is a prime above the number of sentences visits each once.
        var index = random.below(templates.count)
        let stride = random.pick(Self.strides)
        for _ in 0..<min(count, templates.count) {
            if let last = text.utf8.last, last != UInt8(ascii: "\n") { text += " " }
            templates[index].append(to: &text, about: subject, &random)
            index = (index + stride) % templates.count
        }
    }

    private static let strides = [1, 29, 31, 37, 41, 43]
}
