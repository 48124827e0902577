import LMDB

/// Makes the postings of a generation from those of the one before, where few documents have changed.
///
/// Lists of terms that no change touches are copied in runs, their documents numbered anew; the others are merged posting by posting.
/// The result is what `PostingsBuilder` makes of the same documents.
public struct PostingsSplice {
    private let former: PostingLists
    /// The former place of each term; `.max` where it is new.
    private let formerTerms: [UInt32]
    /// The number of each former document, `.max` where it is gone; the others ascend.
    private let documents: [UInt32]
    private let keepsNumbers: Bool
    private var isTouched: [Bool]
    private var changes: [Change] = []

    /// A posting that is new, another one than before, or none any more.
    private struct Change {
        let term: UInt32
        let document: UInt32
        let posting: (impact: UInt8, fields: UInt8, positions: [UInt8])?
    }

    /// Begins with what stays as it was.
    ///
    /// - Parameters:
    ///   - former: The lists before.
    ///   - terms: The former place of each term in the new order; `.max` where it is new.
    ///   - documents: The new number of each former document, in the same order; `.max` where it is gone.
    public init(_ former: PostingLists, terms: [UInt32], documents: [UInt32]) {
        self.former = former
        formerTerms = terms
        self.documents = documents
        keepsNumbers = documents.enumerated().allSatisfy { $0 == $1 }
        isTouched = Array(repeating: false, count: terms.count)
    }

    /// Notes that a document with the term is gone.
    public mutating func touch(_ term: UInt32) {
        isTouched[Int(term)] = true
    }

    /// Notes that a document no longer has the term.
    public mutating func remove(term: UInt32, document: UInt32) {
        touch(term)
        changes.append(Change(term: term, document: document, posting: nil))
    }

    /// Sets the posting of a term in a document, which may have another or none.
    public mutating func put(
        term: UInt32,
        document: UInt32,
        impact: UInt8,
        fields: UInt8,
        positions: Span<UInt8>
    ) {
        var copy: [UInt8] = []
        copy.append(positions)
        touch(term)
        changes.append(
            Change(term: term, document: document, posting: (impact, fields, copy))
        )
    }

    /// Whether a term had this posting in a former document.
    ///
    /// O(log n) to find the document, then one block is walked.
    public func holds(
        term: UInt32,
        formerDocument document: UInt32,
        impact: UInt8,
        fields: UInt8,
        positions: Span<UInt8>
    ) -> Bool {
        let place = formerTerms[Int(term)]
        guard place != .max else { return false }
        let range = former.range(of: Int(place))
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if former.documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        guard low < range.upperBound, former.documents[low] == document,
            former.impacts[low] == impact, former.fields[low] == fields
        else { return false }
        let block = (low - range.lowerBound) / Postings.blockSize
        var decoder = ByteDecoder(
            former.positions.span,
            at: Int(former.blockPositions[Int(former.blockStarts[Int(place)]) + block])
        )
        for posting in (range.lowerBound + block * Postings.blockSize)..<low {
            Postings.skip(former.fields[posting], &decoder)
        }
        let start = decoder.position
        Postings.skip(fields, &decoder)
        guard decoder.position - start == positions.count else { return false }
        return (0..<positions.count).allSatisfy { former.positions[start + $0] == positions[$0] }
    }

    /// The new lists.
    ///
    /// O(postings) to copy.
    public consuming func finish() -> PostingLists {
        changes.sort { ($0.term, $0.document) < ($1.term, $1.document) }
        var lists = PostingLists()
        lists.reserveCapacity(like: former)
        var next = 0
        var term = 0
        while term < formerTerms.count {
            if isTouched[term] {
                let first = next
                while next < changes.count, changes[next].term == UInt32(term) { next += 1 }
                merge(formerTerms[term], changes[first..<next], into: &lists)
                term += 1
            } else {
                let first = term
                repeat {
                    term += 1
                } while term < formerTerms.count && !isTouched[term]
                    && formerTerms[term] == formerTerms[term - 1] + 1
                let place = Int(formerTerms[first])
                copy(place..<(place + term - first), into: &lists)
            }
        }
        return lists
    }

