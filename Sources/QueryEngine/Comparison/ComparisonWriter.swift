import CareUnits
import IndexFormat
import Statistics

extension AnswerWriter {
    /// The comparison: units in the order asked, rows in the order of the catalog, the same for all.
    public func compare(_ request: CompareRequest) -> [UInt8] {
        ComparisonWriter(request, self).answer()
    }
}

/// Writes one comparison.
private struct ComparisonWriter {
    let request: CompareRequest
    let answers: AnswerWriter
    let units: [UnitCells]
    let peers: PeerTable
    private(set) var groups: [PeerGroup]

    /// A group whose quartiles stand beside the rows.
    struct PeerGroup {
        var group: PeerTable.Group
        /// What it is called.
        var head: [UInt8]
        /// Its values by the rows' places.
        var objects: [[UInt8]] = []
    }

    /// A row with its verdict.
    struct Line {
        var row: ComparisonRow
        var verdict: RowVerdict
    }

    private var index: SearchIndex { answers.index }
    private var language: Language { answers.language }
    private var catalog: Catalog { index.generation.catalog }

    init(_ request: CompareRequest, _ answers: AnswerWriter) {
        self.request = request
        self.answers = answers
        units = request.documents.map {
            answers.index.comparisonTexts.cells(
                of: $0,
                in: answers.index,
                answers.language,
                on: answers.today
            )
        }
        peers = answers.index.peers(on: answers.today)
        groups = Self.groups(of: units, answers.language, on: answers.today)
        for place in groups.indices {
            let (group, head) = (groups[place].group, groups[place].head)
            groups[place].objects = index.comparisonTexts.peers(group, peers.day, language) {
                objects(of: group, head)
            }
        }
    }

