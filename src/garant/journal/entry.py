"""The typed entries of the journal: what was decided, by which clause, on which counts. Never what was said.

Every field is an identifier, a number, a closed word or a count: there is no field where content could stand.
`kind` names the type in the file and never changes; fields are only ever added, with a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry bears. `organisation` is "" for what concerns the whole installation."""

    kind: ClassVar[str]
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDecided(Entry):
    """A request met the charter. Durable before anything is forwarded."""

    kind: ClassVar[str] = "request.decided"
    request: str  # x-request-id
    person: str
    charter: str
    version: str
    system: str  # the system asked for
    zone: str
    routed_to: str | None  # the system that serves it, None where it was refused
    action: str  # garant.words.Action
    code: str | None = None  # the error code, where it was refused
    clauses: Mapping[str, str] = field(
        default_factory=dict
    )  # clause → action, for each clause that had a say
    observed: Mapping[str, str] = field(default_factory=dict)  # clause → action that would have been applied
    found: Mapping[str, int] = field(default_factory=dict)  # label → how many spans
    positions: int = 0  # how many text positions were scanned
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCompleted(Entry):
    """How a forwarded request ended. Durable before the last byte of the answer."""

    kind: ClassVar[str] = "request.completed"
    request: str
    system: str
    outcome: str  # ok | upstream_error | upstream_timeout | upstream_broken | client_gone | internal_error
    status: int  # what the client saw
    streamed: bool
    input_tokens: int | None = None
    output_tokens: int | None = None
    seconds: float = 0.0
    restored: int = 0  # pseudonyms put back into the answer
    kwh_min: float | None = None  # None: not estimated
    kwh_max: float | None = None
    gco2e_min: float | None = None
    gco2e_max: float | None = None
    footprint_method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(Entry):
    """A request that never met the charter: bad shape, unknown key, unknown model."""

    kind: ClassVar[str] = "request.refused"
    request: str
    person: str | None
    code: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyApplied(Entry):
    """The gateway took a new snapshot, or refused one (`accepted` false) and kept the last good one."""

    kind: ClassVar[str] = "policy.applied"
    charter: str
    version: str
    snapshot: int
    accepted: bool = True
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterAcknowledged(Entry):
    kind: ClassVar[str] = "charter.acknowledged"
    person: str
    charter: str
    version: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswered(Entry):
    kind: ClassVar[str] = "checklist.answered"
    person: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentCopied(Entry):
    """An answer left the assistant with its mention."""

    kind: ClassVar[str] = "content.copied"
    person: str
    level: str  # idea | production | improvement
    clause: str
    system: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationDeleted(Entry):
    kind: ClassVar[str] = "conversation.deleted"
    person: str
    reason: str  # owner | retention
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened(Entry):
    kind: ClassVar[str] = "incident.opened"
    incident: str
    person: str
    clause: str | None
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMoved(Entry):
    kind: ClassVar[str] = "incident.moved"
    incident: str
    person: str
    state: str
    in_time: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged(Entry):
    """A record of the control plane was created, amended or closed: which, by whom."""

    kind: ClassVar[str] = "record.changed"
    person: str
    record: str  # "system:assistant-interne"
    change: str  # created | amended | closed


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRead(Entry):
    """Reading the journal is itself journalled."""

    kind: ClassVar[str] = "journal.read"
    person: str
    reason: str  # evidence | verification | export


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Entry):
    kind: ClassVar[str] = "person.signed_in"
    person: str
    success: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterRecovered(Entry):
    """At start, the last line was torn by a crash: it was set aside, and the chain goes on from the line before."""

    kind: ClassVar[str] = "journal.recovered"
    torn_bytes: int
