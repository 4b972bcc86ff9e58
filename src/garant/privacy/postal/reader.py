"""The words of a window of text, as whoever reads an address looks at them, one after the other."""

import re
from collections.abc import Callable
from typing import NamedTuple

from garant.privacy.folded import Folded

WIDTH = 180  # characters of the window: the longest address with all its complements
_FEW = 84  # characters that are read first: most addresses end before
# Stdlib `re`, on the window: words (OCR puts digits into them: "T1LLEULS"), numbers (and letters into those:
# "54OOO"), marks. Each position is read once.
_TOKEN = re.compile(r"[A-Za-z_]+(?:[015][A-Za-z]+)*|\d+(?:[OoIl]+(?![A-Za-z])\d*)*|[^\sA-Za-z0-9_]")
_MISREAD = str.maketrans("oil", "011")


class Token(NamedTuple):
    start: int
    end: int
    low: str
    shape: str  # "d" digits, "l" lower case, "C" Capital, "U" CAPITALS, "p" anything else
    gap: str  # what stands between the token before and this one

    @property
    def is_word(self) -> bool:
        return self.shape in "lCU"


def tokens(folded: Folded, start: int, width: int = WIDTH) -> list[Token]:
    """The words, numbers and marks from `start` on."""
    text, lower = folded.text, folded.lower
    found: list[Token] = []
    done = start
    stop = min(len(text), start + width)
    blank = text.find("\n\n", start, stop)
    new = tuple.__new__  # a NamedTuple's own constructor costs three times as much
    for match in _TOKEN.finditer(text, start, blank if blank >= 0 else stop):
        begin, end = match.span()
        first = text[begin]
        if first.isdigit():
            shape = "d"
        elif first.islower():
            shape = "l"
        elif first.isupper():
            shape = "U" if end - begin > 1 and text[begin:end].isupper() else "C"
        else:
            shape = "l" if first == "_" else "p"
        low = lower[begin:end]
        if shape == "d" and not low.isdigit():
            low = low.translate(_MISREAD)
        found.append(new(Token, (begin, end, low, shape, text[done:begin])))
        done = end
    return found


class Reader:
    """Reads from one place on. Positions in `words` are indices of tokens; `end_of` gives those in the text."""

    def __init__(self, folded: Folded, start: int, width: int = WIDTH) -> None:
        self.words = tokens(folded, start, width)
        self.start = start
        # Without two cases, capitals tell nothing: the same rules as for lower case.
        shapes = {word.shape for word in self.words[:24]}
        self.flat = not ("l" in shapes and ("C" in shapes or "U" in shapes))

    def end_of(self, index: int) -> int:
        """Where the token before `index` ends."""
        return self.words[index - 1].end if index else self.start


def reading(folded: Folded, start: int, read: Callable[[Reader], int]) -> tuple[Reader, int]:
    """A reader at `start` and what `read` says of it: few words first, more where they don't suffice."""
    reader = Reader(folded, start, _FEW)
    after = read(reader)
    if after + 10 > len(reader.words) and start + _FEW < len(folded.text):
        reader = Reader(folded, start)
        after = read(reader)
    return reader, after
