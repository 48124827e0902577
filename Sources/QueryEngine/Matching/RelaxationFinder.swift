import CareUnits

/// Finds the changes of a request with few hits or none that would find more ("no dead end").
struct RelaxationFinder {
    /// How many changes are offered.
    private static let offers = 3

    let searcher: Searcher
    /// What this state no longer shows does not count.
    let newest: SearchIndex?

    /// The changes that help, the one that finds most first.
    ///
    /// Where there are hits, no words are left out: what is left would be another question.
    func find(
        _ request: SearchRequest,
        moreThan total: Int,
        _ today: LocalDate
    ) -> [Relaxation] {
        var found: [Relaxation] = []
        for candidate in candidates(request, withFewerWords: total == 0) {
            guard
                let changed = try? RequestParser.search(
                    candidate,
                    against: searcher.index.generation,
                    places: searcher.places
                )
            else { continue }
            let count = searcher.count(changed, on: today, hidingGoneIn: newest)
            if count > total { found.append(Relaxation(parameters: candidate, total: count)) }
        }
        // The order of candidates, from the mildest change on, decides between equals.
        let ranked = found.enumerated().sorted {
            ($1.element.total, $0.offset) < ($0.element.total, $1.offset)
        }
        return ranked.prefix(Self.offers).map(\.element)
    }

    private func candidates(
        _ request: SearchRequest,
        withFewerWords: Bool
    ) -> [[SearchRequest.Parameter]] {
        let parameters = request.parameters
        var candidates: [[SearchRequest.Parameter]] = []
        if let radius = request.radius {
            for factor in [2.0, 5, 20] where radius * factor <= 1_000_000 {
                let kilometres = radius * factor / 1000
                let text =
                    kilometres == kilometres.rounded() ? String(Int(kilometres)) : "\(kilometres)"
                candidates.append(
                    parameters.map {
                        $0.name == "radius" ? .init(name: "radius", value: text) : $0
                    }
                )
            }
            candidates.append(parameters.filter { $0.name != "radius" })
        }
        for name in request.filters.map(\.parameter) {
            candidates.append(
                parameters.filter { $0.name != name && !$0.name.hasPrefix(name + ".") }
            )
        }
        for (name, isGiven) in [("bbox", request.box != nil), ("polygon", request.polygon != nil)]
        where isGiven {
            candidates.append(parameters.filter { $0.name != name })
        }
        if withFewerWords { candidates += candidatesWithFewerWords(request) }
        return candidates.filter { $0 != parameters }
    }

    private func candidatesWithFewerWords(
        _ request: SearchRequest
    ) -> [[SearchRequest.Parameter]] {
        guard let query = request.query else { return [] }
        let parts = query.split(whereSeparator: \.isWhitespace)
        var candidates: [[SearchRequest.Parameter]] = []
        if (2...TextMatcher.wordLimit).contains(parts.count) {
            for dropped in parts.indices {
                let rest = parts.enumerated().filter { $0.offset != dropped }.map(\.element)
                candidates.append(replacing("q", rest.joined(separator: " "), request.parameters))
            }
        }
        if !request.filters.isEmpty || !request.centres.isEmpty || request.box != nil
            || request.polygon != nil
        {
            candidates.append(request.parameters.filter { $0.name != "q" })
        }
        return candidates
    }

    private func replacing(
        _ name: String,
        _ value: String,
        _ parameters: [SearchRequest.Parameter]
    ) -> [SearchRequest.Parameter] {
        parameters.map { $0.name == name ? .init(name: name, value: value) : $0 }
    }
}
