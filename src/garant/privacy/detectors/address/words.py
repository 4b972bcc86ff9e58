"""The words around an address that say that somebody lives there. Folded, lower case. Own lists, November 2026."""

import re

from garant.privacy.vocabulary import as_words

DWELLING = as_words(
    """
    demeurant demeure demeurent demeurait demeurt dem domicilie domiciliee domicilies domiciliees domicile dom habite
    habites habitent habitant jhabite jabite abite habitait habitons habitez habiter reside resident residant
    residait residons loge logee loges logent logeant jhabitais habitais relogee reloge reloges relogees logeait
    heberge hebergee heberges hebergees hebergent vit vis vivent vivant vivait vivons demenage demenager emmenage emmenager
    vivre rester detenu detenue incarcere incarceree ecroue ecrouee
    """
)
PERSONS = as_words(
    """
    chez mon ma mes notre son sa leur m mme mr mlle ne nee locataire locataires proprietaire proprietaires voisin voisine
    voisins coordonnees expediteur nom prenom pavillon j je moi famille frere soeur sour mere pere
    parents fils fille cousin cousine oncle tante ami amie usager usagere beneficiaire allocataire requerant requerante
    victime plaignant plaignante interesse interessee epoux epouse conjoint conjointe ex copain copine dame
    occupant occupante occupants eleve eleves maman papa mamie papi papy tata tonton marraine parrain bebe gamin gamine petit-fils mari femme habitation signataire soussigne soussignee vad domicile
    """
)
# Words that tell a body only where they stand as its name, and that ordinary sentences hold as well.
PLAIN = as_words(
    "poste gare marche local depot cuisine parking ase ch ts chi union directeur directrice commune groupe jardin square"
)
# Between "habite" and the place: "habite actuellement avec ma sœur dans une maison au …".
LINKS = as_words(
    """
    a au aux en dans actuellement toujours maintenant desormais seul seule ensemble un une appartement maison logement
    situe situee sis sise studio est sera le la l postale complete personnelle actuelle personnel principal principale
    du domicile de correspondance nouvelle ancienne suivante sur ici habituelle famille ma mon votre son sa des parents
    declaree exacte electorale fiscale avec moi toi lui elle nous eux mes mere pere soeur sour fils fille mari femme
    compagne compagnon t1 t2 t3 t4 t5 t6 f1 f2 f3 f4 f5 t f appart bateau caravane camion temporairement provisoirement
    demandeur demandeuse usager usagere locataire beneficiaire allocataire eleve enfant victime interesse interessee
    proprietaire requerant assure assuree agent salarie salariee patient patiente responsable legal bis actuel
    quelque part derniere connue hebergement residence resid demeure et ou courrier permanente nos leurs leur notre
    """
)
# A street, a complement, a hamlet: what a place that is announced may begin with.
ARTICLES = frozenset({"le", "la", "l", "les", "une", "un", "cette", "ma", "sa", "leur", "notre"})
NOT_HAMLETS = as_words(
    "reunion france maison mairie commune ville region belgique suisse residence rue ccas caf cada chrs hotel hopital"
)
# Where one has a room or a place of one's own, and how that is called: "foyer Les Pins, ch. 12".
LODGINGS = as_words(
    "foyer hotel cada chrs fjt residence residence-autonomie ehpad usld huda crous camping pension adoma auberge gite prison"
)
ROOM = r"(?:ch|chambre|chbre|studio|empl|emplacement|emplct|appt|lit|logt|porte|cellule)\b\.? ?(?:no? ?)?[a-z]? ?\d"
# After "adresse": not that of a place.
OTHER_ADDRESS = re.compile(r"(?:ip|mac|e-?mails?|mails?|electroniques?|courriels?|url|web|https?|www)\b")
# What people live in or beside, where no street tells it: "le moulin", "péniche", "emplacement 12".
PLACED = as_words(
    """
    moulin ferme mas maison pavillon caravane peniche bateau camion tente cabane cabanon case baraque roulotte yourte mobil-home presbytere
    chateau manoir villa gite buron longere loge squat hangar entresol terrain emplacement empl aire halte ecluse four cimetiere
    rond-point grange atelier cellule chambre box bungalow chalet bastide residence foyer fjt cada camping hameau lieu-dit quartier section
    lotissement immeuble tour coron cour caserne case kampu carbet bidonville bivouac verger caravanes roulottes etage palier portail
    porte hlm appartement appart studio lavoir stele fontaine chapelle mosquee eglise boulangerie boucherie pharmacie fromagerie
    laverie lavomatic epicerie tabac bar cafe ecole mairie gare pont stade supermarche garage salle parking poste
    tabac-presse garderie creche creperie scierie usine silo citerne transformateur calvaire croix puits barriere
    camp bloc hotel ch appt apt bat chrs auberge impasse passage escalier rez-de-chaussee sous-sol grenier combles mobilhome kiosque dechetterie station madrassa temple
    """
)
BESIDE = re.compile(
    r"\b(?:(?:juste |tout )?(?:derriere|devant|apres|avant|contre|face|cote)[ ](?:la |le |l'|les |au |a la |a l'|du |chez |\d)"
    r"|sous (?:le |la |l'|les )(?:pont|porche|tente|escalier|arche|arcades|viaduc|abri|bache|combles|toits?|passerelle|auvent)\b"
    r"|(?:juste )?(?:au[ -]dessus|au[ -]dessous|en face|a cote|au bout|au fond|fond|le long|a droite|a gauche|a l'angle|au coin|au pied|en haut|en bas|au milieu|mitoyen|mitoyenne|a l'entree|a la sortie|au niveau)[ ](?:du |des |de (?:la |l'|chez |mon |ma |notre |cour\b)|d'))"
)
