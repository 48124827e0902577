import Analyzers
import Benchmark
import CareUnits
import Glibc
import IndexFormat
import Places
import QueryEngine

// The parts of a search by themselves, on an index of the demo feed (`run` makes it).

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock],
        timeUnits: .nanoseconds,
        warmupIterations: 10,
        scalingFactor: .kilo,
        maxDuration: .seconds(1)
    )
    let corpus = Corpus()
    analysis(corpus)
    postings(corpus)
    columns(corpus)
    searches(corpus)
}

/// An opened generation with what the benchmarks take from it.
struct Corpus: Sendable {
    let index: SearchIndex
    let analyzer = DanishAnalyzer()
    /// The first texts of units, about a thousand words.
    let text: String
    /// Words of these texts, each once.
    let words: [String]
    /// The term in most documents.
    let frequent: UInt32

    init() {
        guard let path = unsafe getenv("PLEJESOEG_MICRO_INDEX").map({ unsafe String(cString: $0) })
        else { fatalError("PLEJESOEG_MICRO_INDEX names no index: start with benchmarks/micro/run") }
        do {
            let generation = try IndexFolder(path: path).openCurrent().generation
            index = SearchIndex(generation, analyzer: analyzer)
            index.prepare()
            var bytes: [UInt8] = []
            let texts = generation.texts
            for document in 0..<generation.documentCount where bytes.count < 6000 {
                for text in FieldText<SearchField>.decode(texts[document], fields: .max) {
                    bytes += text.text + [UInt8(ascii: "\n")]
                }
            }
            text = String(decoding: bytes, as: UTF8.self)
            words = Set(analyzer.tokens(in: text, kind: .prose).map(\.surface)).sorted()
            let postings = generation.postings
            frequent =
                (0..<UInt32(generation.dictionary.terms.count))
                .max { postings.range(of: $0).count < postings.range(of: $1).count } ?? 0
        } catch {
            fatalError("the index cannot be opened: \(error)")
        }
    }

    /// Measures a search to its hits and facets, not to the bytes of the answer.
    func measure(_ name: String, _ query: String, usesMemo: Bool = true) {
        let places = Gazetteer.shipped
        let searcher = Searcher(index, places: places, usesMemo: usesMemo)
        let day = index.generation.manifest.builtFor
        do {
            let parameters = try QueryString.parse(query)
            let request = try RequestParser.search(
                parameters,
                against: index.generation,
                places: places
            )
            Benchmark(name, configuration: .init(timeUnits: .microseconds, scalingFactor: .one)) {
                for _ in $0.scaledIterations { blackHole(searcher.search(request, on: day)) }
            }
        } catch {
            fatalError("\(query): \(error)")
        }
    }
}

func analysis(_ corpus: Corpus) {
    let (analyzer, text, words) = (corpus.analyzer, corpus.text, corpus.words)
    Benchmark(
        "analysis: tokens of a text of \(text.utf8.count) bytes",
        configuration: .init(timeUnits: .microseconds, scalingFactor: .one)
    ) {
        for _ in $0.scaledIterations { blackHole(analyzer.tokens(in: text, kind: .prose)) }
    }
    Benchmark("analysis: fold key of a word") {
        for step in $0.scaledIterations {
            blackHole(analyzer.foldKey(of: words[step % words.count]))
        }
    }
    Benchmark("analysis: lemma of a word") {
        for step in $0.scaledIterations { blackHole(analyzer.lemma(of: words[step % words.count])) }
    }
    Benchmark("analysis: parts of a word") {
        for step in $0.scaledIterations { blackHole(analyzer.parts(of: words[step % words.count])) }
    }
}

func postings(_ corpus: Corpus) {
    let generation = corpus.index.generation
    let (postings, dictionary, frequent) = (
        generation.postings, generation.dictionary, corpus.frequent
    )
    let range = postings.range(of: frequent)
    let keys = corpus.words.map { Array(corpus.analyzer.foldKey(of: $0).utf8) }
    Benchmark(
        "postings: \(range.count) documents and impacts read in place",
        configuration: .init(timeUnits: .nanoseconds, scalingFactor: .one)
    ) {
        for _ in $0.scaledIterations {
            let (documents, impacts) = (postings.documents.span, postings.impacts.span)
            var sum: UInt32 = 0
            for place in range { sum &+= documents[place] &* UInt32(impacts[place]) }
            blackHole(sum)
        }
    }
    let documents = range.map { postings.documents[$0] }
    Benchmark("postings: positions of a frequent term in a document") {
        var found: [TermPosition] = []
        for step in $0.scaledIterations {
            found.removeAll(keepingCapacity: true)
            let document = documents[step &* 7919 % documents.count]
            postings.append(positionsOf: frequent, in: document, fields: .max, to: &found)
        }
        blackHole(found)
    }
    Benchmark("dictionary: a fold key found among \(dictionary.folds.keys.count)") {
        for step in $0.scaledIterations {
            blackHole(dictionary.folds.keys.find(keys[step % keys.count]))
        }
    }
}

func columns(_ corpus: Corpus) {
    let generation = corpus.index.generation
    guard let column = generation.numberColumns["homeCount"] else { return }
    let ranks = column.ranks(from: 20, to: 60)
    Benchmark(
        "filters: a range over \(generation.documentCount) ranks",
        configuration: .init(timeUnits: .nanoseconds, scalingFactor: .one)
    ) {
        for _ in $0.scaledIterations {
            let column = column.ranks.span
            var count = 0
            let width = UInt32(ranks.count)
            for document in column.indices where column[document] &- ranks.lowerBound < width {
                count += 1
            }
            blackHole(count)
        }
    }
}

func searches(_ corpus: Corpus) {
    corpus.measure(
        "filters: kind, municipality and a range",
        "municipality=0751&kind=nursingHome&homeCount.min=20&limit=20"
    )
    corpus.measure(
        "facets: four over all",
        "facets=kind,municipality,ownership,petsAllowed&limit=1"
    )
    corpus.measure(
        "geo: homes within 15 km by distance",
        "near=56.15,10.20&radius=15&kind=nursingHome"
    )
    corpus.measure(
        "geo: homes within 50 km by distance",
        "near=55.40,10.39&radius=50&kind=nursingHome"
    )
    corpus.measure("scoring: a word, anew", "q=demens", usesMemo: false)
    corpus.measure("scoring: two words, anew", "q=demens+have", usesMemo: false)
    corpus.measure(
        "scoring: three words of which any, anew",
        "q=demens+have+musik&match=any",
        usesMemo: false
    )
    corpus.measure("scoring: two words, known", "q=demens+have")
}
