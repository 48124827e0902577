/// One word of a text, in the form it is searched by.
public struct Token: Sendable, Hashable {
    /// The word in NFC and lower case, with `'` for every apostrophe and nothing invisible in it.
    ///
    /// At most ``longestTerm`` UTF-8 bytes; longer words are cut at a scalar boundary.
    public var surface: String

    /// The number of words before this one in its text; additions share it with what they add to.
    public var position: Int

    /// Where the word starts in the original text, in UTF-8 bytes, on a scalar boundary.
    public var utf8Offset: Int

    /// How many UTF-8 bytes of the original text the word covers, ending on a scalar boundary.
    public var utf8Length: Int

    /// Whether this says the token before it at the same position another way.
    ///
    /// *plejeboliger* in "pleje- og ældreboliger", "12" in "12-14", "83" in "§ 83": what makes a text
    /// be found by more than its own words. Marks and lengths of texts are those of the other tokens.
    public var isAddition: Bool

    /// The most UTF-8 bytes a surface form has.
    public static let longestTerm = 100

    /// Creates a token from its parts.
    public init(
        surface: String,
        position: Int,
        utf8Offset: Int,
        utf8Length: Int,
        isAddition: Bool = false
    ) {
        self.surface = surface
        self.position = position
        self.utf8Offset = utf8Offset
        self.utf8Length = utf8Length
        self.isAddition = isAddition
    }
}

/// What a field holds, which decides how its text is taken apart.
public enum FieldKind: Sendable, Hashable, CaseIterable {
    /// What a home, an operator or a person is called.
    case name
    /// Street and number, postcode, town, municipality, region.
    case place
    /// Sentences.
    case prose
    /// Numbers and identifiers: CVR, P-number, telephone, form of operation.
    case code
    /// What people type, which may be meant for any of the others.
    case query
}
