import CareUnits

extension ImportMapping {
    /// The member `catalog`, judged as the feed will judge it, and the attributes judged against it.
    static func readCatalog(
        _ reader: inout MappingReader,
        attributes: [AttributeSource],
        texts: [String]
    ) -> JSONValue? {
        guard let value = reader.value("catalog") else { return nil }
        let line = EventWriter.line(
            .init(
                source: "/",
                id: "catalog",
                kind: .catalogPublished,
                time: "1970-01-01T00:00:00Z"
            ),
            sequence: 1,
            data: value
        )
        do {
            let event = try Event.parse(line)
            guard case .catalog(let catalog) = event.payload else { return value }
            check(attributes, texts, against: catalog, reader)
        } catch {
            for fault in error.faults {
                reader.faults.add(fault, under: "catalog", insteadOf: "data")
            }
        }
        return value
    }

    private static func check(
        _ attributes: [AttributeSource],
        _ texts: [String],
        against catalog: Catalog,
        _ reader: MappingReader
    ) {
        for attribute in attributes {
            let place = reader.pointer.appending("attributes").appending(attribute.key)
            guard let field = catalog.field(attribute.key) else {
                reader.unknownWord(attribute.key, at: place, among: catalog.fields.map(\.key))
                continue
            }
            let types = attribute.type.fieldTypes
            if !types.contains(field.type) {
                reader.faults.add(
                    place.appending("type"),
                    "wrongType",
                    "The catalog says that \(attribute.key) is \(field.type.rawValue)."
                )
            }
        }
        for key in texts where catalog.field(key) == nil {
            reader.unknownWord(
                key,
                at: reader.pointer.appending("texts").appending(key),
                among: catalog.fields.map(\.key)
            )
        }
    }
}

extension ImportMapping.ValueType {
    fileprivate var fieldTypes: [FieldDefinition.ValueType] {
        switch self {
        case .int: [.int, .decimal, .money]
        case .decimal: [.decimal, .money]
        case .bool: [.bool]
        case .text: [.text, .enum, .date]
        }
    }
}

extension MappingFaults {
    /// Notes a fault that was found in a document made from a part of the mapping.
    fileprivate func add(_ fault: Fault, under key: String, insteadOf other: String) {
        let prefix = "/\(other)"
        let path = fault.pointer.hasPrefix(prefix) ? fault.pointer.dropFirst(prefix.count) : ""
        let pointer = path.split(separator: "/").reduce(JSONPointer.root.appending(key)) {
            $0.appending(String($1))
        }
        add(pointer, fault.code, fault.message)
    }
}
