public import CareUnits
import Glibc
import IndexFormat
import LMDB

/// Which area a point lies in: polygons with holes and islands, by even-odd counting.
///
///     X.codes                    UInt16[areas]   the code of each area, ascending
///     X.lines.x0 … y1, .area     Float64[n], UInt16[n]   each side of each ring: longitudes, latitudes
///     X.bands.starts             UInt32[…+1]     where the sides begin that cross each band of latitude
///     X.bands.x0 … y1, .area     Float64[b], UInt16[b]   these sides again, band by band, area by area
///     X.cells                    NumberLists     the sides that touch each cell of the map
///     X.cells.owners             UInt16[cells]   of a cell without sides its area plus one, or 0 for none
///     X.cells.gaps               UInt8[cells]    how many cells away the nearest one with sides is
///
/// Most cells have no side in them, and a point there needs one look. In the others it is tested against the
/// sides in its band. A point outside all areas belongs to the one whose border is nearest, found cell by
/// cell outwards, if it is near (`AreaMap.reach`): the coast is drawn to land, and piers and small islands
/// are left out.
public struct AreaMap: Sendable {
    private let codes: MappedArray<UInt16>
    private let x0: MappedArray<Double>
    private let y0: MappedArray<Double>
    private let x1: MappedArray<Double>
    private let y1: MappedArray<Double>
    private let areas: MappedArray<UInt16>
    private let bandStarts: MappedArray<UInt32>
    private let bandX0: MappedArray<Double>
    private let bandY0: MappedArray<Double>
    private let bandX1: MappedArray<Double>
    private let bandY1: MappedArray<Double>
    private let bandAreas: MappedArray<UInt16>
    private let cells: NumberLists
    private let owners: MappedArray<UInt16>
    private let gaps: MappedArray<UInt8>

    /// How far outside an area a point may lie to belong to it, in metres.
    public static let reach = 10_000.0

    /// An area, and how far outside it the point lies.
    public struct Place: Sendable, Equatable {
        public var code: UInt16
        /// Metres; 0 inside.
        public var distance: Double
    }

    init(_ name: String, _ sections: SectionReader) throws(IndexError) {
        codes = try sections.array(name + ".codes")
        x0 = try sections.array(name + ".lines.x0")
        y0 = try sections.array(name + ".lines.y0")
        x1 = try sections.array(name + ".lines.x1")
        y1 = try sections.array(name + ".lines.y1")
        areas = try sections.array(name + ".lines.area")
        bandStarts = try sections.array(name + ".bands.starts")
        bandX0 = try sections.array(name + ".bands.x0")
        bandY0 = try sections.array(name + ".bands.y0")
        bandX1 = try sections.array(name + ".bands.x1")
        bandY1 = try sections.array(name + ".bands.y1")
        bandAreas = try sections.array(name + ".bands.area")
        owners = try sections.array(name + ".cells.owners")
        gaps = try sections.array(name + ".cells.gaps")
        cells = try NumberLists(name + ".cells", sections)
        try IndexError.unless(
            y0.count == x0.count && x1.count == x0.count && y1.count == x0.count
                && areas.count == x0.count && bandStarts.count == Grid.bands + 1
                && Int(bandStarts[Grid.bands]) == bandX0.count && bandY0.count == bandX0.count
                && bandX1.count == bandX0.count && bandY1.count == bandX0.count
                && bandAreas.count == bandX0.count && cells.count == Grid.cells
                && owners.count == Grid.cells && gaps.count == Grid.cells,
            name,
            "the arrays differ in length"
        )
    }

    /// How many areas there are.
    public var count: Int { codes.count }

    /// The area of a point, or `nil` far from all of them.
    ///
    /// O(1) but for the neighbourhood of borders and coasts, where it is O(sides in a band of latitude).
    public func place(of point: Coordinate) -> Place? {
        if let cell = Grid.cell(of: point), gaps[cell] > 0 {
            let owner = owners[cell]
            if owner > 0 { return Place(code: codes[Int(owner) - 1], distance: 0) }
        } else if let area = area(around: point) {
            return Place(code: codes[area], distance: 0)
        }
        return nearest(to: point)
    }

    private func area(around point: Coordinate) -> Int? {
        guard let band = Grid.band(of: point.latitude) else { return nil }
        let (x0, y0, x1, y1) = (bandX0.span, bandY0.span, bandX1.span, bandY1.span)
        let areas = bandAreas.span
        let (latitude, longitude) = (point.latitude, point.longitude)
        var current = UInt16.max
        var isInside = false
        for side in Int(bandStarts[band])..<Int(bandStarts[band + 1]) {
            if areas[side] != current {
                if isInside { break }
                current = areas[side]
            }
            if (y0[side] > latitude) != (y1[side] > latitude),
                longitude < Self.crossing(x0[side], y0[side], x1[side], y1[side], latitude)
            {
                isInside.toggle()
            }
        }
        return isInside ? Int(current) : nil
    }

    /// The longitude at which a side crosses a latitude.
    @inline(__always)
    static func crossing(
        _ x0: Double,
        _ y0: Double,
        _ x1: Double,
        _ y1: Double,
        _ latitude: Double
    ) -> Double {
        x0 + (latitude - y0) / (y1 - y0) * (x1 - x0)
    }

