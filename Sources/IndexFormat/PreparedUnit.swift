public import CareUnits
import LMDB

/// A unit after analysis, ready to be put into a generation: its terms, its column values and the
/// bytes that will be sent.
///
/// Kept in the unit store, so that only changed units are analyzed again.
///
/// Encoded with `ByteEncoder` in the order of the members below, behind four bytes (little endian)
/// that say where the body begins: the record (`ContentRecord`), inspections and terms, which a builder reads in place.
public struct PreparedUnit: Sendable {
    /// What the encoding depends on beside the unit: catalog, analyzers and format.
    public var fingerprint: UInt64
    /// Changes when anything that is shown changes.
    public var contentHash: UInt64
    public var sorId: String
    public var kind: UnitKind
    public var name: String
    /// Orders names as Danes do (ICU collation key).
    public var nameSortKey: [UInt8]
    /// UTF-8 offset and length of each token of the name.
    public var nameMarks: [(offset: Int, length: Int)]
    public var municipalityCode: String
    public var coordinate: Coordinate?
    public var productionUnitNumber: String?
    public var cvrNumbers: [String]
    /// Whether faults or unfilled fields hide the unit whatever the date.
    public var isHiddenByContent: Bool
    /// When a service agreement lets the unit be shown.
    public var agreementPeriods: [DatePeriod]
    public var ownership: String?
    public var postcode: String?
    public var postalTown: String?
    public var operatorName: String?
    /// Values of the catalog's fields by their place in the catalog, ascending.
    public var attributes: [(field: Int, value: AttributeValue)]
    /// Unit-level values of indicators with status `ok`, by their place in the catalog.
    public var indicators: [(indicator: Int, value: Double)]
    public var assessment: String?
    /// The assessments of the current inspection by theme.
    public var themes: [Inspection.ThemeAssessment]
    public var inspectedAt: LocalDate?
    public var decisions: [StoredDecision]
    public var coverage: [StoredCoverage]
    /// Tokens in each field, in order of `SearchField`.
    public var fieldLengths: [Int]
    /// The members of the hit's JSON object that do not depend on the request.
    public var hit: [UInt8]
    /// The members of the unit's JSON object that do not depend on the request.
    public var detail: [UInt8]
    /// What was searched, for passages (`FieldText`).
    public var texts: [UInt8]
    /// What comparisons read (`ComparedUnit`).
    public var compared: [UInt8]
    /// The unit's inspections (`PreparedInspection`).
    public var inspections: [PreparedInspection]
    public var terms: [PreparedTerm<SearchField>]
    /// XXH64 of the record, in what was read.
    public private(set) var recordHash: UInt64 = 0

    /// A decision with the dates that its state depends on and its JSON members.
    public struct StoredDecision: Sendable {
        public var decision: Decision
        public var members: [UInt8]

        public init(decision: Decision, members: [UInt8]) {
            self.decision = decision
            self.members = members
        }
    }

    /// Where a supplier delivers.
    public struct StoredCoverage: Sendable {
        public var municipalityCode: String
        public var wholeMunicipality: Bool
        public var period: DatePeriod

        public init(municipalityCode: String, wholeMunicipality: Bool, period: DatePeriod) {
            self.municipalityCode = municipalityCode
            self.wholeMunicipality = wholeMunicipality
            self.period = period
        }
    }

    public init(
        fingerprint: UInt64,
        contentHash: UInt64,
        sorId: String,
        kind: UnitKind,
        name: String,
        nameSortKey: [UInt8],
        nameMarks: [(offset: Int, length: Int)],
        municipalityCode: String,
        coordinate: Coordinate?,
        productionUnitNumber: String?,
        cvrNumbers: [String],
        isHiddenByContent: Bool,
        agreementPeriods: [DatePeriod],
        ownership: String?,
        postcode: String?,
        postalTown: String?,
        operatorName: String?,
        attributes: [(field: Int, value: AttributeValue)],
        indicators: [(indicator: Int, value: Double)],
        assessment: String?,
        themes: [Inspection.ThemeAssessment],
        inspectedAt: LocalDate?,
        decisions: [StoredDecision],
        coverage: [StoredCoverage],
        fieldLengths: [Int],
        hit: [UInt8],
        detail: [UInt8],
        texts: [UInt8],
        compared: [UInt8],
        inspections: [PreparedInspection],
        terms: [PreparedTerm<SearchField>]
    ) {
        self.fingerprint = fingerprint
        self.contentHash = contentHash
        self.sorId = sorId
        self.kind = kind
        self.name = name
        self.nameSortKey = nameSortKey
        self.nameMarks = nameMarks
        self.municipalityCode = municipalityCode
        self.coordinate = coordinate
        self.productionUnitNumber = productionUnitNumber
        self.cvrNumbers = cvrNumbers
        self.isHiddenByContent = isHiddenByContent
        self.agreementPeriods = agreementPeriods
        self.ownership = ownership
        self.postcode = postcode
        self.postalTown = postalTown
        self.operatorName = operatorName
        self.attributes = attributes
        self.indicators = indicators
        self.assessment = assessment
        self.themes = themes
        self.inspectedAt = inspectedAt
        self.decisions = decisions
        self.coverage = coverage
        self.fieldLengths = fieldLengths
        self.hit = hit
        self.detail = detail
        self.texts = texts
        self.compared = compared
        self.inspections = inspections
        self.terms = terms
    }

