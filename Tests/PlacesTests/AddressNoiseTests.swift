import CareUnits
import Foundation
import Places
import TestSupport
import Testing

/// Real addresses written as people do: with one error, and with two.
@Suite struct AddressNoiseTests {
    private struct Address {
        var ids: Set<String>
        var parts: AddressNoise.Parts
    }

    private struct Row: Decodable {
        var adressebetegnelse: String
        var husnummer_id: String
        var status: String
        var lat: Double?
    }

    /// Every address in force, with its floor and door, and what its house is known by.
    private static func addresses() throws -> [Address] {
        let lines = try RealPlaces.text("places/adresser_dar10.ndjson").split(separator: "\n")
        let rows = try lines.map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
            .filter { $0.status == "3" }
        var ids: [String: Set<String>] = [:]
        let addresses = rows.compactMap { row -> (String, AddressNoise.Parts)? in
            let parts = row.adressebetegnelse.split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let last = parts.last, let space = last.firstIndex(of: " "),
                let end = parts[0].lastIndex(of: " ")
            else { return nil }
            let address = AddressNoise.Parts(
                street: String(parts[0][..<end]),
                number: String(parts[0][parts[0].index(after: end)...]),
                access: parts.dropFirst().dropLast().joined(separator: ", "),
                postcode: String(last[..<space]),
                town: String(last[last.index(after: space)...])
            )
            ids["\(parts[0]), \(last)", default: []].insert(row.husnummer_id)
            return (row.husnummer_id, address)
        }
        return addresses.map { id, parts in
            let text = "\(parts.street) \(parts.number), \(parts.postcode) \(parts.town)"
            return Address(ids: (ids[text] ?? []).union([id]), parts: parts)
        }
    }

    /// The share of queries whose house comes first, by class of noise.
    private func measure(
        _ queries: [(label: String, ids: Set<String>, text: String)],
        errors: Int,
        _ gazetteer: Gazetteer
    ) throws -> Double {
        // For those who want to ask others the same (`benchmarks/places/rival-pg_trgm`).
        if let file = ProcessInfo.processInfo.environment["PLEJESOEG_NOISE_FILE"] {
            let lines = queries.map {
                "\(errors)\t\($0.label)\t\($0.ids.sorted().joined(separator: "|"))\t\($0.text)\n"
            }
            try lines.joined().write(
                toFile: "\(file).\(errors)",
                atomically: true,
                encoding: .utf8
            )
        }
        var tally: [String: (first: Int, count: Int)] = [:]
        var misses: [String] = []
        for query in queries {
            let found = gazetteer.find(query.text, limit: 3)
            let isFirst = query.ids.contains(found.first?.accessAddressId?.description ?? "")
            tally[query.label, default: (0, 0)].count += 1
            if isFirst {
                tally[query.label]?.first += 1
            } else {
                misses.append("\(query.label): \(query.text) → \(found.first?.label ?? "nothing")")
            }
        }
        let first = tally.values.reduce(0) { $0 + $1.first }
        if ProcessInfo.processInfo.environment["PLEJESOEG_PRINT"] != nil {
            for (label, one) in tally.sorted(by: { $0.key < $1.key }) {
                print("\(label): \(one.first) of \(one.count)")
            }
            for miss in misses.prefix(60) { print(miss) }
            print("first: \(first) of \(queries.count)")
        }
        return Double(first) / Double(max(1, queries.count))
    }

    private static let seed: UInt64 = 20_261_123

    @Test(.enabled(if: RealPlaces.areHere))
    func oneErrorIsForgiven() throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        let addresses = try Self.addresses()
        var random = SeededRandom(seed: Self.seed)
        var queries: [(label: String, ids: Set<String>, text: String)] = []
        for noise in AddressNoise.allCases {
            var count = 0
            for address in addresses.shuffled(using: &random) where count < 150 {
                guard let noisy = noise.apply(address.parts, &random) else { continue }
                queries.append((noise.rawValue, address.ids, noisy.text))
                count += 1
            }
        }
        #expect(queries.count > 2000)
        #expect(try measure(queries, errors: 1, gazetteer) >= 0.98)
    }

    @Test(.enabled(if: RealPlaces.areHere))
    func twoErrorsAreForgiven() throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        let addresses = try Self.addresses()
        var random = SeededRandom(seed: Self.seed)
        var queries: [(label: String, ids: Set<String>, text: String)] = []
        let all = AddressNoise.allCases
        for (index, one) in all.enumerated() {
            for other in all[(index + 1)...] {
                // Without town and postcode an address is none.
                let place: Set<AddressNoise> = [.postcodeLeftOut, .townLeftOut, .townFirst]
                if place.contains(one), place.contains(other) { continue }
                var count = 0
                for address in addresses.shuffled(using: &random).prefix(300) where count < 12 {
                    guard address.parts.street.count >= 6,
                        let noisy = one.apply(address.parts, &random),
                        let noisier = other.apply(noisy, &random)
                    else { continue }
                    queries.append(("\(one) + \(other)", address.ids, noisier.text))
                    count += 1
                }
            }
        }
        #expect(queries.count > 1500)
        #expect(try measure(queries, errors: 2, gazetteer) >= 0.95)
    }
}
