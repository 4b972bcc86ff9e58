"""Where an address may begin: re2 patterns over folded text."""

from garant.privacy.detector import Shape
from garant.privacy.postal import AMBIGUOUS_WAYS, COMPLEMENTS_CODE, COMPLEMENTS_NAME, WAYS
from garant.privacy.vocabulary import as_words


def any_of(words: frozenset[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


WAY = rf"(?:(?:grande?|petite?|ancienne?|vieux|vieille|nouvelle)[ ']{{1,2}})?(?:{any_of(WAYS | AMBIGUOUS_WAYS)}|lieu[ -]dit|lieudit)"
_MISREAD_WAY = "ru[ ]e|p[1l]ace|a[1l]{2}ee|a[1l]{1,2}ee|chem[1l]n|bou[1l]evard|[1l]mpasse|p1|res[1l]dence|b[1l]d|av[ ]enue|aveuue"
# "12", "12 bis", "12B", "12-14", "3/5", "12 et 14", and what OCR makes of a 1 or a 0.
NUMBER = (
    r"(?:\d{1,4}|[li]\d{1,3}|\d{1,2}[oil]{1,2})(?:[ ]?(?:bis|ter|quater|quinquies|sexies|[a-h])\b){0,2}"
    r"(?:[ ]?(?:[-/&]|et|a)[ ]?\d{1,4}(?:[ ]?(?:bis|ter|quater|[a-h])\b)?)?"
)
NUMBERED = Shape(
    rf"(?:\b(?:numero|num|no?|pk|km)\.?[ ]?|\b){NUMBER}[ ]?[,.]?[ ]{{0,3}}(?:(?:de[ ](?:la[ ]|l')?|du[ ]))?(?:{WAY}|{_MISREAD_WAY})\b",
    0.75,
)
IN_WORDS = Shape(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent)"
    r"(?:[ -](?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|vingts)){0,3}(?:[ ](?:bis|ter))?[ ,]{1,2}"
    r"(?:rue|avenue|boulevard|chemin|impasse|allee|route|place|quai)\b",
    0.7,
)
# "rue du Bac, n° 17", "route de Marignane numéro 210", "boulevard Longchamp au 24".
NUMBER_LAST = Shape(
    r"\b(?P<value>rue|avenue|av|boulevard|bd|chemin|che|impasse|imp|allee|all|route|rte|place|quai|cours|traverse|montee|ruelle|lotissement|residence)\b"
    r"\.?[ ][A-Za-z' -]{2,40}?[ ]?,?[ ]{1,2}(?:(?:no\.?|n\.|numero|num|au)[ ]?\d{1,4}\b|\d{1,3}[ ]?,[ ]?\d{4}[ ][a-z])",
    0.6,
)
# "au 2 bis, les Basses-Loges": a number and a hamlet.
AT_HAMLET = Shape(
    r"\b(?:[Aa]u|AU)[ ](?P<value>\d{1,4}(?:[ ]?(?:bis|ter|BIS|TER))?[ ]?,?[ ](?:(?:[Ll]es|[Ll]e|[Ll]a|LES|LE|LA|[Ll]')[ ]?[A-Z][A-Za-z]+|(?:le|la|les|l')[ ]?(?:longere|maison|ferme|garage|grange|moulin|pavillon|villa|studio|caravane|bergerie|loge|cabanon|chalet|mas|bastide)\b))",
    0.55,
    cased=True,
)
# Fields of a form or an export: "Code postal : 44400   Ville : REZE", '"cp": "69007"', "<CP>49000</CP>".
FIELD = Shape(
    r"\b(?:code[ _]?postal|code_?post|c\.?p\b\.?|ville|commune|localite|city|zip|town)"
    r"(?:[ ]?(?:,|/|et|-|[ ])[ ]?(?:ville|commune|localite))?[\"']?[ ]{0,3}[:=>][ ]{0,3}[\"']?(?P<value>[A-Za-z0-9])",
    0.6,
)
# "Rue : des Lilas   N° : 12", "Complément : Bât 2".
FORM_FIELD = Shape(
    r"\b(?:rue|voie|nom de (?:la )?voie|no (?:et |de )?(?:la )?(?:voie|rue)|numero(?: (?:et|de) (?:la )?(?:voie|rue))?|no|complement(?: d'adresse)?|batiment|"
    r"residence|immeuble|lieu[ -]dit|appartement|etage|hameau|quartier|boite postale|bp|escalier)[\"']?[ ]{0,2}[:=][ ]{0,3}[\"']?(?P<value>[A-Za-z0-9])",
    0.5,
)
GERMANIC = Shape(
    rf"\b(?:{NUMBER}[ ]?,?[ ]{{1,2}}[a-z]{{3,20}}(?:stras?se|gasse|weg)|[a-z]{{3,20}}(?:strasse|gasse|straat|gracht|steenweg)[ ]\d{{1,3}})\b",
    0.6,
)
_POSTCODE_FORM = r"(?:[0O][1-9]|[1-8]\d|9[0-578])"
POSTCODE = Shape(
    rf"\b(?:F[ -]?)?(?P<value>{_POSTCODE_FORM}[ ]?[\dOIl]{{3}})[ ]{{0,2}}[ ,;|\t)\n-][ ]{{0,2}}[A-Za-z]",
    0.35,
)
POSTCODE_LAST = Shape(rf"[A-Za-z][ ,]{{0,2}}\(?\b(?P<value>{_POSTCODE_FORM}\d{{3}})\b", 0.35)
_DWELLING_WORDS = (
    r"j?'?h?abit(?:e|es|ent|ant|ait|ais|aient|ons|ez|er)|demeur(?:e|ant|ent|ait|t)|domicilie?e?s?|domicile|resid(?:e|es|ent|ant|ait|ons)|"
    r"vi[st]|vivent|vivant|vivait|vivons|(?:re)?loge(?:e|es|ent|s|ait|ant)?|heberge(?:e|es|s|ent)?|installee?s?|demenage\w{0,3}|emmenage\w{0,3}|"
    r"sis|sise|situee?s?|adresse|adr|dom|dem"
)
DWELLS = Shape(rf"\b(?:{_DWELLING_WORDS})\b", 0.55)
# After these a place may be told in any way: what comes next decides (`told`).
TOLD = Shape(
    r"\b(?:j'?h?abit(?:e|ais)|habit(?:e|es|ent|ait|ons|ez|ant)|demeur(?:e|ant|ent|ait)|domicilie?e?s?|resid(?:e|es|ent|ant|ait|ons)|vit|vis|vivent|vivons|vivre|(?:re)?loge(?:e|es|ent|s|ant)?|"
    r"heberge(?:e|es|s|ent)?|je reste|je dors|on dort|couchage|dort ou|adresse|domiciliation|domicile|repli|ils sont|elles sont|vous etes|nous sommes au|on est au|c'est au|"
    r"courrier(?: c'est)?|je suis (?:au|a)|serait au|maintenant c'est|on dit|transportons)\b|\bmaison[ ]?:|\b(?:indique|declare|ecrit|comme adresse)[a-z ]{0,14} (?:: )?\"",
    0.55,
)
# What may open a line, or a cell, that is a part of an address: words that rarely open anything else.
_OPENING = (WAYS | AMBIGUOUS_WAYS | COMPLEMENTS_NAME | COMPLEMENTS_CODE) - as_words(
    """
    r ensemble ens et. et ent ch. ch logement logements log lot pas passe port ferme village bourg terrasse terrasses pont porte cour val
    parc zone za zi zac fond section vallon voie cours mail cote all qu tour galerie centre foyer camping studio chambre box cs tsa hall
    entree etage bloc cage app carrefour cale anse moulin chateau boite bal av ave place pl descente ligne rang levee aire vallee tribu
    interphone sonnette coron corons bt cellule barre emplacement emplct pte bte anneau ponton
    """
)
LINE = Shape(
    rf"(?:^|\n|[:;|\t(]|[ ]-)[ \t]{{0,60}}(?P<value>{any_of(_OPENING)}|lieu[ -]dit|pk|km)\b",
    0.55,
)
FLAT = Shape(
    r"\b(?:bat(?:iment)?|appt?|appart(?:ement)?|apt|esc(?:alier)?|logement|pk|chambre|chbre|ch\.)\b\.?[ ]?(?:no?\.?[ ]?)?(?:[a-z]?[ -]?\d{1,4}[a-z]?|[a-z])\b"
    r"|\b\d{1,2}[ ]?(?:er|e|eme|ieme|nd|nde)[ ](?:etage\b|et\.)|\bent\.[ ]?[a-z]\b",
    0.4,
)
HAMLET = Shape(r"\b(?:lieu[ -]dit|lieudit|hameau)\b", 0.5)
# Names of dwellings within a sentence: "on dit quartier Majimbini", "chez lui, tribu de Hnacaom".
HOUSE = Shape(
    r"(?:[,:(-][ ]|\bdit[ ]|\bdu[ ])(?P<value>tribu|quartier|residence|cite|lotissement|servitude|section|habitation|immeuble|villa|bastide|carbet|tour)[ ](?:de[ ](?:la[ ])?|du[ ]|des[ ]|les?[ ]|la[ ]|[dl]')?[A-Z][A-Za-z'-]{2,}",
    0.4,
)
# "Mme Germain, La Combe d'en Haut, sous oxygène", "Delmas : Le Mas Vieux": a name and a hamlet.
TITLED = Shape(
    r"(?:\b(?:M\.|Mme|Mlle|Mr|Monsieur|Madame|[Ff]amille|[Ee]poux|[Cc]onsorts)[ ][A-Z][A-Za-z' -]{1,40}(?:,| -| \()[ ]?"
    r"|(?:^|\n)[-* ]{0,3}[A-Z][A-Za-z -]{1,30}(?:\([A-Za-z .]{1,20}\) ?)?[ ]?:[ ])"
    r"(?P<value>(?:La|Le|Les|L'|Mas|Ferme|Moulin|Villa|Domaine|Bastide|Chalet|[Rr]ue|[Aa]venue|[Cc]hemin|[Ii]mpasse|[Rr]oute|[Bb]oulevard|[Aa]llee|[Qq]uai|[Rr]esidence|[Ll]otissement|[Ll]ot\.|[Rr]es\.|[Ii]mm\.)[ ]?(?:Les? |La |du |de la |des |de |d'|les |la |le )?[A-Z][A-Za-z'-]+)",
    0.5,
    cased=True,
)
# "ROUX Jacky | Le Bas Plessis | 188,20": the second cell of a row that a name opens.
CELL = Shape(
    r"(?:^|\n)[A-Z][A-Za-z./' -]{2,40}?[ ]?[|;\t][ ]?(?P<value>(?:La|Le|Les|Mas|Ferme|Moulin|Villa|Domaine)[ ](?:(?:de la|du|des|de)[ ])?[A-Z][A-Za-z' -]{2,30}?)[ ]?(?:[|;\t\n]|$)",
    0.5,
    cased=True,
)
BOX = Shape(r"\bBP[ ]?\d{1,5}\b", 0.35, cased=True)

ALL = (
    NUMBERED,
    IN_WORDS,
    NUMBER_LAST,
    AT_HAMLET,
    GERMANIC,
    FIELD,
    FORM_FIELD,
    POSTCODE,
    POSTCODE_LAST,
    DWELLS,
    LINE,
    FLAT,
    HAMLET,
    HOUSE,
    TITLED,
    CELL,
    TOLD,
    BOX,
)
