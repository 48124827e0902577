import CareUnits
import Places
import IndexFormat
import LMDB

/// Turns filters into sets of documents.
struct FilterEvaluator {
    let index: SearchIndex
    let today: LocalDate

    private var generation: Generation { index.generation }

    /// The documents that a filter lets through.
    func documents(for filter: SearchRequest.Filter) -> DocumentSet {
        switch filter.condition {
        case .values(let column, let values):
            return documents(in: column, values: values, missing: filter.missing)
        case .range(let column, let from, let to):
            return documents(in: column, from: from, to: to, missing: filter.missing)
        case .regions(let regions):
            let codes = Municipality.all.filter { regions.contains($0.region(on: today)) }
                .map(\.code)
            return documents(in: "municipality", values: codes, missing: .exclude)
        case .delivers(let municipalities):
            var set = DocumentSet(emptyOf: index.count)
            for municipality in municipalities {
                set.formUnion(index.documents(deliveringTo: municipality, on: today))
            }
            return set
        case .activeDecision(let kinds):
            return matching { document in
                index.decisions(of: document, on: today)
                    .contains { $0.state == .active && kinds.contains($0.kind) }
            }
        case .decision(let kinds):
            return matching { document in
                index.decisions(of: document, on: today).contains { kinds.contains($0.kind) }
            }
        case .noActiveDecision:
            return matching { document in
                !index.decisions(of: document, on: today).contains { $0.state == .active }
            }
        }
    }

    private func matching(_ holds: (Int) -> Bool) -> DocumentSet {
        var set = DocumentSet(emptyOf: index.count)
        for document in 0..<index.count where holds(document) { set.insert(document) }
        return set
    }

    private func documents(
        in name: String,
        values: [String],
        missing: SearchRequest.MissingRule
    ) -> DocumentSet {
        var set = DocumentSet(emptyOf: index.count)
        var present: DocumentSet?
        // "Unknown" is a value by which those without an ownership are asked for.
        let asksForMissing = name == "ownership" && values.contains("unknown")
        if let column = generation.ordinalColumns[name] {
            if missing != .only {
                let sets = column.sets
                for (ordinal, value) in column.values.enumerated() where values.contains(value) {
                    set.formUnion(sets[ordinal])
                }
            }
            if missing != .exclude || asksForMissing {
                present = DocumentSet(column.present, universe: index.count)
            }
        } else if let column = generation.setColumns[name] {
            let sets = column.sets
            var all = DocumentSet(emptyOf: index.count)
            for (ordinal, value) in column.values.enumerated() {
                all.formUnion(sets[ordinal])
                if missing != .only, values.contains(value) { set.formUnion(sets[ordinal]) }
            }
            present = all
        }
        if missing != .exclude || asksForMissing, var absent = present {
            absent.formComplement()
            set.formUnion(absent)
        }
        if name == "assessment", values.contains("notYetInspected") {
            set.formUnion(notYetInspected)
        }
        return set
    }

    /// The documents without any inspection; an inspection need not give an assessment.
    private var notYetInspected: DocumentSet {
        guard let column = generation.numberColumns["inspectedAt"] else {
            preconditionFailure("every generation has a column of inspections")
        }
        var set = DocumentSet(column.present, universe: index.count)
        set.formComplement()
        return set
    }

    private func documents(
        in name: String,
        from: Double?,
        to: Double?,
        missing: SearchRequest.MissingRule
    ) -> DocumentSet {
        guard let column = generation.numberColumns[name] else {
            return DocumentSet(emptyOf: index.count)
        }
        var set =
            missing == .only
            ? DocumentSet(emptyOf: index.count)
            : DocumentSet(
                universe: index.count,
                ranks: column.ranks,
                in: column.ranks(from: from, to: to)
            )
        if missing != .exclude {
            var absent = DocumentSet(column.present, universe: index.count)
            absent.formComplement()
            set.formUnion(absent)
        }
        return set
    }

