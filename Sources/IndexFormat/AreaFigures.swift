public import CareUnits

/// Published figures about municipalities, regions and the nation, as the section `areas` holds them.
///
/// Encoded with `ByteEncoder`: the number of entries, and for each the level (byte), the subject and
/// the figure. What must not be published beside unit values is not in it (`withheld`, no number).
public struct AreaFigures: Sendable {
    /// Whom a figure is about.
    public struct Subject: Hashable, Sendable {
        public var indicator: Int
        public var level: IndicatorLevel
        /// The code of a municipality or region, or `DK`.
        public var code: String

        public init(indicator: Int, level: IndicatorLevel, code: String) {
            self.indicator = indicator
            self.level = level
            self.code = code
        }
    }

    /// One figure with whom it is about.
    public struct Entry: Sendable, Equatable {
        public var level: IndicatorLevel
        public var code: String
        public var figure: StoredFigure

        public init(level: IndicatorLevel, code: String, figure: StoredFigure) {
            self.level = level
            self.code = code
            self.figure = figure
        }
    }

    private var bySubject: [Subject: [StoredFigure]] = [:]

    public init(_ entries: [Entry]) {
        for entry in entries {
            let subject = Subject(
                indicator: entry.figure.indicator,
                level: entry.level,
                code: entry.code
            )
            bySubject[subject, default: []].append(entry.figure)
        }
        for subject in bySubject.keys {
            bySubject[subject]?.sort { $0.period > $1.period }
        }
    }

    /// The figures about a subject, the latest period first.
    public func figures(_ subject: Subject) -> [StoredFigure] {
        bySubject[subject] ?? []
    }

    /// Reads a section.
    init(_ section: [UInt8]) {
        self.init(Self.decode(section.span))
    }

    /// The bytes of a section.
    public static func encode(_ entries: [Entry]) -> [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(entries.count)
        for entry in entries {
            encoder.append(byte: UInt8(IndicatorLevel.allCases.firstIndex(of: entry.level) ?? 0))
            encoder.append(entry.code)
            encoder.append(entry.figure)
        }
        return encoder.bytes
    }

    /// The entries of a section.
    static func decode(_ bytes: Span<UInt8>) -> [Entry] {
        var decoder = ByteDecoder(bytes)
        var entries: [Entry] = []
        for _ in 0..<decoder.integer() {
            let level = IndicatorLevel.allCases[Int(decoder.byte())]
            entries.append(Entry(level: level, code: decoder.text(), figure: decoder.figure()))
        }
        return entries
    }
}
