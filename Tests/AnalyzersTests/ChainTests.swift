import Testing

@testable import Analyzers

@Suite struct ChainTests {
    private static func chain(_ text: String) -> Chain {
        ChainFile(WordListFile(name: "test.txt", bytes: Array(text.utf8))).chain
    }

    private static let steps = [
        "slashes: join", "listed abbreviations: whole", "full stops: part", "commas: part",
        "country codes: drop",
        "house letters: join", "house ranges: with ends", "initials: any case",
        "paragraphs: with number", "shared heads: complete", "inflection: genitive",
    ]

    @Test func aFileDeclaresEveryStep() {
        let chain = Self.chain(Self.steps.joined(separator: "  # why\n") + "\n# end\n")
        #expect(chain.joinsSlashes && chain.joinsHouseLetters && chain.completesSharedHeads)
        #expect(chain.houseRanges == .withEnds && chain.initials == .anyCase)
        #expect(chain.paragraphs == .withNumber && chain.inflection == .genitive)
    }

    @Test func theChainsOfThisBuildAreWellFormed() {
        let chains = Chains()
        #expect(chains.of(.code).inflection == .none)
        #expect(chains.of(.place).houseRanges == .withEnds)
        #expect(chains.of(.query).houseRanges == .whole)
        #expect(Chains.files.allSatisfy { $0.bytes.starts(with: Array("# ".utf8)) })
    }

    @Test func anUnknownStepTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Self.chain((Self.steps + ["colour: red"]).joined(separator: "\n"))
        }
    }

    @Test func aMissingStepTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Self.chain(Self.steps.dropLast().joined(separator: "\n"))
        }
    }

    @Test func aStepNamedTwiceTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Self.chain((Self.steps + ["slashes: join"]).joined(separator: "\n"))
        }
    }

    @Test func aChoiceThatAStepDoesNotHaveTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Self.chain("inflection: some\n" + Self.steps.dropLast().joined(separator: "\n"))
        }
    }

    @Test func aLineWithoutAColonTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = Self.chain("slashes\n" + Self.steps.joined(separator: "\n"))
        }
    }
}
