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
        var sides: [Side] = []
        for (area, code) in codes.enumerated() {
            for ring in rings[code] ?? [] {
                for (index, end) in ring.enumerated() {
                    let start = ring[index == 0 ? ring.count - 1 : index - 1]
                    guard start != end else { continue }
                    sides.append(
                        Side(
                            x0: start.longitude,
                            y0: start.latitude,
                            x1: end.longitude,
                            y1: end.latitude,
                            area: UInt16(area)
                        )
                    )
                }
            }
        }
        // The sides are in the order of their areas, and so is each list of them.
        var bands = [[UInt32]](repeating: [], count: Grid.bands)
        var cells = [[UInt32]](repeating: [], count: Grid.cells)
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
        var starts: [UInt32] = [0]
        for band in bands { starts.append(starts[starts.count - 1] + UInt32(band.count)) }
        let inBands = bands.joined().map { sides[Int($0)] }
        sections.add(name + ".bands.starts", starts)
        sections.add(name + ".bands.x0", inBands.map(\.x0))
        sections.add(name + ".bands.y0", inBands.map(\.y0))
        sections.add(name + ".bands.x1", inBands.map(\.x1))
        sections.add(name + ".bands.y1", inBands.map(\.y1))
        sections.add(name + ".bands.area", inBands.map(\.area))
        var lists = NumberListsBuilder()
        for cell in cells { lists.append(cell) }
        lists.write(name + ".cells", to: &sections)
        let isCrossed = cells.map { !$0.isEmpty }
        sections.add(name + ".cells.owners", Self.owners(isCrossed, bands, sides))
        sections.add(name + ".cells.gaps", Self.gaps(isCrossed))
    }

    /// A side of a ring, in degrees.
    private struct Side {
        let x0: Double
        let y0: Double
        let x1: Double
        let y1: Double
        let area: UInt16
    }

    /// The area plus one of each cell that no side touches, or 0.
    ///
    /// Neighbours without a side between them have the same.
    private static func owners(
        _ isCrossed: [Bool],
        _ bands: [[UInt32]],
        _ sides: [Side]
    ) -> [UInt16] {
        var owners = [UInt16](repeating: 0, count: Grid.cells)
        for row in 0..<Grid.rows {
            for column in 0..<Grid.columns {
                let cell = Grid.cell(column: column, row: row)
                if isCrossed[cell] { continue }
                if column > 0, !isCrossed[cell - 1] {
                    owners[cell] = owners[cell - 1]
                } else {
                    owners[cell] = owner(Grid.middle(column: column, row: row), bands, sides)
                }
            }
        }
        return owners
    }

    private static func owner(
        _ point: (latitude: Double, longitude: Double),
        _ bands: [[UInt32]],
        _ sides: [Side]
    ) -> UInt16 {
        guard let band = Grid.band(of: point.latitude) else { return 0 }
        var inside: UInt16 = 0
        var current = UInt16.max
        for number in bands[band] {
            let side = sides[Int(number)]
            if side.area != current {
                if inside > 0 { break }
                current = side.area
            }
            let crossing = AreaMap.crossing(side.x0, side.y0, side.x1, side.y1, point.latitude)
            if (side.y0 > point.latitude) != (side.y1 > point.latitude), point.longitude < crossing
            {
                inside = inside == 0 ? current + 1 : 0
            }
        }
        return inside
    }

    /// How many cells away, in the larger of the two directions, the nearest one with sides is.
    private static func gaps(_ isCrossed: [Bool]) -> [UInt8] {
        var gaps = isCrossed.map { $0 ? UInt8(0) : .max }
        var front = isCrossed.indices.filter { isCrossed[$0] }
        var distance: UInt8 = 0
        while !front.isEmpty, distance < .max - 1 {
            distance += 1
            var next: [Int] = []
            for cell in front {
                let (column, row) = (cell % Grid.columns, cell / Grid.columns)
                for y in max(0, row - 1)...min(Grid.rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(Grid.columns - 1, column + 1) {
                        let neighbour = Grid.cell(column: x, row: y)
                        if gaps[neighbour] == .max {
                            gaps[neighbour] = distance
                            next.append(neighbour)
                        }
                    }
                }
            }
            front = next
        }
        return gaps
    }
}
