/// Feedback on trust in staff and leadership.
enum StaffFeedbackTexts {
    static let praise = """
        Der er ingen bemærkninger til medicinhåndteringen.
        Medicinen opbevares forsvarligt, og tilsynet fandt ikke fejl i de gennemgåede \
        doseringsæsker.
        Medarbejderne er organiseret i faste teams, og borgerne kender deres kontaktperson.
        Ledelsen er nærværende, og {f} oplever, at der bliver lyttet til faglige indvendinger.
        Nye medarbejdere og vikarer introduceres grundigt efter en fast plan.
        Sygefraværet er faldet, og der er ikke brugt eksterne vikarer i de seneste {n} \
        måneder.
        Kompetencerne svarer til målgruppen, og flere medarbejdere er uddannet i demensomsorg.
        Utilsigtede hændelser rapporteres og bruges til læring på teammøderne.
        Fald analyseres samme dag, og der er sat målrettet ind med træning og faldsensorer.
        @Hygiejnen er god, der er håndsprit ved alle indgange, og personalet brugte handsker \
        korrekt.
        Samarbejdet med hjemmesygeplejen og de praktiserende læger fungerer uden forsinkelser.
        Ernæringsscreening foretages månedligt, og vægttab følges op af kostfaglige \
        medarbejdere.
        Der er ikke konstateret problemer med bemandingen i aften- og nattevagten.
        Forebyggelse af tryksår er systematisk, og ingen borgere havde tryksår ved besøget.
        Dokumentationen er opdateret, kort og til at forstå for afløsere.
        Medarbejderne har ro og rammer til at beslutte selv, hvordan dagens opgaver løses.
        %Køreplanerne giver tid nok til både transport og dokumentation.
        Tryghedskald besvares i gennemsnit inden for {n} minutter.
        Ledelsen følger kvaliteten tæt og kunne redegøre for mål, resultater og næste skridt.
        Sygeplejersken underviser hver måned i mundpleje, inkontinens og vurdering af smerter.
        """

    static let criticism = """
        Medicinhåndteringen var mangelfuld: i {n} tilfælde stemte beholdningen ikke med \
        medicinlisten.
        Medicinskabet stod ulåst, og ansvaret for nøglen var uklart.
        Der er mange skiftende vikarer, og borgerne møder op til {m} forskellige hjælpere på \
        en måned.
        Medarbejderne efterlyser en leder, der er til stede i weekenden.
        Oplæring af ufaglærte afløsere er ikke beskrevet.
        Utilsigtede hændelser blev ikke rapporteret, og læringen udeblev.
        Tre borgere havde tabt sig, uden at der var lavet en ernæringsplan.
        Et tryksår var ikke beskrevet, og behandlingen var ikke fulgt op.
        @Hygiejnen i skyllerummet var ikke tilfredsstillende, og der manglede værnemidler.
        @Nattevagten er alene med {m} beboere og kan ikke nå frem til alle kald.
        Dokumentationen var spredt på flere steder, og vigtige oplysninger gik tabt ved \
        vagtskifte.
        Ledelsen har skiftet {n} gange på to år, hvilket har skabt utryghed i \
        personalegruppen.
        %Hjælperne når ikke frem til de planlagte aftenbesøg, og nøglebokse stod åbne to steder.
        Sygefraværet er højt, og der er ikke en plan for at nedbringe det.
        Faldforebyggelsen halter, og hjælpemidler blev ikke afprøvet efter gentagne fald.
        Observationer af ændret adfærd blev ikke givet videre til lægen.
        Forflytninger foregik uden loftlift, selv om planen krævede to medarbejdere.
        """
}

/// Feedback on relatives, community and civil society.
enum RelativesFeedbackTexts {
    static let praise = """
        @Pårørendesamarbejdet er velfungerende, og forventninger afstemmes ved indflytningen.
        De pårørende fortæller, at de bliver ringet op, før de selv når at spørge.
        Der er ingen klager fra pårørende i perioden.
        @Beboer- og pårørenderådet er aktivt og har fået indflydelse på {s}.
        Frivillige kommer flere gange om ugen og står blandt andet for {a}.
        @Lokale foreninger, kirken og skolen i {by} bruger huset som samlingssted.
        %Ægtefæller tilbydes aflastning i hjemmet, inden de selv må bede om det.
        Ægtefæller inddrages i plejen i det omfang, de selv ønsker.
        Tilsynet har ikke bemærkninger til samspillet med civilsamfundet.
        Enheden hjælper borgere uden familie til at finde en besøgsven.
        Aflastning tilbydes tidligt, så pårørende ikke bliver overbelastede.
        Pårørende til borgere med demens får vejledning af en demenskoordinator.
        Udflugter og arrangementer planlægges sammen med frivilliggruppen.
        Uoverensstemmelser med en familie er håndteret åbent og med respekt.
        De pårørende roser medarbejdernes tålmodighed og ledelsens åbenhed.
        """

    static let criticism = """
        Pårørende oplever at få modstridende beskeder alt efter, hvem de taler med.
        Der er ikke afholdt pårørendemøde i mere end et år.
        En klage fra en pårørende var ikke besvaret efter {n} uger.
        Samarbejdet med de frivillige er gået i stå, og ingen har ansvaret for at genoptage \
        det.
        Pårørenderådets forslag bliver ikke drøftet med ledelsen.
        Ægtefællen var ikke informeret om et fald, der førte til indlæggelse.
        Borgere uden netværk har ikke fået tilbud om fællesskaber uden for hjemmet.
        Pårørende ved ikke, hvem kontaktpersonen er, eller hvornår vedkommende kan træffes.
        @Indflytningssamtaler blev ikke holdt i {n} af de gennemgåede forløb.
        Lokale foreninger har tilbudt besøg, men har ikke hørt fra enheden.
        """
}
