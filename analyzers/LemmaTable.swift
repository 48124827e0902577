/// The project's own inflection table: every form of the words of elder care, by hand.
///
/// Snowball parts *plejecenter* from *plejecentret* and brings *bolig* together with *bolle*; for the
/// words that matter a table has neither fault. A form belongs to one lemma only, so that the
/// classes stay what the editor reads: *haven* is the garden (*have*) and never the sea (*hav*).
struct LemmaTable: Sendable {
    private let lemmas: [String: String]
    private let foldedLemmas: [String: String]
    private let heads: [String: String]
    private let headLengths: [Int]

    /// The fewest UTF-8 bytes that may stand before the head of a compound.
    private static let shortestFirstPart = 3

    /// Reads `lemmas.tsv`: the lemma, its other forms, and `+` when compounds end in it.
    ///
    /// The genitive -s of every form is added here, unless it is a form or a protected word itself.
    init(_ file: WordListFile, protected: Set<String>) {
        var lemmas: [String: String] = [:]
        lemmas.reserveCapacity(file.lines.count * 12)
        var headLemmas: Set<String> = []
        for line in file.lines {
            file.require((2...3).contains(line.columns.count), line, "not two or three columns")
            let lemma = line.columns[0]
            for form in [lemma] + WordListFile.words(line.columns[1]) {
                file.requireSurface(form, line)
                file.require(!protected.contains(form), line, "'\(form)' is protected")
                let earlier = lemmas.updateValue(lemma, forKey: form)
                file.require(earlier == nil, line, "'\(form)' is also a form of \(earlier ?? "")")
            }
            if line.columns.count == 3 {
                file.require(line.columns[2] == "+", line, "the third column is + or missing")
                headLemmas.insert(lemma)
            }
        }
        for (form, lemma) in lemmas where form.utf8.last != UInt8(ascii: "s") {
            let genitive = form + "s"
            if lemmas[genitive] == nil, !protected.contains(genitive) { lemmas[genitive] = lemma }
        }
        self.lemmas = lemmas
        foldedLemmas = Self.folded(lemmas)
        heads = lemmas.filter { headLemmas.contains($0.value) }
        headLengths = Set(heads.keys.map(\.utf8.count)).sorted(by: >)
    }

    /// The lemma of a form in the table.
    func lemma(of surface: String) -> String? {
        lemmas[surface]
    }

    /// Every form in the table, genitives included, with its lemma.
    var forms: [String: String] { lemmas }

    /// The lemma of a form given by its fold key, when only one lemma has a form with that key.
    func lemma(ofFolded key: String) -> String? {
        foldedLemmas[key]
    }

    /// The lemma of a compound by its last part: *solgårdscentret* goes with *solgårdscenter*.
    ///
    /// The longest last part wins; what stands before it stays as it is.
    func compoundLemma(of surface: String) -> String? {
        let utf8 = surface.utf8
        for length in headLengths where utf8.count - length >= Self.shortestFirstPart {
            let start = utf8.index(utf8.endIndex, offsetBy: -length)
            guard utf8[start] & 0xC0 != 0x80, let head = heads[String(surface[start...])]
            else { continue }
            return String(surface[..<start]) + head
        }
        return nil
    }

    private static func folded(_ lemmas: [String: String]) -> [String: String] {
        var folded: [String: String] = [:]
        folded.reserveCapacity(lemmas.count)
        var ambiguous: Set<String> = []
        for (form, lemma) in lemmas {
            let key = FoldKey.long(form)
            if let other = folded.updateValue(lemma, forKey: key), other != lemma {
                ambiguous.insert(key)
            }
        }
        for key in ambiguous { folded[key] = nil }
        return folded
    }
}
