import Glibc
import LMDB

/// What is written for people at a terminal.
enum Terminal {
    static func print(_ text: String) {
        write(Array((text + "\n").utf8), to: STDOUT_FILENO)
    }

    static func error(_ text: String) {
        write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes bytes whole; a reader that has gone away ends the program quietly.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 || errno == EINTR else { exit(1) }
            written += max(count, 0)
        }
    }

    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// A table with columns as wide as their widest cell.
    static func table(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            .joined(separator: "  ")
        }
        .joined(separator: "\n")
    }
}

/// A bar that shows how far a long piece of work has come; silent where nobody watches.
struct ProgressBar {
    private let label: String
    private var lastShare = -1
    private let isShown = Terminal.showsProgress

    init(_ label: String) {
        self.label = label
    }

    /// Draws the bar when it would look different.
    mutating func show(_ done: Int, of total: Int?, note: String = "") {
        guard isShown else { return }
        let share = total.map { $0 > 0 ? min(100, done * 100 / $0) : 100 } ?? 0
        guard share != lastShare || total == nil else { return }
        lastShare = share
        let filled = String(repeating: "█", count: share * 30 / 100)
        let empty = String(repeating: "░", count: 30 - share * 30 / 100)
        let amount = total == nil ? "\(done)" : "\(share) %"
        Terminal.write(
            Array("\r\u{1B}[K\(label) \(filled)\(empty) \(amount) \(note)".utf8),
            to: STDERR_FILENO
        )
    }

    /// Takes the bar away.
    func end() {
        if isShown { Terminal.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    }
}

/// Gathers lines and writes them in large pieces.
struct OutputBuffer {
    private var bytes: [UInt8] = []

    mutating func append(line: [UInt8]) {
        bytes += line
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > 1 << 16 { flush() }
    }

    mutating func flush() {
        Terminal.write(bytes, to: STDOUT_FILENO)
        bytes.removeAll(keepingCapacity: true)
    }
}
