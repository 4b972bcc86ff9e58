"""Adresses postales: street line with its number, complements, postcode and town, when they locate a person.

A shape says where an address may begin; `garant.privacy.postal` reads how far it goes, `garant.privacy.whose` whose it
is. A street alone, a town alone, the address of a body are nobody's.
"""

import re

from garant.privacy.desks import DEFAULT, Desks
from garant.privacy.detector import Candidate, Check, Detector, Shape
from garant.privacy.gazetteer import gazetteer
from garant.privacy.indirect.territory import COUNTRIES, TERRITORIES
from garant.privacy.labels import Label
from garant.privacy.postal import (
    AMBIGUOUS_WAYS,
    COMPLEMENTS_CODE,
    COMPLEMENTS_NAME,
    STOP,
    WAYS,
    Reader,
    is_postcode,
    reading,
    address as read_address,
    complements,
    name as read_name,
    postcode,
    town,
)
from garant.privacy.vocabulary import as_words
from garant.privacy.whose import Evidence, Whose, whose


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_WAY = rf"(?:(?:grande?|petite?|ancienne?|vieux|vieille|nouvelle)[ ']{{1,2}})?(?:{_any(WAYS | AMBIGUOUS_WAYS)}|lieu[ -]dit|lieudit)"
# "12", "12 bis", "12B", "12-14", "3/5", "12 et 14", and what OCR makes of a 1 or a 0.
_NUMBER = (
    r"(?:\d{1,4}|[li]\d{1,3}|\d{1,2}[oil]{1,2})(?:[ ]?(?:bis|ter|quater|[a-h])\b)?"
    r"(?:[ ]?(?:[-/&]|et|a)[ ]?\d{1,4}(?:[ ]?(?:bis|ter|quater|[a-h])\b)?)?"
)
_NUMBERED = Shape(rf"(?:\b(?:no?|pk|km)[ ]?)?\b{_NUMBER}[ ]?[,.]?[ ]{{0,3}}{_WAY}\b", 0.75)
_IN_WORDS = Shape(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent)"
    r"(?:[ -](?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|vingts)){0,3}(?:[ ](?:bis|ter))?[ ,]{1,2}"
    r"(?:rue|avenue|boulevard|chemin|impasse|allee|route|place|quai)\b",
    0.7,
)
# Fields of a form or an export: "Code postal : 44400   Ville : REZE", '"cp": "69007"', "<CP>49000</CP>".
_FIELD = Shape(
    r"\b(?:code[ _]?postal|code_?post|cp|ville|commune|localite|city|zip|town)[\"']?[ ]{0,3}[:=>][ ]{0,3}[\"']?(?P<value>[A-Za-z0-9])",
    0.6,
)
_GERMANIC = Shape(rf"\b{_NUMBER}[ ]?,?[ ]{{1,2}}[a-z]{{3,20}}(?:stras?se|gasse|weg)\b", 0.6)
_POSTCODE = Shape(
    r"\b(?:F[ -]?)?(?P<value>(?:0[1-9]|[1-8]\d|9[0-578])[ ]?[\dOIl]{3})[ ]{0,2}[ ,;|\t)\n-][ ]{0,2}[A-Za-z]",
    0.35,
)
_POSTCODE_LAST = Shape(r"[A-Za-z][ ,]{0,2}\(?\b(?P<value>(?:0[1-9]|[1-8]\d|9[0-578])\d{3})\b", 0.35)
_DWELLING_WORDS = (
    r"habit(?:e|es|ent|ant|ait|aient|ons|ez|er)|demeur(?:e|ant|ent|ait)|domicilie?e?s?|domicile|resid(?:e|es|ent|ant|ait|ons)|"
    r"vi[st]|vivent|vivant|vivait|vivons|loge(?:e|es|ent|s)?|heberge(?:e|es|s|ent)?|installee?s?|demenage\w{0,3}|emmenage\w{0,3}|"
    r"sis|sise|situee?s?|adresse"
)
_DWELLS = Shape(rf"\b(?:{_DWELLING_WORDS})\b", 0.55)
# What may open a line, or a cell, that is a part of an address: words that rarely open anything else.
_OPENING = (WAYS | AMBIGUOUS_WAYS | COMPLEMENTS_NAME | COMPLEMENTS_CODE) - as_words(
    """
    r ensemble ens et. et ent ch. ch logement logements log lot pas passe port ferme village bourg terrasse terrasses pont porte cour val
    parc zone za zi zac fond section vallon voie cours mail cote all qu tour galerie centre foyer camping studio chambre box cs tsa hall
    entree etage bloc cage app carrefour cale anse moulin chateau boite bal av ave place pl descente
    """
)
_LINE = Shape(
    rf"(?:^|\n|[:;|\t(])[ \t]{{0,60}}(?P<value>{_any(_OPENING)}|lieu[ -]dit|pk|km)\b",
    0.55,
)
_FLAT = Shape(
    r"\b(?:bat(?:iment)?|appt?|appart(?:ement)?|apt|esc(?:alier)?|logement|pk)\b\.?[ ]?(?:no?\.?[ ]?)?(?:[a-z]?[ -]?\d{1,4}[a-z]?|[a-z])\b"
    r"|\b\d{1,2}[ ]?(?:er|e|eme|ieme|nd|nde)[ ]etage\b",
    0.4,
)
_HAMLET = Shape(r"\b(?:lieu[ -]dit|lieudit|hameau)\b", 0.5)
_BOX = Shape(r"\bBP[ ]?\d{1,5}\b", 0.35, cased=True)

