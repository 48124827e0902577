import CStemmer

/// Snowball's Danish stemmer.
///
/// Not thread-safe; one owner at a time.
@safe
struct SnowballStemmer: ~Copyable {
    private let handle: OpaquePointer

    /// Opens the stemmer; traps when libstemmer was built without Danish.
    init() {
        guard let handle = unsafe sb_stemmer_new("danish", "UTF_8") else {
            preconditionFailure("libstemmer has no Danish stemmer")
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe sb_stemmer_delete(handle)
    }

    /// The stem of `word`, which must be in lower case and in real Danish letters.
    ///
    /// Folded text gives wrong stems for one word in seventeen ("soen" looks like a definite form).
    mutating func stem(_ word: String) -> String {
        var word = word
        return word.withUTF8 { bytes in
            guard let stem = unsafe sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count))
            else { return unsafe String(decoding: bytes, as: UTF8.self) }
            let length = Int(unsafe sb_stemmer_length(handle))
            return unsafe String(
                decoding: UnsafeBufferPointer(start: stem, count: length),
                as: UTF8.self
            )
        }
    }
}
