public import CareUnits
import Glibc
import IndexFormat

/// A query with the units that it should find.
public struct JudgedQuery: Sendable {
    /// The class that it is counted with.
    public let label: String
    public let text: String
    /// sorIds with how well each answers, from 1.
    public let grades: [String: Int]

    /// Reads `class<TAB>query<TAB>id[=grade],…`; an id without a grade has 1.
    public init?(line: some StringProtocol) {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count == 3 else { return nil }
        var grades: [String: Int] = [:]
        for item in columns[2].split(separator: ",") {
            let parts = item.split(separator: "=")
            guard let grade = parts.count > 1 ? Int(parts[1]) : 1, grade > 0 else { return nil }
            grades[String(parts[0])] = grade
        }
        guard !grades.isEmpty else { return nil }
        label = String(columns[0])
        text = String(columns[1])
        self.grades = grades
    }
}

/// What became of one judged query.
public struct Judgement: Sendable {
    public let query: JudgedQuery
    /// The place of the first right unit among the first 20, from 1.
    public let rank: Int?
    /// Discounted cumulative gain over the first ten, as a share of the best there could be.
    ///
    /// Source: Järvelin & Kekäläinen 2002, with gain 2^grade - 1 and discount log2(rank + 1).
    public let gain: Double
    public let isEmpty: Bool
    /// What came first, and one that was meant, for people.
    public let first: String?
    public let meant: String
}

/// Asks judged queries of an index.
public struct RelevanceJudge {
    private let index: SearchIndex
    private let today: LocalDate
    private let searcher: Searcher

    public init(index: SearchIndex, today: LocalDate, stages: TextStages) {
        self.index = index
        self.today = today
        searcher = Searcher(index, stages: stages)
    }

    /// Runs one query with no filter and holds its first twenty hits against the judgement.
    public func judge(_ query: JudgedQuery) -> Judgement {
        let parameters: [SearchRequest.Parameter] = [
            .init(name: "q", value: query.text), .init(name: "limit", value: "20"),
        ]
        let request = try? RequestParser.search(parameters, against: index.generation)
        let hits = request.map { searcher.search($0, on: today).hits } ?? []
        let grades = hits.map { query.grades[$0.id] ?? 0 }
        let best = query.grades.values.sorted(by: >)
        return Judgement(
            query: query,
            rank: grades.firstIndex { $0 > 0 }.map { $0 + 1 },
            gain: Self.gain(grades.prefix(10)) / Self.gain(best.prefix(10)),
            isEmpty: hits.isEmpty,
            first: hits.first.map { describe($0.document) },
            meant: query.grades.keys.min().flatMap { index.generation.document(withId: $0) }
                .map { describe($0) } ?? "a unit that is not in the index"
        )
    }

    private func describe(_ document: Int) -> String {
        let town = index.generation.ordinalColumns["postalTown"].flatMap { column in
            column.ordinal(of: document).map { column.values[$0] }
        }
        return index.generation.names.text(document) + (town.map { ", " + $0 } ?? "")
    }

    private static func gain(_ grades: ArraySlice<Int>) -> Double {
        grades.enumerated().reduce(0) { total, graded in
            total + (exp2(Double(graded.element)) - 1) / log2(Double(graded.offset + 2))
        }
    }
}

/// The figures of the queries of one class.
public struct JudgedClass: Sendable {
    public let label: String
    public private(set) var queries = 0
    private var first = 0
    private var firstThree = 0
    private var reciprocalRanks = 0.0
    private var gains = 0.0
    private var empty = 0

    private init(label: String) {
        self.label = label
    }

    private mutating func add(_ judgement: Judgement) {
        queries += 1
        if judgement.rank == 1 { first += 1 }
        if let rank = judgement.rank {
            if rank <= 3 { firstThree += 1 }
            reciprocalRanks += 1 / Double(rank)
        }
        gains += judgement.gain
        if judgement.isEmpty { empty += 1 }
    }

    /// The classes in the order in which they first occur, then all together.
    public static func gather(_ judgements: [Judgement]) -> [JudgedClass] {
        var classes: [JudgedClass] = []
        var all = JudgedClass(label: "all")
        for judgement in judgements {
            let label = judgement.query.label
            let place = classes.firstIndex { $0.label == label } ?? classes.count
            if place == classes.count { classes.append(JudgedClass(label: label)) }
            classes[place].add(judgement)
            all.add(judgement)
        }
        return classes + [all]
    }

    /// The names of the columns.
    public static let header = ["class", "n", "hit@1", "hit@3", "MRR", "nDCG@10", "none"]

    /// The figures as text: shares in percent with one decimal.
    public var row: [String] {
        [
            label, "\(queries)", percent(Double(first)), percent(Double(firstThree)),
            mean(reciprocalRanks), mean(gains), "\(empty)",
        ]
    }

    /// The figures as numbers.
    public var json: JSONValue {
        let count = Double(max(queries, 1))
        return [
            "class": .string(label), "n": .integer(Int64(queries)),
            "hit1": .decimal(Double(first) / count),
            "hit3": .decimal(Double(firstThree) / count),
            "mrr": .decimal(reciprocalRanks / count), "ndcg10": .decimal(gains / count),
            "none": .integer(Int64(empty)),
        ]
    }

    private func percent(_ sum: Double) -> String {
        "\((sum / Double(max(queries, 1)) * 1000).rounded() / 10)"
    }

    private func mean(_ sum: Double) -> String {
        "\((sum / Double(max(queries, 1)) * 1000).rounded() / 1000)"
    }
}
