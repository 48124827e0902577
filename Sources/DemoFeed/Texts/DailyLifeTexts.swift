/// Sentences on food, activities and relatives in homes.
///
/// Written for this project.
enum DailyLifeTexts {
    static let food = """
        Maden laves fra bunden i vores eget produktionskøkken, og duften breder sig i huset \
        hver formiddag.
        Den varme mad serveres om {varm}, og menuplanen hænger ved indgangen til hvert afsnit.
        I leve-bo-køkkenerne kan beboerne selv være med til at skrælle kartofler, dække bord \
        og røre i gryderne.
        Beboernes madråd mødes en gang om måneden og ønsker sig oftest {ret}.
        Kostfaglige medarbejdere tilpasser konsistensen for beboere med synkebesvær.
        Småtspisende tilbydes proteinrige mellemmåltider, og vægten følges hver måned.
        Der serveres {ret} mindst hver anden uge, fordi mange har bedt om det.
        Maden leveres fra et centralkøkken og færdiggøres i afdelingskøkkenet af \
        ernæringsassistenter.
        Fødselarens livret kommer altid på bordet, hvad enten det er {ret} eller {ret}.
        Vi bager brød hver morgen, og om {dag}en er der hjemmebag til eftermiddagskaffen.
        Måltidet er dagens samlingspunkt, og medarbejderne spiser med som måltidsværter.
        Vegetarisk kost, diabeteskost og halalmad kan bestilles uden ekstra betaling.
        Pårørende kan købe en madbillet og spise med ved langbordet.
        Grøntsager fra køkkenhaven bruges hele sommeren, og beboerne hjælper med at plukke \
        bær.
        Der er tekøkken i hver bolig, men de fleste vælger at spise i det fælles spiserum.
        Frokosten er smørrebrød med {ret} som det faste indslag om {dag}en.
        Natten er lang for nogle, og derfor står der altid en natmad i køleskabet.
        Cafeen er åben for alle i {by} og drives sammen med lokale frivillige.
        Kaffebordet dækkes med blomster, stofduge og det gamle stel.
        En diætist gennemgår menuen to gange om året og taler med beboere, der har tabt sig.
        Vin og øl kan nydes til maden, hvis man har lyst til det.
        Vi holder madklub i de små bogrupper, hvor {n} beboere laver aftensmad sammen.
        """

    static let activities = """
        Hver uge er der {a}, og alle kan komme uden tilmelding.
        Sansehaven har højbede, duftende urter og en sti, der altid fører tilbage til døren.
        Aktivitetsmedarbejderen planlægger {a} og {a} sammen med aktivitetsudvalget.
        Om {dag}en mødes vi til {a} i {s}.
        Beboere med demens har deres egen lille gruppe med {a} i rolige omgivelser.
        Der er cykelture med rickshaw, når vejret er til det, og {n} frivillige piloter står \
        klar.
        Fællesdyrene, to katte og en håndfuld høns, passes af beboerne selv.
        Vi har træningsfaciliteter med kondicykel og håndvægte, og fysioterapeuten kommer hver \
        {dag}.
        Højtiderne fejres i {s}, hvor familierne er velkomne.
        Mændene i huset har taget initiativ til {a}, som nu har fast plads i kalenderen.
        Et lokalt kor øver i {s} og synger med beboerne bagefter.
        Der arrangeres {a} mindst {n} gange om måneden.
        Besøgshunden Bella kommer forbi afsnittene hver {dag}.
        Biblioteket låner lydbøger ud, og en frivillig læser højt i {s}.
        Hverdagens aktiviteter er lige så vigtige som de store: at folde tøj, vande blomster \
        og hente posten.
        Børnene fra naboens børnehave deltager i {a} en formiddag om måneden.
        Gudstjeneste holdes hver anden {dag}, og præsten tager sig tid til en snak.
        Erindringsdans, gymnastik på stole og {a} holder kroppen i gang.
        Ture ud af huset går til havnen, til museet eller bare til bageren i {by}.
        Den, der helst vil være i fred, kan få besøg i boligen med musik eller en avis.
        Sommerfesten i haven er årets højdepunkt med levende musik og grill.
        Snoezelrummet og musikinstrumenterne bruges til beboere, som ikke længere har mange \
        ord.
        Vi følger sæsonen med {a} om efteråret og {a} om foråret.
        Strikkeklubben syr og strikker til byens julemarked.
        Spilleaftenerne med banko og kortspil samler beboere fra alle afsnit.
        """

