import Analyzers
import IndexFormat
import LMDB

/// Finds the terms that a word may be a slip of the keys for.
///
/// Distances are counted between loose keys, so that "ø" is one letter however it is typed:
/// insertion, deletion, substitution and the swap of two neighbours are one edit each (Damerau 1964,
/// in the restricted form in which no part is edited twice). One edit is allowed from four letters,
/// two from eight, be they typed or meant; a wrong first letter counts as two, since it hardly ever is wrong; words with
/// digits are never corrected.
struct SpellingCorrector {
    /// A term with what it costs to read the typed word as it.
    struct Correction: Equatable {
        /// The place of the loose key among all.
        var key: Int
        var cost: UInt8
    }

    /// The most keys that a word is read as.
    static let mostCorrections = 24

    let dictionary: TermDictionary
    let shown: ShownPart

    /// How many edits a word of so many letters may have.
    static func allowedEdits(letters: Int) -> Int {
        letters < 4 ? 0 : letters < 8 ? 1 : 2
    }

    /// How many edits the beginning of a word may have, of which so many letters are typed: the rest may
    /// still tell, so fewer than in a whole word.
    static func allowedEditsOfBeginning(letters: Int) -> Int {
        letters < 6 ? 0 : letters < 11 ? 1 : 2
    }

    /// The keys within reach of a typed word, the cheapest first; without the word itself.
    ///
    /// `surface` is the word as typed, `key` its loose key. Time grows with the keys that share its
    /// first letter: a walk in their order computes each shared beginning once.
    func corrections(of surface: String, key: String, completing: Bool = false) -> [Correction] {
        let letters = surface.unicodeScalars.count
        // A word of eight letters of which one was left out may have one more slip.
        let edits =
            completing
            ? Self.allowedEditsOfBeginning(letters: letters)
            : Self.allowedEdits(letters: letters >= 7 ? letters + 1 : letters)
        let typed = Array(key.utf8)
        guard edits > 0, typed.count >= 3, !typed.contains(where: Self.isDigit) else { return [] }
        var found = keysNear(typed, edits: edits, completing: completing)
        if !completing, letters < 8 {
            let keys = dictionary.looseFolds.keys
            found.removeAll { $0.cost >= 8 && keys[$0.key].count < 8 }
        } else if !completing {
            found += keysWithAnotherBeginning(typed)
        }
        found.removeAll { !shown.hasTerms(of: dictionary.looseFolds, at: $0.key) }
        found.sort { ($0.cost, $0.key) < ($1.cost, $1.key) }
        return Array(found.prefix(Self.mostCorrections))
    }

    // MARK: The same first letter

    /// Walks the keys that begin with the same letter; each shares its first rows with the one before.
    private func keysNear(_ typed: [UInt8], edits: Int, completing: Bool) -> [Correction] {
        let keys = dictionary.looseFolds.keys
        let range = keys.range(withPrefix: [typed[0]])
        let sharedBytes = dictionary.sharedBytes
        let shared = sharedBytes.span
        var rows = EditRows(typed: typed, limit: edits)
        var found: [Correction] = []
        // Keys that share so many bytes with one found beyond reach are beyond reach, too; where the
        // typed word may be unfinished, all complete the beginning that was met before.
        var deadDepth = Int.max
        var completed: Int?
        // Bytes that a key shares with the one whose rows were last computed.
        var common = 0
        for index in range {
            common = index == range.lowerBound ? 0 : min(common, Int(shared[index]))
            if common < deadDepth {
                // A key of another length cannot end within reach.
                if !completing, abs(keys.length(index) - typed.count) > edits { continue }
                let candidate = keys[index]
                deadDepth = rows.advance(to: candidate, from: min(common, rows.depth)) ?? .max
                common = .max
                completed = completing ? rows.bestOfBeginnings : nil
                if deadDepth == .max, !completing, (1...edits).contains(rows.distance) {
                    found.append(correction(index, candidate, typed, edits: rows.distance))
                }
            }
            if let completed, completed > 0 {
                found.append(Correction(key: index, cost: UInt8(4 * completed + 3)))
            }
        }
        return found
    }

    private func correction(
        _ index: Int,
        _ candidate: Span<UInt8>,
        _ typed: [UInt8],
        edits: Int
    ) -> Correction {
        let detail = edits == 1 ? Self.detail(candidate, typed) : 3
        return Correction(key: index, cost: UInt8(4 * edits + detail))
    }

    // MARK: Another first letter

    /// Keys of which only the beginning differs, each at the cost of two edits.
    ///
    /// Another first letter, one missing, one too many, or the first two swapped.
    private func keysWithAnotherBeginning(_ typed: [UInt8]) -> [Correction] {
        let keys = dictionary.looseFolds.keys
        let rest = Array(typed.dropFirst())
        var candidates = [rest]
        if typed[0] != typed[1] { candidates.append([typed[1], typed[0]] + typed.dropFirst(2)) }
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where letter != typed[0] {
            candidates.append([letter] + rest)
            candidates.append([letter] + typed)
        }
        // Those with the first letter as typed are found with the others, and cheaper.
        return candidates.filter { $0[0] != typed[0] }.compactMap { candidate in
            keys.find(candidate).map { Correction(key: $0, cost: 4 * 2 + 3) }
        }
    }

