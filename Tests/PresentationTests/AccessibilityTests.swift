import CareUnits
import Foundation
import Testing

@testable import Presentation

/// The rules that matter of WCAG 2.2, asserted on what is rendered.
@Suite struct AccessibilityTests {
    @Test(arguments: Cases.all)
    func theDocumentSaysItsLanguageAndTitle(_ name: String) throws {
        let html = try page(name)
        #expect(html.name == "html")
        let language = try Cases.answer(name)["language"]?.string
        #expect(html.attributes["lang"] == language)
        #expect(html.all("title").map(\.spoken).contains { !$0.isEmpty })
        let viewport = try #require(
            html.all("meta").first { $0.attributes["name"] == "viewport" }?.attributes["content"]
        )
        #expect(viewport.contains("width=device-width"))
        #expect(!viewport.contains("user-scalable") && !viewport.contains("maximum-scale"))
    }

    @Test(arguments: Cases.all)
    func landmarksAreThereOnceAndNamed(_ name: String) throws {
        let html = try page(name)
        for landmark in ["header", "main", "footer"] { #expect(html.all(landmark).count == 1) }
        #expect(html.all("nav").allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
        let ids = html.all.compactMap { $0.attributes["id"] }
        for section in html.all("section") {
            #expect(ids.contains(try #require(section.attributes["aria-labelledby"])))
        }
        // The first thing that can be reached skips to the content.
        #expect(html.all("a").first?.attributes["href"] == "#main")
        #expect(html.all("main").first?.attributes["id"] == "main")
    }

    @Test(arguments: Cases.all)
    func idsAreUniqueAndInnerLinksLeadSomewhere(_ name: String) throws {
        let html = try page(name)
        let ids = html.all.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for link in html.all("a") {
            let target = try #require(link.attributes["href"])
            #expect(!link.spoken.isEmpty)
            if target.hasPrefix("#") { #expect(ids.contains(String(target.dropFirst()))) }
        }
    }

    @Test(arguments: Cases.all)
    func headingsSkipNoLevel(_ name: String) throws {
        let levels = try page(name).all.compactMap { node -> Int? in
            guard node.name.count == 2, node.name.first == "h" else { return nil }
            #expect(!node.spoken.isEmpty)
            return node.name.last?.wholeNumberValue
        }
        #expect(levels.first == 1)
        #expect(levels.count { $0 == 1 } == 1)
        for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    }

    @Test(arguments: Cases.all)
    func theTableIsARealOne(_ name: String) throws {
        let html = try page(name)
        let units = try #require(try Cases.answer(name)["units"]?.array).count
        let table = try #require(html.all("table").first)
        #expect(table.children.first?.name == "caption")
        #expect(table.children.first?.spoken.isEmpty == false)
        let headers = table.all("thead").flatMap { $0.all("th") }
        #expect(headers.count == units + 2)
        #expect(headers.allSatisfy { $0.attributes["scope"] == "col" && !$0.spoken.isEmpty })
        for body in table.all("tbody") {
            #expect(body.all("th").first?.attributes["scope"] == "rowgroup")
            for row in body.all("tr").dropFirst() {
                #expect(row.children.first?.attributes["scope"] == "row")
                #expect(row.all("th").count == 1)
            }
            for row in body.all("tr") {
                let width = row.children.reduce(0) {
                    $0 + ($1.attributes["colspan"].flatMap { Int($0) } ?? 1)
                }
                #expect(width == units + 2)
            }
        }
        for cell in table.all("td") + table.all("th") { #expect(!cell.spoken.isEmpty) }
        // Elements of a table that are shown as blocks keep what they are.
        let roles = [
            "table": ["table"], "thead": ["rowgroup"], "tbody": ["rowgroup"], "tr": ["row"],
            "td": ["cell"], "th": ["columnheader", "rowheader"],
        ]
        for node in table.all {
            guard let allowed = roles[node.name] else { continue }
            #expect(allowed.contains(node.attributes["role"] ?? ""), "\(node.name)")
        }
        let forbidden = ["h1", "h2", "h3", "h4", "header", "footer", "section", "article"]
        for header in table.all("th") {
            #expect(!header.all.contains { forbidden.contains($0.name) })
        }
    }

    /// A cell says its unit's name first, and more than the name.
    @Test(arguments: Cases.all)
    func everyCellStandsAlone(_ name: String) throws {
        for row in try page(name).all("tr") where row.hasClass("row") {
            let headers = try page(name).all("thead").flatMap { $0.all("th") }.dropFirst(2)
            let cells = row.children.filter { $0.name == "td" && !$0.hasClass("verdict") }
            #expect(cells.count == headers.count)
            for (cell, header) in zip(cells, headers) {
                let who = try #require(cell.children.first)
                #expect(who.hasClass("who") && who.spoken == header.spoken)
                let rest = cell.children.dropFirst().map(\.spoken).joined()
                #expect(!rest.isEmpty)
            }
        }
    }

    @Test(arguments: Cases.all)
    func meaningIsNeverOnlyAColourOrASign(_ name: String) throws {
        let html = try page(name)
        for symbol in html.all("span") where symbol.hasClass("symbol") {
            #expect(symbol.attributes["aria-hidden"] == "true")
            #expect(symbol.parent?.spoken.isEmpty == false)
        }
        #expect(html.all.allSatisfy { $0.attributes["style"] == nil })
        #expect(PageWordsTests.verdicts.map(PageWords(language: .danish).symbol).count == 5)
        let symbols = Set(PageWordsTests.verdicts.map(PageWords(language: .danish).symbol))
        #expect(symbols.count == 5)
    }

    @Test(arguments: Cases.all)
    func imagesHaveWords(_ name: String) throws {
        for image in try page(name).all("img") {
            #expect(image.attributes["alt"]?.isEmpty == false)
            #expect(image.attributes["loading"] == "lazy")
            #expect(image.attributes["src"]?.hasPrefix("https://") == true)
        }
    }

    @Test func imagesThatAreGivenAreShownWithTheirSize() throws {
        let images = try page("rich").all("img")
        #expect(images.count == 1)
        #expect(images.first?.attributes["width"] == "640")
        #expect(images.first?.attributes["height"] == "400")
        #expect(try page("sparse").all("img").isEmpty)
    }

    @Test func danishTextOnAnEnglishPageIsMarked() throws {
        let html = try page("english")
        for quote in html.all("blockquote") { #expect(quote.attributes["lang"] == "da") }
        for name in html.all("p") where name.hasClass("who") {
            #expect(name.attributes["lang"] == "da")
        }
        #expect(
            try page("rich").all("body").first?.all.contains { $0.attributes["lang"] == "da" }
                == false
        )
    }

    @Test(arguments: Cases.all)
    func nothingIsRunAndNothingIsFetchedButImages(_ name: String) throws {
        let html = try page(name)
        let fetching = ["script", "iframe", "object", "embed", "video", "audio", "form", "base"]
        #expect(!html.all.contains { fetching.contains($0.name) })
        #expect(html.all("link").allSatisfy { $0.attributes["href"] == "data:," })
        for node in html.all {
            #expect(!node.attributes.keys.contains { $0.hasPrefix("on") })
            #expect(node.attributes["href"]?.lowercased().hasPrefix("javascript:") != true)
        }
        let styles = html.all("style").map(\.spoken).joined()
        #expect(!styles.contains("url(") && !styles.contains("@import"))
    }

    // MARK: - Sight

    /// Text on each background it stands on: 7 to 1 (1.4.6, AAA); what marks a border or focus: 3 to 1 (1.4.11).
    @Test func contrastIsEnoughInLightAndDarkAndPrint() throws {
        let sheet = String(decoding: PageStyle.sheet(columns: 4), as: UTF8.self)
        let palettes = Self.palettes(sheet)
        #expect(palettes.count == 3)
        for palette in palettes {
            for ground in ["paper", "panel"] {
                for text in ["ink", "soft", "link"] {
                    #expect(try Self.contrast(text, ground, palette) >= 7, "\(text) on \(ground)")
                }
                for line in ["line", "focus"] where palette[line] != nil {
                    #expect(try Self.contrast(line, ground, palette) >= 3, "\(line) on \(ground)")
                }
            }
        }
        // No colour is set but through the palette.
        let rules = sheet.replacing(/:root \{[^}]*\}/, with: "")
        #expect(rules.firstMatch(of: /#[0-9a-fA-F]{3,8}\b(?![-\w"])/) == nil)
    }

    @Test func theContrastFormulaAgreesWithKnownValues() throws {
        let known = ["white": "#ffffff", "black": "#000000", "grey": "#767676"]
        #expect(abs(try Self.contrast("black", "white", known) - 21) < 0.001)
        #expect(abs(try Self.contrast("grey", "white", known) - 4.54) < 0.01)
    }

    @Test func typeIsLargeAndGrowsWithTheReadersChoice() {
        let sheet = String(decoding: PageStyle.sheet(columns: 4), as: UTF8.self)
        // 112.5 % of what the reader chose: 18 px by default; nothing is smaller.
        #expect(sheet.contains("html { font-size: 112.5%;"))
        for match in sheet.matches(of: /font-size: ([0-9.]+)rem/) {
            #expect((Double(match.1) ?? 0) >= 1)
        }
        #expect(sheet.firstMatch(of: /font(-size)?: *[0-9.]+px/) == nil)
    }

    /// The custom properties of each `:root` of a style sheet.
    private static func palettes(_ sheet: String) -> [[String: String]] {
        sheet.matches(of: /:root \{([^}]*)\}/).map { root in
            Dictionary(
                root.1.matches(of: /--([a-z]+): (#[0-9a-f]{6});/).map {
                    (String($0.1), String($0.2))
                },
                uniquingKeysWith: { $1 }
            )
        }
    }

    /// WCAG 2.2, "contrast ratio" and "relative luminance".
    private static func contrast(
        _ first: String,
        _ second: String,
        _ palette: [String: String]
    ) throws -> Double {
        func luminance(_ name: String) throws -> Double {
            let hex = try #require(palette[name]).dropFirst()
            let number = try #require(UInt32(hex, radix: 16))
            let channels = [16, 8, 0].map { shift -> Double in
                let channel = Double(number >> shift & 0xFF) / 255
                return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        let pair = [try luminance(first), try luminance(second)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    private func page(_ name: String) throws -> PageNode {
        try PageNode.parse(try Cases.page(name))
    }
}
