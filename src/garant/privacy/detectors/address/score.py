"""Whether an address is somebody's: how sure, 0..1."""

import re

from garant.privacy.desks import DEFAULT
from garant.privacy.detector import Candidate
from garant.privacy.detectors.address import shapes
from garant.privacy.detectors.address.words import DWELLING, LODGINGS, PLACED, PLAIN, ROOM
from garant.privacy.gazetteer import gazetteer, surname
from garant.privacy.postal import AMBIGUOUS_WAYS, COMPLEMENTS_NAME, WAYS, is_postcode
from garant.privacy.vocabulary import as_words
from garant.privacy.whose import Evidence, Whose, names_person, whose

# "parcelle cadastrée |section B n° 412", "la parcelle ZC 48 au |lieu-dit Le Suc": land, where nobody lives
_LAND = re.compile(r"\bcadastre?e?s? $|\bparcelles? [a-z]{1,2} ?\d{1,4},? (?:au |a )?$")
_PUBLIC_PLACE = re.compile(r"hotel.de.ville|mairie|prefecture|hopital|palais de justice")
_OFFICES = re.compile(
    r"cite administrative|hotel de (?:ville|police|region)|hotel du departement|maison d[eu]s? (?:departement|region|solidarites?|services)"
)
_COMPANY = re.compile(r"\b(?:sas|sarl|sasu|eurl|sci|scop|snc)\b")
_NOT_NUMBER = re.compile(
    r"(?:\d ?(?:h|heures?)|\d[ .]\d\d[ .]|\d[/.-]|\b(?:article|art\.?|page|lot|section|chapitre|bus|ligne|salle|bureau|classe|tarif|zone|no? de lot|rd|rn)|\d[,.]\d+|\d[,.](?! )) ?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_AFTER_YEAR = re.compile(
    r"(?:\b(?:en|depuis|annee|de|vers|fin|debut|avant|apres|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|[/.-]) ?$"
)
_HAS_POSTCODE = re.compile(r"\b\d{2} ?[\doil]{3}\b")
_OF_THE = re.compile(r"(?:n[a-z]* ?)?\d+ ?(?:bis|ter|quater|[a-d])?,? ?(?:de |du )")
_RANGE = re.compile(r" ?(?:a|au|-|et) (?:n?o? ?)\d")
_LETTERS = re.compile("[a-z]+")
_WAY_WORD = re.compile(rf"(?:{shapes.any_of(WAYS | AMBIGUOUS_WAYS)})\b")
_FIELDS_OF_ADDRESS = re.compile(
    r"(?:code[ _]?postal|\bcp\b|adresse|ad resse|\badr\d?\b|\bvoie\b|\brue\b|domicile|\bc\.p\b)"
)
# "code postal de la commune : " is one label
_OWN_LABEL = re.compile(r"(?:code postal|cp) (?:et|de la|/) ?(?:commune|ville) ?[:=] ?$")
_STREET_AFTER = re.compile(
    r",? ?(?:du|au|de la)? ?(?:no ?)?\d{1,4}[ ,]{1,2}(?:bis |ter )?(?:rue|avenue|av|boulevard|bd|chemin|impasse|allee|route|place|quai|cours)\b"
)
# What opens a dwelling far from any street, and no body's address.
_HAMLET = re.compile(
    r"(?:les? |la |l'|mas |ferme |moulin |villa |lieu[ -]dit|hameau |chez |petite? |grande? |ker|penn|traon|coat)"
)
_OF_SOMEBODY = re.compile(r"\b(?:m\.|mr|mme|mlle|monsieur|madame) [a-z' -]{2,30}, (?:de |du |d')$")
_LODGED = re.compile(
    rf"\b(?:{shapes.any_of(LODGINGS)}|cite u|penitentiaire|maison d'arret|centre de detention)\b[^.\n;]{{0,44}}\b{ROOM}"
)
# A room there says nothing of where: travellers come and go, or the staff writes of its house.
_STAYS = as_words("hotel auberge gite camping ehpad usld prison")
_COLLECTIVE = re.compile(rf"\b(?:{shapes.any_of(LODGINGS - _STAYS)}|cite u|hotel social)\b")
# "devant le 15 rue Hugo": a place in the street, nobody's home
_BESIDE = re.compile(
    r"\b(?:devant|face|hauteur|droit|angle|niveau|pres|proximite|abords|derriere)(?: (?:le|la|du|au|de|des|les))* ?$"
)
_ARTICLES = frozenset({"le", "la", "les", "l"})
_NUMBER_FIRST = (shapes.NUMBERED, shapes.GERMANIC, shapes.IN_WORDS)


REFUSED = 0.1  # of the address of a body: what others may think of it doesn't count