    // MARK: What one edit costs

    /// How likely one edit is, from 0, the likeliest, to 3.
    ///
    /// A letter doubled or not and two letters swapped are the commonest slips; then letters that
    /// sound alike, and one left out; then any other.
    private static func detail(_ candidate: Span<UInt8>, _ typed: [UInt8]) -> Int {
        var start = 0
        let shorter = min(candidate.count, typed.count)
        while start < shorter, candidate[start] == typed[start] { start += 1 }
        var end = 0
        while end < shorter - start,
            candidate[candidate.count - 1 - end] == typed[typed.count - 1 - end]
        {
            end += 1
        }
        let inCandidate = candidate.count - start - end
        let inTyped = typed.count - start - end
        switch (inCandidate, inTyped) {
        case (2, 2): return 0
        case (1, 1): return soundsAlike(candidate[start], typed[start]) ? 1 : 2
        case (1, 0):
            return start > 0 && candidate[start] == candidate[start - 1] ? 0 : 1
        case (0, 1):
            return start > 0 && typed[start] == typed[start - 1] ? 0 : 2
        default: return 3
        }
    }

    private static let soundGroups: [[UInt8]] = [
        "aeiouy", "dt", "gk", "bp", "vfw", "szc", "ckq", "ij",
    ]
    .map { Array($0.utf8) }

    private static func soundsAlike(_ left: UInt8, _ right: UInt8) -> Bool {
        soundGroups.contains { $0.contains(left) && $0.contains(right) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// The rows of an edit distance between a typed word and one key after the other.
///
/// Row `d` holds the distances of the key's first `d` bytes to each beginning of the typed word.
struct EditRows {
    private let typed: [UInt8]
    private let limit: UInt8
    private let width: Int
    private var cells: [UInt8]
    /// The bytes of the key that the rows stand for.
    private var bytes: [UInt8]
    private(set) var depth = 0

    init(typed: [UInt8], limit: Int) {
        self.typed = typed
        self.limit = UInt8(limit)
        width = typed.count + 1
        // A longer key is beyond reach before its row is computed; a completion is cut there.
        let most = typed.count + limit + 2
        cells = Array(repeating: UInt8(limit + 1), count: width * (most + 1))
        bytes = Array(repeating: 0, count: most + 1)
        for column in 0..<width { cells[column] = UInt8(min(column, limit + 1)) }
    }

    /// Computes the rows of a key from the row `start` on, which it shares with the former key.
    ///
    /// Returns the depth at which nothing is within reach any more, or `nil` if the end was reached.
    mutating func advance(to key: Span<UInt8>, from start: Int) -> Int? {
        depth = start
        let most = bytes.count - 1
        while depth < key.count {
            if depth == most { return depth }
            let byte = key[depth]
            bytes[depth] = byte
            depth += 1
            if computeRow(byte) > limit { return depth }
        }
        return nil
    }

    /// Computes the row at `depth`; returns the smallest cell.
    @inline(__always)
    private mutating func computeRow(_ byte: UInt8) -> UInt8 {
        let row = depth * width
        let above = row - width
        // Cells further from the diagonal than the limit are beyond reach (Ukkonen 1985).
        let reach = Int(limit)
        let first = max(1, depth - reach)
        let last = min(width - 1, depth + reach)
        let beyond = limit + 1
        cells[row + first - 1] = first == 1 ? UInt8(min(depth, Int(beyond))) : beyond
        var smallest = first == 1 ? cells[row] : beyond
        if last + 1 < width { cells[row + last + 1] = beyond }
        if first > last { return beyond }
        let former = depth > 1 ? bytes[depth - 2] : 0
        var left = cells[row + first - 1]
        var diagonal = cells[above + first - 1]
        for column in first...last {
            let letter = typed[column - 1]
            let up = cells[above + column]
            var cell = min(diagonal &+ (letter == byte ? 0 : 1), min(up, left) &+ 1)
            if letter == former, column > 1, typed[column - 2] == byte {
                cell = min(cell, cells[above - width + column - 2] &+ 1)
            }
            cells[row + column] = cell
            smallest = min(smallest, cell)
            left = cell
            diagonal = up
        }
        return smallest
    }

    /// The distance of the whole key.
    var distance: Int { Int(cells[depth * width + width - 1]) }

    /// The smallest distance of the typed word to any beginning of the key, if within reach.
    var bestOfBeginnings: Int? {
        var best = UInt8.max
        for row in 1...max(1, depth) { best = min(best, cells[row * width + width - 1]) }
        return best <= limit ? Int(best) : nil
    }
}
