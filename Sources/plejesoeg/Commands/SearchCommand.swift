import ArgumentParser
import CareUnits
import IndexFormat
import QueryEngine

/// `plejesoeg search`: the same engine as the server, at the terminal.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search the index.",
        discussion: """
            Words are the text; NAME=VALUE are parameters as in the HTTP API:
              plejesoeg search --index DIR skovvang municipality=Allerød
              plejesoeg search --index DIR near=56.15,10.20 radius=10 kind=nursingHome
            """
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Argument(help: "Words, and parameters as NAME=VALUE.")
    var arguments: [String] = []

    func run() throws {
        let index = try index.open()
        let parameters = self.parameters
        let places = try self.index.openGazetteer()
        let request = try RequestParser.search(
            parameters,
            against: index.generation,
            places: places
        )
        if let cursor = request.cursor,
            cursor.generation != index.generation.manifest.generation
        {
            throw CursorGone(generation: cursor.generation)
        }
        let result = Searcher(index, places: places)
            .search(request, on: day.today)
        let answer = AnswerWriter(index, language: request.language, today: day.today)
            .search(result, request)
        if json.isOn {
            Terminal.print(String(decoding: answer, as: UTF8.self))
        } else {
            show(try JSONValue.parse(answer))
        }
    }

    private var parameters: [SearchRequest.Parameter] {
        var words: [String] = []
        var parameters: [SearchRequest.Parameter] = []
        for argument in arguments {
            if let equals = argument.firstIndex(of: "="), equals != argument.startIndex {
                parameters.append(
                    .init(
                        name: String(argument[..<equals]),
                        value: String(argument[argument.index(after: equals)...])
                    )
                )
            } else {
                words.append(argument)
            }
        }
        if !words.isEmpty {
            parameters.insert(.init(name: "q", value: words.joined(separator: " ")), at: 0)
        }
        return parameters
    }

    private func show(_ answer: JSONValue) {
        var rows: [[String]] = []
        for hit in answer["hits"]?.array ?? [] {
            let address = hit["address"]
            let street = [address?["street"]?.string, address?["houseNumber"]?.string]
            let town = [address?["postcode"]?.string, address?["postalTown"]?.string]
            rows.append([
                hit["name"]?.string ?? "", hit["kind"]?.string ?? "",
                (street + town).compactMap { $0 }.joined(separator: " "),
                hit["municipality"]?["name"]?.string ?? "",
                hit["distance"]?.integer.map { "\($0) m" } ?? "", hit["id"]?.string ?? "",
            ])
        }
        if !rows.isEmpty { Terminal.print(Terminal.table(rows)) }
        Terminal.print("\(answer["total"]?.integer ?? 0) units")
        for facet in answer["facets"]?.object?.members ?? [] {
            let counts = (facet.value["values"]?.array ?? []).prefix(12).map {
                "\($0["label"]?.string ?? "") \($0["count"]?.integer ?? 0)"
            }
            let missing = facet.value["missing"]?.integer ?? 0
            Terminal.print(
                "\(facet.key): \((counts + ["missing \(missing)"]).joined(separator: ", "))"
            )
        }
        for relaxation in answer["relaxations"]?.array ?? [] {
            let parameters = relaxation["parameters"]?.encoded ?? []
            Terminal.print(
                "instead: \(String(decoding: parameters, as: UTF8.self)) finds "
                    + "\(relaxation["total"]?.integer ?? 0)"
            )
        }
        if let next = answer["page"]?["next"]?.string { Terminal.print("next: cursor=\(next)") }
    }
}