    private func nearest(to point: Coordinate) -> Place? {
        guard Grid.isNear(point) else { return nil }
        let plane = Plane(around: point)
        let column = Grid.column(of: point.longitude)
        let row = Grid.row(of: point.latitude)
        // The narrower side of a cell, in metres.
        let step = min(Grid.width * plane.metresEast, Grid.height * plane.metresNorth)
        var best = (distance: Self.reach * Self.reach, area: -1)
        var ring = Grid.cell(of: point).map { Int(gaps[$0]) } ?? 0
        while Double(ring - 1) * step < best.distance.squareRoot() {
            Grid.forEachCell(at: ring, aroundColumn: column, row: row) { cell in
                if gaps[cell] > 0 { return }
                let sides = cells[cell]
                for index in 0..<sides.count {
                    let side = Int(sides[index])
                    let distance = plane.squaredDistance(
                        toSideFrom: (x0[side], y0[side]),
                        to: (x1[side], y1[side])
                    )
                    let area = Int(areas[side])
                    if distance < best.distance || distance == best.distance && area < best.area {
                        best = (distance, area)
                    }
                }
            }
            ring += 1
        }
        guard best.area >= 0 else { return nil }
        return Place(code: codes[best.area], distance: best.distance.squareRoot())
    }

    /// The area of a point by trying every side: what `place(of:)` must agree with.
    ///
    /// O(sides).
    package func placeBySearchingAll(of point: Coordinate) -> Place? {
        for area in 0..<codes.count {
            var isInside = false
            for side in 0..<x0.count where Int(areas[side]) == area {
                if (y0[side] > point.latitude) != (y1[side] > point.latitude),
                    point.longitude
                        < Self.crossing(x0[side], y0[side], x1[side], y1[side], point.latitude)
                {
                    isInside.toggle()
                }
            }
            if isInside { return Place(code: codes[area], distance: 0) }
        }
        let plane = Plane(around: point)
        var best = (distance: Self.reach * Self.reach, area: -1)
        for side in 0..<x0.count {
            let distance = plane.squaredDistance(
                toSideFrom: (x0[side], y0[side]),
                to: (x1[side], y1[side])
            )
            if distance < best.distance { best = (distance, Int(areas[side])) }
        }
        return best.area < 0
            ? nil : Place(code: codes[best.area], distance: best.distance.squareRoot())
    }
}

/// A plane that touches the earth at a point: good for distances of some kilometres.
struct Plane {
    let point: Coordinate
    let metresNorth: Double
    let metresEast: Double

    init(around point: Coordinate) {
        self.point = point
        metresNorth = EarthPoint.earthRadius * .pi / 180
        metresEast = metresNorth * max(0, cos(point.latitude * .pi / 180))
    }

    /// The square of the metres from the point to the nearest place of a side.
    @inline(__always)
    func squaredDistance(
        toSideFrom start: (x: Double, y: Double),
        to end: (x: Double, y: Double)
    ) -> Double {
        let ax = (start.x - point.longitude) * metresEast
        let ay = (start.y - point.latitude) * metresNorth
        let dx = (end.x - start.x) * metresEast
        let dy = (end.y - start.y) * metresNorth
        let length = dx * dx + dy * dy
        let share = length > 0 ? max(0, min(1, -(ax * dx + ay * dy) / length)) : 0
        let x = ax + share * dx
        let y = ay + share * dy
        return x * x + y * y
    }
}

/// How the map of Denmark is cut: bands of latitude, and cells of about a kilometre.
enum Grid {
    static let west = 7.4
    static let east = 15.6
    static let south = 54.3
    static let north = 58.0
    static let bands = 1024
    static let columns = 512
    static let rows = 400
    static let width = (east - west) / Double(columns)
    static let height = (north - south) / Double(rows)

    /// Whether a point lies on the map, or within `AreaMap.reach` of its edge.
    static func isNear(_ point: Coordinate) -> Bool {
        (south - 0.2...north + 0.2).contains(point.latitude)
            && (west - 0.3...east + 0.3).contains(point.longitude)
    }

    static func band(of latitude: Double) -> Int? {
        guard latitude >= south, latitude < north else { return nil }
        return min(bands - 1, Int((latitude - south) / (north - south) * Double(bands)))
    }

    /// The bands that a stretch of latitude meets.
    static func bands(from low: Double, to high: Double) -> ClosedRange<Int> {
        let first = Int(((low - south) / (north - south) * Double(bands)).rounded(.down))
        let last = Int(((high - south) / (north - south) * Double(bands)).rounded(.down))
        return max(0, min(bands - 1, first))...max(0, min(bands - 1, last))
    }

    static func column(of longitude: Double) -> Int {
        Int(((longitude - west) / width).rounded(.down))
    }

    static func row(of latitude: Double) -> Int {
        Int(((latitude - south) / height).rounded(.down))
    }

    static let cells = columns * rows

    static func cell(column: Int, row: Int) -> Int { row * columns + column }

    /// The cell of a point, or `nil` off the map.
    static func cell(of point: Coordinate) -> Int? {
        let (column, row) = (column(of: point.longitude), row(of: point.latitude))
        guard (0..<columns).contains(column), (0..<rows).contains(row) else { return nil }
        return cell(column: column, row: row)
    }

    /// The middle of a cell.
    static func middle(column: Int, row: Int) -> (latitude: Double, longitude: Double) {
        (south + (Double(row) + 0.5) * height, west + (Double(column) + 0.5) * width)
    }

    /// Calls a function with each cell of the map whose larger distance in cells is `ring`.
    @inline(__always)
    static func forEachCell(
        at ring: Int,
        aroundColumn column: Int,
        row: Int,
        _ body: (Int) -> Void
    ) {
        let (low, high) = (max(0, row - ring), min(rows - 1, row + ring))
        guard low <= high else { return }
        for y in low...high {
            let isEdge = abs(y - row) == ring
            let step = isEdge || ring == 0 ? 1 : 2 * ring
            var x = column - ring
            while x <= column + ring {
                if x >= 0, x < columns { body(cell(column: x, row: y)) }
                x += step
            }
        }
    }
}
