import LMDB

/// A text that was searched, with where its words are, so that an answer can show what was found.
///
/// Encoded with `ByteEncoder`, all texts of a document one after the other behind their number: field
/// (byte), key (text), text (bytes), first position, number of positions, and for each position how
/// many bytes lie between the last word's end and it, and its length.
public struct FieldText<Field: IndexedField>: Sendable, Equatable {
    public var field: Field
    /// The catalog's key of the text; empty for texts that are not the catalog's.
    public var key: String
    public var text: [UInt8]
    /// The position of the first word within its field, as postings count them.
    public var firstPosition: Int
    /// UTF-8 offset and length of the word at each position from the first on.
    public var marks: [(offset: Int, length: Int)]

    public init(
        field: Field,
        key: String,
        text: [UInt8],
        firstPosition: Int,
        marks: [(offset: Int, length: Int)]
    ) {
        self.field = field
        self.key = key
        self.text = text
        self.firstPosition = firstPosition
        self.marks = marks
    }

    public static func == (left: FieldText, right: FieldText) -> Bool {
        left.field == right.field && left.key == right.key && left.text == right.text
            && left.firstPosition == right.firstPosition
            && left.marks.elementsEqual(right.marks) { $0 == $1 }
    }

    /// The bytes of a document's texts.
    public static func encode(_ texts: [FieldText]) -> [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(texts.count)
        for text in texts {
            encoder.append(byte: text.field.rawValue)
            encoder.append(text.key)
            encoder.append(counted: text.text)
            encoder.append(text.firstPosition)
            encoder.append(text.marks.count)
            var end = 0
            for mark in text.marks {
                // A word that repeats one before it lies behind its end.
                encoder.append(signed: Int64(mark.offset - end))
                encoder.append(mark.length)
                end = mark.offset + mark.length
            }
        }
        return encoder.bytes
    }

    /// Reads the texts of a document, those of some fields only.
    ///
    /// Linear in the length of the texts of these fields.
    public static func decode(_ bytes: Span<UInt8>, fields: UInt8) -> [FieldText] {
        decode(bytes) { field, _ in field.bit & fields != 0 }
    }

    /// Reads those texts of a document that are wanted, by their fields and the positions of their words.
    ///
    /// Linear in the bytes of all; only the texts wanted are copied.
    public static func decode(
        _ bytes: Span<UInt8>,
        where isWanted: (Field, Range<Int>) -> Bool
    ) -> [FieldText] {
        var decoder = ByteDecoder(bytes)
        var texts: [FieldText] = []
        for _ in 0..<decoder.integer() {
            guard let field = Field(rawValue: decoder.byte()) else {
                preconditionFailure("a text has no field")
            }
            let key = decoder.countedRange()
            let range = decoder.countedRange()
            let firstPosition = decoder.integer()
            let count = decoder.integer()
            guard isWanted(field, firstPosition..<firstPosition + count) else {
                decoder.skipNumbers(2 * count)
                continue
            }
            var marks: [(offset: Int, length: Int)] = []
            marks.reserveCapacity(count)
            var end = 0
            for _ in 0..<count {
                let offset = end + Int(decoder.signed())
                let length = decoder.integer()
                marks.append((offset, length))
                end = offset + length
            }
            var (name, text): ([UInt8], [UInt8]) = ([], [])
            name.append(bytes.extracting(key))
            text.append(bytes.extracting(range))
            texts.append(
                FieldText(
                    field: field,
                    key: String(decoding: name, as: UTF8.self),
                    text: text,
                    firstPosition: firstPosition,
                    marks: marks
                )
            )
        }
        return texts
    }
}
