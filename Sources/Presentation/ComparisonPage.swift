public import CareUnits
import Mustache

/// A comparison as a page to read and print, from the JSON that programs get.
///
/// One document without scripts or anything to fetch but the units' own pictures: large type, a real
/// table with headers for screen readers that turns into blocks on a phone, every value with the unit's
/// name, no meaning in colour alone. WCAG 2.2 level AA; text contrast AAA.
public enum ComparisonPage {
    private static let template: MustacheTemplate = {
        let text = String(decoding: PackageResources.comparison_mustache, as: UTF8.self)
        do {
            return try MustacheTemplate(string: text)
        } catch {
            preconditionFailure("the comparison's template is not one: \(error)")
        }
    }()

    /// Renders the answer of `/v1/compare`.
    ///
    /// O(length of the answer).
    public static func render(_ answer: JSONValue) -> [UInt8] {
        let language = answer["language"]?.string.flatMap(Language.init(rawValue:)) ?? .danish
        let page = Page(answer: answer, words: PageWords(language: language))
        return Array(template.render(page.context).utf8)
    }

    /// What the template shows, made of an answer.
    private struct Page {
        let answer: JSONValue
        let words: PageWords

        private var units: [JSONValue] { answer["units"]?.array ?? [] }
        private var names: [String] { units.map { $0["name"]?.string ?? "" } }

        /// Names that tell the units apart: with their town where two share a name.
        private var shownNames: [String] {
            let names = names
            return zip(names, units).map { name, unit in
                guard names.count(where: { $0 == name }) > 1 else { return name }
                let town =
                    unit["address"]?["postalTown"]?.string
                    ?? unit["municipality"]?["name"]?.string
                return town.map { "\(name), \($0)" } ?? name
            }
        }

        var context: [String: Any] {
            let shownNames = shownNames
            let themes = answer["themes"]?.array ?? []
            return [
                "language": words.language.rawValue,
                "title": words.title(shownNames),
                "words": words.fixed,
                "orderText": answer["order"]?["explanation"]?.string ?? "",
                "units": zip(shownNames, units).map { unitContext($1, named: $0) },
                "groups": groups(shownNames),
                "hasThemes": !themes.isEmpty,
                "themes": themes.map { themeContext($0, shownNames) },
                "dataText": words.data(
                    published: answer["data"]?["publishedAt"]?.string ?? "",
                    generation: answer["data"]?["generation"]?.integer ?? 0,
                    method: answer["data"]?["method"]?.string ?? ""
                ),
            ]
        }

        private func unitContext(_ unit: JSONValue, named name: String) -> [String: Any] {
            var facts: [String] = []
            if let kind = unit["kindLabel"]?.string { facts.append(kind) }
            if let address = unit["address"] { facts.append(line(of: address)) }
            if let municipality = unit["municipality"]?["name"]?.string {
                facts.append(words.municipality(municipality))
            }
            if let metres = unit["distance"]?.number {
                let isOffice = unit["distanceTo"]?.string == "office"
                facts.append(words.distance(metres, toOffice: isOffice))
            }
            let inForce = (unit["decisions"]?.array ?? []).filter {
                $0["state"]?.string == "active"
            }
            let pictures = (unit["images"]?.array ?? []).compactMap { image -> [String: Any]? in
                guard let url = image["url"]?.string, Self.isWebAddress(url),
                    let alt = image["alt"]?.string, !alt.isEmpty
                else { return nil }
                return [
                    "url": url, "alt": alt,
                    "width": image["width"]?.integer.map { String($0) } ?? "",
                    "height": image["height"]?.integer.map { String($0) } ?? "",
                ]
            }
            return [
                "unitName": name, "facts": facts.filter { !$0.isEmpty },
                "inForce": inForce.map { words.decision($0) }, "pictures": pictures,
            ]
        }

        /// A picture's address is data of others: nothing but http and https is let into the page.
        private static func isWebAddress(_ url: String) -> Bool {
            url.hasPrefix("https://") || url.hasPrefix("http://")
        }

        private func line(of address: JSONValue) -> String {
            let street = [address["street"]?.string, address["houseNumber"]?.string]
                .compactMap { $0 }.joined(separator: " ")
            let town = [address["postcode"]?.string, address["postalTown"]?.string]
                .compactMap { $0 }.joined(separator: " ")
            return [street, town].filter { !$0.isEmpty }.joined(separator: ", ")
        }

        // MARK: Rows

        private func groups(_ names: [String]) -> [[String: Any]] {
            var groups: [(name: String, lines: [[String: Any]])] = []
            for row in answer["rows"]?.array ?? [] {
                let name = row["groupLabel"]?.string ?? row["group"]?.string ?? ""
                if groups.last?.name != name { groups.append((name, [])) }
                groups[groups.count - 1].lines.append(rowContext(row, names))
            }
            return groups.map { group in
                ["groupName": group.name, "columns": names.count + 3, "lines": group.lines]
            }
        }

        private func rowContext(_ row: JSONValue, _ names: [String]) -> [String: Any] {
            let cells = row["cells"]?.array ?? []
            var reasons = [row["why"]?.string].compactMap { $0 }
            if let to = row["to"]?.string, names.count > 2,
                let place = units.firstIndex(where: { $0["id"]?.string == to })
            {
                reasons.append(words.heldAgainst(names[place]))
            }
            reasons += (row["warnings"]?.array ?? []).compactMap { $0["text"]?.string }
            return [
                "rowName": row["label"]?.string ?? "",
                "about": row["description"]?.string ?? "",
                "cells": zip(names, cells).map { name, cell -> [String: Any] in
                    [
                        "who": name, "shown": cell["display"]?.string ?? "",
                        "isEmpty": cell["value"] == nil, "notes": words.notes(cell),
                    ]
                },
                "symbol": Self.symbols[row["verdict"]?.string ?? ""] ?? "",
                "verdictName": row["verdictLabel"]?.string ?? "",
                "reasons": reasons,
                "beside": words.beside(row), "hasBeside": !words.beside(row).isEmpty,
            ]
        }

        /// Shapes beside the words, never instead of them.
        private static let symbols = [
            "clearlyDifferent": "≠", "possiblyDifferent": "≈", "noDemonstrableDifference": "~",
            "identical": "=", "notComparable": "–",
        ]

        // MARK: Themes

        private func themeContext(_ theme: JSONValue, _ names: [String]) -> [String: Any] {
            let written = zip(names, theme["units"]?.array ?? []).map {
                name,
                unit -> [String: Any] in
                [
                    "by": name, "visit": words.visit(unit),
                    "quotes": (unit["passages"]?.array ?? []).compactMap { $0["text"]?.string },
                ]
            }
            return ["themeName": theme["label"]?.string ?? "", "written": written]
        }
    }
}
