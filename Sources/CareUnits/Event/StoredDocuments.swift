extension CareUnit {
    /// Reads a unit that was stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { CareUnit.read(&$0) }
    }
}

extension Inspection {
    /// Reads an inspection that was stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { Inspection.read(&$0) }
    }
}

extension Decision {
    /// Reads a decision that was stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { Decision.read(&$0) }
    }
}

extension Catalog {
    /// Reads a catalog that was stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { Catalog.read(&$0) }
    }
}

extension IndicatorBatch {
    /// Reads a batch that was stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { IndicatorBatch.read(&$0) }
    }
}

extension IndicatorValue {
    /// Reads one value that was stored out of an accepted batch.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { IndicatorValue.read(&$0, indicator: nil, period: nil) }
    }
}

extension Staffing {
    /// Reads staff figures that were stored as the `data` of an accepted event.
    public init(storedData data: JSONValue) throws(InvalidDocument) {
        self = try readStored(data) { Staffing.read(&$0) }
    }
}

extension TransitionEntry {
    /// Reads a transition list that was stored as the `data` of an accepted event.
    public static func list(storedData data: JSONValue) throws(InvalidDocument) -> [TransitionEntry]
    {
        try readStored(data) { TransitionEntry.readList(&$0) }
    }
}

private func readStored<Document>(
    _ data: JSONValue,
    _ read: (inout ObjectReader) -> Document?
) throws(InvalidDocument) -> Document {
    let log = FaultLog()
    guard var reader = ObjectReader(data, at: .root, log: log), let document = read(&reader),
        log.faults.isEmpty
    else { throw InvalidDocument(faults: log.faults) }
    return document
}
