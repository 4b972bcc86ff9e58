"""The text as the detectors read it: plain ASCII, case kept, one character for one.

Patterns, word lists and context words then need no accents, no typographic quotes, no exotic digits or spaces,
and an offset in bytes is an offset in characters. What is removed rather than replaced (accents written apart,
zero-width characters that would cut a number in two) is remembered, so that spans come back exact.
"""

import codecs
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# Stdlib `re`: one class, no repetition.
_REMOVED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")

_REPLACED = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": ".", "•": "*", "·": ".",
    "°": "o", "º": "o", "ª": "a", "œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "ø": "o", "Ø": "O", "ß": "s",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "t", "Þ": "T", "ł": "l", "Ł": "L", "ı": "i",
    "€": "$", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is ASCII; `lower` is the same in lower case. Positions in both are the same."""

    text: str
    lower: str
    _cuts: tuple[int, ...]  # positions in `text` before which something was removed …
    _shifts: tuple[int, ...]  # … and how much was removed in all from there on

    @property
    def has_identity(self) -> bool:
        """Whether every position is that of the original."""
        return not self._cuts

    def part(self, start: int, end: int) -> "Folded":
        """A stretch on its own, whose positions count from its start: `origin` is asked of the whole."""
        return Folded(self.text[start:end], self.lower[start:end], (), ())

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original, with the marks that belong to its last character."""
        if not self._cuts:
            return start, end
        return start + self._shift(start), end + self._shift(end)

    def _shift(self, position: int) -> int:
        at = bisect_right(self._cuts, position)
        return self._shifts[at - 1] if at else 0


def fold(text: str) -> Folded:
    """Any str will do, lone surrogates included."""
    cuts: list[int] = []
    shifts: list[int] = []
    if not text.isascii() and (marks := [mark.start() for mark in _REMOVED.finditer(text)]):
        pieces: list[str] = []
        done = 0
        for removed, mark in enumerate(marks):
            pieces.append(text[done:mark])
            done = mark + 1
            if cuts and cuts[-1] == mark - removed:
                shifts[-1] = removed + 1
            else:
                cuts.append(mark - removed)
                shifts.append(removed + 1)
        pieces.append(text[done:])
        text = "".join(pieces)
    if not text.isascii():
        text = text.encode("latin-1", _HANDLER).translate(_LATIN).decode("ascii")
    return Folded(text, text.lower(), tuple(cuts), tuple(shifts))


def _ascii(character: str) -> str:
    """One ASCII character that stands for this one; "_" for a letter that has none."""
    replaced = _REPLACED.get(character)
    if replaced is not None:
        return replaced
    decomposed = unicodedata.normalize("NFKD", character)
    for part in decomposed:
        if part.isascii():
            return part
        digit = unicodedata.digit(part, None)
        if digit is not None:
            return str(digit)
    if character.isspace():
        return " "
    return "_" if character.isalpha() else "\x1f"


_KNOWN: dict[str, bytes] = {}


def _unencodable(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    found = []
    for character in error.object[error.start : error.end]:
        known = _KNOWN.get(character)
        if known is None:
            known = _KNOWN[character] = _ascii(character).encode("ascii")
        found.append(known)
    return b"".join(found), error.end


_HANDLER = "garant.privacy.folded"
codecs.register_error(_HANDLER, _unencodable)
_LATIN = bytes(
    code if code < 128 else (ord(" ") if code == 0xA0 else ord(_ascii(chr(code)))) for code in range(256)
)
