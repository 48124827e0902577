import CareUnits
import Statistics

/// Verdicts in words for people.
struct VerdictWords {
    let verdict: RowVerdict
    let language: Language

    private func text(_ danish: String, _ english: String) -> String {
        language == .english ? english : danish
    }

    /// What the verdict is called.
    var label: String {
        switch verdict.code {
        case .clearlyDifferent where verdict.isOfFacts: text("Forskellig", "Different")
        case .clearlyDifferent: text("Klar forskel", "Clear difference")
        case .possiblyDifferent: text("Muligvis forskel", "Possibly a difference")
        case .noDemonstrableDifference: text("Ingen sikker forskel", "No certain difference")
        case .identical: text("Ens", "The same")
        case .notComparable: text("Kan ikke sammenlignes", "Cannot be compared")
        }
    }

    /// What the verdict rests on, in one sentence.
    var why: String {
        switch verdict.code {
        case .clearlyDifferent where verdict.isOfFacts:
            text("Oplysningerne er ikke ens.", "The facts are not the same.")
        case .clearlyDifferent:
            text(
                "Forskellen er større, end tilfældigheder kan forklare.",
                "The difference is larger than chance explains."
            )
        case .possiblyDifferent:
            text(
                "Forskellen kan være reel, men tallene bag er for små til at være sikre.",
                "The difference may be real, but the numbers behind it are too small to be sure."
            )
        case .noDemonstrableDifference:
            text(
                "Forskellen er ikke større, end den kan være ved et tilfælde.",
                "The difference is no larger than it may be by chance."
            )
        case .identical:
            text("Værdierne er ens.", "The values are the same.")
        case .notComparable:
            verdict.reason.map(why(_:)) ?? ""
        }
    }

    private func why(_ reason: RowVerdict.Reason) -> String {
        switch reason {
        case .period:
            text("Tallene er fra forskellige perioder.", "The figures are of different periods.")
        case .method:
            text(
                "Tallene er lavet efter forskellige metoder eller ordninger.",
                "The figures were made by different methods or schemes."
            )
        case .population:
            text("Forskellige grupper er spurgt.", "Different groups were asked.")
        case .level:
            text(
                "Tallet findes kun for hele kommunen og siger ikke noget om den enkelte enhed.",
                "The figure exists for the whole municipality only and says nothing of one unit."
            )
        case .kinds:
            text(
                "Det er ikke relevant for begge slags enheder.",
                "It does not apply to both kinds of unit."
            )
        case .missing:
            text(
                "Færre end to af enhederne har en værdi.",
                "Fewer than two of the units have a value."
            )
        case .spread:
            text(
                "Det er ikke oplyst, hvor sikre tallene er.",
                "How certain the figures are is not published."
            )
        case .text:
            text("Teksterne skal læses.", "The texts are to be read.")
        }
    }

    /// The method behind a statistical verdict, as docs/methods.md names it.
    var method: String? {
        switch verdict.analysis?.kind {
        case .shares: "newcombe-10"
        case .means: "welch"
        case .rates: "poisson-exact"
        case nil: nil
        }
    }
}
