"""The words that addresses are made of, and those that end one. Folded, lower case. Own lists, November 2026."""

from garant.privacy.vocabulary import as_words

# Ways whose word says "an address" by itself, and ways that are as often something else ("3 cours", "2 places").
WAYS = as_words(
    """
    rue r avenue av ave aven boulevard boul bd bld blvd bvd bvld chemin chem che chm impasse imp allee allees route rte
    ruelle sentier sente venelle traverse trav faubourg fbg fg montee mte esplanade promenade prom quai chaussee
    corniche rond-point rondpoint rpt placette charriere androne calade draille carraire passage square sq
    strada carrughju chjassu piazza straed hent plasenn via calle strasse weg raidillon rocade peripherique
    escaliers degres rua servitude couree ligne rang venella chjassu straeten allees levee ruette voyette
    """
)
AMBIGUOUS_WAYS = as_words(
    """
    place pl cours cite villa residence res resid lotissement lot all ch cote voie hameau ham clos domaine quartier
    quart qu coron corons mail pont porte rampe galerie zone za zi zac parc cour val vallon campagne mas immeuble imm tour ilot
    habitation levee carrefour coursive degre descente parvis pass boucle cale port village bourg ferme section plan ilet
    morne chateau moulin enclos tribu carbet coulee vallee bastide coursive terrasse terrasses jardins fond ravine anse savane
    """
)
# What comes after such a word is its name or its number.
COMPLEMENTS_CODE = as_words(
    """
    logt logts bat batiment bati bt appt apt app appart appartement esc escalier etage et. hall porte entree cage bloc log logement cellule casier palier baraque
    boite bal bp lot etg ent chambre ch. chbre studio box emplacement emplct boite pte bte anneau tsa cs
    """
)
COMPLEMENTS_NAME = as_words(
    """
    residence res resid immeuble imm villa tour copropriete barre lotissement lieudit hameau ham quartier qu cite domaine clos mas ferme
    lieu-dit parc ilot section habitation morne village foyer camping chalet tribu carbet bastide couree ponton aire interphone sonnette cellule casier baraque ilet
    """
)
DWELLINGS = as_words("maison pavillon gite cabanon bungalow chalet caravane emplacement")
SIDES = as_words("gauche droite droit face milieu nord sud est ouest centre rdc rdj fond cour dte gche gch")
ORDINALS = as_words("er e eme ere nd nde ieme me")
STOREYS = as_words("etage etg palier maison porte hangar")  # after an ordinal

PARTICLES = as_words(
    "de du des d la le les l aux au et en sur sous lez lès von van der y del di da ar an".replace(
        "lès", "les"
    )
)
# Before a name, or a noun that needs its complement: what follows belongs to the street.
LEADING = as_words(
    """
    saint sainte st ste general gal marechal mal docteur dr president pdt commandant cdt cmdt capitaine cap cne
    colonel col abbe pere mere frere freres soeur soeurs sour sours professeur prof pr lieutenant lt amiral sergent
    caporal chanoine cure eveque monseigneur mgr comte comtesse marquis duc roi reine prince princesse empereur
    vieux vieil vieille vieilles petit petite petits petites grand grande grands grandes haut haute hauts hautes bas
    basse basses neuf neuve nouveau nouvelle ancien ancienne anciens anciennes bon bonne beau belle beaux belles deux
    trois quatre cinq six sept dix cent mille premier premiere maitre madame monsieur notre dame jean marie
    """
)
TRAILING = as_words(
    """
    haute basse neuve vieille grande petite droite longue royale nationale departementale communale communal rurale
    rural verte vertes vert blanche blanches blanc rouge rouges noire noires noir neuf haut bas vieux perdu perdue
    fleuri fleurie prolongee prolonge nord sud est ouest inferieure superieure centrale centre principale imperiale
    """
)
# Nouns after which "de la …" still belongs to the street: "chemin du bas de la côte".
GENERIC = as_words(
    """
    pont chemin moulin fontaine croix four port mas clos bas haut tour porte fort champ champs val pre pres bois cote
    gare plan puits font source jardin jardins prairie parc pierre maison hameau pas col hotel palais route vallee lac
    mont mare bord bords pied rive faubourg quai place combe plaine notre-dame lotissement residence domaine cite ecole ferme
    pointe anse ravine riviere habitation bourg eglise chapelle chateau vieux cap ruisseau
    """
)
PAIRS = frozenset(
    {
        ("four", "chaux"),
        ("moulin", "vent"),
        ("moulin", "eau"),
        ("moulin", "huile"),
        ("four", "pain"),
        ("pot", "eau"),
        ("bac", "traille"),
        ("champ", "foire"),
    }
)
MONTHS = as_words("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")

# No street, residence or town goes on with one of these: it is the sentence again, or the next field.
STOP = as_words(
    """
    se s est ai as ont je j il elle ils elles on nous vous tu pour qui que qu mon ma mes son sa ses leur leurs dans car
    depuis mais merci c ca tel telephone telephones tph portable mobile fixe gsm avec un une num numero mail email mel
    courriel ou si ne n pas a ce cette ces dont chez avant apres voici svp stp par suite sinon jusqu quand lors
    lorsque puis ainsi afin donc alors aussi bien suis sont etait etaient sera seront sommes etes avons avez vont va
    vais vit vis vivent habite habitent habitant demeure demeurant demeurent reside resident residant nee ne
    m mme mr mlle monsieur madame mademoiselle messieurs objet date age agee ans nir dossier reference ref
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre demande demandeur nationalite profession situation adresse
    code signe signature cordialement bonjour bonsoir madame fax site web http https www iban rib siret allocataire
    matricule identifiant immatricule immatriculee conducteur pere mere fils fille frere conjoint conjointe locataire
    proprietaire voisin voisine j'ai y ni sans vers entre contre pendant propos concernant concerne suivi suivie
    soit presque environ tous toutes tout toute deja encore toujours jamais maintenant actuellement aujourd hier
    demain ici la-bas puisque comme parce souhaite souhaiterait sollicite declare indique precise refuse peut peuvent
    doit doivent fait font faire avoir etre aller vient viennent svp please joignable attend attends occupe occupent
    qd pr ds ki ke pcq tjs bcp dit dis veut veux loue louer paye payer touche recoit recu rappeler appeler
    contacter merci bises cdt cdlt intervention interventions fuite
    """
) - {"pr"}
ADJECTIVES = as_words("grand grande petit petite ancien ancienne vieux vieille nouvelle nouveau")
ARTICLES = frozenset({"la", "le", "les", "l"})
COUNTRIES_NEAR = as_words(
    "france belgique suisse luxembourg allemagne italie espagne maroc algerie tunisie portugal monaco"
)

# What stands where a town or a hamlet could, and is neither: the next field.
NOT_PLACES = as_words(
    """
    ville cp commune localite pays code tel telephone email e-mail courriel mail nom prenom nee ne date bonjour objet
    """
)
