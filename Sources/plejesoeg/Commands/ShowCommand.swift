import ArgumentParser
import CareUnits
import Indexer
import QueryEngine

/// `plejesoeg show`: one unit as the public sees it.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one unit as the public sees it."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Argument(help: "SOR id, production unit number, or CVR number.")
    var id: String

    func run() throws {
        let index = try index.open()
        guard let found = UnitLookup(index, today: day.today).find(id) else {
            Terminal.error("There is no unit \(id).")
            throw ExitCode.failure
        }
        let answer = AnswerWriter(index, language: .danish, today: day.today).unit(found)
        if json.isOn {
            Terminal.print(String(decoding: answer, as: UTF8.self))
        } else {
            Terminal.print(Self.outline(try JSONValue.parse(answer), indent: ""))
        }
    }

    /// A JSON value as indented lines.
    static func outline(_ value: JSONValue, indent: String) -> String {
        switch value {
        case .object(let object):
            object.members.map { member in
                switch member.value {
                case .object, .array:
                    "\(indent)\(member.key):\n\(outline(member.value, indent: indent + "  "))"
                default:
                    "\(indent)\(member.key): \(outline(member.value, indent: ""))"
                }
            }
            .filter { !$0.hasSuffix("\n") }.joined(separator: "\n")
        case .array(let elements):
            elements.map { "\(indent)- \(outline($0, indent: indent + "  ").trimmingIndent)" }
                .joined(separator: "\n")
        case .string(let text): text
        default: String(decoding: value.encoded, as: UTF8.self)
        }
    }
}

extension String {
    fileprivate var trimmingIndent: Substring { drop { $0 == " " } }
}

/// `plejesoeg why`: whether a unit is shown, and every reason if not.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say whether a unit is shown, with every reason if not."
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Argument(help: "The unit's SOR id.")
    var id: String

    func run() throws {
        let inspector = try StoreInspector(index.folder)
        let visibility = try inspector.visibility(of: id, on: day.today)
        if json.isOn {
            Terminal.print(String(decoding: visibility.json.encoded, as: UTF8.self))
        } else {
            Terminal.print(visibility.text)
        }
    }
}