    /// Whether the unit may be shown on a day.
    public func isShown(on date: LocalDate) -> Bool {
        !isHiddenByContent && agreementPeriods.contains { $0.contains(date) }
    }
}

/// A term of one unit with its positions in each field.
public struct PreparedTerm<Field: IndexedField>: Sendable {
    public var bytes: [UInt8]
    /// The positions by field, ascending; only fields where the term occurs, in order of `SearchField`.
    public var occurrences: [(field: Field, positions: [Int])]

    public init(bytes: [UInt8], occurrences: [(field: Field, positions: [Int])]) {
        self.bytes = bytes
        self.occurrences = occurrences
    }
}

extension PreparedUnit {
    /// The unit as bytes of the unit store.
    public var encoded: [UInt8] {
        let record = ContentRecord.encode(
            [hit, detail, texts, compared] + inspections.map(\.texts)
        )
        let head = encodedHead(recordHash: XXH64.hash(record))
        var encoder = ByteEncoder()
        let bodyOffset = UInt32(head.count + 4)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            encoder.append(byte: UInt8(truncatingIfNeeded: bodyOffset >> shift))
        }
        encoder.append(raw: head)
        encoder.append(counted: record)
        encoder.append(inspections.count)
        for inspection in inspections { encoder.append(counted: inspection.encoded) }
        encoder.append(terms.count)
        for term in terms { encoder.append(term) }
        return encoder.bytes
    }

    private func encodedHead(recordHash: UInt64) -> [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(fingerprint)
        encoder.append(contentHash)
        encoder.append(recordHash)
        encoder.append(sorId)
        encoder.append(kind.rawValue)
        appendName(to: &encoder)
        encoder.append(municipalityCode)
        appendPlaceAndNumbers(to: &encoder)
        appendDates(to: &encoder)
        appendFacts(to: &encoder)
        appendDecisionsAndCoverage(to: &encoder)
        encoder.append(fieldLengths.count)
        for length in fieldLengths { encoder.append(length) }
        return encoder.bytes
    }

    private func appendName(to encoder: inout ByteEncoder) {
        encoder.append(name)
        encoder.append(counted: nameSortKey)
        encoder.append(nameMarks.count)
        for mark in nameMarks {
            encoder.append(mark.offset)
            encoder.append(mark.length)
        }
    }

    private func appendPlaceAndNumbers(to encoder: inout ByteEncoder) {
        encoder.append(byte: coordinate == nil ? 0 : 1)
        if let coordinate {
            encoder.append(coordinate.latitude)
            encoder.append(coordinate.longitude)
        }
        encoder.append(optional: productionUnitNumber)
        encoder.append(cvrNumbers.count)
        for number in cvrNumbers { encoder.append(number) }
    }

    private func appendDates(to encoder: inout ByteEncoder) {
        encoder.append(byte: isHiddenByContent ? 1 : 0)
        encoder.append(agreementPeriods.count)
        for period in agreementPeriods { encoder.append(period) }
    }

    private func appendDecisionsAndCoverage(to encoder: inout ByteEncoder) {
        encoder.append(decisions.count)
        for stored in decisions { encoder.append(stored) }
        encoder.append(coverage.count)
        for area in coverage {
            encoder.append(area.municipalityCode)
            encoder.append(byte: area.wholeMunicipality ? 1 : 0)
            encoder.append(area.period)
        }
    }

    private func appendFacts(to encoder: inout ByteEncoder) {
        encoder.append(optional: ownership)
        encoder.append(optional: postcode)
        encoder.append(optional: postalTown)
        encoder.append(optional: operatorName)
        encoder.append(attributes.count)
        for (field, value) in attributes {
            encoder.append(field)
            encoder.append(value)
        }
        encoder.append(indicators.count)
        for (indicator, value) in indicators {
            encoder.append(indicator)
            encoder.append(value)
        }
        encoder.append(optional: assessment)
        encoder.append(themes)
        encoder.append(day: inspectedAt?.daysSinceEpoch)
    }

    /// What sections of a generation are made of, part by part.
    public enum Part: Int, CaseIterable, Sendable {
        /// Which unit it is, what and where, and its numbers.
        case identity
        case name
        /// Agreements, decisions and where it delivers, with their dates.
        case dates
        /// What is filtered, counted and sorted by.
        case facts
        case fieldLengths
        /// What is compared.
        case compared
    }

    /// XXH64 of each part, in order of `Part`: two units that have one in common are alike in that part.
    ///
    /// - Parameter compared: The encoded `ComparedUnit`, which the head does not hold.
    /// - Returns: One hash for each part.
    public func partHashes(compared: Span<UInt8>) -> [UInt64] {
        Part.allCases.map { part in
            var encoder = ByteEncoder()
            switch part {
            case .identity:
                encoder.append(sorId)
                encoder.append(kind.rawValue)
                encoder.append(municipalityCode)
                appendPlaceAndNumbers(to: &encoder)
            case .name: appendName(to: &encoder)
            case .dates:
                appendDates(to: &encoder)
                appendDecisionsAndCoverage(to: &encoder)
            case .facts: appendFacts(to: &encoder)
            case .fieldLengths: for length in fieldLengths { encoder.append(length) }
            case .compared: return XXH64.hash(compared)
            }
            return XXH64.hash(encoder.bytes)
        }
    }

    /// Reads the head; what the body holds stays empty.
    public static func head(_ bytes: Span<UInt8>) -> PreparedUnit {
        var decoder = ByteDecoder(bytes, at: 4)
        let fingerprint = decoder.number()
        let contentHash = decoder.number()
        let recordHash = decoder.number()
        let sorId = decoder.text()
        guard let kind = UnitKind(rawValue: decoder.text()) else {
            preconditionFailure("prepared unit \(sorId) has no kind")
        }
        let name = decoder.text()
        let nameSortKey = decoder.counted()
        var nameMarks: [(offset: Int, length: Int)] = []
        for _ in 0..<decoder.integer() {
            nameMarks.append((decoder.integer(), decoder.integer()))
        }
        let municipalityCode = decoder.text()
        let coordinate =
            decoder.byte() == 0
            ? nil : Coordinate(latitude: decoder.double(), longitude: decoder.double())
        let productionUnitNumber = decoder.optionalText()
        var cvrNumbers: [String] = []
        for _ in 0..<decoder.integer() { cvrNumbers.append(decoder.text()) }
        let isHidden = decoder.byte() == 1
        var periods: [DatePeriod] = []
        for _ in 0..<decoder.integer() { periods.append(decoder.period()) }
        let ownership = decoder.optionalText()
        let postcode = decoder.optionalText()
        let postalTown = decoder.optionalText()
        let operatorName = decoder.optionalText()
        var attributes: [(field: Int, value: AttributeValue)] = []
        for _ in 0..<decoder.integer() {
            attributes.append((decoder.integer(), decoder.attribute()))
        }
        var indicators: [(indicator: Int, value: Double)] = []
        for _ in 0..<decoder.integer() {
            indicators.append((decoder.integer(), decoder.double()))
        }
        let assessment = decoder.optionalText()
        let themes = decoder.themes()
        let inspectedAt = decoder.day().map { LocalDate(daysSinceEpoch: $0) }
        var decisions: [StoredDecision] = []
        for _ in 0..<decoder.integer() { decisions.append(decoder.decision(of: sorId)) }
        var coverage: [StoredCoverage] = []
        for _ in 0..<decoder.integer() {
            coverage.append(
                StoredCoverage(
                    municipalityCode: decoder.text(),
                    wholeMunicipality: decoder.byte() == 1,
                    period: decoder.period()
                )
            )
        }
        var lengths: [Int] = []
        for _ in 0..<decoder.integer() { lengths.append(decoder.integer()) }
        var head = PreparedUnit(
            fingerprint: fingerprint,
            contentHash: contentHash,
            sorId: sorId,
            kind: kind,
            name: name,
            nameSortKey: nameSortKey,
            nameMarks: nameMarks,
            municipalityCode: municipalityCode,
            coordinate: coordinate,
            productionUnitNumber: productionUnitNumber,
            cvrNumbers: cvrNumbers,
            isHiddenByContent: isHidden,
            agreementPeriods: periods,
            ownership: ownership,
            postcode: postcode,
            postalTown: postalTown,
            operatorName: operatorName,
            attributes: attributes,
            indicators: indicators,
            assessment: assessment,
            themes: themes,
            inspectedAt: inspectedAt,
            decisions: decisions,
            coverage: coverage,
            fieldLengths: lengths,
            hit: [],
            detail: [],
            texts: [],
            compared: [],
            inspections: [],
            terms: []
        )
        head.recordHash = recordHash
        return head
    }

    /// Where the record lies in an encoded unit (`ContentRecord`).
    public static func record(in bytes: Span<UInt8>) -> Range<Int> {
        var decoder = ByteDecoder(bytes, at: bodyOffset(bytes))
        return decoder.countedRange()
    }

    /// Where each inspection lies in an encoded unit.
    public static func inspections(in bytes: Span<UInt8>) -> [Range<Int>] {
        var decoder = ByteDecoder(bytes, at: bodyOffset(bytes))
        _ = decoder.countedRange()
        var ranges: [Range<Int>] = []
        for _ in 0..<decoder.integer() { ranges.append(decoder.countedRange()) }
        return ranges
    }

    private static func bodyOffset(_ bytes: Span<UInt8>) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    }

    /// Calls `visit` with each term: its bytes, its fields' bits, and where the positions lie in
    /// `bytes`, laid out as in `Postings`.
    public static func forEachTerm(
        in bytes: Span<UInt8>,
        _ visit: (_ term: Range<Int>, _ fields: UInt8, _ positions: Range<Int>) -> Void
    ) {
        var decoder = ByteDecoder(bytes, at: bodyOffset(bytes))
        _ = decoder.countedRange()
        for _ in 0..<decoder.integer() { _ = decoder.countedRange() }
        for _ in 0..<decoder.integer() {
            let term = decoder.countedRange()
            let fields = decoder.byte()
            let positions = decoder.countedRange()
            visit(term, fields, positions)
        }
    }
}

