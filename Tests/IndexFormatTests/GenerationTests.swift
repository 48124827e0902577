import CareUnits
import IndexFormat
import LMDB
import TestSupport
import Testing

@Suite struct GenerationTests {
    let folder = TemporaryFolder()

    private var index: IndexFolder { IndexFolder(path: folder.file("index")) }

    private func list(_ lists: NumberLists, _ index: Int) -> [UInt32] {
        let span = lists[index]
        return (0..<span.count).map { span[$0] }
    }

    private func isPresent(_ document: Int, _ words: MappedArray<UInt64>) -> Bool {
        isSet(words.span, document)
    }

    @Test(arguments: [(0, 0), (1, 1), (64, 5), (65, 40), (300, 60)], SeededRandom.seeds(1))
    func whatIsWrittenReadsBack(size: (documents: Int, terms: Int), seed: UInt64) throws {
        let sample = SampleGeneration(documents: size.documents, terms: size.terms, seed: seed)
        let generation = try index.open(try sample.write(to: index))
        #expect(generation.faults() == [])
        let manifest = sample.manifest()
        #expect(generation.manifest.sequence == manifest.sequence)
        #expect(generation.manifest.publishedAt == manifest.publishedAt)
        #expect(generation.manifest.builtFor == manifest.builtFor)
        #expect(generation.manifest.averageLengths == manifest.averageLengths)
        #expect(generation.manifest.storeRevision == 10)
        #expect(generation.documentCount == size.documents)
        compareDocuments(generation, sample)
        compareColumns(generation, sample)
        compareTerms(generation, sample)
    }

