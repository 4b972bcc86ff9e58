"""Pseudonyms: derived from a key and the value, so that nothing needs to be stored between two turns."""

import hashlib
import hmac
import re
import string
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from garant.privacy.engine import detect
from garant.privacy.labels import Label
from garant.privacy.overlap import merge
from garant.privacy.placeholder import ESCAPED, FORM, Name, name_of
from garant.privacy.span import Span

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its personal data, and what brings them back: placeholder → original."""

    text: str
    mapping: Mapping[str, str]


class Pseudonyms:
    """The pseudonyms of one request. Not for several threads at once.

    The number of a placeholder is an HMAC of label and normalised value: the same key and value give the same
    placeholder in every turn of a conversation, another key gives others. Two values that meet on one number
    are told apart by order of appearance, which a conversation repeats; so is the letter that tells two
    surface forms of one value ("DUPONT", "Dupont") apart.

    Restoring is exact for any text: a number that stands in `avoid`, or in a text that was masked before, in
    any form that `restore` accepts, is never given; and where a later text holds a number already given, that
    piece of text is masked as well (`[TEXTE_…]`) and comes back as it was.
    """

    def __init__(self, key: bytes, avoid: Iterable[str] = ()) -> None:
        if not key:
            raise ValueError("a pseudonym key must not be empty")
        self._key = key
        self._mapping: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], str] = {}  # (word, normalised value) → number
        self._surfaces: dict[tuple[str, str], dict[str, str]] = {}  # (word, number) → surface → placeholder
        self._written: set[tuple[str, str]] = set()  # stems that stand in texts of the user
        for text in avoid:
            self._written.update(name_of(form).stem for form in _forms(text))

    @property
    def mapping(self) -> Mapping[str, str]:
        """Placeholder → original, live: it grows with each call of `mask`."""
        return MappingProxyType(self._mapping)

    def mask(self, text: str, spans: Iterable[Span]) -> str:
        """`text` with each span replaced. Spans may come unsorted, overlapping or out of range."""
        return spliced(text, self.changes(text, spans))

    def changes(self, text: str, spans: Iterable[Span]) -> list[Change]:
        """What `mask` does to `text`: (start, end, placeholder), sorted, none overlapping another."""
        wanted = merge(spans, len(text))
        cuts = [(span.start, span.end, span.label.placeholder) for span in wanted]
        for start, end, stem in _literals(text, wanted):
            if stem in self._surfaces:
                cuts.append((start, end, ESCAPED))
            else:
                self._written.add(stem)
        changes: list[Change] = []
        done = 0
        for start, end, word in sorted(cuts):
            # A backslash before "[" belongs to the tolerated forms: it has to come back with the value.
            while start > done and text[start - 1] == "\\":
                start -= 1
            changes.append((start, end, self._placeholder(word, text[start:end])))
            done = end
        return changes

    def _placeholder(self, word: str, surface: str) -> str:
        value = _normalised(word, surface)
        number = self._numbers.get((word, value))
        if number is None:
            number = self._numbers[word, value] = self._new_number(word, value)
        surfaces = self._surfaces.setdefault((word, number), {})
        placeholder = surfaces.get(surface)
        if placeholder is None:
            placeholder = surfaces[surface] = str(Name(word, number, _letters(len(surfaces))))
            self._mapping[placeholder] = surface
        return placeholder

    def _new_number(self, word: str, value: str) -> str:
        return next(
            number
            for number in _candidates(self._key, word, value)
            if (word, number) not in self._surfaces and (word, number) not in self._written
        )


def spliced(text: str, changes: Iterable[Change]) -> str:
    """`text` after sorted changes that don't overlap."""
    pieces: list[str] = []
    done = 0
    for start, end, replacement in changes:
        pieces += (text[done:start], replacement)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _literals(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """What the user wrote that reads as a placeholder, from its "[", unless a span cuts into it."""
    starts = [span.start for span in spans]
    for form in _forms(text):
        opening = form.start() + (text[form.start()] == "\\")
        before = bisect_right(starts, form.end() - 1) - 1
        if before < 0 or spans[before].end <= opening:
            yield opening, form.end(), name_of(form).stem


def _forms(text: str) -> Iterator[re.Match[str]]:
    return FORM.finditer(text) if "[" in text else iter(())


def _candidates(key: bytes, word: str, value: str) -> Iterator[str]:
    """Numbers for a value, in the order in which they are tried: 4 digits, then more as they run out."""
    message = f"{word}\0{value}".encode("utf-8", "surrogatepass")
    digits, turn = 4, 0
    while True:
        digest = hmac.digest(key, message + turn.to_bytes(4, "big"), hashlib.sha256)
        for at in range(0, 32, 8):
            number = int.from_bytes(digest[at : at + 8], "big")
            yield str(10 ** (digits - 1) + number % (9 * 10 ** (digits - 1)))
        turn += 1
        if turn % 2 == 0 and digits < 12:
            digits += 2


def _normalised(word: str, surface: str) -> str:
    """What two surface forms of one value share: no case, no accents, no separators; phones without +33."""
    decomposed = unicodedata.normalize("NFKD", surface).casefold()
    value = "".join(character for character in decomposed if character.isalnum())
    if word == _PHONE:
        value = re.sub(r"^(?:00)?33(?=[1-9][0-9]{8}$)|^(?:00)?330(?=[1-9][0-9]{8}$)", "0", value)
    return value or surface


def _letters(rank: int) -> str:
    """ "" for the first surface form, then b, c … z, then ba, bb …: the letter a is never used alone."""
    letters = ""
    while rank > 0:
        rank, rest = divmod(rank, 26)
        letters = string.ascii_lowercase[rest] + letters
    return letters


_PHONE = Label.PHONE.placeholder


def pseudonymise(text: str, *, key: bytes, spans: Iterable[Span] | None = None) -> Masked:
    """One text on its own. `spans` defaults to what `detect` finds; `restore` brings the text back exactly."""
    pseudonyms = Pseudonyms(key)
    masked = pseudonyms.mask(text, detect(text) if spans is None else spans)
    return Masked(masked, pseudonyms.mapping)
