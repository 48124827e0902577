import CareUnits
import Places
import IndexFormat

/// Whether a supplier delivers to a place on a day, and why.
struct DeliveryReading {
    /// What can be said of it.
    enum Answer {
        case yes
        /// In parts of the municipality that nobody has drawn on a map.
        case inParts
        case no
    }

    let answer: Answer
    let municipality: Municipality
    /// The districts, where only some are covered.
    private let districts: [String]
    /// The district of them that the place lies in by name.
    private let district: String?
    private let agreement: String?
    private let validTo: String?

    /// Reads what a supplier published; `nil` where the municipality of the place is not known.
    init?(of document: Int, to place: RequestPlace, _ index: SearchIndex, on day: LocalDate) {
        guard let municipality = place.location.municipality else { return nil }
        self.municipality = municipality
        let delivery = index.delivery(of: document, to: municipality, on: day)
        guard let delivery else {
            answer = .no
            (districts, district, agreement, validTo) = ([], nil, nil, nil)
            return
        }
        let areas = Self.areas(of: document, index).filter {
            $0.municipalityCode == municipality.code && $0.period.contains(day)
        }
        let whole = areas.first { $0.districts.isEmpty }
        let area = delivery == .wholeMunicipality ? whole ?? areas.first : areas.first
        agreement = area?.agreement
        validTo = area?.validTo
        guard delivery == .someDistricts else {
            answer = .yes
            (districts, district) = ([], nil)
            return
        }
        districts = areas.flatMap { $0.districts.map(\.name) }
        // A district may bear the name of the place's town, supplementary town or village.
        let names = [
            place.location.postalTown, place.candidate?.supplementaryTown, place.candidate?.name,
        ].compactMap { $0.map(PublishedArea.District.letters(of:)) }
        district = areas.lazy.flatMap(\.districts).first { names.contains($0.letters) }?.name
        answer = district == nil ? .inParts : .yes
    }

    /// What a supplier's page says of where it delivers, agreement by agreement.
    ///
    /// Read from the page's JSON, which takes longer than a whole search, and known from then on.
    private static func areas(of document: Int, _ index: SearchIndex) -> [PublishedArea] {
        if let known = index.publishedAreas.value(of: document) { return known }
        let members = index.generation.details.copy(document)
        let object = try? JSONValue.parse([UInt8(ascii: "{")] + members + [UInt8(ascii: "}")])
        let areas = (object?["coverage"]?.array ?? []).map { PublishedArea($0) }
        let cost = areas.reduce(64) { total, area in
            total + 128 + area.districts.reduce(0) { $0 + 32 + 2 * $1.name.utf8.count }
        }
        index.publishedAreas.keep(areas, cost: cost, for: document)
        return areas
    }

    /// Writes `deliversHere` and `delivery` into the open object.
    func write(_ language: Language, _ writer: inout JSONWriter) {
        switch answer {
        case .yes: writer.member("deliversHere", true)
        case .no: writer.member("deliversHere", false)
        case .inParts:
            writer.key("deliversHere")
            writer.rawValue(Array("null".utf8))
        }
        writer.key("delivery")
        writer.beginObject()
        writer.key("municipality")
        writer.beginObject()
        writer.member("code", municipality.code)
        writer.member("name", municipality.name)
        writer.endObject()
        if !districts.isEmpty {
            writer.key("districts")
            writer.beginArray()
            for district in districts { writer.value(district) }
            writer.endArray()
        }
        writer.member("agreement", ifPresent: agreement)
        writer.member("validTo", ifPresent: validTo)
        writer.member("reason", reason.text(in: language))
        writer.endObject()
    }

    private var reason: Label {
        let name = municipality.name
        switch answer {
        case .no:
            return Label(
                danish: "Leverer ikke i \(name) Kommune.",
                english: "Does not deliver in the municipality of \(name)."
            )
        case .yes:
            if let district {
                return Label(
                    danish: "Leverer i \(district) (\(name) Kommune).",
                    english: "Delivers in \(district) (municipality of \(name))."
                )
            }
            return Label(
                danish: "Leverer i hele \(name) Kommune.",
                english: "Delivers in all of the municipality of \(name)."
            )
        case .inParts:
            let list = districts.joined(separator: ", ")
            return Label(
                danish: "Leverer i dele af \(name) Kommune: \(list). "
                    + "Spørg leverandøren, om adressen er med.",
                english: "Delivers in parts of the municipality of \(name): \(list). "
                    + "Ask the supplier whether the address is among them."
            )
        }
    }
}

/// An area that a supplier delivers in, as its page tells it.
struct PublishedArea: Sendable {
    /// How many bytes of areas are kept for a generation.
    static let budget = 4 << 20

    /// A part of a municipality, as the supplier calls it.
    struct District: Sendable {
        let name: String
        /// What names are compared by.
        let letters: String

        init(_ name: String) {
            self.name = name
            letters = Self.letters(of: name)
        }

        /// The letters and digits of a name, in lower case.
        static func letters(of name: String) -> String {
            name.lowercased().filter { $0.isLetter || $0.isNumber }
        }
    }

    let municipalityCode: String
    let period: DatePeriod
    /// Empty where all of the municipality is meant.
    let districts: [District]
    let agreement: String?
    let validTo: String?

    init(_ area: JSONValue) {
        municipalityCode = area["municipalityCode"]?.string ?? ""
        validTo = area["validTo"]?.string
        period = DatePeriod(
            from: area["validFrom"]?.string.flatMap { LocalDate($0) },
            to: validTo.flatMap { LocalDate($0) }
        )
        districts = (area["districts"]?.array ?? []).compactMap(\.string).map { District($0) }
        agreement = area["agreement"]?.string
    }
}
