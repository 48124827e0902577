/// The folds of the letters that have one of their own; accents beyond these are decomposed by ICU.
enum LatinLetters {
    /// The ASCII spelling of a small Latin letter, or nil when the table does not know it.
    static func fold(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        // The Danish letters and what other languages write for them.
        case "å": "aa"
        case "æ", "ä": "ae"
        case "ø", "ö", "œ": "oe"
        // Umlaut and accents: the letter without them.
        case "ü", "ù", "ú", "û": "u"
        case "à", "á", "â", "ã": "a"
        case "è", "é", "ê", "ë": "e"
        case "ì", "í", "î", "ï", "ı": "i"
        case "ò", "ó", "ô", "õ": "o"
        case "ý", "ÿ": "y"
        case "ç": "c"
        case "ñ": "n"
        // Letters that are not a letter with an accent.
        case "ß", "ẞ": "ss"
        case "ð", "đ": "d"
        case "þ": "th"
        case "ł": "l"
        case "ħ": "h"
        case "ŧ": "t"
        case "ŋ": "n"
        case "ĸ": "k"
        case "ĳ": "ij"
        case "ſ": "s"
        default: nil
        }
    }
}
