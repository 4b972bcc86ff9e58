"""What a serving system received, turn after turn, kept once: each turn stores only what the one before did not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from garant.privacy import Label

_PLACEHOLDER = re.compile(r"\[([A-Z]+)_(?:[FH]_)?\d+[a-z]*\]")
_LABELS = {label.placeholder: label for label in Label}


@dataclass(frozen=True, slots=True)
class Part:
    """One message exactly as it left."""

    role: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that left: plain words, or a pseudonym with the name of what it stands for."""

    text: str = field(repr=False)
    label: Label | None = None


def parts_of(sent: object) -> tuple[Part, ...]:
    """The `sent` list of the gateway. An entry of another shape is kept as what it says, never dropped."""
    entries: Sequence[Any] = sent if isinstance(sent, list) else ()
    return tuple(
        Part(str(entry.get("role", "")), str(entry.get("text", "")))
        if isinstance(entry, dict)
        else Part("", str(entry))
        for entry in entries
    )


def pack(parts: Sequence[Part], before: Sequence[Part]) -> str:
    """`parts` as text to store, given what the turn before had sent. A history that grows is stored once."""
    same = 0
    while same < min(len(parts), len(before)) and parts[same] == before[same]:
        same += 1
    return orjson.dumps([same, [[part.role, part.text] for part in parts[same:]]]).decode()


def unpack(packed: str, before: Sequence[Part]) -> tuple[Part, ...]:
    """The whole list again, given the turn before: `unpack(pack(p, b), b) == p`."""
    same, rest = orjson.loads(packed)
    return (*before[:same], *(Part(role, text) for role, text in rest))


def pieces(text: str, *, original: str) -> Iterator[Piece]:
    """`text` cut at the pseudonyms that were put into it; one that stood in the original already is plain text."""
    at = 0
    for found in _PLACEHOLDER.finditer(text):
        label = _LABELS.get(found[1])
        if label is None or found[0] in original:
            continue
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[0], label)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
