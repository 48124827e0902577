import CareUnits
import IndexFormat

/// What an answer says of a text: what was understood, what was marked, and why a hit is where it is.
extension AnswerWriter {
    /// Writes `understood` and `corrections`.
    func write(
        readingOf text: TextMatch,
        _ result: SearchResult,
        _ request: SearchRequest,
        _ writer: inout JSONWriter
    ) {
        let reading = QueryReading(of: text, result, request, index)
        if !reading.parts.isEmpty { write(reading.parts, &writer) }
        if !reading.corrections.isEmpty { write(reading.corrections, &writer) }
    }

    private func write(_ parts: [QueryReading.Part], _ writer: inout JSONWriter) {
        writer.key("understood")
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            writer.member("text", part.text)
            writer.member("kind", part.kind)
            writer.member("label", ifPresent: part.label?.text(in: language))
            if !part.parameters.isEmpty {
                writer.key("parameters")
                write(part.parameters, &writer)
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ corrections: [QueryReading.Correction], _ writer: inout JSONWriter) {
        writer.key("corrections")
        writer.beginArray()
        for correction in corrections {
            writer.beginObject()
            writer.member("typed", correction.typed)
            writer.member("reading", correction.reading)
            writer.member("applied", correction.isApplied)
            writer.key("parameters")
            write(correction.parameters, &writer)
            if let total = correction.total { writer.member("total", total) }
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes `highlights` as `write(_:of:_:)` does, from the generation's memo if they were written of late: people
    /// change filters and keep the text.
    func write(
        highlightsOf document: Int,
        by highlighter: Highlighter,
        _ text: UInt64?,
        _ writer: inout JSONWriter
    ) {
        guard let text else {
            write(highlighter, of: document, &writer)
            return
        }
        let key = MarkedHit(text: text, document: UInt32(document), language: language)
        if let known = index.markedHits.value(of: key) {
            writer.rawMembers(known)
            return
        }
        var own = JSONWriter(reservingCapacity: 768)
        write(highlighter, of: document, &own)
        index.markedHits.keep(own.bytes, cost: own.bytes.count + MarkedHit.overhead, for: key)
        writer.rawMembers(own.bytes)
    }

    /// Writes `highlights`, if anything that can be shown was met.
    private func write(_ highlighter: Highlighter, of document: Int, _ writer: inout JSONWriter) {
        let name = highlighter.name(of: document)
        let passages = highlighter.passages(of: document)
        guard name != nil || !passages.isEmpty else { return }
        writer.key("highlights")
        writer.beginObject()
        if let name {
            writer.key("name")
            write(name, &writer)
        }
        if !passages.isEmpty {
            writer.key("passages")
            writer.beginArray()
            for passage in passages {
                writer.beginObject()
                writer.member("field", passage.key)
                writer.member("label", label(of: passage))
                writer.key("segments")
                write(passage.segments, &writer)
                writer.member("cutBefore", passage.isCutBefore)
                writer.member("cutAfter", passage.isCutAfter)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    func write(_ segments: [TextSegment], _ writer: inout JSONWriter) {
        writer.beginArray()
        for segment in segments {
            writer.beginObject()
            writer.key("t")
            writer.value(utf8: segment.text)
            writer.member("m", segment.isMatch)
            writer.endObject()
        }
        writer.endArray()
    }

    private func label(of passage: Passage) -> String {
        if let field = index.generation.catalog.field(passage.key) {
            return field.label.text(in: language)
        }
        let label =
            switch passage.field {
            case .alias: Label(danish: "Kaldes også", english: "Also called")
            case .inspection:
                Label(danish: "Ældretilsynets tilbagemelding", english: "Inspection feedback")
            default: Label(danish: passage.key, english: passage.key)
            }
        return label.text(in: language)
    }

    /// Writes `why`.
    func write(_ explanation: Explanation, _ writer: inout JSONWriter) {
        let quality = explanation.quality
        writer.key("why")
        writer.beginObject()
        writer.key("quality")
        writer.beginObject()
        writer.member("wordsMet", explanation.wordsMet)
        writer.member("wordsAsked", explanation.wordsAsked)
        if case .some(let worth) = quality.wordsMet { writer.member("worth", worth) }
        writer.member("typingCost", quality.typingCost)
        writer.member("place", "\(quality.place)")
        writer.member("kindDistance", quality.kindDistance)
        writer.member("neighbours", quality.neighbours)
        writer.member("nameDistance", quality.nameDistance)
        writer.member("packed", Int(quality.bits))
        writer.endObject()
        writer.member("score", Int(explanation.score))
        writer.key("words")
        writer.beginArray()
        for word in explanation.words {
            writer.beginObject()
            writer.member("typed", word.typed)
            writer.key("matched")
            writer.beginArray()
            for term in word.matched { writer.value(term) }
            writer.endArray()
            writer.member("how", "\(word.level)")
            writer.member("cost", Int(word.cost))
            writer.key("fields")
            writer.beginArray()
            for field in word.fields { writer.value("\(field)") }
            writer.endArray()
            writer.member("rarity", Int(word.rarity))
            writer.member("score", Int(word.score))
            writer.endObject()
        }
        writer.endArray()
        writer.member("rotation", String(explanation.rotation, radix: 16))
        writer.endObject()
    }
}

/// A hit whose highlights are remembered.
struct MarkedHit: Hashable {
    /// How many bytes of highlights are kept for a generation.
    static let budget = 8 << 20
    /// About how many bytes an entry takes beside its text.
    static let overhead = 96

    var text: UInt64
    var document: UInt32
    var language: Language
}