_DWELLING = as_words(
    """
    demeurant demeure demeurent demeurait domicilie domiciliee domicilies domiciliees domicile habite habites habitent habitant
    habitait habitons habitez habiter habitants reside residant resident residait residons loge logee loges logent logeant
    heberge hebergee heberges hebergees hebergent vit vis vivent vivant vivait vivons demenage demenager emmenage emmenager
    """
)
_PERSONS = as_words(
    """
    chez mon ma mes notre son sa leur m mme mr mlle ne nee locataire locataires proprietaire proprietaires voisin voisine
    voisins coordonnees expediteur nom prenom pavillon j je moi famille frere soeur sour mere pere
    parents fils fille cousin cousine oncle tante ami amie usager usagere beneficiaire allocataire requerant requerante
    victime plaignant plaignante interesse interessee epoux epouse conjoint conjointe ex copain copine dame
    """
)
# Words that tell a body only where they stand as its name, and that ordinary sentences hold as well.
_PLAIN = as_words(
    "poste gare marche local depot cuisine parking ase ch ts chi union directeur directrice commune groupe"
)

_LINKS = as_words(
    """
    a au aux en dans actuellement toujours maintenant desormais seul seule ensemble un une appartement maison logement
    situe situee sis sise studio est sera le la l postale complete personnelle actuelle personnel principal principale
    du domicile de correspondance nouvelle ancienne suivante sur ici habituelle famille ma mon votre son sa des parents
    declaree exacte electorale fiscale
    """
)
_ARTICLES = frozenset({"le", "la", "l", "les", "une", "un", "cette", "ma", "sa", "leur", "notre"})
_PUBLIC_PLACE = re.compile(r"hotel.de.ville|mairie|prefecture|hopital|palais de justice")
_NOT_NUMBER = re.compile(
    r"(?:\d ?(?:h|heures?)|\d[ .]\d\d[ .]|\d[/.-]|\b(?:article|art\.?|page|lot|section|chapitre|no? de lot|rd|rn)|\d[,.]\d+|\d[,.](?! )) ?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_AFTER_YEAR = re.compile(
    r"(?:\b(?:en|depuis|annee|de|vers|fin|debut|avant|apres|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|[/.-]) ?$"
)
_HAS_POSTCODE = re.compile(r"\b\d{2} ?[\doil]{3}\b")
_OTHER_ADDRESS = re.compile(r"ip\b|mac\b|https?|www|mail|courriel|e-mail|electronique")
_LAST_WORD = re.compile(r"[a-z'-]+$")
_START = re.compile(r"[A-Za-z]+|\d+")


