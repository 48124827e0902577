import CareUnits
import IndexFormat
import LMDB

/// Applies events to the unit store inside one transaction and marks the units they touch.
///
/// Which document wins depends on the set of documents alone (`StoredDocument.wins`), so the order
/// and repetition of events do not matter.
struct EventApplier: ~Copyable {
    let store: UnitStore
    private(set) var report = FeedReport()
    private var highestSequence: String

    init(_ store: UnitStore, _ transaction: borrowing WriteTransaction) throws {
        self.store = store
        highestSequence = try store.lastSequence(transaction)
    }

    /// Applies one event.
    mutating func apply(_ event: Event, _ transaction: borrowing WriteTransaction) throws {
        highestSequence = max(highestSequence, event.sequence)
        let changed: Bool
        switch event.payload {
        case .catalog:
            changed = try putSingle("catalog", event, transaction)
        case .transitionList:
            changed = try putSingle("transition", event, transaction)
        case .unitPublished(let unit):
            changed = try putUnit(unit.sorId, unit.version, unit, event, transaction)
        case .unitWithdrawn(let withdrawal):
            changed = try putUnit(withdrawal.sorId, withdrawal.version, nil, event, transaction)
        case .inspectionRegistered(let inspection):
            changed = try putDocument(
                .inspections,
                tag: "i",
                id: inspection.id,
                sorId: inspection.sorId,
                withdrawn: false,
                event,
                transaction
            )
        case .inspectionWithdrawn(let id, let sorId):
            changed = try putDocument(
                .inspections,
                tag: "i",
                id: id,
                sorId: sorId,
                withdrawn: true,
                event,
                transaction
            )
        case .decisionRegistered(let decision):
            changed = try putDocument(
                .decisions,
                tag: "d",
                id: decision.id,
                sorId: decision.sorId,
                withdrawn: false,
                event,
                transaction
            )
            try judge(decisionId: decision.id, transaction)
        case .indicators(let batch):
            changed = try putIndicators(batch, event, transaction)
        case .staffing(let staffing):
            changed = try put(
                .staffing,
                Array(staffing.productionUnitNumber.utf8),
                event,
                transaction
            )
            if changed { try markUnits(ofNumber: staffing.productionUnitNumber, transaction) }
        }
        if changed { report.applied += 1 } else { report.superseded += 1 }
    }

