import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// The register as plain arrays: what a set of events says, with no index behind it.
struct ReferenceCorpus {
    /// A unit with what is known of it.
    struct Entry {
        let unit: CareUnit
        let inspection: Inspection?
        let decisions: [Decision]
        /// The latest figure of each indicator, where there is one.
        let figures: [String: Double]
        /// The period of each indicator's latest figure, number or not.
        let figurePeriods: [String: String]
        /// The words of each field with how often they occur there.
        var words: [String: [SearchField: Int]] = [:]
        /// Words in each field, those aside that only complete others.
        var lengths: [SearchField: Int] = [:]
        /// By place among the words of the corpus: how much an occurrence counts, 1 to 255, and where.
        var occurrences: [Int: Occurrence] = [:]
        /// The words of the name in order, by their places.
        var nameWords: [Int] = []
    }

    /// How a word occurs in a unit.
    struct Occurrence {
        var impact: Int
        var fields: Set<SearchField>
    }

    /// A word of the corpus with its keys; a class, since every rule looks at every one.
    final class Word: Sendable {
        let surface: String
        let fold: String
        let loose: String
        let lemma: String
        /// The classes of its parts, where it is a compound.
        let partLemmas: Set<String>
        /// Whether it says what a home is ("plejehjem"), or nothing at all ("på"), and not which.
        let isGeneric: Bool

        init(_ surface: String) {
            self.surface = surface
            fold = analyzer.foldKey(of: surface)
            loose = analyzer.looseKey(of: surface)
            lemma = analyzer.lemma(of: surface)
            partLemmas = Set(
                analyzer.parts(of: surface).map { analyzer.lemma(of: $0.surface) }
            )
            isGeneric = analyzer.isGeneric(surface) || analyzer.isStopWord(surface)
        }
    }

    let catalog: Catalog
    /// The units shown on the day of the build.
    private(set) var entries: [Entry]
    /// Every word of the shown units, in order of its bytes.
    let words: [Word]
    /// Every published or withdrawn unit that is not shown, as last published.
    let hidden: [CareUnit]

    init(_ lines: [[UInt8]], builtOn day: LocalDate) throws {
        var catalog = Catalog.empty
        var units: [String: (version: Int64, isWithdrawn: Bool, unit: CareUnit?)] = [:]
        var lastPublished: [String: CareUnit] = [:]
        var inspections: [String: Inspection] = [:]
        var decisions: [String: Decision] = [:]
        var batches: [String: IndicatorBatch] = [:]
        // In order of the sequence, so that among documents without a version the last one stays.
        for event in try lines.map({ try Event.parse($0) }).sorted(by: { $0.sequence < $1.sequence }
        ) {
            switch event.payload {
            case .catalog(let published): catalog = published
            case .unitPublished(let unit):
                lastPublished[unit.sorId] = unit
                let former = units[unit.sorId]
                let isNewer =
                    former.map {
                        $0.version < unit.version || $0.version == unit.version && !$0.isWithdrawn
                    } ?? true
                if isNewer { units[unit.sorId] = (unit.version, false, unit) }
            case .unitWithdrawn(let withdrawal):
                if units[withdrawal.sorId].map({ $0.version <= withdrawal.version }) ?? true {
                    units[withdrawal.sorId] = (withdrawal.version, true, nil)
                }
            case .inspectionRegistered(let inspection): inspections[inspection.id] = inspection
            case .inspectionWithdrawn(let id, _): inspections[id] = nil
            case .decisionRegistered(let decision): decisions[decision.id] = decision
            case .indicators(let batch): batches["\(batch.indicator)\0\(batch.period)"] = batch
            case .staffing, .transitionList: break
            }
        }
        let shown = units.values.compactMap(\.unit)
            .filter { $0.hiddenReasons(catalog: catalog, on: day).isEmpty }
        let visits = Dictionary(grouping: inspections.values, by: \.sorId)
        let orders = Dictionary(grouping: decisions.values, by: \.sorId)
        self.catalog = catalog
        entries = shown.map { unit in
            let figures = Self.figures(of: unit.sorId, in: Array(batches.values))
            return Entry(
                unit: unit,
                inspection: (visits[unit.sorId] ?? []).current,
                decisions: (orders[unit.sorId] ?? []).filter { $0.fits(unit.kind) },
                figures: figures.values,
                figurePeriods: figures.periods
            )
        }
        let ids = Set(shown.map(\.sorId))
        hidden = lastPublished.values.filter { !ids.contains($0.sorId) }
        words = Self.readWords(&entries, catalog)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { Word($0) }
        weigh()
    }

