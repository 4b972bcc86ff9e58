"""The words around names: titles, particles, public roles, what streets and organisations are called. Folded."""

from garant.privacy import vocabulary
from garant.privacy.vocabulary import as_words

TITLES = vocabulary.TITLES | as_words(
    "dr docteur docteure me maitre pr professeur professeure mgr veuve vve epoux epouse ep consorts famille"
)
# Titles that ordinary lower-case text holds with another meaning ("me", "m", "dr" need their capital or point).
CAPITAL_TITLES = as_words(
    """
    me m pr maitre mm famille veuve vve epoux epouse ep consorts
    """
)

# Jean and Marie with a second first name, as they are signed: "JP Blanc", "MC Petit". Not "JO", "JT", which are words.
TWO_INITIALS = frozenset(
    [
        "JB",
        "JC",
        "JD",
        "JF",
        "JG",
        "JH",
        "JJ",
        "JL",
        "JM",
        "JN",
        "JP",
        "JR",
        "JS",
        "JY",
        "MC",
        "MF",
        "MJ",
        "MT",
    ]
)
PARTICLES = as_words(
    """
    de du des d la le les l van von der den el al ben bent bin bint ibn di da dos das do del della mac
    mc o saint sainte st ste ould abd abdel abou abu ait sidi y e
    """
)

# A capital at the head of a line makes them look like a first name; they are nobody's.
WAYS = vocabulary.STREETS | as_words("av bd place allees square passage sentier ruelle esplanade promenade")

# Of these, the ones whose names may come after "de" as well: "rue de Jean", "collège du Docteur Roux".
STREETS = as_words(
    """
    rue avenue av boulevard bd place chemin impasse allee allees route quai cours square passage sentier
    ruelle esplanade promenade traverse montee ecole college lycee universite hopital stade gymnase pont
    fort tour mont col loi lois jurisprudence fondation statue eglise chapelle cathedrale residence
    tribu commune ville village hameau region departement prefecture sous-prefecture gare port ponton ferme aeroport
    tribunal canton ile province plateau massif foret etang barrage vallee riviere canal bassin agglomeration marche
    mairie plage lycees ecoles colleges accords traite bataille combat fete foire pont-aval cirque
    """
)

# After such a word comes the name of a street, a building, a body, a law: nobody's.
OF_PLACES = as_words(
    """
    rue avenue av boulevard bd place chemin impasse allee allees route quai cours square passage sentier
    ruelle villa cite residence lotissement faubourg esplanade promenade traverse montee ecole ecoles
    college lycee universite faculte institut campus hopital clinique centre maison ehpad foyer creche
    halte mediatheque bibliotheque theatre musee cinema salle espace gymnase stade piscine complexe parc
    jardin pont fort tour immeuble batiment pavillon amphitheatre halle marche zone za zac quartier
    hameau domaine mas chateau eglise cathedrale basilique chapelle paroisse commune ville village
    canton departement region territoire communaute agglomeration metropole pays ile lac mont montagne
    col vallee gorges riviere plage gare station aeroport port loi lois decret ordonnance rapport
    amendement circulaire plan code accords accord arret jurisprudence dispositif programme projet
    methode prix festival trophee biennale salon challenge tournoi marathon course fondation association
    asso club comite federation societe entreprise sarl sas sa sasu eurl sci groupe cabinet agence
    editions librairie pharmacie boulangerie restaurant cafe hotel garage banque mutuelle caisse office
    syndicat groupement crous caserne brigade base camp camping refuge auberge cimetiere crematorium
    monument statue buste rond-point rondpoint ligne affaire promotion espacejeunes tiers-lieu logiciel
    application outil assistant maternelle elementaire primaire scolaire micro-creche multi-accueil ime
    esat sessad itep mecs cfa scene terrain annexe ferme fanfare tribu ponton auditorium patio giratoire venelle
    parvis mail cour passerelle tunnel barrage digue foret etang internat relais mjc mds cms utams chu chrs hebergement
    antenne bourse auberge local site foyer-logement garderie periscolaire groupe verger belvedere kiosque preau
    dojo tennis boulodrome velodrome skatepark bowling patinoire hippodrome chalet gite sentier voie rocade
    cyclone tempete ouragan autocars voyages
    bts collegiale abbaye prieure synagogue mosquee temple observatoire planetarium conservatoire harmonie chorale
    """
)