def scored(candidate: Candidate, evidence: Evidence) -> float:
    if candidate.start >= candidate.end:
        return 0.0
    shape = candidate.shape
    value = candidate.folded.lower[candidate.start : candidate.end]
    if shape is shapes.NUMBERED and _tail_of_a_number(candidate, value):
        return 0.0
    if _LAND.search(candidate.before(30)) is not None:
        return 0.2
    if shape is shapes.TOLD:
        return 0.72
    if shape is shapes.POSTCODE and not _is_town(candidate, value):
        return 0.0
    if shape is shapes.FLAT and value.startswith("ch") and not value.startswith("chrs"):
        return 0.6 if _COLLECTIVE.search(candidate.before(60)) else 0.2
    if shape is shapes.DWELLS and _said_by_dwelling(candidate):
        owner = Whose.PERSON
    else:
        owner = _owner(candidate, evidence, value)
    if owner is Whose.BODY or _OFFICES.search(value):
        return REFUSED
    if "cedex" in value:
        return 0.5 if owner is Whose.PERSON else 0.2  # CEDEX is for firms and bodies
    if owner is Whose.UNKNOWN and (_PUBLIC_PLACE.search(value) or _COMPANY.search(value)):
        owner = Whose.MAYBE_BODY
    if shape is shapes.FIELD or shape is shapes.FORM_FIELD:
        return _field_score(candidate, owner)
    return _judged(candidate, owner, value)


def _owner(candidate: Candidate, evidence: Evidence, value: str) -> Whose:
    answers, place = candidate.folded.answers, (evidence, candidate.start, candidate.end)
    known: Whose | None = answers.get(place)  # asked again for the postcode of a street with its number
    if known is not None:
        return known
    owner = whose(candidate.folded, candidate.start, candidate.end, evidence, above=not _in_prose(candidate))
    if owner is Whose.BODY and _LODGED.search(candidate.before(70) + value) is not None:
        owner = Whose.PERSON
    if owner is Whose.BODY and _REGISTERED.search(candidate.before(48)) is not None:
        owner = Whose.PERSON
    if owner is not Whose.BODY and _PUBLIC_PLACE.search(value) is None and _is_mine(candidate):
        owner = Whose.PERSON
    answers[place] = owner
    return owner


# "L'adresse a changé aussi, c'est …", "adresse connue :", "celle d'aujourd'hui :", "on dit …"
_MINE = re.compile(
    r"\b(?:(?:mon|ma|notre|son|sa|leur|l'|nouvelle |ancienne |derniere )? ?adresse(?: (?:connue|postale|actuelle|nouvelle|ancienne|complete|exacte|personnelle|principale|habituelle|declaree|d'alors|a change|aussi|de correspondance|du domicile|temporaire|provisoire)){0,4}(?:[ ,]{1,3}c'?est|[ ]?[:(-]|[ ]est)|logee?s?|couchage|repli|domiciliation|hebergee?s?)(?: (?:au )?ccas,)?[ :\"(-]{0,5}$"
)
# "notre domiciliation c'est CCAS, 3 rue Haute": where somebody without a home has his letters
_REGISTERED = re.compile(
    r"\bdomicili(?:ation|es?|ee|ees)(?: est| c'est)?[ :]{1,3}(?:au |a l'|l')?[a-z]{3,6}, $"
)
_BARE = re.compile(r"\badresse ?[:(-]+ ?$")


def _is_mine(candidate: Candidate) -> bool:
    """ "Adresse :" alone says nothing of whose it is."""
    before = candidate.before(48)
    mine = _MINE.search(before)
    return mine is not None and not (mine[0].startswith("adresse") and _BARE.search(before) is not None)


_PROSE = 64  # characters before it on its line: then the lines above are no letterhead


def _in_prose(candidate: Candidate) -> bool:
    line = candidate.folded.text.rfind("\n", 0, candidate.start) + 1
    return candidate.start - line > _PROSE


def _field_score(candidate: Candidate, owner: Whose) -> float:
    """A field of the address of a person: other fields of it stand just before."""
    before = candidate.before(110)
    if candidate.shape is shapes.FORM_FIELD:
        beside = _FIELDS_OF_ADDRESS.search(candidate.after(80)) or _FIELDS_OF_ADDRESS.search(before[:-8])
        return 0.6 if beside and owner is not Whose.MAYBE_BODY else 0.2
    above = _FIELDS_OF_ADDRESS.search(_OWN_LABEL.sub("", before)) is not None
    if owner is Whose.PERSON or (above and owner is Whose.UNKNOWN):
        return 0.65 if above else 0.45
    return 0.2


def _said_by_dwelling(candidate: Candidate) -> bool:
    """Whether the word that announced the place is "habite", "demeurant": then nobody else need be asked."""
    return not DWELLING.isdisjoint(_LETTERS.findall(candidate.before(34))[-6:])