def _bounds(candidate: Candidate) -> tuple[int, int]:
    shape = candidate.shape
    if shape is _NUMBERED or shape is _IN_WORDS:
        return _numbered(candidate)
    if shape is _FIELD:
        return _field(candidate)
    if shape is _GERMANIC:
        reader = Reader(candidate.folded, candidate.end)
        return candidate.start, max(candidate.end, reader.end_of(complements(reader, 0)[0]))
    if shape is _POSTCODE:
        return _from_postcode(candidate)
    if shape is _POSTCODE_LAST:
        return _town_before(candidate)
    if shape is _DWELLS:
        return _after_dwelling(candidate)
    start, end = _read(candidate, candidate.start)
    return (start, max(end, candidate.end)) if shape is _FLAT else (start, end)


def _nothing(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.start


def _read(candidate: Candidate, start: int) -> tuple[int, int]:
    reader, after = reading(candidate.folded, start, _whole)
    return (start, reader.end_of(after)) if after else _nothing(candidate)


def _whole(reader: Reader) -> int:
    return read_address(reader)[0]


def _street(reader: Reader) -> int:
    """Past the name of a street and what comes after it; 0 where there is no name."""
    name = read_name(reader, 0)
    return complements(reader, name)[0] if name else 0


def _after_nameless(reader: Reader) -> int:
    """Past "Grande rue", which may bear no other name."""
    return complements(reader, read_name(reader, 0))[0]


_NAMELESS = ("grande rue", "grand rue", "grand'rue", "petite rue")


def _numbered(candidate: Candidate) -> tuple[int, int]:
    folded = candidate.folded
    lower = folded.lower
    value = lower[candidate.start : candidate.end]
    way = _LAST_WORD.search(value)
    word = way[0] if way is not None else ""
    end = candidate.end
    point = lower[end : end + 1] == "."
    nameless = value.endswith(_NAMELESS)
    reader, after = reading(folded, end + point, _after_nameless if nameless else _street)
    if word == "r" and (not point or not reader.words or not reader.words[0].is_word):
        return _nothing(candidate)  # "R. 2162-1" is an article, "12 r. Hugo" a street
    if not after and not nameless:
        return _nothing(candidate)
    return candidate.start, reader.end_of(after) if after else end


def _field(candidate: Candidate) -> tuple[int, int]:
    """The postcode or the town that a field holds."""
    reader = Reader(candidate.folded, candidate.start, 60)
    words = reader.words
    if words and words[0].shape == "d":
        return (candidate.start, words[0].end) if is_postcode(words[0].low) else _nothing(candidate)
    after = town(reader, 0)
    return (candidate.start, reader.end_of(after)) if after else _nothing(candidate)


def _from_postcode(candidate: Candidate) -> tuple[int, int]:
    """Postcode and town, and before them on the line a street without number or a hamlet."""
    folded = candidate.folded
    reader = Reader(folded, candidate.start, 60)
    after = postcode(reader, 0)
    if not after:
        return _nothing(candidate)
    end = reader.end_of(after)
    after, _ = (
        complements(reader, after, most=2)
        if after < len(reader.words) and reader.words[after].low in "-(,"
        else (after, True)
    )
    end = max(end, reader.end_of(after))
    start = _grown_left(candidate, end)
    return (_line_above(candidate, start) if start == candidate.start else start), end


_HAMLET_LINE = re.compile(
    r"(?:Le|La|Les|L'|LE|LA|LES|Au|Aux|AU|AUX|Mas|MAS|Ferme|FERME|Moulin|Chez)[ ']{0,2}[A-Z][A-Za-z' -]{1,40}"
)


def _line_above(candidate: Candidate, start: int) -> int:
    """A hamlet on a line of its own above the postcode: "Les Granges Basses", with somebody's name above it."""
    text = candidate.folded.text
    if start and text[start - 1] != "\n":
        return start
    begin = text.rfind("\n", max(0, start - 60), max(0, start - 1)) + 1
    line = text[begin : max(0, start - 1)].rstrip("\r ")
    return begin if begin and _HAMLET_LINE.fullmatch(line) is not None else start


_LETTERS = re.compile("[a-z]+")
_NUMBERED_WAY = re.compile(rf"\d{{1,4}}[ ]?(?:bis|ter|quater|[a-d])?[ ,.-]{{0,3}}{_WAY}\b")


def _grown_left(candidate: Candidate, end: int) -> int:
    """Where the address of which `candidate` is the postcode begins, on its line."""
    folded = candidate.folded
    floor = max(0, candidate.start - 110)
    line = folded.text.rfind("\n", floor, candidate.start) + 1
    left = max(line, floor)
    for mark in (";", "|", "\t", ": "):
        left = max(
            left,
            folded.text.rfind(mark, left, candidate.start) + len(mark)
            if mark in folded.text[left : candidate.start]
            else left,
        )
    tries = 0
    for token in _START.finditer(folded.text, left, candidate.start):
        low = token[0].lower()
        number = token[0].isdigit()
        article = low in {"le", "la", "les", "l", "au", "aux"} and token[0][0].isupper()
        if not (
            (number and len(low) <= 4)
            or article
            or low in WAYS
            or low in AMBIGUOUS_WAYS
            or low in COMPLEMENTS_NAME
            or low in COMPLEMENTS_CODE
            or low in {"lieu", "lieudit", "pk", "km"}
        ):
            continue
        if number and _NUMBERED_WAY.match(folded.lower, token.start()):
            # The street's own shape reads it; here it says where the whole begins, if no sentence stands between.
            between = _LETTERS.findall(folded.lower, token.end(), candidate.start)
            return token.start() if len(between) < 14 and STOP.isdisjoint(between) else candidate.start
        tries += 1
        if tries > 4:
            break
        reader = Reader(folded, token.start(), candidate.end - token.start() + 40)
        after, has = read_address(reader)
        if after and has and reader.end_of(after) >= candidate.end:
            return token.start()
    return candidate.start


def _town_before(candidate: Candidate) -> tuple[int, int]:
    """ "Manosque (04100)", "Gap 05000": the town is one to five words before."""
    folded = candidate.folded
    if folded.text[candidate.end : candidate.end + 2].strip(" ,")[:1].isalpha():
        return _nothing(candidate)  # its town comes after it
    left = max(0, candidate.start - 45)
    starts = [token.start() for token in re.finditer(r"[A-Za-z]+", folded.text[left : candidate.start])]
    for start in starts[-6:]:
        if "\n" in folded.text[left + start : candidate.start]:
            continue
        words = " ".join(re.findall(r"[a-z]+", folded.lower[left + start : candidate.start]))
        if gazetteer().starts_commune(words) and len(words) > 1:
            end = candidate.end + (folded.text[candidate.end : candidate.end + 1] == ")")
            return left + start, end
    return _nothing(candidate)


_NEAR = 56  # characters in which the links between "habite" and the place end


def _after_links(reader: Reader) -> tuple[int, bool]:
    """The word at which the place begins, and whether a colon announced it; -1 where none begins."""
    words = reader.words
    at = 0
    announced = False
    while at < len(words) and at < 9:
        word = words[at]
        if word.low in {":", "="}:
            announced = True
        elif word.low in {"le", "la", "les", "l"} and word.shape in "CU" and not reader.flat:
            break  # "Le Mas des Cyprès"
        elif word.low not in _LINKS and word.low not in COUNTRIES and word.low not in _BETWEEN:
            break
        elif "\n\n" in word.gap:
            return -1, False
        at += 1
    if at >= len(words) or (words[at].shape == "p" and words[at].low != '"'):
        return -1, False
    begins = words[at].low
    named = (words[at].shape in "CU" and begins not in STOP) or words[at].shape == "p"
    return (at if announced or named or begins in _BEGINNINGS else -1), announced


_BETWEEN = frozenset({",", "'", "(", "s", ")"})
_BEGINNINGS = (
    WAYS | AMBIGUOUS_WAYS | COMPLEMENTS_NAME | COMPLEMENTS_CODE | frozenset({"lieu", "lieudit", "pk", "km"})
)


def _after_dwelling(candidate: Candidate) -> tuple[int, int]:
    """What "habite", "domicilié", "adresse :" announce, when it has no number for the other shapes to find."""
    folded = candidate.folded
    at, announced = _after_links(Reader(folded, candidate.end, _NEAR))
    if at < 0:
        return _nothing(candidate)
    reader = Reader(folded, candidate.end)
    words = reader.words
    if announced and candidate.value.lower() in {"adresse", "domicile"}:
        return _announced(candidate, reader, at)
    if words[at].shape == "d":
        return _nothing(candidate)
    after, has = read_address(reader, at)
    if after == at:
        return _hamlet_after(candidate, reader, at)
    first = words[at].low
    said = folded.text[words[at].end : reader.end_of(after)]
    named = any(character.isupper() or character.isdigit() for character in said)
    if (
        not named
        and not has
        and (not reader.flat or (at and words[at - 1].low in _ARTICLES))
        and first not in {"lieu", "lieudit", "hameau"}
        and not _OF.match(said.lower())
    ):
        return _nothing(candidate)
    return words[at].start, reader.end_of(after)


def _hamlet_after(candidate: Candidate, reader: Reader, at: int) -> tuple[int, int]:
    """ "domiciliés à la Croix-Blanche": a place with its article, that no commune is called."""
    words = reader.words
    first = at
    while first and words[first - 1].low in {"'", "l", "la", "le", "les"}:
        first -= 1
    if words[at].low in {"le", "la", "les", "l"}:
        first, at = at, at + 1
    if (
        reader.flat
        or first == at
        or at >= len(words)
        or words[at].shape not in "CU"
        or words[at].low in _NOT_HAMLETS
    ):
        return _nothing(candidate)
    if not candidate.value.lower().startswith(("domicili", "demeur", "habit", "resid", "adresse")):
        return _nothing(candidate)
    after = town(reader, at)
    name = " ".join(word.low for word in words[first:after] if word.is_word)
    if name in TERRITORIES or gazetteer().starts_commune(name) or town(reader, first) != after:
        return _nothing(candidate)
    return words[first].start, reader.end_of(after)


_NOT_HAMLETS = as_words(
    "reunion france maison mairie commune ville region belgique suisse residence rue ccas caf"
)
_OF = re.compile(r"\.? (?:de|du|des|d'|de la|de l') ?\S")
_LINE_STOP = re.compile(
    r"[;|]| {3}|\t| - | / |\b(?:tel|telephone|mail|courriel|e-mail|portable|nee?|date|profession|nationalite|nir|no)\b"
)


def _announced(candidate: Candidate, reader: Reader, at: int) -> tuple[int, int]:
    """What stands after "Adresse :" on its line, whatever its form."""
    folded = candidate.folded
    words = reader.words
    start = words[at].start
    after, has = read_address(reader, at)
    end = reader.end_of(after) if after > at else start
    if has:
        return start, end
    line_end = folded.text.find("\n", start, start + 120)
    line = folded.lower[start : line_end if line_end >= 0 else start + 120]
    if "@" in line or _OTHER_ADDRESS.match(line):
        return _nothing(candidate)
    stop = _LINE_STOP.search(line, 1)
    rest = (line[: stop.start()] if stop is not None else line).rstrip(" ,.")
    if len(rest) < 100 and any(map(str.isdigit, rest)) and sum(map(str.isalpha, rest)) > 4:
        return start, max(end, start + len(rest))
    return (start, end) if after > at else _nothing(candidate)


def _score(candidate: Candidate, evidence: Evidence) -> float:
    if candidate.start >= candidate.end:
        return 0.0
    shape = candidate.shape
    value = candidate.value.lower()
    if shape is _NUMBERED and _tail_of_a_number(candidate, value):
        return 0.0
    has_town = _HAS_POSTCODE.search(value) is not None
    if shape is _POSTCODE and not _is_town(candidate, value):
        return 0.0
    if shape is _DWELLS and _said_by_dwelling(candidate):
        owner = Whose.PERSON
    else:
        owner = whose(candidate.folded, candidate.start, candidate.end, evidence)
    if owner is Whose.BODY:
        return 0.2
    if "cedex" in value:
        return 0.5 if owner is Whose.PERSON else 0.2  # CEDEX is for firms and bodies
    if owner is Whose.UNKNOWN and _PUBLIC_PLACE.search(value) is not None:
        owner = Whose.MAYBE_BODY
    if shape is _FIELD:
        return _field_score(candidate, owner)
    return _judged(candidate, shape, owner, value, has_town)


_FIELDS_OF_ADDRESS = re.compile(r"(?:code[ _]?postal|\bcp\b|adresse|\badr\d?\b|\bvoie\b|\brue\b|domicile)")


def _field_score(candidate: Candidate, owner: Whose) -> float:
    """A field of the address of a person: other fields of it stand just before."""
    beside = _FIELDS_OF_ADDRESS.search(candidate.before(110)) is not None
    if owner is Whose.PERSON or (beside and owner is Whose.UNKNOWN):
        return 0.65 if beside else 0.45
    return 0.2


def _said_by_dwelling(candidate: Candidate) -> bool:
    """Whether the word that announced the place is "habite", "demeurant": then nobody else need be asked."""
    return not _DWELLING.isdisjoint(_LETTERS.findall(candidate.before(30))[-4:])


def _judged(candidate: Candidate, shape: Shape, owner: Whose, value: str, has_town: bool) -> float:
    person = owner is Whose.PERSON
    if shape in (_NUMBERED, _GERMANIC, _IN_WORDS):
        if owner is Whose.MAYBE_BODY:
            return 0.4
        if not person and not has_town and _is_ordinary(candidate, value):
            return 0.2
        return 0.9 if person else 0.62
    if owner is Whose.MAYBE_BODY:
        return 0.2
    line_start = candidate.start == 0 or candidate.before(10).rstrip(" \t").endswith("\n")
    if shape is _POSTCODE:
        grown = not value[:2].isdigit() or not is_postcode(value[:6].replace(" ", "")[:5])
        if person:
            return 0.8
        return 0.52 if line_start else (0.4 if grown else 0.2)
    if shape is _POSTCODE_LAST:
        return 0.6 if person and _dwells(candidate) else 0.2
    if shape is _DWELLS:
        return _dwelling_score(candidate, value, has_town)
    if shape is _LINE:
        if not has_town and not line_start and value.split(" ", 1)[0].strip(".") in WAYS:
            return (
                0.35 if person else 0.2
            )  # "rues concernees : rue Hugo, …", the street of a table: a street alone
        return 0.7 if person else (0.55 if has_town else 0.2)
    if shape is _HAMLET:
        if value.startswith("hameau") and not any(map(str.isupper, candidate.value[1:])):
            return 0.3
        return 0.8 if person else (0.5 if has_town else 0.35)
    return 0.65 if person else (0.5 if has_town else 0.35)


def _dwelling_score(candidate: Candidate, value: str, has_town: bool) -> float:
    before = candidate.before(40)
    if before.rstrip().endswith(
        ("sis", "sise", "situe", "situee", "situes", "situees", "installe", "installee")
    ):
        return 0.55 if has_town else 0.3
    first = value.split(" ", 1)[0].strip(".")
    if (
        first
        in {
            "quartier",
            "qu",
            "village",
            "bourg",
            "port",
            "zone",
            "parc",
            "ville",
            "foyer",
            "camping",
            "centre",
        }
        and not has_town
    ):
        return 0.4
    return 0.7


def _dwells(candidate: Candidate) -> bool:
    words = set(re.findall("[a-z]+", candidate.before(60)))
    return bool(words & _DWELLING) or "adresse" in words


def _tail_of_a_number(candidate: Candidate, value: str) -> bool:
    """Whether the number before the street belongs to an hour, a date, an article, a telephone."""
    before = candidate.before(16)
    if _YEAR.match(value) and _AFTER_YEAR.search(before):
        return True
    if "parcelle" in candidate.before(28) or "cadastr" in candidate.before(40):
        return True
    return _NOT_NUMBER.search(before) is not None and not value.startswith(("n", "p", "k"))


def _is_ordinary(candidate: Candidate, value: str) -> bool:
    """ "les 3 cours du soir", "2 places assises": a word of streets that counts something."""
    match = _WAY_WORD.search(value)
    if match is None or match[0] not in AMBIGUOUS_WAYS:
        return False
    name = candidate.value[match.end() :]
    if any(character.isupper() for character in name):
        return False
    return not candidate.before(12).rstrip().endswith(("au", "le", "du", ":", "adresse", "a l'adresse"))


_WAY_WORD = re.compile(rf"(?:{_any(WAYS | AMBIGUOUS_WAYS)})\b")


def _is_town(candidate: Candidate, value: str) -> bool:
    """Whether what follows the five digits is a town rather than "euros" or "habitants"."""
    match = _HAS_POSTCODE.search(value)
    if match is None:
        return False
    name = value[match.end() :].strip(" ,;|\t\n-()")
    if not name:
        return False
    in_cells = value[match.end() :].lstrip(" ")[:1] in {";", "|", "\t"}
    words = re.findall("[a-z]+", name)[:4]
    lists = gazetteer()
    if any(lists.starts_commune(" ".join(words[:length])) for length in range(len(words), 0, -1)):
        at = (
            candidate.start
            + match.end()
            + len(value[match.end() :])
            - len(value[match.end() :].lstrip(" ,;|\t\n-()"))
        )
        return candidate.folded.text[at].isupper() or not lists.is_common(words[0]) or len(words) > 1
    if in_cells:
        return False
    at = candidate.folded.text.find(
        candidate.value[match.end() :].strip(" ,;|\t\n-()")[:3], candidate.start + match.end()
    )
    return candidate.folded.text[at : at + 1].isupper() and not lists.is_common(words[0])


def detector(desks: Desks) -> Detector:
    """The detector for an organisation's own desks."""
    evidence = Evidence(
        persons=_PERSONS,
        dwelling=_DWELLING,
        bodies=desks.bodies - _PLAIN,
        happenings=desks.happenings,
    )

    def check(candidate: Candidate) -> float:
        return _score(candidate, evidence)

    checked: Check = check
    return Detector(
        label=Label.ADDRESS,
        shapes=(
            _NUMBERED,
            _IN_WORDS,
            _GERMANIC,
            _FIELD,
            _POSTCODE,
            _POSTCODE_LAST,
            _DWELLS,
            _LINE,
            _FLAT,
            _HAMLET,
            _BOX,
        ),
        check=checked,
        bounds=_bounds,
    )


DETECTOR = detector(DEFAULT)
