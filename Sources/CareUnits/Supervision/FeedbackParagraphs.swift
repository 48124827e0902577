/// A paragraph of written feedback with the theme that it is about.
public struct FeedbackParagraph: Sendable, Equatable {
    /// The theme under whose heading it stands; none before the first heading and after the last theme.
    public var theme: Theme?
    /// UTF-8 places in the feedback.
    public var range: Range<Int>
}

/// Takes written feedback apart: paragraphs by theme, and sentences.
///
/// Feedback is running text; where a heading names a theme, what follows is about it, until the next
/// heading. A paragraph behind an empty line that no heading leads in, after the last theme, closes the
/// whole and is about no theme.
public enum FeedbackText {
    /// The paragraphs of a feedback without its headings, in order.
    ///
    /// O(length).
    public static func paragraphs(of text: String) -> [FeedbackParagraph] {
        let bytes = Array(text.utf8)
        var paragraphs: [FeedbackParagraph] = []
        var theme: Theme?
        // Whether a paragraph of the theme has been read: an empty line then ends it.
        var hasText = false
        var seen = Set<Theme>()
        for line in lines(of: bytes) {
            if line.isEmpty {
                // Several paragraphs may be about one theme; the closing words come after all themes.
                if hasText, seen.count == Theme.allCases.count { theme = nil }
                continue
            }
            if let heading = Heading(bytes, line) {
                theme = heading.theme
                seen.insert(heading.theme)
                hasText = false
                guard !heading.rest.isEmpty else { continue }
                paragraphs.append(.init(theme: theme, range: heading.rest))
            } else {
                paragraphs.append(.init(theme: theme, range: line))
            }
            hasText = true
        }
        return paragraphs
    }

    /// The sentences of a stretch of a text, spaces around them left out.
    ///
    /// A sentence ends at `.`, `!` or `?` before a space and a capital letter or a digit, unless the word
    /// before the point is an abbreviation.
    public static func sentences(of bytes: [UInt8], in stretch: Range<Int>) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = stretch.lowerBound
        for place in stretch where ".!?".utf8.contains(bytes[place]) {
            var next = place + 1
            // A quotation or a parenthesis that ends with the sentence belongs to it.
            while next < stretch.upperBound, bytes[next] == 0x22 || bytes[next] == 0x29 {
                next += 1
            }
            guard next < stretch.upperBound else { break }
            guard bytes[next] == 0x20 || bytes[next] == 0x0A else { continue }
            guard beginsSentence(bytes, next + 1, before: stretch.upperBound),
                !isAbbreviation(bytes, endingAt: place, from: start)
            else { continue }
            sentences.append(start..<next)
            start = next
        }
        sentences.append(start..<stretch.upperBound)
        return sentences.map { trimmed(bytes, $0) }.filter { !$0.isEmpty }
    }

    /// Abbreviations that a capital letter may follow.
    private static let abbreviations: Set<String> = [
        "f.eks", "bl.a", "ca", "kl", "nr", "pr", "jf", "stk", "m.fl", "dvs", "evt", "inkl", "ekskl",
        "osv", "mv", "m.v", "hhv", "afd", "dr", "hr", "fr", "tlf",
    ]

    private static func isAbbreviation(_ bytes: [UInt8], endingAt point: Int, from start: Int)
        -> Bool
    {
        var first = point
        while first > start, bytes[first - 1] != 0x20, bytes[first - 1] != 0x0A { first -= 1 }
        let word = String(decoding: bytes[first..<point], as: UTF8.self).lowercased()
        // "2. etage", "§ 9. ": a number before a point need not end a sentence, and a single letter too.
        return abbreviations.contains(word) || word.count == 1
    }

    private static func beginsSentence(_ bytes: [UInt8], _ place: Int, before end: Int) -> Bool {
        guard place < end else { return false }
        switch bytes[place] {
        case 0x41...0x5A, 0x30...0x39, 0x22, 0x28, 0x2D, 0x2A: return true
        // Æ, Ø and Å, and quotation marks.
        case 0xC3: return place + 1 < end && bytes[place + 1] < 0xA0
        case 0xE2, 0xC2: return true
        default: return bytes[place] == 0x0A
        }
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for place in 0...bytes.count where place == bytes.count || bytes[place] == 0x0A {
            lines.append(trimmed(bytes, start..<place))
            start = place + 1
        }
        return lines
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    /// A line, or the beginning of one, that names a theme.
    private struct Heading {
        var theme: Theme
        /// What follows on the same line behind a colon.
        var rest: Range<Int>

        /// The words by which headings name the themes, lower-case; the longest that fits counts.
        private static let names: [(name: String, theme: Theme)] = [
            ("den ældres selvbestemmelse", .selfDetermination),
            ("borgerens selvbestemmelse", .selfDetermination),
            ("beboerens selvbestemmelse", .selfDetermination),
            ("selvbestemmelse", .selfDetermination),
            ("self-determination", .selfDetermination),
            ("tillid til medarbejderne og den borgernære ledelse", .trustStaffLeadership),
            ("tillid til medarbejdere og den borgernære ledelse", .trustStaffLeadership),
            ("tillid til medarbejdere og ledelse", .trustStaffLeadership),
            ("tillid til medarbejderne og ledelsen", .trustStaffLeadership),
            ("tillid til medarbejderne", .trustStaffLeadership),
            ("medarbejdere og ledelse", .trustStaffLeadership),
            ("tillid", .trustStaffLeadership),
            ("samspil med pårørende, lokale fællesskaber og civilsamfund", .relativesCommunity),
            (
                "et tæt samspil med pårørende, lokale fællesskaber og civilsamfund",
                .relativesCommunity
            ),
            ("samspil med pårørende og civilsamfund", .relativesCommunity),
            ("samspil med pårørende", .relativesCommunity),
            ("pårørende, lokale fællesskaber og civilsamfund", .relativesCommunity),
            ("pårørende og civilsamfund", .relativesCommunity),
            ("pårørende", .relativesCommunity),
        ]
        /// A heading without a colon is no longer than this.
        private static let longest = 90

        init?(_ bytes: [UInt8], _ line: Range<Int>) {
            let colon = line.first { bytes[$0] == UInt8(ascii: ":") }
            // "Tema 2: Tillid" has its name behind the colon, "Tillid: Der er …" before it.
            if let colon, let theme = Self.theme(bytes, line.lowerBound..<colon) {
                self.theme = theme
                rest = FeedbackText.trimmed(bytes, (colon + 1)..<line.upperBound)
                return
            }
            guard line.count <= Self.longest, let theme = Self.theme(bytes, line) else {
                return nil
            }
            self.theme = theme
            rest = line.upperBound..<line.upperBound
        }

        private static func theme(_ bytes: [UInt8], _ range: Range<Int>) -> Theme? {
            var text = String(decoding: bytes[range], as: UTF8.self).lowercased()
            while let last = text.last, ":.*_# ".contains(last) { text.removeLast() }
            while let first = text.first, "#*_-.)( 0123456789".contains(first) {
                text.removeFirst()
            }
            for lead in ["tema", "theme"] where text.hasPrefix(lead) {
                let rest = text.dropFirst(lead.count).drop { " 0123456789:.-–".contains($0) }
                text = String(rest)
            }
            return names.first { $0.name == text }?.theme
        }
    }
}
