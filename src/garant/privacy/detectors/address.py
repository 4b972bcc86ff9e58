"""Adresses postales: street line with its number, complements, postcode and town. A street alone is nobody's."""

import re

from garant.privacy.detector import Candidate, Detector, Shape
from garant.privacy.gazetteer import gazetteer
from garant.privacy.labels import Label

_STREETS = (
    "rue|avenue|av|ave|boulevard|boul|bd|bld|blvd|bvd|place|pl|chemin|che|chem|ch|impasse|imp|allee|allees|all|route|rte|quai|cours|square|sq|passage|pass|sentier|sente|ruelle|"
    "villa|cite|residence|res|lotissement|lot|faubourg|fbg|fg|esplanade|promenade|rond-point|traverse|trav|montee|mte|cote|voie|hameau|ham|lieu-dit|lieu dit|clos|domaine|quartier|qu|"
    "venelle|parvis|mail|pont|porte|rampe|galerie|zone|za|zi|zac|resid|parc|cour|val|vallon|calade|draille|carraire|campagne|mas|immeuble|tour|ilot|habitation|chaussee|levee|carrefour|ancienne route|vieux chemin|grande rue|grand rue|grand'rue|petite rue|corniche|coursive|degre|descente|drève"
).replace("drève", "dreve")
_NUMBER = r"(?:\d{1,4}[ ]?(?:bis|ter|quater|[a-d])?(?:[ ]?[-/][ ]?\d{1,4})?)"
_PARTICLE = r"(?:de|du|des|la|le|les|l'|d'|aux|au|et|en|sur|sous|saint|sainte|st|ste|general|marechal|docteur|dr|president|mal|gal|commandant|capitaine|colonel|abbe|pere|mere|frere|soeur|sour|professeur|pr|lieutenant)"
# Words of the street name: particles, then a capital, a number or a date; in running lower case, up to four words.
_DATE = r"\d{1,2}(?:er)?[ ](?i:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?:[ ]\d{4})?"
_WORD = rf"(?:{_DATE}|[A-Z]\.|[A-Z0-9][A-Za-z0-9'-]*)"
_NAME_CASED = rf"(?:(?:[ ']{{0,2}}(?i:{_PARTICLE})\b\.?'?){{0,4}}[ ']{{1,2}}{_WORD}|(?i:[ ](?:de |du )?l'){_WORD}|[ ]d'{_WORD}){{1,5}}"
_NAME_LOWER = r"(?:[ ]{1,2}(?:de|du|des|la|le|les|l'|d'|aux|au)){0,3}[ ']{0,2}[a-z0-9][a-z0-9'-]*(?:[ ](?:de|du|des|la|le|les|d'|l'|et|aux|mai|juin|juillet|aout|novembre|19\d\d)){0,3}(?:[ ][a-z][a-z'-]*)?"
_COMPLEMENT = (
    r"(?:[ ]?[,;\-]?[ \n]{0,2}(?:(?i:\d{1,2}(?:er|e|eme|ere)?[ ]etage(?:[ ](?:gauche|droite|face))?|rdc|rez-de-chaussee|(?:porte|cote|face)[ ](?:gauche|droite)|"
    r"(?:bat(?:iment)?|appt?|appartement|apt|esc(?:alier)?|etage|hall|porte|residence|res|immeuble|imm|bp|cs|chez|lieu-dit|lieu dit|logement|log|boite|bal|villa|tour|entree|lot|lotissement)"
    r"\.?[ ]?(?:no?[ ]?)?[a-z0-9][a-z0-9']*(?-i:(?:[ -][A-Z0-9][A-Za-z0-9']*){0,3}))))"
)
_TOWN = r"(?:[A-Z][A-Za-z'-]+|[A-Z]{2,})(?:[ -](?:[A-Z][A-Za-z'-]*|[A-Z]{2,}|les|le|la|de|du|des|en|sur|sous|d'|l'|et|aux|lez|CEDEX|Cedex|cedex|\d{1,2}(?:er?|eme)?\b)){0,6}"
_TOWN_LOWER = (
    r"[a-z][a-z'-]{2,}(?:-[a-z'-]+)*(?:[ ](?:les|le|la|de|du|en|sur|sous|cedex)(?:[ ][a-z'-]+)?){0,2}"
)
_POSTCODE = r"(?:F-)?(?:0[1-9]|[1-8]\d|9[0-5]|97|98)[ ]?\d{3}"
_CITY = (
    rf"(?:[ ]?[,;(\-]?[ ]?[\r\n]{{0,2}}[ ]{{0,4}}(?:a[ ])?{_POSTCODE}[ ]{{1,2}}(?:{_TOWN}|{_TOWN_LOWER})\)?)"
)
# A hamlet between the street and the postcode: "14 chemin Mazeau, Bois-de-Nèfles, 97490 …".
_LOCALITY = r"(?:[ ]?[,\n][ ]{0,2}[A-Z][A-Za-z'-]+(?:[ -][A-Za-z'-]+){0,3})"

