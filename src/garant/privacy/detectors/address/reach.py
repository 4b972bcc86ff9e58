"""How far the address goes that a shape announces: (start, end), equal where there is none."""

import re

from garant.privacy.detector import Candidate
from garant.privacy.detectors.address import shapes
from garant.privacy.detectors.address.dwelling import after_dwelling
from garant.privacy.detectors.address.forms import field, form_field
from garant.privacy.detectors.address.left import (
    before_bare_code,
    town_before,
    with_parts_before,
    with_postcode,
)
from garant.privacy.detectors.address.told import told
from garant.privacy.gazetteer import gazetteer
from garant.privacy.postal import Reader, address, complements, name, reading

Bounds = tuple[int, int]


def bounds(candidate: Candidate) -> Bounds:
    return _READERS.get(candidate.shape, _plain)(candidate)


def _nothing(candidate: Candidate) -> Bounds:
    return candidate.start, candidate.start


def _whole(reader: Reader) -> int:
    return address(reader)[0]


def _street(reader: Reader) -> int:
    """Past the name of a street and what comes after it; 0 where there is no name."""
    after = name(reader, 0)
    return complements(reader, after)[0] if after else 0


def _after_nameless(reader: Reader) -> int:
    """Past "Grande rue", which may bear no other name."""
    return complements(reader, name(reader, 0))[0]


def _plain(candidate: Candidate) -> Bounds:
    start = candidate.start
    reader, after = reading(candidate.folded, start, _whole)
    return (start, reader.end_of(after)) if after else _nothing(candidate)


# "ni logement ni ressources", "devant l'escalier. L'ascenseur"
_NO_CODE = re.compile(r"[a-z]{4} ni |\.[ ]?[a-z]'[a-z]?$")
_VERB_HAS = re.compile(r"[a-z]+\.? a[ ][a-z]{2}")


def _flat(candidate: Candidate) -> Bounds:
    if _VERB_HAS.fullmatch(candidate.folded.lower, candidate.start, candidate.end + 3) is not None:
        return _nothing(candidate)  # "l'appart a été rendu"
    if _NO_CODE.search(candidate.folded.lower, candidate.start, candidate.end + 2) is not None:
        return _nothing(candidate)
    start, end = _plain(candidate)
    if end <= candidate.end and candidate.value[:1].isdigit():
        reader = Reader(candidate.folded, candidate.end)
        end = reader.end_of(complements(reader, 0)[0])  # "3e étage, porte 12"
    return with_parts_before(candidate.folded, start), max(end, candidate.end)


_NAMELESS = ("grande rue", "grand rue", "grand'rue", "petite rue")
_LAST_WORD = re.compile(r"[a-z'-]+$")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d ?[-/] ?(?=\d)")


def _numbered(candidate: Candidate) -> Bounds:
    folded = candidate.folded
    lower = folded.lower
    value = lower[candidate.start : candidate.end]
    way = _LAST_WORD.search(value)
    word = way[0] if way is not None else ""
    end = candidate.end
    point = lower[end : end + 1] == "."
    nameless = value.endswith(_NAMELESS)
    reader, after = reading(folded, end + point, _after_nameless if nameless else _street)
    if word == "r" and not _is_street_after_r(reader, point=point):
        return _nothing(candidate)
    if value.startswith(("1a ", "l1 ")) and any(map(str.isdigit, word or value[3:])):
        return _nothing(candidate)  # "le bruit du café de 1a p1ace"
    if not after and not nameless:
        return _nothing(candidate)
    year = _YEAR_BEFORE.match(value)  # "12/03/2015 - 2 allée des Tilleuls"
    start = candidate.start + (year.end() if year is not None else 0)
    if lower[start - 2 : start] in {", ", "- "}:
        start = with_parts_before(folded, start)
        start = town_before(folded, start)
    return start, reader.end_of(after) if after else end


def _is_street_after_r(reader: Reader, *, point: bool) -> bool:
    """ "R. 2162-1" is an article and "AB 12 R" a plate; "12 r. Hugo" and "12 r hugo" are streets."""
    if not reader.words or not reader.words[0].is_word:
        return False
    return point or len(reader.words[0].low) > 2 or reader.words[0].low in {"d", "de", "du", "la", "le", "l"}


def _germanic(candidate: Candidate) -> Bounds:
    reader = Reader(candidate.folded, candidate.end)
    return candidate.start, max(candidate.end, reader.end_of(complements(reader, 0)[0]))


def _number_last(candidate: Candidate) -> Bounds:
    start, end = _plain(candidate)
    said = candidate.folded.text[candidate.end : end]
    return (start, end) if any(map(str.isdigit, said)) else _nothing(candidate)


def _at_hamlet(candidate: Candidate) -> Bounds:
    reader = Reader(candidate.folded, candidate.start)
    words = reader.words
    at = 1
    while at < len(words) and words[at].low in {"bis", "ter", ",", "les", "le", "la", "l", "'"}:
        at += 1
    after = name(reader, at)
    end = reader.end_of(complements(reader, after)[0])
    if after == at or not candidate.folded.text[end - 1].isalnum():
        return _nothing(candidate)
    return candidate.start, end


def _named(candidate: Candidate) -> Bounds:
    """A hamlet without a word of hamlets: "La Combe d'en Haut, bât. B"."""
    reader = Reader(candidate.folded, candidate.start)
    after = address(reader)[0] or name(reader, 0, most=5, house=True)
    return (
        (candidate.start, reader.end_of(complements(reader, after, ways=True)[0]))
        if after
        else _nothing(candidate)
    )


def _cell(candidate: Candidate) -> Bounds:
    return candidate.start, candidate.end


_WORD = re.compile("[A-Za-z]+")


def _town_before(candidate: Candidate) -> Bounds:
    """ "Manosque (04100)", "Gap 05000": the town is one to five words before."""
    folded = candidate.folded
    if folded.text[candidate.end : candidate.end + 2].strip(" ,")[:1].isalpha():
        return _nothing(candidate)  # its town comes after it
    left = max(0, candidate.start - 45, folded.text.rfind("\n", 0, candidate.start) + 1)
    found = [(word.start(), word[0].lower()) for word in _WORD.finditer(folded.text, left, candidate.start)][
        -6:
    ]
    for at, (start, _) in enumerate(found):
        words = " ".join(word for _, word in found[at:])
        if len(words) > 1 and gazetteer().starts_commune(words):
            return start, candidate.end + (folded.text[candidate.end : candidate.end + 1] == ")")
    start = (
        before_bare_code(candidate)
        if folded.text[candidate.start - 2 : candidate.start] == ", "
        else candidate.start
    )
    return (start, candidate.end) if start < candidate.start else _nothing(candidate)


_READERS = {
    shapes.NUMBERED: _numbered,
    shapes.IN_WORDS: _numbered,
    shapes.NUMBER_LAST: _number_last,
    shapes.AT_HAMLET: _at_hamlet,
    shapes.GERMANIC: _germanic,
    shapes.FIELD: field,
    shapes.FORM_FIELD: form_field,
    shapes.POSTCODE: with_postcode,
    shapes.POSTCODE_LAST: _town_before,
    shapes.DWELLS: after_dwelling,
    shapes.TOLD: told,
    shapes.FLAT: _flat,
    shapes.TITLED: _named,
    shapes.CELL: _cell,
}
