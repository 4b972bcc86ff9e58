"""One number for one person over a whole collection, without any list that documents would have to share.

A document is pseudonymised by itself first: only its own text tells that "Mme Benali" is Karima Benali. Then each
of its numbers becomes the collection's: an HMAC of what the document knows in full, "karima benali". So the number
depends on the key and the value, never on the order of the documents, nor on which worker had them.

Two values may meet on one number, about once in n²/180 000 000 for n values: the one with the smaller HMAC keeps
it, the other takes the next of its own sequence. Within a document that is seen at once; between documents when
all are done (`State.settle`), and those with the loser are done again, told what it is to avoid.
"""

import hashlib
import hmac
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from garant.privacy import Label
from garant.privacy.name_parts import NameParts, name_parts
from garant.privacy.placeholder import forms, read

DIGITS = 8
_PERSON = Label.PERSON.placeholder
_PHONE = Label.PHONE.placeholder
_SHORTEST = 3  # letters of a name that is looked for in names of files

Excluded = Mapping[bytes, frozenset[int]]


@dataclass(frozen=True, slots=True, order=True)
class Numbered:
    """A value by its keyed digest, which tells nothing without the key, and the number that stands for it."""

    digest: bytes
    word: str
    number: int


def digest_of(key: bytes, word: str, surfaces: Iterable[str]) -> bytes:
    """What all writings of one value share, under the key. 16 bytes."""
    return _digest(key, word, value_of(word, surfaces))


def numbers(key: bytes, digest: bytes) -> Iterator[int]:
    """The numbers of a value, in the order in which they are tried."""
    turn = 0
    while True:
        block = hmac.digest(key, b"number\0" + digest + turn.to_bytes(4, "big"), hashlib.sha256)
        for at in range(0, len(block), 8):
            yield 10 ** (DIGITS - 1) + int.from_bytes(block[at : at + 8], "big") % (9 * 10 ** (DIGITS - 1))
        turn += 1


def renumbered(
    mapping: Mapping[str, str], pieces: Iterable[str], key: bytes, excluded: Excluded
) -> tuple[dict[str, str], tuple[Numbered, ...]]:
    """Each placeholder of one document → the collection's; and the values that stand behind them.

    No number is given that reads as a placeholder in `pieces`, the text before masking: restoring stays exact.
    """
    names = {placeholder: read(placeholder) for placeholder in mapping}
    surfaces: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for placeholder, name in names.items():
        if name is not None:
            surfaces[name.stem].append(mapping[placeholder])
    digests: dict[bytes, tuple[str, str]] = {}
    for stem, written in surfaces.items():
        rank, value = 1, value_of(stem[0], written)
        digest = _digest(key, stem[0], value)
        while digest in digests:  # two people whom only this document tells apart
            rank += 1
            digest = _digest(key, stem[0], f"{value} {rank}")
        digests[digest] = stem
    taken = {form.name.stem for piece in pieces for form in forms(piece)}
    given: dict[tuple[str, str], Numbered] = {}
    for digest, stem in sorted(digests.items()):
        avoided = excluded.get(digest, frozenset())
        number = next(
            number
            for number in numbers(key, digest)
            if number not in avoided and (stem[0], str(number)) not in taken
        )
        taken.add((stem[0], str(number)))
        given[stem] = Numbered(digest, stem[0], number)
    new = {
        placeholder: placeholder.replace(f"_{name.number}", f"_{given[name.stem].number}")
        for placeholder, name in names.items()
        if name is not None
    }
    return new, tuple(sorted(given.values()))


def value_of(word: str, surfaces: Iterable[str]) -> str:
    """What the writings of one value in one document say together: of a person, the fullest form of the name."""
    written = sorted(set(surfaces))
    if word == _PERSON:
        known = sorted(filter(None, map(name_parts, written)), key=_fullness)
        if known:
            return _person(known[-1])
    decomposed = unicodedata.normalize("NFKD", written[0]).casefold()
    value = "".join(character for character in decomposed if character.isalnum())
    if word == _PHONE:
        value = re.sub("^(?:00)?330?(?=[1-9][0-9]{8}$)", "0", value)
    return value or written[0]


def words_of(surfaces: Iterable[str]) -> frozenset[str]:
    """The words of people's names, folded, that are long enough to be looked for elsewhere."""
    found: set[str] = set()
    for surface in surfaces:
        parts = name_parts(surface)
        if parts is not None:
            found.update(
                word for word in (parts.first, *parts.surname, *parts.alone) if len(word) >= _SHORTEST
            )
    return frozenset(found)


def _fullness(parts: NameParts) -> tuple[bool, bool, int, str]:
    return bool(parts.first), bool(parts.initial or parts.last), len(parts.surname), _person(parts)


def _person(parts: NameParts) -> str:
    if parts.surname:
        return " ".join((parts.compound or parts.first or f"{parts.initial}.", *parts.surname))
    return " ".join((*parts.alone, f"{parts.last}.") if parts.last else parts.alone)


def _digest(key: bytes, word: str, value: str) -> bytes:
    message = f"value\0{word}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.digest(key, message, hashlib.sha256)[:16]


def translated(changes: Sequence[tuple[int, int, str]], new: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """The same changes with other placeholders."""
    return [(start, end, new[placeholder]) for start, end, placeholder in changes]
