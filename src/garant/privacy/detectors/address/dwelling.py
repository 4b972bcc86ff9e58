"""What "habite", "domicilié à", "Adresse :" announce, where no number tells the address."""

import re

from garant.privacy.detector import Candidate
from garant.privacy.detectors.address.words import ARTICLES, LINKS, LODGINGS, NOT_HAMLETS, OTHER_ADDRESS
from garant.privacy.gazetteer import gazetteer
from garant.privacy.indirect.territory import COUNTRIES, TERRITORIES
from garant.privacy.postal import (
    AMBIGUOUS_WAYS,
    COMPLEMENTS_CODE,
    COMPLEMENTS_NAME,
    STOP,
    WAYS,
    Reader,
    address,
    complements,
    name,
    town,
    town_first,
)

_FEW = 140  # characters read after it
_NEAR = 56  # characters in which the links between "habite" and the place end
_BETWEEN = frozenset({",", "'", "(", "s", ")"})
_BEGINNINGS = WAYS | AMBIGUOUS_WAYS | COMPLEMENTS_NAME | COMPLEMENTS_CODE | {"lieu", "lieudit", "pk", "km"}
_ANNOUNCING = frozenset({"adresse", "adr", "domicile", "dom", "dem"})
_SHORT = frozenset({"adr", "dom", "dem"})  # only with their point or their colon
_OF = re.compile(r"\.? (?:de|du|des|d'|de la|de l') ?\S")
_LINE_STOP = re.compile(
    r"[;|\"<]| {3}|(?<=[0-9a-z]{4})\. |\t| - | / |\b(?:tel|telephone|mail|courriel|e-mail|portable|nee?|date|profession|nationalite|nir|no|cp|code|commune|ville)\b"
)
_SENT = re.compile(
    r" (?:aux?|a|par|les?|un|une|ce|cette) [^:\n]{0,40}(?:[.,;\n]|$)|(?:e|es|s)?[ ](?:aux?|a|par)[ ](?:la|l'|le)\b[^:\n]{0,30}"
)
# "Aide à domicile : 3 h par semaine"
_SERVED = re.compile(
    r"\b(?:aides?|soins?|maintien|portage|services?|visites?|hospitalisation|retour|had)(?: de [a-z]{3,10})? a $"
)
_NO_PLACE = re.compile(
    r"(?:pas|voir|idem|neant|inconnue?|sans|non|oui|aucune?|ci-|meme|a |en |sdf|nc\b|chez|suite|confidentiel|renseign|complet)"
)


def after_dwelling(candidate: Candidate) -> tuple[int, int]:
    folded = candidate.folded
    nothing = (candidate.start, candidate.start)
    said_by = folded.lower[candidate.start : candidate.end]
    if said_by in _SHORT and folded.lower[candidate.end : candidate.end + 2].strip(" ")[:1] not in {":", "."}:
        return nothing
    if said_by == "adresse" and _SENT.match(folded.lower, candidate.end) is not None:
        return nothing  # "un dossier a été adressé à la DDT"
    if said_by == "domicile" and _SERVED.search(candidate.before(24)) is not None:
        return nothing
    at, announced = _after_links(Reader(folded, candidate.end, _NEAR), short=said_by in _SHORT)
    if at < 0:
        return nothing
    reader = Reader(folded, candidate.end, _FEW)
    words = reader.words
    if announced and said_by in _ANNOUNCING:
        return _announced(candidate, reader, at)
    if words[at].shape == "d":
        return nothing
    whole = town_first(reader, at)
    if whole > at:
        return words[at].start, reader.end_of(whole)
    after, has_town = address(reader, at)
    if after == at and words[at].low in _HOUSING:
        return _housed(candidate, reader, at)
    if after == at:
        return _hamlet_after(candidate, reader, at)
    first = words[at].low
    said = folded.text[words[at].end : reader.end_of(after)]
    named = any(character.isupper() or character.isdigit() for character in said)
    if (
        not named
        and not has_town
        and (not reader.flat or (at and words[at - 1].low in ARTICLES))
        and first not in {"lieu", "lieudit", "hameau"}
        and not _OF.match(said.lower())
    ):
        return nothing
    if at and words[at].shape == "C" and not reader.flat and words[at - 1].low in {"la", "le", "les"}:
        at -= 1  # "la Bastide Neuve"
    return words[at].start, reader.end_of(after)


