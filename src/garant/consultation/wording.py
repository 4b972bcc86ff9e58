"""What an amendment changes, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_TOKENS = re.compile(r"\n+|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: kept, removed or added."""

    text: str
    removed: bool = False
    added: bool = False


@lru_cache(maxsize=512)
def changes(before: str, after: str) -> tuple[Piece, ...]:
    """From one wording to the other. What two changes leave of a few blanks between them is no common ground."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    found: list[Piece] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if what == "equal":
            found.append(Piece(gone))
            continue
        if len(found) > 1 and not found[-1].text.strip():
            gone, come, found = _joined(found, gone, come)
        if gone:
            found.append(Piece(gone, removed=True))
        if come:
            found.append(Piece(come, added=True))
    return tuple(found)


def _joined(found: list[Piece], gone: str, come: str) -> tuple[str, str, list[Piece]]:
    """The change before a blank and the one after it, as one: two words replaced read as two words replaced."""
    blank = found.pop().text
    removed, added = "", ""
    while found and (found[-1].removed or found[-1].added):
        piece = found.pop()
        if piece.removed:
            removed = piece.text + removed
        else:
            added = piece.text + added
    return removed + blank + gone, added + blank + come, found
