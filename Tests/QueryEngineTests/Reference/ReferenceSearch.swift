import Analyzers
import CareUnits
import Glibc
import LMDB
import QueryEngine

/// Sorts names; its own instance, not the indexer's.
private let collator = DanishCollator()

/// The search of the contract over plain arrays: what the engine must agree with exactly.
///
/// Reads valid parameters itself, so that a mistake in the parser shows as well.
struct ReferenceSearch {
    typealias Parameter = SearchRequest.Parameter

    /// The answer to a request, all pages in one.
    struct Answer {
        var ids: [String]
        var distances: [Double?]
        /// How many of them are homes, where these come in a group of their own.
        var homes: Int?
        var facets: [String: FacetAnswer]
        /// What the text says, and by unit how it fits.
        var text: ReferenceText.Result?
    }

    /// The places in the order of an answer's hits on pages of so many, a page of each group.
    static func firstPage(_ answer: Answer, limit: Int) -> [Int] {
        let homes = answer.homes ?? answer.ids.count
        return Array(answer.ids.indices.prefix(homes).prefix(limit))
            + answer.ids.indices.dropFirst(homes).prefix(limit)
    }

    /// The counts of one facet.
    struct FacetAnswer: Equatable {
        var counts: [String: Int] = [:]
        var range: ClosedRange<Double>?
        var missing = 0
    }

    let corpus: ReferenceCorpus
    private let texts = Texts()
    private let nameKeys: [[UInt8]]

    /// The text search for each set of units that was asked for, on its day.
    private final class Texts {
        var known: [String: ReferenceText] = [:]
    }

    init(_ corpus: ReferenceCorpus) {
        self.corpus = corpus
        nameKeys = corpus.entries.map { collator.sortKey(for: $0.unit.name) }
    }

    /// Answers a request as of a day; `gone` are ids that a newer state no longer shows.
    func answer(
        _ parameters: [Parameter],
        on day: LocalDate,
        gone: Set<String> = []
    ) -> Answer {
        let reading = Reading(corpus: corpus, parameters: parameters, day: day)
        // Of what is not shown on the day, nothing is known.
        let isShown = corpus.entries.map { entry in
            entry.unit.agreementPeriods.contains { $0.contains(day) }
                && !gone.contains(entry.unit.sorId)
        }
        let found = reading.value("q").flatMap { text(isShown, day).result($0) }
        let met = found?.matches
        let centres = reading.centres
        let distances = corpus.entries.map { entry -> Double? in
            guard entry.unit.kind.isHome, !centres.isEmpty,
                let point = entry.unit.address.coordinate
            else { return nil }
            return reading.combined(centres.map { metres($0, point) })
        }
        let reaches = reading.reaches()
        let filters = reading.filters()
        let base = corpus.entries.indices.filter { place in
            let entry = corpus.entries[place]
            return isShown[place] && (met.map { $0[place] != nil } ?? true)
                && reading.isInBox(entry.unit.address.coordinate)
                && reading.isInPolygon(entry.unit.address.coordinate)
                && reaches(entry, distances[place])
        }
        func passing(except facet: String?) -> [Int] {
            let tests = filters.filter { $0.parameter != facet }
            return base.filter { place in
                tests.allSatisfy { $0.holds(corpus.entries[place]) }
            }
        }
        var order = order(passing(except: nil), reading, met, distances, day)
        var homes: Int?
        if reading.isGrouped {
            let suppliers = order.filter { !corpus.entries[$0].unit.kind.isHome }
            order.removeAll { !corpus.entries[$0].unit.kind.isHome }
            homes = order.count
            order += suppliers
        }
        var facets: [String: FacetAnswer] = [:]
        for name in reading.facetNames() {
            facets[name] = count(name, passing(except: name), day)
        }
        return Answer(
            ids: order.map { corpus.entries[$0].unit.sorId },
            distances: order.map { distances[$0] },
            homes: homes,
            facets: facets,
            text: found
        )
    }

    private func text(_ isShown: [Bool], _ day: LocalDate) -> ReferenceText {
        let key = "\(day) \(isShown.map { $0 ? "1" : "0" }.joined())"
        if let known = texts.known[key] { return known }
        let text = ReferenceText(corpus, isShown: isShown, on: day)
        texts.known[key] = text
        return text
    }

    /// Metres along the earth: the chord between two points of the ellipsoid WGS84, bent to an arc.
    private func metres(_ from: Coordinate, _ to: Coordinate) -> Double {
        let (one, other) = (cartesian(from), cartesian(to))
        let chord = zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
        return 2 * 6_371_008.8 * asin(min(1, chord / 2 / 6_371_008.8))
    }

    private func cartesian(_ point: Coordinate) -> [Double] {
        let (latitude, longitude) = (point.latitude * .pi / 180, point.longitude * .pi / 180)
        let (major, flattening) = (6_378_137.0, 1 / 298.257223563)
        let minor = major * (1 - flattening)
        let length =
            major * major
            / (major * major * cos(latitude) * cos(latitude)
            + minor * minor * sin(latitude) * sin(latitude)).squareRoot()
        return [
            length * cos(latitude) * cos(longitude), length * cos(latitude) * sin(longitude),
            length * minor * minor / major / major * sin(latitude),
        ]
    }