    static let relatives = """
        Pårørende kan komme hele døgnet og har deres egen kode til døren.
        Pårørendesamarbejdet begynder med en indflytningssamtale inden for de første {n} uger.
        Vi holder to årlige pårørendemøder, og referaterne lægges på opslagstavlen.
        Beboer- og pårørenderådet vælges hvert andet år og mødes med ledelsen hvert kvartal.
        En pårørendevejleder kan hjælpe familien med svære samtaler og sorg.
        Ægtefæller er velkomne til at overnatte, og der står en gæsteseng klar.
        Kontaktpersonen ringer til den nærmeste pårørende mindst en gang om måneden, hvis \
        beboeren ønsker det.
        Familien inviteres til at skrive beboerens livshistorie sammen med personalet.
        Vi aftaler fra begyndelsen, hvem der skal have besked om hvad, og hvornår på døgnet vi \
        må ringe.
        Pårørende til mennesker med demens tilbydes en samtalegruppe om {dag}en.
        Uenighed skal tales om tidligt, og lederens dør er åben.
        Børn og børnebørn bruger legehjørnet og er en naturlig del af huset.
        Et elektronisk pårørendebrev udkommer hver måned med billeder fra aktiviteterne.
        De pårørendes erfaringer samles ind hvert år og drøftes åbent på et fællesmøde.
        Frivillige fra ældreorganisationerne aflaster pårørende, som kommer langvejs fra.
        Når livet går mod enden, kan familien bo i boligen og få mad fra køkkenet.
        """

    static let homes = """
        {Enhed} har {m} boliger fordelt på {n} små bogrupper.
        Boligerne er toværelses med tekøkken og eget badeværelse, og man møblerer selv.
        Alle lejligheder vender mod haven, og mange har terrasse eller fransk altan.
        Et skærmet demensafsnit med {n} boliger har egen gårdhave og døralarmer.
        Parboligerne er lidt større, så ægtefæller kan blive boende sammen.
        Gangene er korte, lyset følger døgnrytmen, og farverne hjælper med at finde vej.
        Huset er bygget i et plan uden dørtrin og ligger tæt på {s} og busstoppet.
        Ældre bygninger i to etager blev ombygget i {aar}, og der er elevator til alle afsnit.
        Badeværelserne er store nok til kørestol og loftlift.
        Aflastningspladserne bruges ved midlertidige ophold og har deres egen stue.
        Der er trådløst net i hele huset, og tv-pakke kan bestilles.
        Fællesstuen har brændeovn uden ild, akvarium og udsigt til marken.
        Der må gerne medbringes eget sengetæppe, reoler og billeder; plejesengen stiller vi \
        til rådighed.
        Haven er lukket, men ikke låst, og stierne er belyste om aftenen.
        Boligerne er udlejet efter almenboligloven, og indskuddet kan lånes hos kommunen.
        Et vaskeri står for linned, men beboerne må gerne bruge den lille vaskemaskine i \
        bogruppen.
        Depotrum og garderobeskabe hører til hver bolig.
        Akutpladserne ligger for sig selv, så der er ro omkring de faste beboere.
        Fra altanerne er der udsigt over {by}, og om sommeren spiser vi ude.
        Træningslokale, frisør og fodpleje findes i stueetagen.
        Nattelys med bevægelsessensor forebygger fald på vej til toilettet.
        Flytning inden for huset undgås, også når plejebehovet vokser.
        """
}