# A word that says that the person beside it acts in a public role: elected, or the State's representative.
ROLES = (
    r"(?:(?:le |la |les |l'|de |du |ancien |ancienne |mme la |m\. le |madame la |monsieur le )*"
    r"(?:maires?|deputee?s?|senat(?:eur|rice)s?|prefet|prefete|sous-prefet|sous-prefete|ministres?|premier ministre|secretaire d'etat|president de la republique|"
    r"president(?:e)? (?:du |de la |de l'|des |de )?(?:conseil(?! syndical| d'administration| de vie)|departement|region|communaute|metropole|agglo|syndicat mixte|syndicat inter|syndicat de commun|ccas|assemblee|senat|cdc|sivom|sivu|sdis|smictom|"
    r"sictom|epci|centre de gestion|commission|jury|province|pays|gouvernement|collectivite|groupe (?:d'opposition|de la majorite|d'elus)|gip|parc naturel|etat)[\w']*(?: (?:departemental|regional|municipal|communautaire|metropolitain|executif))?e?|"
    r"vice[- ]president(?:e)?|(?:votre|notre|mon|vos|nos) adjointe?s?|maire[- ]adjointe?|adjoint(?:e)? (?:au|a la|a l'|aux|delegue\w*|de quartier)|(?:premier|premiere|1er|1ere|deuxieme|2e|2eme|troisieme|3e|3eme|\d+e(?:me)?) adjoint(?:e)?|"
    r"conseill(?:er|ere)s? (?:municipal|departemental|regional|communautaire|metropolitain|delegue|d'opposition|de la majorite|d'arrondissement|territorial d'opposition)[\w']*|rapporteure?s?|rapporteuse|euro-?depute\w*|"
    r"haut[- ]commissaire|garde des sceaux|recteur|rectrice|procureure? (?:de la republique|general)|commissaire europeen\w*|chef de l'etat|elue?s? (?:en charge|referent\w*|delegue\w*|de l'opposition|de la majorite)|"
    r"(?<=l')adjointe?|echevin\w*|secretaire general(?:e)? de la prefecture))"
)

# Proper nouns, months and headings that lists of names hold as well, and that are nobody's in ordinary text.
NOBODY = as_words(
    """
    france paris marseille lyon europe afrique asie amerique algerie maroc tunisie espagne italie
    allemagne belgique suisse portugal senegal mali turquie syrie ukraine russie chine bretagne
    normandie provence alpes alsace lorraine corse aquitaine occitanie auvergne bourgogne picardie
    savoie isere drome var gard herault vaucluse ardeche loire seine rhone mayotte reunion guadeloupe
    martinique guyane polynesie caledonie nouvelle haute hautes bas haut basse janvier fevrier mars
    avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi
    samedi dimanche noel paques toussaint ascension pentecote caf msa mdph ccas cias cpam ars dreets
    urssaf crous insee cnil dgfip dpo rssi dsi dgs drh etat republique assemblee senat prefecture mairie
    mistral chatgpt gemini copilot albert iris google microsoft apple amazon meta facebook instagram
    twitter linkedin whatsapp teams outlook windows office excel word orange free sfr bouygues edf engie
    enedis veolia suez sncf ratp laposte pronote parcoursup doctolib ameli franceconnect carrefour
    leclerc auchan renault peugeot citroen dacia clio twingo kangoo duster bonjour bonsoir cordialement
    merci salut coucou madame monsieur objet service direction bureau pole mission annexe note compte
    rendu seance conseil commission deliberation arrete article total tva ttc ht euros euro rgpd ria nir
    rib iban siret siren cv cdi cdd tel mail email fax cedex cs bp ref sms pdf ok oui non http https www
    com fr net org html point arobase est sont ont etait sera avec pour sans sous dans chez vers elle
    elles lui leur leurs nous vous ils son sa ses mon ma mes ton ta tes notre votre mais donc car puis
    alors aussi bien si bjr bsr slt hello dieu jesus allah coran bible kenavo lidl aldi
    """
)


# Never a name, whatever the tagger thinks: greetings of other languages, labels of forms, platforms, words of chats.
NEVER = as_words(
    """
    salam salamalekum alaykum oleti iaorana maeva talofa malo wesh hey yo hello hi ciao demat kaixo mobile portable fixe mel tel
    kbis cfp fcfp eur euros insta snap snapchat tiktok fb messenger youtube telegram whatsapp gaia pix adil anru anah caf msa asvp
    koi kan ke ki kel kelle pk pcq jsuis jsui jai jvais chui cest ya kelk vs ns ds tjs tjrs bcp rdv svp stp dsl jpp mdr lol ptdr
    true false null none undefined object array string integer number boolean properties required items enum schema strict function
    parameters arguments description type default json xml html http select where from like null update insert
    frr cv ms mtn ajd aujourdhui parske paske pke pour tout tous toute toutes rien qd qq qqn qqch tt ts nn ouais ouai merki merci
    slt bjr bsr cc coucou bisous biz bizz keolis transdev suez veolia enedis mutuelle objet ref reference signature cachet timbre
    mersi cia dalo fam tresor treso nb libre kippour ramadan noel shabbat reserve mention observation observations date lieu heure horaire page annexe piece pieces suite fin total
    """
)

# These announce a surname written with a capital, and the two words after them say a name.
BEFORE_SURNAMES = frozenset({"epouse", "epoux", "veuve", "nee", "famille", "consorts", "sieur"})
SAY_A_NAME = frozenset({"appelle", "nomme", "nommee", "prenomme", "prenommee"})

