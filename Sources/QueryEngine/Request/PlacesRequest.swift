public import CareUnits

/// What is asked of the look-up of places: a text, or a point.
public struct PlacesRequest: Sendable {
    /// What was typed.
    public var query: String?
    /// The point whose municipality and postcode are asked for.
    public var point: Coordinate?
    public var limit: Int
    public var language: Language

    static let parameterNames = ["q", "near", "limit", "lang"]

    /// Reads `q` or `near`, `limit` (1 to 20) and `lang`; every fault at once.
    public static func parse(
        _ parameters: [SearchRequest.Parameter]
    ) throws(InvalidRequest) -> PlacesRequest {
        var reader = ParameterReader(parameters)
        reader.reportUnknown(known: parameterNames)
        var request = PlacesRequest(
            query: reader.single("q"),
            point: nil,
            limit: 5,
            language: reader.word("lang") ?? .danish
        )
        if let text = reader.single("limit") {
            if let limit = Int(text), (1...20).contains(limit) {
                request.limit = limit
            } else {
                reader.fault(
                    "limit",
                    "outOfRange",
                    "limit skal være et helt tal fra 1 til 20.",
                    "limit must be a whole number from 1 to 20."
                )
            }
        }
        if let query = request.query, query.utf8.count > RequestParser.longestQuery {
            reader.fault("q", "tooLong", "Teksten er for lang.", "The text is too long.")
        }
        switch (request.query, reader.single("near")) {
        case (nil, let text?):
            do {
                request.point = try Coordinate(parameter: text, named: "near")
            } catch {
                reader.faults += error.faults
            }
        case (_?, nil): break
        default:
            reader.fault("q", "needsText", "Angiv q eller near.", "Give q or near.")
        }
        guard reader.faults.isEmpty else { throw InvalidRequest(faults: reader.faults) }
        return request
    }
}

extension Coordinate {
    /// A point as latitude and longitude; says so where they look exchanged or lie outside the world.
    init(parameter text: some StringProtocol, named name: String) throws(InvalidRequest) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { RequestParser.decimal(String($0.filter { $0 != " " })) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
            let point = Coordinate(latitude: latitude, longitude: longitude)
        else {
            throw InvalidRequest(faults: [
                .init(
                    parameter: name,
                    code: "notAPoint",
                    danish: "\(name) skal være breddegrad,længdegrad i grader, fx 56.15,10.21.",
                    english: "\(name) must be latitude,longitude in degrees, as 56.15,10.21."
                )
            ])
        }
        if point.looksSwapped {
            throw InvalidRequest(faults: [
                .init(
                    parameter: name,
                    code: "swapped",
                    danish:
                        "\(name) ser ud til at være byttet om: mente du \(longitude),\(latitude)?",
                    english: "\(name) looks swapped: did you mean \(longitude),\(latitude)?"
                )
            ])
        }
        self = point
    }
}
