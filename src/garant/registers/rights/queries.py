"""Reads of the requests. DPO and legal desk read them; who entered or filed one reads their own; audit sees no words."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from garant.deadlines import delay
from garant.directory.errors import NotFound
from garant.directory.kinds import Role
from garant.directory.models import Organisation, Person
from garant.registers.rights.models import Erasure, RightsRequest
from garant.registers.rights.sealed import Identity, open_identity, open_part
from garant.registers.rights.terms import CLOSED, Kind, State, facts_of
from garant.tables import folded

HANDLERS = (Role.DPO, Role.LEGAL)
ENTERERS = (*HANDLERS, Role.REFERENT)
READERS = (*HANDLERS, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Words:
    """What was written in a request, opened for one reader."""

    identity: Identity
    request: str
    extension: str
    answer: str
    reference: str  # under which the person knows it, where it was taken over from another register


@dataclass(frozen=True, slots=True)
class RightsWanted:
    """What is looked for; an empty field looks for anything."""

    text: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class RightsCounts:
    """For the evidence: numbers alone."""

    received: int
    in_time: int  # answered or refused before their deadline
    late: int  # after it, or still open past it


@dataclass(frozen=True, slots=True)
class Followed:
    """What someone who holds the receipt learns, without an account: where their request stands."""

    receipt: str
    kind: str
    state: str
    due_at: datetime
    is_open: bool


def handles(actor: Person) -> bool:
    """Whether this person answers requests."""
    return actor.has_role(*HANDLERS)


def sees_register(actor: Person) -> bool:
    """Whether this person sees every request of the organisation."""
    return actor.has_role(*READERS)


def requests_visible_to(actor: Person, wanted: RightsWanted | None = None) -> list[RightsRequest]:
    """Those that fit, open ones first, by deadline. Words are searched only where the actor reads them."""
    asked = wanted or RightsWanted()
    found = _visible(actor)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state)
    terms = folded(asked.text).split()
    kept = [request for request in found if _holds(actor, request, terms)]
    return sorted(kept, key=lambda request: (not request.is_open, request.due_at, request.number))


def request_visible_to(actor: Person, request: uuid.UUID) -> RightsRequest:
    """NotFound where there is none, or where it is not this reader's."""
    found = _visible(actor).filter(id=request).first()
    if found is None:
        raise NotFound(what="rights-request")
    return found


def own_requests(actor: Person) -> list[RightsRequest]:
    """What the actor asked for themselves, the last one first."""
    return list(RightsRequest.objects.filter(person=actor).order_by("-received_at"))


def own_request(actor: Person, request: uuid.UUID) -> RightsRequest:
    """One of `own_requests`; NotFound for any other."""
    found = RightsRequest.objects.filter(person=actor, id=request).first()
    if found is None:
        raise NotFound(what="rights-request")
    return found


def reads_words(actor: Person, request: RightsRequest) -> bool:
    """Whether this person, who sees the request, reads who asks and what."""
    return handles(actor) or actor.id in (request.person_id, request.entered_by_id)


def words_of(actor: Person, request: RightsRequest) -> Words:
    """Who asks and what, for who may read it; NotFound for anybody else, audit included, and once it was deleted."""
    seen = request_visible_to(actor, request.id)
    if not reads_words(actor, seen) or seen.forgotten_at is not None:
        raise NotFound(what="rights-request")
    return Words(
        open_identity(seen),
        open_part(seen, seen.words, "words"),
        open_part(seen, seen.extension, "extension"),
        open_part(seen, seen.answer, "answer"),
        open_part(seen, seen.reference, "reference"),
    )


def erasures_of(actor: Person, request: RightsRequest) -> list[Erasure]:
    """The receipts of what was deleted for this request."""
    seen = request_visible_to(actor, request.id)
    return list(seen.erasures.select_related("by"))


def may_be_extended(request: RightsRequest) -> bool:
    """Whether the law lets the delay of this open request be prolonged."""
    longer = delay(facts_of(Kind(request.kind)).delay).extension
    return request.is_open and request.extended_at is None and longer is not None


def waiting_count(actor: Person) -> int:
    """How many requests wait for this person."""
    return _visible(actor).exclude(state__in=CLOSED).count() if handles(actor) else 0


def requests_on(actor: Person, subject: str) -> list[RightsRequest]:
    """The requests about one AI use that the actor sees."""
    return list(_visible(actor).filter(subject=subject))


def filed_count(person: Person) -> int:
    """How many requests this person of the house made, for a search over what the platform stores."""
    return RightsRequest.objects.filter(person=person).count()


def counts_between(
    organisation: Organisation, since: datetime, until: datetime, *, now: datetime
) -> RightsCounts:
    """The requests received in the period, and how they were answered so far."""
    mine = RightsRequest.objects.filter(
        organisation=organisation, received_at__gte=since, received_at__lt=until
    )
    ends = list(mine.values_list("due_at", "closed_at"))
    late = sum((closed or now) > due for due, closed in ends)
    in_time = sum(closed is not None and closed <= due for due, closed in ends)
    return RightsCounts(len(ends), in_time, late)


def followed_by_receipt(organisation: Organisation, receipt: str) -> Followed:
    """For a public page: where the request of this receipt stands. NotFound where there is none."""
    found = RightsRequest.objects.filter(organisation=organisation, receipt=receipt.strip()).first()
    if found is None:
        raise NotFound(what="rights-request")
    return Followed(
        found.receipt, Kind(found.kind).label, State(found.state).label, found.due_at, found.is_open
    )


def due_soon(until: datetime) -> list[RightsRequest]:
    """The open requests of every organisation that are due before `until`. For the reminders, never a page."""
    found = RightsRequest.objects.exclude(state__in=CLOSED).filter(due_at__lt=until)
    return list(found.select_related("organisation"))


def _visible(actor: Person) -> QuerySet[RightsRequest]:
    found = RightsRequest.objects.filter(organisation=actor.organisation).select_related(
        "organisation", "person", "handled_by"
    )
    if sees_register(actor):
        return found
    return found.filter(Q(person=actor) | Q(entered_by=actor))


def _holds(actor: Person, request: RightsRequest, terms: list[str]) -> bool:
    if not terms:
        return True
    text = f"{request.receipt} {Kind(request.kind).label} {State(request.state).label}"
    if reads_words(actor, request) and request.forgotten_at is None:
        words = words_of(actor, request)
        text += f" {words.identity.name} {words.identity.contact} {words.request} {words.answer} {words.reference}"
    flat = folded(text)
    return all(term in flat for term in terms)
