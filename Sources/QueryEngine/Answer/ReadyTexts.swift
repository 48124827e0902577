import CareUnits
import IndexFormat
import Synchronization

/// Pieces of JSON that recur in answers from one generation, each rendered at its first use.
final class ReadyTexts: Sendable {
    /// What a piece belongs to.
    private struct Key: Hashable {
        var facet: String
        var language: Language
    }

    private let catalog: Catalog
    private let facets = Mutex<[Key: [String: [UInt8]]]>([:])
    /// `"code":…,"label":…` of each assessment by its ordinal, in each language.
    private let danishAssessments: [[UInt8]]
    private let englishAssessments: [[UInt8]]

    init(_ generation: Generation) {
        catalog = generation.catalog
        let codes = generation.ordinalColumns["assessment"]?.values ?? []
        let labels = FacetLabels(catalog: generation.catalog, language: .danish)
        let englishLabels = FacetLabels(catalog: generation.catalog, language: .english)
        danishAssessments = Self.assessments(codes, labels)
        englishAssessments = Self.assessments(codes, englishLabels)
    }

    private static func assessments(
        _ codes: [String],
        _ labels: FacetLabels
    ) -> [[UInt8]] {
        codes.map { code in
            var writer = JSONWriter()
            writer.member("code", code)
            writer.member("label", labels.label(of: code, in: "assessment"))
            return writer.bytes
        }
    }

    /// The members `code` and `label` of the assessment with this ordinal.
    func assessment(_ ordinal: Int, _ language: Language) -> [UInt8] {
        language == .english ? englishAssessments[ordinal] : danishAssessments[ordinal]
    }

    /// For values of a facet, the members `value` and `label` and the key of the count.
    func facetValues(
        _ counts: [Facet.Count],
        of facet: String,
        _ language: Language
    ) -> [[UInt8]] {
        facets.withLock { facets in
            let key = Key(facet: facet, language: language)
            return counts.map { count in
                if let ready = facets[key]?[count.value] { return ready }
                let labels = FacetLabels(catalog: catalog, language: language)
                var writer = JSONWriter()
                writer.member("value", count.value)
                writer.member("label", labels.label(of: count.value, in: facet))
                writer.key("count")
                facets[key, default: [:]][count.value] = writer.bytes
                return writer.bytes
            }
        }
    }
}
