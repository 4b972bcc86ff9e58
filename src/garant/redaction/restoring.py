"""The AI's answer with its originals again: how many came back, and how many of the key never did."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from garant.privacy import RestoredTooLong, restore, restore_within
from garant.privacy.documents import (
    Document,
    DocumentTooLarge,
    FlatNotRestorable,
    KeyDamaged,
    KeyFile,
    NothingToRestore,
    open_bytes,
    restored,
)
from garant.privacy.false_values import MARK
from garant.redaction.errors import AnswerFlat, AnswerWithoutPseudonyms
from garant.redaction.uploads import Given

_MOST_RESTORED = 32 << 20  # characters: four times the largest file
_PRIVATE = range(0xE000, 0xF900)  # code points that Unicode leaves to everyone's own use


@dataclass(frozen=True, slots=True)
class Restored:
    data: bytes = field(repr=False)
    suffix: str
    text: str = field(repr=False)
    count: int
    missing: int  # pseudonyms of the key that the answer lacks, one for all the forms of a false name


def key_in(given: Given) -> Mapping[str, str]:
    """The pseudonyms of a key file and their originals. Raises KeyDamaged."""
    try:
        content = json.loads(given.data)
        mapping: Mapping[str, str] = content["mapping"]
        whole = KeyFile(mapping, content["sha256"])
        if json.loads(whole.dumped()) != content or not all(isinstance(v, str) for v in mapping.values()):
            raise KeyDamaged(file=given.name)
        restore("0", mapping)  # refuses what is no pseudonym
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # The reader's own words may hold what it read.
        raise KeyDamaged(file=given.name) from None
    return mapping


def bring_back(given: Given, key: Mapping[str, str]) -> Restored:
    """Raises AnswerWithoutPseudonyms where no pseudonym of the key is there, AnswerFlat, and the errors of documents."""
    document = open_bytes(given.data, given.name)
    answer = _written(document)
    try:
        whole, _ = restore_within(answer, key, _MOST_RESTORED)
    except RestoredTooLong:
        raise DocumentTooLarge(file=given.name, megabytes=_MOST_RESTORED >> 20) from None
    try:
        data, count = restored(document, key, given.name)
    except NothingToRestore:
        raise AnswerWithoutPseudonyms from None  # a pasted text has no name, and the file may be the right one
    except FlatNotRestorable:
        raise AnswerFlat from None  # the advice of the command names its options
    back = whole.removesuffix(document.glue(len(document.pieces) - 1))
    return Restored(data, document.suffix, back, count, _missing(key, _met(answer, key)))


def _written(document: Document) -> str:
    """The text as it is written: a sheet that is named IDENTIFIANT_1234 is read as words where data are looked for."""
    return "".join(piece + document.glue(number) for number, piece in enumerate(document.pieces))


def _missing(key: Mapping[str, str], met: frozenset[int]) -> int:
    """A key holds the short forms of a false name too, for an AI that shortens it: nobody misses those."""
    full: dict[str, list[list[str]]] = {}
    for placeholder, original in key.items():
        if placeholder.endswith(MARK):
            words = _words(original)
            for word in words:
                full.setdefault(word, []).append(words)
    return sum(
        not (placeholder.endswith(MARK) and _is_short_form(_words(original), full))
        for number, (placeholder, original) in enumerate(key.items())
        if number not in met
    )


def _is_short_form(words: list[str], full: Mapping[str, list[list[str]]]) -> bool:
    """Whether each word is one of a longer name of the key, or its initial: "F. Benzerga", "Fatima"."""
    longest = max(words, key=len, default="")
    return any(
        sum(map(len, name)) > sum(map(len, words))
        and all(
            word in name or (len(word) == 1 and any(each.startswith(word) for each in name)) for word in words
        )
        for name in full.get(longest, ())
    )


def _words(name: str) -> list[str]:
    """Nothing for what is no name, though it may hold one: a mail address."""
    if any(character.isdigit() or character in "@/" for character in name):
        return []
    return re.findall(r"[^\W\d_]+", name.casefold())


def _met(text: str, key: Mapping[str, str]) -> frozenset[int]:
    """Which pseudonyms of the key `restore` finds in the text, whatever form an AI gave them."""
    sign = next((chr(code) for code in _PRIVATE if chr(code) not in text), "\ue000")
    numbered = {placeholder: f"{sign}{number}{sign}" for number, placeholder in enumerate(key)}
    found = re.findall(f"{sign}([0-9]+){sign}", restore(text, numbered))
    return frozenset(map(int, found))
