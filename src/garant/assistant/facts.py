"""What is kept in clear about a message: closed words, counts, the charter's own sentences. Never content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from garant.assistant.errors import GatewayAnswerUnreadable
from garant.charter import Policy
from garant.privacy import Label
from garant.words import Action, Zone

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as it stood when it decided: a later version of the charter does not rewrite the past."""

    id: str
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How many data of one label, and what was done with them under which clause."""

    label: Label
    count: int
    action: Action | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """The system that a message was meant for, or that served it, as the catalogue described it then."""

    id: str
    name: str
    zone: Zone
    host: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the charter did with a question."""

    asked: Served
    served: Served | None = None  # None: nothing left
    action: Action | None = None  # None: the charter was not reached (a failure before it)
    request: str = ""
    quotes: tuple[Quote, ...] = ()
    found: tuple[Finding, ...] = ()
    observed: Mapping[str, str] = field(default_factory=dict)
    code: str | None = None  # the error code of a refusal or a failure
    message: str | None = None  # its French sentence, by the gateway


@dataclass(frozen=True, slots=True)
class NoticeShown:
    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class Bounds:
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class FootprintShown:
    """The gateway's estimate: intervals in kWh, kgCO2eq and litres, or why there is none."""

    estimated: bool
    kWh: Bounds | None = None  # noqa: N815 - the gateway's names
    kgCO2eq: Bounds | None = None  # noqa: N815
    litres: Bounds | None = None
    method: str | None = None
    zone: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes with an answer: who gave it, what the charter says beside it, what it cost."""

    served: Served
    notices: tuple[NoticeShown, ...] = ()
    footprint: FootprintShown | None = None
    finish: str | None = None  # "length": cut by the upstream's limit
    code: str | None = None
    message: str | None = None


_DECISION = TypeAdapter(Decision)
_ANSWER = TypeAdapter(Answer)
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_NOTICES = TypeAdapter(tuple[NoticeShown, ...])
_FOOTPRINT = TypeAdapter(FootprintShown)


def as_json(facts: Decision | Answer) -> dict[str, Any]:
    adapter: TypeAdapter[Any] = _DECISION if isinstance(facts, Decision) else _ANSWER
    written: dict[str, Any] = adapter.dump_python(facts, mode="json")
    return written


def decision_of(stored: Mapping[str, Any]) -> Decision:
    return _DECISION.validate_python(dict(stored))


def answer_of(stored: Mapping[str, Any]) -> Answer:
    return _ANSWER.validate_python(dict(stored))


def quotes_of(policy: Policy, clauses: tuple[str, ...]) -> tuple[Quote, ...]:
    """The clauses as the policy words them; one that it does not know is left out."""
    known = (policy.clauses[name] for name in dict.fromkeys(clauses) if name in policy.clauses)
    return tuple(Quote(clause.id, clause.number, clause.title, clause.text) for clause in known)


def findings_of(details: Mapping[str, Any]) -> tuple[Finding, ...]:
    return _read(_FINDINGS, details.get("found", ()))


def notices_of(details: Mapping[str, Any]) -> tuple[NoticeShown, ...]:
    return _read(_NOTICES, details.get("notices", ()))


def footprint_of(usage: Mapping[str, Any]) -> FootprintShown | None:
    """The gateway's estimate, None where it says nothing."""
    told = usage.get("garant_footprint")
    return None if told is None else _read(_FOOTPRINT, told)


def action_of(details: Mapping[str, Any]) -> Action | None:
    told = details.get("action")
    return Action(told) if told in list(Action) else None


def _read(adapter: TypeAdapter[_T], told: Any) -> _T:
    try:
        return adapter.validate_python(told)
    except ValidationError:
        # Its text holds what was read, which may be content: the cause is cut off.
        raise GatewayAnswerUnreadable from None
