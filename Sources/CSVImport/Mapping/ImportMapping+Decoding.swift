import CareUnits

extension ImportMapping {
    /// Reads a mapping file; throws every fault of it at once.
    public static func parse(_ bytes: [UInt8]) throws(MappingError) -> ImportMapping {
        let root: JSONValue
        do {
            root = try JSONValue.parse(bytes)
        } catch {
            throw MappingError(faults: [
                Fault(pointer: "", code: "notJSON", message: "Not JSON: \(error).")
            ])
        }
        let faults = MappingFaults()
        let mapping: ImportMapping?
        if var reader = MappingReader(root, at: .root, faults: faults) {
            mapping = read(&reader)
        } else {
            mapping = nil
        }
        guard faults.faults.isEmpty, let mapping else { throw MappingError(faults: faults.faults) }
        return mapping
    }

    private static func read(_ reader: inout MappingReader) -> ImportMapping? {
        let name = readName(&reader)
        _ = reader.string("note")
        let encoding: TextEncoding? = reader.word("encoding", required: true)
        let delimiter = readDelimiter(&reader)
        let columns = reader.strings("columns", required: true) ?? []
        checkColumns(columns, &reader)
        let sourceDate = readDate(&reader)
        let version = readVersion(&reader)
        let id = readProvisionalId(&reader, columns: columns)
        let fields = readFields(&reader, columns: columns)
        let attributes = readAttributes(&reader, columns: columns)
        let texts = readTexts(&reader, columns: columns)
        let fieldNames = TargetField.allCases.map(\.rawValue)
        let kind = DecisionList.read(
            &reader,
            key: "kind",
            fields: fieldNames,
            results: UnitKind.allCases.map(\.rawValue)
        )
        let agreement = DecisionList.read(
            &reader,
            key: "agreement",
            fields: fieldNames + ["kind"],
            results: ServiceAgreement.Kind.allCases.map(\.rawValue)
        )
        let rules = readRules(&reader)
        let operatorNames = reader.strings("operatorNames") ?? []
        let catalog = readCatalog(&reader, attributes: attributes, texts: texts.map(\.key))
        reader.finish()
        guard let name, let encoding, let delimiter, let sourceDate, let version, let id, let kind,
            let agreement
        else { return nil }
        return ImportMapping(
            name: name,
            encoding: encoding,
            delimiter: delimiter,
            columns: columns,
            sourceDate: sourceDate,
            version: version,
            catalog: catalog,
            idPrefix: id.prefix,
            idColumn: id.column,
            fields: fields,
            attributes: attributes,
            texts: texts,
            kind: kind,
            agreement: agreement,
            rules: rules,
            operatorNames: operatorNames
        )
    }

    /// The name stands in the source URI of every event.
    private static func readName(_ reader: inout MappingReader) -> String? {
        guard let name = reader.string("name", required: true) else { return nil }
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard isPlain else {
            reader.fault("name", "malformed", "\"\(name)\" has more than a-z, 0-9 and hyphens.")
            return nil
        }
        return name
    }

    private static func readDelimiter(_ reader: inout MappingReader) -> UInt8? {
        guard let text = reader.string("delimiter", required: false) else {
            reader.fault("delimiter", "missing", "delimiter is required.")
            return nil
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(bytes[0]) else {
            reader.fault(
                "delimiter",
                "malformed",
                "A delimiter is one ASCII character, no quote and no line break."
            )
            return nil
        }
        return bytes[0]
    }

    private static func checkColumns(_ columns: [String], _ reader: inout MappingReader) {
        if reader.object["columns"]?.array?.isEmpty == true {
            reader.fault("columns", "empty", "columns lists nothing.")
        }
        for (index, name) in columns.enumerated() where columns[..<index].contains(name) {
            reader.fault("columns", "repeated", "\"\(name)\" is listed twice.")
        }
    }

    private static func readDate(_ reader: inout MappingReader) -> LocalDate? {
        guard let text = reader.string("sourceDate", required: true) else { return nil }
        guard let date = LocalDate(text) else {
            reader.fault("sourceDate", "notADate", "\"\(text)\" is no date (YYYY-MM-DD).")
            return nil
        }
        return date
    }

    private static func readVersion(_ reader: inout MappingReader) -> Int64? {
        guard let value = reader.value("version") else { return 1 }
        guard let version = value.integer, version >= 1 else {
            reader.fault("version", "malformed", "A version is an integer from 1.")
            return nil
        }
        return version
    }

    private static func readProvisionalId(
        _ reader: inout MappingReader,
        columns: [String]
    ) -> (prefix: String, column: String)? {
        guard var id = reader.object("provisionalId", required: true) else { return nil }
        let prefix = id.string("prefix", required: true)
        if let prefix, !prefix.hasPrefix("plov-") {
            id.fault("prefix", "malformed", "A provisional id begins with \"plov-\".")
        }
        let column = id.string("column", required: true)
        if let column { id.requireColumn(column, key: "column", columns: columns) }
        id.finish()
        guard let prefix, let column else { return nil }
        return (prefix: prefix, column: column)
    }

    private static func readRules(_ reader: inout MappingReader) -> [RepairRule] {
        let names = reader.strings("rules", required: true) ?? []
        let place = reader.pointer.appending("rules")
        var rules: [RepairRule] = []
        for (index, name) in names.enumerated() {
            guard let rule = RepairRule.named(name) else {
                let words = RepairRule.all.map(\.id)
                reader.unknownWord(name, at: place.appending(index), among: words)
                continue
            }
            if rules.contains(where: { $0.id == name }) {
                reader.faults.add(place.appending(index), "repeated", "\(name) is listed twice.")
                continue
            }
            rules.append(rule)
        }
        return rules
    }
}
