import LMDB
import TestSupport
import Testing

@Suite struct StoreEnvironmentTests {
    let folder = TemporaryFolder()

    private func environment(
        mapSize: Int = 16 << 20,
        readOnly: Bool = false
    ) throws -> StoreEnvironment {
        try StoreEnvironment(
            path: folder.path,
            mapSize: mapSize,
            databases: 4,
            readOnly: readOnly
        )
    }

    private func bytes(_ span: Span<UInt8>) -> [UInt8] {
        (0..<span.count).map { span[$0] }
    }

    /// All keys and values from a first key on.
    private func content(
        of environment: StoreEnvironment,
        _ database: StoreDatabase,
        from start: [UInt8] = []
    ) throws -> [[[UInt8]]] {
        var found: [[[UInt8]]] = []
        try environment.read { transaction in
            try transaction.forEach(in: database, from: start) { key, value in
                found.append([bytes(key), bytes(value)])
                return true
            }
        }
        return found
    }

    @Test func whatIsPutIsFoundUntilItIsRemoved() throws {
        let environment = try environment()
        let database = try environment.database("units", create: true)
        try environment.write { transaction in
            try transaction.put([1, 2], for: [7], in: database)
            try transaction.put([], for: [8], in: database)
            try transaction.put([3], for: [7], in: database)
            let own = try transaction.get([7], in: database)
            #expect(own == [3])
        }
        let found = try environment.read { transaction in
            try [[7], [8], [9]].map { try transaction.get($0, in: database) }
        }
        #expect(found == [[3], [], nil])
        let counts = try environment.read { transaction in
            [
                try transaction.count(in: database),
                try transaction.with([7], in: database) { $0.count },
                try transaction.with([9], in: database) { $0.count },
            ]
        }
        #expect(counts == [2, 1, nil])
        try environment.write { transaction in
            let removed = [
                try transaction.remove([7], in: database),
                try transaction.remove([7], in: database),
            ]
            #expect(removed == [true, false])
        }
        #expect(try content(of: environment, database) == [[[8], []]])
        try environment.write { try $0.removeAll(in: database) }
        #expect(try content(of: environment, database).isEmpty)
    }

    @Test func databasesAreApart() throws {
        let environment = try environment()
        let left = try environment.database("left", create: true)
        let right = try environment.database("right", create: true)
        try environment.write { try $0.put([1], for: [1], in: left) }
        let found = try environment.read { try $0.get([1], in: right) }
        #expect(found == nil)
        #expect(throws: LMDBError.notFound) { try environment.database("none", create: false) }
    }

    @Test(arguments: SeededRandom.seeds(4))
    func aStoreBehavesLikeASortedDictionary(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let environment = try environment()
        let database = try environment.database("units", create: true)
        var model: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<30 {
            try environment.write { transaction in
                for _ in 0..<20 {
                    let key = (0...random.below(3)).map { _ in UInt8(random.below(6)) }
                    if random.once(in: 3) {
                        let was = model.removeValue(forKey: key) != nil
                        let removed = try transaction.remove(key, in: database)
                        #expect(removed == was)
                    } else {
                        let value = random.bytes(random.once(in: 10) ? 9000 : random.below(20))
                        model[key] = value
                        try transaction.put(value, for: key, in: database)
                    }
                }
            }
            let sorted = model.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { [$0.key, $0.value] }
            #expect(try content(of: environment, database) == sorted)
            let start = (0...random.below(3)).map { _ in UInt8(random.below(7)) }
            let rest = sorted.filter { !$0[0].lexicographicallyPrecedes(start) }
            #expect(try content(of: environment, database, from: start) == rest)
        }
    }

    @Test func aVisitEndsWhenItIsToldTo() throws {
        let environment = try environment()
        let database = try environment.database("units", create: true)
        try environment.write { transaction in
            for key in UInt8(0)..<10 { try transaction.put([key], for: [key], in: database) }
        }
        var visited = 0
        try environment.read { transaction in
            try transaction.forEach(in: database) { _, _ in
                visited += 1
                return visited < 4
            }
        }
        #expect(visited == 4)
    }

