public import CareUnits

/// Days as unsigned numbers that keep their order: days since 1970 plus 2^31; open ends are the extremes.
public enum StoredDay {
    /// The first day of a period; an open one has always begun.
    public static func from(_ date: LocalDate?) -> UInt32 {
        date.map(stored) ?? 0
    }

    /// The last day of a period, or a day that may never come; an open one never ends.
    public static func to(_ date: LocalDate?) -> UInt32 {
        date.map(stored) ?? .max
    }

    /// The number of a day.
    public static func stored(_ date: LocalDate) -> UInt32 {
        UInt32(bitPattern: date.daysSinceEpoch) ^ 0x8000_0000
    }
}
