"""The plan for a request that has met the charter: who serves it with what, or why nobody does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from garant.charter import Policy
from garant.gateway.asgi import Headers
from garant.gateway.errors import (
    CharterModelNotApproved,
    CharterNotAcknowledged,
    CharterOutsidePerimeter,
    CharterPersonalDataBlocked,
    CharterUnknownShape,
    CharterUseForbidden,
    CharterZoneClosed,
    GatewayError,
    SystemClosed,
    SystemPoolEnded,
    SystemProofExpired,
    SystemSuspended,
    SystemToBeReEvaluated,
)
from garant.gateway.french import day_french
from garant.gateway.inspection import Inspection
from garant.gateway.masking import NOTHING_MASKED, Masked
from garant.gateway.quoting import quote
from garant.gateway.register import Caller, Register, approval_of, closing_of
from garant.gateway.ruling import Ruling, takes_everything
from garant.gateway.shape import IDENTITY, ChatRequest, text_of, with_texts
from garant.gateway.snapshot import System
from garant.journal import RequestDecided
from garant.words import Action, DataClass, Zone

NOTHING_READ = Inspection(())


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done with a request. `error` says why nothing will; `body` is what the server receives."""

    caller: Caller
    asked: System
    action: Action
    error: GatewayError | None = None
    ruling: Ruling | None = None
    inspection: Inspection = NOTHING_READ
    clauses: Mapping[str, Action] = field(default_factory=dict)  # every clause that had a say
    prevailing: Sequence[str] = ()  # those behind the action
    masked: Masked = NOTHING_MASKED
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def server(self) -> System | None:
        """The system that serves it; None where it is refused."""
        return self.ruling.server if self.ruling is not None and self.error is None else None

    def entry(self, request: str) -> RequestDecided:
        """The journal's entry; `request` is the request's id."""
        inspection, server = self.inspection, self.server
        return RequestDecided(
            organisation=self.caller.organisation,
            request=request,
            person=self.caller.person,
            charter=self.caller.policy.charter,
            version=self.caller.policy.version,
            system=self.asked.id,
            zone=self.asked.zone,
            routed_to=server.id if server is not None else None,
            action=self.action,
            code=self.error.code if self.error is not None else None,
            use=self.caller.key.use,
            clauses=self.clauses,
            observed=self.ruling.observed if self.ruling is not None else {},
            found={label.value: number for label, number in inspection.counts.items()},
            positions=len(inspection.found),
            characters=inspection.characters,
            uncertain={label.value: number for label, number in inspection.uncertain.items()},
        )

    def headers(self) -> Headers:
        """What the answer says of it, without content."""
        policy, inspection, server = self.caller.policy, self.inspection, self.server
        headers = [
            (b"x-garant-action", self.action.value.encode()),
            (b"x-garant-policy", f"{policy.charter}@{policy.version}".encode()),
        ]
        if self.prevailing:
            headers.append((b"x-garant-clauses", ",".join(self.prevailing).encode()))
        if inspection.counts:
            pii = ",".join(f"{label}={number}" for label, number in inspection.counts.items())
            headers.append((b"x-garant-pii", pii.encode()))
        if server is not None:
            headers.append((b"x-garant-route", server.id.encode()))
        return tuple(headers)

    def details(self, request: str) -> dict[str, Any]:
        """Our extension of an answer, for a client that asks for it: what was decided, and what left."""
        policy, ruling, server = self.caller.policy, self.ruling, self.server
        assert ruling is not None
        assert server is not None
        found = []
        for label, number in self.inspection.counts.items():
            cell = ruling.cells.get(label.data_class)
            found.append(
                {
                    "label": label.value,
                    "count": number,
                    "action": (cell.action if cell is not None else Action.ALLOW).value,
                    "clause": cell.clause if cell is not None else None,
                }
            )
        return {
            "request": request,
            "action": self.action.value,
            "system": self.asked.id,
            "zone": self.asked.zone.value,
            "served_by": server.id,
            "served_zone": server.zone.value,
            "clauses": list(self.prevailing),
            "found": found,
            "uncertain": [
                {"label": label.value, "count": number} for label, number in self.inspection.uncertain.items()
            ],
            "observed": {clause: action.value for clause, action in ruling.observed.items()},
            "notices": [
                {"text": notice.text, "clause": notice.clause}
                for notice in policy.notices
                if server.zone in notice.zones
            ],
            "mentions": [
                {"text": mention.text, "levels": list(mention.levels), "clause": mention.clause}
                for mention in policy.mentions
                if "api" in mention.on
            ],
            "sent": [
                {"role": message["role"], "text": text}
                for message in self.body["messages"]
                if (text := text_of(message))
            ],
        }


# ---------------------------------------------------------------- why nothing will be done


