"""Pieces as what the tagger learns from: tokens, each with its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from garant.privacy.folded import fold
from garant.privacy.tagger.tokens import Tokens, tokens
from training.names.templates import Kind, Piece


@dataclass(frozen=True, slots=True)
class Example:
    """`kinds` has one entry for each token."""

    text: str
    tokens: Tokens
    kinds: list[int]


def example(pieces: Sequence[Piece]) -> Example:
    """Marks and blanks within a name are of its kind; so is a word that only partly is."""
    text = fold("".join(piece.text for piece in pieces)).text
    kinds = bytearray(len(text))
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        kinds[at:end] = bytes([piece.kind]) * (end - at)
        at = end
    found = tokens(text)
    return Example(
        text,
        found,
        [
            max(kinds[start:end]) if kinds[start] != Kind.OTHER else Kind.OTHER
            for start, end in zip(found.starts, found.ends, strict=True)
        ],
    )
