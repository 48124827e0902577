/// A word list as an editor writes it: a line an entry, tabs between columns, `#` for remarks.
///
/// The lists are embedded in the binary. A line that does not follow its list's format is a mistake
/// of ours and traps at start, with the file and the line in the message.
struct WordListFile {
    /// The file's name, for messages.
    let name: String

    /// One entry: its line number and its columns, trimmed, in NFC.
    struct Line {
        let number: Int
        let columns: [String]
    }

    /// The entries in the order of the file.
    let lines: [Line]

    /// Reads the text of a list.
    init(name: String, bytes: [UInt8]) {
        self.name = name
        // By bytes: nothing of the format is beyond ASCII, and these are read at every start.
        var lines: [Line] = []
        for (index, raw) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            let content = raw.prefix { $0 != UInt8(ascii: "#") }
            guard content.contains(where: { !Self.isSpace($0) }) else { continue }
            let columns = content.split(separator: 0x09, omittingEmptySubsequences: false)
            lines.append(Line(number: index + 1, columns: columns.map(Self.trimmed)))
        }
        self.lines = lines
    }

    /// The words of a column, which spaces part.
    static func words(_ column: String) -> [String] {
        column.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    /// The words of a list that has any number of them on a line.
    func words() -> Set<String> {
        var words: Set<String> = []
        for line in lines {
            require(line.columns.count == 1, line, "a tab, where only words belong")
            for word in Self.words(line.columns[0]) {
                requireSurface(word, line)
                require(words.insert(word).inserted, line, "'\(word)' is listed twice")
            }
        }
        return words
    }

    /// The phrases of a column, which bars part, each as its words.
    static func phrases(_ column: String) -> [[String]] {
        column.split(separator: "|", omittingEmptySubsequences: false).map { words(String($0)) }
    }

    /// Traps unless `condition` holds, naming the line.
    @inline(never)
    func require(_ condition: Bool, _ line: Line, _ what: @autoclosure () -> String) {
        // Unlike a precondition's, this message is also printed by a release build.
        if !condition { fatalError("\(name), line \(line.number): \(what())") }
    }

    /// Traps unless `word` is written as a surface form: lower case, NFC.
    func requireSurface(_ word: String, _ line: Line) {
        require(
            !word.isEmpty && SurfaceForm.of(word).utf8.elementsEqual(word.utf8),
            line,
            "'\(word)' is not in lower case and NFC"
        )
    }

    private static func trimmed(_ column: ArraySlice<UInt8>) -> String {
        var column = column
        while let first = column.first, isSpace(first) { column.removeFirst() }
        while let last = column.last, isSpace(last) { column.removeLast() }
        return String(decoding: column, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}
