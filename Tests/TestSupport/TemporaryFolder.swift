import Foundation

/// A folder of its own for one test, removed when the test is over.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() {
        let name = "plejesoeg-tests-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
        } catch {
            fatalError("no temporary folder \(path): \(error)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file in place: an existing one keeps its identity.
    @discardableResult
    public func write(_ content: [UInt8], to name: String) -> String {
        let path = file(name)
        guard let handle = open(path, truncating: true) else { fatalError("cannot write \(path)") }
        handle.write(Data(content))
        try? handle.close()
        return path
    }

    /// Appends to a file, which is created where there is none.
    @discardableResult
    public func append(_ content: [UInt8], to name: String) -> String {
        let path = file(name)
        guard let handle = open(path, truncating: false) else { fatalError("cannot write \(path)") }
        handle.write(Data(content))
        try? handle.close()
        return path
    }

    private func open(_ path: String, truncating: Bool) -> FileHandle? {
        if !FileManager.default.fileExists(atPath: path) {
            guard FileManager.default.createFile(atPath: path, contents: nil) else { return nil }
        }
        let handle = FileHandle(forUpdatingAtPath: path)
        if truncating {
            try? handle?.truncate(atOffset: 0)
        } else {
            _ = try? handle?.seekToEnd()
        }
        return handle
    }

    /// The whole content of a file.
    public func read(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: file(name)).map { Array($0) } ?? []
    }
}
