import Analyzers
import ArgumentParser
import CareUnits
import Places
import IndexFormat
import QueryEngine
import SearchServer

/// The folder that most commands work on.
struct IndexOption: ParsableArguments {
    @Option(name: .customLong("index"), help: "The folder of the index.")
    var path: String

    var folder: IndexFolder { IndexFolder(path: path) }

    /// The generation in force, ready to be searched.
    func open() throws -> SearchIndex {
        let (generation, damage) = try folder.openCurrent()
        if let damage { Terminal.error("serving the former generation: \(damage)") }
        return SearchIndex(generation, analyzer: DanishAnalyzer())
    }

    /// The places that are loaded beside it.
    func openGazetteer() throws -> Gazetteer {
        let places = GazetteerFolder(folder)
        return try Gazetteer(places, try places.pointer(), DanishAnalyzer())
    }
}

/// The day that dates are judged by.
struct DayOption: ParsableArguments {
    @Option(
        name: .customLong("today"),
        help:
            "The day by which agreements and decisions are judged (YYYY-MM-DD); default: today in Denmark.",
        transform: { text in
            guard let date = LocalDate(text) else {
                throw ValidationError("\"\(text)\" is not a date (YYYY-MM-DD).")
            }
            return date
        }
    )
    var day: LocalDate?

    var today: LocalDate { day ?? SystemClock.today() }

    /// A clock for services: fixed if a day was given.
    var clock: @Sendable () -> LocalDate {
        if let day { return { day } }
        return SystemClock.today
    }
}

struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Report as JSON.")
    var isOn = false
}
