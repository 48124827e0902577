import CareUnits
import Foundation
import Presentation
import Testing

/// Answers of `/v1/compare` as data, and what they look like.
///
/// After a change that is meant, `PLEJESOEG_WRITE_GOLDEN=1 swift test` writes the golden files anew; what
/// changed is then read in the difference.
enum Cases {
    static let all = ["rich", "english", "sparse", "hostile", "twelve"]

    static let links = ComparisonPage.Links(
        methods: "https://plejesoeg.example/methods",
        csv: "https://plejesoeg.example/v1/compare?units=1,2&format=csv",
        json: "https://plejesoeg.example/v1/compare?units=1,2",
        otherLanguage: "https://plejesoeg.example/v1/compare?units=1,2&format=html&lang=en",
        unitPrefix: "https://plejesoeg.example/v1/units/"
    )

    static func answer(_ name: String) throws -> JSONValue {
        try JSONValue.parse([UInt8](Data(contentsOf: folder.appending(path: "Cases/\(name).json"))))
    }

    static func page(_ name: String) throws -> [UInt8] {
        ComparisonPage.render(try answer(name), links: links)
    }

    /// Whether the bytes are those of the golden file; with the variable set, they become it.
    static func isGolden(_ bytes: [UInt8], _ file: String) throws -> Bool {
        let golden = folder.appending(path: "Golden/\(file)")
        if ProcessInfo.processInfo.environment["PLEJESOEG_WRITE_GOLDEN"] != nil {
            try Data(bytes).write(to: golden)
        }
        return try [UInt8](Data(contentsOf: golden)) == bytes
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
}

extension JSONValue {
    /// The value with one member of one element changed, by a path of keys and indices.
    func replacing(_ path: [String], with value: JSONValue?) -> JSONValue {
        guard let key = path.first else { return value ?? .null }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var object):
            object[key] =
                rest.isEmpty ? value : (object[key] ?? .null).replacing(rest, with: value)
            return .object(object)
        case .array(var elements):
            guard let index = Int(key), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(rest, with: value)
            return .array(elements)
        default:
            return self
        }
    }
}
