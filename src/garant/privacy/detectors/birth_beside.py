"""The date just after somebody's name, where it is that of a birth: "ROUX Léa – F – 18/03/1971", "M. Roux (7.2.58)"."""

import re

from garant.privacy.announced import YEAR
from garant.privacy.detectors.date_birth import DIGITS, WRITTEN
from garant.privacy.detectors.date_words import RUN, is_whole
from garant.privacy.folded import Folded
from garant.privacy.labels import Label
from garant.privacy.span import Span

_MISREAD = r"[0-3Ool]?[\dOol][/.][01Ool]?[\dOol][/.](?:[1l]9|2[0Oo])[\dOol]{2}(?![\dA-Za-z])"
_SEX = r"(?:(?:sexe[ ])?(?:[mfh]|fille|garcon|masc|fem|homme|femme)(?:[ ]?[,;|\t-][ ]?|[ ]))?"
# Stdlib `re`, at one place each: a mark or none, the sex, the date.
_BESIDE = re.compile(
    rf"\.?[ ]?(?P<mark>-|[,;:(|/\t])?[ \t]{{0,16}}{_SEX}(?:nee?[ ](?:le[ ])?)?(?P<value>(?:{DIGITS}|{WRITTEN})\b|{_MISREAD})(?![\d/])"
)
# "Nassim, du 4 octobre 2017", "Rémi est du 5.5.1993", "Anatole (du 7 avril 1951)"
_BORN_OF = re.compile(
    rf"(?:[ ]?[,(][ ]?|[ ](?:qui[ ])?est[ ])du[ ](?P<value>(?:{DIGITS}|{WRITTEN})\b)(?![\d/])"
)
_PAPERS = re.compile(
    r"\b(?:courriers?|lettres?|mails?|messages?|demandes?|arretes?|decisions?|avis|jugements?|ordonnances?|certificats?|attestations?|devis|factures?|rapports?|notes?|plaintes?|auditions?|actes?|contrats?|arret|pv)\b"
)
_LINE = 90  # characters before a name, at most, in which a paper may be spoken of
_SPELLED = re.compile(
    r"(?:[ ]?[,:(-][ ]?(?:(?:le|(?P<of>du))[ ])?|[ ](?:est[ ])?(?P<of_it>du)[ ])(?=[a-z]{2,9}[ -])"
)
_YEAR_ALONE = re.compile(r"[ ]\((19[3-9]\d|20[01]\d)\)")  # "Karim Roux (1984)"
_SHORT_YEAR = re.compile(r"[ ./-](\d{2})$")
_YOUNGEST = 2018  # a later date beside a name is rather that of a letter
_HAS_LETTER = re.compile(_MISREAD)
# Two digits tell a birth only where they are far enough from the years in which letters are written.
_SHORT = range(27, 100)
_OLDEST_SHORT = range(1, 13)  # in brackets or after a colon: the years of children


def birth_beside(block: Folded, end: int) -> Span | None:
    """The date just after a name that ends here, where it is old enough to be that of a birth."""
    year_alone = _YEAR_ALONE.match(block.lower, end)
    if year_alone is not None:
        return Span(*year_alone.span(1), Label.DATE_BIRTH, 0.55)
    beside = _BESIDE.match(block.lower, end)
    if beside is None:
        return _born_of(block, end) or _spelled(block, end)
    value = beside["value"]
    year = YEAR.search(value)
    if year is not None:
        likely = int(year[0]) <= _YOUNGEST
    else:
        short = _SHORT_YEAR.search(value)
        marked = beside["mark"] in {"(", ":"}
        likely = short is not None and (
            int(short[1]) in _SHORT or (marked and int(short[1]) in _OLDEST_SHORT)
        )
        likely = likely or _HAS_LETTER.fullmatch(value) is not None
    return Span(*beside.span("value"), Label.DATE_BIRTH, 0.6) if likely else None


def _born_of(block: Folded, end: int) -> Span | None:
    """ "Nassim, du 4 octobre 2017": a day of somebody, unless a paper of that day is spoken of."""
    found = _BORN_OF.match(block.lower, end)
    if found is None or _speaks_of_papers(block, end):
        return None
    year = YEAR.search(found["value"])
    short = _SHORT_YEAR.search(found["value"])
    old = int(year[0]) <= _YOUNGEST if year is not None else short is not None and int(short[1]) in _SHORT
    return Span(*found.span("value"), Label.DATE_BIRTH, 0.6) if old else None


def _speaks_of_papers(block: Folded, end: int) -> bool:
    left = max(0, end - _LINE)
    return _PAPERS.search(block.lower, max(left, block.lower.rfind("\n", left, end)), end) is not None


def _spelled(block: Folded, end: int) -> Span | None:
    """ "Nadir Ould-Ali, mil neuf cent soixante-dix-sept, le huit décembre"."""
    mark = _SPELLED.match(block.lower, end)
    if mark is None:
        return None
    told = RUN.match(block.lower, mark.end())
    if told is None or not is_whole(told[0]):
        return None
    of = mark["of"] or mark["of_it"]  # "Anatole (du sept avril cinquante et un)"
    if ("mil" not in told[0] and not of) or (of and _speaks_of_papers(block, end)):
        return None
    return Span(*told.span(), Label.DATE_BIRTH, 0.6)
