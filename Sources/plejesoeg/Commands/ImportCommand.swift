import ArgumentParser
import CSVImport
import CareUnits
import LMDB

/// `plejesoeg import`: turns other formats into events.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Turn a register into events.",
        subcommands: [CSVCommand.self]
    )

    /// `plejesoeg import csv`.
    struct CSVCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "csv",
            abstract: "Turn a delimited file into events by a mapping.",
            discussion: "Events go to standard output, the report to standard error."
        )

        @Option(help: "The mapping file (see mappings/README.md).")
        var mapping: String

        @Option(help: "The sequence of the first event.")
        var firstSequence: UInt64 = 1

        @Option(
            name: .customLong("unit-version"),
            help: "The version of the units, if not the mapping's."
        )
        var version: Int64?

        @OptionGroup var json: JSONOption

        @Argument(help: "The delimited file, or - for standard input.")
        var input: String

        func run() throws {
            guard let content = try Files.read(mapping) else {
                throw ValidationError("There is no mapping file \(mapping).")
            }
            let parsed = try ImportMapping.parse(content)
            var importer = CSVImporter(
                mapping: parsed,
                options: ImportOptions(firstSequence: firstSequence, version: version)
            )
            var output = OutputBuffer()
            let reader = try ByteReader(path: input)
            while let chunk = try reader.read(upTo: 1 << 18) {
                importer.consume(chunk) { output.append(line: $0) }
            }
            let report = importer.finish { output.append(line: $0) }
            output.flush()
            if json.isOn {
                Terminal.error(String(decoding: report.json.encoded, as: UTF8.self))
            } else {
                Terminal.error(report.text())
            }
            if !report.fileFaults.isEmpty { throw ExitCode.failure }
            if report.rejected > 0 { throw ExitCode.someRejected }
        }
    }
}
