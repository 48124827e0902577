import Analyzers
import ArgumentParser
import CareUnits
import Places
import IndexFormat
import Indexer
import LMDB

/// `plejesoeg check`: verifies every structure against the others and against the unit store.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify every structure of the index against the others and the unit store."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var json: JSONOption

    func run() throws {
        var faults: [String] = []
        guard let pointer = try index.folder.pointer() else { throw IndexError.noGeneration }
        for (role, publication) in [("current", pointer.current), ("former", pointer.former)] {
            guard let publication else { continue }
            do {
                try index.folder.verify(publication)
                let generation = try index.folder.open(publication)
                faults += generation.faults().map { "\(role) \(publication.generation): \($0)" }
                if role == "current" {
                    faults += try StoreInspector(index.folder).differences(from: generation)
                        .map { "unit store: \($0)" }
                }
            } catch {
                faults.append("\(role): \(error)")
            }
        }
        let places = GazetteerFolder(index.folder)
        for (part, publication) in try places.pointer().sorted(by: {
            $0.key.rawValue < $1.key.rawValue
        }) {
            do {
                try places.verify([part: publication])
                _ = try Gazetteer(places, [part: publication], DanishAnalyzer())
            } catch {
                faults.append("places, \(part.rawValue): \(error)")
            }
        }
        if json.isOn {
            let report: JSONValue = [
                "clean": .bool(faults.isEmpty), "faults": .array(faults.map { .string($0) }),
            ]
            Terminal.print(String(decoding: report.encoded, as: UTF8.self))
        } else {
            Terminal.print(faults.isEmpty ? "clean" : faults.joined(separator: "\n"))
        }
        if !faults.isEmpty { throw ExitCode.failure }
    }
}

/// `plejesoeg rollback`: serves the former generation again.
struct RollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Serve the former generation until new events come."
    )

    @OptionGroup var index: IndexOption

    func run() throws {
        let pointer = try index.folder.rollBack()
        Terminal.print(
            "generation \(pointer.current.generation) is in force, "
                + "\(pointer.former?.generation ?? 0) is kept"
        )
    }
}

/// `plejesoeg rejects`: what was not applied, and why.
struct RejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "List the input that was rejected, with every reason."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var json: JSONOption

    func run() throws {
        let rejects = try StoreInspector(index.folder).rejects()
        for reject in rejects {
            if json.isOn {
                Terminal.print(String(decoding: reject.encoded, as: UTF8.self))
                continue
            }
            let place =
                reject["decision"]?.string.map { "decision \($0)" }
                ?? "\(reject["source"]?.string ?? ""):\(reject["line"]?.integer ?? 0)"
            for fault in reject["faults"]?.array ?? [] {
                Terminal.print(
                    "\(place): \(fault["pointer"]?.string ?? "") \(fault["message"]?.string ?? "")"
                )
            }
        }
        if rejects.isEmpty, !json.isOn { Terminal.print("nothing was rejected") }
    }
}

/// `plejesoeg dump`: the documents of the unit store.
struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Write every document of the unit store as JSON lines, the winning ones only."
    )

    @OptionGroup var index: IndexOption

    func run() throws {
        var output = OutputBuffer()
        try StoreInspector(index.folder).dump { output.append(line: $0) }
        output.flush()
    }
}

/// `plejesoeg stats`: what the index holds.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Say what the index holds and how large it is."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var json: JSONOption

    func run() throws {
        let (generation, damage) = try index.folder.openCurrent()
        let pointer = try index.folder.pointer()
        let (counts, bytes) = try StoreInspector(index.folder).statistics()
        let manifest = generation.manifest
        var members: [(String, JSONValue)] = [
            ("generation", .integer(Int64(manifest.generation))),
            ("former", pointer?.former.map { .integer(Int64($0.generation)) } ?? .null),
            ("sequence", .string(manifest.sequence)),
            ("publishedAt", .string(manifest.publishedAt.description)),
            ("builtFor", .string(manifest.builtFor.description)),
            ("analyzers", .string(manifest.analyzers)),
            ("units", .integer(Int64(manifest.documentCount))),
            ("terms", .integer(Int64(generation.dictionary.terms.count))),
            ("postings", .integer(Int64(generation.postings.documents.count))),
            ("generationBytes", .integer(Int64(pointer?.current.size ?? 0))),
            ("storeBytes", .integer(Int64(bytes))),
        ]
        members += counts.map { ("store.\($0.name)", .integer(Int64($0.count))) }
        if let damage { members.append(("damage", .string(damage.description))) }
        if json.isOn {
            let object = JSONObject(members.map { .init(key: $0.0, value: $0.1) })
            Terminal.print(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
        } else {
            Terminal.print(
                Terminal.table(
                    members.map { [$0.0, ShowCommand.outline($0.1, indent: "")] }
                )
            )
        }
    }
}