    /// The documents inside a box; those without coordinates are in none.
    func documents(in box: BoundingBox) -> DocumentSet {
        let locations = generation.locations
        let latitudes = locations.latitudes.span
        let longitudes = locations.longitudes.span
        var set = DocumentSet(emptyOf: index.count)
        for document in 0..<index.count
        where box.contains(latitude: latitudes[document], longitude: longitudes[document]) {
            set.insert(document)
        }
        set.formIntersection(DocumentSet(locations.present, universe: index.count))
        return set
    }

    /// The documents inside a polygon; those without coordinates are in none.
    func documents(in polygon: MapPolygon) -> DocumentSet {
        let latitudes = polygon.points.map(\.latitude)
        let longitudes = polygon.points.map(\.longitude)
        let box = BoundingBox(
            west: longitudes.min() ?? 0,
            south: latitudes.min() ?? 0,
            east: longitudes.max() ?? 0,
            north: latitudes.max() ?? 0
        )
        let locations = generation.locations
        var set = DocumentSet(emptyOf: index.count)
        documents(in: box).forEach { document in
            let latitude = locations.latitudes[document]
            if polygon.contains(latitude: latitude, longitude: locations.longitudes[document]) {
                set.insert(document)
            }
        }
        return set
    }

    /// The homes within the radius of a request's places, and the suppliers that deliver to the first.
    func documents(reachableFor request: SearchRequest) -> DocumentSet {
        var homes = index.documents(of: .homes)
        if let radius = request.radius {
            if request.centres.count == 1 {
                let point = EarthPoint(request.centres[0].coordinate)
                homes.formIntersection(documents(within: radius, of: point))
            } else {
                let distances = PlaceDistances(index, request)
                homes = matching(homes) { document in
                    distances.order(document).map { $0 <= radius } ?? false
                }
            }
        }
        if let municipality = request.centres.first?.location.municipality {
            var suppliers = index.documents(deliveringTo: municipality, on: today)
            suppliers.formIntersection(index.documents(of: .suppliers))
            homes.formUnion(suppliers)
        }
        return homes
    }

    private func matching(_ documents: DocumentSet, _ holds: (Int) -> Bool) -> DocumentSet {
        var set = DocumentSet(emptyOf: index.count)
        documents.forEach { if holds($0) { set.insert($0) } }
        return set
    }

    /// The documents within a distance of a point; those without coordinates are in none.
    func documents(within metres: Double, of point: EarthPoint) -> DocumentSet {
        let limit = EarthPoint.squaredChord(metres: metres)
        let radius = limit.squareRoot()
        let locations = generation.locations
        let x = locations.x.span
        let y = locations.y.span
        let z = locations.z.span
        let balls = locations.balls.span
        let present = locations.present.span
        return DocumentSet(universe: index.count) { word in
            let own = balls[word * 4 + 3]
            guard own >= 0 else { return 0 }
            let centre = EarthPoint(
                x: balls[word * 4],
                y: balls[word * 4 + 1],
                z: balls[word * 4 + 2]
            )
            let distance = point.squaredChord(to: centre).squareRoot()
            // The margins are far above the last digits of the sums.
            if distance - own > radius + 1e-9 { return 0 }
            if distance + own < radius - 1e-9 { return present[word] }
            var bits: UInt64 = 0
            let first = word * 64
            for document in first..<min(first + 64, x.count) {
                let dx = x[document] - point.x
                let dy = y[document] - point.y
                let dz = z[document] - point.z
                if dx * dx + dy * dy + dz * dz <= limit { bits |= 1 << UInt64(document - first) }
            }
            return bits & present[word]
        }
    }
}

extension Locations {
    /// The squared chord from a document to a point, or `nil` if the document has no coordinates.
    func squaredChord(of document: Int, to point: EarthPoint) -> Double? {
        guard isSet(present.span, document) else { return nil }
        return EarthPoint(x: x[document], y: y[document], z: z[document])
            .squaredChord(to: point)
    }
}