_LINE = Shape(
    rf"\b{_NUMBER}[ ]?,?[ ]{{1,2}}(?i:{_STREETS})\b\.?{_NAME_CASED}{_COMPLEMENT}{{0,4}}(?:{_LOCALITY}?{_CITY})?",
    0.75,
    cased=True,
)
_LINE_LOWER = Shape(
    rf"\b{_NUMBER}[ ]?,?[ ]{{1,2}}(?:{_STREETS})\b\.?{_NAME_LOWER}{_COMPLEMENT}{{0,3}}{_CITY}?", 0.65
)
# No number: a street is a place; with a postcode and a town it locates someone.
_UNNUMBERED = Shape(rf"\b(?i:{_STREETS})\b\.?{_NAME_CASED}{_COMPLEMENT}{{0,4}}{_CITY}", 0.55, cased=True)
_TOWN_ALONE = Shape(rf"\b{_POSTCODE}[ ]{{1,2}}{_TOWN}", 0.35, cased=True)
_TOWN_LOWER_ALONE = Shape(rf"\b{_POSTCODE}[ ]{{1,2}}{_TOWN_LOWER}", 0.3, needs_context=True)
_FLAT = Shape(
    r"\b(?:bat(?:iment)?|appt?|appartement|apt|escalier|esc)\.?[ ]?(?:no?[ ]?)?[A-Z]?\d{0,4}[A-Z]?(?:[ ]?[,\-]?[ ](?:bat(?:iment)?|appt?|appartement|apt|escalier|esc|etage|porte)\.?[ ]?(?:no?[ ]?)?[A-Z]?\d{0,4}[A-Z]?){0,3}\b",
    0.4,
    needs_context=True,
)
_HAMLET = Shape(
    rf"\b(?i:lieu-dit|lieu dit|lieudit)[ ](?:\"[^\"\n]{{2,40}}\"|(?i:le |la |les |l')?[A-Z][A-Za-z'-]+(?:[ ][A-Z][A-Za-z'-]+){{0,3}}){_CITY}?",
    0.65,
    cased=True,
)
# What follows "Adresse :" on its line, whatever its form.
_ANNOUNCED = Shape(
    r"\badresse(?:[ ](?:postale|complete|personnelle|actuelle|du domicile|de correspondance))?[ ]?:[ ]{0,3}(?P<value>[^\s@;|.][^\n@;|.]{5,100})",
    0.7,
)
_BOX = Shape(
    r"\b(?:BP|CS|TSA)[ ]?\d{2,6}(?:[ ,-]{1,3}\d{5}[ ][A-Z][A-Za-z -]{2,40})?", 0.35, needs_context=True
)

# Words that place an address at a public body, and words that place it at a person's.
_PUBLIC = (
    "mairie", "mairies", "hotel de ville", "siege", "prefecture", "hotel du departement", "hotel de region", "conseil departemental", "conseil regional",
    "tribunal", "ccas", "mdph", "caf", "cpam", "ecole", "ecoles", "college", "lycee", "mediatheque", "bibliotheque", "maison de", "maison des", "maison du",
    "salle", "gymnase", "stade", "centre", "espace", "commissariat", "gendarmerie", "tresorerie", "hopital", "ehpad", "office", "association", "syndicat",
    "communaute", "agence", "service", "services", "direction", "antenne", "musee", "theatre", "piscine", "dechetterie", "cimetiere", "travaux", "chantier",
    "voirie", "stationnement", "circulation", "acces", "reunion", "permanence", "accueil", "cnil", "etablissement", "parcelle", "local", "locaux",
    "batiment communal", "inauguration", "copropriete", "syndic", "cabinet", "sarl", "sas", "president", "presidente",
)  # fmt: skip
_PERSONAL = (
    "demeurant", "demeure", "domicilie*", "domicile", "habit*", "reside*", "residant", "adresse", "loge*", "chez", "vit", "vis", "vivant", "vivent", "mon", "ma",
    "mes", "son", "sa", "leur", "m", "mme", "mr", "mlle", "monsieur", "madame", "ne", "nee", "demenag*", "heberge*", "locataire*", "proprietaire*", "voisin*",
    "coordonnees", "expediteur", "destinataire", "nom", "prenom", "sis", "sise", "intervenir", "appartement", "j", "je", "famille", "logement", "frere", "soeur", "sour",
)  # fmt: skip
_WORDS_TOO = re.compile(
    r"\d[\d /a-d-]*(?:bis|ter|quater)?,? +(?:pl|place|passage|pass|cours|cite|villa|tour|parc|campagne|mas|cote|cour|val|vallon|quartier|qu|mail|pont|porte|voie|domaine|"
    r"residence|res|galerie|zone|za|zi|immeuble|habitation|montee|rampe|lot|all|imp|ch|av|degre|levee|carrefour|ilot|resid|parvis|clos)\b"
)
_PUBLIC_PLACE = re.compile(r"hotel.de.ville|mairie|prefecture|hopital|gare")  # stdlib `re`, on one address


