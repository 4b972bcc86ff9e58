"""Cuts a folded text into sentences: up to . ! ? or the end of a line, whatever the hand that wrote it.

A line without punctuation (a message, a row of a table) is one sentence. A very long one is cut at a space, so that
what is said of a sentence stays near its words.
"""

import re
from collections.abc import Iterator

from garant.privacy.vocabulary import as_words

LONGEST = 1_200  # characters of a sentence

# Stdlib `re`: one class, no repetition.
_STOP = re.compile(r"[.!?\n]")

# A point after them ends no sentence.
_SHORTENED = as_words(
    """
    m mm mr mrs mme mmes mlle mlles dr drs pr prof me mgr st ste sts art arts al cf ex p pp fig no nos num env
    av bd bld bvd imp ch chem all apt appt bat res rte esc etg tel port ref resp adj dir dept dpt soc loc
    janv fev fevr avr juil sept oct nov dec lun mar mer jeu ven sam dim hab max min approx ht ttc hosp suiv
    tt ttt edu educ psy as dem consult rdv dde ddn vve
    """
)
# After "Mme B.", a word that begins a sentence rather than goes on with it.
_BEGINS = as_words(
    """
    il elle ils elles le la les un une des ce cet cette ces son sa ses mon ma mes nous vous je on depuis
    suite apres avant mme monsieur madame aucun aucune tout dans pour en au aux par lors
    """
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of a folded text, blanks around them left out; none is empty."""
    start = 0
    for stop in _STOP.finditer(text):
        at = stop.start()
        if text[at] == "\n":
            yield from _trimmed(text, start, at)
        elif _ends(text, at, start):
            yield from _trimmed(text, start, at + 1)
        else:
            continue
        start = at + 1
    yield from _trimmed(text, start, len(text))


def _ends(text: str, at: int, start: int) -> bool:
    """Whether the mark at `at` ends a sentence."""
    following = text[at + 1 : at + 2]
    if following and following not in " \n\t\r\"')]":
        return False
    if text[at] != ".":
        return True
    first = at
    while first > start and at - first < 16 and text[first - 1].isalnum():
        first -= 1
    word = text[first:at]
    if word.isdigit():
        return bool(text[start:first].strip())  # "1. Présents" at the head of a line is a number
    if len(word) == 1 or word.lower() in _SHORTENED:
        follows = text[at + 1 : at + 14].split()
        return (
            bool(follows)
            and len(word) == 1
            and word not in "Mmpn"
            and follows[0][:1].isupper()
            and follows[0].lower().strip("',") in _BEGINS
        )
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