# What is said to somebody old or near before their name, with or without a capital.
CALLED = as_words(
    "papi papy papie mamie mamy mami tonton tata tatie tantine tati nounou memere pepere dada papou"
)
# These only where the name has a capital: they are words of other use.
CALLED_CAPITAL = as_words("meme pepe man oncle tante cousin cousine parrain marraine abbe")
# After "la", "le": "la mère Hautbois", "le grand Stan".
EPITHETS = as_words("pere mere petit petite grand grande gros grosse vieux vieille fils fille veuve")
CALLS = CALLED | CALLED_CAPITAL | EPITHETS | {"les"}  # "chez les Cazalbou"

# Before a name, or at its head, they make it that of a firm or a house.
FIRMS = as_words(
    """
    selarl scp scm sarl sas sasu eurl sa sci snc scop scic gaec earl ei ets etablissement etablissements ehpad ime cabinet etude
    societe ste entreprise groupe holding garage pharmacie clinique laboratoire boulangerie transports transport maconnerie plomberie
    depannage voyages autocars boucherie charcuterie serrurerie electricite peinture toiture couverture carrosserie nettoyage
    paysagiste optique menuiserie charpente habitat editions librairie imprimerie ambulances taxis taxi residence foyer
    """
)

# Functions that follow a title and are no name: "Madame la Directrice", "MONSIEUR LE MAIRE".
FUNCTIONS = as_words(
    """
    maire mairesse president presidente directeur directrice prefet prefete ministre depute deputee
    senateur senatrice responsable chef cheffe secretaire juge procureur procureure commissaire
    inspecteur inspectrice conseiller conseillere adjoint adjointe elu elue agent agente tresorier
    tresoriere delegue deleguee referent referente proviseur principal principale recteur rectrice
    medecin infirmiere infirmier assistante assistant educateur educatrice psychologue avocat avocate
    notaire huissier greffier greffiere administrateur administratrice redacteur redactrice gerant
    gerante chargee charge coordinateur coordinatrice general generale social sociale territorial
    territoriale municipal municipale departemental departementale regional regionale le la les l un une
    et ou de du des d ci dit dite concerne interesse interessee monsieur madame mademoiselle
    """
)

# Of these, the ones whose holder is named just after: "Directrice Sophie Bonnet".
OFFICES = as_words(
    """
    directeur directrice responsable chef cheffe medecin infirmiere infirmier assistante assistant educateur educatrice psychologue
    avocat avocate notaire juge inspecteur inspectrice gardien gardienne brigadier adjudant major
    """
)

# First names that are common words too, for which a capital at the start of a sentence says nothing.
WORDS_FIRST = as_words(
    """
    aime aimee ambre ange aurore blanche capucine clemence clement constance constant desire desiree
    diane eden iris jade lise marguerite marine martial max maxime noel olivier pierre pascal pascale
    reine richard romain romane rose serge valentine victoire violette victoria manuel auguste baptiste
    colombe fleur flore garance grace hermine honore hyacinthe lilas loup lucide marin marina modeste
    melodie moise octave olympe casimir celeste felicite eglantine angelique germain germaine robin
    robert jacques jules leonard louis patrice prudence solange stella sylvestre urbain tania france
    dominique espoir merveille divine precieuse luminance parfait dieudonne fortune gloire juste guy mai
    avril
    """
)

# Whose names are on streets, schools and laws all over France: history, not somebody's data.
FAMOUS = frozenset(
    name.strip()
    for name in """
    petit chaperon, victor hugo, jean jaures, jean moulin, jules ferry, simone veil, marie curie, pierre curie, jean giono, charles de gaulle,
    louis pasteur, emile zola, jacques prevert, leon blum, antoine de saint exupery, saint exupery, frederic mistral, marcel pagnol,
    paul cezanne, albert camus, robert badinter, pierre mendes france, georges pompidou, francois mitterrand, jacques chirac,
    leon gambetta, georges clemenceau, aristide briand, jean mermoz, paul eluard, louis aragon, guy moquet, lucie aubrac,
    olympe de gouges, rosa parks, nelson mandela, martin luther king, george sand, honore de balzac, alphonse daudet, jean de la fontaine,
    paul arene, pierre bonnard, jean rostand, ambroise croizat, maurice thorez, salvador allende, pablo picasso, vincent van gogh,
    claude monet, auguste rodin, paul langevin, irene joliot curie, marcel proust, arthur rimbaud, paul verlaine, charles baudelaire,
    edith piaf, georges brassens, jean ferrat, jacques brel, leo lagrange, leo ferre, alain prieur, denis diderot, jean jacques rousseau,
    blaise pascal, rene descartes, pierre corneille, jean racine, montesquieu, stendhal, moliere, voltaire, emile durkheim, louise michel,
    emmanuel macron, macron, marine le pen, jean luc melenchon, nicolas sarkozy, francois hollande, valery giscard d estaing,
    germaine tillion, joseph kessel, romain rolland, romain gary, marguerite yourcenar, simone de beauvoir, jean paul sartre, jules verne
    """.replace("\n", " ").split(",")
)
