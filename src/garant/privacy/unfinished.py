"""Where a stream must wait: what may be the beginning of a placeholder, read backwards from the end of a text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from garant.privacy.placeholder import (
    BACK_OPEN,
    BACK_WORD,
    DIGITS,
    EMPHASIS,
    FIRST,
    GAP,
    HOLD_BACK,
    LETTER,
    LONGEST_SUFFIX,
    LONGEST_WORD,
    spelled_out,
)
from garant.privacy.placeholder_words import READ

# Up to any point of the grammar; entities and what closes are read loosely, which only waits a little more.
_JOINT = (
    f"{GAP}(?:[_＿]\\\\{{0,2}}|\\\\{{1,2}}|;?[0-9A-Za-z#]{{0,7}}&|[-‐‑–—:.#]|[°º]?[nN](?!{LETTER}))?{GAP}"
)
_JOINED = f"{_JOINT}(?:[FHMWfhmw](?!{LETTER}){_JOINT})?{BACK_WORD}{BACK_OPEN}"
_CLOSE = f"(?P<close>;?[0-9A-Za-z#]{{0,7}}&|[\\]］】⟧}}>⟩›＞｝]{{0,2}}\\\\?){GAP}{EMPHASIS}"
_BEFORE_SUFFIX = r"(?:_\\{0,2}|-|\\{1,2})?"
_AFTER_NUMBER = re.compile(
    f"{_CLOSE}{GAP}[A-Za-z]{{0,{LONGEST_SUFFIX}}}{_BEFORE_SUFFIX}{GAP}{DIGITS}{_JOINED}"
)
_AFTER_WORD = re.compile(_JOINED)
_IN_WORD = re.compile(f"(?P<word>{LETTER}{{0,{LONGEST_WORD}}}{FIRST})(?!{FIRST}){BACK_OPEN}")
_AFTER_OPEN = re.compile(
    f"{GAP}{EMPHASIS}{GAP}(?:[\\[［【⟦]\\\\?|[{{<⟨‹＜｛]{{1,2}}|;?[0-9A-Za-z#]{{0,7}}&|\\\\)"
)
# After these nothing goes on.
_PLAIN_ENDS = frozenset(",!?)\"'’»(«/+=%€@|~^$")


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:length] for word in words for length in range(1, len(word) + 1))


_ALL_BEGINNINGS = _beginnings(READ)


class Unfinished:
    """Tells where a form that the end of a text cuts off may start, among the forms of these words (ours)."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = frozenset(spelled for spelled, ours in READ.items() if ours in words)
        self._initials = frozenset(word[0] for word in self._words)
        self._beginnings = _beginnings(self._words)

    def start(self, text: str, floor: int = 0) -> int:
        """At most HOLD_BACK characters before the end, never before `floor`; `len(text)` where nothing is cut off."""
        length = len(text)
        if length == floor or text[-1] in _PLAIN_ENDS or self._ends_in_prose(text, floor):
            return length
        tail = text[: max(floor, length - HOLD_BACK) - length - 1 : -1]
        found = _AFTER_NUMBER.match(tail)
        if found is not None and self._holds(found, whole=True):
            if "]" in found["close"] and "[" in tail[found.end("word") : found.end()]:
                return length  # complete
            return length - found.end()
        found = _AFTER_WORD.match(tail)
        if found is not None and self._holds(found, whole=True):
            return length - found.end()
        found = _IN_WORD.match(tail)
        if found is not None and self._holds(found, whole=False):
            return length - found.end()
        found = _AFTER_OPEN.match(tail)
        return length - found.end() if found is not None else length

    def _holds(self, found: re.Match[str], *, whole: bool) -> bool:
        """Whether the word is one of ours, or begins one; in brackets, any word that a placeholder may have."""
        word = spelled_out(found["word"][::-1])
        if found.end() > found.end("word"):
            return word in (READ if whole else _ALL_BEGINNINGS)
        return word in (self._words if whole else self._beginnings)

    def _ends_in_prose(self, text: str, floor: int) -> bool:
        """Whether the end is an ordinary word, which no form holds: told at once, since it is so nearly always."""
        end = len(text)
        closed = text[-1] in " .:"
        if closed:
            end -= 1
        space = text.rfind(" ", max(floor, end - HOLD_BACK), end)
        word = text[max(floor, space + 1) : end]
        if len(word) < 2 or not word.isalpha():
            return space <= floor and word.isdigit()  # a number with nothing before it
        if len(word) <= LONGEST_SUFFIX and space > floor and not text[space - 1].isalpha():
            return False  # the suffix of what stands before it, perhaps
        if word.isascii():
            if word[0].upper() not in self._initials:
                return True
            word = word.upper()
        else:
            word = spelled_out(word)
        return word not in (self._words if closed else self._beginnings)


@lru_cache(maxsize=256)
def unfinished(words: frozenset[str]) -> Unfinished:
    """Shared by all that restore the same kinds of data."""
    return Unfinished(words)