    @Test func aTransactionThatThrowsHasDoneNothing() throws {
        struct Stop: Error {}
        let environment = try environment()
        let database = try environment.database("units", create: true)
        try environment.write { try $0.put([1], for: [1], in: database) }
        #expect(throws: Stop.self) {
            try environment.write { transaction in
                try transaction.put([2], for: [1], in: database)
                try transaction.put([2], for: [2], in: database)
                throw Stop()
            }
        }
        #expect(try content(of: environment, database) == [[[1], [1]]])
        try environment.write { try $0.put([3], for: [3], in: database) }
        #expect(try content(of: environment, database) == [[[1], [1]], [[3], [3]]])
    }

    @Test func aReaderSeesOneStateWhateverIsWritten() throws {
        let environment = try environment()
        let database = try environment.database("units", create: true)
        try environment.write { try $0.put([1], for: [1], in: database) }
        try environment.read { transaction in
            try environment.write { try $0.put([2], for: [1], in: database) }
            let found = try transaction.get([1], in: database)
            #expect(found == [1])
        }
        #expect(try content(of: environment, database) == [[[1], [2]]])
    }

    @Test func aFullMapIsAnErrorAndTheFormerStateStays() throws {
        let environment = try environment(mapSize: 1 << 20)
        let database = try environment.database("units", create: true)
        try environment.write { try $0.put([1], for: [1], in: database) }
        #expect(throws: LMDBError.mapFull) {
            try environment.write { transaction in
                for key in UInt8(2)..<200 {
                    try transaction.put(
                        Array(repeating: key, count: 16_384),
                        for: [key],
                        in: database
                    )
                }
            }
        }
        #expect(try content(of: environment, database) == [[[1], [1]]])
        let size = environment.size
        #expect(size.used <= size.map)
        try environment.resize(to: 8 << 20)
        try environment.write { transaction in
            for key in UInt8(2)..<200 {
                try transaction.put(Array(repeating: key, count: 16_384), for: [key], in: database)
            }
        }
        #expect(try content(of: environment, database).count == 199)
    }

    /// A map that is moved under a reader's feet is a segmentation fault.
    @Test func theMapGrowsWhileOthersRead() throws {
        let environment = try environment(mapSize: 1 << 20)
        let database = try environment.database("units", create: true)
        let steps = UInt8(60)
        func write(_ step: UInt8) throws {
            try environment.resize(to: (2 + Int(step)) << 20)
            try environment.write { transaction in
                for key in UInt8(0)..<20 {
                    let value = Array(repeating: step, count: 8192 + 64 * Int(step))
                    try transaction.put(value, for: [key], in: database)
                }
            }
        }
        try write(0)
        let (_, states) = try Threads.concurrently {
            for step in 1...steps { try write(step) }
        } and: {
            var states = 0
            var last: UInt8 = 0
            while last < steps {
                try environment.read { transaction in
                    var seen: Set<UInt8> = []
                    try transaction.forEach(in: database) { _, value in
                        for index in 0..<value.count { seen.insert(value[index]) }
                        return true
                    }
                    guard seen.count == 1, let step = seen.first, step >= last else {
                        Issue.record("after \(last) a reader saw \(seen)")
                        throw LMDBError.invalid
                    }
                    if step > last { states += 1 }
                    last = step
                }
            }
            return states
        }
        #expect(states > 0)
    }

    @Test func whatWasCommittedIsThereAfterReopening() throws {
        do {
            let environment = try environment()
            let database = try environment.database("units", create: true)
            try environment.write { try $0.put([1], for: [1], in: database) }
        }
        // A small map is grown to what the file holds.
        let reopened = try environment(mapSize: 64 << 10, readOnly: true)
        let database = try reopened.database("units", create: false)
        #expect(try content(of: reopened, database) == [[[1], [1]]])
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: LMDBError.self) {
            try StoreEnvironment(
                path: folder.file("none"),
                mapSize: 1 << 20,
                databases: 1,
                readOnly: false
            )
        }
    }
}