def _after_links(reader: Reader, *, short: bool) -> tuple[int, bool]:
    """The word at which the place begins, and whether a colon announced it; -1 where none begins."""
    words = reader.words
    start = reader.start
    at = 0
    announced = False
    while at < len(words) and at < 10 and words[at].start - start < _NEAR:
        word = words[at]
        if word.low in {":", "="} or (at == 0 and word.low == "." and short):
            announced = True
        elif word.low in {"le", "la", "les", "l"} and word.shape in "CU" and (announced or not reader.flat):
            break  # "Le Mas des Cyprès"
        elif (word.low in _BEGINNINGS and announced) or (
            (word.low not in LINKS or (announced and word.shape in "CU" and not reader.flat))
            and (word.low not in COUNTRIES and word.low not in _BETWEEN)
        ):
            break
        at += 1
    if at >= len(words) or (words[at].shape == "p" and words[at].low != '"'):
        return -1, False
    begins = words[at].low
    named = (words[at].shape in "CU" and begins not in STOP) or words[at].shape == "p"
    return (at if announced or named or begins in _BEGINNINGS else -1), announced


_HOUSING = LODGINGS | {"centre"}


def _housed(candidate: Candidate, reader: Reader, at: int) -> tuple[int, int]:
    """ "domiciliée EHPAD Les Tilleuls, chambre 112, 18100 Vierzon": the home, where an address comes with it."""
    named = name(reader, at + 1, most=4, house=True)
    after, _ = complements(reader, named, ways=True)
    if after == named or named == at + 1:
        return candidate.start, candidate.start
    return reader.words[at].start, reader.end_of(after)


def _hamlet_after(candidate: Candidate, reader: Reader, at: int) -> tuple[int, int]:
    """ "domiciliés à la Croix-Blanche": a place with its article, that no commune is called."""
    words = reader.words
    nothing = (candidate.start, candidate.start)
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
        or words[at].low in NOT_HAMLETS
    ):
        return nothing
    if not candidate.value.lower().startswith(("domicili", "demeur", "habit", "resid", "adresse")):
        return nothing
    after = town(reader, at)
    said = " ".join(word.low for word in words[first:after] if word.is_word)
    if said in TERRITORIES or gazetteer().starts_commune(said) or town(reader, first) != after:
        return nothing
    return words[first].start, reader.end_of(after)


def _announced(candidate: Candidate, reader: Reader, at: int) -> tuple[int, int]:
    """What stands after "Adresse :" on its line, whatever its form."""
    folded = candidate.folded
    words = reader.words
    start = words[at].start
    nothing = (candidate.start, candidate.start)
    if words[at].low == "chez":
        return nothing  # a person, and the address after: others find both
    after, has_town = address(reader, at)
    end = reader.end_of(after) if after > at else start
    if has_town:
        return start, end
    whole = town_first(reader, at)
    if whole > at:
        return start, reader.end_of(whole)
    line_end = folded.text.find("\n", start, start + 120)
    line = folded.lower[start : line_end if line_end >= 0 else start + 120]
    if "@" in line or OTHER_ADDRESS.match(line) or line.startswith("www"):
        return nothing
    stop = _LINE_STOP.search(line, 1)
    rest = (line[: stop.start()] if stop is not None else line).rstrip(" ,.")
    if (
        len(rest) < 100
        and sum(map(str.isalpha, rest)) > 3
        and (any(map(str.isdigit, rest)) or _is_named_place(folded.text[start : start + len(rest)]))
    ):
        return start, max(end, start + len(rest))
    return (start, end) if after > at else nothing


def _is_named_place(text: str) -> bool:
    """Whether what a form's "Adresse :" holds without any number is a place: "Le Serre", "Ferme du Puy"."""
    words = text.lower().replace("'", " ").replace("-", " ").split()
    return (
        text[0].isupper()
        and len(words) < 8
        and _NO_PLACE.match(text.lower()) is None
        and not any(word in STOP for word in words[1:])
    )
