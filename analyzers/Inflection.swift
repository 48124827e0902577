/// Brings the forms of a word to one key: table, protected words, compounds, Snowball, in that order.
struct Inflection: Sendable {
    let lemmas: LemmaTable
    let protected: Set<String>

    /// The class of `surface` as a chain asks for it; `stem` is Snowball, on the surface form.
    func lemma(
        of surface: String,
        _ inflection: Chain.Inflection,
        stem: (String) -> String
    ) -> String {
        switch inflection {
        case .none: surface
        case .genitive: lemmas.lemma(of: surface) ?? withoutGenitive(surface)
        case .full: full(surface, stem: stem)
        }
    }

    /// A key by which words written in any spelling find each other: the fold of the lemma.
    ///
    /// A word typed without its Danish letters is looked up by its fold, and never stemmed wrongly
    /// if the table has it.
    func foldedLemma(of surface: String, stem: (String) -> String) -> String {
        let lemma =
            lemmas.lemma(of: surface)
            ?? lemmas.lemma(ofFolded: FoldKey.long(surface))
            ?? full(surface, stem: stem)
        return FoldKey.long(lemma)
    }

    private func full(_ surface: String, stem: (String) -> String) -> String {
        if let lemma = lemmas.lemma(of: surface) { return lemma }
        if protected.contains(surface) || !isWord(surface) { return surface }
        if surface.utf8.count > 4, surface.utf8.last == UInt8(ascii: "s") {
            let bare = String(surface.dropLast())
            if protected.contains(bare) { return bare }
        }
        if let lemma = lemmas.compoundLemma(of: surface) { return lemma }
        // Two words are brought together by Snowball only if the lists know neither: "rettelse" is
        // stemmed to "ret", which is the class of another word.
        let stem = stem(surface)
        let isTaken = lemmas.lemma(of: stem) == stem || protected.contains(stem)
        return isTaken ? stem + "~" : stem
    }

    /// Takes the genitive off a name: `'s`, or an -s that is not part of the name itself.
    private func withoutGenitive(_ surface: String) -> String {
        guard !protected.contains(surface), surface.utf8.last == UInt8(ascii: "s"), isWord(surface)
        else { return surface }
        let bare = surface.hasSuffix("'s") ? surface.dropLast(2) : surface.dropLast()
        // Short names (Mads, Lars, Jens) and -us, -is, -os, -ss seldom are genitives.
        guard bare.utf8.count >= 4, let last = bare.last, !"uiosxz'".contains(last)
        else { return surface }
        return String(bare)
    }

    /// Whether inflection applies: numbers, house numbers and abbreviations have none.
    private func isWord(_ surface: String) -> Bool {
        surface.utf8.allSatisfy { byte in
            byte >= 0x80 || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "'")
        }
    }
}
