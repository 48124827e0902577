/// Plain values that lie in a mapped file, read in place; they keep the file mapped.
@safe
public struct MappedArray<Element: BitwiseCopyable>: Sendable where Element: Sendable {
    @usableFromInline let owner: ImmutableFile
    // The bytes are immutable and live as long as `owner`.
    @usableFromInline nonisolated(unsafe) let base: UnsafePointer<Element>
    public let count: Int

    init(owner: ImmutableFile, base: UnsafePointer<Element>, count: Int) {
        self.owner = owner
        unsafe self.base = unsafe base
        self.count = count
    }

    /// The elements, bounds-checked, for as long as this value is borrowed.
    @inlinable
    public var span: Span<Element> {
        @_lifetime(borrow self)
        get {
            let span = unsafe Span(_unsafeStart: base, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    @inlinable
    public subscript(index: Int) -> Element { span[index] }
}

/// Several mapped arrays that follow one another.
public struct MappedPieces<Element: BitwiseCopyable & Sendable>: Sendable {
    private let pieces: [MappedArray<Element>]

    public init(_ pieces: [MappedArray<Element>]) {
        self.pieces = pieces
    }

    /// A part of one of them, bounds-checked, for as long as this value is borrowed.
    @_lifetime(borrow self)
    public func span(of piece: Int, _ range: Range<Int>) -> Span<Element> {
        let array = pieces[piece]
        // The array keeps its file mapped as long as this value holds it.
        return unsafe _overrideLifetime(array.span.extracting(range), borrowing: self)
    }
}

extension [UInt8] {
    /// Appends lent bytes.
    ///
    /// O(n).
    public mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension MappedArray<UInt8> {
    /// Appends a part of the bytes to an array.
    ///
    /// O(range).
    public func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the mapped bytes")
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        )
    }

    /// A part of the bytes as text; what is no UTF-8 is replaced.
    ///
    /// O(range).
    public func text(_ range: Range<Int>) -> String {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "beyond the mapped bytes")
        return unsafe String(
            decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count),
            as: UTF8.self
        )
    }

    /// The same bytes seen as `count` values of another type, or `nil` if they are too few or misaligned.
    public func values<Value: BitwiseCopyable & Sendable>(
        as type: Value.Type = Value.self,
        count: Int
    ) -> MappedArray<Value>? {
        let address = unsafe UInt(bitPattern: base)
        guard count >= 0, count * MemoryLayout<Value>.stride <= self.count,
            address.isMultiple(of: UInt(MemoryLayout<Value>.alignment))
        else { return nil }
        return unsafe MappedArray<Value>(
            owner: owner,
            base: UnsafeRawPointer(base).assumingMemoryBound(to: Value.self),
            count: count
        )
    }

    /// The checksum of the first `count` bytes (XXH64, seed 0).
    ///
    /// O(n).
    public func checksum(ofFirst count: Int) -> UInt64 {
        var hash = XXH64()
        unsafe hash.update(UnsafeRawBufferPointer(start: base, count: min(count, self.count)))
        return hash.digest
    }
}