extension ByteEncoder {
    mutating func append(_ period: DatePeriod) {
        append(day: period.from?.daysSinceEpoch)
        append(day: period.to?.daysSinceEpoch)
    }

    mutating func append(_ value: AttributeValue) {
        switch value {
        case .bool(let flag):
            append(byte: 0)
            append(byte: flag ? 1 : 0)
        case .number(let number):
            append(byte: 1)
            append(number)
        case .date(let date):
            append(byte: 2)
            append(signed: Int64(date.daysSinceEpoch))
        case .choice(let ordinal):
            append(byte: 3)
            append(ordinal)
        case .choices(let ordinals):
            append(byte: 4)
            append(ordinals.count)
            for ordinal in ordinals { append(ordinal) }
        case .text(let text):
            append(byte: 5)
            append(text)
        }
    }

    mutating func append(_ stored: PreparedUnit.StoredDecision) {
        let decision = stored.decision
        append(decision.id)
        append(decision.kind.rawValue)
        append(signed: Int64(decision.decidedAt.daysSinceEpoch))
        append(day: decision.deadline?.daysSinceEpoch)
        append(decision.period)
        append(day: decision.liftedAt?.daysSinceEpoch)
        append(counted: stored.members)
    }

    mutating func append(_ term: PreparedTerm<some IndexedField>) {
        append(counted: term.bytes)
        append(byte: term.occurrences.reduce(0) { $0 | $1.field.bit })
        var positions = ByteEncoder()
        for (_, list) in term.occurrences {
            positions.append(list.count)
            var previous = 0
            for position in list {
                positions.append(position - previous)
                previous = position
            }
        }
        append(counted: positions.bytes)
    }
}

