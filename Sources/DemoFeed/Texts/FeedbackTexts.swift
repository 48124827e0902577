/// Sentences of written feedback from inspections, by theme and tone.
///
/// Written for this project.
enum FeedbackTexts {
    /// What an inspection says about one theme.
    struct Theme: Sendable {
        let key: String
        let heading: String
        let praise: TemplatePool
        let criticism: TemplatePool
    }

    static let opening = """
        Tilsynet besøgte {navn} og talte med {n} borgere, {n} pårørende og {n} medarbejdere.
        Besøget var varslet {n} uger i forvejen, og ledelsen havde forberedt materiale om \
        bemanding og kompetencer.
        Anledningen til besøget var en bekymringshenvendelse, som tilsynet fandt grund til at \
        følge op på.
        @Tilsynet deltog i morgenmødet, fulgte to plejesituationer og spiste frokost med \
        beboerne.
        Der blev gennemgået {n} omsorgsplaner, og {f} viste rundt.
        Tilsynet har vurderet kvaliteten af helhedsplejen inden for de tre temaer.
        Besøget fandt sted en {dag}, og der var ro og god stemning ved ankomsten.
        Dette er et opfølgende besøg efter den seneste skriftlige tilbagemelding.
        Ledelsen tog åbent imod og gav adgang til de oplysninger, tilsynet bad om.
        Samtalerne med borgerne foregik i deres eget hjem uden medarbejdere til stede.
        """

    static let closing = """
        Samlet set er der sammenhæng mellem det, ledelsen fortæller, og det, tilsynet så.
        Tilsynet opfordrer til, at de gode erfaringer deles med kommunens øvrige enheder.
        Tilsynet har rådgivet ledelsen under besøget og følger op ved næste dialogmøde.
        Enheden har selv peget på forbedringer og sat en tidsplan for dem.
        Der er ikke fundet forhold, som giver anledning til sanktioner.
        Ledelsen oplyser, at forholdene er rettet, og tilsynet tager det til efterretning.
        Tilsynet afslutter sagen uden yderligere bemærkninger.
        Udviklingen siden det seneste besøg er gået i den rigtige retning.
        Tilbagemeldingen er gennemgået mundtligt med ledelsen, som kunne genkende \
        beskrivelsen.
        """

    static let themes: [Theme] = [
        Theme(
            key: "selfDetermination",
            heading: "Den ældres selvbestemmelse",
            praise: TemplatePool(selfDeterminationPraise),
            criticism: TemplatePool(selfDeterminationCriticism)
        ),
        Theme(
            key: "trustStaffLeadership",
            heading: "Tillid til medarbejderne og den borgernære ledelse",
            praise: TemplatePool(StaffFeedbackTexts.praise),
            criticism: TemplatePool(StaffFeedbackTexts.criticism)
        ),
        Theme(
            key: "relativesCommunity",
            heading: "Samspil med pårørende, lokale fællesskaber og civilsamfund",
            praise: TemplatePool(RelativesFeedbackTexts.praise),
            criticism: TemplatePool(RelativesFeedbackTexts.criticism)
        ),
    ]

    private static let selfDeterminationPraise = """
        Borgerne fortæller, at de selv bestemmer, hvornår de vil op, i bad og i seng.
        Der er ingen bemærkninger til borgernes indflydelse på egen hverdag.
        Livshistorierne er udfyldt og bruges synligt i plejen.
        Medarbejderne banker på, venter på svar og forklarer, hvad de gør.
        @En beboer siger, at hun for første gang i mange år har sovet uden at være bange.
        Omsorgsplanerne beskriver vaner, ønsker og det, som borgeren helst er fri for.
        Tilsynet så gode eksempler på, at nej tak blev respekteret uden diskussion.
        @Måltiderne er tilrettelagt, så beboerne kan spise på forskellige tidspunkter.
        Hverdagsrehabilitering er en naturlig del af støtten, og borgerne øver sig i det, de \
        selv har valgt.
        Ønsker til den sidste tid er afklaret i samtlige gennemgåede planer.
        Tilsynet fandt ikke tegn på magtanvendelse eller unødig begrænsning af \
        bevægelsesfriheden.
        @Aktiviteterne afspejler beboernes interesser, og flere fremhæver {a}.
        @I demensafsnittet bruges stemning, lys og musik, og uro håndteres uden beroligende \
        midler.
        Borgerne kan ændre i hjælpen fra dag til dag, og ændringerne bliver skrevet ned.
        %Besøgene ligger på de aftalte tidspunkter, og borgeren får besked ved forsinkelser.
        %Borgerne har selv valgt, hvilke dage hjælpen til bad og rengøring skal gives.
        Der er fundet få, men velbegrundede undtagelser fra borgernes ønsker.
        Kommunikationen er tilpasset borgere med høretab, afasi og andet modersmål.
        Tilsynet har intet at bemærke til hjælpen ved personlig pleje.
        """

    private static let selfDeterminationCriticism = """
        Flere borgere oplever, at badet bliver aflyst uden forklaring og uden ny aftale.
        Livshistorier manglede i {n} ud af de gennemgåede omsorgsplaner.
        @Måltiderne serveres på faste klokkeslæt, og ønsker om at spise senere blev ikke \
        imødekommet.
        @Beboerne i det ene afsnit blev lagt i seng tidligt på aftenen af hensyn til \
        vagtplanen.
        %Besøg bliver flyttet uden varsel, og flere borgere sidder klar i timevis.
        %Rengøringen er aflyst i {n} uger, uden at borgeren er tilbudt en erstatning.
        Der var ikke taget stilling til borgernes ønsker for den sidste tid.
        En borger ventede over en halv time på hjælp til toiletbesøg.
        @Tilsynet hørte medarbejdere tale hen over hovedet på beboerne under måltidet.
        Dokumentationen viser ikke, om borgerne har været med til at beslutte ændringer i \
        hjælpen.
        @Aktiviteter uden for afsnittet var aflyst i flere uger på grund af manglende \
        bemanding.
        @Døren til demensafsnittet var låst, uden at det retlige grundlag kunne fremvises.
        @Nødkaldet lå uden for rækkevidde hos to beboere.
        Hjælpen blev givet hurtigt og uden, at borgeren fik mulighed for selv at være aktiv.
        """
}
