public import Analyzers
public import CareUnits
import CSVImport
public import Places
import IndexFormat
import LMDB

/// Reads files of addresses, places and areas and puts them in force, each part whole or not at all.
///
/// Until a part is complete and verified the former one stays; a load that was stopped is started again
/// from the beginning.
public struct PlaceLoader {
    /// What became of the rows of one part.
    public struct Report: Sendable {
        public let part: GazetteerFolder.Part
        public internal(set) var sources: [String] = []
        public internal(set) var accepted = 0
        /// Rows that were left out, by reason.
        public internal(set) var rejected: [RowFault: Int] = [:]
        /// The first of them, as `file:line: reason`.
        public internal(set) var examples: [String] = []
        public internal(set) var bytes = 0

        /// Rows that ought to have been accepted.
        public var faulty: Int { rejected.filter { !$0.key.isExpected }.values.reduce(0, +) }
    }

    /// Why nothing was loaded.
    public enum Failure: Error, CustomStringConvertible {
        case locked
        case unreadable(String)
        case truncated(String)
        case shrunk(part: GazetteerFolder.Part, from: Int, to: Int)
        case nothing(GazetteerFolder.Part)

        public var description: String {
            switch self {
            case .locked: "another process is loading places into this folder"
            case .unreadable(let why): why
            case .truncated(let file):
                "\(file) ends in the middle of a row: it is cut off, and nothing of it was loaded"
            case .shrunk(let part, let from, let to):
                "\(part.rawValue) would shrink from \(from) to \(to) rows; --allow-shrink if that is right"
            case .nothing(let part): "not one row of \(part.rawValue) could be read"
            }
        }
    }

    /// How far a file has been read.
    public struct Progress: Sendable {
        public var file: String
        public var bytes: Int
        public var size: Int?
        public var rows: Int
    }

    private let folder: GazetteerFolder
    private let keys: StreetKeys
    private let now: Instant
    private let allowsShrinking: Bool
    private var addresses: AddressTableBuilder?
    private var places: [NamedPlace] = []
    private var reports: [GazetteerFolder.Part: Report] = [:]

    /// A load may have at most this share fewer rows than the one before.
    private static let leastShare = 0.9
    private static let mostExamples = 20
    private static let longestLine = 1 << 20

    /// A loader into a folder.
    ///
    /// - Parameters:
    ///   - folder: Where the parts are put in force.
    ///   - analyzer: What names are found by.
    ///   - now: The time that the parts say they were loaded at.
    ///   - allowsShrinking: Whether a part may lose more than a tenth of its rows.
    public init(
        _ folder: GazetteerFolder,
        analyzer: DanishAnalyzer,
        now: Instant,
        allowsShrinking: Bool = false
    ) {
        self.folder = folder
        keys = analyzer.streetKeys
        self.now = now
        self.allowsShrinking = allowsShrinking
    }

    /// Loads files; those of the same part become one.
    ///
    /// - Parameters:
    ///   - files: Paths; `-` is standard input.
    ///   - progress: Called now and then while a file is read.
    /// - Returns: A report for each part that was put in force.
    /// - Throws: `Failure`, or what reading and writing throw; then no part of these files is in force.
    public mutating func load(
        _ files: [String],
        progress: (Progress) -> Void
    ) throws -> [Report] {
        guard let lock = try folder.lock() else { throw Failure.locked }
        defer { withExtendedLifetime(lock) {} }
        var areas: [(GazetteerFolder.Part, AreaMapBuilder)] = []
        for file in files {
            if let area = try read(file, progress) { areas.append((area.part, area.builder)) }
        }
        for part in GazetteerFolder.Part.allCases { try judge(part) }
        for (part, builder) in areas {
            var sections = SectionWriter()
            builder.write("areas", to: &sections)
            try publish(part, sections)
        }
        if reports[.places] != nil {
            var sections = SectionWriter()
            NamedPlaces.write(places, keys, to: &sections)
            try publish(.places, sections)
        }
        if let builder = addresses {
            addresses = nil
            var sections = SectionWriter()
            builder.write(to: &sections)
            try publish(.addresses, sections)
        }
        return GazetteerFolder.Part.allCases.compactMap { reports[$0] }
    }

    /// Refuses a part that has lost too much, before any is put in force.
    private func judge(_ part: GazetteerFolder.Part) throws {
        guard let report = reports[part] else { return }
        guard report.accepted > 0 else { throw Failure.nothing(part) }
        guard !allowsShrinking, let publication = try folder.pointer()[part],
            let former = try? folder.open(part, publication)
        else { return }
        let rows = former.origin.rows
        if Double(report.accepted) < Double(rows) * Self.leastShare {
            throw Failure.shrunk(part: part, from: rows, to: report.accepted)
        }
    }

    private mutating func publish(
        _ part: GazetteerFolder.Part,
        _ sections: SectionWriter
    ) throws {
        guard let report = reports[part] else { preconditionFailure("no report of \(part)") }
        let origin = PartFile.Origin(
            sources: report.sources,
            loadedAt: now,
            rows: report.accepted
        )
        let publication = try folder.publish(part, sections, origin)
        reports[part]?.bytes = publication.size
    }

    // MARK: Files

