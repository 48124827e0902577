/// One thing that is wrong with a document, and where.
public struct Fault: Hashable, Sendable {
    /// JSON pointer (RFC 6901) from the root of the document.
    public let pointer: String
    /// A stable word for programs, in lowerCamelCase.
    public let code: String
    /// One sentence for people, in English.
    public let message: String

    public init(pointer: String, code: String, message: String) {
        self.pointer = pointer
        self.code = code
        self.message = message
    }
}

/// A document that breaks the contract, with every fault found in it.
public struct InvalidDocument: Error, Sendable, Equatable, CustomStringConvertible {
    public let faults: [Fault]

    public init(faults: [Fault]) {
        self.faults = faults
    }

    public var description: String {
        faults.map { "\($0.pointer.isEmpty ? "/" : $0.pointer): \($0.message)" }
            .joined(separator: "; ")
    }
}
