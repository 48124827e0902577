import CareUnits
import Foundation
import Places
import Testing

/// The cases by which the national address washing was tested, on the addresses it was tested with.
@Suite struct AddressWashTests {
    private struct Case: Decodable {
        var kind: String
        var note: String
        var query: String
        var expected_id: String?
        var expected_category: String
    }

    private static let cases: [Case] = {
        guard RealPlaces.areHere,
            let text = try? RealPlaces.text("misspellings/dawa_address_wash_cases.ndjson")
        else { return [] }
        return text.split(separator: "\n").compactMap {
            try? JSONDecoder().decode(Case.self, from: Data($0.utf8))
        }
    }()

    @Test(.enabled(if: RealPlaces.areHere))
    func comeOutAsExpected() throws {
        let gazetteer = try RealPlaces.gazetteer.get()
        #expect(Self.cases.count == 23)
        let letters: [PlaceCandidate.Category: String] = [.exact: "A", .safe: "B", .uncertain: "C"]
        for one in Self.cases {
            let found = gazetteer.find(one.query)
            let first = try #require(found.first, "\(one.query)")
            #expect(letters[first.category] == one.expected_category, "\(one.query): \(first)")
            guard let id = one.expected_id else { continue }
            let ids = one.kind == "adresse" ? first.addressId : first.accessAddressId
            #expect(ids?.description == id, "\(one.query): \(first.label)")
        }
    }
}
