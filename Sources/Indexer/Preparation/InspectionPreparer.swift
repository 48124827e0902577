import Analyzers
import CareUnits
import IndexFormat

/// Turns the inspections of a unit into what a generation holds of them.
struct InspectionPreparer {
    let analyzer: DanishAnalyzer

    /// The unit's own inspections that no other one supersedes, the latest first.
    func prepare(_ dossier: UnitDossier) -> [PreparedInspection] {
        let current = dossier.currentInspection
        let superseded = dossier.inspections.supersededIds
        return dossier.inspections
            .filter { !superseded.contains($0.id) || $0.id == current?.id }
            .sorted { ($0.inspectedAt, $0.id) > ($1.inspectedAt, $1.id) }
            .map { prepare($0, isCurrent: $0.id == current?.id) }
    }

    private func prepare(_ inspection: Inspection, isCurrent: Bool) -> PreparedInspection {
        var collector = TermCollector<FeedbackField>()
        let text = inspection.feedback?.text ?? ""
        let bytes = Array(text.utf8)
        for paragraph in FeedbackText.paragraphs(of: text) {
            let part = String(decoding: bytes[paragraph.range], as: UTF8.self)
            collector.add(
                analyzer.tokens(in: part, kind: .prose),
                of: part,
                key: "",
                to: FeedbackField(paragraph.theme)
            )
        }
        return PreparedInspection(
            head: InspectionHead(
                id: inspection.id,
                summary: InspectionSummary(inspection),
                url: inspection.feedback?.url,
                isCurrent: isCurrent,
                length: collector.lengths.reduce(0, +)
            ),
            texts: FieldText.encode(collector.texts),
            terms: collector.terms
        )
    }
}

extension InspectionSummary {
    init(_ inspection: Inspection, inheritedFrom former: String? = nil) {
        self.init(
            kind: inspection.kind,
            inspectedAt: inspection.inspectedAt,
            registeredAt: inspection.registeredAt?.description,
            authority: inspection.authority,
            assessment: inspection.overallAssessment,
            themes: inspection.themes,
            inheritedFrom: former
        )
    }
}
