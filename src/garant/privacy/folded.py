"""The text as the detectors read it: plain ASCII, case kept, one character for one.

Patterns, word lists and context words then need no accents, no typographic quotes, no exotic digits or spaces,
and an offset in bytes is an offset in characters. What is removed rather than replaced (accents written apart,
characters without width and signs of layout, which would cut a number in two) is remembered, so that spans come
back exact.
"""

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from garant.privacy.markup import signs

# Combining marks, and all that Unicode calls a format character or ignorable by default. Stdlib `re`: one class.
_REMOVED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0600-\u0605\u061c\u06dd\u070f\u17b4\u17b5\u180b-\u180f\u1ab0-\u1ace\u1dc0-\u1dff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_REPLACED = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": ".", "•": "*", "·": ".",
    "°": "o", "º": "o", "ª": "a", "œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "ø": "o", "Ø": "O", "ß": "s",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "t", "Þ": "T", "ł": "l", "Ł": "L", "ı": "i",
    "\u3164": " ", "\u115f": " ", "\u1160": " ", "\uffa0": " ", "\u2800": " ",
    "€": "$", "¦": "|", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
}  # fmt: skip
_REPLACED |= {"З": "3", "з": "3", "І": "I"}
# Letters of other scripts that the eye takes for Latin ones.
_REPLACED |= dict(
    zip("АВЕЅІЈКМНОРСТХУԛԜавеѕіјкмнорстхуԁһӏ", "ABESIJKMHOPCTXYQWabesijkmhopctxydhl", strict=True)
)
_REPLACED |= dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχ", "ABEZHIKMNOPTYXabeiknoptux", strict=True))


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is ASCII; `lower` is the same in lower case. Positions in both are the same."""

    text: str
    lower: str
    _cuts: tuple[int, ...] = ()  # positions in `text` before which something was removed …
    _shifts: tuple[int, ...] = ()  # … how much was removed in all from there on …
    _ends: tuple[int, ...] = ()  # … and how much up to the last that belongs to the character before
    heading: str = ""  # the row of headings, lower case, of the table that this is a part of
    # What detectors have found out about places in it: several shapes lead to the same datum.
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def has_identity(self) -> bool:
        """Whether every position is that of the original."""
        return not self._cuts

    def part(self, start: int, end: int, heading: str = "") -> "Folded":
        """A stretch on its own, whose positions count from its start: `origin` is asked of the whole."""
        return Folded(self.text[start:end], self.lower[start:end], heading=heading)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original, with the marks that belong to its last character."""
        if not self._cuts:
            return start, end
        return start + self._shift(start, self._shifts), end + self._shift(end, self._ends)

    def _shift(self, position: int, at_cut: tuple[int, ...]) -> int:
        at = bisect_right(self._cuts, position) - 1
        if at < 0:
            return 0
        return at_cut[at] if self._cuts[at] == position else self._shifts[at]


def fold(text: str) -> Folded:
    """Any str will do, lone surrogates included."""
    removed = signs(text)
    if not text.isascii() and (marks := [mark.start() for mark in _REMOVED.finditer(text)]):
        removed = sorted([*removed, *((at, at + 1, _MARK) for at in marks)])
    if removed:
        return _without(text, removed)
    text = _to_ascii(text)
    return Folded(text, text.lower())


# What a scanner reads within words: "d0ssier", "matricu1e", "né Ie", "SociaI".
_MISREAD = re.compile(
    r"1(?:(?<=[a-z]1)(?=1[a-z]{2})|(?<=[a-z]11)(?=[a-z]{2}))|[01](?:(?<=[a-z].)(?=[a-z]{3})|(?<=[a-z]{2}.)(?=[a-z]{2})|(?<=[a-z]{4}.)(?=[a-z])|(?<=[a-z]{4}1)(?![0-9a-z]))"
)
_MISREAD_CAPITAL = re.compile(
    r"I(?:(?<=[a-z]I)(?=I?(?:[^A-Z]|$))|(?<=[a-z]II)(?![A-Z])|(?<=\bI)(?=(?:e|a|es)\b))"
)
# The other way round: "SlNISTRE", "CNl".
_MISREAD_SMALL = re.compile(r"l(?:(?<=[A-Z]l)(?=[A-Z])|(?<=[A-Z]{2}l)(?![0-9A-Za-z]))")


def repaired(folded: Folded) -> Folded:
    """The same with words, in lower case, as they were before a scanner misread some of their letters.

    `text` stays as it is: numbers are read there.
    """
    lower = folded.lower
    capitals = [found.start() for found in _MISREAD_CAPITAL.finditer(folded.text)]
    small = [found.start() for found in _MISREAD_SMALL.finditer(folded.text)]
    if not capitals and not small and _MISREAD.search(lower) is None:
        return folded
    if capitals or small:
        letters = list(lower)
        for at in capitals:
            letters[at] = "l"
        for at in small:
            letters[at] = "i"
        lower = "".join(letters)
    return replace(folded, lower=_MISREAD.sub(lambda digit: "o" if digit[0] == "0" else "l", lower))


_MARK = "\0"  # stands for a removed character that belongs to the one before it


def _without(text: str, removed: Iterable[tuple[int, int, str]]) -> Folded:
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    ends: list[int] = []
    done = length = shift = 0
    for start, end, stand_in in removed:
        if start < done:
            continue
        length += start - done
        pieces.append(text[done:start])
        if stand_in and stand_in != _MARK:
            pieces.append(stand_in)
            length += 1
            shift -= 1
        if not cuts or cuts[-1] != length:
            cuts.append(length)
            shifts.append(shift)
            ends.append(shift)
        belongs = stand_in != "" and ends[-1] == shifts[-1]
        shift += end - start
        shifts[-1] = shift
        if belongs:
            ends[-1] = shift
        done = end
    pieces.append(text[done:])
    folded = _to_ascii("".join(pieces))
    return Folded(folded, folded.lower(), tuple(cuts), tuple(shifts), tuple(ends))


def _to_ascii(text: str) -> str:
    if not text.isascii():
        text = text.encode("latin-1", _HANDLER).translate(_LATIN).decode("ascii")
    return text


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
