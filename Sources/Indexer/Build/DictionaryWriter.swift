import Analyzers
import IndexFormat
import Synchronization

/// Writes dictionaries of terms, and remembers the last of each: most builds have the same terms as the one before,
/// and most of those that differ have few new ones.
///
/// Share one instance among the builds of a writer.
final class DictionaryWriter: Sendable {
    /// Dictionaries with more terms are not remembered: their builds take long for other reasons.
    static let mostRemembered = 200_000

    /// A dictionary as it was written.
    private struct Written: Sendable {
        var terms: ByteStringsBuilder
        var keys: [[UInt8]: TermDictionary.Keys]
        var sections: SectionWriter
    }

    private let analyzer: DanishAnalyzer
    private let last = Mutex<[String: Written]>([:])

    init(_ analyzer: DanishAnalyzer) {
        self.analyzer = analyzer
    }

    /// Writes the terms, which are sorted by their bytes, and the keys by which they are reached.
    ///
    /// - Parameters:
    ///   - terms: The terms in order.
    ///   - sections: Where to.
    ///   - prefix: What the names of the sections begin with.
    func write(
        _ terms: ByteStringsBuilder,
        to sections: inout SectionWriter,
        prefix: String
    ) {
        let former = last.withLock { $0.removeValue(forKey: prefix) }
        if let former, former.terms == terms {
            sections.add(former.sections)
            last.withLock { $0[prefix] = former }
            return
        }
        var own = SectionWriter()
        terms.write(prefix + "terms", to: &own)
        var known = former?.keys ?? [:]
        let remembers = terms.count <= Self.mostRemembered
        var kept: [[UInt8]: TermDictionary.Keys] = [:]
        let entries = (0..<terms.count).map { number in
            let term = terms.copy(number)
            let keys = known.removeValue(forKey: term) ?? keys(of: term)
            if remembers { kept[term] = keys }
            return keys
        }
        TermDictionary.write(entries, to: &own, prefix: prefix)
        sections.add(own)
        guard remembers else { return }
        let written = Written(terms: terms, keys: kept, sections: own)
        last.withLock { $0[prefix] = written }
    }

    private func keys(of term: [UInt8]) -> TermDictionary.Keys {
        let surface = String(decoding: term, as: UTF8.self)
        return TermDictionary.Keys(
            fold: Array(analyzer.foldKey(of: surface).utf8),
            loose: Array(analyzer.looseKey(of: surface).utf8),
            lemma: Array(analyzer.lemma(of: surface).utf8),
            parts: analyzer.parts(of: surface).map { Array(analyzer.lemma(of: $0.surface).utf8) },
            isGeneric: analyzer.isGeneric(surface) || analyzer.isStopWord(surface)
        )
    }
}
