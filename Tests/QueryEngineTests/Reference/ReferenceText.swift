import CareUnits
import IndexFormat
@testable import QueryEngine

/// What a text matches, as the engine finds it, by the units' ids.
///
/// The rest of a request is computed from plain arrays: filters, distances, facets, the order of hits by
/// quality, place and score, pages. What a text should match is held against cases (`TextTests` and
/// others) and against judged queries (`plejesoeg judge`).
struct ReferenceText {
    /// How a text meets a unit.
    struct Match {
        /// The classes before the distance, those after it, and the score.
        var coarse: Int
        var fine: Int
        var score: Int
    }

    let engine: SearchIndex

    /// How the text meets each unit, or `nil` if it has no words.
    func matches(_ query: String, on day: LocalDate) -> [String: Match]? {
        guard let match = TextSearch(index: engine, today: day).match(query) else { return nil }
        return match.entries.reduce(into: [:]) { matches, entry in
            let id = engine.generation.ids.text(Int(entry.document))
            matches[id] = Match(
                coarse: Int(entry.quality.coarse),
                fine: Int(entry.quality.fine),
                score: Int(entry.score)
            )
        }
    }
}