    func answer() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 16_384 + units.count * 16_384)
        writer.beginObject()
        writer.key("units")
        writer.beginArray()
        for unit in units { write(unit, &writer) }
        writer.endArray()
        writer.key("rows")
        writer.beginArray()
        for line in lines() { write(line, &writer) }
        writer.endArray()
        if !request.themes.isEmpty {
            ThemePassages(index: index, language: language).write(
                request.themes,
                of: request.documents,
                &writer
            )
        }
        write(orderTo: &writer)
        writer.member("language", language.rawValue)
        answers.write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    // MARK: Units

    private func write(_ reader: UnitCells, _ writer: inout JSONWriter) {
        let hits = index.generation.hits
        writer.beginObject()
        writer.rawMembers { hits.append(reader.document, to: &$0) }
        writer.member("kindLabel", reader.kind.label.text(in: language))
        if let place = request.place { write(reader, from: place, &writer) }
        writer.key("images")
        writer.rawValue(reader.images)
        answers.write(decisionsOf: reader.document, onlyActive: true, &writer)
        writer.endObject()
    }

    /// How far a home lies from the citizen, or whether a supplier comes there.
    private func write(_ reader: UnitCells, from place: RequestPlace, _ writer: inout JSONWriter) {
        guard reader.kind.isHome else {
            DeliveryReading(of: reader.document, to: place, index, on: answers.today)?
                .write(language, &writer)
            return
        }
        let chord = index.generation.locations.squaredChord(
            of: reader.document,
            to: EarthPoint(place.coordinate)
        )
        if let chord {
            let metres = EarthPoint.metres(squaredChord: chord)
            writer.member("distance", Int(metres.rounded()))
        }
    }

    // MARK: Rows

    /// The rows that apply to at least one of the units, or those chosen.
    private func lines() -> [Line] {
        var lines: [Line] = []
        for row in index.comparisonRows.rows(language) {
            if let chosen = request.rows {
                guard chosen.contains(row.key) else { continue }
            } else {
                guard units.contains(where: { applies(row, to: $0.kind) }) else { continue }
            }
            let verdict = RowVerdict(row.place, of: units, indicator: indicator(of: row)?.type)
            lines.append(Line(row: row, verdict: verdict))
        }
        guard request.order == .difference else { return lines }
        return lines.enumerated().sorted {
            Self.precedes($0.element.verdict, $1.element.verdict) ?? ($0.offset < $1.offset)
        }.map(\.element)
    }

    /// Whether a row differs more clearly than another, or `nil` if they stand as the catalog has them.
    private static func precedes(_ left: RowVerdict, _ right: RowVerdict) -> Bool? {
        if left.code != right.code {
            let order = RowVerdict.Code.allCases
            return (order.firstIndex(of: left.code) ?? 0) < (order.firstIndex(of: right.code) ?? 0)
        }
        return left.clarity == right.clarity ? nil : left.clarity > right.clarity
    }

    private func applies(_ row: ComparisonRow, to kind: UnitKind) -> Bool {
        switch row.subject {
        case .field(let place): catalog.fields[place].applies(to: kind)
        case .indicator(let place): catalog.indicators[place].applies(to: kind)
        default: true
        }
    }

    private func indicator(of row: ComparisonRow) -> IndicatorDefinition? {
        if case .indicator(let place) = row.subject { catalog.indicators[place] } else { nil }
    }

    private func write(_ line: Line, _ writer: inout JSONWriter) {
        let words = VerdictWords(verdict: line.verdict, language: language)
        writer.beginObject()
        writer.rawMembers(line.row.head)
        writer.member("verdict", line.verdict.code.rawValue)
        writer.member("verdictLabel", words.label)
        writer.member("reason", ifPresent: line.verdict.reason?.rawValue)
        writer.member("why", words.why)
        writer.member("method", ifPresent: words.method)
        if let analysis = line.verdict.analysis {
            let place = line.verdict.analysed[analysis.reference]
            let ids = index.generation.ids
            writer.member("to", ids.text(units[place].document))
        }
        writer.key("cells")
        writer.beginArray()
        for place in units.indices { write(cellAt: place, of: line, &writer) }
        writer.endArray()
        writer.key("reference")
        writer.beginArray()
        if case .indicator(let place) = line.row.subject { writeAreas(line, place, &writer) }
        writer.endArray()
        writePeers(line, &writer)
        writeWarnings(line, &writer)
        writer.endObject()
    }

    private func write(cellAt place: Int, of line: Line, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.rawMembers(units[place].rendered[line.row.place])
        if let analysis = line.verdict.analysis,
            let own = line.verdict.analysed.firstIndex(of: place),
            let difference = analysis.differences[own],
            let indicator = indicator(of: line.row)
        {
            write(difference, indicator, &writer)
        }
        writer.endObject()
    }

    private func write(
        _ difference: SideBySide.Difference,
        _ indicator: IndicatorDefinition,
        _ writer: inout JSONWriter
    ) {
        let scale = indicator.scale
        writer.key("difference")
        writer.beginObject()
        writer.member("value", difference.estimate * scale)
        if let ratio = difference.ratio {
            writer.member("ratio", ratio)
            writeBounds(difference.interval, scale: 1, &writer)
        } else {
            writeBounds(difference.interval, scale: scale, &writer)
        }
        let words = indicator.displayDifference(difference.estimate * scale)
        writer.member("display", words.text(in: language))
        writer.member("verdict", RowVerdict.Code(difference.verdict).rawValue)
        writer.endObject()
    }

    /// Bounds of an interval, without those that are infinite.
    private func writeBounds(
        _ interval: Interval,
        scale: Double,
        _ writer: inout JSONWriter
    ) {
        if interval.lower.isFinite { writer.member("lower", interval.lower * scale) }
        if interval.upper.isFinite { writer.member("upper", interval.upper * scale) }
    }

    // MARK: What stands beside

    /// The nation's and the municipalities' own figures, of the period of the cells where there is one.
    private func writeAreas(_ line: Line, _ place: Int, _ writer: inout JSONWriter) {
        let cells = units.lazy.map { $0.cells[line.row.place] }
        let period = cells.first { $0.isKnown }?.period
        var subjects: [(level: IndicatorLevel, code: String, label: Label, peers: PeerTable.Group)]
        subjects = [(.national, "DK", Self.nation, .nation)]
        var seen = Set<String>()
        for unit in units where seen.insert(unit.municipalityCode).inserted {
            let code = unit.municipalityCode
            subjects.append((.municipality, code, Self.name(of: code), .municipality(code)))
        }
        for subject in subjects {
            let key = AreaFigures.Subject(
                indicator: place,
                level: subject.level,
                code: subject.code
            )
            let figures = index.generation.areas.figures(key)
            let chosen = figures.first { $0.period == period } ?? figures.first
            guard let figure = chosen else { continue }
            writer.beginObject()
            writer.rawMembers(
                index.comparisonTexts.area(key, figure.period, language) {
                    members(of: figure, of: key, named: subject.label)
                }
            )
            if peers.period(of: .indicator(place)) == figure.period,
                let summary = peers.summary(.indicator(place), in: subject.peers)
            {
                writer.member("units", summary.count)
            }
            writer.endObject()
        }
    }

    private func members(
        of figure: StoredFigure,
        of subject: AreaFigures.Subject,
        named label: Label
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.member("level", subject.level.rawValue)
        writer.member("subject", subject.code)
        writer.member("label", label.text(in: language))
        let definition = catalog.indicators[subject.indicator]
        let cell = FigureReading(figure, definition, language).cell
        cell.writeMembers(in: language, to: &writer)
        return writer.bytes
    }

    private func writePeers(_ line: Line, _ writer: inout JSONWriter) {
        let row = line.row.place
        guard groups.contains(where: { !$0.objects[row].isEmpty }) else { return }
        writer.key("peers")
        writer.beginArray()
        for group in groups where !group.objects[row].isEmpty {
            writer.rawValue(group.objects[row])
        }
        writer.endArray()
    }

    /// The values of one group in every row.
    private func objects(of group: PeerTable.Group, _ head: [UInt8]) -> [[UInt8]] {
        index.comparisonRows.rows(language).map { row in
            let measure: PeerTable.Measure
            switch row.subject {
            case .field(let place): measure = .field(place)
            case .indicator(let place): measure = .indicator(place)
            default: return []
            }
            guard let summary = peers.summary(measure, in: group) else { return [] }
            var writer = JSONWriter()
            writer.beginObject()
            writer.rawMembers(head)
            writer.member("median", summary.median)
            writer.member("lowerQuartile", summary.lowerQuartile)
            writer.member("upperQuartile", summary.upperQuartile)
            writer.member("display", display(summary, of: row))
            writer.member("count", summary.count)
            writer.member("missing", summary.missing)
            writer.member("period", ifPresent: peers.period(of: measure))
            writer.endObject()
            return writer.bytes
        }
    }

    private func display(_ summary: PeerTable.Summary, of row: ComparisonRow) -> String {
        let (middle, range): (Label, Label)
        if case .indicator(let place) = row.subject {
            let definition = catalog.indicators[place]
            middle = definition.display(summary.median)
            range = definition.display(
                summary.lowerQuartile,
                to: summary.upperQuartile,
                withUnit: false
            )
        } else if case .field(let place) = row.subject {
            let definition = catalog.fields[place]
            middle = definition.display(.number(summary.median))
            range = definition.display(summary.lowerQuartile, to: summary.upperQuartile)
        } else {
            preconditionFailure("only fields and indicators have peer values")
        }
        return "\(middle.text(in: language)) (\(range.text(in: language)))"
    }

    private func writeWarnings(_ line: Line, _ writer: inout JSONWriter) {
        var warnings: [(code: String, text: Label)] = []
        let row = line.row.place
        let rates = units.compactMap { unit -> Double? in
            let cell = unit.cells[row]
            guard cell.isKnown, let n = cell.n, let size = cell.populationSize, size > 0 else {
                return nil
            }
            return Double(n) / Double(size)
        }
        if let least = rates.min(), let most = rates.max(), most - least > 0.2 {
            let label = Label(
                danish: "Svarprocenterne er meget forskellige.",
                english: "The response rates are very different."
            )
            warnings.append(("responseRates", label))
        }
        if units.contains(where: { $0.cells[row].inheritedFrom != nil }) {
            let label = Label(
                danish: "Et resultat er fra den tidligere enhed på stedet.",
                english: "A result is from the former unit at the place."
            )
            warnings.append(("inherited", label))
        }
        guard !warnings.isEmpty else { return }
        writer.key("warnings")
        writer.beginArray()
        for warning in warnings {
            writer.beginObject()
            writer.member("code", warning.code)
            writer.member("text", warning.text.text(in: language))
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(orderTo writer: inout JSONWriter) {
        let explanation =
            switch request.order {
            case .catalog:
                Label(
                    danish:
                        "Enhederne står i den rækkefølge, de er valgt; rækkerne som i kataloget.",
                    english: "Units stand in the order chosen; rows as in the catalog."
                )
            case .difference:
                Label(
                    danish: "Enhederne står i den rækkefølge, de er valgt; "
                        + "de rækker, der er tydeligst forskel på, står først.",
                    english: "Units stand in the order chosen; "
                        + "the rows that differ most clearly come first."
                )
            }
        writer.key("order")
        writer.beginObject()
        writer.member("code", request.order.rawValue)
        writer.member("explanation", explanation.text(in: language))
        writer.endObject()
    }

    // MARK: Names

    private static let nation = Label(danish: "Hele landet", english: "The whole country")

    private static func name(of municipality: String) -> Label {
        let name = Municipality.withCode(municipality)?.name ?? municipality
        return Label(danish: "\(name) Kommune", english: "\(name) municipality")
    }

    /// The nation, and the regions, municipalities and kinds of the units, each once.
    private static func groups(
        of units: [UnitCells],
        _ language: Language,
        on today: LocalDate
    ) -> [PeerGroup] {
        var groups: [PeerGroup] = []
        var seen = Set<PeerTable.Group>()
        func add(_ group: PeerTable.Group, _ name: String, _ subject: String, _ label: Label) {
            guard seen.insert(group).inserted else { return }
            var writer = JSONWriter()
            writer.member("group", name)
            writer.member("subject", subject)
            writer.member("label", label.text(in: language))
            groups.append(PeerGroup(group: group, head: writer.bytes))
        }
        add(.nation, "national", "DK", nation)
        for unit in units {
            let municipality = Municipality.withCode(unit.municipalityCode)
            guard let region = municipality?.region(on: today) else { continue }
            add(.region(region.code), "region", region.code, Label(region.name))
        }
        for unit in units {
            let code = unit.municipalityCode
            add(.municipality(code), "municipality", code, name(of: code))
        }
        for unit in units {
            let kind = unit.kind.label
            let label = Label(
                danish: "\(kind.danish), hele landet",
                english: "\(kind.english), the whole country"
            )
            add(.kind(unit.kind), "kind", unit.kind.rawValue, label)
        }
        return groups
    }
}

extension ComparisonCell {
    /// Writes the cell's own members.
    func writeMembers(in language: Language, to writer: inout JSONWriter) {
        if let value {
            writer.key("value")
            switch value {
            case .word(let word), .text(let word): writer.value(word)
            case .bool(let flag): writer.value(flag)
            case .number(let number): writer.value(number)
            case .words(let words):
                writer.beginArray()
                for word in words { writer.value(word) }
                writer.endArray()
            }
        }
        writer.member("display", display)
        writer.member("unit", ifPresent: unit)
        if let n { writer.member("n", n) }
        if let interval {
            writer.key("interval")
            writer.beginObject()
            writer.member("lower", interval.lower)
            writer.member("upper", interval.upper)
            writer.endObject()
            writer.member("intervalDisplay", ifPresent: intervalDisplay)
        }
        writer.member("status", status.code)
        writer.member("period", ifPresent: period)
        if let source {
            writer.member("source", source)
            writer.member("sourceLabel", SourceWords.label(of: source).text(in: language))
        }
        writer.member("publishedAt", ifPresent: publishedAt)
        writer.member("inheritedFrom", ifPresent: inheritedFrom)
        writer.member("note", ifPresent: note)
    }
}
