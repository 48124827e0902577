/// Reads the declaration of a chain: a line a step, `step: what it does`, `#` for remarks.
///
/// A step that is unknown, missing or named twice, and a choice that the step does not have, is a
/// mistake of ours and traps at start, with the file and the line in the message.
struct ChainFile {
    private let file: WordListFile
    private var choices: [String: (value: String, line: WordListFile.Line)] = [:]

    private static let steps = [
        "slashes", "listed abbreviations", "full stops", "commas", "country codes", "house letters",
        "house ranges", "initials", "paragraphs", "shared heads", "inflection",
    ]

    /// Reads the lines of `file`.
    init(_ file: WordListFile) {
        self.file = file
        for line in file.lines {
            let halves = line.columns[0].split(separator: ":", omittingEmptySubsequences: false)
            file.require(line.columns.count == 1 && halves.count == 2, line, "not 'step: choice'")
            let step = WordListFile.words(String(halves[0])).joined(separator: " ")
            let value = WordListFile.words(String(halves[1])).joined(separator: " ")
            file.require(Self.steps.contains(step), line, "'\(step)' is no step")
            let earlier = choices.updateValue((value, line), forKey: step)
            file.require(earlier == nil, line, "'\(step)' is named twice")
        }
    }

    /// The chain that the file declares.
    var chain: Chain {
        Chain(
            joinsSlashes: either("slashes", "join", "part"),
            keepsListedAbbreviations: either("listed abbreviations", "whole", "parted"),
            partsAtFullStops: either("full stops", "part", "keep"),
            partsAtCommas: either("commas", "part", "keep"),
            dropsCountryCodes: either("country codes", "drop", "keep"),
            joinsHouseLetters: either("house letters", "join", "apart"),
            houseRanges: choice("house ranges"),
            initials: choice("initials"),
            paragraphs: choice("paragraphs"),
            completesSharedHeads: either("shared heads", "complete", "no"),
            inflection: choice("inflection")
        )
    }

    private func either(_ step: String, _ yes: String, _ no: String) -> Bool {
        let (value, line) = found(step)
        file.require(value == yes || value == no, line, "'\(step)' is '\(yes)' or '\(no)'")
        return value == yes
    }

    private func choice<Choice: RawRepresentable<String>>(_ step: String) -> Choice {
        let (value, line) = found(step)
        guard let choice = Choice(rawValue: value) else {
            fatalError("\(file.name), line \(line.number): '\(step)' cannot be '\(value)'")
        }
        return choice
    }

    private func found(_ step: String) -> (value: String, line: WordListFile.Line) {
        guard let found = choices[step] else {
            fatalError("\(file.name), line \(file.lines.last?.number ?? 0): no '\(step)'")
        }
        return found
    }
}

/// The chain of every kind of field.
struct Chains: Sendable {
    private let name: Chain
    private let place: Chain
    private let prose: Chain
    private let code: Chain
    private let query: Chain

    /// The files whose bytes decide what an index holds, by name.
    static let files: [(name: String, bytes: [UInt8])] = [
        ("chains/name.txt", PackageResources.name_txt),
        ("chains/place.txt", PackageResources.place_txt),
        ("chains/prose.txt", PackageResources.prose_txt),
        ("chains/code.txt", PackageResources.code_txt),
        ("chains/query.txt", PackageResources.query_txt),
    ]

    /// Reads the files of this build.
    init() {
        let chains = Self.files.map {
            ChainFile(WordListFile(name: $0.name, bytes: $0.bytes)).chain
        }
        (name, place, prose, code, query) = (chains[0], chains[1], chains[2], chains[3], chains[4])
    }

    /// The chain of `kind`.
    func of(_ kind: FieldKind) -> Chain {
        switch kind {
        case .name: name
        case .place: place
        case .prose: prose
        case .code: code
        case .query: query
        }
    }
}
