"""Ages and births that a text gives: of a child, or of an adult. The network sees where they stand."""

import re
from collections.abc import Iterator

from garant.privacy.folded import Folded

MINORITY = 18  # years
BORN_FROM = 2008  # who is born in that year or later is a child: to be raised each year (next: November 2027)
LATEST_IN_A_ROW = 2022  # a later date in a row of a table is rather that of a decision

_LINE = 400  # characters of a line that are looked at on either side of a date

# Stdlib `re`: bounded repetitions. Each begins with the digit or the letters that it is found by, and looks back from
# there ("(?<!\w.)" for "\b"): a pattern that begins with a look behind is tried at every character.
# "Moins de 20 ans", "plus de 65 ans" is a rule's age, nobody's.
_AGE = re.compile(r"([0-9](?<!\w.)(?<!moins de .)(?<!plus de .)[0-9]{0,2}) ?(?:ans\b|a(?= ?[,;).]))")
_MONTHS = re.compile(r"(?:\(|agee? de |bebe de |, )[0-9]{1,2} mois\b")
_BORN = re.compile(r"ne(?<!\w..)e*(?:\(?e\)?)?s? (?:le|en|vers)\b[^\n;|]{0,14}?\b((?:19|20)[0-9]{2})\b")
_DAY = re.compile(
    r"[0-9](?<!\w.)(?:[0-9]?[/.-][0-9]{1,2}[/.-]((?:19|20)[0-9]{2})|(?:(?<=1)9|(?<=2)0)[0-9]{2}-[0-9]{2}-[0-9]{2})\b"
)


def ages(block: Folded) -> Iterator[tuple[int, int, bool]]:
    """The ranges of ages and births, and whether they are those of a child."""
    lower = block.lower
    for found in _AGE.finditer(lower):
        yield *found.span(), int(found[1]) < MINORITY
    if " mois" in lower:
        yield from ((*found.span(), True) for found in _MONTHS.finditer(lower))
    for found in _BORN.finditer(lower):
        yield *found.span(1), int(found[1]) >= BORN_FROM
    if not _is_row(lower):  # nor is any of its lines
        return
    for found in _DAY.finditer(lower):
        year = int(found[1] or found[0][:4])
        if year <= LATEST_IN_A_ROW and _is_row(_line(lower, *found.span())):
            yield *found.span(), year >= BORN_FROM


def _line(text: str, start: int, end: int) -> str:
    """The line where a date stands, no more than needed of it."""
    first = max(0, start - _LINE)
    after = text.find("\n", end, end + _LINE)
    return text[max(first, text.rfind("\n", first, start) + 1) : after if after >= 0 else end + _LINE]


def _is_row(text: str) -> bool:
    """Whether the separators of three columns stand there."""
    return max(text.count(";"), text.count("|"), text.count("\t")) >= 2
