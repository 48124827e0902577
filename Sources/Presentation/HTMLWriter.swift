/// Writes HTML that is well-formed XML too: every element closed, every attribute quoted, no named
/// entities; so that a strict parser can judge it.
struct HTMLWriter {
    typealias Attributes = KeyValuePairs<String, String?>

    private(set) var bytes: [UInt8] = []

    /// Elements that begin a line of their own, so that two versions of a page can be told apart.
    private static let blocks: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section",
        "footer", "h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "table", "caption",
        "thead", "tbody", "tr", "th", "td", "blockquote", "img", "article", "div",
    ]

    /// Writes an element with what `content` writes inside it.
    ///
    /// An attribute whose value is `nil` is left out.
    mutating func element(
        _ name: String,
        _ attributes: Attributes = [:],
        _ content: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        markup(">")
        content(&self)
        markup("</\(name)>")
    }

    /// Writes an element with text inside it.
    mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element that has no content.
    mutating func void(_ name: String, _ attributes: Attributes) {
        open(name, attributes)
        markup("/>")
    }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        if Self.blocks.contains(name), !bytes.isEmpty { markup("\n") }
        markup("<\(name)")
        for (name, value) in attributes {
            guard let value else { continue }
            markup(" \(name)=\"")
            text(value)
            markup("\"")
        }
    }

    /// Copies markup of our own.
    mutating func markup(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
    }

    /// Copies a style sheet of our own.
    mutating func styles(_ sheet: [UInt8]) {
        bytes.append(contentsOf: sheet)
    }

    /// Writes text of whatever origin, in an element or an attribute.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup("&amp;")
            case "<": markup("&lt;")
            case ">": markup("&gt;")
            case "\"": markup("&quot;")
            case "'": markup("&#39;")
            // Not allowed in either language, or without meaning on a page.
            case "\0"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}",
                "\u{FFFE}", "\u{FFFF}":
                markup("\u{FFFD}")
            // They would turn the direction of the text that follows.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            default: markup(String(scalar))
            }
        }
    }
}