    /// Appends the lists of terms that nothing has touched.
    private func copy(_ terms: Range<Int>, into lists: inout PostingLists) {
        let postings = Int(former.starts[terms.lowerBound])..<Int(former.starts[terms.upperBound])
        let blocks =
            Int(former.blockStarts[terms.lowerBound])..<Int(former.blockStarts[terms.upperBound])
        let firstByte = blocks.isEmpty ? 0 : Int(former.blockPositions[blocks.lowerBound])
        let lastByte =
            blocks.upperBound < former.blockPositions.count
            ? Int(former.blockPositions[blocks.upperBound]) : former.positions.count
        // Numbers in arrays that begin elsewhere now, with wrapping differences.
        let shift = UInt64(lists.documents.count) &- UInt64(postings.lowerBound)
        let blockShift = UInt32(lists.lastDocuments.count) &- UInt32(blocks.lowerBound)
        let byteShift = UInt64(lists.positions.count) &- UInt64(firstByte)
        let heads = (terms.lowerBound + 1)...terms.upperBound
        lists.starts.append(contentsOf: former.starts[heads].lazy.map { $0 &+ shift })
        lists.blockStarts.append(
            contentsOf: former.blockStarts[heads].lazy.map { $0 &+ blockShift }
        )
        if keepsNumbers {
            lists.documents.append(contentsOf: former.documents[postings])
            lists.lastDocuments.append(contentsOf: former.lastDocuments[blocks])
        } else {
            let documents = documents
            lists.documents.append(
                contentsOf: former.documents[postings].lazy.map { documents[Int($0)] }
            )
            lists.lastDocuments.append(
                contentsOf: former.lastDocuments[blocks].lazy.map { documents[Int($0)] }
            )
        }
        lists.impacts.append(contentsOf: former.impacts[postings])
        lists.fields.append(contentsOf: former.fields[postings])
        lists.maximumImpacts.append(contentsOf: former.maximumImpacts[blocks])
        lists.blockPositions.append(
            contentsOf: former.blockPositions[blocks].lazy.map { $0 &+ byteShift }
        )
        lists.positions.append(contentsOf: former.positions[firstByte..<lastByte])
    }

    /// Appends the list of a term: its former postings with the changes, which are in order of documents.
    private func merge(
        _ place: UInt32,
        _ changes: ArraySlice<Change>,
        into lists: inout PostingLists
    ) {
        let first = lists.documents.count
        var rest = changes
        if place != .max {
            let range = former.range(of: Int(place))
            let start = former.blockPositions[Int(former.blockStarts[Int(place)])]
            var decoder = ByteDecoder(former.positions.span, at: Int(start))
            for posting in range {
                let firstByte = decoder.position
                Postings.skip(former.fields[posting], &decoder)
                let document = documents[Int(former.documents[posting])]
                guard document != .max else { continue }
                while let change = rest.first, change.document < document {
                    append(change, from: first, to: &lists)
                    rest.removeFirst()
                }
                if let change = rest.first, change.document == document {
                    append(change, from: first, to: &lists)
                    rest.removeFirst()
                    continue
                }
                lists.append(
                    document,
                    former.impacts[posting],
                    former.fields[posting],
                    former.positions[firstByte..<decoder.position],
                    from: first
                )
            }
        }
        for change in rest { append(change, from: first, to: &lists) }
        lists.endTerm(from: first)
    }

    private func append(_ change: Change, from first: Int, to lists: inout PostingLists) {
        guard let posting = change.posting else { return }
        lists.append(
            change.document,
            posting.impact,
            posting.fields,
            posting.positions[...],
            from: first
        )
    }
}

extension PostingLists {
    /// Makes room for about as much as others hold.
    fileprivate mutating func reserveCapacity(like other: PostingLists) {
        func room(_ count: Int) -> Int { count + count / 32 + 4096 }
        starts.reserveCapacity(room(other.starts.count))
        documents.reserveCapacity(room(other.documents.count))
        impacts.reserveCapacity(room(other.impacts.count))
        fields.reserveCapacity(room(other.fields.count))
        blockStarts.reserveCapacity(room(other.blockStarts.count))
        lastDocuments.reserveCapacity(room(other.lastDocuments.count))
        maximumImpacts.reserveCapacity(room(other.maximumImpacts.count))
        blockPositions.reserveCapacity(room(other.blockPositions.count))
        positions.reserveCapacity(room(other.positions.count))
    }

    /// Appends a posting to the list that begins at `first`.
    fileprivate mutating func append(
        _ document: UInt32,
        _ impact: UInt8,
        _ mask: UInt8,
        _ encoded: ArraySlice<UInt8>,
        from first: Int
    ) {
        if (documents.count - first).isMultiple(of: Postings.blockSize) {
            blockPositions.append(UInt64(positions.count))
        }
        documents.append(document)
        impacts.append(impact)
        fields.append(mask)
        positions.append(contentsOf: encoded)
    }

    /// Ends the list that begins at `first`.
    fileprivate mutating func endTerm(from first: Int) {
        precondition(first < documents.count, "a term has no postings")
        var start = first
        while start < documents.count {
            let end = min(start + Postings.blockSize, documents.count)
            lastDocuments.append(documents[end - 1])
            maximumImpacts.append(impacts[start..<end].max() ?? 0)
            start = end
        }
        starts.append(UInt64(documents.count))
        blockStarts.append(UInt32(lastDocuments.count))
    }
}
