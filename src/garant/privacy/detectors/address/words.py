"""The words around an address that say that somebody lives there. Folded, lower case. Own lists, November 2026."""

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
