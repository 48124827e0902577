import CareUnits
import Glibc

/// The plane coordinates in which Danish registers measure: ETRS89 / UTM zone 32N (EPSG:25832).
///
/// Krüger's series in the third flattening to its fourth power, as in C. Karney, "Transverse Mercator with an
/// accuracy of a few nanometers", Journal of Geodesy 85 (2011): within a millimetre anywhere in Denmark,
/// Bornholm included. ETRS89 is taken for WGS84, which it is to less than a metre.
enum UTM32 {
    private static let equatorialRadius = 6_378_137.0
    private static let flattening = 1 / 298.257222101
    private static let scale = 0.9996
    private static let falseEasting = 500_000.0
    private static let centralMeridian = 9.0

    /// The point of an easting and northing in metres, or `nil` where there is none.
    static func coordinate(easting: Double, northing: Double) -> Coordinate? {
        guard abs(easting - falseEasting) < 1_500_000, abs(northing) < 10_000_000 else {
            return nil
        }
        let n = flattening / (2 - flattening)
        let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n)
        let radius = equatorialRadius / (1 + n) * (1 + n2 / 4 + n4 / 64)
        let beta = [
            n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360,
            n2 / 48 + n3 / 15 - 437 * n4 / 1440,
            17 * n3 / 480 - 37 * n4 / 840,
            4397 * n4 / 161_280,
        ]
        let delta = [
            2 * n - 2 * n2 / 3 - 2 * n3 + 116 * n4 / 45,
            7 * n2 / 3 - 8 * n3 / 5 - 227 * n4 / 45,
            56 * n3 / 15 - 136 * n4 / 35,
            4279 * n4 / 630,
        ]
        let xi = northing / (scale * radius)
        let eta = (easting - falseEasting) / (scale * radius)
        var (xi1, eta1) = (xi, eta)
        for (index, factor) in beta.enumerated() {
            let order = 2 * Double(index + 1)
            xi1 -= factor * sin(order * xi) * cosh(order * eta)
            eta1 -= factor * cos(order * xi) * sinh(order * eta)
        }
        let chi = asin(sin(xi1) / cosh(eta1))
        var latitude = chi
        for (index, factor) in delta.enumerated() {
            latitude += factor * sin(2 * Double(index + 1) * chi)
        }
        let longitude = atan2(sinh(eta1), cos(xi1))
        return Coordinate(
            latitude: latitude * 180 / .pi,
            longitude: centralMeridian + longitude * 180 / .pi
        )
    }
}
