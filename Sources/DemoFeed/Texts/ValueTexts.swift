/// Sentences on what a home or a supplier stands for.
///
/// Written for this project; nobody said them.
enum ValueTexts {
    static let homes = """
        Hos os skal hverdagen hænge sammen for den enkelte, og derfor begynder vi med at \
        spørge, hvordan du har levet dit liv.
        {Enhed} er først og fremmest beboernes hjem og dernæst vores arbejdsplads.
        Vi arbejder i faste teams, så beboerne møder de samme ansigter og kan opbygge tryghed.
        Værdighed, nærvær og medbestemmelse er de tre ord, som medarbejderne i {by} vender \
        tilbage til.
        Vi tror på, at små ting gør forskellen: en kop kaffe på sengekanten, et åbent vindue, \
        en sang.
        Beboernes livshistorier bruges aktivt i plejen, og hver beboer har en kontaktperson \
        fra første dag.
        På {navn} gør vi ikke dagen ens for alle, men spørger hver morgen, hvad der er vigtigt \
        i dag.
        Personalets opgave er at støtte det, beboeren selv kan, og hjælpe med det, der er \
        blevet svært.
        Plejen bygger på tillid mellem beboere, pårørende og medarbejdere.
        Vi lægger vægt på en rolig aften- og nattevagt, hvor ingen skal vente længe på hjælp.
        {Enheds} værdigrundlag er skrevet sammen med beboer- og pårørenderådet.
        Der skal være plads til humor, også når sygdom og svækkelse fylder.
        Mennesker med demens skal mødes i deres egen virkelighed, og det uddanner vi os til \
        løbende.
        Vi arbejder personcentreret og bruger musik, sansestimulering og erindringsdans i \
        omsorgen.
        Den sidste tid skal være så rolig som muligt, og vores palliative ressourcepersoner \
        følger familien tæt.
        Selvbestemmelse betyder hos os, at du kan sove længe, spise senere og sige nej tak.
        Vores {m} medarbejdere har forskellige fag, men en fælles opgave: at du kan føle dig \
        hjemme.
        Kontinuitet er vores vigtigste løfte, og vi bruger så få vikarer, som det kan lade sig \
        gøre.
        Fællesskabet vokser omkring langbordet, i haven og til den ugentlige sangformiddag.
        Vi ser det som en styrke, at {enhed} ligger midt i lokalsamfundet i {by}.
        Rehabilitering er en tankegang hos os: hverdagens gøremål er den bedste træning.
        Ledelsen er synlig i afsnittene og deltager i morgenmødet hver {dag}.
        Frivillige, børnehavebørn og skoleelever kommer jævnligt på besøg og giver liv i \
        huset.
        Omsorg begynder med ordentlig tid, og derfor planlægger vi færre, men længere besøg i \
        boligen.
        Etik drøftes åbent, når beboerens ønsker og de pårørendes forventninger trækker i hver \
        sin retning.
        Kost, søvn og bevægelse tænkes sammen, så færre får brug for beroligende medicin.
        """

    static let suppliers = """
        {Enhed} leverer helhedspleje i borgerens eget hjem med udgangspunkt i det, der giver \
        mening for den enkelte.
        Et lille fast team kommer hos dig, og du kender navnene på dem, der ringer på.
        Vi planlægger besøgene sammen med dig, så hjælpen passer til din hverdag og ikke \
        omvendt.
        Hverdagsrehabilitering betyder, at vi gør tingene sammen med borgeren frem for for \
        borgeren.
        Vores medarbejdere kører ud fra {by} og har kort vej til de fleste hjem i distriktet.
        Borgernes selvbestemmelse er udgangspunktet for hele pleje- og omsorgsforløbet.
        Vi lægger vægt på aftalte tidspunkter, og kommer vi senere end en halv time, ringer \
        vi.
        Tryghed er at vide, hvem der kommer, og hvornår de kommer.
        Som leverandør i {kommune} samarbejder vi tæt med hjemmesygeplejen, terapeuterne og de \
        praktiserende læger.
        Vi ansætter mennesker, der kan lide mennesker, og giver dem tid til at løse opgaven \
        ordentligt.
        Hjælpen tilpasses løbende, når kræfterne kommer igen, eller når der bliver brug for \
        mere støtte.
        Pårørende er vigtige samarbejdspartnere, og aflastning i hjemmet aftales, før nogen \
        bliver slidt ned.
        Teamets {m} medarbejdere mødes dagligt og fordeler opgaverne selv.
        Vi taler om det, der er svært, og vi taler også om fodbold, strikkeopskrifter og \
        vejret.
        Ligeværd, ordentlighed og faglig stolthed præger {enheds} møde med borgerne.
        Nye borgere får et opstartsbesøg, hvor vi gennemgår ønsker, vaner og den lokale \
        hverdag.
        """

    static let supplierServices = """
        Vi tilbyder personlig pleje, praktisk hjælp, madservice og genoptræning i et samlet \
        forløb.
        Rengøring, tøjvask og indkøb udføres af de samme hjælpere, som står for plejen.
        Nødkald og tryghedskald besvares døgnet rundt, og en udekørende nattevagt kan være \
        fremme på kort tid.
        Hjælp til bad og påklædning aftales på faste dage, men kan flyttes, hvis du skal til \
        familiefødselsdag.
        Demensteamet vejleder ægtefæller og hjælper med struktur, hukommelsesstøtte og \
        velfærdsteknologi.
        Tilkøb af ekstra rengøring, ledsagelse og havearbejde er muligt efter en fast \
        prisliste.
        Medarbejderne måler ernæring og faldrisiko og følger op sammen med \
        hjemmesygeplejersken.
        Terapeuten træner balance og trappegang i dit eget hjem i op til {n} uger.
        Vi har hjælpere, der taler tyrkisk, arabisk, polsk og tegnsprog, så flest muligt kan \
        blive mødt på deres eget sprog.
        Medicindosering sker efter aftale, og medicinhåndteringen gennemgås hvert kvartal.
        Afløsning i hjemmet gives, så den pårørende kan komme til frisør, til motion eller \
        bare få sovet.
        Vores skærmbesøg bruges kun, hvor borgeren selv foretrækker det.
        Køreruterne lægges, så den enkelte borger højst møder {n} forskellige hjælpere på en \
        uge.
        Måltider leveres fra et produktionskøkken i nærheden, og diæter aftales med en \
        kostfaglig medarbejder.
        Efter en indlæggelse besøger vi dig samme dag og sørger for hjælpemidler og varm mad.
        Sårpleje og anden sygepleje ydes af kommunens sygeplejersker, som vi koordinerer med \
        hver dag.
        """
}
