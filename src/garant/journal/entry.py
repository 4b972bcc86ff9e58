"""The typed entries of the journal: what was decided, by which clause, on which counts. Never what was said.

Every field is an identifier, a number, a closed word or a count: there is no field where content could stand.
`kind` names the type in the file and never changes; fields are only ever added, with a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, ClassVar, Literal, get_type_hints

from garant.journal.errors import EntryInvalid
from garant.journal.shape import (
    ActionWord,
    Check,
    Identifier,
    IdentifierOrNothing,
    Method,
    Misfit,
    ZoneWord,
    check_of,
    is_identifier,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry bears. `organisation` is "" for what concerns the whole installation.

    Each value is checked against its type when the entry is made: EntryInvalid names the field, never the value.
    """

    kind: ClassVar[str]
    organisation: IdentifierOrNothing

    def __post_init__(self) -> None:
        for name, check in _checks(type(self)):
            try:
                checked = check(getattr(self, name))
            except Misfit as misfit:
                raise EntryInvalid(kind=self.kind, field=name) from misfit
            object.__setattr__(self, name, checked)

    def to_mapping(self) -> dict[str, Any]:
        """Plain JSON values, by field name."""
        return {
            name: dict(value) if isinstance(value := getattr(self, name), Mapping) else value
            for name, _ in _checks(type(self))
        }


_FIELDS: dict[type[Entry], tuple[tuple[str, Check], ...]] = {}


