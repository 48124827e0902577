/// Words that fill the slots of sentences.
enum Vocabulary {
    static let weekdays = [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ]

    static let activities = [
        "højtlæsning", "stolegymnastik", "banko", "fællessang", "malerværksted", "gåture",
        "filmeftermiddag", "bagning", "træværksted", "havearbejde", "kortspil", "erindringsdans",
        "quiz", "litteraturklub", "petanque", "musikcafé", "fiskeklub", "blomsterbinding",
        "sangformiddag", "mandeklub", "dukkehusværksted", "svampetur", "æbleplukning",
        "lagkagekonkurrence", "bevægelse til musik", "wellnessdag", "keramik", "fuglekiggeri",
        "julepynt", "lokalhistorie",
    ]

    static let dishes = [
        "brunkål med flæsk", "hakkebøf med bløde løg", "stegt rødspætte", "frikadeller med hvidkål",
        "klar suppe med boller", "karbonader med stuvede ærter", "æbleflæsk", "millionbøf",
        "kogt torsk med sennepssovs", "forloren hare", "medister med rødkål", "rødgrød med fløde",
        "biksemad med spejlæg", "gule ærter", "tarteletter", "stegt flæsk med persillesovs",
        "risengrød", "sild i karry", "kyllingefrikassé", "vegetarlasagne", "linsesuppe",
        "koldskål med kammerjunkere",
    ]

    static let places = [
        "orangeriet", "cafeen", "den store sal", "gårdhaven", "sansehaven", "biblioteket",
        "pejsestuen", "værkstedet", "foredragssalen", "køkkenhaven", "atriet", "aktivitetscentret",
        "dagligstuen", "kapellet", "spisesalen",
    ]

    static let professions = [
        "social- og sundhedsassistenterne", "social- og sundhedshjælperne", "sygeplejerskerne",
        "terapeuterne", "ernæringsassistenterne", "pædagogerne", "nattevagterne", "afløserne",
        "teamkoordinatorerne", "demenskoordinatoren",
    ]

    static let mealTimes = ["middagen", "aftenen"]
}
