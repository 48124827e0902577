import Analyzers
import Foundation

/// The golden files: data a Danish speaker can read and extend.
enum Golden {
    /// The columns of each line of a golden file.
    static func rows(_ name: String) throws -> [[String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name).tsv")
        return try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}

extension Golden {
    /// Tokens as the golden files write them: `|` between words, `+` before an addition.
    static func text(_ tokens: [Token]) -> String {
        tokens.reduce(into: "") { text, token in
            if token.isAddition { text += "+" } else if !text.isEmpty { text += "|" }
            text += token.surface
        }
    }
}

/// Reference data beside the package, which a checkout may lack.
enum SharedData {
    /// The lines of a file of `../shared/data`, or nil (with a note) when it is not there.
    static func lines(_ path: String) -> [String]? {
        guard let text = try? String(contentsOf: url(path), encoding: .utf8) else {
            print("skipped: no \(path)")
            return nil
        }
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The members of a JSON object of `../shared/data`.
    static func json(_ path: String) -> [String: Any]? {
        guard let data = try? Data(contentsOf: url(path)) else { return nil }
        return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    }

    /// Whether the file is there.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url(path).path)
    }

    private static func url(_ path: String) -> URL {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appending(path: "shared/data/\(path)")
    }
}
