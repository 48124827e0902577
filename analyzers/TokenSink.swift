/// Collects tokens and counts their positions.
struct TokenSink {
    private(set) var tokens: [Token] = []

    /// A buffer that surface forms are written in, kept between words.
    var scratch: [UInt8] = []

    private var position = 0

    /// Makes room for the tokens of a text of so many words.
    init(capacity: Int) {
        tokens.reserveCapacity(capacity)
    }

    /// Adds the word at `range`, unless nothing of it is visible.
    mutating func add(_ range: Range<Int>, of bytes: Span<UInt8>) {
        if let surface = SurfaceForm.of(bytes.extracting(range), scratch: &scratch) {
            add(surface, range)
        }
    }

    /// Adds a word with a surface form of its own.
    mutating func add(_ surface: String, _ range: Range<Int>) {
        tokens.append(
            Token(
                surface: surface,
                position: position,
                utf8Offset: range.lowerBound,
                utf8Length: range.count
            )
        )
        position += 1
    }

    /// Adds what some words are read as.
    mutating func add(_ reading: Tokenizer.Reading, of bytes: Span<UInt8>) {
        if let surface = reading.surface {
            add(surface, reading.range)
        } else {
            add(reading.range, of: bytes)
        }
        for addition in reading.additions { addToLast(addition) }
    }

    /// Adds another word for the last one, at its position.
    mutating func addToLast(_ surface: String) {
        guard var token = tokens.last, token.surface != surface,
            surface.utf8.count <= Token.longestTerm
        else { return }
        token.surface = surface
        token.isAddition = true
        tokens.append(token)
    }
}
