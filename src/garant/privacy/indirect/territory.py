"""The names of France's territories and of countries, folded. Facts of the official geographic code.

Départements and regions: Code officiel géographique 2026, INSEE (18 regions since 1 January 2016; 101 départements).
Countries: ISO 3166 short names as the COG writes them, those that administrative letters speak of. Towns of the
overseas communities stand apart, since the list of communes of the gazetteer holds départements alone (COG 2026,
"communes des collectivités d'outre-mer"), with the large towns of Belgium, Switzerland, Luxembourg and Monaco
(own list). Next review: March 2027, when INSEE publishes the next edition.
"""

_DEPARTEMENTS = """
ain;aisne;allier;alpes de haute provence;hautes alpes;alpes maritimes;ardeche;ardennes;ariege;aube;aude;aveyron;bouches du rhone;
calvados;cantal;charente;charente maritime;cher;correze;corse du sud;haute corse;cote d'or;cotes d'armor;creuse;dordogne;doubs;drome;
eure;eure et loir;finistere;gard;haute garonne;gers;gironde;herault;ille et vilaine;indre;indre et loire;isere;jura;landes;loir et cher;
loire;haute loire;loire atlantique;loiret;lot;lot et garonne;lozere;maine et loire;manche;marne;haute marne;mayenne;meurthe et moselle;
meuse;morbihan;moselle;nievre;nord;oise;orne;paris;pas de calais;puy de dome;pyrenees atlantiques;hautes pyrenees;pyrenees orientales;
bas rhin;haut rhin;rhone;haute saone;saone et loire;sarthe;savoie;haute savoie;seine maritime;seine et marne;yvelines;deux sevres;
somme;tarn;tarn et garonne;var;vaucluse;vendee;vienne;haute vienne;vosges;yonne;territoire de belfort;essonne;hauts de seine;
seine saint denis;val de marne;val d'oise;guadeloupe;martinique;guyane;la reunion;mayotte
"""
_REGIONS = """
auvergne rhone alpes;bourgogne franche comte;bretagne;centre val de loire;corse;grand est;hauts de france;ile de france;normandie;
nouvelle aquitaine;occitanie;pays de la loire;provence alpes cote d'azur;region sud;guadeloupe;guyane;martinique;la reunion;mayotte;
alsace;lorraine;aquitaine;auvergne;picardie;limousin;franche comte;provence;cote d'azur;polynesie francaise;nouvelle caledonie;
wallis et futuna;saint pierre et miquelon;saint martin;saint barthelemy
"""
_COUNTRIES = """
france;afghanistan;afrique du sud;albanie;algerie;allemagne;angola;arabie saoudite;argentine;armenie;australie;autriche;azerbaidjan;
bangladesh;belgique;benin;bielorussie;bolivie;bosnie herzegovine;bresil;bulgarie;burkina faso;burundi;cambodge;cameroun;canada;cap vert;
centrafrique;chili;chine;chypre;colombie;comores;congo;republique democratique du congo;coree du sud;cote d'ivoire;croatie;cuba;danemark;
djibouti;egypte;emirats arabes unis;equateur;erythree;espagne;estonie;etats unis;ethiopie;finlande;gabon;gambie;georgie;ghana;grece;
guatemala;guinee;guinee bissau;haiti;honduras;hongrie;inde;indonesie;irak;iran;irlande;islande;israel;italie;japon;jordanie;kazakhstan;
kenya;kosovo;koweit;laos;lettonie;liban;liberia;libye;lituanie;luxembourg;macedoine du nord;madagascar;malaisie;mali;malte;maroc;maurice;
mauritanie;mexique;moldavie;monaco;mongolie;montenegro;mozambique;nepal;nicaragua;niger;nigeria;norvege;nouvelle zelande;ouganda;
ouzbekistan;pakistan;palestine;panama;paraguay;pays bas;perou;philippines;pologne;portugal;qatar;republique dominicaine;
republique tcheque;tchequie;roumanie;royaume uni;angleterre;ecosse;russie;rwanda;salvador;senegal;serbie;sierra leone;slovaquie;slovenie;
somalie;soudan;sri lanka;suede;suisse;surinam;suriname;syrie;tadjikistan;taiwan;tanzanie;tchad;thailande;togo;tunisie;turquie;ukraine;
uruguay;venezuela;vietnam;yemen;zambie;zimbabwe
"""
_TOWNS_BEYOND = """
noumea;dumbea;dumbea sur mer;paita;mont dore;le mont dore;bourail;kone;koumac;poindimie;houailou;thio;canala;la foa;boulouparis;poya;
voh;pouembout;hienghene;touho;ponerihouen;lifou;mare;ouvea;ile des pins;yate;sarramea;farino;moindou;kouaoua;papeete;faaa;punaauia;pirae;
arue;mahina;paea;papara;taravao;moorea;moorea maiao;teva i uta;hitiaa o te ra;uturoa;taputapuatea;tumaraa;bora bora;huahine;rangiroa;
nuku hiva;hiva oa;tubuai;rurutu;mata utu;hahake;hihifo;mua;alo;sigave;miquelon;miquelon langlade;gustavia;marigot;grand case;monaco;
bruxelles;liege;namur;charleroi;mons;tournai;anvers;gand;geneve;lausanne;fribourg;neuchatel;berne;bale;zurich;sion;luxembourg
"""


def _names(text: str) -> frozenset[str]:
    """The names between semicolons; words joined by one blank, as a reader that splits at marks finds them."""
    return frozenset(
        " ".join(name.replace("'", " ").replace("-", " ").split()) for name in text.split(";") if name.strip()
    )


DEPARTEMENTS = _names(_DEPARTEMENTS)
REGIONS = _names(_REGIONS)
COUNTRIES = _names(_COUNTRIES)
TOWNS_BEYOND = _names(_TOWNS_BEYOND)
TERRITORIES = DEPARTEMENTS | REGIONS | COUNTRIES | TOWNS_BEYOND
LONGEST = max(name.count(" ") + 1 for name in TERRITORIES)  # words
