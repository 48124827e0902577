import ArgumentParser
import CareUnits
import IndexFormat
import QueryEngine

/// The command `plejesoeg`.
@main
struct Plejesoeg: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plejesoeg",
        abstract: "Search and comparison of nursing homes and home-care suppliers.",
        discussion: """
            Exit codes: 0 done; 1 failed; 2 usage; 3 done, but some input was rejected.
            Shell completion: plejesoeg --generate-completion-script bash|zsh|fish
            """,
        version: "plejesoeg 0.1, index format \(Manifest.formatVersion)",
        subcommands: [
            ServeCommand.self, IndexCommand.self, ImportCommand.self, SearchCommand.self,
            ShowCommand.self, WhyCommand.self, CheckCommand.self, StatsCommand.self,
            RejectsCommand.self, RollbackCommand.self, DumpCommand.self, DemoFeedCommand.self,
            BenchCommand.self, JudgeCommand.self, PlacesCommand.self,
        ]
    )

    /// Runs the command; the library's own code for usage is 64, the contract's is 2.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            if code == .validationFailure {
                Terminal.error(fullMessage(for: error))
                exit(withError: ExitCode(2))
            }
            if code == .success || error is ExitCode { exit(withError: error) }
            Terminal.error("plejesoeg: \(describe(error))")
            exit(withError: ExitCode.failure)
        }
    }

    private static func describe(_ error: any Error) -> String {
        if let invalid = error as? InvalidRequest {
            return invalid.faults.map { "\($0.parameter): \($0.english)" }.joined(separator: "\n")
        }
        return "\(error)"
    }
}

extension ExitCode {
    /// Done, but some input was rejected; the report says which.
    static let someRejected = ExitCode(3)
}