def _judged(candidate: Candidate, owner: Whose, value: str) -> float:
    shape = candidate.shape
    person = owner is Whose.PERSON
    has_town = _HAS_POSTCODE.search(value) is not None
    if shape in _NUMBER_FIRST:
        if owner is Whose.MAYBE_BODY or (not person and _BESIDE.search(candidate.before(24))):
            return 0.4
        if not person and not has_town and (_is_ordinary(candidate, value) or _OF_THE.match(value)):
            return 0.2
        return 0.9 if person else 0.62
    if owner is Whose.MAYBE_BODY:
        return 0.2
    line_start = candidate.start == 0 or candidate.before(10).rstrip(" \t").endswith("\n")
    if shape is shapes.POSTCODE:
        grown = not value[:2].isdigit() or not is_postcode(value[:6].replace(" ", "")[:5])
        if person:
            return 0.8
        return 0.52 if line_start or (grown and _placed_first(value)) else (0.4 if grown else 0.2)
    if shape is shapes.POSTCODE_LAST:
        if person and _placed_first(value):
            return 0.6
        return 0.6 if person and (_dwells(candidate) or _OF_SOMEBODY.search(candidate.before(50))) else 0.2
    if shape is shapes.DWELLS:
        return _dwelling_score(candidate, value, has_town)
    if shape is shapes.LINE:
        return _line_score(candidate, value, person=person, has_town=has_town, line_start=line_start)
    if shape is shapes.NUMBER_LAST:
        if _RANGE.match(candidate.after(10)):
            return 0.2  # "rue Hugo, n° 5 à 25"
        return 0.8 if person else 0.52
    if shape is shapes.AT_HAMLET:
        return _at_hamlet_score(candidate, value, person=person)
    if shape is shapes.HAMLET:
        if value.startswith("hameau") and not any(map(str.isupper, candidate.value[1:])):
            return 0.3
        return 0.8 if person else (0.5 if has_town else 0.35)
    if shape is shapes.HOUSE:
        return 0.6 if _at_home(candidate) or (person and _dwells(candidate)) else 0.2
    if shape is shapes.TITLED:
        return _titled_score(candidate, value)
    if shape is shapes.CELL:
        return _cell_score(candidate, value)
    return _flat_score(candidate, value, person=person, has_town=has_town)


def _placed_first(value: str) -> bool:
    """Whether it begins as a dwelling far from any street does: "Le Mas", "buron du Puech", "Petite Houssaye"."""
    first = _LETTERS.match(value)
    return _HAMLET.match(value) is not None or (
        first is not None and first[0] in PLACED and first[0] not in DEFAULT.bodies
    )


def _line_score(candidate: Candidate, value: str, *, person: bool, has_town: bool, line_start: bool) -> float:
    dashed = candidate.before(3).rstrip(" ")[-1:] == "-"
    if not has_town and not line_start and (dashed or value.split(" ", 1)[0].strip(".") in WAYS):
        # "rues concernees : rue Hugo, …" is a street alone; in a cell of its own beside a person it locates them.
        return 0.55 if person and _is_whole_cell(candidate) else 0.2
    return 0.7 if person else (0.55 if has_town else 0.2)


def _is_whole_cell(candidate: Candidate) -> bool:
    before = candidate.before(4).rstrip(" ")
    after = candidate.after(4).lstrip(" \r")
    if before[-1:] in {"\t", "|"}:
        return not candidate.value.lower().startswith("passage")  # "passage en CLD"
    return before[-1:] == "-" and after[:1] == "-"


def _flat_score(candidate: Candidate, value: str, *, person: bool, has_town: bool) -> float:
    if value.startswith("pk"):
        dwells = _dwells(candidate) or any(character in value for character in ",-")
        return 0.65 if person and (dwells or has_town) else (0.5 if has_town else 0.3)
    if person:
        return 0.65
    if has_town:
        return 0.5
    if _STREET_AFTER.match(candidate.after(24)):
        return 0.5  # "4e étage du 17 rue Racine": as sure as its street
    # "c kelly du batiment 4 cité mortenol": a building and its place
    parts = _LETTERS.findall(value)[1:]
    return 0.5 if any(word in COMPLEMENTS_NAME or word in WAYS for word in parts) else 0.35


def _at_hamlet_score(candidate: Candidate, value: str, *, person: bool) -> float:
    before = candidate.before(24)
    if re.search(r"\b(?:du|de|entre|page) ?\S{0,12} ?$", before.removesuffix("au ")):
        return 0.0  # "du 3 au 7, La Mairie …"
    words = _LETTERS.findall(value)
    common = all(gazetteer().is_common(word) for word in words)
    return 0.7 if person else (0.2 if common else 0.52)


