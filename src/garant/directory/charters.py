"""The charter in force as a value: loaded and compiled once for each text."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from garant.charter import Charter, Policy, compile_policy, load_text, resolved_text


@dataclass(frozen=True, slots=True)
class CharterInForce:
    """One version of one organisation's charter. `text` is the file as it was put in force, `resolved` the same
    with all that it inherits."""

    number: int
    text: str
    resolved: str
    charter: Charter
    policy: Policy


def digest(text: str) -> str:
    """SHA-256 of the YAML text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def compiled(text: str) -> tuple[Charter, Policy]:
    """The charter of a text and its policy. Raises what `garant.charter` raises for a text that doesn't hold."""
    charter = load_text(text, origin="charte.yaml")
    return charter, compile_policy(charter)


@lru_cache(maxsize=64)
def resolved(text: str) -> str:
    """The same text with all that it inherits written out, as this release ships it."""
    charter, _ = compiled(text)
    return resolved_text(charter)
