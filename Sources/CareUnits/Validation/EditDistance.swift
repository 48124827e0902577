/// The optimal string alignment distance: insertions, deletions, substitutions and swaps of
/// neighbours each cost one.
///
/// O(n·m) in Unicode scalars.
///
/// Source: Oommen & Loke 1997, "Pattern recognition of strings with substitutions, insertions,
/// deletions and generalized transpositions".
public func editDistance(_ left: some StringProtocol, _ right: some StringProtocol) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for (column, other) in right.enumerated() {
            var cost = min(
                previous[column] + (scalar == other ? 0 : 1),
                previous[column + 1] + 1,
                current[column] + 1
            )
            if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                cost = min(cost, beforePrevious[column - 1] + 1)
            }
            current.append(cost)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}

/// The candidate that a misspelt word was most likely meant to be, or `nil` if none is near.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let folded = word.lowercased()
    return
        candidates
        .map { (candidate: $0, distance: editDistance(folded, $0.lowercased())) }
        .filter { $0.distance <= max(2, word.unicodeScalars.count / 3) }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}
