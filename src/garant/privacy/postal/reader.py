"""The words of a window of text, as whoever reads an address looks at them, one after the other."""

import re
from collections.abc import Callable
from typing import NamedTuple

from garant.privacy.folded import Folded

WIDTH = 180  # characters of the window: the longest address with all its complements
_FEW = 120  # characters that are read first: most addresses end before
# Stdlib `re`, on the window; each position is read once. Words, into which OCR puts digits ("T1LLEULS"); numbers, into
# which it puts letters ("54OOO", "O4100"); marks. Split at rather than found: half the time.
_TOKEN = re.compile(
    r"(O\d[\dOoIl]{3}(?![A-Za-z0-9])|[A-Za-z_]+(?:[015][A-Za-z]+)*|\d+(?:[OoIl]+(?![A-Za-z])\d*)*|[^\sA-Za-z0-9_])"
)
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
    stop = min(len(text), start + width)
    blank = text.find("\n\n", start, stop)
    pieces = _TOKEN.split(text[start : blank if blank >= 0 else stop])
    found: list[Token] = []
    end = start
    new = tuple.__new__  # a NamedTuple's own constructor costs three times as much
    for at in range(1, len(pieces), 2):
        gap, word = pieces[at - 1], pieces[at]
        begin = end + len(gap)
        end = begin + len(word)
        low = word
        if word.islower() and not word[0].isdigit():
            shape = "l"
        elif word[0].isalpha() and not (len(word) == 5 and word[1].isdigit() and word[0] == "O"):
            shape = "U" if len(word) > 1 and word.isupper() else "C"
            low = lower[begin:end]
        elif word[0] == "_":
            shape = "l"
            low = lower[begin:end]
        elif word[-1].isalnum():
            shape = "d"
            if not word.isdigit():
                low = lower[begin:end].translate(_MISREAD)
        else:
            shape = "p"
        found.append(new(Token, (begin, end, low, shape, gap)))
    return found


class Reader:
    """Reads from one place on. Positions in `words` are indices of tokens; `end_of` gives those in the text."""

    def __init__(self, folded: Folded, start: int, width: int = WIDTH) -> None:
        self.words = tokens(folded, start, width)
        self.start = start
        self.flat = self._is_flat(0)

    def _is_flat(self, at: int) -> bool:
        """Whether capitals tell nothing from `at` on, since all is in one case: the rules of lower case hold."""
        shapes = {word.shape for word in self.words[at : at + 24]}
        return not ("l" in shapes and ("C" in shapes or "U" in shapes))

    def look_from(self, at: int) -> None:
        """Judges the case of the text by what stands from `at` on."""
        self.flat = self._is_flat(at)

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
