import Analyzers
import ArgumentParser
import CareUnits
import Places
import IndexFormat
import PlaceImport
import QueryEngine
import SearchServer

/// `plejesoeg places`: the gazetteer beside an index.
struct PlacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: "Load addresses, places and borders, and look them up.",
        subcommands: [Load.self, Statistics.self, Find.self]
    )

    /// `plejesoeg places load`.
    struct Load: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "load",
            abstract: "Load files and put them in force, each kind whole or not at all.",
            discussion: """
                What a file holds is seen from its content:
                  addresses      CSV or JSON lines with the names of Danmarks Adresseregister
                  places         CSV with name, lat, lon
                  municipalities, postcodes   polygons as GeoJSON in degrees
                What is loaded replaces what was loaded of its kind; the other kinds stay.
                """
        )

        @OptionGroup var index: IndexOption
        @OptionGroup var json: JSONOption

        @Flag(help: "Accept that a kind loses more than a tenth of its rows.")
        var allowShrink = false

        @Argument(help: "Files, or - for standard input.")
        var files: [String]

        func run() throws {
            var loader = PlaceLoader(
                GazetteerFolder(index.folder),
                analyzer: DanishAnalyzer(),
                now: SystemClock.now(),
                allowsShrinking: allowShrink
            )
            var bar = ProgressBar("reading")
            let reports = try loader.load(files) { progress in
                bar.show(
                    progress.bytes,
                    of: progress.size,
                    note: "\(progress.file) \(progress.rows) rows"
                )
            }
            bar.end()
            for report in reports { show(report) }
            if reports.contains(where: { $0.faulty > 0 }) { throw ExitCode.someRejected }
        }

        private func show(_ report: PlaceLoader.Report) {
            let rejected = report.rejected.sorted { $0.key.rawValue < $1.key.rawValue }
            if json.isOn {
                let members: [(String, JSONValue)] = [
                    ("part", .string(report.part.rawValue)),
                    ("sources", .array(report.sources.map { .string($0) })),
                    ("accepted", .integer(Int64(report.accepted))),
                    (
                        "rejected",
                        .object(
                            JSONObject(
                                rejected.map {
                                    .init(key: $0.key.rawValue, value: .integer(Int64($0.value)))
                                }
                            )
                        )
                    ),
                    ("bytes", .integer(Int64(report.bytes))),
                ]
                let object = JSONObject(members.map { .init(key: $0.0, value: $0.1) })
                Terminal.print(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
                return
            }
            Terminal.print(
                "\(report.part.rawValue): \(report.accepted) rows, \(report.bytes / 1024) KiB"
                    + rejected.map { ", \($0.value) \($0.key.rawValue)" }.joined()
            )
            for example in report.examples { Terminal.print("  \(example)") }
        }
    }

    /// `plejesoeg places stats`.
    struct Statistics: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stats",
            abstract: "Say what places are known, from where, and how large they are."
        )

        @OptionGroup var index: IndexOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let folder = GazetteerFolder(index.folder)
            let pointer = try folder.pointer()
            let gazetteer = try Gazetteer(folder, pointer, DanishAnalyzer())
            var members: [(String, JSONValue)] = gazetteer.statistics.map {
                ($0.name, .integer(Int64($0.count)))
            }
            for part in GazetteerFolder.Part.allCases {
                guard let publication = pointer[part], let origin = gazetteer.origins[part] else {
                    continue
                }
                members += [
                    ("\(part.rawValue).bytes", .integer(Int64(publication.size))),
                    ("\(part.rawValue).loadedAt", .string(origin.loadedAt.description)),
                    ("\(part.rawValue).sources", .string(origin.sources.joined(separator: ", "))),
                ]
            }
            if json.isOn {
                let object = JSONObject(members.map { .init(key: $0.0, value: $0.1) })
                Terminal.print(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
            } else {
                Terminal.print(
                    Terminal.table(members.map { [$0.0, ShowCommand.outline($0.1, indent: "")] })
                )
            }
        }
    }

    /// `plejesoeg places find`.
    struct Find: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "find",
            abstract: "Say what an address or the name of a place means."
        )

        @OptionGroup var index: IndexOption
        @Flag(help: "Complete the text instead, as while it is being typed.")
        var complete = false

        @Argument(help: "The text, as someone would type it.")
        var words: [String]

        func run() throws {
            let gazetteer = try index.openGazetteer()
            let text = words.joined(separator: " ")
            if complete {
                let rows = gazetteer.complete(text, limit: 10).map {
                    [
                        $0.kind.rawValue, $0.label, $0.detail ?? "",
                        $0.caret.map { "goes on at \($0)" } ?? "",
                    ]
                }
                return Terminal.print(Terminal.table(rows))
            }
            let found = gazetteer.find(text)
            if found.isEmpty { Terminal.print("nothing") }
            Terminal.print(
                Terminal.table(
                    found.map { candidate in
                        [
                            candidate.category.rawValue, candidate.kind.rawValue, candidate.label,
                            candidate.municipality?.name ?? "",
                            candidate.coordinate.map { "\($0.latitude), \($0.longitude)" } ?? "",
                            candidate.changes.map {
                                "\($0.part.rawValue): \"\($0.from)\" → \"\($0.to)\""
                            }
                            .joined(separator: "; "),
                        ]
                    }
                )
            )
        }
    }
}