def _dwelling_score(candidate: Candidate, value: str, has_town: bool) -> float:
    before = candidate.before(40)
    if before.rstrip().endswith(
        ("sis", "sise", "situe", "situee", "situes", "situees", "installe", "installee")
    ):
        return 0.55 if has_town else 0.3
    first = value.split(" ", 1)[0].strip(".")
    if first in _VAGUE and not has_town and not ("," in value and not candidate.value.islower()):
        return 0.4
    return 0.7


_VAGUE = frozenset(
    {"quartier", "qu", "village", "bourg", "port", "zone", "parc", "ville", "foyer", "camping", "centre"}
)


def _dwells(candidate: Candidate) -> bool:
    words = set(_LETTERS.findall(candidate.before(60).rpartition("\n")[2]))
    return bool(words & DWELLING) or "adresse" in words


_FUNCTIONS = DEFAULT.bodies | as_words(
    "directrice directeur maire adjoint adjointe responsable chef cheffe secretaire gerant gerante presidente tresorier referente referent"
)


_LISTED = re.compile(r"(?:^|\n)[-* ]{0,3}([A-Z][A-Za-z -]{1,30})(?:\([A-Za-z .]+\) ?)? ?: ?$")


def _titled_score(candidate: Candidate, value: str) -> float:
    """A hamlet ends with its mark, and is no function: not "M. Roux, Le Directeur des services"."""
    listed = _LISTED.search(candidate.folded.text, max(0, candidate.start - 60), candidate.start)
    if listed is not None:
        facts = [(gazetteer().facts(word), word) for word in _LETTERS.findall(listed[1].lower())]
        if any(surname(each) < 2 or gazetteer().is_common(word) for each, word in facts):
            return 0.0
    words = _LETTERS.findall(value)
    if len(words) == 2 and (
        surname(gazetteer().facts(" ".join(words))) or surname(gazetteer().facts(words[1])) >= 4
    ):
        return 0.0  # "Mmes Rose, Le Goff, Dos Santos"
    if not _FUNCTIONS.isdisjoint(_LETTERS.findall(value)):
        return 0.0
    after = candidate.after(3).lstrip(" ")
    return 0.6 if not after or not after[0].isalnum() else 0.3


def _cell_score(candidate: Candidate, value: str) -> float:
    """A hamlet in a row of persons: the cell before is a name, the cell itself is neither a name nor a function."""
    row = candidate.folded.text[max(0, candidate.start - 48) : candidate.start].rpartition("\n")[2]
    words = _LETTERS.findall(value)
    if not names_person(row) or not (_FUNCTIONS | PLAIN).isdisjoint(words):
        return 0.0
    return 0.0 if surname(gazetteer().facts(" ".join(words))) else 0.6


def _at_home(candidate: Candidate) -> bool:
    return (
        re.search(
            r"\b(?:chez (?:nous|moi|lui|elle|eux|mo)|on dit|c'est)\b|\bchez (?:m\w* )?[a-z][a-z'-]+ [a-z][a-z'-]+, $",
            candidate.before(48),
        )
        is not None
    )


def _tail_of_a_number(candidate: Candidate, value: str) -> bool:
    """Whether the number before the street belongs to an hour, a date, an article, a telephone."""
    before = candidate.before(40)
    if _YEAR.match(value) and _AFTER_YEAR.search(before[-16:]):
        return True
    if "parcelle" in before[-28:] or "cadastr" in before:
        return True
    return _NOT_NUMBER.search(before[-16:]) is not None and not value.startswith(("n", "p", "k"))


def _is_ordinary(candidate: Candidate, value: str) -> bool:
    """ "les 3 cours du soir", "2 places assises": a word of streets that counts something."""
    match = _WAY_WORD.search(value)
    if match is None or match[0] not in AMBIGUOUS_WAYS:
        return False
    name = candidate.value[match.end() :]
    if any(character.isupper() for character in name):
        return False
    return not candidate.before(12).rstrip().endswith(("au", "le", "du", ":", "adresse", "a l'adresse"))


def _is_town(candidate: Candidate, value: str) -> bool:
    """Whether what follows the five digits is a town rather than "euros" or "habitants"."""
    match = _HAS_POSTCODE.search(value)
    if match is None:
        return False
    tail = value[match.end() :]
    bare = tail.lstrip(" ,;|\t\n-()")
    words = _LETTERS.findall(bare)[:4]
    if not words:
        return False
    first = candidate.folded.text[candidate.start + len(value) - len(bare)]
    lists = gazetteer()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]  # the lists write "Le Mans" as "Mans"
    if any(lists.starts_commune(" ".join(words[:length])) for length in range(len(words), 0, -1)):
        return first.isupper() or not lists.is_common(words[0]) or len(words) > 1
    if tail.lstrip(" ")[:1] in {";", "|", "\t"}:
        return False
    return first.isupper() and not lists.is_common(words[0])