    private mutating func read(
        _ file: String,
        _ progress: (Progress) -> Void
    ) throws -> AreaFile? {
        let reader = try ByteReader(path: file)
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let first = try reader.read(upTo: 1 << 20) ?? []
        let format: PlaceFormat
        do {
            format = try PlaceFormat.recognize(first, name: name)
        } catch {
            throw Failure.unreadable(error.description)
        }
        var state = FileState(name: name, size: Files.size(file), reader: reader, chunk: first)
        switch format {
        case .geoJSON:
            var bytes: [UInt8] = []
            while let chunk = try state.next(progress) { bytes += chunk }
            let area: AreaFile
            do {
                area = try AreaFile(bytes, name: name)
            } catch let fault as AreaFile.Fault {
                throw Failure.unreadable(fault.description)
            }
            note(area.part, name, accepted: area.builder.count)
            return area
        case .table(let delimiter, let columns, let part):
            note(part, name)
            try readTable(&state, delimiter, columns, part, progress)
        case .lines:
            note(.addresses, name)
            try readLines(&state, progress)
        }
        return nil
    }

    private mutating func note(
        _ part: GazetteerFolder.Part,
        _ name: String,
        accepted: Int = 0
    ) {
        reports[part, default: Report(part: part)].sources.append(name)
        reports[part]?.accepted += accepted
    }

    private mutating func reject(
        _ part: GazetteerFolder.Part,
        _ reason: RowFault,
        _ place: @autoclosure () -> String
    ) {
        reports[part]?.rejected[reason, default: 0] += 1
        guard !reason.isExpected, (reports[part]?.examples.count ?? 0) < Self.mostExamples else {
            return
        }
        reports[part]?.examples.append("\(place()): \(reason.rawValue)")
    }

    private mutating func readTable(
        _ state: inout FileState,
        _ delimiter: UInt8,
        _ columns: [String],
        _ part: GazetteerFolder.Part,
        _ progress: (Progress) -> Void
    ) throws {
        let addressReader = AddressRowReader(columns: AddressColumns(columns))
        let placeColumns = PlaceColumns(columns)
        var table = DelimitedReader(delimiter: delimiter)
        var isHeader = true
        var lastFault: Int?
        func fields(_ record: DelimitedRecord) -> (Int) -> String? {
            { $0 < record.fields.count ? record.fields[$0] : nil }
        }
        while true {
            let chunk = try state.next(progress)
            if let chunk { table.append(chunk) } else { table.finish() }
            while let record = table.next() {
                if isHeader {
                    isHeader = false
                    continue
                }
                lastFault = record.fault == nil ? nil : record.line
                state.rows += 1
                if record.fault != nil {
                    reject(part, .malformed, "\(state.name):\(record.line)")
                } else if part == .addresses {
                    add(addressReader.row(fields(record)), "\(state.name):\(record.line)")
                } else if let place = placeColumns?.place(fields(record)) {
                    places.append(place)
                    reports[part]?.accepted += 1
                } else {
                    reject(part, .incomplete, "\(state.name):\(record.line)")
                }
            }
            if chunk == nil { break }
        }
        if lastFault != nil, state.lastByte != 0x0A { throw Failure.truncated(state.name) }
    }

    private mutating func readLines(
        _ state: inout FileState,
        _ progress: (Progress) -> Void
    ) throws {
        var rest: [UInt8] = []
        var line = 0
        var columns: (names: [String], reader: AddressRowReader)?
        func take(_ bytes: ArraySlice<UInt8>, _ loader: inout PlaceLoader, isLast: Bool) throws {
            line += 1
            guard bytes.contains(where: { $0 > 0x20 }) else { return }
            guard let object = (try? JSONValue.parse(Array(bytes)))?.object else {
                if isLast { throw Failure.truncated(state.name) }
                loader.reject(.addresses, .malformed, "\(state.name):\(line)")
                return
            }
            let names = object.members.map { AddressColumns.normalized($0.key) }
            if columns?.names != names {
                columns = (names, AddressRowReader(columns: AddressColumns(names)))
            }
            guard let reader = columns?.reader else { return }
            let row = reader.row { object.members[$0].value.plainText }
            loader.add(row, "\(state.name):\(line)")
        }
        while let chunk = try state.next(progress) {
            rest += chunk
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                state.rows += 1
                try take(rest[start..<end], &self, isLast: false)
                start = end + 1
            }
            rest.removeFirst(start)
        }
        if !rest.isEmpty { try take(rest[...], &self, isLast: true) }
    }

    private mutating func add(
        _ row: Result<AddressRow, AddressRowReader.Fault>,
        _ place: @autoclosure () -> String
    ) {
        switch row {
        case .success(let row):
            if addresses == nil { addresses = AddressTableBuilder(keys) }
            addresses?.add(row)
            reports[.addresses]?.accepted += 1
        case .failure(let fault):
            reject(.addresses, fault.reason, place())
        }
    }
}

/// A file that is being read.
private struct FileState {
    let name: String
    let size: Int?
    let reader: ByteReader
    /// What was read already to see what the file is.
    var chunk: [UInt8]?
    var bytes = 0
    var rows = 0
    var lastByte: UInt8 = 0x0A

    init(name: String, size: Int?, reader: ByteReader, chunk: [UInt8]) {
        self.name = name
        self.size = size
        self.reader = reader
        self.chunk = chunk
    }

    mutating func next(_ progress: (PlaceLoader.Progress) -> Void) throws -> [UInt8]? {
        let next = try chunk ?? reader.read(upTo: 1 << 20)
        chunk = nil
        guard let next, !next.isEmpty else { return nil }
        bytes += next.count
        lastByte = next[next.count - 1]
        progress(.init(file: name, bytes: bytes, size: size, rows: rows))
        return next
    }
}

extension JSONValue {
    /// A text or number as it would stand in a table.
    fileprivate var plainText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        default: nil
        }
    }
}
