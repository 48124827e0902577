/// What many tests at once ask for.
public enum Multiplicity {
    /// The confidence of each of so many intervals by which all hold together with `familywise`.
    ///
    /// Bonferroni, after Dunn 1961, "Multiple comparisons among means", JASA 56:52.
    public static func confidence(familywise: Double, intervals: Int) -> Double {
        1 - (1 - familywise) / Double(max(1, intervals))
    }

    /// p-values adjusted so that rejecting those below α errs at all with probability α at most.
    ///
    /// Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    /// Statistics 6:65. O(n log n).
    public static func holm(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var highest = 0.0
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        for (place, index) in order.enumerated() {
            highest = max(highest, min(1, pValues[index] * Double(pValues.count - place)))
            adjusted[index] = highest
        }
        return adjusted
    }

    /// p-values adjusted so that of those below q at most the share q is expected to be false.
    ///
    /// Benjamini & Hochberg 1995, "Controlling the false discovery rate", Journal of the Royal
    /// Statistical Society B 57:289. O(n log n).
    public static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var lowest = 1.0
        let order = pValues.indices.sorted { pValues[$0] > pValues[$1] }
        for (place, index) in order.enumerated() {
            let rank = Double(pValues.count - place)
            lowest = min(lowest, pValues[index] * Double(pValues.count) / rank)
            adjusted[index] = lowest
        }
        return adjusted
    }
}
