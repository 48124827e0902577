import Analyzers
import IndexFormat
import LMDB

/// Reads a word as several that the index has, as people write what others write in two.
///
/// The parts are words of the index, in any spelling; between two parts the joint -s- or -e- may stand.
struct WordSplitter {
    /// The fewest letters of a part; a part of digits may be shorter.
    private static let shortestPart = 3
    /// The most ways to read one word.
    private static let mostSplits = 6

    let texts: TextIndex
    let shown: ShownPart

    private var dictionary: TermDictionary { texts.dictionary }
    private var analyzer: DanishAnalyzer { texts.analyzer }

    /// The ways to read a word as two words, or as three if there is none: the terms of each part.
    ///
    /// O(letters · log terms) for two parts.
    func splits(of surface: String) -> [[[UInt32]]] {
        let letters = Array(surface.unicodeScalars)
        guard letters.count >= 2 * Self.shortestPart || letters.contains(where: isDigit) else {
            return []
        }
        let two = splits(of: letters[...], into: 2)
        let found = two.isEmpty ? splits(of: letters[...], into: 3) : two
        return Array(found.prefix(Self.mostSplits))
    }

    private func splits(
        of letters: ArraySlice<Unicode.Scalar>,
        into count: Int
    ) -> [[[UInt32]]] {
        var found: [[[UInt32]]] = []
        // Longer first parts first: they are the surer ones.
        for end in letters.indices.dropFirst().reversed() {
            let first = letters[..<end]
            guard isPart(first) || isBetweenDigits(letters, end) else { continue }
            let rest = letters[end...]
            guard count > 2 || isPart(rest) || isBetweenDigits(letters, end) else { continue }
            let firstTerms = firstTerms(of: first)
            guard !firstTerms.isEmpty else { continue }
            if count == 2 {
                let lastTerms = terms(of: rest)
                if !lastTerms.isEmpty { found.append([firstTerms, lastTerms]) }
            } else {
                for split in splits(of: rest, into: count - 1) {
                    found.append([firstTerms] + split)
                }
            }
            if found.count >= Self.mostSplits { break }
        }
        return found
    }

    private func isPart(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
        letters.count >= Self.shortestPart
    }

    /// Whether a word of letters ends and a number begins here, or the other way.
    private func isBetweenDigits(_ letters: ArraySlice<Unicode.Scalar>, _ place: Int) -> Bool {
        isDigit(letters[place - 1]) != isDigit(letters[place])
    }

    private func isDigit(_ letter: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(letter.value)
    }

    /// The terms of a first part, as it is or without its joint.
    private func firstTerms(of letters: ArraySlice<Unicode.Scalar>) -> [UInt32] {
        let whole = terms(of: letters)
        guard whole.isEmpty, letters.count > Self.shortestPart, let joint = letters.last,
            joint == "s" || joint == "e"
        else { return whole }
        return terms(of: letters.dropLast())
    }

    private func terms(of letters: ArraySlice<Unicode.Scalar>) -> [UInt32] {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: letters)
        let surface = String(text)
        let folded = shown.terms(of: dictionary.folds, for: analyzer.foldKey(of: surface))
        if !folded.isEmpty { return folded }
        return shown.terms(of: dictionary.lemmas, for: analyzer.lemma(of: surface))
    }
}
