import CSVImport
import CareUnits
import Testing

@Suite struct ImportMappingTests {
    /// A mapping with as little as there can be.
    static let smallest = """
        {"name": "small", "encoding": "utf-8", "delimiter": ";", "columns": ["id", "n", "k"],
         "sourceDate": "2026-08-22", "provisionalId": {"prefix": "plov-", "column": "id"},
         "fields": {"name": {"column": "n"}, "municipality": {"column": "k"}},
         "kind": "nursingHome", "agreement": "municipal", "rules": []}
        """

    /// The smallest mapping with some members replaced, or taken out with `nil`.
    static func mapping(_ changes: [(key: String, value: JSONValue?)]) throws -> [UInt8] {
        var object = try #require(JSONValue.parse(smallest).object)
        for (key, value) in changes { object[key] = value }
        return JSONValue.object(object).encoded
    }

    private func faults(_ bytes: [UInt8]) -> [String] {
        do throws(MappingError) {
            _ = try ImportMapping.parse(bytes)
            return []
        } catch {
            return error.faults.map { "\($0.pointer) \($0.code)" }
        }
    }

    private func faults(_ key: String, _ value: JSONValue?) throws -> [String] {
        faults(try Self.mapping([(key: key, value: value)]))
    }

    @Test func theSmallestMappingIsEnough() throws {
        let mapping = try ImportMapping.parse(Array(Self.smallest.utf8))
        #expect(mapping.name == "small")
        #expect(mapping.version == 1)
        #expect(mapping.catalog == nil)
    }

    @Test(arguments: ["register-2026", "plejehjemsoversigten"])
    func theShippedMappingsAreRight(_ name: String) throws {
        let mapping = try TestFiles.mapping(name)
        #expect(mapping.name == name)
        #expect(mapping.catalog != nil)
    }

    @Test func whatIsNoJSONHasOneFault() {
        #expect(faults(Array("{".utf8)) == [" notJSON"])
        #expect(faults(Array("[]".utf8)) == [" wrongType"])
    }

    @Test func everyMissingMemberIsNamed() {
        #expect(
            faults(Array("{}".utf8)) == [
                "/name missing", "/encoding missing", "/delimiter missing", "/columns missing",
                "/sourceDate missing", "/provisionalId missing", "/fields missing", "/kind missing",
                "/agreement missing", "/rules missing",
            ]
        )
    }

    @Test func allFaultsComeAtOnce() throws {
        let bytes = try Self.mapping([
            (key: "delimiter", value: ";;"), (key: "encoding", value: "latin-1"),
            (key: "sourceDate", value: "yesterday"), (key: "version", value: 0),
            (key: "colums", value: []),
        ])
        #expect(
            faults(bytes) == [
                "/encoding unknownWord", "/delimiter malformed", "/sourceDate notADate",
                "/version malformed", "/colums unknownKey",
            ]
        )
    }

    @Test func namesAreChecked() throws {
        #expect(try faults("name", "Small name") == ["/name malformed"])
        #expect(try faults("name", 1) == ["/name wrongType"])
        #expect(
            try faults("provisionalId", ["prefix": "x-", "column": "ids"])
                == ["/provisionalId/prefix malformed", "/provisionalId/column unknownColumn"]
        )
    }

    @Test func rulesAreChecked() throws {
        #expect(
            try faults("rules", ["zeroHomes", "zeroHome", "zeroHomes", 1])
                == ["/rules/3 wrongType", "/rules/1 unknownWord", "/rules/2 repeated"]
        )
    }

    @Test func fieldsAreChecked() throws {
        let fields: JSONValue = [
            "name": ["column": "nn"], "nam": ["column": "n"],
            "street": ["column": "n", "constant": "Vej"], "phone": [:],
            "email": ["template": "{n"], "website": ["template": "https://{web}"],
            "postcode": ["column": "n", "values": ["a": 1], "othervise": "b"],
        ]
        #expect(
            try faults("fields", fields) == [
                "/fields/municipality missing", "/fields/name/column unknownColumn",
                "/fields/nam unknownWord", "/fields/street ambiguous", "/fields/phone missing",
                "/fields/email/template malformed", "/fields/website/template unknownColumn",
                "/fields/postcode/values/a wrongType", "/fields/postcode/othervise unknownKey",
            ]
        )
    }

    @Test func ownershipIsOneOfTheContractsWords() throws {
        func fields(_ ownership: JSONValue) -> JSONValue {
            [
                "name": ["column": "n"], "municipality": ["column": "k"], "ownership": ownership,
            ]
        }
        #expect(
            try faults("fields", fields(["column": "n"])) == ["/fields/ownership/values missing"]
        )
        #expect(
            try faults("fields", fields(["column": "n", "values": ["a": "municipall"]]))
                == ["/fields/ownership/values/a unknownWord"]
        )
        #expect(
            try faults("fields", fields(["constant": "mine"]))
                == ["/fields/ownership/constant unknownWord"]
        )
        #expect(try faults("fields", fields(["constant": "private"])).isEmpty)
    }

    @Test func decisionsAreChecked() throws {
        #expect(try faults("kind", "nursinghome") == ["/kind unknownWord"])
        let agreement: JSONValue = [
            "rules": [
                ["field": "kind", "equals": "a", "then": "municipal"],
                ["field": "knid", "contains": "a", "then": "municipal"],
                ["field": "name", "then": "municipal"],
                ["field": "name", "equals": "a", "contains": "a", "then": "muncipal"],
            ]
        ]
        #expect(
            try faults("agreement", agreement) == [
                "/agreement/rules/1/field unknownWord", "/agreement/rules/2 ambiguous",
                "/agreement/rules/3/then unknownWord", "/agreement/rules/3 ambiguous",
                "/agreement/otherwise missing",
            ]
        )
    }

    @Test func theCatalogIsJudgedAsTheFeedJudgesIt() throws {
        let catalog: JSONValue = [
            "fields": [
                ["key": "homeCount", "labelDa": "Boliger", "type": "int"],
                ["key": "radius", "labelDa": "Afstand", "type": "number"],
            ]
        ]
        #expect(
            try faults("catalog", catalog)
                == ["/catalog/fields/1/key reserved", "/catalog/fields/1/type unknownWord"]
        )
    }

    @Test func attributesFitTheCatalog() throws {
        let bytes = try Self.mapping([
            (key: "catalog", value: ["fields": [["key": "a", "labelDa": "A", "type": "int"]]]),
            (
                key: "attributes",
                value: [
                    "a": ["column": "n", "type": "text"], "b": ["column": "n", "type": "int"],
                    "c": ["column": "n", "type": "integer"],
                ]
            ), (key: "texts", value: ["d": ["column": "n"]]),
        ])
        #expect(
            faults(bytes) == ["/attributes/c/type unknownWord"] + [
                "/attributes/a/type wrongType", "/attributes/b unknownWord", "/texts/d unknownWord",
            ]
        )
    }
}
