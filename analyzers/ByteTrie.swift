/// Words in a tree by their bytes, to find all of them that start at a place of another word.
///
/// Built once, then only read. A step costs a walk over the few bytes that may follow.
struct ByteTrie: Sendable {
    private struct Node {
        var byte: UInt8
        var marks: UInt8
        var firstChild: UInt32
        var nextSibling: UInt32
    }

    /// Node 0 is the root; as a link it means none.
    private var nodes = [Node(byte: 0, marks: 0, firstChild: 0, nextSibling: 0)]

    /// Where a walk begins.
    static let root: UInt32 = 0

    /// Adds a word, or more marks to a word; marks are bits of the caller's choice.
    mutating func insert(_ word: String, marks: UInt8) {
        var node = Self.root
        for byte in word.utf8 {
            if let next = step(from: node, by: byte) {
                node = next
            } else {
                let child = UInt32(nodes.count)
                let sibling = nodes[Int(node)].firstChild
                nodes.append(Node(byte: byte, marks: 0, firstChild: 0, nextSibling: sibling))
                nodes[Int(node)].firstChild = child
                node = child
            }
        }
        nodes[Int(node)].marks |= marks
    }

    /// The node that `byte` leads to, or nil when no word goes on so.
    func step(from node: UInt32, by byte: UInt8) -> UInt32? {
        var child = nodes[Int(node)].firstChild
        while child != 0 {
            if nodes[Int(child)].byte == byte { return child }
            child = nodes[Int(child)].nextSibling
        }
        return nil
    }

    /// The marks of the word that ends at `node`; 0 when none does.
    func marks(at node: UInt32) -> UInt8 {
        nodes[Int(node)].marks
    }
}
