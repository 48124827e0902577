import ArgumentParser
import CareUnits
import LMDB
import QueryEngine

/// `plejesoeg judge`: how well judged queries find what they should.
struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Measure judged queries, one `class<TAB>query<TAB>id[=grade],…` a line.",
        discussion: """
            hit@1 and hit@3 are the shares of queries with a right unit first or among the first three, \
            MRR is the mean of 1/rank within the first 20, nDCG@10 weighs grades (gain 2^grade - 1), \
            none counts queries without hits.
            """
    )

    @OptionGroup var index: IndexOption
    @OptionGroup var day: DayOption
    @OptionGroup var json: JSONOption

    @Option(help: "Leave out stages of the analysis, as folding,corrections; or all of them.")
    var without: String?

    @Option(help: "Print so many missed queries of each class.")
    var misses = 0

    @Argument(help: "The file of judged queries.")
    var queries: String

    func run() async throws {
        let judge = RelevanceJudge(
            index: try index.open(),
            today: day.today,
            stages: TextStages.all.subtracting(try leftOut())
        )
        let judgements = try read().map { judge.judge($0) }
        let classes = JudgedClass.gather(judgements)
        if json.isOn {
            let answer: JSONValue = ["classes": .array(classes.map(\.json))]
            Terminal.print(String(decoding: answer.encoded, as: UTF8.self))
        } else {
            Terminal.print(Terminal.table([JudgedClass.header] + classes.map(\.row)))
        }
        if misses > 0 { printMisses(judgements) }
    }

    private func leftOut() throws -> TextStages {
        guard let without else { return [] }
        if without == "all" { return .all }
        return try without.split(separator: ",").reduce(into: TextStages()) { stages, name in
            guard let known = TextStages.names.first(where: { $0.name == name }) else {
                let names = TextStages.names.map(\.name).joined(separator: ", ")
                throw ValidationError("There is no stage \(name); they are \(names).")
            }
            stages.insert(known.stage)
        }
    }

    private func read() throws -> [JudgedQuery] {
        guard let content = try Files.read(queries) else {
            throw ValidationError("There is no file \(queries).")
        }
        return try String(decoding: content, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { line in
                guard let query = JudgedQuery(line: line) else {
                    throw ValidationError("\"\(line)\" is not class<TAB>query<TAB>ids.")
                }
                return query
            }
    }

    private func printMisses(_ judgements: [Judgement]) {
        var left: [String: Int] = [:]
        for judgement in judgements where judgement.rank != 1 {
            let count = left[judgement.query.label, default: 0]
            guard count < misses else { continue }
            left[judgement.query.label] = count + 1
            let rank = judgement.rank.map { "rank \($0)" } ?? "not found"
            Terminal.print(
                "\(judgement.query.label)\t\(judgement.query.text)\t\(rank)\t"
                    + "first: \(judgement.first ?? "none")\tmeant: \(judgement.meant)"
            )
        }
    }
}