def _checks(entry: type[Entry]) -> tuple[tuple[str, Check], ...]:
    """The fields of a kind of entry and their checks, worked out once."""
    if entry not in _FIELDS:
        hints = get_type_hints(entry, include_extras=True)
        _FIELDS[entry] = tuple((each.name, check_of(each, hints[each.name])) for each in fields(entry))
    return _FIELDS[entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDecided(Entry):
    """A request met the charter. Durable before anything is forwarded."""

    kind: ClassVar[str] = "request.decided"
    request: Identifier  # x-request-id
    person: Identifier
    charter: Identifier
    version: Identifier
    system: Identifier  # the system asked for
    zone: ZoneWord
    routed_to: Identifier | None  # the system that serves it, None where it was refused
    action: ActionWord  # garant.words.Action
    code: Identifier | None = None  # the error code, where it was refused
    clauses: Mapping[Identifier, ActionWord] = field(
        default_factory=dict
    )  # clause → action, for each clause that had a say
    observed: Mapping[Identifier, ActionWord] = field(
        default_factory=dict
    )  # clause → action that would have been applied
    found: Mapping[Identifier, int] = field(default_factory=dict)  # label → how many findings
    positions: int = 0  # how many text positions were scanned
    characters: int = 0
    uncertain: Mapping[Identifier, int] = field(
        default_factory=dict
    )  # label → how many were only to be looked at
    use: Identifier | None = None  # the AI use that the caller's key was made for


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCompleted(Entry):
    """How a forwarded request ended. Durable before the last byte of the answer."""

    kind: ClassVar[str] = "request.completed"
    request: Identifier
    system: Identifier
    outcome: Literal[
        "ok", "upstream_error", "upstream_timeout", "upstream_broken", "client_gone", "internal_error"
    ]
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
    footprint_method: Method | None = None
    use: Identifier | None = None  # the AI use that the key serves
    litres_min: float | None = None  # water, of the same estimate
    litres_max: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(Entry):
    """A request that never met the charter: bad shape, unknown key, unknown model."""

    kind: ClassVar[str] = "request.refused"
    request: Identifier
    person: Identifier | None
    code: Identifier
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPseudonymised(Entry):
    """A text or a file was pseudonymised for somebody who takes it elsewhere. Nothing of it was kept."""

    kind: ClassVar[str] = "text.pseudonymised"
    request: Identifier
    person: Identifier
    found: Mapping[Identifier, int] = field(default_factory=dict)  # label → how many findings
    uncertain: Mapping[Identifier, int] = field(default_factory=dict)
    corrected: int = 0  # ranges that the person added or took away
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRestored(Entry):
    """Pseudonyms were put back into a text, with the mapping that its owner kept."""

    kind: ClassVar[str] = "text.restored"
    request: Identifier
    person: Identifier
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyApplied(Entry):
    """The gateway took a new snapshot, or refused one (`accepted` false) and kept the last good one."""

    kind: ClassVar[str] = "policy.applied"
    charter: Identifier
    version: Identifier
    snapshot: int
    accepted: bool = True
    code: Identifier | None = None
    software: Identifier | None = None  # the version of Garant: detection and recognisers come with it


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterAcknowledged(Entry):
    kind: ClassVar[str] = "charter.acknowledged"
    person: Identifier
    charter: Identifier
    version: Identifier
    clause: IdentifierOrNothing  # "" where no clause of the charter asks for it


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistAnswered(Entry):
    kind: ClassVar[str] = "checklist.answered"
    person: Identifier
    clause: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentCopied(Entry):
    """An answer left the assistant with its mention."""

    kind: ClassVar[str] = "content.copied"
    person: Identifier
    level: Literal["idea", "production", "improvement"]
    clause: Identifier
    system: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationDeleted(Entry):
    kind: ClassVar[str] = "conversation.deleted"
    person: Identifier
    reason: Literal["owner", "retention", "password_reset"]
    clause: Identifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened(Entry):
    kind: ClassVar[str] = "incident.opened"
    incident: Identifier
    person: Identifier
    clause: Identifier | None
    category: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMoved(Entry):
    kind: ClassVar[str] = "incident.moved"
    incident: Identifier
    person: Identifier
    state: Identifier
    in_time: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged(Entry):
    """A record of the control plane was created, amended or closed: which, by whom."""

    kind: ClassVar[str] = "record.changed"
    person: Identifier
    record: Identifier  # "system:assistant-interne"
    change: Literal["created", "amended", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMoved(Entry):
    """A record passed from one state to another: which, by whom, and whether a deadline was kept."""

    kind: ClassVar[str] = "record.moved"
    person: Identifier
    record: Identifier  # "rights-request:3f…", "opinion:…", "trial:…"
    before: IdentifierOrNothing
    after: Identifier
    in_time: bool | None = None  # None where no deadline ran
    clause: Identifier | None = None  # the clause of the charter that asks for it
    use: Identifier | None = None  # the AI use that it concerns


@dataclass(frozen=True, slots=True, kw_only=True)
class UseMoved(Entry):
    """An AI use passed a gate of its life, under one version of the charter."""

    kind: ClassVar[str] = "use.moved"
    person: Identifier
    use: Identifier
    before: IdentifierOrNothing
    after: Identifier
    charter: Identifier
    version: Identifier
    clauses: Mapping[Identifier, int] = field(
        default_factory=dict
    )  # clause → how many of its requirements the gate checked, all met


@dataclass(frozen=True, slots=True, kw_only=True)
class DataErased(Entry):
    """What was stored for a purpose was deleted, and looked for again: `left` counts what was still found."""

    kind: ClassVar[str] = "data.erased"
    person: Identifier
    record: Identifier  # "trial:…", "rights-request:…"
    erased: Mapping[Identifier, int] = field(default_factory=dict)  # kind of thing → how many
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsExported(Entry):
    """Records left the control plane as a file, or came in by one."""

    kind: ClassVar[str] = "records.exported"
    person: Identifier
    what: Identifier  # "incidents", "processing-records"
    format: Identifier  # "csv", "ods", "pia-json"
    rows: int = 0
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRead(Entry):
    """Reading the journal is itself journalled."""

    kind: ClassVar[str] = "journal.read"
    person: Identifier
    reason: Literal["evidence", "verification", "export", "consultation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Entry):
    kind: ClassVar[str] = "person.signed_in"
    person: Identifier
    success: bool = True
    means: Literal["password", "link", "oidc"] = "password"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterRecovered(Entry):
    """At start, after a crash: the chain goes on from its last whole line.

    `torn_bytes` of an unfinished line were set aside (nobody was told that it was written); `unsealed` whole
    lines stood after the last sealed head.
    """

    kind: ClassVar[str] = "journal.recovered"
    torn_bytes: int
    unsealed: int = 0


@dataclass(frozen=True, slots=True)
class UnknownEntry:
    """An entry of a newer version: kept as it stands, counted by nobody, refused by nobody."""

    kind: str
    organisation: str
    values: Mapping[str, Any]


KINDS: Mapping[str, type[Entry]] = MappingProxyType(
    {
        found.kind: found
        for found in list(globals().values())
        if isinstance(found, type) and issubclass(found, Entry) and found is not Entry
    }
)


def entry_of(kind: str, values: Mapping[str, Any]) -> Entry | UnknownEntry:
    """The typed entry of a line. A field that this version does not know is left out; what doesn't fit is unknown."""
    known = KINDS.get(kind)
    if known is not None:
        names = {name for name, _ in _checks(known)}
        try:
            return known(**{name: value for name, value in values.items() if name in names})
        except (EntryInvalid, TypeError):
            pass  # a newer version widened a type: told as an unknown entry below
    organisation = values.get("organisation")
    named = isinstance(organisation, str) and is_identifier(organisation)
    return UnknownEntry(kind, str(organisation) if named else "", MappingProxyType(dict(values)))
