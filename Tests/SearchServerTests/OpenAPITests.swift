import CareUnits
import HTTPTypes
import HummingbirdTesting
import IndexFormat
import QueryEngine
import Testing

@testable import SearchServer

/// The OpenAPI document names what the server answers, and nothing else.
@Suite struct OpenAPITests {
    private let lines: [Substring]

    init() {
        lines = String(decoding: StaticFiles.openAPI, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines below `heading` that are indented deeper than it, in all lines or some.
    private func block(_ heading: String, in some: [Substring]? = nil) -> [Substring] {
        let lines = some ?? lines
        let indent = heading.prefix { $0 == " " }.count
        guard let start = lines.firstIndex(of: heading[...]) else { return [] }
        return Array(
            lines[(start + 1)...].prefix { line in
                line.isEmpty || line.prefix { $0 == " " }.count > indent
            }
        )
    }

    @Test func everyPathIsDocumentedAndNoOther() {
        let documented = block("paths:").filter { $0.hasPrefix("  /") && $0.hasSuffix(":") }
            .map { $0.dropFirst(2).dropLast() }
        #expect(
            documented.map(String.init).sorted() == Endpoints.Path.allCases.map(\.rawValue).sorted()
        )
    }

    @Test func everySearchParameterIsDocumentedAndNoOther() {
        let search = block("  /v1/search:")
        let prefixes = ["        - name: ", "        - $ref: \"#/components/parameters/"]
        var documented = Set<String>()
        for line in search {
            for prefix in prefixes where line.hasPrefix(prefix) {
                documented.insert(String(line.dropFirst(prefix.count).filter { $0 != "\"" }))
            }
        }
        // Words that cannot name a field for other reasons than being a parameter of this version.
        let others: Set = [
            "indicator", "relevance", "distance", "name", "inspectedAt", "all", "theme",
        ]
        let parameters = FieldDefinition.reservedKeys.subtracting(others)
            .union(Theme.allCases.map { "theme.\($0.rawValue)" })
        #expect(parameters.subtracting(documented).isEmpty)
        let rules = documented.filter { $0.hasSuffix(".missing") }
        let unexpected = documented.subtracting(parameters).subtracting(rules)
        #expect(unexpected == ["catalogFields"])
        #expect(rules.allSatisfy { parameters.contains(String($0.dropLast(8))) })
    }

    // MARK: What an answer says of a text

    /// The names in brackets behind `key` in a block.
    private func list(_ key: String, in block: [Substring]) -> [String]? {
        guard let line = block.first(where: { $0.drop { $0 == " " }.hasPrefix(key + ":") }),
            let start = line.lastIndex(of: "["), let end = line[start...].firstIndex(of: "]")
        else { return nil }
        return line[line.index(after: start)..<end].split(separator: ", ").map(String.init)
    }

    /// What an object may and what it must say, by the heading of its schema.
    private func members(_ heading: String) -> (known: Set<String>, required: Set<String>) {
        let indent = String(heading.prefix { $0 == " " })
        let block = block(heading, in: block("  schemas:"))
        let own = block.filter { $0.hasPrefix(indent + "  ") && !$0.hasPrefix(indent + "   ") }
        guard let start = block.firstIndex(of: Substring(indent + "  properties:")) else {
            return ([], [])
        }
        let properties = block[(start + 1)...].prefix { $0.hasPrefix(indent + "    ") }
            .filter { !$0.hasPrefix(indent + "     ") }
            .map { String($0.dropFirst(indent.count + 4).prefix { $0 != ":" }) }
        return (Set(properties), Set(list("required", in: own) ?? []))
    }

    @Test func everyWordForAMatchIsDocumentedAndNoOther() {
        let word = block("    WhyWord:")
        #expect(
            word.filter { $0.contains("enum:") }.compactMap {
                list("enum", in: [$0]) ?? list("items", in: [$0])
            }
                == [MatchLevel.allCases.map { "\($0)" }, SearchField.allCases.map { "\($0)" }]
        )
        let place = block("    Why:").filter { $0.contains("place:") }
        #expect(list("place", in: place) == MatchQuality.Place.allCases.map { "\($0)" })
        let kinds = block("    Understood:").filter { $0.contains("enum:") }
        #expect(
            list("enum", in: kinds) == RecognizedPart.Kind.allCases.map(\.rawValue) + ["ignored"]
        )
    }

    /// The objects of real answers say nothing that is not documented, and all that is required.
    @Test(arguments: [
        "plejehjem aarhus", "demens plejecenter", "hund", "plejehjem xqzw odense",
        "sansehave", "uden påbud", "plejecntr", "musik og sang", "plejehjem odense jacuzzi",
    ])
    func whatIsSaidOfATextIsDocumented(typed: String) async throws {
        let encoded = typed.utf8.map { "%" + String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        try await ServedIndex().test { client in
            let response = try await client.execute(
                uri: "/v1/search?q=\(encoded)&explain=true&limit=5",
                method: .get
            )
            #expect(response.status == .ok)
            let answer = try json(response)
            var count = 0
            func check(_ object: JSONValue?, _ heading: String) {
                guard let object = object?.object else { return }
                count += 1
                let said = Set(object.members.map(\.key))
                let (known, required) = members(heading)
                #expect(said.isSubset(of: known), "\(heading) \(said.subtracting(known))")
                #expect(said.isSuperset(of: required), "\(heading) \(required.subtracting(said))")
            }
            check(answer, "    SearchAnswer:")
            for part in answer["understood"]?.array ?? [] { check(part, "    Understood:") }
            for part in answer["corrections"]?.array ?? [] { check(part, "    Correction:") }
            for hit in answer["hits"]?.array ?? [] {
                check(hit["why"], "    Why:")
                check(hit["why"]?["quality"], "        quality:")
                for word in hit["why"]?["words"]?.array ?? [] { check(word, "    WhyWord:") }
                let marked = hit["highlights"]
                check(marked, "    Highlights:")
                for segment in marked?["name"]?.array ?? [] { check(segment, "    Segment:") }
                for passage in marked?["passages"]?.array ?? [] {
                    check(passage, "    Passage:")
                    for segment in passage["segments"]?.array ?? [] {
                        check(segment, "    Segment:")
                    }
                }
            }
            #expect(count > 3)
        }
    }

    @Test(arguments: [
        Problem.invalid(InvalidRequest(faults: [])), .cursorGone, .noSuchUnit, .noSuchPath(nil),
        .methodNotAllowed, .notReady,
    ])
    func everyProblemTypeIsDocumented(problem: Problem) {
        let type = "            - https://plejeoverblikket.dk/problems/\(problem.type)"
        #expect(block("    Problem:").contains(type[...]))
    }
}
