"""Ages and births that a text gives: of a child, or of an adult. The network sees where they stand."""

import re
from collections.abc import Iterator

from garant.privacy.folded import Folded

MINORITY = 18  # years
BORN_FROM = 2008  # who is born in that year or later is a child: to be raised each year (next: November 2027)
LATEST_IN_A_ROW = 2022  # a later date in a row of a table is rather that of a decision

# Stdlib `re`: bounded repetitions, found by the word or the digits that they hold.
# "Moins de 20 ans", "plus de 65 ans" is a rule's age, nobody's.
_AGE = re.compile(r"(?<!moins de )(?<!plus de )\b([0-9]{1,3}) ?(?:ans\b|a(?= ?[,;).]))")
_MONTHS = re.compile(r"(?:\(|agee? de |bebe de |, )[0-9]{1,2} mois\b")
_BORN = re.compile(r"\bne+(?:\(?e\)?)?s? (?:le|en|vers)\b[^\n;|]{0,14}?\b((?:19|20)[0-9]{2})\b")
_DAY = re.compile(
    r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-]((?:19|20)[0-9]{2})\b|\b((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}\b"
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
    for found in _DAY.finditer(lower):
        start = lower.rfind("\n", 0, found.start()) + 1
        end = lower.find("\n", found.end())
        line = lower[
            max(start, found.start() - 400) : end if 0 <= end < found.end() + 400 else found.end() + 400
        ]
        year = int(found[1] or found[2])
        if year <= LATEST_IN_A_ROW and max(line.count(";"), line.count("|"), line.count("\t")) >= 2:
            yield *found.span(), year >= BORN_FROM
