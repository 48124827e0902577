import Analyzers
import CareUnits
import QueryEngine

/// Valid requests made of what a corpus holds, so that many of them find something.
struct RandomRequests {
    let corpus: ReferenceCorpus
    private let queries: RandomQueries
    private let points: [Coordinate]

    init(_ corpus: ReferenceCorpus) {
        self.corpus = corpus
        queries = RandomQueries(corpus)
        points = corpus.entries.compactMap(\.unit.address.coordinate)
            .sorted { ($0.latitude, $0.longitude) < ($1.latitude, $1.longitude) }
    }

    func next(_ random: inout SeededGenerator) -> [SearchRequest.Parameter] {
        var parameters: [SearchRequest.Parameter] = []
        func add(_ name: String, _ value: String) {
            parameters.append(.init(name: name, value: value))
        }
        if random.chance(60) { add("q", queries.next(&random)) }
        addPlace(&random, add)
        for _ in 0..<random.pick([0, 0, 1, 1, 2, 3]) {
            let taken = Set(parameters.map(\.name))
            var part: [SearchRequest.Parameter] = []
            addFilter(&random) { part.append(.init(name: $0, value: $1)) }
            let base = part.first.map { Self.base(of: $0.name) }
            if !taken.contains(where: { Self.base(of: $0) == base }) { parameters += part }
        }
        if random.chance(8) { add("missing", random.pick(["include", "exclude", "only"])) }
        let sortable =
            ["name", "inspectedAt"]
            + corpus.catalog.fields.filter { $0.sortable && $0.type != .text && $0.type != .set }
            .map(\.key)
        if random.chance(45) {
            let hasCentre = parameters.contains { $0.name == "near" }
            let sort = random.pick(hasCentre ? sortable + ["distance", "distance"] : sortable)
            add("sort", sort + (random.chance(40) ? ".desc" : ""))
        }
        if random.chance(40) {
            let names = ReadingFacets.names(corpus.catalog)
            add("facets", random.chance(25) ? "all" : "\(random.pick(names)),kind,region")
        }
        return parameters.shuffled(using: &random)
    }

    static func base(of name: String) -> String {
        for end in [".min", ".max", ".missing"] where name.hasSuffix(end) {
            return String(name.dropLast(end.count))
        }
        return name
    }

    private func addPlace(_ random: inout SeededGenerator, _ add: (String, String) -> Void) {
        if random.chance(45) {
            let centre =
                random.chance(20) && !points.isEmpty
                ? random.pick(points) : RandomCorpus.point(&random)
            add("near", "\(centre.latitude),\(centre.longitude)")
            for _ in 0..<random.pick([0, 0, 0, 1, 2]) {
                let other = RandomCorpus.point(&random)
                add("near", "\(other.latitude),\(other.longitude)")
            }
            if random.chance(30) { add("nearMode", random.pick(["max", "sum", "any"])) }
            if random.chance(50) {
                add("radius", "\(Double.random(in: 0.1...220, using: &random))")
            }
        }
        if random.chance(12) {
            let (one, other) = (RandomCorpus.point(&random), RandomCorpus.point(&random))
            let west = min(one.longitude, other.longitude)
            let south = min(one.latitude, other.latitude)
            let east = max(one.longitude, other.longitude)
            let north = max(one.latitude, other.latitude)
            add("bbox", "\(west),\(south),\(east),\(north)")
        }
        if random.chance(12) {
            let corners = (0..<3).map { _ in RandomCorpus.point(&random) }
            add(
                "polygon",
                corners.map { "\($0.latitude),\($0.longitude)" }.joined(separator: ";")
            )
        }
    }

