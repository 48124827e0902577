public import CareUnits
import IndexFormat

/// Finds units by the numbers that people have: SOR id, production unit number, CVR number.
public struct UnitLookup {
    let index: SearchIndex
    let today: LocalDate

    /// What an id stands for.
    public enum Found: Sendable, Equatable {
        case unit(Int)
        /// All units of a company.
        case company([Int])
    }

    public init(_ index: SearchIndex, today: LocalDate) {
        self.index = index
        self.today = today
    }

    /// The units behind an id, or `nil`; a unit that is not shown is not found.
    ///
    /// O(log n).
    public func find(_ id: String) -> Found? {
        let alive = index.documentsAlive(on: today)
        if let document = index.generation.document(withId: id) {
            return alive.contains(document) ? .unit(document) : nil
        }
        guard let number = UInt64(id), id.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        if id.utf8.count == 10 {
            let found = index.generation.productionNumbers.documents(of: number)
                .filter { alive.contains($0) }
            if found.count == 1 { return .unit(found[0]) }
            return found.isEmpty ? nil : .company(found)
        }
        if id.utf8.count == 8 {
            let found = index.generation.cvrNumbers.documents(of: number)
                .filter { alive.contains($0) }
            return found.isEmpty ? nil : .company(found)
        }
        return nil
    }

    /// The document of a unit by its id or production unit number.
    func document(_ id: String) -> Int? {
        if case .unit(let document) = find(id) { return document }
        return nil
    }
}

extension AnswerWriter {
    /// The whole of one unit, or the list of a company's units.
    public func unit(_ found: UnitLookup.Found) -> [UInt8] {
        let details = index.generation.details
        let hits = index.generation.hits
        var writer = JSONWriter(reservingCapacity: 8192)
        writer.beginObject()
        switch found {
        case .unit(let document):
            writer.rawMembers { details.append(document, to: &$0) }
            write(decisionsOf: document, onlyActive: false, &writer)
        case .company(let documents):
            writer.member("total", documents.count)
            writer.key("units")
            writer.beginArray()
            for document in documents {
                writer.beginObject()
                writer.rawMembers { hits.append(document, to: &$0) }
                writer.endObject()
            }
            writer.endArray()
        }
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The catalog in force, as published.
    public func catalog() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: index.generation.catalogJSON.count + 256)
        writer.beginObject()
        writer.key("catalog")
        writer.rawValue(index.generation.catalogJSON)
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The companies of the transition scheme.
    public func transitionList() -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: index.generation.transitionJSON.count + 256)
        writer.beginObject()
        writer.key("entries")
        writer.rawValue(index.generation.transitionJSON)
        write(data: &writer)
        writer.endObject()
        return writer.bytes
    }
}
