import CSVImport
import CareUnits
import Testing

/// The real register, where it lies beside the package; see `mappings/README.md`.
@Suite struct RealRegisterTests {
    static let bytes: [UInt8]? = {
        let bytes = TestFiles.bytes("../shared/data/units/plejehjem_register_2026-08.csv")
        if bytes == nil { print("RealRegisterTests skipped: the register is not here") }
        return bytes
    }()

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func everyRowIsAccountedFor() throws {
        let bytes = try #require(Self.bytes)
        let result = runImport(bytes, mapping: try TestFiles.mapping("register-2026"))
        print(result.report.text())
        #expect(result.report.rows == 907)
        #expect(result.report.accepted == 906)
        #expect(result.report.rejections.map(\.reason) == ["closed"])
        let units = try result.units()
        #expect(Set(units.map(\.address.municipality.code)).count == 98)
        #expect(units.allSatisfy { $0.address.coordinate != nil })
        #expect(units.allSatisfy { $0.address.houseNumber != nil })
        #expect(units.allSatisfy { ($0.address.street ?? "1").contains { $0.isNumber } == false })
        #expect(units.count { $0.kind == .freeCareHousing } == 59)
    }

    @Test(.enabled(if: RealRegisterTests.bytes != nil))
    func everyUnitCanBeShown() throws {
        let bytes = try #require(Self.bytes)
        let mapping = try TestFiles.mapping("register-2026")
        let result = runImport(bytes, mapping: mapping)
        guard case .catalog(let catalog) = try Event.parse(result.lines[0]).payload else {
            Issue.record("the first event is no catalog")
            return
        }
        for unit in try result.units() {
            #expect(unit.hiddenReasons(catalog: catalog, on: mapping.sourceDate).isEmpty)
        }
    }
}