    private func compareDocuments(_ generation: Generation, _ sample: SampleGeneration) {
        for document in 0..<sample.documentCount {
            #expect(generation.ids.copy(document) == sample.ids[document])
            #expect(generation.names.text(document) == sample.names[document])
            #expect(list(generation.agreements, document) == sample.lists[document])
            #expect(generation.hits.copy(document) == Array(sample.names[document].utf8))
            #expect(generation.details.copy(document) == Array(sample.names[document].utf8))
            let texts = generation.texts
            let decoded = FieldText<SearchField>.decode(texts[document], fields: .max)
            #expect(decoded == sample.texts[document])
            let compared = generation.compared
            #expect(compared.copy(document) == sample.compared[document].encoded)
            #expect(ComparedUnit(compared[document]).encoded == sample.compared[document].encoded)
            let id = String(decoding: sample.ids[document], as: UTF8.self)
            #expect(generation.document(withId: id) == document)
            let same = sample.numbers.indices.filter {
                sample.numbers[$0] == sample.numbers[document]
            }
            #expect(generation.productionNumbers.documents(of: sample.numbers[document]) == same)
            #expect(generation.cvrNumbers.documents(of: sample.numbers[document]) == same)
            #expect(
                isPresent(document, generation.locations.present)
                    == (sample.points[document] != nil)
            )
            if let point = sample.points[document] {
                #expect(generation.locations.latitudes[document] == point.latitude)
                #expect(generation.locations.longitudes[document] == point.longitude)
            }
            #expect(generation.lengths[3][document] == UInt16(document + 3))
        }
        #expect(generation.peers == sample.peers)
        #expect(generation.inspections.count == sample.inspections.count)
        for (number, inspection) in sample.inspections.enumerated() {
            #expect(generation.inspections.head(number) == inspection.head)
            #expect(generation.inspections.paragraphs(number).isEmpty)
            #expect(Int(generation.inspections.units[number]) == inspection.unit)
        }
        for entry in sample.areas {
            let subject = AreaFigures.Subject(
                indicator: entry.figure.indicator,
                level: entry.level,
                code: entry.code
            )
            let figures = generation.areas.figures(subject)
            #expect(figures.contains(entry.figure))
            #expect(figures.map(\.period) == figures.map(\.period).sorted(by: >))
        }
        #expect(generation.document(withId: "x") == nil)
        #expect(generation.document(withId: "") == nil)
        #expect(generation.productionNumbers.documents(of: .max) == [])
    }

    private func compareColumns(_ generation: Generation, _ sample: SampleGeneration) {
        guard let one = generation.ordinalColumns["one"], let many = generation.setColumns["many"],
            let measure = generation.numberColumns["measure"]
        else {
            Issue.record("a column is missing")
            return
        }
        #expect(one.values == sample.values)
        for document in 0..<sample.documentCount {
            #expect(one.ordinal(of: document) == sample.ordinals[document])
            #expect(list(many.members, document).map { Int($0) } == sample.members[document])
            #expect(measure.number(of: document) == sample.measures[document])
        }
        for ordinal in sample.values.indices {
            let ones = sample.ordinals.indices.filter { sample.ordinals[$0] == ordinal }
            #expect(list(one.sets, ordinal).map { Int($0) } == ones)
            let some = sample.members.indices.filter { sample.members[$0].contains(ordinal) }
            #expect(list(many.sets, ordinal).map { Int($0) } == some)
        }
    }

    private func compareTerms(_ generation: Generation, _ sample: SampleGeneration) {
        let terms = generation.dictionary.terms
        let postings = generation.postings
        #expect(terms.count == sample.terms.count)
        for (number, term) in sample.terms.enumerated() {
            #expect(terms.copy(number) == term)
            #expect(terms.find(term) == number)
            for length in 0...term.count {
                let prefix = Array(term.prefix(length))
                let with = sample.terms.indices.filter { sample.terms[$0].starts(with: prefix) }
                #expect(Array(terms.range(withPrefix: prefix)) == with)
            }
            let range = postings.range(of: UInt32(number))
            #expect(range.count == sample.postings[number].count)
            for (index, posting) in zip(range, sample.postings[number]) {
                #expect(postings.documents[index] == UInt32(posting.document))
                #expect(postings.impacts[index] == posting.impact)
                for field in SearchField.allCases {
                    let expected = posting.positions.first { $0.field == field }?.list ?? []
                    let found = postings.positions(
                        of: UInt32(number),
                        in: UInt32(posting.document),
                        field: field
                    )
                    #expect(found == expected)
                }
            }
        }
        for key in Set(sample.keys) {
            let members = sample.keys.indices.filter { sample.keys[$0] == key }
            let text = String(decoding: key, as: UTF8.self)
            #expect(generation.dictionary.lemmas.terms(for: text) == members.map { UInt32($0) })
        }
        compareKeys(generation.dictionary, sample)
        #expect(generation.dictionary.folds.terms(for: "no such key") == [])
        #expect(terms.find([0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    }

    private func compareKeys(_ dictionary: TermDictionary, _ sample: SampleGeneration) {
        for key in Set(sample.parts.joined()) {
            let members = sample.parts.indices.filter { sample.parts[$0].contains(key) }
            let text = String(decoding: key, as: UTF8.self)
            #expect(dictionary.parts.terms(for: text) == members.map { UInt32($0) })
        }
        let looseKeys = Set(sample.looseKeys).sorted { $0.lexicographicallyPrecedes($1) }
        #expect(dictionary.looseFolds.keys.count == looseKeys.count)
        for (place, key) in looseKeys.enumerated() {
            #expect(dictionary.looseFolds.keys.copy(place) == key)
            let former = place == 0 ? [] : looseKeys[place - 1]
            let shared = zip(former, key).prefix { $0 == $1 }.count
            #expect(Int(dictionary.sharedBytes[place]) == shared)
        }
        for term in sample.generic.indices {
            #expect(dictionary.generic[term] == sample.generic[term])
        }
    }

    @Test(arguments: SeededRandom.seeds(1))
    func aFlippedBitAnywhereIsRefused(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let sample = SampleGeneration(documents: 5, terms: 4, seed: seed)
        let publication = try sample.write(to: index)
        let path = index.generationPath(1)
        let whole = try #require(try Files.read(path))
        for _ in 0..<200 {
            var damaged = whole
            damaged[random.below(whole.count)] ^= UInt8(1 << random.below(8))
            try Files.replace(path, with: damaged)
            #expect(
                throws: IndexError.corrupt(
                    structure: "generation 1",
                    detail: "the checksum differs"
                )
            ) { try index.open(publication) }
        }
        try Files.replace(path, with: whole)
        #expect(throws: Never.self) { try index.open(publication) }
    }

    @Test(arguments: SeededRandom.seeds(1))
    func aFlippedBitInTheBaseIsRefused(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let publication = try SampleGeneration(documents: 5, terms: 4, seed: seed).write(to: index)
        let path = index.contentsPath(1)
        let whole = try #require(try Files.read(path))
        for _ in 0..<50 {
            var damaged = whole
            damaged[random.below(whole.count)] ^= UInt8(1 << random.below(8))
            try Files.replace(path, with: damaged)
            #expect(
                throws: IndexError.corrupt(structure: "contents 1", detail: "the checksum differs")
            ) { try index.open(publication) }
        }
        try Files.remove(path)
        #expect(throws: IndexError.self) { try index.open(publication) }
    }

    @Test func whatARecordHidesIsFoundByHashingAgain() throws {
        let publication = try SampleGeneration(documents: 5, terms: 4, seed: 1).write(to: index)
        for path in [index.generationPath(1), index.contentsPath(1)] {
            #expect(throws: Never.self) { try index.verify(publication) }
            let whole = try #require(try Files.read(path))
            var damaged = whole
            damaged[whole.count - 100] ^= 1
            try Files.replace(path, with: damaged)
            // A bit that falls over on the disk leaves no trace in the file's state: here its record is forged.
            let record = path + ".verified"
            let line = String(decoding: try #require(try Files.read(record)), as: UTF8.self)
            let checksum = try #require(line.split(separator: " ").last)
            let state = try #require(Files.state(path))
            try Files.replace(record, with: Array("\(state) \(checksum)".utf8))
            #expect(throws: Never.self) { try index.open(publication) }
            #expect(throws: IndexError.self) { try index.verify(publication) }
            // From now on nobody is told that it was hashed.
            #expect(throws: IndexError.self) { try index.open(publication) }
            try Files.replace(path, with: whole)
        }
        #expect(throws: Never.self) { try index.open(publication) }
    }

    @Test func aShorterLongerOrMissingFileIsRefused() throws {
        let sample = SampleGeneration(documents: 5, terms: 4, seed: 1)
        let publication = try sample.write(to: index)
        let path = index.generationPath(1)
        let whole = try #require(try Files.read(path))
        for content in [[], Array(whole.prefix(1)), Array(whole.dropLast()), whole + [0]] {
            try Files.replace(path, with: content)
            let error = #expect(throws: IndexError.self) { try index.open(publication) }
            #expect(error?.description.contains("\(content.count) bytes instead of") == true)
        }
        try Files.remove(path)
        #expect(throws: IndexError.self) { try index.open(publication) }
    }

    @Test func anotherFormatIsRefusedByItsNumber() throws {
        try Files.makeDirectory(index.generationsPath)
        let path = index.generationPath(1)
        let other = Manifest.formatVersion + 1
        let manifest = Array(#"{"formatVersion":\#(other),"whatever":[]}"#.utf8)
        try ImmutableFile.write([.init("manifest", manifest)], to: path)
        let publication = FilePublication(
            generation: 1,
            size: try #require(Files.size(path)),
            checksum: try XXH64.hash(fileAt: path)
        )
        #expect(throws: IndexError.incompatible(found: other, supported: Manifest.formatVersion)) {
            try index.open(publication)
        }
    }

    @Test(arguments: ["", "no JSON", "{}", #"{"formatVersion":\#(Manifest.formatVersion)}"#])
    func aManifestThatIsNoneIsRefused(text: String) throws {
        try Files.makeDirectory(index.generationsPath)
        let path = index.generationPath(1)
        try ImmutableFile.write([.init("manifest", Array(text.utf8))], to: path)
        let publication = FilePublication(
            generation: 1,
            size: try #require(Files.size(path)),
            checksum: try XXH64.hash(fileAt: path)
        )
        #expect(throws: IndexError.corrupt(structure: "manifest", detail: "not a manifest")) {
            try index.open(publication)
        }
    }

    @Test func structuresThatContradictEachOtherAreFaults() throws {
        var sample = SampleGeneration(documents: 20, terms: 8, seed: 1)
        sample.terms.swapAt(0, 7)
        #expect(try index.open(try sample.write(to: index)).faults() != [])
        sample = SampleGeneration(documents: 20, terms: 8, seed: 1)
        sample.ids[3] = sample.ids[4]
        #expect(try index.open(try sample.write(to: index, generation: 2)).faults() != [])
        sample = SampleGeneration(documents: 20, terms: 8, seed: 1)
        sample.names.removeLast()
        let short = try sample.write(to: index, generation: 3)
        #expect(throws: IndexError.self) { try index.open(short) }
    }

    @Test func whatIsSaidOfTermsMustBeTrue() throws {
        let whole = SampleGeneration(documents: 20, terms: 30, seed: 1)
        let keys = Set(whole.looseKeys).count
        // No two keys share so much.
        var sample = whole
        sample.damagedSharedBytes = Array(repeating: 9, count: keys)
        #expect(try faults(of: sample, 1) == ["terms.loose.shared"])
        sample = whole
        sample.generic[5] = 2
        #expect(try faults(of: sample, 2) == ["terms.generic"])
        // An array that is too short is no generation at all.
        sample = whole
        sample.damagedSharedBytes = Array(repeating: 0, count: keys - 1)
        #expect(throws: IndexError.self) { try faults(of: sample, 3) }
        sample = whole
        sample.generic.removeLast()
        #expect(throws: IndexError.self) { try faults(of: sample, 4) }
    }

    /// The structures in which a check finds faults.
    private func faults(of sample: SampleGeneration, _ number: UInt64) throws -> [String] {
        try index.open(try sample.write(to: index, generation: number)).faults().map { fault in
            guard case .corrupt(let structure, _) = fault else { return "\(fault)" }
            return structure
        }
    }
}

@Suite struct IndexFolderTests {
    let folder = TemporaryFolder()
    let index: IndexFolder
    let publications: [FilePublication]

    init() throws {
        index = IndexFolder(path: folder.file("index"))
        let sample = SampleGeneration(documents: 3, terms: 2, seed: 1)
        let index = index
        publications = try (1...3).map { try sample.write(to: index, generation: $0) }
    }

    private func damage(_ generation: UInt64) throws {
        let path = index.generationPath(generation)
        var content = try #require(try Files.read(path))
        content[content.count / 2] ^= 1
        try Files.replace(path, with: content)
    }

    @Test func beforeAnythingIsPublishedThereIsNoGeneration() throws {
        #expect(try index.pointer() == nil)
        #expect(throws: IndexError.noGeneration) { try index.openCurrent() }
        #expect(throws: IndexError.noGeneration) { try index.rollBack() }
    }

    @Test func thePointerReadsBack() throws {
        for pointer in [
            IndexFolder.Pointer(current: publications[0], former: nil),
            .init(current: publications[1], former: publications[0]),
            .init(current: publications[1], former: publications[0], heldRevision: 77),
        ] {
            try index.publish(pointer)
            #expect(try index.pointer() == pointer)
        }
        try Files.replace(index.pointerPath, with: Array("nonsense\n".utf8))
        #expect(throws: IndexError.self) { try index.pointer() }
    }

    @Test func theFormerGenerationServesWhenTheCurrentOneIsDamaged() throws {
        try index.publish(.init(current: publications[1], former: publications[0]))
        #expect(try index.openCurrent().generation.manifest.generation == 2)
        #expect(try index.openCurrent().damage == nil)
        try damage(2)
        let (generation, damage) = try index.openCurrent()
        #expect(generation.manifest.generation == 1)
        #expect(damage == .corrupt(structure: "generation 2", detail: "the checksum differs"))
        try self.damage(1)
        #expect(throws: IndexError.self) { try index.openCurrent() }
    }

    @Test func withoutAFormerGenerationDamageIsAnError() throws {
        try index.publish(.init(current: publications[0], former: nil))
        try damage(1)
        #expect(throws: IndexError.self) { try index.openCurrent() }
    }

    @Test func rollingBackTwiceReturns() throws {
        try index.publish(.init(current: publications[1], former: publications[0]))
        let back = try index.rollBack()
        #expect(back.current == publications[0])
        #expect(back.former == publications[1])
        #expect(back.heldRevision == 20)
        #expect(try index.pointer() == back)
        #expect(try index.openCurrent().generation.manifest.generation == 1)
        #expect(try index.rollBack().current == publications[1])
    }

    @Test func aDamagedFormerGenerationIsNotRolledBackTo() throws {
        let pointer = IndexFolder.Pointer(current: publications[1], former: publications[0])
        try index.publish(pointer)
        try damage(1)
        #expect(throws: IndexError.self) { try index.rollBack() }
        #expect(try index.pointer() == pointer)
    }

    @Test func filesThatAreReadOrNamedStay() throws {
        let pointer = IndexFolder.Pointer(current: publications[2], former: nil)
        try index.publish(pointer)
        folder.write([1], to: "index/generations/4.mdb.tmp")
        do {
            let reader = try index.open(publications[0])
            try index.removeUnused(keeping: pointer)
            #expect(
                try Files.names(in: index.generationsPath) == ["1.mdb", "3.mdb", "3.mdb.verified"]
            )
            #expect(
                try Files.names(in: index.contentsFolder) == ["1.mdb", "3.mdb", "3.mdb.verified"]
            )
            #expect(reader.ids.count == 3)
            withExtendedLifetime(reader) {}
        }
        try index.removeUnused(keeping: pointer)
        #expect(try Files.names(in: index.generationsPath) == ["3.mdb", "3.mdb.verified"])
        #expect(try Files.names(in: index.contentsFolder) == ["3.mdb", "3.mdb.verified"])
        try index.removeUnused(keeping: nil)
        #expect(try Files.names(in: index.generationsPath) == [])
        #expect(try Files.names(in: index.contentsFolder) == [])
    }
}
