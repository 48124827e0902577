/// A request that cannot be answered, with everything that is wrong with it.
public struct InvalidRequest: Error, Sendable, Equatable {
    /// One thing that is wrong.
    public struct Fault: Sendable, Equatable {
        /// The parameter's name as given.
        public var parameter: String
        /// A stable word for programs.
        public var code: String
        public var danish: String
        public var english: String

        public init(parameter: String, code: String, danish: String, english: String) {
            self.parameter = parameter
            self.code = code
            self.danish = danish
            self.english = english
        }
    }

    public var faults: [Fault]

    public init(faults: [Fault]) {
        self.faults = faults
    }
}

/// Why a cursor no longer leads anywhere.
public struct CursorGone: Error, Sendable, Equatable, CustomStringConvertible {
    /// The generation that the cursor was made in.
    public var generation: UInt64

    public init(generation: UInt64) {
        self.generation = generation
    }

    public var description: String {
        "the cursor belongs to generation \(generation), which is gone; start the search again"
    }
}
