import ArgumentParser
import CareUnits
import LMDB
import Measuring
import QueryEngine
import SearchServer

/// `plejesoeg bench`: times requests through the engine on one thread, or over HTTP.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Time requests, one `label<TAB>/v1/search?…` a line."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Option(help: "How often each request is timed, after one round that is not.")
    var rounds = 3

    @Option(help: "Send the requests to this server instead, as http://127.0.0.1:8080.")
    var http: String?

    @Flag(help: "The file holds words, one a line: time only what each may be a slip for.")
    var corrections = false

    @Flag(help: "Time where ten thousand points of the map lie; no file is needed.")
    var points = false

    @Flag(
        help: "Stop at totals, ids and facets, as other engines do, before the answer is written."
    )
    var hitsOnly = false

    @Flag(help: "Understand every text anew, as if it were asked for the first time.")
    var withoutMemo = false

    @Flag(help: "Look words up as they are written, as other engines do; compares like with like.")
    var plain = false

    @Flag(help: "With --json, add the total and the ids that each search finds.")
    var found = false

    @Argument(help: "The file of requests.")
    var requests: String?

    func validate() throws {
        if (requests == nil) != points {
            throw ValidationError("Give a file of requests, or --points.")
        }
        if rounds < 1 { throw ValidationError("--rounds is at least 1.") }
    }

    func run() async throws {
        guard let path = requests else { return report([try engine().runPoints(rounds: rounds)]) }
        guard let content = try Files.read(path) else {
            throw ValidationError("There is no file \(path).")
        }
        let lines = String(decoding: content, as: UTF8.self).split(separator: "\n")
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        if corrections {
            let engine = try self.engine()
            return report([engine.runCorrections(lines.map(String.init), rounds: rounds)])
        }
        let requests = try lines.map { line in
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else {
                throw ValidationError("\"\(line)\" is not label<TAB>path.")
            }
            return BenchRequest(label: String(parts[0]), target: String(parts[1]))
        }
        let measurements: [BenchMeasurement]
        var hits: [(total: Int, ids: [String])] = []
        if let http {
            measurements = try await HTTPBench(base: http).run(requests, rounds: rounds)
        } else {
            let engine = try self.engine()
            measurements = try engine.run(requests, rounds: rounds)
            if found { hits = try engine.found(requests) }
        }
        report(measurements, hits)
    }

    private func engine() throws -> EngineBench {
        EngineBench(
            index: try index.open(),
            places: try index.openGazetteer(),
            today: day.today,
            extent: hitsOnly ? .hits : .answer,
            stages: plain ? [] : .all,
            usesMemo: !withoutMemo
        )
    }

    private func report(
        _ measurements: [BenchMeasurement],
        _ hits: [(total: Int, ids: [String])] = []
    ) {
        if json.isOn {
            let labels = measurements.map { measurement -> JSONValue in
                [
                    "label": .string(measurement.label),
                    "n": .integer(Int64(measurement.microseconds.count)),
                    "p50": .decimal(measurement.percentile(50)),
                    "p99": .decimal(measurement.percentile(99)),
                    "first": .decimal(measurement.firstMedian),
                    "mean": .decimal(measurement.mean),
                    "bytes": .integer(Int64(measurement.bytes)),
                    "totals": .integer(Int64(measurement.totals)),
                ]
            }
            let found = hits.map { hit -> JSONValue in
                [
                    "total": .integer(Int64(hit.total)),
                    "ids": .array(hit.ids.map { .string($0) }),
                ]
            }
            let answer: JSONValue = ["labels": .array(labels), "found": .array(found)]
            Terminal.print(String(decoding: answer.encoded, as: UTF8.self))
            return
        }
        var rows = [["label", "n", "first µs", "p50 µs", "p99 µs", "mean µs", "bytes", "totals"]]
        for measurement in measurements {
            rows.append([
                measurement.label, "\(measurement.microseconds.count)",
                measurement.rounded(measurement.firstMedian),
                measurement.rounded(measurement.percentile(50)),
                measurement.rounded(measurement.percentile(99)),
                measurement.rounded(measurement.mean), "\(measurement.bytes)",
                "\(measurement.totals)",
            ])
        }
        Terminal.print(Terminal.table(rows))
    }
}