def _check(candidate: Candidate) -> float:
    shape = candidate.shape
    somebodys = candidate.near > candidate.against
    desk = candidate.against > candidate.near
    value = candidate.value.lower()
    if desk or ("cedex" in value and not somebodys):
        return 0.2  # CEDEX is for firms and bodies
    if shape is _LINE_LOWER and not somebodys and _WORDS_TOO.match(value) is not None:
        return 0.2  # "les 3 cours du soir"
    if shape is _ANNOUNCED:
        ordinary = _PUBLIC_PLACE.search(value) is not None or not any(map(str.isdigit, value))
        return 0.0 if ordinary or value.startswith(("ip", "mac", "http")) else shape.score
    if shape in (_LINE, _LINE_LOWER):
        return shape.score + 0.15 * somebodys
    if shape is _TOWN_ALONE or shape is _TOWN_LOWER_ALONE:
        starts_line = candidate.start == 0 or candidate.before(8).rstrip(" ").endswith("\n")
        return 0.35 + 0.25 * somebodys + 0.15 * starts_line
    if shape is _UNNUMBERED or shape is _HAMLET:
        return shape.score + 0.2 if somebodys and _PUBLIC_PLACE.search(value) is None else 0.2
    if shape is _FLAT and not any(map(str.isdigit, value)) and len(value) < 6:
        return 0.0
    return shape.score + 0.3 * candidate.near


def _bounds(candidate: Candidate) -> tuple[int, int]:
    """In lower case, up to the first word that no street bears; and on to the town: "… à Gap"."""
    end = candidate.end
    lower = candidate.folded.lower
    if candidate.shape is _LINE_LOWER:
        cut = _STREET_ENDS.search(lower, candidate.start, end)
        if cut is not None:
            end = cut.start()
        if _OPEN_END.search(lower, candidate.start, end) is not None:
            number = _COMPLEMENT_NUMBER.match(lower, end)
            end = number.end() if number is not None else end
    if candidate.shape in (_LINE, _LINE_LOWER) and _HAS_POSTCODE.search(candidate.value) is None:
        town = _IN_TOWN.match(lower, end)
        words = town[1] if town is not None else ""
        while words and town is not None:
            if gazetteer().starts_commune(words.replace("-", " ").replace("'", " ")):
                return candidate.start, town.start(1) + len(words)
            words = words.rpartition(" ")[0]
    return candidate.start, end


# Words that no street is called: what comes after is the sentence again.
_STREET_ENDS = re.compile(
    r"[ ](?:se|s|est|et|ai|as|ont|je|j|il|elle|on|nous|vous|pour|qui|que|mon|ma|mes|son|sa|ses|dans|car|depuis|mais|merci|c|c'est|tel|telephone|avec|sur|un|une|au|aux|num|numero|mail|ou|si|ne|n|"
    r"pas|y|a|ce|cette|dont|chez|avant|apres|voici|svp|stp)(?![a-z'-]).*",
    re.DOTALL,
)
_OPEN_END = re.compile(r"[ ](?:appt?|apt|appartement|bat|batiment|esc|escalier|porte|logement)\.?$")
_COMPLEMENT_NUMBER = re.compile(r"[ ]?(?:no?[ ]?)?[a-z]?\d{1,4}[a-z]?\b|[ ][a-z]\b")
_HAS_POSTCODE = re.compile(r"\b\d{2} ?\d{3}\b")
_IN_TOWN = re.compile(r"[ ]?,?[ ](?:a|au|aux)[ ]([a-z'-]{2,30}(?: [a-z'-]{2,30}){0,3})")


DETECTOR = Detector(
    label=Label.ADDRESS,
    shapes=(
        _LINE,
        _LINE_LOWER,
        _UNNUMBERED,
        _TOWN_ALONE,
        _TOWN_LOWER_ALONE,
        _FLAT,
        _HAMLET,
        _BOX,
        _ANNOUNCED,
    ),
    context=_PERSONAL,
    against=_PUBLIC,
    check=_check,
    reach=110,
    bounds=_bounds,
)
