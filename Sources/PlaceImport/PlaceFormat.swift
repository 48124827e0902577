public import Places

/// What a file of places holds, seen from its beginning.
public enum PlaceFormat: Sendable, Equatable {
    /// Rows of addresses or places with named columns, separated by a byte.
    case table(delimiter: UInt8, columns: [String], part: GazetteerFolder.Part)
    /// One JSON object a line, each an address.
    case lines
    /// A GeoJSON collection of polygons (RFC 7946).
    case geoJSON

    /// Why a file cannot be read.
    public struct Unknown: Error, CustomStringConvertible {
        public let description: String
    }

    /// Recognises a file by its first bytes.
    static func recognize(_ head: [UInt8], name: String) throws(Unknown) -> PlaceFormat {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let text = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard let first = text.first else { throw Unknown(description: "\(name) is empty") }
        let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
        if first == UInt8(ascii: "{") {
            let start = String(decoding: text.prefix(4096), as: UTF8.self)
            return start.contains("\"FeatureCollection\"") ? .geoJSON : .lines
        }
        let header = String(decoding: line, as: UTF8.self)
        let delimiters: [Character] = [";", "\t", ","]
        let delimiter = delimiters.max { left, right in
            header.filter { $0 == left }.count < header.filter { $0 == right }.count
        }
        let columns = header.split(
            separator: delimiter ?? ",",
            omittingEmptySubsequences: false
        ).map { AddressColumns.normalized(String($0)) }
        if AddressColumns(columns).isAddress {
            return .table(
                delimiter: delimiter?.asciiValue ?? 0x2C,
                columns: columns,
                part: .addresses
            )
        }
        // A table of postcodes or municipalities has names and points too, but is no list of places.
        let codes = ["code", "postnr", "kode", "kommunekode"]
        if PlaceColumns(columns) != nil, !columns.contains(where: codes.contains) {
            return .table(delimiter: delimiter?.asciiValue ?? 0x2C, columns: columns, part: .places)
        }
        throw Unknown(
            description:
                "\(name) has neither the columns of addresses (vejnavn, husnr, postnr) nor those "
                + "of places (name, lat, lon, and no code): \(columns.joined(separator: ", "))"
        )
    }
}
