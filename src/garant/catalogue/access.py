"""What narrows the way to a system, whatever room decides it: one frozen value each, for the snapshot."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ScopedKey:
    """A key of one person for one purpose: these systems alone, until that moment."""

    hash: str  # "sha256:<hex>"
    organisation: str
    person: str  # the person's id
    use: str  # the id of the AI use that the requests are counted for
    systems: frozenset[str]  # slugs
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Perimeter:
    """A system that is open to these people alone."""

    organisation: str
    system: str  # slug
    people: frozenset[str]  # ids
    clause: str = ""  # the clause of the charter behind it


@dataclass(frozen=True, slots=True)
class Closure:
    """A system that nobody reaches from a moment on, and why."""

    organisation: str
    system: str  # slug
    code: str  # "proof_expired", "suspended", "to_be_re_evaluated", "pool_ended"
    since: datetime
    clause: str = ""
