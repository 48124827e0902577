import CareUnits

/// The answer of `/v1/compare` as its readers here need it.
///
/// Every member may be missing: what is not there is left out of the page, and a cell without words of
/// its own says its status.
struct ComparisonAnswer {
    struct Unit {
        var id: String
        var name: String
        var json: JSONValue
    }

    struct Row {
        var key: String
        var label: String
        var description: String?
        var group: String
        var groupLabel: String
        /// What sort of value it is, as `share`, `bool` or `date`.
        var type: String
        var verdict: String
        var verdictLabel: String?
        var reason: String?
        var why: String?
        /// The id of the unit that the others are held against.
        var to: String?
        var cells: [Figure]
        var reference: [Figure]
        var peers: [Peers]
        var warnings: [String]
    }

    /// One value, or the reason why there is none: of a unit, a municipality or the country.
    struct Figure {
        var value: JSONValue?
        var display: String
        var unit: String?
        var n: Int64?
        var lower: Double?
        var upper: Double?
        var intervalDisplay: String?
        var status: String
        var level: String?
        var levelLabel: String?
        var period: String?
        var source: String?
        /// Who the source is, in words.
        var sourceLabel: String?
        var publishedAt: String?
        var inheritedFrom: Inheritance?
        var note: String?
        var difference: Difference?
        /// Of a reference value: about whom it speaks, in words and as a code, and how many units are behind it.
        var label: String?
        var subject: String?
        var units: Int64?

        var isFilled: Bool { status == "ok" }
    }

    enum Inheritance: Equatable {
        case predecessor(id: String)
        case unnamed
    }

    struct Difference {
        var value: Double?
        var lower: Double?
        var upper: Double?
        var display: String?
        var verdict: String?
    }

    /// What other units have: the middle one and the middle half.
    struct Peers {
        var group: String
        var subject: String?
        var label: String?
        var median: JSONValue?
        var lowerQuartile: JSONValue?
        var upperQuartile: JSONValue?
        var display: String?
        var count: Int64?
        var missing: Int64?
    }

    struct ThemePassages {
        var label: String
        var units: [Inspected]
    }

    /// What the latest inspection of one unit says about a theme.
    struct Inspected {
        var id: String
        var status: String
        var inspectedAt: String?
        var kindLabel: String?
        var authority: String?
        var assessment: String?
        var passages: [String]
    }

    var units: [Unit]
    var rows: [Row]
    var themes: [ThemePassages]
    var isOrderedByDifference: Bool
    var orderExplanation: String?
    var language: Language
    var generation: Int64?
    var publishedAt: String?
    var method: String?

    init(_ json: JSONValue) {
        let language =
            json["language"]?.string.flatMap(Language.init(rawValue:)) ?? .danish
        self.language = language
        units = json.elements("units").map {
            Unit(id: $0.text("id") ?? "", name: $0.text("name") ?? "", json: $0)
        }
        rows = json.elements("rows").map { Row($0, language) }
        themes = json.elements("themes").map(ThemePassages.init)
        isOrderedByDifference = json["order"]?["code"]?.string == "difference"
        orderExplanation = json["order"]?.text("explanation")
        generation = json["data"]?["generation"]?.integer
        publishedAt = json["data"]?.text("publishedAt")
        method = json["data"]?.text("method")
    }
}

extension ComparisonAnswer.Row {
    fileprivate init(_ json: JSONValue, _ language: Language) {
        key = json.text("key") ?? ""
        label = json.text("label") ?? key
        description = json.text("description")
        group = json.text("group") ?? ""
        groupLabel = json.text("groupLabel") ?? group
        type = json.text("type") ?? ""
        verdict = json.text("verdict") ?? ""
        verdictLabel = json.text("verdictLabel")
        reason = json.text("reason")
        why = json.text("why")
        to = json.text("to")
        let unit = json.text("unit")
        cells = json.elements("cells").map { .init($0, unit, language) }
        reference = json.elements("reference").map { .init($0, unit, language) }
        peers = json.elements("peers").map(ComparisonAnswer.Peers.init)
        warnings = json.elements("warnings").compactMap { $0.text("text") }
    }
}

extension ComparisonAnswer.Figure {
    fileprivate init(_ json: JSONValue, _ rowUnit: String?, _ language: Language) {
        status = json.text("status") ?? (json["value"] == nil ? "notReported" : "ok")
        display = json.text("display") ?? StatusWords.text(status, language)
        // Whatever comes, nothing is shown that the status forbids.
        let isFilled = status == "ok"
        value = isFilled ? json["value"] : nil
        unit = isFilled ? json.text("unit") ?? rowUnit : nil
        n = status == "withheld" ? nil : json["n"]?.integer
        lower = isFilled ? json["interval"]?["lower"]?.number : nil
        upper = isFilled ? json["interval"]?["upper"]?.number : nil
        intervalDisplay = isFilled ? json.text("intervalDisplay") : nil
        level = json.text("level")
        levelLabel = json.text("levelLabel")
        period = json.text("period")
        source = json.text("source")
        sourceLabel = json.text("sourceLabel") ?? source
        publishedAt = json.text("publishedAt")
        note = json.text("note")
        label = json.text("label")
        subject = json.text("subject")
        units = json["units"]?.integer
        difference = (isFilled ? json["difference"] : nil).map {
            .init(
                value: $0["value"]?.number,
                lower: $0["lower"]?.number,
                upper: $0["upper"]?.number,
                display: $0.text("display"),
                verdict: $0.text("verdict")
            )
        }
        switch json["inheritedFrom"] {
        case .string(let id)? where !id.isEmpty: inheritedFrom = .predecessor(id: id)
        case .bool(true)?: inheritedFrom = .unnamed
        default: inheritedFrom = nil
        }
    }
}

extension ComparisonAnswer.Peers {
    fileprivate init(_ json: JSONValue) {
        group = json.text("group") ?? ""
        subject = json.text("subject")
        label = json.text("label")
        median = json["median"]
        lowerQuartile = json["lowerQuartile"]
        upperQuartile = json["upperQuartile"]
        display = json.text("display")
        count = json["count"]?.integer
        missing = json["missing"]?.integer
    }
}

extension ComparisonAnswer.ThemePassages {
    fileprivate init(_ json: JSONValue) {
        label = json.text("label") ?? json.text("theme") ?? ""
        units = json.elements("units").map {
            .init(
                id: $0.text("id") ?? "",
                status: $0.text("status") ?? "noText",
                inspectedAt: $0.text("inspectedAt"),
                kindLabel: $0.text("kindLabel"),
                authority: $0.text("authority"),
                assessment: $0["assessment"]?.text("label"),
                passages: $0.elements("passages").compactMap { $0.text("text") }
            )
        }
    }
}

extension JSONValue {
    /// A member that is a text with something in it.
    func text(_ key: String) -> String? {
        guard let text = self[key]?.string, text.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return text
    }

    /// The elements of a member that is an array.
    func elements(_ key: String) -> [JSONValue] { self[key]?.array ?? [] }
}
