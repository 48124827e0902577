import CareUnits
import HTTPTypes
import QueryEngine

/// An answer that says what went wrong (RFC 9457), in Danish and English, with every fault at once.
///
/// This is the one table from causes to status, stable type and words.
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// The last part of the problem's type URI.
    let type: String
    let danish: String
    let english: String
    var faults: [InvalidRequest.Fault] = []
    /// Members of its own, as the methods that are allowed.
    var allowedMethods: String?

    /// The body, `application/problem+json`.
    var body: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "https://plejeoverblikket.dk/problems/\(type)")
        writer.member("title", danish)
        writer.member("titleEn", english)
        writer.member("status", status.code)
        if !faults.isEmpty {
            writer.key("faults")
            writer.beginArray()
            for fault in faults {
                writer.beginObject()
                writer.member("parameter", fault.parameter)
                writer.member("code", fault.code)
                writer.member("messageDa", fault.danish)
                writer.member("messageEn", fault.english)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    static func invalid(_ request: InvalidRequest) -> Problem {
        Problem(
            status: .badRequest,
            type: "invalid-request",
            danish: "Forespørgslen er ikke gyldig.",
            english: "The request is not valid.",
            faults: request.faults
        )
    }

    static func malformed(_ query: QueryString.Malformed) -> Problem {
        invalid(
            InvalidRequest(faults: [
                .init(
                    parameter: query.parameter,
                    code: "notText",
                    danish: "Værdien er ikke gyldig procentkodet UTF-8.",
                    english: "The value is not valid percent-encoded UTF-8."
                )
            ])
        )
    }

    static let cursorGone = Problem(
        status: .gone,
        type: "cursor-gone",
        danish: "Data er fornyet, siden den første side blev vist. Begynd forfra på søgningen.",
        english: "The data were renewed since the first page was shown. Start the search again."
    )

    /// The same words for a unit that never was and one that is not shown.
    static let noSuchUnit = Problem(
        status: .notFound,
        type: "no-such-unit",
        danish: "Der er ingen enhed med dette nummer.",
        english: "There is no unit with this number."
    )

    static func noSuchPath(_ nearest: String?) -> Problem {
        Problem(
            status: .notFound,
            type: "no-such-path",
            danish: "Adressen findes ikke." + (nearest.map { " Mente du \($0)?" } ?? ""),
            english: "There is no such path." + (nearest.map { " Did you mean \($0)?" } ?? "")
        )
    }

    static let methodNotAllowed = Problem(
        status: .methodNotAllowed,
        type: "method-not-allowed",
        danish: "Kun GET og HEAD er tilladt.",
        english: "Only GET and HEAD are allowed.",
        allowedMethods: "GET, HEAD"
    )

    static let notReady = Problem(
        status: .serviceUnavailable,
        type: "not-ready",
        danish: "Der er endnu ingen data at søge i.",
        english: "There are no data to search yet."
    )
}
