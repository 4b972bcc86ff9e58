"""The charter in force as a value: loaded and compiled once for each text."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from garant.charter import Charter, Parents, Policy, compile_policy, editing, load_text


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


@lru_cache(maxsize=512)
def inherited_by(text: str) -> str | None:
    """What the file says that it inherits. The charter in force no longer says it: what is read of it is complete."""
    said = editing.data_of(text).get("extends")
    return said if isinstance(said, str) else None


_EXTENDS_A_NEIGHBOUR = re.compile(r"^extends:[^#\n]*/", re.MULTILINE)


def opened(text: str, *, parents: Parents) -> tuple[Charter, Policy]:
    """The same for a text as it is written, which may inherit the charter that another organisation has in force.
    Read anew each time where it does: what it inherits is not in the text."""
    if _EXTENDS_A_NEIGHBOUR.search(text) is None:
        return compiled(text)
    charter = load_text(text, origin="charte.yaml", parents=parents)
    return charter, compile_policy(charter)
