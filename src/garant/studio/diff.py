"""Two texts of one file, line by line, in stretches that a person can read and a screen reader can say."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_AROUND = 2  # lines shown on each side of a change


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with its number in the text where it stands."""

    fate: Literal["kept", "gone", "come"]
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that follow each other around a change."""

    first: int  # line of the new text
    lines: tuple[Line, ...]


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Every change with a little of what surrounds it; nothing where the texts are the same."""
    old, new = before.splitlines(), after.splitlines()
    found = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        lines: list[Line] = []
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += [Line("kept", c + rank + 1, text) for rank, text in enumerate(new[c:d])]
                continue
            lines += [Line("gone", a + rank + 1, text) for rank, text in enumerate(old[a:b])]
            lines += [Line("come", c + rank + 1, text) for rank, text in enumerate(new[c:d])]
        found.append(Hunk(group[0][3] + 1, tuple(lines)))
    return tuple(found)
