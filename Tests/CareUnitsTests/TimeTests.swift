import CareUnits
import Testing

@Suite struct LocalDateTests {
    @Test func everyDayOfTwoCenturiesReadsBackAndFollowsTheFormer() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var expected = try #require(LocalDate("1900-01-01")).daysSinceEpoch
        #expect(expected == -25_567)
        for year in 1900...2100 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for month in 1...12 {
                let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
                for day in 1...length {
                    let date = try #require(LocalDate(year: year, month: month, day: day))
                    #expect(date.daysSinceEpoch == expected)
                    #expect(date.components == (year, month, day))
                    #expect(LocalDate(date.description) == date)
                    expected += 1
                }
                #expect(LocalDate(year: year, month: month, day: length + 1) == nil)
            }
        }
        #expect(expected == LocalDate("2101-01-01")?.daysSinceEpoch)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-01", 20_758),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func knownDatesHaveTheirNumbers(text: String, days: Int32) throws {
        let date = try #require(LocalDate(text))
        #expect(date.daysSinceEpoch == days)
        #expect(date.description == text)
    }

    @Test(arguments: [
        "", "2026", "2026-1-01", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31",
        "2026-01-00", "0000-01-01", "2026/01/01", "26-01-01", "2026-01-01 ", " 2026-01-01",
        "2026-01-1a", "+026-01-01", "2026-01-01T00:00:00Z", "-001-01-01", "2O26-01-01",
    ])
    func whatIsNoDateIsNone(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func daysAreAddedBothWays() throws {
        let date = try #require(LocalDate("2024-02-28"))
        #expect(date.adding(days: 2).description == "2024-03-01")
        #expect(date.adding(days: -59).description == "2023-12-31")
        #expect(date < date.adding(days: 1))
    }

    @Test func periodsHoldBothTheirEnds() throws {
        let day = try #require(LocalDate("2026-03-10"))
        let whole = DatePeriod(from: day, to: day.adding(days: 5))
        let cases = [(-1, false), (0, true), (3, true), (5, true), (6, false)]
        for (offset, isInside) in cases {
            #expect(whole.contains(day.adding(days: offset)) == isInside)
        }
        #expect(DatePeriod(from: nil, to: day).contains(day.adding(days: -10_000)))
        #expect(!DatePeriod(from: nil, to: day).contains(day.adding(days: 1)))
        #expect(DatePeriod(from: day, to: nil).contains(day.adding(days: 10_000)))
        #expect(DatePeriod(from: nil, to: nil).contains(day))
    }
}

@Suite struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
            ("1969-12-31T23:59:59.999Z", -1), ("2026-03-02T10:15:00Z", 1_772_446_500_000),
            ("2026-03-02T10:15:00+01:00", 1_772_442_900_000),
            ("2026-03-02T10:15:00-05:30", 1_772_466_300_000),
            ("2026-03-02t10:15:00z", 1_772_446_500_000),
            ("2026-03-02T10:15:00.5Z", 1_772_446_500_500),
            ("2026-03-02T10:15:00.123456789Z", 1_772_446_500_123),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("2026-03-02T10:15:00-00:00", 1_772_446_500_000),
        ] as [(String, Int64)]
    )
    func dateTimesOfRFC3339AreRead(text: String, milliseconds: Int64) throws {
        let instant = try #require(Instant(text))
        #expect(instant.milliseconds == milliseconds)
        #expect(Instant(instant.description) == instant)
    }

    @Test(arguments: [
        "", "2026-03-02", "2026-03-02T10:15Z", "2026-03-02T10:15:00", "2026-03-02 10:15:00Z",
        "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z", "2026-03-02T10:15:61Z",
        "2026-03-02T10:15:00.Z", "2026-03-02T10:15:00,5Z", "2026-03-02T10:15:00+1:00",
        "2026-03-02T10:15:00+0100", "2026-03-02T10:15:00+24:00", "2026-03-02T10:15:00ZZ",
        "2026-02-30T10:15:00Z", "2026-03-02T10:15:00.5", "2026-03-02T10:15:00+01:60",
        "2026-03-02T1a:15:00Z", "2026-03-02T10-15-00Z", "æøåæøåæøåæøåæøåæøå",
    ])
    func whatIsNoDateTimeIsNone(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func descriptionsKeepMillisecondsOnlyWhereThereAreAny() {
        #expect(Instant(milliseconds: 0).description == "1970-01-01T00:00:00Z")
        #expect(Instant(milliseconds: 7).description == "1970-01-01T00:00:00.007Z")
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    }

    /// Copenhagen is one hour ahead of UTC, two from 01:00 UTC on the last Sunday of March to 01:00
    /// UTC on the last Sunday of October (tz database, `Europe/Copenhagen`).
    @Test(arguments: [
        ("2026-01-31T22:59:59Z", "2026-01-31"), ("2026-01-31T23:00:00Z", "2026-02-01"),
        ("2026-06-30T21:59:59.999Z", "2026-06-30"), ("2026-06-30T22:00:00Z", "2026-07-01"),
        ("2026-03-28T22:59:59Z", "2026-03-28"), ("2026-03-28T23:00:00Z", "2026-03-29"),
        ("2026-03-29T21:59:59Z", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30"),
        ("2026-10-24T21:59:59Z", "2026-10-24"), ("2026-10-24T22:00:00Z", "2026-10-25"),
        ("2026-10-25T22:59:59Z", "2026-10-25"), ("2026-10-25T23:00:00Z", "2026-10-26"),
        ("2024-03-31T22:00:00Z", "2024-04-01"), ("2024-10-27T22:30:00Z", "2024-10-27"),
        ("1995-09-23T22:30:00Z", "1995-09-24"), ("1995-09-24T22:30:00Z", "1995-09-24"),
        ("1996-10-26T22:30:00Z", "1996-10-27"), ("1979-07-01T22:30:00Z", "1979-07-01"),
        ("2026-07-01T00:30:00+02:00", "2026-07-01"), ("2026-07-01T00:30:00+09:00", "2026-06-30"),
        ("2025-12-31T23:30:00Z", "2026-01-01"), ("1969-12-31T23:30:00Z", "1970-01-01"),
    ])
    func theDateIsTheOneInCopenhagen(text: String, date: String) throws {
        #expect(try #require(Instant(text)).dateInDenmark.description == date)
    }
}