    /// Notes a line that is no event, once for each content.
    mutating func reject(
        _ record: RejectRecord,
        hash: UInt64,
        _ transaction: borrowing WriteTransaction
    ) throws {
        report.rejected += 1
        let key = (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(56 - 8 * $0)) }
        if try store.get(key, in: .rejects, transaction) == nil {
            try store.put(record.encoded, for: key, in: .rejects, transaction)
        }
    }

    mutating func countLine() {
        report.lines += 1
    }

    /// Writes what the batch as a whole has changed.
    consuming func finish(_ transaction: borrowing WriteTransaction) throws -> FeedReport {
        if report.applied > 0 {
            let revision = try store.meta(.revision, transaction) ?? 0
            try store.setMeta(.revision, revision + 1, transaction)
        }
        if try store.lastSequence(transaction) != highestSequence {
            try store.setLastSequence(highestSequence, transaction)
        }
        return report
    }

    // MARK: Documents

    /// Stores the event's document under a key if it wins; false if the one there stays.
    private func put(
        _ name: UnitStore.Name,
        _ key: [UInt8],
        version: Int64 = 0,
        withdrawn: Bool = false,
        _ event: Event,
        _ transaction: borrowing WriteTransaction
    ) throws -> Bool {
        let document = StoredDocument(
            version: UInt64(version),
            isWithdrawal: withdrawn,
            sequence: event.sequence,
            time: event.time.milliseconds,
            data: event.data.encoded
        )
        if let stored = try store.get(key, in: name, transaction),
            !document.wins(over: StoredDocument(stored))
        {
            return false
        }
        try store.put(document.encoded, for: key, in: name, transaction)
        return true
    }

    private func putSingle(
        _ name: String,
        _ event: Event,
        _ transaction: borrowing WriteTransaction
    ) throws -> Bool {
        try put(.single, Array(name.utf8), event, transaction)
    }

    private mutating func putUnit(
        _ sorId: String,
        _ version: Int64,
        _ unit: CareUnit?,
        _ event: Event,
        _ transaction: borrowing WriteTransaction
    ) throws -> Bool {
        let key = Array(sorId.utf8)
        let former = try publishedUnit(key, transaction)
        guard
            try put(
                .units,
                key,
                version: version,
                withdrawn: unit == nil,
                event,
                transaction
            )
        else { return false }
        if let number = former?.productionUnitNumber, number != unit?.productionUnitNumber {
            try store.remove(numberKey(number, sorId), in: .byNumber, transaction)
        }
        if let number = unit?.productionUnitNumber {
            try store.put([], for: numberKey(number, sorId), in: .byNumber, transaction)
        }
        for id in former?.predecessors ?? [] {
            try store.remove(memberKey(id, "s", sorId), in: .byUnit, transaction)
        }
        for id in unit?.predecessors ?? [] {
            try store.put([], for: memberKey(id, "s", sorId), in: .byUnit, transaction)
        }
        try mark(sorId, transaction)
        for key in try store.keys(
            in: .byUnit,
            withPrefix: memberPrefix(sorId, "d"),
            transaction
        ) {
            let id = String(decoding: key.dropFirst(sorId.utf8.count + 3), as: UTF8.self)
            try judge(decisionId: id, transaction)
        }
        return true
    }

    private func publishedUnit(
        _ key: [UInt8],
        _ transaction: borrowing WriteTransaction
    ) throws -> CareUnit? {
        guard let stored = try store.get(key, in: .units, transaction) else { return nil }
        let document = StoredDocument(stored)
        guard !document.isWithdrawal else { return nil }
        return try CareUnit(storedData: JSONValue.parse(document.data))
    }

    private func putDocument(
        _ name: UnitStore.Name,
        tag: Character,
        id: String,
        sorId: String?,
        withdrawn: Bool,
        _ event: Event,
        _ transaction: borrowing WriteTransaction
    ) throws -> Bool {
        let key = Array(id.utf8)
        let former = try store.get(key, in: name, transaction).map { StoredDocument($0) }
        guard try put(name, key, withdrawn: withdrawn, event, transaction) else { return false }
        if let former, let old = try? JSONValue.parse(former.data)["sorId"]?.string {
            try store.remove(memberKey(old, tag, id), in: .byUnit, transaction)
            try mark(old, transaction)
        }
        if let sorId {
            if !withdrawn {
                try store.put([], for: memberKey(sorId, tag, id), in: .byUnit, transaction)
            }
            try mark(sorId, transaction)
        }
        return true
    }

    // MARK: Figures

    private func putIndicators(
        _ batch: IndicatorBatch,
        _ event: Event,
        _ transaction: borrowing WriteTransaction
    ) throws -> Bool {
        let key = Array("\(batch.indicator)\0\(batch.period)".utf8)
        let former = try store.get(key, in: .indicators, transaction).map { StoredDocument($0) }
        guard try put(.indicators, key, event, transaction) else { return false }
        let revision = try store.meta(.figures, transaction) ?? 0
        try store.setMeta(.figures, revision + 1, transaction)
        if let former {
            let old = try IndicatorBatch(storedData: JSONValue.parse(former.data))
            for value in old.values {
                try store.remove(figureKey(value, old), in: .figures, transaction)
                if value.level == .unit { try mark(value.subject, transaction) }
            }
        }
        let documents = event.data["values"]?.array ?? []
        for (value, document) in zip(batch.values, documents) {
            try store.put(
                document.encoded,
                for: figureKey(value, batch),
                in: .figures,
                transaction
            )
            if value.level == .unit { try mark(value.subject, transaction) }
        }
        return true
    }

    private func figureKey(_ value: IndicatorValue, _ batch: IndicatorBatch) -> [UInt8] {
        figurePrefix(value.level, value.subject)
            + Array("\(batch.indicator)\0\(batch.period)".utf8)
    }

    // MARK: Marks

    /// Marks a unit, and those that continue it: they show what was found at it.
    private func mark(_ sorId: String, _ transaction: borrowing WriteTransaction) throws {
        try store.put([], for: Array(sorId.utf8), in: .dirty, transaction)
        let prefix = memberPrefix(sorId, "s")
        for key in try store.keys(in: .byUnit, withPrefix: prefix, transaction) {
            try store.put([], for: Array(key.dropFirst(prefix.count)), in: .dirty, transaction)
        }
    }

    private func markUnits(
        ofNumber number: String,
        _ transaction: borrowing WriteTransaction
    ) throws {
        for key in try store.keys(in: .byNumber, withPrefix: numberKey(number, ""), transaction) {
            try mark(
                String(decoding: key.dropFirst(number.utf8.count + 1), as: UTF8.self),
                transaction
            )
        }
    }

    /// Notes whether a decision does not fit its unit's kind; what is noted depends on the state alone.
    private mutating func judge(
        decisionId: String,
        _ transaction: borrowing WriteTransaction
    ) throws {
        let key = Array(decisionId.utf8)
        guard let stored = try store.get(key, in: .decisions, transaction) else { return }
        let decision = try Decision(
            storedData: JSONValue.parse(StoredDocument(stored).data)
        )
        let unit = try publishedUnit(Array(decision.sorId.utf8), transaction)
        if let unit, !decision.fits(unit.kind) {
            report.conflicts += 1
            let reason =
                "\(decision.kind.rawValue) cannot be decided on \(unit.sorId), "
                + "which is a \(unit.kind.rawValue)"
            try store.put(Array(reason.utf8), for: key, in: .conflicts, transaction)
        } else {
            try store.remove(key, in: .conflicts, transaction)
        }
    }
}

/// The key under which an inspection or decision is listed with its unit.
func memberKey(_ sorId: String, _ tag: Character, _ id: String) -> [UInt8] {
    memberPrefix(sorId, tag) + Array(id.utf8)
}

func memberPrefix(_ sorId: String, _ tag: Character) -> [UInt8] {
    Array("\(sorId)\0\(tag)\0".utf8)
}

func numberKey(_ number: String, _ sorId: String) -> [UInt8] {
    Array("\(number)\0\(sorId)".utf8)
}

/// The beginning of the keys of all figures about one subject.
func figurePrefix(_ level: IndicatorLevel, _ subject: String) -> [UInt8] {
    [figureTag(level)] + Array("\(subject)\0".utf8)
}

/// The first byte of the keys of all figures of one level.
func figureTag(_ level: IndicatorLevel) -> UInt8 {
    switch level {
    case .unit: UInt8(ascii: "u")
    case .municipality: UInt8(ascii: "m")
    case .region: UInt8(ascii: "r")
    case .national: UInt8(ascii: "n")
    }
}
