import CareUnits

/// What an import can be told beside its mapping.
public struct ImportOptions: Sendable, Equatable {
    /// The sequence of the first event; the others follow.
    public var firstSequence: UInt64
    /// The version of every unit, if not the mapping's.
    public var version: Int64?

    /// Options that begin at sequence 1 and take the mapping's version.
    public init(firstSequence: UInt64 = 1, version: Int64? = nil) {
        self.firstSequence = firstSequence
        self.version = version
    }
}

/// Turns the bytes of a delimited file into events of the feed, row by row, and accounts for every row.
///
/// Give it the file in chunks of any size with ``consume(_:emit:)`` and end with ``finish(emit:)``. The
/// same file, mapping and options give the same bytes. After `emit` has thrown, the importer is of no
/// more use.
///
/// A row becomes an event in this order: read, mapped, repaired by the mapping's rules, judged by the
/// required rules, written, and read back as the feed will read it, so that nothing is emitted that the
/// feed would reject.
public struct CSVImporter: Sendable {
    private let builder: DraftBuilder
    private let writer: EventWriter
    private let rules: [RepairRule]
    private var reader: DelimitedReader
    private var header: Header?
    private var memory: RuleMemory
    private var tally: ImportTally
    private var sequence: UInt64

    /// An importer of one file.
    public init(mapping: ImportMapping, options: ImportOptions = ImportOptions()) {
        let required = RepairRule.required.filter { rule in
            !mapping.rules.contains { $0.id == rule.id }
        }
        rules = mapping.rules + required
        builder = DraftBuilder(mapping: mapping)
        writer = EventWriter(mapping: mapping, version: options.version ?? mapping.version)
        reader = DelimitedReader(delimiter: mapping.delimiter, encoding: mapping.encoding)
        memory = RuleMemory(operatorNames: mapping.operatorNames)
        tally = ImportTally(mapping: mapping.name, rules: rules)
        sequence = options.firstSequence
    }

    /// Takes the next bytes of the file and emits the events of the rows that they complete.
    ///
    /// - Parameters:
    ///   - chunk: Bytes of the file, from where the last chunk ended.
    ///   - emit: Receives one line of the feed at a time, without the line break.
    public mutating func consume(
        _ chunk: [UInt8],
        emit: (_ eventLine: [UInt8]) throws -> Void
    ) rethrows {
        reader.append(chunk)
        while let record = reader.next() { try take(record, emit: emit) }
    }

    /// Takes the end of the file, emits what is left, and reports on all of it.
    ///
    /// - Parameter emit: Receives one line of the feed at a time, without the line break.
    /// - Returns: What became of every row.
    public mutating func finish(
        emit: (_ eventLine: [UInt8]) throws -> Void
    ) rethrows -> ImportReport {
        reader.finish()
        while let record = reader.next() { try take(record, emit: emit) }
        if header == nil { tally.fileFaults.append("The file is empty: it has no header.") }
        return tally.report()
    }

    private mutating func take(
        _ record: DelimitedRecord,
        emit: (_ eventLine: [UInt8]) throws -> Void
    ) rethrows {
        guard let header else {
            try takeHeader(record, emit: emit)
            return
        }
        tally.beginRow(line: record.line)
        if let line = event(for: record, header: header) {
            sequence += 1
            try emit(line)
        }
    }

    private mutating func takeHeader(
        _ record: DelimitedRecord,
        emit: (_ eventLine: [UInt8]) throws -> Void
    ) rethrows {
        let header = Header(record, required: builder.mapping.columns)
        self.header = header
        tally.fileFaults += header.faults
        guard header.faults.isEmpty, let catalog = builder.mapping.catalog else { return }
        let line = writer.catalogLine(catalog, sequence: sequence)
        sequence += 1
        try emit(line)
    }

    /// The event of a row, or `nil` when the row is rejected; either way the tally knows.
    private mutating func event(for record: DelimitedRecord, header: Header) -> [UInt8]? {
        if let fault = record.fault {
            tally.reject(reason: fault.code, fault.description)
            return nil
        }
        guard header.faults.isEmpty else {
            tally.reject(reason: "unusableHeader", "The header of the file cannot be used.")
            return nil
        }
        let row = Row(fields: record.fields, columns: header.indexes)
        var (draft, unlisted) = builder.draft(of: row, line: record.line)
        tally.name = draft[.name]
        for warning in unlisted { tally.count(.warned(warning), of: ImportTally.unlistedValue) }
        for rule in rules {
            for effect in rule.apply(to: &draft, memory: &memory) {
                tally.count(effect, of: rule.id)
                if case .rejected = effect { return nil }
            }
        }
        let (attributes, unreadable) = builder.attributes(of: draft)
        for warning in unreadable { tally.count(.warned(warning), of: ImportTally.unreadableValue) }
        let line = writer.unitLine(draft, attributes: attributes, sequence: sequence)
        do {
            _ = try Event.parse(line)
        } catch {
            tally.reject(reason: "breaksContract", error.description)
            return nil
        }
        tally.accept()
        return line
    }
}

/// The first record of a file: which column stands where.
private struct Header {
    let indexes: [String: Int]
    let faults: [String]

    init(_ record: DelimitedRecord, required: [String]) {
        var indexes: [String: Int] = [:]
        var faults: [String] = []
        if let fault = record.fault { faults.append("The header cannot be read: \(fault)") }
        for (index, field) in record.fields.enumerated() {
            let name = field.collapsingSpaces
            if indexes.updateValue(index, forKey: name) != nil, required.contains(name) {
                faults.append("The header has the column \"\(name)\" twice.")
            }
        }
        for name in required where indexes[name] == nil {
            let hint = nearest(to: name, among: indexes.keys.sorted()).map { " (\"\($0)\"?)" } ?? ""
            faults.append("The header has no column \"\(name)\"\(hint).")
        }
        self.indexes = indexes
        self.faults = faults
    }
}
