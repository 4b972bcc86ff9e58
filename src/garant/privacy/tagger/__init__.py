"""The statistical tagger of names: how likely each word is part of a private person's name.

Trained by `make train`, never at run time; CARD.md says on what, how well, and what it can't do.
"""

from garant.privacy.tagger.model import (
    ADDRESS,
    BIRTH,
    CASE_ID,
    HANDLES,
    KINDS,
    NOBODYS,
    NUMBERS,
    PLACE,
    PRIVATE,
    PUBLIC,
    Tagger,
    tagger,
)
from garant.privacy.tagger.tokens import Tokens, tokens

__all__ = [
    "ADDRESS",
    "BIRTH",
    "CASE_ID",
    "HANDLES",
    "KINDS",
    "NOBODYS",
    "NUMBERS",
    "PLACE",
    "PRIVATE",
    "PUBLIC",
    "Tagger",
    "Tokens",
    "tagger",
    "tokens",
]
