import CareUnits
import Places
import HTTPTypes
import IndexFormat
import Presentation
import QueryEngine

/// What a request comes to, before HTTP details: the same for every transport.
struct Endpoints: Sendable {
    let provider: IndexProvider
    /// The date by which agreements and decisions are judged.
    let today: @Sendable () -> LocalDate

    /// An answer with its media type.
    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        var contentType = "application/json; charset=utf-8"
        var body: [UInt8]
        var storage = Storage.anyone
    }

    /// Who may keep an answer.
    enum Storage: Sendable {
        case anyone
        /// The citizen's own browser: the request holds words that were typed.
        case browser
        /// Nobody, and it gets no tag: the answer is of the moment, or holds where a citizen lives.
        case nobody
    }

    /// The paths that are answered, as patterns for metrics and hints.
    enum Path: String, CaseIterable, Sendable {
        case page = "/"
        case search = "/v1/search"
        case suggest = "/v1/suggest"
        case unit = "/v1/units/{id}"
        case compare = "/v1/compare"
        case inspections = "/v1/inspections/search"
        case places = "/v1/places"
        case catalog = "/v1/catalog"
        case transitionList = "/v1/transition-list"
        case changes = "/v1/changes"
        case live = "/health/live"
        case ready = "/health/ready"
        case metrics = "/metrics"
        case openAPI = "/openapi.yaml"
        case methods = "/methods"

        /// The pattern that a path fits, and the id in it.
        static func matching(_ path: String) -> (path: Path, id: Substring)? {
            let prefix = "/v1/units/"
            if path.hasPrefix(prefix), path.utf8.count > prefix.utf8.count {
                let id = path.dropFirst(prefix.count)
                return id.contains("/") ? nil : (.unit, id)
            }
            return Path(rawValue: path).map { ($0, "") }
        }
    }

    /// Answers a request for data or for the state of the service.
    ///
    /// - Parameters:
    ///   - path: What is asked for.
    ///   - id: The id in the path, where it has one.
    ///   - query: The query string, undecoded.
    ///   - accept: The media types that the client would have.
    /// - Returns: The answer.
    /// - Throws: What is wrong with the request, or with the service.
    func answer(
        _ path: Path,
        id: Substring,
        query: String?,
        accept: String? = nil
    ) throws(Problem) -> Answer {
        let parameters: [SearchRequest.Parameter]
        do {
            parameters = try QueryString.parse(query)
        } catch {
            throw .malformed(error)
        }
        do {
            switch path {
            case .search: return try search(parameters, accept: accept)
            case .suggest: return try suggest(parameters)
            case .compare: return try compare(parameters, query: query)
            case .inspections: return try inspections(parameters)
            case .places: return try places(parameters)
            case .changes: return try changes(parameters)
            case .unit: return try unit(id, parameters)
            case .catalog:
                try none(parameters)
                return Answer(body: try writer().catalog())
            case .transitionList:
                try none(parameters)
                return Answer(body: try writer().transitionList())
            case .live:
                return Answer(
                    body: Array(#"{"status":"live"}"#.utf8),
                    storage: .nobody
                )
            case .ready: return ready()
            case .page:
                return Answer(contentType: "text/html; charset=utf-8", body: StaticFiles.page)
            case .openAPI:
                return Answer(
                    contentType: "application/yaml; charset=utf-8",
                    body: StaticFiles.openAPI
                )
            case .methods:
                return Answer(
                    contentType: "text/markdown; charset=utf-8",
                    body: StaticFiles.methods
                )
            case .metrics:
                preconditionFailure("metrics are answered by who counts them")
            }
        } catch let error as Problem {
            throw error
        } catch let error as InvalidRequest {
            throw .invalid(error)
        } catch {
            preconditionFailure("unexpected \(error)")
        }
    }

    private func index() throws(Problem) -> SearchIndex {
        guard let index = provider.current else { throw .notReady }
        return index
    }

    private func writer(
        _ language: Language = .danish
    ) throws(Problem) -> AnswerWriter {
        AnswerWriter(try index(), language: language, today: today())
    }

    private func none(_ parameters: [SearchRequest.Parameter]) throws(InvalidRequest) {
        let faults = parameters.map {
            InvalidRequest.Fault(
                parameter: $0.name,
                code: "unknownParameter",
                danish: "Her er ingen parametre.",
                english: "There are no parameters here."
            )
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
    }

    private func search(
        _ parameters: [SearchRequest.Parameter],
        accept: String?
    ) throws -> Answer {
        var index = try index()
        var newest: SearchIndex?
        // A cursor goes on in the generation that it was made in.
        if let text = parameters.first(where: { $0.name == "cursor" })?.value,
            let cursor = Cursor(text),
            cursor.generation != index.generation.manifest.generation
        {
            guard let kept = provider.index(for: cursor) else { throw Problem.cursorGone }
            if kept.own !== kept.current { newest = kept.current }
            index = kept.own
        }
        let places = provider.places
        let request = try RequestParser.search(
            parameters,
            against: index.generation,
            places: places
        )
        let today = today()
        let result = Searcher(index, places: places)
            .search(request, on: today, hidingGoneIn: newest)
        if result.hasNext { provider.noteCursor(in: index) }
        let writer = AnswerWriter(index, language: request.language, today: today)
        var answer = Answer(body: writer.search(result, request))
        if request.isPersonal {
            answer.storage = .nobody
        } else if request.box != nil || request.polygon != nil || request.query != nil {
            answer.storage = .browser
        }
        if FeatureCollection.isPreferred(accept) {
            guard let value = try? JSONValue.parse(answer.body) else {
                preconditionFailure("a search answer is JSON")
            }
            answer.contentType = FeatureCollection.mediaType
            answer.body = FeatureCollection.render(value)
        }
        return answer
    }

    private func places(_ parameters: [SearchRequest.Parameter]) throws -> Answer {
        let request = try PlacesRequest.parse(parameters)
        let writer = try writer(request.language)
        let places = provider.places
        let body =
            if let point = request.point {
                writer.places(at: point, places.location(of: point))
            } else {
                writer.places(places.find(request.query ?? "", limit: request.limit))
            }
        return Answer(body: body, storage: .nobody)
    }

    private func suggest(_ parameters: [SearchRequest.Parameter]) throws -> Answer {
        let request = try SuggestRequest.parse(parameters)
        let index = try index()
        let suggestions = Suggester(index, today: today(), places: provider.places)
            .suggest(request)
        return Answer(
            body: try writer(request.language).suggestions(suggestions),
            // What is typed may be the beginning of someone's address.
            storage: .nobody
        )
    }

    private func compare(
        _ parameters: [SearchRequest.Parameter],
        query: String?
    ) throws -> Answer {
        let index = try index()
        let today = today()
        let request = try CompareRequest.parse(
            parameters,
            in: index,
            on: today,
            places: provider.places
        )
        let writer = AnswerWriter(index, language: request.language, today: today)
        var answer = Answer(
            body: writer.compare(request),
            storage: parameters.contains { ["near", "address"].contains($0.name) }
                ? .nobody : .anyone
        )
        guard request.format != .json else { return answer }
        guard let comparison = try? JSONValue.parse(answer.body) else {
            preconditionFailure("a comparison is JSON")
        }
        if request.format == .csv {
            answer.contentType = "text/csv; charset=utf-8; header=present"
            answer.body = ComparisonCSV.render(comparison)
        } else {
            answer.contentType = "text/html; charset=utf-8"
            answer.body = ComparisonPage.render(comparison, links: links(query, request.language))
        }
        return answer
    }

    /// Where the page of a comparison leads: the same comparison otherwise.
    private func links(_ query: String?, _ language: Language) -> ComparisonPage.Links {
        let parts = (query ?? "").split(separator: "&")
        func address(without name: String) -> String {
            let kept = parts.filter { $0.prefix { $0 != "=" } != name }
            return Path.compare.rawValue + "?" + kept.joined(separator: "&")
        }
        let otherLanguage: Language = language == .danish ? .english : .danish
        return ComparisonPage.Links(
            methods: Path.methods.rawValue,
            csv: address(without: "format") + "&format=csv",
            json: address(without: "format"),
            otherLanguage: address(without: "lang") + "&lang=\(otherLanguage.rawValue)",
            unitPrefix: "/v1/units/"
        )
    }

    private func inspections(_ parameters: [SearchRequest.Parameter]) throws -> Answer {
        let index = try index()
        let today = today()
        // What inspectors wrote may be withdrawn: a page is only ever of the generation in force.
        if let text = parameters.first(where: { $0.name == "cursor" })?.value,
            let cursor = Cursor(text),
            cursor.generation != index.generation.manifest.generation
        {
            throw Problem.cursorGone
        }
        let request = try InspectionRequest.parse(
            parameters,
            in: index,
            on: today,
            places: provider.places
        )
        let result = InspectionSearch(index, today: today).search(request)
        let writer = AnswerWriter(index, language: request.language, today: today)
        return Answer(
            body: writer.inspections(result, request),
            storage: request.hasText ? .browser : .anyone
        )
    }

    private func changes(_ parameters: [SearchRequest.Parameter]) throws -> Answer {
        let request = try ChangesRequest.parse(parameters)
        return Answer(body: try writer().changes(request), storage: .nobody)
    }

    private func unit(_ id: Substring, _ parameters: [SearchRequest.Parameter]) throws -> Answer {
        let language = try UnitParameters.language(parameters)
        guard let decoded = QueryString.decode(id, plusIsSpace: false),
            let found = UnitLookup(try index(), today: today()).find(decoded)
        else { throw Problem.noSuchUnit }
        return Answer(body: try writer(language).unit(found))
    }

    private func ready() -> Answer {
        var writer = JSONWriter()
        writer.beginObject()
        let manifest = provider.current?.generation.manifest
        writer.member("status", manifest == nil ? "not ready" : "ready")
        if let manifest {
            writer.member("generation", manifest.generation)
            writer.member("sequence", manifest.sequence)
            writer.member("publishedAt", manifest.publishedAt.description)
            writer.member("units", manifest.documentCount)
        }
        if let damage = provider.damage { writer.member("damage", damage.description) }
        writer.key("places")
        writer.beginObject()
        for (name, count) in provider.places.statistics { writer.member(name, count) }
        if let damage = provider.placesDamage { writer.member("damage", damage.description) }
        writer.endObject()
        writer.endObject()
        return Answer(
            status: manifest == nil ? .serviceUnavailable : .ok,
            body: writer.bytes,
            storage: .nobody
        )
    }
}

/// The parameters of a unit's page.
private enum UnitParameters {
    static func language(
        _ parameters: [SearchRequest.Parameter]
    ) throws(InvalidRequest) -> Language {
        var language = Language.danish
        var faults: [InvalidRequest.Fault] = []
        for parameter in parameters {
            if parameter.name == "lang", let known = Language(rawValue: parameter.value) {
                language = known
            } else {
                let isLanguage = parameter.name == "lang"
                faults.append(
                    .init(
                        parameter: parameter.name,
                        code: isLanguage ? "unknownValue" : "unknownParameter",
                        danish: isLanguage
                            ? "lang er da eller en." : "Parameteren \(parameter.name) findes ikke.",
                        english: isLanguage
                            ? "lang is da or en." : "There is no parameter \(parameter.name)."
                    )
                )
            }
        }
        guard faults.isEmpty else { throw InvalidRequest(faults: faults) }
        return language
    }
}