def closed(register: Register, caller: Caller, asked: System) -> Plan | None:
    """What is refused whatever the text holds: a closed zone, an unapproved system, a pilot of others, a system that
    is closed for now, a charter not acknowledged."""
    policy = caller.policy
    models = names(register.usable(caller))
    if policy.approval(asked.zone) is None:
        opening = tuple(dict.fromkeys(approval.clause for approval in policy.approvals))
        error: GatewayError = CharterZoneClosed(
            zone=asked.zone.french, system=asked.name, quote=quote(policy, opening), models=models
        )
        return _refusing(caller, asked, error, opening)
    approval = approval_of(policy, asked)
    if approval is None:
        zone_approval = policy.approval(asked.zone)
        clauses = (zone_approval.clause,) if zone_approval is not None else ()
        error = CharterModelNotApproved(system=asked.name, quote=quote(policy, clauses), models=models)
        return _refusing(caller, asked, error, clauses)
    if not caller.within_perimeter(asked):
        behind, quoted = _also(policy, asked.perimeter_clause)
        error = CharterOutsidePerimeter(system=asked.name, quote=quoted, models=models)
        return _refusing(caller, asked, error, behind)
    closing = closing_of(asked, caller.at)
    if closing is not None:
        behind, quoted = _also(policy, closing.clause)
        closing_error = _CLOSED.get(closing.code, SystemClosed)
        error = closing_error(system=asked.name, since=day_french(closing.since), quote=quoted, models=models)
        return _refusing(caller, asked, error, behind)
    if not caller.has_acknowledged:
        assert policy.acknowledgement is not None
        clauses = (policy.acknowledgement.clause,)
        error = CharterNotAcknowledged(
            charter=policy.title, version=policy.version, quote=quote(policy, clauses)
        )
        return _refusing(caller, asked, error, clauses)
    return None


# A reason that a newer control plane gives closes all the same.
_CLOSED: Mapping[str, type[SystemClosed]] = {
    "suspended": SystemSuspended,
    "proof_expired": SystemProofExpired,
    "pool_ended": SystemPoolEnded,
    "to_be_re_evaluated": SystemToBeReEvaluated,
}


def _also(policy: Policy, clause: str) -> tuple[tuple[str, ...], str]:
    """The clause behind a closed door and its words, after a space; nothing where the charter has none."""
    return ((clause,), f" {quote(policy, (clause,))}") if clause in policy.clauses else ((), "")


def _refusing(caller: Caller, asked: System, error: GatewayError, clauses: tuple[str, ...]) -> Plan:
    return Plan(
        caller, asked, Action.BLOCK, error, clauses=dict.fromkeys(clauses, Action.BLOCK), prevailing=clauses
    )


def refused(
    ruling: Ruling, caller: Caller, request: ChatRequest, inspection: Inspection
) -> tuple[GatewayError, tuple[str, ...]] | None:
    """The error behind a ruling that refuses, and its clauses; None where the request is served."""
    policy, asked, prevailing = caller.policy, ruling.asked, ruling.prevailing
    if ruling.forbidden is not None:
        return CharterUseForbidden(use=ruling.forbidden.use, quote=quote(policy, prevailing)), prevailing
    if ruling.server is None:
        strictest = max((cell.action.strictness for cell in ruling.cells.values()), default=0)
        blocked = frozenset(c.data for c in ruling.cells.values() if c.action.strictness == strictest)
        error: GatewayError = CharterPersonalDataBlocked(
            system=asked.name,
            zone=asked.zone.french,
            found=_said(inspection, blocked),
            quote=quote(policy, prevailing),
            field=inspection.first_with(blocked) or "messages",
        )
        return error, prevailing
    if request.unknown and not takes_everything(policy, ruling.server):
        protecting = _protecting(policy, ruling.server)
        error = CharterUnknownShape(
            field=request.unknown[0],
            system=ruling.server.name,
            zone=ruling.server.zone.french,
            quote=quote(policy, protecting),
        )
        return error, protecting
    return None


def _protecting(policy: Policy, server: System) -> tuple[str, ...]:
    """The clauses that keep some data from this system, the strictest first."""
    decision = policy.decide(frozenset(DataClass), server.zone, allowed=server.allowed_classes)
    strict = sorted(decision.cells, key=lambda cell: -cell.action.strictness)
    kept = (cell.clause for cell in strict if cell.action.strictness > Action.WARN.strictness)
    return tuple(dict.fromkeys(clause for clause in kept if clause is not None))


def _said(inspection: Inspection, classes: frozenset[DataClass]) -> str:
    """« numéro de sécurité sociale (2), nom de personne (1) », or the reason why nothing is named."""
    said = [
        f"{_lower(label.french)} ({number})"
        for label, number in inspection.counts.items()
        if label.data_class in classes
    ]
    return ", ".join(said) or "des données qu’un système interne a déjà reçues dans cette conversation"


def _lower(name: str) -> str:
    """Without its capital, unless it is an acronym."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def names(systems: Sequence[System]) -> str:
    return ", ".join(f"« {system.model} »" for system in systems) or "aucun"


# ---------------------------------------------------------------- what leaves


def leaving(request: ChatRequest, masked: Masked, server: System, conversation: bytes) -> dict[str, Any]:
    """The body as the serving system receives it."""
    body = with_texts(request, masked.texts)
    body["model"] = server.upstream_model
    if server.zone is Zone.EXTERNAL:
        for name in IDENTITY:
            body.pop(name, None)
        if request.body.get("prompt_cache_key"):
            body["prompt_cache_key"] = conversation.hex()[:32]
    if request.stream:
        options = body.get("stream_options")
        body["stream_options"] = {**(options if isinstance(options, dict) else {}), "include_usage": True}
    else:
        body.pop("stream_options", None)
    return body
