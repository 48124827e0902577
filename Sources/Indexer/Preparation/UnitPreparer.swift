import Analyzers
import CareUnits
import IndexFormat
import LMDB

/// Turns a unit's dossier into what a generation holds of it.
struct UnitPreparer {
    let catalog: Catalog
    let analyzer: DanishAnalyzer
    let collator: DanishCollator
    /// Stands for catalog, analyzers and format together: another value means another preparation.
    let fingerprint: UInt64

    /// Prepares one unit; the same dossier gives the same bytes.
    func prepare(_ stored: UnitDossier) -> PreparedUnit {
        var dossier = stored
        dossier.judgeFigures(by: catalog)
        let unit = dossier.unit
        let attributes = readAttributes(unit)
        let inspection = dossier.currentInspection
        var collector = TermCollector<SearchField>()
        let nameTokens = analyzer.tokens(in: unit.name, kind: .name)
        collector.add(nameTokens, to: .name)
        collect(dossier, attributes, inspection, into: &collector)
        let renderer = UnitRenderer(catalog: catalog, dossier: dossier, inspection: inspection)
        let hit = renderer.hitMembers()
        let detail = renderer.detailMembers()
        let decisions = dossier.decisions.map {
            PreparedUnit.StoredDecision(decision: $0, members: renderer.members(of: $0))
        }
        var content = XXH64()
        content.update(detail)
        content.update(hit)
        let compared = self.compared(dossier, attributes, renderer).encoded
        content.update(compared)
        for decision in decisions { content.update(decision.members) }
        return PreparedUnit(
            fingerprint: fingerprint,
            contentHash: content.digest,
            sorId: unit.sorId,
            kind: unit.kind,
            name: unit.name,
            nameSortKey: collator.sortKey(for: unit.name),
            nameMarks: TermCollector<SearchField>.marks(of: nameTokens),
            municipalityCode: unit.address.municipality.code,
            coordinate: unit.address.coordinate,
            productionUnitNumber: unit.productionUnitNumber,
            cvrNumbers: Set([unit.cvrNumber, unit.operatorCVRNumber].compactMap { $0 }).sorted(),
            isHiddenByContent: isHiddenByContent(unit),
            agreementPeriods: unit.agreementPeriods,
            ownership: unit.ownership == .unknown ? nil : unit.ownership.rawValue,
            postcode: unit.address.postcode,
            postalTown: unit.address.postalTown,
            operatorName: unit.operatorName,
            attributes: attributes,
            indicators: dossier.currentFigures.compactMap { figure in
                guard figure.value.status == .ok, let value = figure.value.value,
                    let index = catalog.indicators.firstIndex(where: {
                        $0.code == figure.indicator
                    })
                else { return nil }
                return (index, value)
            },
            assessment: inspection?.overallAssessment,
            themes: inspection?.themes ?? [],
            inspectedAt: inspection?.inspectedAt,
            decisions: decisions,
            coverage: unit.coverage.map {
                PreparedUnit.StoredCoverage(
                    municipalityCode: $0.municipality.code,
                    wholeMunicipality: $0.districts.isEmpty,
                    period: $0.period
                )
            },
            fieldLengths: collector.lengths,
            hit: hit,
            detail: detail,
            texts: FieldText.encode(collector.texts),
            compared: compared,
            inspections: InspectionPreparer(analyzer: analyzer).prepare(dossier),
            terms: collector.terms
        )
    }

    /// What comparisons read of the unit.
    private func compared(
        _ dossier: UnitDossier,
        _ attributes: [(field: Int, value: AttributeValue)],
        _ renderer: UnitRenderer
    ) -> ComparedUnit {
        let unit = dossier.unit
        var values = attributes.filter { catalog.fields[$0.field].comparable }
        for (index, field) in catalog.fields.enumerated()
        where field.comparable && field.applies(to: unit.kind)
            && !values.contains(where: { $0.field == index })
        {
            let text = unit.texts.first { $0.key == field.key }?.text
            if let text, !text.isEmpty { values.append((index, .text(text))) }
        }
        return ComparedUnit(
            kind: unit.kind,
            ownership: unit.ownership,
            operatorName: unit.operatorName,
            municipalityCode: unit.address.municipality.code,
            publishedAt: (unit.approvedAt ?? unit.updatedAt)?.description,
            attributes: values.sorted { $0.field < $1.field },
            images: renderer.imageArray(),
            inspection: inspectionSummary(dossier),
            figures: comparedFigures(dossier, values)
        )
    }