    private func addFilter(_ random: inout SeededGenerator, _ add: (String, String) -> Void) {
        func some(_ name: String, _ choices: [String]) {
            for _ in 0..<random.pick([1, 1, 2, 3]) { add(name, random.pick(choices)) }
            if random.chance(30) {
                add(name + ".missing", random.pick(["include", "exclude", "only"]))
            }
        }
        func bounds(_ name: String, _ choices: [String], _ isLess: (String, String) -> Bool) {
            let (one, other) = (random.pick(choices), random.pick(choices))
            let (low, high) = isLess(other, one) ? (other, one) : (one, other)
            switch random.pick([0, 1, 2, 3, 4]) {
            case 0: add(name + ".min", low)
            case 1: add(name + ".max", high)
            case 2: add(name, low)
            case 3: break
            default:
                add(name + ".min", low)
                add(name + ".max", high)
            }
            if random.chance(40) {
                add(name + ".missing", random.pick(["include", "exclude", "only"]))
            }
        }
        let entries = corpus.entries
        let codes = entries.map(\.unit.address.municipality.code)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: some("kind", UnitKind.allCases.map(\.rawValue))
        case 1: some("ownership", Ownership.allCases.map(\.rawValue))
        case 2: some("postcode", entries.compactMap(\.unit.address.postcode).sorted() + ["9999"])
        case 3:
            let used = entries.compactMap(\.inspection?.overallAssessment).sorted()
            some("assessment", used + ["notYetInspected"])
        case 4:
            for _ in 0..<random.pick([1, 2]) {
                add("municipality", random.pick(codes.sorted() + ["Morsø"]))
            }
        case 5: add("region", random.pick(Region.all).code)
        case 6: add("deliversTo", random.pick(codes.sorted()))
        case 7:
            add(
                "activeDecision",
                random.pick(["none", "any"] + Decision.Kind.allCases.map(\.rawValue))
            )
        case 8:
            add(
                "inspectedSince",
                random.pick(["2025-10-01", "2026-03-16", "2026-10-30", "2027-01-01"])
            )
            if random.chance(40) {
                add("inspectedSince.missing", random.pick(["include", "exclude", "only"]))
            }
        case 10:
            let name = random.pick(themeNames)
            let used = entries.flatMap { $0.values(of: name, corpus.catalog, on: testDay) }
            some(name, used.sorted() + corpus.catalog.assessments.map(\.code).prefix(1))
        case 11:
            add("decision", random.pick(Decision.Kind.allCases.map(\.rawValue)))
        case 9:
            guard let indicator = corpus.catalog.indicators.randomElement(using: &random) else {
                return
            }
            let used =
                entries.compactMap { $0.figures[indicator.code] }.sorted().map { "\($0)" } + ["50"]
            bounds("indicator.\(indicator.code)", used) { (Double($0) ?? 0) < (Double($1) ?? 0) }
        default:
            let fields = corpus.catalog.fields.filter { $0.filterable && $0.type != .text }
            guard let field = fields.randomElement(using: &random) else { return }
            if field.type == .bool { return some(field.key, ["yes", "no", "true", "false", "ja"]) }
            if !field.type.isOrdered { return some(field.key, field.values.map(\.value)) }
            let used = entries.compactMap { $0.unit.attributes[field.key] }
            if field.type == .date {
                bounds(field.key, used.compactMap(\.string).sorted() + ["2000-01-01"], <)
            } else {
                let numbers = used.compactMap(\.number).sorted().map { "\($0)" } + ["7.5"]
                bounds(field.key, numbers) { (Double($0) ?? 0) < (Double($1) ?? 0) }
            }
        }
    }
}

/// The names of all facets by the contract.
enum ReadingFacets {
    static func names(_ catalog: Catalog) -> [String] {
        ["kind", "municipality", "region", "ownership", "postcode", "operator", "assessment"]
            + themeNames
            + catalog.fields.filter { $0.filterable && $0.type != .text }.map(\.key)
    }
}

/// The parameters and facets of the assessments of single themes.
let themeNames = ["selfDetermination", "trustStaffLeadership", "relativesCommunity"].map {
    "theme.\($0)"
}
