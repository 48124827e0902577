import Foundation
import FoundationXML

/// A page as a strict parser of XML sees it.
final class PageNode {
    enum Content {
        case node(PageNode)
        case text(String)
    }

    let name: String
    let attributes: [String: String]
    private(set) weak var parent: PageNode?
    fileprivate(set) var content: [Content] = []

    fileprivate init(_ name: String, _ attributes: [String: String], in parent: PageNode?) {
        self.name = name
        self.attributes = attributes
        self.parent = parent
    }

    var children: [PageNode] {
        content.compactMap { if case .node(let node) = $0 { node } else { nil } }
    }

    /// This element and all inside it, in the order of the document.
    var all: [PageNode] { [self] + children.flatMap(\.all) }

    func all(_ name: String) -> [PageNode] { all.filter { $0.name == name } }

    /// The text with white space joined, without what is kept from screen readers.
    var spoken: String {
        if attributes["aria-hidden"] == "true" { return "" }
        return content.map { part in
            switch part {
            case .text(let text): text
            case .node(let node):
                (["p", "li", "td", "th"].contains(node.name) ? " " : "") + node.spoken
            }
        }
        .joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    func hasClass(_ name: String) -> Bool {
        attributes["class"]?.split(separator: " ").contains(Substring(name)) ?? false
    }

    /// Reads a page; throws where it is not well-formed.
    static func parse(_ page: [UInt8]) throws -> PageNode {
        let parser = XMLParser(data: Data(page))
        let builder = Builder()
        parser.delegate = builder
        guard parser.parse(), let root = builder.root else {
            throw parser.parserError ?? CocoaError(.fileReadCorruptFile)
        }
        return root
    }

    private final class Builder: NSObject, XMLParserDelegate {
        var root: PageNode?
        var open: [PageNode] = []

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            let node = PageNode(name, attributes, in: open.last)
            open.last?.content.append(.node(node))
            if root == nil { root = node }
            open.append(node)
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            open.last?.content.append(.text(text))
        }

        func parser(
            _ parser: XMLParser,
            didEndElement name: String,
            namespaceURI: String?,
            qualifiedName: String?
        ) {
            open.removeLast()
        }
    }
}
