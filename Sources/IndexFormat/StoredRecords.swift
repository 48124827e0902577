/// A published document with what decides whether a later one replaces it.
///
/// Of all documents of one subject the greatest wins, whatever order they come in: by version (units
/// only), a withdrawal before a publication of the same version, then by sequence, time and bytes.
public struct StoredDocument: Sendable, Equatable {
    /// The unit's version; 0 for documents that have none.
    public var version: UInt64
    public var isWithdrawal: Bool
    /// Twenty digits.
    public var sequence: String
    /// Milliseconds since 1970.
    public var time: Int64
    /// The event's `data` as JSON.
    public var data: [UInt8]

    public init(version: UInt64, isWithdrawal: Bool, sequence: String, time: Int64, data: [UInt8]) {
        self.version = version
        self.isWithdrawal = isWithdrawal
        self.sequence = sequence
        self.time = time
        self.data = data
    }

    /// Whether this document takes the place of `other`.
    public func wins(over other: StoredDocument) -> Bool {
        if version != other.version { return version > other.version }
        if isWithdrawal != other.isWithdrawal { return isWithdrawal }
        if sequence != other.sequence { return sequence > other.sequence }
        if time != other.time { return time > other.time }
        return other.data.lexicographicallyPrecedes(data)
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(version)
        encoder.append(byte: isWithdrawal ? 1 : 0)
        encoder.append(sequence)
        encoder.append(signed: time)
        encoder.append(counted: data)
        return encoder.bytes
    }

    public init(_ bytes: Span<UInt8>) {
        var decoder = ByteDecoder(bytes)
        version = decoder.number()
        isWithdrawal = decoder.byte() == 1
        sequence = decoder.text()
        time = decoder.signed()
        data = decoder.counted()
    }

    public init(_ bytes: [UInt8]) {
        self.init(bytes.span)
    }
}

/// A line of the feed that was not applied, with every reason.
public struct RejectRecord: Sendable, Equatable {
    /// Where it was first met: a file's path, or `-` for standard input.
    public var source: String
    /// The line's number in the source, from 1.
    public var line: UInt64
    /// The faults as a JSON array of `{pointer, code, message}`.
    public var faults: [UInt8]
    /// The first bytes of the line.
    public var excerpt: [UInt8]

    public init(source: String, line: UInt64, faults: [UInt8], excerpt: [UInt8]) {
        self.source = source
        self.line = line
        self.faults = faults
        self.excerpt = excerpt
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(source)
        encoder.append(line)
        encoder.append(counted: faults)
        encoder.append(counted: excerpt)
        return encoder.bytes
    }

    public init(_ bytes: [UInt8]) {
        var decoder = ByteDecoder(bytes.span)
        source = decoder.text()
        line = decoder.number()
        faults = decoder.counted()
        excerpt = decoder.counted()
    }
}

/// What the public last saw of a unit, for the list of changes.
public struct ShownRecord: Sendable, Equatable {
    public var isShown: Bool
    public var contentHash: UInt64
    /// The sequence and the generation with which this became public.
    public var sequence: String
    public var generation: UInt64

    public init(isShown: Bool, contentHash: UInt64, sequence: String, generation: UInt64) {
        self.isShown = isShown
        self.contentHash = contentHash
        self.sequence = sequence
        self.generation = generation
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(byte: isShown ? 1 : 0)
        encoder.append(contentHash)
        encoder.append(sequence)
        encoder.append(generation)
        return encoder.bytes
    }

    public init(_ bytes: Span<UInt8>) {
        var decoder = ByteDecoder(bytes)
        isShown = decoder.byte() == 1
        contentHash = decoder.number()
        sequence = decoder.text()
        generation = decoder.number()
    }
}

/// How far a source was read: applied up to here, in the same transaction as its events.
public struct SourcePosition: Sendable, Equatable {
    /// Device and inode of the file and a hash of what was read last, so that another file of the same
    /// name, or other content of the same file, is read from its start.
    public var identity: String
    public var offset: UInt64
    /// Lines before the offset.
    public var lines: UInt64

    public init(identity: String, offset: UInt64, lines: UInt64) {
        self.identity = identity
        self.offset = offset
        self.lines = lines
    }

    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(identity)
        encoder.append(offset)
        encoder.append(lines)
        return encoder.bytes
    }

    public init(_ bytes: [UInt8]) {
        var decoder = ByteDecoder(bytes.span)
        identity = decoder.text()
        offset = decoder.number()
        lines = decoder.number()
    }
}