extension ByteDecoder {
    @_lifetime(self: copy self)
    mutating func period() -> DatePeriod {
        DatePeriod(
            from: day().map { LocalDate(daysSinceEpoch: $0) },
            to: day().map { LocalDate(daysSinceEpoch: $0) }
        )
    }

    @_lifetime(self: copy self)
    mutating func attribute() -> AttributeValue {
        switch byte() {
        case 0: return .bool(byte() == 1)
        case 1: return .number(double())
        case 2: return .date(LocalDate(daysSinceEpoch: Int32(signed())))
        case 3: return .choice(integer())
        case 4:
            var ordinals: [Int] = []
            for _ in 0..<integer() { ordinals.append(integer()) }
            return .choices(ordinals)
        case 5: return .text(text())
        case let tag: preconditionFailure("no attribute has tag \(tag)")
        }
    }

    @_lifetime(self: copy self)
    mutating func decision(of sorId: String) -> PreparedUnit.StoredDecision {
        let id = text()
        guard let kind = Decision.Kind(rawValue: text()) else {
            preconditionFailure("decision \(id) has no kind")
        }
        let decidedAt = LocalDate(daysSinceEpoch: Int32(signed()))
        let deadline = day().map { LocalDate(daysSinceEpoch: $0) }
        let period = period()
        let liftedAt = day().map { LocalDate(daysSinceEpoch: $0) }
        return PreparedUnit.StoredDecision(
            decision: Decision(
                id: id,
                sorId: sorId,
                kind: kind,
                themes: [],
                decidedAt: decidedAt,
                deadline: deadline,
                period: period,
                liftedAt: liftedAt
            ),
            members: counted()
        )
    }
}
