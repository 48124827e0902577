import CareUnits
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

    /// The lines below `heading` that are indented deeper than it.
    private func block(_ heading: String) -> [Substring] {
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
            "address", "explain", "indicator", "relevance", "distance", "name", "inspectedAt",
            "all",
        ]
        let parameters = FieldDefinition.reservedKeys.subtracting(others)
        #expect(parameters.subtracting(documented).isEmpty)
        let rules = documented.filter { $0.hasSuffix(".missing") }
        let unexpected = documented.subtracting(parameters).subtracting(rules)
        #expect(unexpected == ["catalogFields"])
        #expect(rules.allSatisfy { parameters.contains(String($0.dropLast(8))) })
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
