import Analyzers
import Testing

/// Names of roads that people write in different ways have the same key.
@Suite struct StreetKeyTests {
    private let keys = DanishAnalyzer().streetKeys

    @Test(arguments: [
        ("Rådhuspladsen", "Raadhus pladsen"),
        ("H.C. Andersens Boulevard", "H C ANDERSENS BOULEVARD"),
        ("Skt. Jørgens Vej", "sktjørgensvej"), ("Toldbodgade", "toldbod-gade"),
        ("Bülowsvej", "Bulowsvej"),
    ])
    func lettersAreTheSame(one: String, other: String) {
        #expect(keys.letters(of: one) == keys.letters(of: other))
    }

    @Test(arguments: [
        ("Rådhuspladsen", "Raadhuspl."), ("Rådhuspladsen", "radhus plads"),
        ("Gammel Kongevej", "Gl. Kongevej"), ("Nørre Bjertvej", "nr bjertvej"),
        ("Sankt Jørgens Vej", "Skt. Jorgens Vej"), ("Sankt Jørgens Vej", "St Jørgens Vej"),
        ("Margrethepladsen", "Margretepladsen"), ("Kjærstrupvej", "Kærstrupvej"),
        ("Christian Xs Vej", "Kristian Xs Vej"), ("Schacksgade", "Skaksgade"),
        ("Østergade", "Osterg."),
        ("Møllegade", "Mølegade"), ("Dahlsvej", "Dalsvej"),
        ("Doktor Ingrids Vej", "Dr. Ingrids Vej"),
    ])
    func soundsAreTheSame(one: String, other: String) {
        #expect(keys.sound(of: one) == keys.sound(of: other))
    }

    @Test(arguments: [
        ("Møllevej", "Møllegade"), ("Engvej", "Skovvej"), ("Algade", "Adelgade"),
        ("Havnegade", "Havevej"),
        ("Nygade", "Nyvej"), ("Vej 3", "Vej 4"),
    ])
    func othersAreNot(one: String, other: String) {
        #expect(keys.sound(of: one) != keys.sound(of: other))
    }
}