    private func inspectionSummary(_ dossier: UnitDossier) -> InspectionSummary? {
        if let own = dossier.currentInspection { return InspectionSummary(own) }
        return dossier.inheritedInspection.map {
            InspectionSummary($0.inspection, inheritedFrom: $0.from)
        }
    }

    /// The figures of indicators that the catalog knows, with the number of residents they are about
    /// where only a field says it.
    private func comparedFigures(
        _ dossier: UnitDossier,
        _ attributes: [(field: Int, value: AttributeValue)]
    ) -> [StoredFigure] {
        dossier.figures.compactMap { figure in
            guard
                let index = catalog.indicators.firstIndex(where: { $0.code == figure.indicator })
            else { return nil }
            var stored = StoredFigure(
                indicator: index,
                period: figure.period,
                figure.value,
                inheritedFrom: figure.inheritedFrom
            )
            if stored.status == .ok, stored.populationSize == nil,
                let key = catalog.indicators[index].populationField,
                let value = attributes.first(where: { catalog.fields[$0.field].key == key })?.value,
                case .number(let residents) = value
            {
                stored.populationSize = Int64(residents)
            }
            return stored
        }.sorted { ($0.indicator, $1.period) < ($1.indicator, $0.period) }
    }

    private func readAttributes(_ unit: CareUnit) -> [(field: Int, value: AttributeValue)] {
        catalog.fields.enumerated().compactMap { index, field in
            guard let value = unit.attributes[field.key], value != .null,
                field.applies(to: unit.kind), case .success(let read) = field.read(value),
                read.isFilled
            else { return nil }
            return (index, read)
        }
    }

    /// Whether the unit stays hidden on every day of its agreements.
    private func isHiddenByContent(_ unit: CareUnit) -> Bool {
        guard let day = unit.agreementPeriods.first.flatMap({ $0.from ?? $0.to }) else {
            return true
        }
        return !unit.hiddenReasons(catalog: catalog, on: day).isEmpty
    }

    // MARK: Terms

    private func collect(
        _ dossier: UnitDossier,
        _ attributes: [(field: Int, value: AttributeValue)],
        _ inspection: Inspection?,
        into collector: inout TermCollector<SearchField>
    ) {
        let unit = dossier.unit
        func add(_ text: String?, _ kind: FieldKind, _ field: SearchField) {
            guard let text else { return }
            collector.add(analyzer.tokens(in: text, kind: kind), to: field)
        }
        func keep(_ text: String?, _ kind: FieldKind, _ field: SearchField, _ key: String) {
            guard let text else { return }
            collector.add(
                analyzer.tokens(in: text, kind: kind),
                of: text,
                key: key,
                to: field
            )
        }
        for alias in unit.aliases { keep(alias, .name, .alias, "aliases") }
        for number in [unit.sorId, unit.productionUnitNumber, unit.cvrNumber] {
            add(number, .code, .alias)
        }
        add(unit.address.municipality.name, .place, .place)
        add(unit.address.postalTown, .place, .place)
        add(unit.address.supplementaryTown, .place, .place)
        add(unit.address.postcode, .place, .place)
        add(unit.address.streetLine, .place, .street)
        add(unit.operatorName, .name, .operator)
        add(unit.kind.label.danish, .prose, .category)
        if unit.ownership != .unknown { add(unit.ownership.label.danish, .prose, .category) }
        for (index, value) in attributes where catalog.fields[index].searchable {
            let field = catalog.fields[index]
            switch value {
            case .choice(let ordinal):
                add(field.values[ordinal].label.danish, .prose, .category)
            case .choices(let ordinals):
                for ordinal in ordinals {
                    add(field.values[ordinal].label.danish, .prose, .category)
                }
            case .bool(true): add(field.label.danish, .prose, .category)
            case .text(let text): keep(text, .prose, .prose, field.key)
            case .bool(false), .number, .date: break
            }
        }
        for text in unit.texts where catalog.field(text.key)?.searchable ?? true {
            keep(text.text, .prose, .prose, text.key)
        }
        keep(inspection?.feedback?.text, .prose, .inspection, "feedback")
    }
}
