import CareUnits
import Testing

@testable import Presentation

@Suite struct PageWordsTests {
    static let verdicts = [
        "clearlyDifferent", "possiblyDifferent", "noDemonstrableDifference", "identical",
        "notComparable",
    ]
    private let danish = PageWords(language: .danish)
    private let english = PageWords(language: .english)

    @Test(
        arguments: [
            ("2025", "2025", "2025"), ("2025-Q4", "4. kvartal 2025", "quarter 4 of 2025"),
            ("2025-H1", "1. halvår 2025", "half 1 of 2025"),
            ("2025-11", "november 2025", "November 2025"),
            ("2025-11-02", "2. november 2025", "2 November 2025"),
            (
                "2025-01-01/2025-12-31", "1. januar 2025 til 31. december 2025",
                "1 January 2025 to 31 December 2025"
            ),
            ("2024/25", "2024/25", "2024/25"), ("2025-13", "2025-13", "2025-13"), ("", "", ""),
        ]
    )
    func periodsAreWords(_ period: String, _ danish: String, _ english: String) {
        #expect(spaced(self.danish.period(period)) == danish)
        #expect(spaced(self.english.period(period)) == english)
    }

    /// Half an hour before midnight in UTC it is already the next day in Denmark.
    @Test func daysAreDanishOnes() {
        #expect(danish.day("2026-05-31T22:30:00Z") == "1.\u{A0}juni 2026")
        #expect(english.day("2026-05-31") == "31\u{A0}May 2026")
        #expect(danish.day("snart") == "snart")
    }

    @Test(
        arguments: [
            ("68–91 %", "mellem 68 og 91 %"), ("0–2 point", "mellem 0 og 2 point"),
            ("−5 – 3", "mellem −5 og 3"), ("højst 12 %", "højst 12 %"), ("1–2–3", "1–2–3"),
            ("–3", "–3"),
        ]
    )
    func spansAreWords(_ span: String, _ expected: String) {
        #expect(spaced(danish.between(span)) == expected)
    }

    @Test(
        arguments: [
            (0.0, "0"), (1.0, "1"), (12345.678, "12.345,68"), (-0.004, "0"), (-2.5, "−2,5"),
            (0.05, "0,05"), (100, "100"),
        ]
    )
    func numbersAreDanish(_ number: Double, _ expected: String) {
        #expect(danish.number(number) == expected)
    }

    @Test(arguments: [
        (0.0, "0 m"), (734, "734 m"), (999.6, "1.000 m"), (1834, "1,8 km"), (98342, "98,3 km"),
    ])
    func distancesAreShort(_ metres: Double, _ expected: String) {
        #expect(danish.distance(metres) == expected)
    }

    @Test(arguments: verdicts)
    func everyVerdictHasWordsInBothLanguages(_ verdict: String) {
        #expect(danish.verdict(verdict) != english.verdict(verdict))
        #expect(danish.meaning(verdict) != english.meaning(verdict))
    }

    /// The text with ordinary spaces for those that keep a line together.
    private func spaced(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }
}