    /// For each indicator the figure of the latest period, if it is a number.
    private static func figures(
        of id: String,
        in batches: [IndicatorBatch]
    ) -> (values: [String: Double], periods: [String: String]) {
        var found: [String: Double] = [:]
        var periods: [String: String] = [:]
        for batch in batches.sorted(by: { $0.period < $1.period }) {
            for value in batch.values where value.level == .unit && value.subject == id {
                found[batch.indicator] = value.status == .ok ? value.value : nil
                periods[batch.indicator] = batch.period
            }
        }
        return (found, periods)
    }

    // MARK: Words

    private static func readWords(_ entries: inout [Entry], _ catalog: Catalog) -> Set<String> {
        var vocabulary = Set<String>()
        for index in entries.indices {
            for (field, kind, text) in texts(of: entries[index], catalog) {
                for token in analyzer.tokens(in: text, kind: kind) {
                    vocabulary.insert(token.surface)
                    entries[index].words[token.surface, default: [:]][field, default: 0] += 1
                    if !token.isAddition { entries[index].lengths[field, default: 0] += 1 }
                }
            }
        }
        return vocabulary
    }

    /// What of a unit can be searched, and as what.
    private static func texts(
        of entry: Entry,
        _ catalog: Catalog
    ) -> [(SearchField, FieldKind, String)] {
        let unit = entry.unit
        let address = unit.address
        var texts: [(SearchField, FieldKind, String?)] = [
            (.name, .name, unit.name),
            (.alias, .code, unit.sorId), (.alias, .code, unit.productionUnitNumber),
            (.alias, .code, unit.cvrNumber),
            (.place, .place, address.municipality.name), (.place, .place, address.postalTown),
            (.place, .place, address.supplementaryTown), (.place, .place, address.postcode),
            (.street, .place, address.streetLine), (.operator, .name, unit.operatorName),
            (.category, .prose, unit.kind.label.danish),
            (.category, .prose, unit.ownership == .unknown ? nil : unit.ownership.label.danish),
            (.inspection, .prose, entry.inspection?.feedback?.text),
        ]
        texts += unit.aliases.map { (.alias, .name, $0) }
        texts += unit.texts.filter { catalog.field($0.key)?.searchable ?? true }
            .map { (.prose, .prose, $0.text) }
        for field in catalog.fields where field.searchable && field.applies(to: unit.kind) {
            guard let value = unit.attributes[field.key] else { continue }
            switch field.type {
            case .bool where value.bool == true:
                texts.append((.category, .prose, field.label.danish))
            case .text: texts.append((.prose, .prose, value.string))
            case .enum, .set:
                let words = Set((value.array ?? [value]).compactMap(\.string))
                for choice in field.values where words.contains(choice.value) {
                    texts.append((.category, .prose, choice.label.danish))
                }
            default: break
            }
        }
        return texts.compactMap { field, kind, text in text.map { (field, kind, $0) } }
    }

    /// BM25F with weighted and normalized fields, saturated once, in 8 bits.
    private mutating func weigh() {
        let weights: [SearchField: (weight: Double, dilution: Double)] = [
            .name: (10, 0.3), .alias: (6, 0.3), .place: (5, 0.3), .street: (4, 0.3),
            .operator: (4, 0.3), .category: (5, 0.3), .prose: (1.5, 0.75), .inspection: (1, 0.75),
        ]
        var means: [SearchField: Double] = [:]
        for field in SearchField.allCases {
            let total = entries.reduce(0) { $0 + ($1.lengths[field] ?? 0) }
            let mean = Double(total) / Double(max(1, entries.count))
            // Six binary digits: in such units the mean is from 32 to 64.
            var unit = 1.0
            while mean > 0, mean / unit < 32 { unit /= 2 }
            while mean / unit >= 64 { unit *= 2 }
            means[field] = (mean / unit).rounded() * unit
        }
        let places = Dictionary(
            uniqueKeysWithValues: words.enumerated().map { ($1.surface, $0) }
        )
        for index in entries.indices {
            for (word, counts) in entries[index].words {
                var sum = 0.0
                for field in SearchField.allCases {
                    guard let times = counts[field], let rule = weights[field],
                        let mean = means[field]
                    else { continue }
                    let length = Double(entries[index].lengths[field] ?? 0)
                    let relative = mean > 0 ? length / mean : 1
                    sum +=
                        rule.weight * Double(times) / (1 - rule.dilution + rule.dilution * relative)
                }
                guard let place = places[word] else { continue }
                entries[index].occurrences[place] = Occurrence(
                    impact: Int(max(1, min(255, (sum / (6 + sum) * 255).rounded()))),
                    fields: Set(counts.keys)
                )
            }
            entries[index].nameWords =
                analyzer.tokens(in: entries[index].unit.name, kind: .name)
                .filter { !$0.isAddition }.compactMap { places[$0.surface] }
        }
    }
}