    // MARK: Order

    private func order(
        _ found: [Int],
        _ reading: Reading,
        _ met: [ReferenceText.Match?]?,
        _ distances: [Double?],
        _ day: LocalDate
    ) -> [Int] {
        let sort = reading.value("sort") ?? "relevance"
        let isDescending = sort.hasSuffix(".desc")
        let key = isDescending ? String(sort.dropLast(5)) : sort
        // Each rule says which of two comes first, or neither.
        typealias Rule = (Int, Int) -> Bool?
        func byNumber(_ isDescending: Bool = isDescending, _ read: @escaping (Int) -> Double?)
            -> Rule
        {
            { left, right in
                switch (read(left), read(right)) {
                case (let left?, let right?):
                    if left == right { return nil }
                    return isDescending ? left > right : left < right
                case (nil, nil): return nil
                case (let left, _): return left != nil
                }
            }
        }
        var rules: [Rule] = []
        switch key {
        case "relevance":
            let coarse = met?.map { $0?.quality.coarse ?? [] } ?? []
            let fine = met?.map { $0?.quality.fine ?? [] } ?? []
            func by(_ classes: [[Int]]) -> Rule {
                { left, right in
                    if classes.isEmpty || classes[left] == classes[right] { return nil }
                    return classes[right].lexicographicallyPrecedes(classes[left])
                }
            }
            rules.append(by(coarse))
            rules.append(byNumber(false) { distances[$0] })
            rules.append(by(fine))
            rules.append(byNumber(true) { met?[$0].map { Double($0.score) } })
        case "distance":
            rules.append(byNumber { distances[$0] })
        case "name":
            rules.append { left, right in
                let (left, right) = (nameKeys[left], nameKeys[right])
                if left == right { return nil }
                return left.lexicographicallyPrecedes(right) != isDescending
            }
        case "inspectedAt":
            rules.append(
                byNumber { place in
                    corpus.entries[place].inspection.map { Double($0.inspectedAt.daysSinceEpoch) }
                }
            )
        default:
            rules.append(byNumber { corpus.entries[$0].number(key, corpus.catalog) })
        }
        let places = corpus.entries.map { rotation(of: $0.unit.sorId, on: day) }
        return found.sorted { left, right in
            for rule in rules {
                if let isFirst = rule(left, right) { return isFirst }
            }
            return places[left] < places[right]
        }
    }

    // MARK: Facets

    private func count(_ name: String, _ places: [Int], _ day: LocalDate) -> FacetAnswer {
        var answer = FacetAnswer()
        let isNumber = corpus.catalog.field(name)?.type.isOrdered ?? false
        for place in places {
            let entry = corpus.entries[place]
            if isNumber {
                guard let number = entry.number(name, corpus.catalog) else {
                    answer.missing += 1
                    continue
                }
                let known = answer.range ?? number...number
                answer.range = min(known.lowerBound, number)...max(known.upperBound, number)
                continue
            }
            let words = entry.values(of: name, corpus.catalog, on: day)
            if words.isEmpty { answer.missing += 1 }
            for word in words { answer.counts[word, default: 0] += 1 }
        }
        return answer
    }
}

/// Where a unit stands among equals on a day, as published.
func rotation(of id: String, on day: LocalDate) -> UInt64 {
    let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    let dayBits = UInt64(UInt32(bitPattern: day.daysSinceEpoch))
    return finalized((XXH64.hash(Array(id.utf8)) ^ finalized(dayBits &+ step)) &+ step)
}

extension ReferenceCorpus.Entry {
    /// The words that a filter or facet by this name sees; none is missing.
    func values(of name: String, _ catalog: Catalog, on day: LocalDate) -> Set<String> {
        let word: String? =
            switch name {
            case "kind": unit.kind.rawValue
            case "ownership": unit.ownership == .unknown ? nil : unit.ownership.rawValue
            case "municipality": unit.address.municipality.code
            case "region": unit.address.municipality.region(on: day).code
            case "postcode": unit.address.postcode
            case "operator": unit.operatorName
            case "assessment": inspection?.overallAssessment
            default:
                inspection?.themes.first { "theme.\($0.theme.rawValue)" == name }?.assessment
            }
        if let word { return [word] }
        guard let field = catalog.field(name), field.applies(to: unit.kind),
            let value = unit.attributes[name]
        else { return [] }
        if let flag = value.bool { return [flag ? "true" : "false"] }
        return Set((value.array ?? [value]).compactMap(\.string))
    }

    /// The number by which a field sorts or is bounded: dates as days, choices by their place.
    func number(_ key: String, _ catalog: Catalog) -> Double? {
        guard let field = catalog.field(key), let value = unit.attributes[key] else { return nil }
        switch field.type {
        case .date:
            return value.string.flatMap { LocalDate($0) }.map { Double($0.daysSinceEpoch) }
        case .bool: return value.bool.map { $0 ? 1 : 0 }
        case .enum: return field.values.firstIndex { $0.value == value.string }.map { Double($0) }
        default: return value.number
        }
    }
}
