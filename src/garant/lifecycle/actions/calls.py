"""Calls for projects: dates and criteria, candidatures among the needs, marks, results (AHP-06)."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from garant.directory.actions import require
from garant.directory.errors import NotAllowed, NotFound
from garant.directory.journal import record
from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.journal import RecordChanged, RecordMoved
from garant.lifecycle.errors import AlreadyCandidate, CallClosed, CallDates, FieldMissing
from garant.lifecycle.models import Call, Candidature
from garant.lifecycle.queries.calls import call_visible_to, is_open
from garant.lifecycle.queries.uses import use_visible_to
from garant.notifications.actions import notify

ORGANISERS = (Role.DGS, Role.DSI, Role.REFERENT)
BEST = 5


@transaction.atomic
def open_call(
    actor: Person,
    *,
    title: str,
    text: str,
    opens_on: date,
    closes_on: date,
    criteria: Sequence[tuple[str, int]],
) -> Call:
    """A call with its weighted criteria, which hold for all candidates: they do not change afterwards."""
    require(actor, *ORGANISERS)
    if not title.strip() or not text.strip():
        raise FieldMissing(field="Titre et objet")
    if closes_on < opens_on:
        raise CallDates
    if any(not 1 <= weight <= 10 for _, weight in criteria):
        raise FieldMissing(field="Critères")
    kept = [{"title": name.strip()[:200], "weight": weight} for name, weight in criteria if name.strip()]
    if not kept:
        raise FieldMissing(field="Critères")
    call = Call.objects.create(
        organisation=actor.organisation,
        title=title.strip()[:150],
        text=text.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        criteria=kept,
    )
    _changed(actor, call, created=True)
    return call


@transaction.atomic
def apply_to(actor: Person, call: uuid.UUID, use: uuid.UUID, *, now: datetime | None = None) -> Candidature:
    """A need answers a call, while it is open: by its requester, or by those who organise."""
    now = now or timezone.now()
    found = call_visible_to(actor, call)
    need = use_visible_to(actor, use)
    if need.requester_id != actor.id and not actor.has_role(*ORGANISERS):
        raise NotAllowed(roles=", ".join(role.label for role in ORGANISERS))
    if not is_open(found, today=timezone.localdate(now, actor.organisation.place_word.zone)):
        raise CallClosed(until=f"{found.closes_on:%d/%m/%Y}")
    made, created = Candidature.objects.get_or_create(call=found, use=need, defaults={"at": now})
    if not created:
        raise AlreadyCandidate(number=need.number)
    _changed(actor, found)
    return made


@transaction.atomic
def mark(
    actor: Person, call: uuid.UUID, use: uuid.UUID, *, marks: Mapping[int, int], comment: str = ""
) -> Candidature:
    """The marks of one candidature, 0 to 5 by criterion, and why."""
    require(actor, *ORGANISERS)
    found = call_visible_to(actor, call)
    if found.results_at is not None:
        raise CallClosed(until=f"{found.closes_on:%d/%m/%Y}")
    candidature = Candidature.objects.select_for_update().filter(call=found, use=use).first()
    if candidature is None:
        raise NotFound(what="candidature")
    if any(
        not 0 <= value <= BEST or not 0 <= number < len(found.criteria) for number, value in marks.items()
    ):
        raise FieldMissing(field="Notes")
    candidature.marks = {str(number): value for number, value in marks.items()}
    candidature.comment = comment.strip()
    candidature.save(update_fields=["marks", "comment"])
    _changed(actor, found)
    return candidature


@transaction.atomic
def give_results(
    actor: Person, call: uuid.UUID, *, selected: Collection[uuid.UUID], now: datetime | None = None
) -> Call:
    """The needs that are selected, said once, after the closing; each requester is told."""
    require(actor, Role.DGS)
    now = now or timezone.now()
    call_visible_to(actor, call)
    found = Call.objects.select_for_update().get(id=call)
    today = timezone.localdate(now, actor.organisation.place_word.zone)
    if found.results_at is not None or today <= found.closes_on:
        raise CallClosed(until=f"{found.closes_on:%d/%m/%Y}")
    for candidature in found.candidatures.select_related("use__requester"):
        candidature.selected = candidature.use_id in set(selected)
        candidature.save(update_fields=["selected"])
        notify(
            found.organisation,
            people=[candidature.use.requester],
            code="call-results",
            record=f"call:{found.id}",
            address=found.get_absolute_url(),
            facts={"number": candidature.use.number},
            now=now,
        )
    found.results_at = now
    found.save(update_fields=["results_at"])
    record(
        RecordMoved(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"call:{found.id}",
            before="open",
            after="results",
        )
    )
    return found


def _changed(actor: Person, call: Call, *, created: bool = False) -> None:
    record(
        RecordChanged(
            organisation=actor.organisation.slug,
            person=str(actor.id),
            record=f"call:{call.id}",
            change="created" if created else "amended",
        )
    )
