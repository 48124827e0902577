import Analyzers

/// What a word may be a slip of the keys for: the full matrix of distances for every key.
struct ReferenceSlips {
    /// A loose key within reach.
    struct Slip: Equatable {
        var key: String
        var cost: Int
    }

    private let keys: [[UInt8]]

    /// The slips among these loose keys.
    init(_ keys: some Sequence<String>) {
        self.keys = Set(keys).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The 24 cheapest keys that `surface`, by its key `typed`, may be a slip for, or the beginning of
    /// a slip for.
    func slips(of surface: String, typedAs typed: String, isUnfinished: Bool) -> [Slip] {
        let letters = surface.unicodeScalars.count
        let word = Array(typed.utf8)
        let edits =
            if isUnfinished {
                letters < 6 ? 0 : letters < 11 ? 1 : 2
            } else {
                letters < 4 ? 0 : letters < 7 ? 1 : 2
            }
        guard edits > 0, word.count >= 3, !word.contains(where: isDigit) else { return [] }
        var found: [Slip] = []
        for key in keys {
            let cost =
                isUnfinished
                ? costOfBeginning(word, key, edits) : cost(word, key, edits, letters: letters)
            if let cost {
                found.append(Slip(key: String(decoding: key, as: UTF8.self), cost: cost))
            }
        }
        // Keys are in order, and a stable sort leaves those of one cost so.
        let ranked = found.enumerated().sorted {
            ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
        }
        return ranked.prefix(24).map(\.element)
    }

    private func cost(_ typed: [UInt8], _ key: [UInt8], _ edits: Int, letters: Int) -> Int? {
        guard abs(typed.count - key.count) <= edits else { return nil }
        if typed.first != key.first {
            // A wrong beginning counts as two edits, and new first letters are plain ones.
            let isPlain = key.first.map { (0x61...0x7A).contains($0) } ?? false
            guard letters >= 8, isPlain || key.count < typed.count,
                distances(typed, key)[key.count] == 1
            else { return nil }
            return 2 * 4 + 3
        }
        switch distances(typed, key)[key.count] {
        case 1: return 4 + detail(typed, key)
        case 2 where edits == 2:
            // Two edits need eight letters, typed or meant.
            return letters >= 8 || key.count >= 8 ? 2 * 4 + 3 : nil
        default: return nil
        }
    }

    private func costOfBeginning(_ typed: [UInt8], _ key: [UInt8], _ edits: Int) -> Int? {
        guard typed.first == key.first, let least = distances(typed, key).dropFirst().min(),
            (1...edits).contains(least)
        else { return nil }
        return 4 * least + 3
    }

    /// The distance of the typed word to each beginning of a key: letters left out, put in, replaced,
    /// or swapped with a neighbour, no part of the word touched twice.
    private func distances(_ typed: [UInt8], _ key: [UInt8]) -> [Int] {
        var matrix = [Array(0...typed.count)]
        for row in 1..<(key.count + 1) {
            var cells = [row]
            for column in 1..<(typed.count + 1) {
                let isSame = typed[column - 1] == key[row - 1]
                var cell = matrix[row - 1][column - 1] + (isSame ? 0 : 1)
                cell = min(cell, matrix[row - 1][column] + 1, cells[column - 1] + 1)
                if row > 1, column > 1, typed[column - 1] == key[row - 2],
                    typed[column - 2] == key[row - 1]
                {
                    cell = min(cell, matrix[row - 2][column - 2] + 1)
                }
                cells.append(cell)
            }
            matrix.append(cells)
        }
        return matrix.map { $0[typed.count] }
    }

    /// What one edit adds by how likely it is, tried edit by edit.
    private func detail(_ typed: [UInt8], _ key: [UInt8]) -> Int {
        func without(_ place: Int, _ word: [UInt8]) -> [UInt8] {
            Array(word[..<place] + word[(place + 1)...])
        }
        func isDouble(_ place: Int, _ word: [UInt8]) -> Bool {
            place > 0 && word[place] == word[place - 1]
        }
        let leftOut = key.indices.filter { without($0, key) == typed }
        if !leftOut.isEmpty { return leftOut.contains { isDouble($0, key) } ? 0 : 1 }
        let putIn = typed.indices.filter { without($0, typed) == key }
        if !putIn.isEmpty { return putIn.contains { isDouble($0, typed) } ? 0 : 2 }
        let wrong = typed.indices.filter { typed[$0] != key[$0] }
        // Two places differ where neighbours were swapped.
        guard wrong.count == 1 else { return 0 }
        let alike = ["aeiouy", "dt", "gk", "bp", "vfw", "szc", "ckq", "ij"]
        let soundsAlike = alike.contains {
            $0.utf8.contains(typed[wrong[0]]) && $0.utf8.contains(key[wrong[0]])
        }
        return soundsAlike ? 1 : 2
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
