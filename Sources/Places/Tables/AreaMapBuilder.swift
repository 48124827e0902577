public import CareUnits
public import IndexFormat

/// Builds an `AreaMap` from rings.
public struct AreaMapBuilder: Sendable {
    /// An area with its rings: outer borders, islands and holes alike.
    private var rings: [UInt16: [[Coordinate]]] = [:]

    public init() {}

    /// Adds the rings of a polygon to an area; a ring closes by itself.
    public mutating func add(_ polygon: [[Coordinate]], to code: UInt16) {
        rings[code, default: []] += polygon
    }

    /// How many areas were added.
    public var count: Int { rings.count }

    /// Writes the map under a name.
    public func write(_ name: String, to sections: inout SectionWriter) {
        let codes = rings.keys.sorted()
        var sides: [(x0: Double, y0: Double, x1: Double, y1: Double, area: UInt16)] = []
        for (area, code) in codes.enumerated() {
            for ring in rings[code] ?? [] {
                for (index, end) in ring.enumerated() {
                    let start = ring[index == 0 ? ring.count - 1 : index - 1]
                    guard start != end else { continue }
                    sides.append(
                        (
                            start.longitude, start.latitude, end.longitude, end.latitude,
                            UInt16(area)
                        )
                    )
                }
            }
        }
        // The sides are in the order of their areas, and so is each list of them.
        var bands = [[UInt32]](repeating: [], count: Grid.bands)
        var cells = [[UInt32]](repeating: [], count: Grid.columns * Grid.rows)
        for (number, side) in sides.enumerated() {
            let (low, high) = (min(side.y0, side.y1), max(side.y0, side.y1))
            if low != high {
                for band in Grid.bands(from: low, to: high) { bands[band].append(UInt32(number)) }
            }
            let left = max(0, Grid.column(of: min(side.x0, side.x1)))
            let right = min(Grid.columns - 1, Grid.column(of: max(side.x0, side.x1)))
            let bottom = max(0, Grid.row(of: low))
            let top = min(Grid.rows - 1, Grid.row(of: high))
            guard left <= right, bottom <= top else { continue }
            for row in bottom...top {
                for column in left...right {
                    cells[Grid.cell(column: column, row: row)].append(UInt32(number))
                }
            }
        }
        sections.add(name + ".codes", codes)
        sections.add(name + ".lines.x0", sides.map(\.x0))
        sections.add(name + ".lines.y0", sides.map(\.y0))
        sections.add(name + ".lines.x1", sides.map(\.x1))
        sections.add(name + ".lines.y1", sides.map(\.y1))
        sections.add(name + ".lines.area", sides.map(\.area))
        for (part, lists) in [("bands", bands), ("cells", cells)] {
            var builder = NumberListsBuilder()
            for list in lists { builder.append(list) }
            builder.write("\(name).\(part)", to: &sections)
        }
    }
}
